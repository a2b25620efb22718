// Large maps: a column of sixty nodes is folded into several side by side, so that the whole map has the shape of a screen.
import type { DependencyMap, District, MapNode } from "../api";
import { FIRM as PADDING, PLOT, STOP_LANE as LANE } from "./geometry";
import { settle, SHAPE } from "./vacant";

const GAP = 10;
/** Room between two folded columns, for the edges. */
const AISLE = 84;
const FOLDS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24];

interface Cell {
  nodes: MapNode[];
  stops: MapNode[];
}

/**
 * The same map in the shape of a screen: each column folded into `k` side by side, or where one is enough, its vacant room
 * drawn lower; both depend on the shape of the map only. Nodes keep the
 * row that the server gave them, so that one that is added moves no other; where `packed`, free rows are left out.
 */
export function fold(map: DependencyMap, packed = false): DependencyMap {
  const bands = bandsOf(map);
  const columns = [...new Set(map.nodes.filter((node) => node.type === "service").map((node) => node.x))].sort((a, b) => a - b);
  if (columns.length === 0) return map;
  const k = foldsOf(bands, columns.length, packed);
  if (k === 1 && !packed) return settle(map);
  const pitch = k * PLOT.width + AISLE;
  const left = (columns[0] ?? 0) - PLOT.width / 2;
  const xs = new Map(columns.map((x, index) => [x, left + index * pitch]));
  const nodes: MapNode[] = [];
  const districts: District[] = [];
  let top = 0;
  for (const band of bands) {
    const lanes = Math.max(0, ...[...band.cells.values()].map((cell) => Math.ceil(cell.stops.length / k)));
    let rows = 1;
    for (const [x, cell] of band.cells) {
      const start = xs.get(x) ?? left;
      cell.nodes.forEach((node, index) => {
        const row = packed ? index : band.rowOf(node);
        rows = Math.max(rows, Math.floor(row / k) + 1);
        nodes.push({ ...node, x: start + ((row % k) + 0.5) * PLOT.width, y: top + PADDING + lanes * LANE + (Math.floor(row / k) + 0.5) * PLOT.height });
      });
      cell.stops.forEach((stop, index) => {
        nodes.push({ ...stop, x: start + k * PLOT.width + AISLE / 2 - (index % k) * PLOT.width, y: top + PADDING + (Math.floor(index / k) + 0.5) * LANE });
      });
    }
    const height = 2 * PADDING + lanes * LANE + rows * PLOT.height;
    districts.push({ name: band.name, y: top, height });
    top += height + GAP;
  }
  return { ...map, nodes, districts };
}

interface Band {
  name: string;
  cells: Map<number, Cell>;
  rowOf: (node: MapNode) => number;
}

function bandsOf(map: DependencyMap): Band[] {
  const serviceXs = [...new Set(map.nodes.filter((node) => node.type === "service").map((node) => node.x))].sort((a, b) => a - b);
  return map.districts.flatMap((district) => {
    const own = map.nodes.filter((node) => node.y >= district.y && node.y <= district.y + district.height);
    if (own.length === 0) return [];
    const first = Math.min(...own.filter((node) => node.type === "service").map((node) => node.y));
    const cells = new Map<number, Cell>();
    for (const node of [...own].sort((a, b) => a.y - b.y || a.name.localeCompare(b.name))) {
      // A stop lies half a column after the one that it belongs to.
      const x = node.type === "service" ? node.x : (serviceXs.filter((each) => each <= node.x).pop() ?? node.x);
      const cell = cells.get(x) ?? { nodes: [], stops: [] };
      (node.type === "service" ? cell.nodes : cell.stops).push(node);
      cells.set(x, cell);
    }
    return [{ name: district.name, cells, rowOf: (node: MapNode) => Math.round((node.y - first) / PLOT.height) }];
  });
}

function foldsOf(bands: Band[], columns: number, packed: boolean): number {
  let best = { k: 1, miss: Infinity };
  for (const k of FOLDS) {
    const width = columns * (k * PLOT.width + AISLE);
    const height = bands.reduce((sum, band) => {
      const rows = [...band.cells.values()].flatMap((cell) => (packed ? [cell.nodes.length] : cell.nodes.map((node) => band.rowOf(node) + 1)));
      return sum + Math.ceil(Math.max(1, ...rows) / k) * PLOT.height + 2 * PADDING + GAP;
    }, 0);
    // A map that is wider than a screen as it is stays as it is.
    const miss = Math.abs(Math.log(width / height / SHAPE));
    if (miss < best.miss) best = { k, miss };
    if (width > height * SHAPE) break;
  }
  return best.k;
}
