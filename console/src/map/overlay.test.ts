import { describe, expect, it } from "vitest";

import type { Building, CityMap, Road, WhatIf } from "../api";
import { changes, compare, trial } from "./overlay";

const house = (name: string, rate = 1): Building => ({ name, type: "service", rate, errorShare: 0, depth: 0, x: 0, y: 0 });
const road = (from: string, to: string, rate = 1, more: Partial<Road> = {}): Road => ({ from, to, kind: "sync", calls: 1, rate, errors: 0, errorShare: 0, declared: true, observed: true, ...more });
const city = (nodes: Building[], edges: Road[]): CityMap => ({ from: "", to: "", nodes, edges, depth: { max: 1 }, districts: [] });

describe("two times compared", () => {
  const before = city([house("web"), house("cart", 5), house("old")], [road("web", "cart", 5), road("web", "old"), road("cart", "late", 0, { observed: false })]);
  const after = city([house("web"), house("cart", 10), house("new")], [road("web", "cart", 10), road("web", "new"), road("web", "old", 0, { observed: false })]);
  const overlay = compare(before, after);

  it("marks what came and what went, and keeps what went on the map", () => {
    expect([...overlay.roads].sort()).toEqual([["web→new", "added"], ["web→old", "removed"]]);
    expect([...overlay.houses].sort()).toEqual([["new", "added"], ["old", "removed"]]);
    expect(overlay.city.nodes.map((node) => node.name)).toContain("old");
    expect(overlay.city.edges.filter((each) => each.to === "old")).toHaveLength(1);
  });

  it("tells by how much the others changed, the greatest change first", () => {
    expect(overlay.before.get("cart")).toBe(5);
    expect(changes(overlay).map(({ road: { to }, before: was, after: is }) => [to, was, is])).toEqual([["cart", 5, 10]]);
  });
});

describe("a change that is tried", () => {
  it("shows the road that it cuts and the ones that it builds", () => {
    const now = city([house("order"), house("inventory")], [road("order", "inventory"), road("inventory", "order", 1, { cycle: "c" })]);
    const topic: Building = { ...house("order.changed"), type: "topic" };
    const tried = {
      before: { services: 2, roads: 2, depth: 1, cycles: 1 }, after: { services: 2, roads: 3, depth: 1, cycles: 0 },
      cut: [{ from: "inventory", to: "order" }], added: [{ from: "order", to: "order.changed" }, { from: "order.changed", to: "inventory" }],
      map: city([...now.nodes, topic], [road("order", "inventory"), road("order", "order.changed"), road("order.changed", "inventory")]),
    } satisfies WhatIf;
    const overlay = trial(now, tried);
    expect(overlay.roads.get("inventory→order")).toBe("removed");
    expect(overlay.roads.get("order→order.changed")).toBe("added");
    expect(overlay.houses.get("order.changed")).toBe("added");
    expect(overlay.city.edges).toHaveLength(4);
    expect(overlay.city.edges.some((each) => each.cycle)).toBe(false);
  });
});
