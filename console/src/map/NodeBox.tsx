import { memo } from "react";

import type { MapNode } from "../api";
import { growth, millis, rate, share } from "../numbers";
import type { Level } from "./camera";
import { outline } from "./geometry";
import { health, MOVING } from "./graph";
import type { Mark } from "./overlay";

interface Props {
  node: MapNode;
  language: string;
  level: Level;
  /** How many letters of a name fit where only names are shown. */
  letters: number;
  chosen: boolean;
  faded: boolean;
  /** Whether Tab comes to this node; arrows walk on from it. */
  reachable: boolean;
  mark?: Mark;
  /** The rate at the other time when two are compared. */
  before?: number;
  /** The rate of the last seconds, while the map is live. */
  live?: number;
}

/** Instances that have room under the sign of a node. */
const MOST_INSTANCES = 10;

const cut = (text: string, letters: number) => (text.length > letters ? `${text.slice(0, Math.max(1, letters - 1))}…` : text);

export const lifecycleClass = (node: MapNode) => {
  const lifecycle = node.lifecycle ?? "";
  return lifecycle === "FAILED" ? "failed" : MOVING.has(lifecycle) ? "moving" : lifecycle ? "" : "unknown";
};

/** The second line: rate, p99, errors only when there are some; what does not fit in is left out, p99 first. */
export function sign(node: MapNode, language: string, width: number, now = node.rate, before?: number): string {
  const state = health(node.errorShare);
  const load = rate(now, language);
  const errors = state === "good" ? "" : share(node.errorShare, language);
  const change = before === undefined ? "" : growth(before, node.rate, language);
  const lines = [[load, change || (node.p99 ? millis(node.p99, language) : ""), errors], [load, change || errors], [load]].map((parts) => parts.filter(Boolean).join(" · "));
  return lines.find((line) => line.length * 5.4 + 20 <= width) ?? load;
}

/** A node says in two lines what matters; from further away its name, and from afar it is a block. */
export const NodeBox = memo(function NodeBox({ node, language, level, letters, chosen, faded, reachable, mark, before, live }: Props) {
  const frame = outline(node);
  const state = health(node.errorShare);
  const text = sign(node, language, frame.width, live, before);
  const bar = lifecycleClass(node);
  const badge = bar === "failed" || bar === "moving" ? (node.lifecycle ?? "").replace("_", " ") : "";
  const isService = node.type === "service";
  const signed = level === "card" || level === "close";
  const classes = ["node", level, isService ? "" : node.type, node.tier === 0 ? "vital" : "", chosen ? "chosen" : "", faded ? "faded" : "", mark ?? ""];
  return (
    <g
      className={classes.filter(Boolean).join(" ")}
      transform={`translate(${frame.x} ${frame.y})`}
      tabIndex={reachable ? 0 : -1}
      role="button"
      aria-label={[node.name, text, typeof node.tier === "number" ? `T${node.tier}` : "", badge || node.lifecycle, node.cycle ? "⇄" : ""].filter(Boolean).join(" ")}
      aria-pressed={chosen}
      data-service={node.name}
      data-cycle={node.cycle ?? undefined}
    >
      {node.cycle && <rect className="halo" x={-7} y={-7} width={frame.width + 14} height={frame.height + 14} rx={14} />}
      <rect className="wall" width={frame.width} height={frame.height} rx={isService ? 8 : frame.height / 2} />
      {isService && <rect className={`bar ${bar}`} x={level === "block" ? 0 : 1} y={level === "block" ? 4 : 7} width={signed ? 4 : 9} height={frame.height - (level === "block" ? 8 : 14)} rx={2} />}
      {isService && signed && (
        <>
          <text className="name" x={14} y={frame.height / 2 - 4}>{cut(node.name, Math.floor((frame.width - 44) / (node.tier === 0 ? 7.6 : 6.9)))}</text>
          <text className={`sign ${state}`} x={14} y={frame.height / 2 + 13}>{text}</text>
          {typeof node.tier === "number" && <text className="tier" x={frame.width - 9} y={frame.height / 2 - 4}>T{node.tier}</text>}
        </>
      )}
      {isService && level === "name" && <text className={`name far ${state}`} x={16} y={frame.height / 2}>{cut(node.name, letters)}</text>}
      {!isService && level === "name" && <text className="name far quiet" x={10} y={frame.height / 2}>{cut(node.name, Math.floor((letters * (frame.width - 20)) / 124))}</text>}
      {!isService && signed && <text className="sign" x={14} y={17}>{node.type === "topic" ? "⇢ " : ""}{cut(node.name, 20)}</text>}
      {level === "close" && Array.from({ length: Math.min(MOST_INSTANCES, node.instances ?? 0) }, (_, index) => (
        <rect className={index < (node.running ?? 0) ? "instance" : "instance away"} key={index} x={14 + index * 10} y={frame.height - 5} width={8} height={2.5} rx={1} />
      ))}
      {badge && signed && (
        <g className={`badge ${bar}`} transform={`translate(${frame.width - badge.length * 6.4 - 24} -10)`}>
          <rect width={badge.length * 6.4 + 16} height={17} rx={8.5} />
          <text x={badge.length * 3.2 + 8} y={12}>{badge}</text>
        </g>
      )}
    </g>
  );
});
