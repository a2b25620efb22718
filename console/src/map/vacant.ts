// Room that the server keeps for nodes to come is drawn only as far as a screen has room for it.
import type { DependencyMap } from "../api";
import { FIRM, PLOT, STOP_LANE } from "./geometry";

/** Wide and high as a screen is beside the panel. */
export const SHAPE = 1.4;
const GAP = 10;
/** How much of the vacant room is drawn, in steps: the map is drawn anew for a node only when it leaves its shape. */
const SHARES = [1, 0.75, 0.5, 0.25, 0];

interface Strip {
  from: number;
  to: number;
}

/** The same map with vacant rows drawn lower, so that its nodes fill the view. Who is beside, above or below whom stays. */
export function settle(map: DependencyMap): DependencyMap {
  const bands = map.districts.flatMap((district) => {
    const own = map.nodes.filter((node) => node.y >= district.y && node.y <= district.y + district.height);
    return own.length > 0 ? [{ district, own, built: merged(own.map((node) => plot(node.y, node.type === "service"))) }] : [];
  });
  if (bands.length === 0) return map;
  const xs = map.nodes.map((node) => node.x);
  const width = Math.max(...xs) - Math.min(...xs) + PLOT.width;
  const built = bands.reduce((sum, band) => sum + band.built.reduce((own, strip) => own + strip.to - strip.from, 0) + 2 * FIRM + GAP, -GAP);
  const vacant = bands.reduce((sum, band) => sum + Math.max(0, band.district.height - 2 * FIRM), 0) - (built - bands.length * (2 * FIRM + GAP) + GAP);
  const share = SHARES.find((each) => width / (built + each * vacant) >= SHAPE) ?? 0;
  let top = 0;
  const moved = new Map<string, number>();
  const districts = bands.map(({ district, own, built: strips }) => {
    const start = top;
    const address = shrink(strips, district.y, share);
    for (const node of own) moved.set(node.name, start + address(node.y));
    top += address(district.y + district.height) + GAP;
    return { name: district.name, y: start, height: top - GAP - start };
  });
  return { ...map, nodes: map.nodes.map((node) => ({ ...node, y: moved.get(node.name) ?? node.y })), districts };
}

const plot = (y: number, node: boolean): Strip => {
  const half = (node ? PLOT.height : STOP_LANE) / 2;
  return { from: y - half, to: y + half };
};

function merged(strips: Strip[]): Strip[] {
  const all: Strip[] = [];
  for (const strip of strips.sort((a, b) => a.from - b.from)) {
    const last = all[all.length - 1];
    if (last && strip.from <= last.to) last.to = Math.max(last.to, strip.to);
    else all.push({ ...strip });
  }
  return all;
}

/** From the server's height in a band to the drawn one: what is built and the edges of the band keep their height. */
function shrink(built: readonly Strip[], top: number, share: number): (y: number) => number {
  const firm = (until: number) => built.reduce((sum, strip) => sum + Math.max(0, Math.min(until, strip.to) - strip.from), 0);
  return (y) => {
    const within = y - top - FIRM;
    const solid = firm(y);
    const last = built[built.length - 1];
    // Below the last node the lower edge comes first, then vacant room: nothing stands there.
    const edge = last ? Math.min(FIRM, Math.max(0, y - last.to)) : 0;
    return FIRM + solid + Math.max(0, within - solid - edge) * share + edge;
  };
}
