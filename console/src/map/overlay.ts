// What is drawn over the map when two times are compared or a change is tried: what came, what went, what was before.
import type { Building, CityMap, Road, WhatIf } from "../api";
import { roadKey } from "./city";

export type Mark = "added" | "removed";

export interface Overlay {
  /** The map with what is gone still on it. */
  city: CityMap;
  roads: ReadonlyMap<string, Mark>;
  houses: ReadonlyMap<string, Mark>;
  /** Rates before, of the houses and roads that are in both. */
  before: ReadonlyMap<string, number>;
}

/** What is on `after` against `before`, drawn on one map. A road counts as there while it has traffic. */
export function compare(before: CityMap, after: CityMap): Overlay {
  const roads = new Map<string, Mark>();
  const houses = new Map<string, Mark>();
  const rates = new Map<string, number>();
  const old = new Map(before.edges.filter((road) => road.observed).map((road) => [roadKey(road), road]));
  const fresh = new Set<string>();
  for (const road of after.edges) {
    const key = roadKey(road);
    const was = old.get(key);
    if (road.observed) fresh.add(key);
    if (road.observed && !was) roads.set(key, "added");
    if (road.observed && was) rates.set(key, was.rate);
  }
  const gone = [...old].filter(([key]) => !fresh.has(key)).map(([key, road]) => {
    roads.set(key, "removed");
    return road;
  });
  const names = new Map(after.nodes.map((node) => [node.name, node]));
  const lost: Building[] = [];
  for (const node of before.nodes) {
    if (names.has(node.name)) rates.set(node.name, node.rate);
    else {
      houses.set(node.name, "removed");
      lost.push(node);
    }
  }
  const known = new Set(before.nodes.map((node) => node.name));
  for (const node of after.nodes) if (!known.has(node.name)) houses.set(node.name, "added");
  const drawn = new Set(gone.map(roadKey));
  return {
    city: { ...after, nodes: [...after.nodes, ...lost], edges: [...after.edges.filter((road) => !drawn.has(roadKey(road))), ...gone] },
    roads,
    houses,
    before: rates,
  };
}

/** The map after a change that is tried, with the roads that it cuts still on it, marked. */
export function trial(now: CityMap, tried: WhatIf): Overlay {
  const roads = new Map<string, Mark>();
  for (const road of tried.added) roads.set(roadKey(road), "added");
  for (const road of tried.cut) roads.set(roadKey(road), "removed");
  const there = new Set(tried.map.edges.map(roadKey));
  const cut = now.edges.filter((road) => roads.get(roadKey(road)) === "removed" && !there.has(roadKey(road)));
  const known = new Set(now.nodes.map((node) => node.name));
  return {
    city: { ...tried.map, edges: [...tried.map.edges, ...cut.map((road) => ({ ...road, cycle: null }))] },
    roads,
    houses: new Map(tried.map.nodes.filter((node) => !known.has(node.name)).map((node) => [node.name, "added" as const])),
    before: new Map(),
  };
}

export interface Change {
  road: Road;
  before: number;
  after: number;
}

/** The roads of both times whose load changed most, in calls per second; small wobbles are left out. */
export function changes(overlay: Overlay, most = 12): Change[] {
  return overlay.city.edges
    .flatMap((road) => {
      const before = overlay.before.get(roadKey(road));
      return before === undefined ? [] : [{ road, before, after: road.rate }];
    })
    .filter(({ before, after }) => Math.abs(after - before) > 0.1 * Math.max(before, after) && Math.abs(after - before) > 0.05)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .slice(0, most);
}
