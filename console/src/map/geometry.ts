// Where things are drawn: sizes of buildings and the course of roads. Pure.
import type { Building, District } from "../api";

export const HOUSE = { width: 150, height: 46 };

export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function outline(building: Building): Frame {
  const width = building.type === "service" ? HOUSE.width : Math.max(84, building.name.length * 7.2 + 34);
  const height = building.type === "service" ? HOUSE.height : 26;
  return { x: building.x - width / 2, y: building.y - height / 2, width, height };
}

/** Everything that must be seen, with a margin for signs and halos. */
export function extent(buildings: readonly Building[], districts: readonly District[]): Frame {
  const frames = buildings.map(outline);
  const left = Math.min(...frames.map((frame) => frame.x), 0) - 40;
  const right = Math.max(...frames.map((frame) => frame.x + frame.width), 600) + 40;
  const top = Math.min(...frames.map((frame) => frame.y), ...districts.map((d) => d.y)) - 44;
  const bottom = Math.max(...frames.map((frame) => frame.y + frame.height), ...districts.map((d) => d.y + d.height)) + 16;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Logarithmic, so that a road with a thousand times the load is still a road and not a square. */
export function roadWidth(rate: number): number {
  return Math.min(7, 1.2 + Math.log10(1 + Math.max(0, rate)) * 1.5);
}

/** A road from one house to another as an SVG path. Roads run left to right; one that runs back leaves below and comes in from below. */
export function course(from: Building, to: Building): string {
  const a = outline(from);
  const b = outline(to);
  if (from.name === to.name) {
    const x = a.x + a.width;
    return `M ${x} ${from.y - 8} C ${x + 46} ${from.y - 40}, ${x + 46} ${from.y + 40}, ${x} ${from.y + 8}`;
  }
  if (b.x >= a.x + a.width - 4) {
    const start = a.x + a.width;
    const bend = Math.max(28, (b.x - start) * 0.5);
    return `M ${start} ${from.y} C ${start + bend} ${from.y}, ${b.x - bend} ${to.y}, ${b.x - 2} ${to.y}`;
  }
  if (b.x + b.width <= a.x + 4) {
    const below = to.y < from.y;
    const end = below ? b.y + b.height + 2 : b.y - 2;
    const lift = below ? 1 : -1;
    const bend = Math.max(40, Math.abs(end - from.y) * 0.45);
    return `M ${a.x} ${from.y} C ${a.x - 60} ${from.y}, ${to.x} ${end + lift * bend}, ${to.x} ${end}`;
  }
  if (Math.abs(to.x - from.x) > 24) {
    // Not a column apart, as with topics between columns: straight down or up.
    const down = to.y > from.y;
    const start = down ? a.y + a.height : a.y;
    const end = down ? b.y - 2 : b.y + b.height + 2;
    const middle = (start + end) / 2;
    return `M ${from.x} ${start} C ${from.x} ${middle}, ${to.x} ${middle}, ${to.x} ${end}`;
  }
  // The same column: down on the right-hand side, up on the left, so that both ways of a cycle are seen.
  const side = to.y > from.y ? 1 : -1;
  const wall = (frame: Frame) => (side > 0 ? frame.x + frame.width : frame.x);
  const out = side > 0 ? Math.max(wall(a), wall(b)) + 44 : Math.min(wall(a), wall(b)) - 44;
  return `M ${wall(a)} ${from.y} C ${out} ${from.y}, ${out} ${to.y}, ${wall(b) + side * 2} ${to.y}`;
}
