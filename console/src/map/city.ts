// Questions that the page asks of the map: pure functions over nodes and edges.
import type { Building, CityMap, Road } from "../api";

export const MOVING = new Set(["PROVISION", "READY", "UPDATE", "ROLLBACK", "SCALE_OUT", "SCALE_IN", "DESTROY"]);

/** How bad the errors of a road or a building are: amber past 1 %, red past 5 %. */
export function health(errorShare: number): "good" | "warn" | "bad" {
  if (errorShare > 0.05) return "bad";
  return errorShare > 0.01 ? "warn" : "good";
}

export const roadKey = (road: Pick<Road, "from" | "to"> & { kind?: string }) => `${road.from}→${road.to}`;

/** The roads out of and into every place, so that walking costs what is walked and not the whole city. */
export interface Streets {
  out: ReadonlyMap<string, readonly Road[]>;
  into: ReadonlyMap<string, readonly Road[]>;
}

const NONE: readonly Road[] = [];
const known = new WeakMap<readonly Road[], Streets>();

export function streets(roads: readonly Road[]): Streets {
  let found = known.get(roads);
  if (!found) {
    const out = new Map<string, Road[]>();
    const into = new Map<string, Road[]>();
    const add = (index: Map<string, Road[]>, name: string, road: Road) => {
      const list = index.get(name);
      if (list) list.push(road);
      else index.set(name, [road]);
    };
    for (const road of roads) {
      add(out, road.from, road);
      add(into, road.to, road);
    }
    found = { out, into };
    known.set(roads, found);
  }
  return found;
}

export const roadsFrom = (roads: readonly Road[], name: string) => streets(roads).out.get(name) ?? NONE;
export const roadsTo = (roads: readonly Road[], name: string) => streets(roads).into.get(name) ?? NONE;

/** Everyone from whom `start` can be reached (callers), or whom it reaches (callees); without `start`. */
export function reach(roads: readonly Road[], start: string, direction: "callers" | "callees", hops = Infinity): Set<string> {
  const { out, into } = streets(roads);
  const seen = new Set<string>([start]);
  let ring = [start];
  for (let hop = 0; hop < hops && ring.length > 0; hop++) {
    const next: string[] = [];
    for (const name of ring) {
      for (const road of (direction === "callees" ? out : into).get(name) ?? NONE) {
        const other = direction === "callees" ? road.to : road.from;
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

/** The roads on any path through a service, up to so many steps from it. */
export function pathsThrough(roads: readonly Road[], service: string, hops = Infinity): Set<string> {
  const upstream = reach(roads, service, "callers", hops).add(service);
  const downstream = reach(roads, service, "callees", hops).add(service);
  const { out } = streets(roads);
  const paths = new Set<string>();
  for (const within of [upstream, downstream]) {
    for (const name of within) for (const road of out.get(name) ?? NONE) if (within.has(road.to)) paths.add(roadKey(road));
  }
  return paths;
}

export function matches(building: Building, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  return [building.name, building.owner, building.domain, building.district].some((text) => text?.toLowerCase().includes(wanted));
}

/** What to list for a query: names that begin with it first, then the more vital and the busier. */
export function found(buildings: readonly Building[], query: string): Building[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [];
  const rank = (building: Building) => (building.name.toLowerCase().startsWith(wanted) ? 0 : building.name.toLowerCase().includes(wanted) ? 1 : 2);
  return buildings.filter((building) => matches(building, wanted)).sort((a, b) => rank(a) - rank(b) || (a.tier ?? 9) - (b.tier ?? 9) || b.rate - a.rate);
}

/** Where an arrow key leads from a house: right to the busiest callee, left to the busiest caller, up and down within the column. */
export function walk(city: CityMap, from: Building, key: string): string | null {
  const busiest = (roads: readonly Road[]) => [...roads].sort((a, b) => b.rate - a.rate)[0];
  if (key === "ArrowRight") return busiest(roadsFrom(city.edges, from.name))?.to ?? null;
  if (key === "ArrowLeft") return busiest(roadsTo(city.edges, from.name))?.from ?? null;
  const column = city.nodes.filter((node) => Math.abs(node.x - from.x) < 1).sort((a, b) => a.y - b.y);
  const index = column.findIndex((node) => node.name === from.name);
  return column[index + (key === "ArrowDown" ? 1 : -1)]?.name ?? null;
}

/** Roads on which a vital service waits for one that is less so. */
export function inversions(city: CityMap): Road[] {
  const tier = new Map(city.nodes.map((node) => [node.name, node.tier]));
  return city.edges.filter((road) => {
    if (road.inversion !== undefined) return road.inversion;
    const from = tier.get(road.from);
    const to = tier.get(road.to);
    return road.kind === "sync" && road.observed && typeof from === "number" && typeof to === "number" && to > from;
  });
}
