import { describe, expect, it } from "vitest";

import type { DependencyMap, MapNode } from "../api";
import { FIRM, PLOT, STOP_LANE } from "./geometry";
import { settle } from "./vacant";

const makeNode = (name: string, x: number, y: number, type: MapNode["type"] = "service"): MapNode => ({ name, type, rate: 1, errorShare: 0, depth: 0, x, y });
const makeMap = (nodes: MapNode[], districts: DependencyMap["districts"]): DependencyMap => ({ from: "", to: "", nodes, edges: [], depth: { max: 0 }, districts });

/** As the server lays it out: a lane for stops, a row that is used and one to spare. */
const HEIGHT = 2 * FIRM + STOP_LANE + 2 * PLOT.height;
const districts = ["a", "b", "c", "d"].map((name, i) => ({ name, y: i * (HEIGHT + 10), height: HEIGHT }));
const first = (i: number) => i * (HEIGHT + 10) + FIRM + STOP_LANE + PLOT.height / 2;
const nodes = [0, 1, 2, 3].map((i) => makeNode(`h${i}`, 180 + (i % 2) * 217, first(i)));
const yOf = (map: DependencyMap, name: string) => map.nodes.find((node) => node.name === name)?.y ?? NaN;

describe("vacant backdrop", () => {
  it("is not drawn where a map is higher than a screen", () => {
    const drawn = settle(makeMap(nodes, districts));
    expect(drawn.districts.map((district) => district.height)).toEqual([0, 1, 2, 3].map(() => 2 * FIRM + PLOT.height));
    expect(nodes.map((node, i) => yOf(drawn, node.name) - (drawn.districts[i]?.y ?? 0))).toEqual(nodes.map(() => FIRM + PLOT.height / 2));
  });

  it("stays where there is room for all of it", () => {
    const wide = [...nodes, makeNode("far", 2700, first(0))];
    const drawn = settle(makeMap(wide, districts));
    expect(drawn.districts).toEqual(districts);
    expect(drawn.nodes).toEqual(wide);
  });

  it("leaves the nodes above where they are when it is built on, and everybody in order", () => {
    const before = settle(makeMap(nodes, districts));
    const after = settle(makeMap([...nodes, makeNode("new", 180, first(1) + PLOT.height)], districts));
    for (const name of ["h0", "h1"]) expect(yOf(after, name)).toBe(yOf(before, name));
    expect(yOf(after, "new")).toBe(yOf(after, "h1") + PLOT.height);
    expect(yOf(after, "h2")).toBe(yOf(before, "h2") + PLOT.height);
  });

  it("is drawn for the lane of stops only where there are stops", () => {
    const drawn = settle(makeMap([...nodes, makeNode("t", 288, HEIGHT + 10 + FIRM + STOP_LANE / 2, "topic")], districts));
    expect(drawn.districts.map((district) => district.height - 2 * FIRM - PLOT.height)).toEqual([0, STOP_LANE, 0, 0]);
  });

  it("of districts in which nothing stands is left out", () => {
    expect(settle(makeMap(nodes.slice(0, 2), districts)).districts.map((district) => district.name)).toEqual(["a", "b"]);
  });
});
