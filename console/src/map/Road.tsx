import { memo } from "react";

import type { Building, Road } from "../api";
import { health, roadKey } from "./city";
import { course, middle, roadWidth } from "./geometry";
import type { Mark } from "./overlay";

interface Props {
  road: Road;
  from: Building;
  to: Building;
  faded: boolean;
  mark?: Mark;
  word?: string;
}

/** One road: width is load, colour is errors, dashes are asynchronous; a cycle has a colour of its own. */
export const RoadPath = memo(function RoadPath({ road, from, to, faded, mark, word }: Props) {
  const kind = mark === "added" ? "added" : mark === "removed" ? "removed" : road.cycle ? "cycle" : health(road.errorShare);
  const classes = ["road", kind, road.kind, road.observed ? "" : "unseen", faded ? "faded" : ""].filter(Boolean).join(" ");
  const path = course(from, to);
  const at = mark && word ? middle(from, to) : null;
  return (
    <g className={faded ? "faded" : undefined}>
      <path
        className={classes}
        d={path}
        strokeWidth={Math.max(roadWidth(road.rate), road.cycle || mark ? 2.4 : 0)}
        markerEnd={`url(#arrow-${kind})`}
        data-from={road.from}
        data-to={road.to}
        data-cycle={road.cycle ?? undefined}
      />
      <path className="touch" d={path} data-road={roadKey(road)} />
      {at && (
        <g className={`roadsign ${mark}`} transform={`translate(${at.x} ${at.y})`}>
          <rect x={-(word ?? "").length * 3.4 - 7} y={-9} width={(word ?? "").length * 6.8 + 14} height={18} rx={9} />
          <text y={4}>{word}</text>
        </g>
      )}
    </g>
  );
});

/** The arrow heads, one per colour: SVG markers do not inherit the colour of their path everywhere. */
export function ArrowHeads() {
  const colours = { good: "--road", warn: "--warn-mark", bad: "--bad", cycle: "--cycle", added: "--accent", removed: "--quiet" };
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
