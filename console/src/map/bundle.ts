// From afar the edges of a large map are drawn bundled: one from a block of nodes to another, as wide as all of them.
import type { DependencyMap, MapNode } from "../api";
import type { Bend } from "./geometry";

export interface Bundle {
  key: string;
  edges: number;
  rate: number;
  errorShare: number;
  course: Bend;
}

interface Block {
  left: number;
  right: number;
  y: number;
  weight: number;
}

/** The heaviest bundles between blocks; a block is what a district has at one depth. Edges of cycles are not in them. */
export function bundles(map: DependencyMap, most = 60): Bundle[] {
  const blockOf = new Map<string, string>();
  const blocks = new Map<string, Block>();
  for (const node of map.nodes) {
    const key = `${node.district ?? ""} ${node.depth}`;
    blockOf.set(node.name, key);
    blocks.set(key, grown(blocks.get(key), node));
  }
  const sums = new Map<string, { from: string; to: string; edges: number; rate: number; errors: number }>();
  for (const edge of map.edges) {
    const from = blockOf.get(edge.from);
    const to = blockOf.get(edge.to);
    if (!from || !to || from === to || edge.cycle || !edge.observed) continue;
    const key = `${from}→${to}`;
    const sum = sums.get(key) ?? { from, to, edges: 0, rate: 0, errors: 0 };
    sum.edges++;
    sum.rate += edge.rate;
    sum.errors += edge.rate * edge.errorShare;
    sums.set(key, sum);
  }
  return [...sums].sort(([, a], [, b]) => b.rate - a.rate).slice(0, most).flatMap(([key, sum]) => {
    const from = blocks.get(sum.from);
    const to = blocks.get(sum.to);
    return from && to ? [{ key, edges: sum.edges, rate: sum.rate, errorShare: sum.rate > 0 ? sum.errors / sum.rate : 0, course: between(from, to) }] : [];
  });
}

function grown(block: Block | undefined, node: MapNode): Block {
  if (!block) return { left: node.x - 70, right: node.x + 70, y: node.y, weight: 1 };
  return {
    left: Math.min(block.left, node.x - 70),
    right: Math.max(block.right, node.x + 70),
    y: (block.y * block.weight + node.y) / (block.weight + 1),
    weight: block.weight + 1,
  };
}

function between(from: Block, to: Block): Bend {
  if (to.left >= from.right) {
    const lead = Math.max(60, (to.left - from.right) * 0.5);
    return [from.right, from.y, from.right + lead, from.y, to.left - lead, to.y, to.left, to.y];
  }
  if (to.right <= from.left) {
    const lead = Math.max(60, (from.left - to.right) * 0.5);
    return [from.left, from.y, from.left - lead, from.y, to.right + lead, to.y, to.right, to.y];
  }
  const out = Math.max(from.right, to.right) + 60;
  return [from.right, from.y, out, from.y, out, to.y, to.right, to.y];
}
