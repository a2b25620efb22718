import { useMemo, useRef, useState } from "react";
import type { PointerEvent, WheelEvent } from "react";

import type { Building, CityMap } from "../api";
import type { Words } from "../words";
import { pathsThrough, roadKey } from "./city";
import { extent, HOUSE } from "./geometry";
import type { Frame } from "./geometry";
import { House } from "./House";
import { ArrowHeads, RoadPath } from "./Road";

interface Props {
  city: CityMap;
  chosen: string | null;
  highlighted: ReadonlySet<string> | null;
  language: string;
  words: Words;
  onChoose: (service: string | null) => void;
  onFocusCity: (service: string) => void;
}

/** The city as a plan: columns are depth, bands are districts, houses stay where the server put them. */
export function CityPlan({ city, chosen, highlighted, language, words, onChoose, onFocusCity }: Props) {
  const [hovered, setHovered] = useState<string | null>(null);
  const [view, setView] = useState<Frame | null>(null);
  const drag = useRef<{ x: number; y: number; view: Frame; scale: number } | null>(null);
  const svg = useRef<SVGSVGElement>(null);

  const whole = useMemo(() => extent(city.nodes, city.districts), [city]);
  const frame = view ?? whole;
  const byName = useMemo(() => new Map(city.nodes.map((node) => [node.name, node])), [city]);
  const lit = useMemo(() => (hovered ? pathsThrough(city.edges, hovered) : null), [city, hovered]);
  const litNames = useMemo(() => {
    if (highlighted) return highlighted;
    if (!lit || !hovered) return null;
    return new Set([hovered, ...city.edges.filter((e) => lit.has(roadKey(e))).flatMap((e) => [e.from, e.to])]);
  }, [city, highlighted, hovered, lit]);
  // Cycles are always drawn on top.
  const roads = useMemo(() => [...city.edges].sort((a, b) => Number(!!a.cycle) - Number(!!b.cycle)), [city]);
  const columns = useMemo(() => {
    const at = new Map<number, number>();
    for (const node of city.nodes) if (node.type === "service" && !at.has(node.depth)) at.set(node.depth, node.x);
    return [...at].sort(([a], [b]) => a - b);
  }, [city]);

  const zoom = (factor: number, at?: { x: number; y: number }) => {
    const centre = at ?? { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
    const width = Math.min(whole.width * 2, Math.max(320, frame.width * factor));
    const ratio = width / frame.width;
    setView({
      x: centre.x - (centre.x - frame.x) * ratio,
      y: centre.y - (centre.y - frame.y) * ratio,
      width,
      height: frame.height * ratio,
    });
  };
  const wheel = (event: WheelEvent) => {
    const matrix = svg.current?.getScreenCTM();
    if (!matrix) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    zoom(event.deltaY > 0 ? 1.12 : 1 / 1.12, point);
  };
  const press = (event: PointerEvent) => {
    const matrix = svg.current?.getScreenCTM();
    if (matrix && event.button === 0) drag.current = { x: event.clientX, y: event.clientY, view: frame, scale: matrix.a };
  };
  const move = (event: PointerEvent) => {
    const start = drag.current;
    if (!start) return;
    const dx = (event.clientX - start.x) / start.scale;
    const dy = (event.clientY - start.y) / start.scale;
    if (Math.abs(dx) + Math.abs(dy) > 3) setView({ ...start.view, x: start.view.x - dx, y: start.view.y - dy });
  };
  const release = () => {
    drag.current = null;
  };

  /** Arrows walk along roads: right to the busiest callee, left to the busiest caller, up and down within the column. */
  const walk = (from: Building, key: string) => {
    const busiest = (direction: "from" | "to", other: "from" | "to") =>
      city.edges.filter((e) => e[direction] === from.name).sort((a, b) => b.rate - a.rate)[0]?.[other];
    const column = city.nodes.filter((n) => n.depth === from.depth).sort((a, b) => a.y - b.y);
    const index = column.findIndex((n) => n.name === from.name);
    const target =
      key === "ArrowRight" ? busiest("from", "to")
      : key === "ArrowLeft" ? busiest("to", "from")
      : column[index + (key === "ArrowDown" ? 1 : -1)]?.name;
    if (!target) return;
    onChoose(target);
    svg.current?.querySelector<SVGGElement>(`[data-service="${CSS.escape(target)}"]`)?.focus();
  };

  return (
    <div className="plan">
      <svg
        ref={svg}
        viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`}
        role="group"
        aria-label={words.mapLabel(city.nodes.length, city.edges.length, new Set(city.nodes.flatMap((n) => n.cycle ?? [])).size)}
        onWheel={wheel}
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={release}
        onPointerLeave={release}
        onClick={(event) => event.target === svg.current && onChoose(null)}
      >
        <ArrowHeads />
        {city.districts.map((district, index) => (
          <g className="district" key={district.name}>
            <rect x={whole.x + 12} y={district.y} width={whole.width - 24} height={district.height} style={{ fill: `var(--district-${index % 5})` }} />
            <text x={whole.x + 28} y={district.y + 22}>{district.name || words.undistricted}</text>
          </g>
        ))}
        {columns.map(([depth, x]) => (
          <text className="column" key={depth} x={x} y={whole.y + 28}>{words.depth(depth)}</text>
        ))}
        {roads.map((road) => {
          const from = byName.get(road.from);
          const to = byName.get(road.to);
          if (!from || !to) return null;
          return <RoadPath key={roadKey(road)} road={road} from={from} to={to} faded={lit !== null && !lit.has(roadKey(road))} />;
        })}
        {city.nodes.map((node) => (
          <House
            key={node.name}
            building={node}
            language={language}
            chosen={chosen === node.name}
            faded={litNames !== null && !litNames.has(node.name)}
            onChoose={() => onChoose(node.name)}
            onFocusCity={() => onFocusCity(node.name)}
            onHover={(over) => setHovered(over ? node.name : null)}
            onArrow={(key) => walk(node, key)}
          />
        ))}
        {roads.filter((road) => road.observed && !road.declared && byName.get(road.from)?.type === "service" && byName.get(road.to)?.type === "service").map((road) => {
          const from = byName.get(road.from);
          return from && <circle className="undeclared" key={roadKey(road)} cx={from.x + HOUSE.width / 2 + 6} cy={from.y} r={3.5}><title>{`${roadKey(road)}: ${words.undeclared}`}</title></circle>;
        })}
      </svg>
      <div className="zoom">
        <button className="plain" aria-label={words.zoomOut} onClick={() => zoom(1.25)}>−</button>
        <button className="plain" aria-label={words.zoomIn} onClick={() => zoom(0.8)}>+</button>
        <button className="plain" onClick={() => setView(null)}>{words.fit}</button>
      </div>
    </div>
  );
}
