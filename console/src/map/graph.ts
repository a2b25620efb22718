// Questions that the page asks of the map: pure functions over nodes and edges.
import type { DependencyMap, MapEdge, MapNode } from "../api";

export const MOVING = new Set(["PROVISION", "READY", "UPDATE", "ROLLBACK", "SCALE_OUT", "SCALE_IN", "DESTROY"]);

/** How bad the errors of an edge or a node are: amber past 1 %, red past 5 %. */
export function health(errorShare: number): "good" | "warn" | "bad" {
  if (errorShare > 0.05) return "bad";
  return errorShare > 0.01 ? "warn" : "good";
}

export const edgeKey = (edge: Pick<MapEdge, "from" | "to"> & { kind?: string }) => `${edge.from}→${edge.to}`;

/** The edges out of and into every node, so that walking costs what is walked and not the whole map. */
export interface Adjacency {
  out: ReadonlyMap<string, readonly MapEdge[]>;
  into: ReadonlyMap<string, readonly MapEdge[]>;
}

const NONE: readonly MapEdge[] = [];
const known = new WeakMap<readonly MapEdge[], Adjacency>();

export function adjacency(edges: readonly MapEdge[]): Adjacency {
  let found = known.get(edges);
  if (!found) {
    const out = new Map<string, MapEdge[]>();
    const into = new Map<string, MapEdge[]>();
    const add = (index: Map<string, MapEdge[]>, name: string, edge: MapEdge) => {
      const list = index.get(name);
      if (list) list.push(edge);
      else index.set(name, [edge]);
    };
    for (const edge of edges) {
      add(out, edge.from, edge);
      add(into, edge.to, edge);
    }
    found = { out, into };
    known.set(edges, found);
  }
  return found;
}

export const edgesFrom = (edges: readonly MapEdge[], name: string) => adjacency(edges).out.get(name) ?? NONE;
export const edgesTo = (edges: readonly MapEdge[], name: string) => adjacency(edges).into.get(name) ?? NONE;

/** Everyone from whom `start` can be reached (callers), or whom it reaches (callees); without `start`. */
export function reach(edges: readonly MapEdge[], start: string, direction: "callers" | "callees", hops = Infinity): Set<string> {
  const { out, into } = adjacency(edges);
  const seen = new Set<string>([start]);
  let ring = [start];
  for (let hop = 0; hop < hops && ring.length > 0; hop++) {
    const next: string[] = [];
    for (const name of ring) {
      for (const edge of (direction === "callees" ? out : into).get(name) ?? NONE) {
        const other = direction === "callees" ? edge.to : edge.from;
        if (!seen.has(other)) {
          seen.add(other);
          next.push(other);
        }
      }
    }
    ring = next;
  }
  seen.delete(start);
  return seen;
}

/** The part of the map within `hops` of a service, either way. */
export function focus(map: DependencyMap, service: string, hops: number): DependencyMap {
  const near = reach(map.edges, service, "callees", hops);
  for (const name of reach(map.edges, service, "callers", hops)) near.add(name);
  near.add(service);
  return {
    ...map,
    nodes: map.nodes.filter((node) => near.has(node.name)),
    edges: map.edges.filter((edge) => near.has(edge.from) && near.has(edge.to)),
  };
}

/** The edges on any path through a service, up to so many steps from it. */
export function pathsThrough(edges: readonly MapEdge[], service: string, hops = Infinity): Set<string> {
  const upstream = reach(edges, service, "callers", hops).add(service);
  const downstream = reach(edges, service, "callees", hops).add(service);
  const { out } = adjacency(edges);
  const paths = new Set<string>();
  for (const within of [upstream, downstream]) {
    for (const name of within) for (const edge of out.get(name) ?? NONE) if (within.has(edge.to)) paths.add(edgeKey(edge));
  }
  return paths;
}

export function matches(node: MapNode, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  return [node.name, node.owner, node.domain, node.district].some((text) => text?.toLowerCase().includes(wanted));
}

/** What to list for a query: names that begin with it first, then the more vital and the busier. */
export function found(nodes: readonly MapNode[], query: string): MapNode[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [];
  const rank = (node: MapNode) => (node.name.toLowerCase().startsWith(wanted) ? 0 : node.name.toLowerCase().includes(wanted) ? 1 : 2);
  return nodes.filter((node) => matches(node, wanted)).sort((a, b) => rank(a) - rank(b) || (a.tier ?? 9) - (b.tier ?? 9) || b.rate - a.rate);
}

/** Where an arrow key leads from a node: right to the busiest callee, left to the busiest caller, up and down within the column. */
export function walk(map: DependencyMap, from: MapNode, key: string): string | null {
  const busiest = (edges: readonly MapEdge[]) => [...edges].sort((a, b) => b.rate - a.rate)[0];
  if (key === "ArrowRight") return busiest(edgesFrom(map.edges, from.name))?.to ?? null;
  if (key === "ArrowLeft") return busiest(edgesTo(map.edges, from.name))?.from ?? null;
  const column = map.nodes.filter((node) => Math.abs(node.x - from.x) < 1).sort((a, b) => a.y - b.y);
  const index = column.findIndex((node) => node.name === from.name);
  return column[index + (key === "ArrowDown" ? 1 : -1)]?.name ?? null;
}

/** Edges on which a vital service waits for one that is less so. */
export function inversions(map: DependencyMap): MapEdge[] {
  const tier = new Map(map.nodes.map((node) => [node.name, node.tier]));
  return map.edges.filter((edge) => {
    if (edge.inversion !== undefined) return edge.inversion;
    const from = tier.get(edge.from);
    const to = tier.get(edge.to);
    return edge.kind === "sync" && edge.observed && typeof from === "number" && typeof to === "number" && to > from;
  });
}
