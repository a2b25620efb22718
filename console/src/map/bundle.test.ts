import { describe, expect, it } from "vitest";

import type { Building, CityMap, Road } from "../api";
import { bundles } from "./bundle";

const house = (name: string, district: string, depth: number, x: number): Building => ({ name, type: "service", district, depth, rate: 1, errorShare: 0, x, y: 10 });
const road = (from: string, to: string, rate: number, more: Partial<Road> = {}): Road => ({ from, to, kind: "sync", calls: 1, rate, errors: 0, errorShare: 0, declared: true, observed: true, ...more });
const nodes = [house("a1", "a", 0, 0), house("a2", "a", 0, 200), house("b1", "b", 1, 900), house("b2", "b", 1, 1100), house("c1", "c", 2, 1800)];
const city = (edges: Road[]): CityMap => ({ from: "", to: "", nodes, edges, depth: { max: 2 }, districts: [] });

describe("bundled roads", () => {
  it("are one for all roads from one block to another, the heaviest first", () => {
    const all = bundles(city([road("a1", "b1", 1), road("a2", "b2", 3, { errorShare: 0.1 }), road("b1", "c1", 9), road("a1", "a2", 50)]));
    expect(all.map(({ key, roads, rate }) => [key, roads, rate])).toEqual([["b 1→c 2", 1, 9], ["a 0→b 1", 2, 4]]);
    expect(all[1]?.errorShare).toBeCloseTo(0.075);
  });

  it("leave at the wall of a block and end at the wall of the other", () => {
    const [bundle] = bundles(city([road("a1", "b2", 1)]));
    expect(bundle?.course[0]).toBe(270);
    expect(bundle?.course[6]).toBe(830);
  });

  it("leave out roads of cycles, which are drawn on their own, and roads without traffic", () => {
    expect(bundles(city([road("a1", "b1", 1, { cycle: "c" }), road("a1", "b2", 1, { observed: false })]))).toEqual([]);
  });

  it("are no more than one can tell apart", () => {
    expect(bundles(city([road("a1", "b1", 1), road("b1", "c1", 2)]), 1)).toHaveLength(1);
  });
});
