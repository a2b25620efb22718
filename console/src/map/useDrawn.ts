import { useMemo } from "react";

import type { Building, CityMap, Road } from "../api";
import { seen } from "./camera";
import type { Camera, Level, Size } from "./camera";
import { pathsThrough, roadKey } from "./city";
import { inside } from "./geometry";
import type { Overlay } from "./overlay";

/** Up to this size all is drawn as SVG; beyond it WebGL draws the ground and SVG only what is near. */
export const SVG_HOUSES = 160;
export const SVG_ROADS = 700;
/** How far paths light up in a large city, where they would soon be everything. */
const LIT_HOPS = 2;
const LIT_ROADS = 400;
/** In a large city the frame of what is near moves in steps, so that panning seldom draws anew. */
const STEP = 600;

export const isLarge = (city: CityMap) => city.nodes.length > SVG_HOUSES || city.edges.length > SVG_ROADS;

interface Drawn {
  houses: readonly Building[];
  roads: readonly Road[];
  /** The roads through what is pointed at, and the houses that do not fade; null while all is shown alike. */
  lit: ReadonlySet<string> | null;
  litNames: ReadonlySet<string> | null;
}

/** What of a city SVG draws: all of a small one, of a large one what is near or asked for. */
export function useDrawn(city: CityMap, camera: Camera, size: Size, level: Level, chosen: string | null, hovered: string | null, highlighted: ReadonlySet<string> | null, overlay: Overlay | null): Drawn {
  const large = isLarge(city);
  const lit = useMemo(() => (hovered ? pathsThrough(city.edges, hovered, large ? LIT_HOPS : Infinity) : null), [city, hovered, large]);
  const litNames = useMemo(() => {
    if (highlighted) return highlighted;
    if (!lit || !hovered) return null;
    const names = new Set([hovered]);
    for (const road of city.edges) if (lit.has(roadKey(road))) names.add(road.from).add(road.to);
    return names;
  }, [city, highlighted, hovered, lit]);
  const view = seen(camera, size);
  const corner = `${Math.floor(view.x / STEP)} ${Math.floor(view.y / STEP)} ${Math.ceil(view.width / STEP)} ${Math.ceil(view.height / STEP)}`;
  const houses = useMemo(() => {
    if (!large) return city.nodes;
    const [x = 0, y = 0, width = 0, height = 0] = corner.split(" ").map(Number);
    const frame = { x: x * STEP - 100, y: y * STEP - 100, width: (width + 1) * STEP + 200, height: (height + 1) * STEP + 200 };
    return city.nodes.filter((node) => node.cycle || node.name === chosen || (level !== "block" ? inside(frame, node.x, node.y) : litNames?.has(node.name)));
  }, [city, chosen, corner, large, level, litNames]);
  const roads = useMemo(() => {
    const drawn = large
      ? city.edges.filter((road) => road.cycle || road.from === chosen || road.to === chosen || overlay?.roads.has(roadKey(road)) || lit?.has(roadKey(road)))
      : city.edges;
    // Cycles are always drawn on top, and what is compared or tried above them.
    const height = (road: Road) => (overlay?.roads.has(roadKey(road)) ? 2 : road.cycle ? 1 : 0);
    return [...drawn].sort((a, b) => height(a) - height(b)).slice(large ? -LIT_ROADS : 0);
  }, [chosen, city, large, lit, overlay]);
  return { houses, roads, lit, litNames };
}
