import { describe, expect, it } from "vitest";

import type { DependencyMap, MapEdge, MapNode, WhatIf } from "../api";
import { changes, compare, trial } from "./overlay";

const makeNode = (name: string, rate = 1): MapNode => ({ name, type: "service", rate, errorShare: 0, depth: 0, x: 0, y: 0 });
const makeEdge = (from: string, to: string, rate = 1, more: Partial<MapEdge> = {}): MapEdge => ({ from, to, kind: "sync", calls: 1, rate, errors: 0, errorShare: 0, declared: true, observed: true, ...more });
const makeMap = (nodes: MapNode[], edges: MapEdge[]): DependencyMap => ({ from: "", to: "", nodes, edges, depth: { max: 1 }, districts: [] });

describe("two times compared", () => {
  const before = makeMap([makeNode("web"), makeNode("cart", 5), makeNode("old")], [makeEdge("web", "cart", 5), makeEdge("web", "old"), makeEdge("cart", "late", 0, { observed: false })]);
  const after = makeMap([makeNode("web"), makeNode("cart", 10), makeNode("new")], [makeEdge("web", "cart", 10), makeEdge("web", "new"), makeEdge("web", "old", 0, { observed: false })]);
  const overlay = compare(before, after);

  it("marks what came and what went, and keeps what went on the map", () => {
    expect([...overlay.edges].sort()).toEqual([["web→new", "added"], ["web→old", "removed"]]);
    expect([...overlay.nodes].sort()).toEqual([["new", "added"], ["old", "removed"]]);
    expect(overlay.map.nodes.map((node) => node.name)).toContain("old");
    expect(overlay.map.edges.filter((each) => each.to === "old")).toHaveLength(1);
  });

  it("tells by how much the others changed, the greatest change first", () => {
    expect(overlay.before.get("cart")).toBe(5);
    expect(changes(overlay).map(({ edge: { to }, before: was, after: is }) => [to, was, is])).toEqual([["cart", 5, 10]]);
  });
});

describe("a change that is tried", () => {
  it("shows the edge that it cuts and the ones that it builds", () => {
    const now = makeMap([makeNode("order"), makeNode("inventory")], [makeEdge("order", "inventory"), makeEdge("inventory", "order", 1, { cycle: "c" })]);
    const topic: MapNode = { ...makeNode("order.changed"), type: "topic" };
    const tried = {
      before: { services: 2, edges: 2, depth: 1, cycles: 1 }, after: { services: 2, edges: 3, depth: 1, cycles: 0 },
      cut: [{ from: "inventory", to: "order" }], added: [{ from: "order", to: "order.changed" }, { from: "order.changed", to: "inventory" }],
      map: makeMap([...now.nodes, topic], [makeEdge("order", "inventory"), makeEdge("order", "order.changed"), makeEdge("order.changed", "inventory")]),
    } satisfies WhatIf;
    const overlay = trial(now, tried);
    expect(overlay.edges.get("inventory→order")).toBe("removed");
    expect(overlay.edges.get("order→order.changed")).toBe("added");
    expect(overlay.nodes.get("order.changed")).toBe("added");
    expect(overlay.map.edges).toHaveLength(4);
    expect(overlay.map.edges.some((each) => each.cycle)).toBe(false);
  });
});
