// What is drawn over the map when two times are compared or a change is tried: what came, what went, what was before.
import type { DependencyMap, MapEdge, MapNode, WhatIf } from "../api";
import { edgeKey } from "./graph";

export type Mark = "added" | "removed";

export interface Overlay {
  /** The map with what is gone still on it. */
  map: DependencyMap;
  edges: ReadonlyMap<string, Mark>;
  nodes: ReadonlyMap<string, Mark>;
  /** Rates before, of the nodes and edges that are in both. */
  before: ReadonlyMap<string, number>;
}

/** What is on `after` against `before`, drawn on one map. An edge counts as there while it has traffic. */
export function compare(before: DependencyMap, after: DependencyMap): Overlay {
  const edges = new Map<string, Mark>();
  const nodes = new Map<string, Mark>();
  const rates = new Map<string, number>();
  const old = new Map(before.edges.filter((edge) => edge.observed).map((edge) => [edgeKey(edge), edge]));
  const fresh = new Set<string>();
  for (const edge of after.edges) {
    const key = edgeKey(edge);
    const was = old.get(key);
    if (edge.observed) fresh.add(key);
    if (edge.observed && !was) edges.set(key, "added");
    if (edge.observed && was) rates.set(key, was.rate);
  }
  const gone = [...old].filter(([key]) => !fresh.has(key)).map(([key, edge]) => {
    edges.set(key, "removed");
    return edge;
  });
  const names = new Map(after.nodes.map((node) => [node.name, node]));
  const lost: MapNode[] = [];
  for (const node of before.nodes) {
    if (names.has(node.name)) rates.set(node.name, node.rate);
    else {
      nodes.set(node.name, "removed");
      lost.push(node);
    }
  }
  const known = new Set(before.nodes.map((node) => node.name));
  for (const node of after.nodes) if (!known.has(node.name)) nodes.set(node.name, "added");
  const drawn = new Set(gone.map(edgeKey));
  return {
    map: { ...after, nodes: [...after.nodes, ...lost], edges: [...after.edges.filter((edge) => !drawn.has(edgeKey(edge))), ...gone] },
    edges,
    nodes,
    before: rates,
  };
}

/** The map after a change that is tried, with the edges that it cuts still on it, marked. */
export function trial(now: DependencyMap, tried: WhatIf): Overlay {
  const edges = new Map<string, Mark>();
  for (const edge of tried.added) edges.set(edgeKey(edge), "added");
  for (const edge of tried.cut) edges.set(edgeKey(edge), "removed");
  const there = new Set(tried.map.edges.map(edgeKey));
  const cut = now.edges.filter((edge) => edges.get(edgeKey(edge)) === "removed" && !there.has(edgeKey(edge)));
  const known = new Set(now.nodes.map((node) => node.name));
  return {
    map: { ...tried.map, edges: [...tried.map.edges, ...cut.map((edge) => ({ ...edge, cycle: null }))] },
    edges,
    nodes: new Map(tried.map.nodes.filter((node) => !known.has(node.name)).map((node) => [node.name, "added" as const])),
    before: new Map(),
  };
}

export interface Change {
  edge: MapEdge;
  before: number;
  after: number;
}

/** The edges of both times whose load changed most, in calls per second; small wobbles are left out. */
export function changes(overlay: Overlay, most = 12): Change[] {
  return overlay.map.edges
    .flatMap((edge) => {
      const before = overlay.before.get(edgeKey(edge));
      return before === undefined ? [] : [{ edge, before, after: edge.rate }];
    })
    .filter(({ before, after }) => Math.abs(after - before) > 0.1 * Math.max(before, after) && Math.abs(after - before) > 0.05)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .slice(0, most);
}
