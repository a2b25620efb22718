import { describe, expect, it } from "vitest";

import type { Building, CityMap, Road } from "../api";
import { focus, found, health, inversions, matches, pathsThrough, reach, walk } from "./city";

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

  it("lights up no further than so many steps, where it is asked to", () => {
    expect([...pathsThrough(roads, "web", 1)].sort()).toEqual(["web→cart", "web→order"]);
  });

  it("lists what begins with the words first, then the more vital", () => {
    const houses = [house("recart", { tier: 0 }), house("cart", { tier: 2 }), house("carts", { tier: 1 }), house("web", { owner: "cartel" })];
    expect(found(houses, "cart").map((each) => each.name)).toEqual(["carts", "cart", "recart", "web"]);
    expect(found(houses, " ")).toEqual([]);
  });

  it("walks along the busiest road, and up and down a column", () => {
    const walked = { ...city, nodes: [house("web", { x: 0 }), house("cart", { x: 1, y: 1 }), house("order", { x: 1, y: 2 })], edges: [road("web", "cart"), { ...road("web", "order"), rate: 9 }] };
    const [web, cart, order] = walked.nodes;
    expect(web && walk(walked, web, "ArrowRight")).toBe("order");
    expect(order && walk(walked, order, "ArrowLeft")).toBe("web");
    expect(cart && walk(walked, cart, "ArrowDown")).toBe("order");
    expect(order && walk(walked, order, "ArrowDown")).toBeNull();
  });

  it("finds vital services that wait for lesser ones, but none that only send messages", () => {
    const nodes = [house("web", { tier: 0 }), house("cart", { tier: 2 }), house("order", { tier: 1 })];
    const edges = [road("web", "cart"), { ...road("web", "order"), kind: "async" as const }, road("cart", "order")];
    expect(inversions({ ...city, nodes, edges }).map((each) => each.to)).toEqual(["cart"]);
  });
});
