import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

import type { DependencyMap } from "../api";
import { resolved } from "../colours";
import type { Colours } from "../colours";
import { bandsOf, columns } from "../map/Bands";
import { ArrowHeads } from "../map/EdgePath";
import { extent } from "../map/geometry";
import { MOVING } from "../map/graph";
import { MapLayers } from "../map/MapLayers";
import type { Overlay } from "../map/overlay";
import type { Words } from "../words";

const EDGE = { top: 40, right: 32, bottom: 24, left: 120 };

/** The whole map as an SVG document that needs no style sheet of the page: colours are written out. */
export function picture(map: DependencyMap, overlay: Overlay | null, language: string, words: Words): { svg: string; width: number; height: number } {
  const frame = extent(map.nodes, map.districts, map.edges);
  const width = Math.round(frame.width + EDGE.left + EDGE.right);
  const height = Math.round(frame.height + EDGE.top + EDGE.bottom);
  const colours = resolved();
  const byName = new Map(map.nodes.map((node) => [node.name, node]));
  const edges = [...map.edges].sort((a, b) => Number(!!a.cycle) - Number(!!b.cycle));
  const host = document.createElement("div");
  const root = createRoot(host);
  flushSync(() =>
    root.render(
      <svg xmlns="http://www.w3.org/2000/svg" width={width} height={height} viewBox={`${frame.x - EDGE.left} ${frame.y - EDGE.top} ${width} ${height}`}>
        <rect x={frame.x - EDGE.left} y={frame.y - EDGE.top} width={width} height={height} fill={colours.paper} />
        <ArrowHeads />
        {bandsOf(map, MOVING).map((band) => (
          <g key={band.name}>
            <rect x={frame.x - EDGE.left + 8} y={band.y} width={width - 16} height={band.height} rx={14} fill={colours[`district-${band.tint}`]} />
            <text className="title" x={frame.x - EDGE.left + 24} y={band.y + 22}>{words.districtName(band.name)}</text>
          </g>
        ))}
        {columns(map).map((column) => <text className="column" key={column.depth} x={column.x} y={frame.y - 14}>{words.depth(column.depth)}</text>)}
        <MapLayers
          nodes={map.nodes} edges={edges} byName={byName} overlay={overlay} lit={null} litNames={null} live={null} words={words}
          level="card" letters={24} chosen={null} reachable={undefined} language={language}
        />
      </svg>,
    ),
  );
  const drawn = host.querySelector("svg");
  drawn?.querySelectorAll(".touch").forEach((path) => path.remove());
  drawn?.insertAdjacentHTML("afterbegin", `<style>${style(colours)}</style>`);
  const svg = drawn ? written(new XMLSerializer().serializeToString(drawn), colours) : "";
  root.unmount();
  return { svg, width, height };
}

const written = (svg: string, colours: Colours) => svg.replace(/var\(--([\w-]+)\)/g, (_, name: string) => colours[name] ?? "#888");

function style(c: Colours): string {
  return `text{font-family:"Inter Variable",Inter,system-ui,"Noto Sans CJK SC",sans-serif;fill:${c.ink}}
.title{font-size:13px;font-weight:600;fill:${c.quiet}}.column{font-size:11.5px;fill:${c.quiet};text-anchor:middle}
.wall{fill:${c.node};stroke:${c.line}}.bar{fill:${c.good}}.bar.moving{fill:${c.accent}}.bar.failed{fill:${c.bad}}.bar.unknown{fill:${c.edge}}
.name{font-size:13px}.vital .name{font-size:14px;font-weight:700}.sign{font-size:11px;fill:${c.quiet}}.sign.warn{fill:${c.warn}}.sign.bad{fill:${c.bad}}.instance{fill:${c.good}}.tier{font-size:10.5px;fill:${c.quiet};text-anchor:end}
.halo{fill:${c.cycle};fill-opacity:.14;stroke:${c.cycle};stroke-dasharray:4 3}
.badge rect{fill:${c.accent}}.badge.failed rect{fill:${c.bad}}.badge text{font-size:9px;font-weight:700;fill:${c.card};text-anchor:middle}
.edge{fill:none;stroke:${c.edge};stroke-linecap:round}.edge.warn{stroke:${c["warn-mark"]}}.edge.bad{stroke:${c.bad}}.edge.async{stroke-dasharray:5 5}.edge.unseen{opacity:.35;stroke-dasharray:1 6}.edge.cycle{stroke:${c.cycle}}
.edge.added{stroke:${c.accent}}.edge.removed{stroke:${c.quiet};stroke-dasharray:7 5}.undeclared{fill:${c.card};stroke:${c.warn};stroke-width:1.5}
.edge-label rect{fill:${c.card};stroke:${c.line}}.edge-label text{font-size:10px;text-anchor:middle}`;
}
