import type { Building, Road } from "../api";
import { health } from "./city";
import { course, roadWidth } from "./geometry";

interface Props {
  road: Road;
  from: Building;
  to: Building;
  faded: boolean;
}

/** One road: width is load, colour is errors, dashes are asynchronous; a cycle has a colour of its own. */
export function RoadPath({ road, from, to, faded }: Props) {
  const kind = road.cycle ? "cycle" : health(road.errorShare);
  const classes = ["road", kind, road.kind, road.observed ? "" : "unseen", faded ? "faded" : ""].join(" ");
  return (
    <path
      className={classes}
      d={course(from, to)}
      strokeWidth={Math.max(roadWidth(road.rate), road.cycle ? 2.4 : 0)}
      markerEnd={`url(#arrow-${kind})`}
      data-from={road.from}
      data-to={road.to}
      data-cycle={road.cycle ?? undefined}
    />
  );
}

/** The arrow heads, one per colour: SVG markers do not inherit the colour of their path everywhere. */
export function ArrowHeads() {
  const colours = { good: "--road", warn: "--warn", bad: "--bad", cycle: "--cycle" };
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
