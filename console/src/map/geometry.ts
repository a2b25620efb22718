// Where things are drawn: sizes of nodes and the course of edges. Pure.
import type { District, MapEdge, MapNode } from "../api";

export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const inside = (frame: Frame, x: number, y: number) => x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;

/** Vital services are larger. No node is wider than its plot, none so narrow that its two lines do not fit. */
const WIDTHS = [150, 140, 132, 124];
const HEIGHTS = [48, 46, 44, 42];
export const PLOT = { width: 172, height: 62 };
/** The row of a topic in the lane of its district, and the edge of a district that nothing is built on. */
export const STOP_LANE = 34;
export const FIRM = 12;

export function outline(node: MapNode): Frame {
  const { width, height } = size(node);
  return { x: node.x - width / 2, y: node.y - height / 2, width, height };
}

function size(node: MapNode): { width: number; height: number } {
  if (node.type !== "service") return { width: Math.min(150, Math.max(72, node.name.length * 6.6 + 34)), height: 26 };
  const tier = node.tier ?? 2;
  const name = node.name.length * (tier === 0 ? 7.8 : 7.1) + 48;
  return { width: Math.min(PLOT.width - 10, Math.max(WIDTHS[tier] ?? 124, name)), height: HEIGHTS[tier] ?? 42 };
}

/** Everything that must be seen: nodes, districts, and the bends of the edges that are given. */
export function extent(nodes: readonly MapNode[], districts: readonly District[], edges: readonly Pick<MapEdge, "from" | "to">[] = []): Frame {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const node of nodes) {
    const { width, height } = size(node);
    left = Math.min(left, node.x - width / 2);
    right = Math.max(right, node.x + width / 2);
    top = Math.min(top, node.y - height / 2);
    bottom = Math.max(bottom, node.y + height / 2);
  }
  const byName = new Map(edges.length > 0 ? nodes.map((node) => [node.name, node]) : []);
  for (const edge of edges) {
    const from = byName.get(edge.from);
    const to = byName.get(edge.to);
    if (!from || !to) continue;
    const curve = bend(from, to);
    for (let t = 0.125; t < 1; t += 0.125) {
      const { x, y } = pointOn(curve, t);
      left = Math.min(left, x - 4);
      right = Math.max(right, x + 4);
      top = Math.min(top, y - 4);
      bottom = Math.max(bottom, y + 4);
    }
  }
  for (const district of districts) {
    top = Math.min(top, district.y);
    bottom = Math.max(bottom, district.y + district.height);
  }
  if (left > right) return { x: 0, y: 0, width: 600, height: 400 };
  return { x: left, y: top, width: Math.max(600, right - left), height: bottom - top };
}

/** By magnitude, so that an edge with a thousand times the load is still an edge and not a square, and a quiet one a thin line. */
export function edgeWidth(rate: number): number {
  return Math.min(6, 1.2 + Math.pow(Math.log10(1 + Math.max(0, rate)), 2) * 0.3);
}

/** Start, two handles and end of a cubic curve, as x, y, x, y, … */
export type Bend = readonly [number, number, number, number, number, number, number, number];

/** An edge from one node to another. Edges run left to right; one that runs back leaves on the left and comes in from below. */
export function bend(from: MapNode, to: MapNode): Bend {
  const a = outline(from);
  const b = outline(to);
  if (from.name === to.name) {
    const x = a.x + a.width;
    return [x, from.y - 8, x + 46, from.y - 40, x + 46, from.y + 40, x, from.y + 8];
  }
  if (b.x >= a.x + a.width - 4) {
    const start = a.x + a.width;
    const lead = Math.max(28, (b.x - start) * 0.5);
    return [start, from.y, start + lead, from.y, b.x - lead, to.y, b.x - 2, to.y];
  }
  if (b.x + b.width <= a.x + 4) {
    const below = to.y < from.y;
    const end = below ? b.y + b.height + 2 : b.y - 2;
    const lift = below ? 1 : -1;
    const lead = Math.max(40, Math.abs(end - from.y) * 0.45);
    return [a.x, from.y, a.x - 60, from.y, to.x, end + lift * lead, to.x, end];
  }
  if (Math.abs(to.x - from.x) > 24) {
    // Not a column apart, as with topics between columns: straight down or up.
    const down = to.y > from.y;
    const start = down ? a.y + a.height : a.y;
    const end = down ? b.y - 2 : b.y + b.height + 2;
    const middle = (start + end) / 2;
    return [from.x, start, from.x, middle, to.x, middle, to.x, end];
  }
  // The same column: down on the right-hand side, up on the left, so that both ways of a cycle are seen.
  const side = to.y > from.y ? 1 : -1;
  const wall = (frame: Frame) => (side > 0 ? frame.x + frame.width : frame.x);
  const out = side > 0 ? Math.max(wall(a), wall(b)) + 44 : Math.min(wall(a), wall(b)) - 44;
  return [wall(a), from.y, out, from.y, out, to.y, wall(b) + side * 2, to.y];
}

export function course(from: MapNode, to: MapNode): string {
  const [x0, y0, x1, y1, x2, y2, x3, y3] = bend(from, to);
  return `M ${x0} ${y0} C ${x1} ${y1}, ${x2} ${y2}, ${x3} ${y3}`;
}

/** The middle of an edge, for what is written on it. */
export function middle(from: MapNode, to: MapNode): { x: number; y: number } {
  return pointOn(bend(from, to), 0.5);
}

function pointOn([x0, y0, x1, y1, x2, y2, x3, y3]: Bend, t: number): { x: number; y: number } {
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return { x: a * x0 + b * x1 + c * x2 + d * x3, y: a * y0 + b * y1 + c * y2 + d * y3 };
}
