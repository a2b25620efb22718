import { describe, expect, it } from "vitest";

import type { DependencyMap, MapNode } from "../api";
import { fold } from "./fold";

const ROW = 62;
const makeNode = (name: string, column: number, row: number): MapNode => ({ name, type: "service", rate: 1, errorShare: 0, depth: column, x: 180 + 217 * column, y: 12 + (row + 0.5) * ROW });
const makeMap = (nodes: MapNode[]): DependencyMap => ({ from: "", to: "", nodes, edges: [], depth: { max: 1 }, districts: [{ name: "d", y: 0, height: 24 + ROW * Math.max(...nodes.map((node) => (node.y - 12) / ROW + 0.5)) }] });
const tall = (rows: number) => makeMap([makeNode("top", 1, 0), ...Array.from({ length: rows }, (_, row) => makeNode(`h${row}`, 0, row))]);
const spots = (of: DependencyMap) => of.nodes.map((node) => `${node.x} ${node.y}`);

describe("a large map", () => {
  it("is left alone while it is small", () => {
    const small = tall(3);
    expect(spots(fold(small))).toEqual(spots(small));
  });

  it("is folded to about the shape of a screen, with no two nodes on one plot and none outside its district", () => {
    const folded = fold(tall(120));
    const [district] = folded.districts;
    const width = Math.max(...folded.nodes.map((node) => node.x));
    expect(width / (district?.height ?? 1)).toBeGreaterThan(0.7);
    expect(new Set(spots(folded)).size).toBe(121);
    expect(folded.nodes.every((node) => node.y > 0 && node.y < (district?.height ?? 0))).toBe(true);
  });

  it("keeps columns of depth apart and in order", () => {
    const folded = fold(tall(120));
    const deepest = folded.nodes.find((node) => node.name === "top")?.x ?? 0;
    expect(folded.nodes.filter((node) => node.depth === 0).every((node) => node.x < deepest)).toBe(true);
  });

  it("moves nobody when a node is added in a free row", () => {
    const before = fold(tall(120));
    const after = fold(makeMap([...tall(120).nodes, makeNode("new", 1, 7)]));
    for (const node of before.nodes) expect(after.nodes.find((each) => each.name === node.name)).toMatchObject({ x: node.x, y: node.y });
  });

  it("leaves out free rows where it is packed", () => {
    const packed = fold(makeMap([makeNode("a", 0, 0), makeNode("b", 0, 40)]), true);
    expect(Math.max(...packed.nodes.map((node) => node.y)) - Math.min(...packed.nodes.map((node) => node.y))).toBeLessThanOrEqual(ROW);
  });
});
