import { describe, expect, it } from "vitest";

import type { DependencyMap, MapEdge, MapNode } from "../api";
import { bundles } from "./bundle";

const makeNode = (name: string, district: string, depth: number, x: number): MapNode => ({ name, type: "service", district, depth, rate: 1, errorShare: 0, x, y: 10 });
const makeEdge = (from: string, to: string, rate: number, more: Partial<MapEdge> = {}): MapEdge => ({ from, to, kind: "sync", calls: 1, rate, errors: 0, errorShare: 0, declared: true, observed: true, ...more });
const nodes = [makeNode("a1", "a", 0, 0), makeNode("a2", "a", 0, 200), makeNode("b1", "b", 1, 900), makeNode("b2", "b", 1, 1100), makeNode("c1", "c", 2, 1800)];
const makeMap = (edges: MapEdge[]): DependencyMap => ({ from: "", to: "", nodes, edges, depth: { max: 2 }, districts: [] });

describe("bundled edges", () => {
  it("are one for all edges from one block to another, the heaviest first", () => {
    const all = bundles(makeMap([makeEdge("a1", "b1", 1), makeEdge("a2", "b2", 3, { errorShare: 0.1 }), makeEdge("b1", "c1", 9), makeEdge("a1", "a2", 50)]));
    expect(all.map(({ key, edges, rate }) => [key, edges, rate])).toEqual([["b 1→c 2", 1, 9], ["a 0→b 1", 2, 4]]);
    expect(all[1]?.errorShare).toBeCloseTo(0.075);
  });

  it("leave at the wall of a block and end at the wall of the other", () => {
    const [bundle] = bundles(makeMap([makeEdge("a1", "b2", 1)]));
    expect(bundle?.course[0]).toBe(270);
    expect(bundle?.course[6]).toBe(830);
  });

  it("leave out edges of cycles, which are drawn on their own, and edges without traffic", () => {
    expect(bundles(makeMap([makeEdge("a1", "b1", 1, { cycle: "c" }), makeEdge("a1", "b2", 1, { observed: false })]))).toEqual([]);
  });

  it("are no more than one can tell apart", () => {
    expect(bundles(makeMap([makeEdge("a1", "b1", 1), makeEdge("b1", "c1", 2)]), 1)).toHaveLength(1);
  });
});
