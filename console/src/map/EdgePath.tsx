import { memo } from "react";

import type { MapEdge, MapNode } from "../api";
import { course, edgeWidth, middle } from "./geometry";
import { edgeKey, health } from "./graph";
import type { Mark } from "./overlay";

interface Props {
  edge: MapEdge;
  from: MapNode;
  to: MapNode;
  faded: boolean;
  mark?: Mark;
  word?: string;
}

/** One edge: width is load, colour is errors, dashes are asynchronous; a cycle has a colour of its own. */
export const EdgePath = memo(function EdgePath({ edge, from, to, faded, mark, word }: Props) {
  const kind = mark === "added" ? "added" : mark === "removed" ? "removed" : edge.cycle ? "cycle" : health(edge.errorShare);
  const classes = ["edge", kind, edge.kind, edge.observed ? "" : "unseen", faded ? "faded" : ""].filter(Boolean).join(" ");
  const path = course(from, to);
  const at = mark && word ? middle(from, to) : null;
  return (
    <g className={faded ? "faded" : undefined}>
      <path
        className={classes}
        d={path}
        strokeWidth={Math.max(edgeWidth(edge.rate), edge.cycle || mark ? 2.4 : 0)}
        markerEnd={`url(#arrow-${kind})`}
        data-from={edge.from}
        data-to={edge.to}
        data-cycle={edge.cycle ?? undefined}
      />
      <path className="touch" d={path} data-edge={edgeKey(edge)} />
      {at && (
        <g className={`edge-label ${mark}`} transform={`translate(${at.x} ${at.y})`}>
          <rect x={-(word ?? "").length * 3.4 - 7} y={-9} width={(word ?? "").length * 6.8 + 14} height={18} rx={9} />
          <text y={4}>{word}</text>
        </g>
      )}
    </g>
  );
});

/** The arrow heads, one per colour: SVG markers do not inherit the colour of their path everywhere. */
export function ArrowHeads() {
  const colours = { good: "--edge", warn: "--warn-mark", bad: "--bad", cycle: "--cycle", added: "--accent", removed: "--quiet" };
  return (
    <defs>
      {Object.entries(colours).map(([kind, colour]) => (
        <marker key={kind} id={`arrow-${kind}`} markerUnits="userSpaceOnUse" markerWidth="8" markerHeight="8" refX="6" refY="4" orient="auto">
          <path d="M0 1 L7 4 L0 7 z" style={{ fill: `var(${colour})` }} />
        </marker>
      ))}
    </defs>
  );
}
