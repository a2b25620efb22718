// Large cities: a column of sixty houses is folded into several side by side, so that the whole city has the shape of a screen.
import type { Building, CityMap, District } from "../api";
import { FIRM as PADDING, PLOT, STOP_LANE as LANE } from "./geometry";
import { settle, SHAPE } from "./vacant";

const GAP = 10;
/** Room between two folded columns, for the roads. */
const STREET = 84;
const FOLDS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24];

interface Cell {
  houses: Building[];
  stops: Building[];
}

/**
 * The same city in the shape of a screen: each column folded into `k` side by side, or where one is enough, its vacant ground
 * drawn lower; both depend on the shape of the city only. Houses keep the
 * row that the server gave them, so that one that is added moves no other; where `packed`, free rows are left out.
 */
export function fold(city: CityMap, packed = false): CityMap {
  const bands = bandsOf(city);
  const columns = [...new Set(city.nodes.filter((node) => node.type === "service").map((node) => node.x))].sort((a, b) => a - b);
  if (columns.length === 0) return city;
  const k = foldsOf(bands, columns.length, packed);
  if (k === 1 && !packed) return settle(city);
  const pitch = k * PLOT.width + STREET;
  const left = (columns[0] ?? 0) - PLOT.width / 2;
  const xs = new Map(columns.map((x, index) => [x, left + index * pitch]));
  const nodes: Building[] = [];
  const districts: District[] = [];
  let top = 0;
  for (const band of bands) {
    const lanes = Math.max(0, ...[...band.cells.values()].map((cell) => Math.ceil(cell.stops.length / k)));
    let rows = 1;
    for (const [x, cell] of band.cells) {
      const start = xs.get(x) ?? left;
      cell.houses.forEach((house, index) => {
        const row = packed ? index : band.rowOf(house);
        rows = Math.max(rows, Math.floor(row / k) + 1);
        nodes.push({ ...house, x: start + ((row % k) + 0.5) * PLOT.width, y: top + PADDING + lanes * LANE + (Math.floor(row / k) + 0.5) * PLOT.height });
      });
      cell.stops.forEach((stop, index) => {
        nodes.push({ ...stop, x: start + k * PLOT.width + STREET / 2 - (index % k) * PLOT.width, y: top + PADDING + (Math.floor(index / k) + 0.5) * LANE });
      });
    }
    const height = 2 * PADDING + lanes * LANE + rows * PLOT.height;
    districts.push({ name: band.name, y: top, height });
    top += height + GAP;
  }
  return { ...city, nodes, districts };
}

interface Band {
  name: string;
  cells: Map<number, Cell>;
  rowOf: (house: Building) => number;
}

function bandsOf(city: CityMap): Band[] {
  const serviceXs = [...new Set(city.nodes.filter((node) => node.type === "service").map((node) => node.x))].sort((a, b) => a - b);
  return city.districts.flatMap((district) => {
    const own = city.nodes.filter((node) => node.y >= district.y && node.y <= district.y + district.height);
    if (own.length === 0) return [];
    const first = Math.min(...own.filter((node) => node.type === "service").map((node) => node.y));
    const cells = new Map<number, Cell>();
    for (const node of [...own].sort((a, b) => a.y - b.y || a.name.localeCompare(b.name))) {
      // A stop lies half a column after the one that it belongs to.
      const x = node.type === "service" ? node.x : (serviceXs.filter((each) => each <= node.x).pop() ?? node.x);
      const cell = cells.get(x) ?? { houses: [], stops: [] };
      (node.type === "service" ? cell.houses : cell.stops).push(node);
      cells.set(x, cell);
    }
    return [{ name: district.name, cells, rowOf: (house: Building) => Math.round((house.y - first) / PLOT.height) }];
  });
}

function foldsOf(bands: Band[], columns: number, packed: boolean): number {
  let best = { k: 1, miss: Infinity };
  for (const k of FOLDS) {
    const width = columns * (k * PLOT.width + STREET);
    const height = bands.reduce((sum, band) => {
      const rows = [...band.cells.values()].flatMap((cell) => (packed ? [cell.houses.length] : cell.houses.map((house) => band.rowOf(house) + 1)));
      return sum + Math.ceil(Math.max(1, ...rows) / k) * PLOT.height + 2 * PADDING + GAP;
    }, 0);
    // A city that is wider than a screen as it is stays as it is.
    const miss = Math.abs(Math.log(width / height / SHAPE));
    if (miss < best.miss) best = { k, miss };
    if (width > height * SHAPE) break;
  }
  return best.k;
}
