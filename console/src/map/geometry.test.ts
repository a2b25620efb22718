import { describe, expect, it } from "vitest";

import type { MapNode } from "../api";
import { course, edgeWidth, extent, middle, outline, PLOT } from "./geometry";

const at = (name: string, x: number, y: number): MapNode => ({ name, type: "service", tier: 0, rate: 1, errorShare: 0, depth: 0, x, y });

describe("geometry", () => {
  it("draws a edge from the right wall of one node to the left wall of the next", () => {
    expect(course(at("a", 100, 50), at("b", 400, 90))).toMatch(/^M 175 50 C .* 323 90$/);
  });

  it("leaves on the left when the edge runs back, so that both ways of a cycle can be told apart", () => {
    const forth = course(at("a", 100, 50), at("b", 400, 90));
    const back = course(at("b", 400, 90), at("a", 100, 50));
    expect(back).toMatch(/^M 325 90/);
    expect(back).not.toBe(forth);
  });

  it("goes around both sides of a column, one way on each", () => {
    expect(course(at("a", 100, 50), at("b", 100, 150))).toMatch(/^M 175 50 C 219/);
    expect(course(at("b", 100, 150), at("a", 100, 50))).toMatch(/^M 25 150 C -19/);
  });

  it("goes straight down to a node that is not quite a column away", () => {
    expect(course(at("a", 100, 50), at("b", 160, 250))).toMatch(/^M 100 74 .* 160 224$/);
  });

  it("widens edges by the magnitude of their load, within bounds", () => {
    expect(edgeWidth(0)).toBeCloseTo(1.2);
    expect(edgeWidth(10)).toBeGreaterThan(edgeWidth(1));
    expect(edgeWidth(1e12)).toBe(6);
  });

  it("has every node and every district within the extent", () => {
    const frame = extent([at("a", 900, 700)], [{ name: "d", y: 0, height: 900 }]);
    const node = outline(at("a", 900, 700));
    expect(frame.x + frame.width).toBeGreaterThan(node.x + node.width);
    expect(frame.y + frame.height).toBeGreaterThanOrEqual(900);
  });

  it("makes vital nodes larger, and none larger than its plot", () => {
    const of = (tier: number, name = "pay") => outline({ ...at(name, 0, 0), tier });
    expect(of(0).width).toBeGreaterThan(of(3).width);
    expect(of(0, "a-service-with-a-very-long-name").width).toBeLessThan(PLOT.width);
  });

  it("writes on the middle of a edge", () => {
    expect(middle(at("a", 100, 50), at("b", 400, 90))).toEqual({ x: 249.75, y: 70 });
  });
});
