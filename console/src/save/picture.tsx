import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

import type { CityMap } from "../api";
import { resolved } from "../colours";
import type { Colours } from "../colours";
import { columns, wards } from "../map/Ground";
import { MOVING } from "../map/city";
import { extent } from "../map/geometry";
import type { Overlay } from "../map/overlay";
import { ArrowHeads } from "../map/Road";
import { Scene } from "../map/Scene";
import type { Words } from "../words";

const EDGE = { top: 40, right: 32, bottom: 24, left: 120 };

/** The whole map as an SVG document that needs no style sheet of the page: colours are written out. */
export function picture(city: CityMap, overlay: Overlay | null, language: string, words: Words): { svg: string; width: number; height: number } {
  const frame = extent(city.nodes, city.districts, city.edges);
  const width = Math.round(frame.width + EDGE.left + EDGE.right);
  const height = Math.round(frame.height + EDGE.top + EDGE.bottom);
  const colours = resolved();
  const byName = new Map(city.nodes.map((node) => [node.name, node]));
  const roads = [...city.edges].sort((a, b) => Number(!!a.cycle) - Number(!!b.cycle));
  const host = document.createElement("div");
  const root = createRoot(host);
  flushSync(() =>
    root.render(
      <svg xmlns="http://www.w3.org/2000/svg" width={width} height={height} viewBox={`${frame.x - EDGE.left} ${frame.y - EDGE.top} ${width} ${height}`}>
        <rect x={frame.x - EDGE.left} y={frame.y - EDGE.top} width={width} height={height} fill={colours.paper} />
        <ArrowHeads />
        {wards(city, MOVING).map((ward) => (
          <g key={ward.name}>
            <rect x={frame.x - EDGE.left + 8} y={ward.y} width={width - 16} height={ward.height} rx={14} fill={colours[`district-${ward.tint}`]} />
            <text className="title" x={frame.x - EDGE.left + 24} y={ward.y + 22}>{words.ward(ward.name)}</text>
          </g>
        ))}
        {columns(city).map((column) => <text className="column" key={column.depth} x={column.x} y={frame.y - 14}>{words.depth(column.depth)}</text>)}
        <Scene
          houses={city.nodes} roads={roads} byName={byName} overlay={overlay} lit={null} litNames={null} live={null} words={words}
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
.wall{fill:${c.house};stroke:${c.line}}.bar{fill:${c.good}}.bar.moving{fill:${c.accent}}.bar.failed{fill:${c.bad}}.bar.unknown{fill:${c.road}}
.name{font-size:13px}.vital .name{font-size:14px;font-weight:700}.sign{font-size:11px;fill:${c.quiet}}.sign.warn{fill:${c.warn}}.sign.bad{fill:${c.bad}}.instance{fill:${c.good}}.tier{font-size:10.5px;fill:${c.quiet};text-anchor:end}
.halo{fill:${c.cycle};fill-opacity:.14;stroke:${c.cycle};stroke-dasharray:4 3}
.badge rect{fill:${c.accent}}.badge.failed rect{fill:${c.bad}}.badge text{font-size:9px;font-weight:700;fill:${c.card};text-anchor:middle}
.road{fill:none;stroke:${c.road};stroke-linecap:round}.road.warn{stroke:${c["warn-mark"]}}.road.bad{stroke:${c.bad}}.road.async{stroke-dasharray:5 5}.road.unseen{opacity:.35;stroke-dasharray:1 6}.road.cycle{stroke:${c.cycle}}
.road.added{stroke:${c.accent}}.road.removed{stroke:${c.quiet};stroke-dasharray:7 5}.undeclared{fill:${c.card};stroke:${c.warn};stroke-width:1.5}
.roadsign rect{fill:${c.card};stroke:${c.line}}.roadsign text{font-size:10px;text-anchor:middle}`;
}
