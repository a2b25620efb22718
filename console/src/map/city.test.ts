import { describe, expect, it } from "vitest";

import type { Building, CityMap, Road } from "../api";
import { focus, health, matches, pathsThrough, reach } from "./city";

const house = (name: string, more: Partial<Building> = {}): Building => ({ name, type: "service", rate: 1, errorShare: 0, depth: 0, x: 0, y: 0, ...more });
const road = (from: string, to: string): Road => ({ from, to, kind: "sync", calls: 1, rate: 1, errors: 0, errorShare: 0, declared: true, observed: true });
const roads = [road("web", "cart"), road("web", "order"), road("cart", "catalog"), road("order", "inventory"), road("inventory", "order")];
const city: CityMap = { from: "", to: "", nodes: ["web", "cart", "order", "catalog", "inventory"].map((name) => house(name)), edges: roads, depth: { max: 2 }, districts: [] };

describe("the city", () => {
  it("finds everyone who is hurt when a service stops, through cycles too", () => {
    expect([...reach(roads, "inventory", "callers")].sort()).toEqual(["order", "web"]);
  });

  it("stops after the hops that were asked for", () => {
    expect([...reach(roads, "web", "callees", 1)].sort()).toEqual(["cart", "order"]);
  });

  it("keeps only near houses and the roads between them in focus", () => {
    const near = focus(city, "cart", 1);
    expect(near.nodes.map((node) => node.name).sort()).toEqual(["cart", "catalog", "web"]);
    expect(near.edges).toHaveLength(2);
  });

  it("lights up the paths through a service and no other", () => {
    expect([...pathsThrough(roads, "cart")].sort()).toEqual(["cart→catalog", "web→cart"]);
  });

  it("turns amber past one per cent of errors and red past five", () => {
    expect([0, 0.01, 0.011, 0.05, 0.051].map(health)).toEqual(["good", "good", "warn", "warn", "bad"]);
  });

  it("is searched by name, owner and domain", () => {
    expect(matches(house("cart", { owner: "team-order" }), "TEAM")).toBe(true);
    expect(matches(house("cart"), "web")).toBe(false);
  });
});
