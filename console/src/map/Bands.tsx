import type { DependencyMap } from "../api";
import { count } from "../numbers";
import type { Words } from "../words";
import type { Camera, Size } from "./camera";
import { useMoving } from "./useCamera";
import type { Hold } from "./useCamera";

export interface Band {
  name: string;
  y: number;
  height: number;
  tint: number;
  services: number;
  failed: number;
  moving: number;
  cyclic: number;
}

/** The districts with what their name boards say. */
export function bandsOf(map: DependencyMap, moving: ReadonlySet<string>): Band[] {
  return map.districts.map((district, index) => {
    const own = map.nodes.filter((node) => node.type === "service" && node.y >= district.y && node.y <= district.y + district.height);
    return {
      ...district,
      tint: index % 5,
      services: own.length,
      failed: own.filter((node) => node.lifecycle === "FAILED").length,
      moving: own.filter((node) => moving.has(node.lifecycle ?? "")).length,
      cyclic: own.filter((node) => node.cycle).length,
    };
  });
}

export interface Column {
  depth: number;
  x: number;
}

/** Where the columns of depth stand: what most nodes of a column say, since in a change that is tried some say otherwise. */
export function columns(map: DependencyMap): Column[] {
  const votes = new Map<number, Map<number, number>>();
  for (const node of map.nodes) {
    if (node.type !== "service") continue;
    const of = votes.get(node.x) ?? new Map<number, number>();
    of.set(node.depth, (of.get(node.depth) ?? 0) + 1);
    votes.set(node.x, of);
  }
  const spans = new Map<number, [number, number]>();
  for (const [x, of] of votes) {
    const [depth] = [...of].sort((a, b) => b[1] - a[1])[0] ?? [0];
    const span = spans.get(depth);
    spans.set(depth, span ? [Math.min(span[0], x), Math.max(span[1], x)] : [x, x]);
  }
  return [...spans].map(([depth, [left, right]]) => ({ depth, x: (left + right) / 2 })).sort((a, b) => a.depth - b.depth);
}

/** The bands of the districts across the whole view. Drawn in pixels, so that bands and boards stay in view while one zooms. */
export function Bands({ bands: all, camera, size }: { bands: Band[]; camera: Camera; size: Size }) {
  return (
    <>
      {all.map((band) => (
        <rect key={band.name} className="district" x={0} y={(band.y - camera.y) * camera.k} width={size.width} height={Math.max(2, band.height * camera.k)} rx={Math.min(14, 22 * camera.k)} style={{ fill: `var(--district-${band.tint})` }} />
      ))}
    </>
  );
}

/** The name boards of the districts, at the left edge of the view, and the depths along its top: they stay there while one moves. */
export function Signs({ hold, bands: all, columns: depths, size, detailed, language, words }: { hold: Hold; bands: Band[]; columns: Column[]; size: Size; detailed: boolean; language: string; words: Words }) {
  const camera = useMoving(hold);
  return (
    <svg className="signs">
      {all.map((band) => {
        const top = (band.y - camera.y) * camera.k;
        const bottom = top + band.height * camera.k;
        if (bottom < 56 || top > size.height - 16) return null;
        const y = Math.min(Math.max(top + 22, 58), bottom - 6);
        const name = words.districtName(band.name);
        const badges = [
          band.cyclic > 0 ? { kind: "cycle", text: `⇄ ${band.cyclic}` } : null,
          band.failed > 0 ? { kind: "bad", text: words.failed(band.failed) } : null,
          band.moving > 0 ? { kind: "accent", text: words.moving(band.moving) } : null,
        ].filter((badge) => badge !== null);
        return (
          <g className="board" key={band.name} transform={`translate(18 ${y})`} data-district={band.name}>
            <text className="title">{name}</text>
            {detailed && band.height * camera.k > 44 && <text className="count" y={16}>{words.services(band.services, count(band.services, language))}</text>}
            {detailed && band.height * camera.k > 62 && badges.map((badge, index) => <text key={badge.kind} className={`count ${badge.kind}`} y={32 + index * 15}>{badge.text}</text>)}
          </g>
        );
      })}
      {depths.map((column) => {
        const x = (column.x - camera.x) * camera.k;
        return x < 30 || x > size.width - 30 ? null : <text className="column" key={column.depth} x={x} y={27}>{words.depth(column.depth)}</text>;
      })}
    </svg>
  );
}
