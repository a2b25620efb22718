import { useMemo } from "react";

import type { DependencyMap, MapEdge, MapNode } from "../api";
import { seen } from "./camera";
import type { Camera, Level, Size } from "./camera";
import { inside } from "./geometry";
import { edgeKey, pathsThrough } from "./graph";
import type { Overlay } from "./overlay";

/** Up to this size all is drawn as SVG; beyond it WebGL draws the backdrop and SVG only what is near. */
export const SVG_HOUSES = 160;
export const SVG_EDGES = 700;
/** How far paths light up in a large map, where they would soon be everything. */
const LIT_HOPS = 2;
const LIT_EDGES = 400;
/** In a large map the frame of what is near moves in steps, so that panning seldom draws anew. */
const STEP = 600;

export const isLarge = (map: DependencyMap) => map.nodes.length > SVG_HOUSES || map.edges.length > SVG_EDGES;

interface Drawn {
  nodes: readonly MapNode[];
  edges: readonly MapEdge[];
  /** The edges through what is pointed at, and the nodes that do not fade; null while all is shown alike. */
  lit: ReadonlySet<string> | null;
  litNames: ReadonlySet<string> | null;
}

/** What of a map SVG draws: all of a small one, of a large one what is near or asked for. */
export function useDrawn(map: DependencyMap, camera: Camera, size: Size, level: Level, chosen: string | null, hovered: string | null, highlighted: ReadonlySet<string> | null, overlay: Overlay | null): Drawn {
  const large = isLarge(map);
  const lit = useMemo(() => (hovered ? pathsThrough(map.edges, hovered, large ? LIT_HOPS : Infinity) : null), [map, hovered, large]);
  const litNames = useMemo(() => {
    if (highlighted) return highlighted;
    if (!lit || !hovered) return null;
    const names = new Set([hovered]);
    for (const edge of map.edges) if (lit.has(edgeKey(edge))) names.add(edge.from).add(edge.to);
    return names;
  }, [map, highlighted, hovered, lit]);
  const view = seen(camera, size);
  const corner = `${Math.floor(view.x / STEP)} ${Math.floor(view.y / STEP)} ${Math.ceil(view.width / STEP)} ${Math.ceil(view.height / STEP)}`;
  const nodes = useMemo(() => {
    if (!large) return map.nodes;
    const [x = 0, y = 0, width = 0, height = 0] = corner.split(" ").map(Number);
    const frame = { x: x * STEP - 100, y: y * STEP - 100, width: (width + 1) * STEP + 200, height: (height + 1) * STEP + 200 };
    return map.nodes.filter((node) => node.cycle || node.name === chosen || (level !== "block" ? inside(frame, node.x, node.y) : litNames?.has(node.name)));
  }, [map, chosen, corner, large, level, litNames]);
  const edges = useMemo(() => {
    const drawn = large
      ? map.edges.filter((edge) => edge.cycle || edge.from === chosen || edge.to === chosen || overlay?.edges.has(edgeKey(edge)) || lit?.has(edgeKey(edge)))
      : map.edges;
    // Cycles are always drawn on top, and what is compared or tried above them.
    const height = (edge: MapEdge) => (overlay?.edges.has(edgeKey(edge)) ? 2 : edge.cycle ? 1 : 0);
    return [...drawn].sort((a, b) => height(a) - height(b)).slice(large ? -LIT_EDGES : 0);
  }, [chosen, map, large, lit, overlay]);
  return { nodes, edges, lit, litNames };
}
