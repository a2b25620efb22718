// Questions that the page asks of the map: pure functions over nodes and edges.
import type { Building, CityMap, Road } from "../api";

export const MOVING = new Set(["PROVISION", "READY", "UPDATE", "ROLLBACK", "SCALE_OUT", "SCALE_IN", "DESTROY"]);

/** How bad the errors of a road or a building are: amber past 1 %, red past 5 %. */
export function health(errorShare: number): "good" | "warn" | "bad" {
  if (errorShare > 0.05) return "bad";
  return errorShare > 0.01 ? "warn" : "good";
}

export const roadKey = (road: Pick<Road, "from" | "to">) => `${road.from}→${road.to}`;

/** Everyone from whom `start` can be reached (callers), or whom it reaches (callees); without `start`. */
export function reach(roads: readonly Road[], start: string, direction: "callers" | "callees", hops = Infinity): Set<string> {
  const next = new Map<string, string[]>();
  for (const road of roads) {
    const [at, to] = direction === "callees" ? [road.from, road.to] : [road.to, road.from];
    next.set(at, [...(next.get(at) ?? []), to]);
  }
  const seen = new Set<string>([start]);
  let ring = [start];
  for (let hop = 0; hop < hops && ring.length > 0; hop++) {
    ring = ring.flatMap((name) => next.get(name) ?? []).filter((name) => !seen.has(name) && seen.add(name));
  }
  seen.delete(start);
  return seen;
}

/** The part of the city within `hops` of a service, either way. */
export function focus(city: CityMap, service: string, hops: number): CityMap {
  const near = reach(city.edges, service, "callees", hops);
  for (const name of reach(city.edges, service, "callers", hops)) near.add(name);
  near.add(service);
  return {
    ...city,
    nodes: city.nodes.filter((node) => near.has(node.name)),
    edges: city.edges.filter((edge) => near.has(edge.from) && near.has(edge.to)),
  };
}

/** The roads on any path through a service. */
export function pathsThrough(roads: readonly Road[], service: string): Set<string> {
  const upstream = reach(roads, service, "callers").add(service);
  const downstream = reach(roads, service, "callees").add(service);
  return new Set(
    roads
      .filter((road) => (upstream.has(road.from) && upstream.has(road.to)) || (downstream.has(road.from) && downstream.has(road.to)))
      .map(roadKey),
  );
}

export function matches(building: Building, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  return [building.name, building.owner, building.domain].some((text) => text?.toLowerCase().includes(wanted));
}
