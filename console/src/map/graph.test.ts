import { describe, expect, it } from "vitest";

import type { DependencyMap, MapEdge, MapNode } from "../api";
import { focus, found, health, inversions, matches, pathsThrough, reach, walk } from "./graph";

const makeNode = (name: string, more: Partial<MapNode> = {}): MapNode => ({ name, type: "service", rate: 1, errorShare: 0, depth: 0, x: 0, y: 0, ...more });
const makeEdge = (from: string, to: string): MapEdge => ({ from, to, kind: "sync", calls: 1, rate: 1, errors: 0, errorShare: 0, declared: true, observed: true });
const edges = [makeEdge("web", "cart"), makeEdge("web", "order"), makeEdge("cart", "catalog"), makeEdge("order", "inventory"), makeEdge("inventory", "order")];
const map: DependencyMap = { from: "", to: "", nodes: ["web", "cart", "order", "catalog", "inventory"].map((name) => makeNode(name)), edges: edges, depth: { max: 2 }, districts: [] };

describe("the map", () => {
  it("finds everyone who is hurt when a service stops, through cycles too", () => {
    expect([...reach(edges, "inventory", "callers")].sort()).toEqual(["order", "web"]);
  });

  it("stops after the hops that were asked for", () => {
    expect([...reach(edges, "web", "callees", 1)].sort()).toEqual(["cart", "order"]);
  });

  it("keeps only near nodes and the edges between them in focus", () => {
    const near = focus(map, "cart", 1);
    expect(near.nodes.map((node) => node.name).sort()).toEqual(["cart", "catalog", "web"]);
    expect(near.edges).toHaveLength(2);
  });

  it("lights up the paths through a service and no other", () => {
    expect([...pathsThrough(edges, "cart")].sort()).toEqual(["cart→catalog", "web→cart"]);
  });

  it("turns amber past one per cent of errors and red past five", () => {
    expect([0, 0.01, 0.011, 0.05, 0.051].map(health)).toEqual(["good", "good", "warn", "warn", "bad"]);
  });

  it("is searched by name, owner and domain", () => {
    expect(matches(makeNode("cart", { owner: "team-order" }), "TEAM")).toBe(true);
    expect(matches(makeNode("cart"), "web")).toBe(false);
  });

  it("lights up no further than so many steps, where it is asked to", () => {
    expect([...pathsThrough(edges, "web", 1)].sort()).toEqual(["web→cart", "web→order"]);
  });

  it("lists what begins with the words first, then the more vital", () => {
    const nodes = [makeNode("recart", { tier: 0 }), makeNode("cart", { tier: 2 }), makeNode("carts", { tier: 1 }), makeNode("web", { owner: "cartel" })];
    expect(found(nodes, "cart").map((each) => each.name)).toEqual(["carts", "cart", "recart", "web"]);
    expect(found(nodes, " ")).toEqual([]);
  });

  it("walks along the busiest edge, and up and down a column", () => {
    const walked = { ...map, nodes: [makeNode("web", { x: 0 }), makeNode("cart", { x: 1, y: 1 }), makeNode("order", { x: 1, y: 2 })], edges: [makeEdge("web", "cart"), { ...makeEdge("web", "order"), rate: 9 }] };
    const [web, cart, order] = walked.nodes;
    expect(web && walk(walked, web, "ArrowRight")).toBe("order");
    expect(order && walk(walked, order, "ArrowLeft")).toBe("web");
    expect(cart && walk(walked, cart, "ArrowDown")).toBe("order");
    expect(order && walk(walked, order, "ArrowDown")).toBeNull();
  });

  it("finds vital services that wait for lesser ones, but none that only send messages", () => {
    const nodes = [makeNode("web", { tier: 0 }), makeNode("cart", { tier: 2 }), makeNode("order", { tier: 1 })];
    const edges = [makeEdge("web", "cart"), { ...makeEdge("web", "order"), kind: "async" as const }, makeEdge("cart", "order")];
    expect(inversions({ ...map, nodes, edges }).map((each) => each.to)).toEqual(["cart"]);
  });
});
