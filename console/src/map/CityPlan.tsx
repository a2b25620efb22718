import { lazy, memo, Suspense, useEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";

import type { Building, CityMap } from "../api";
import type { Words } from "../words";
import { bundles } from "./bundle";
import { bringIn, fit, levelAt, pan, seen, zoom } from "./camera";
import type { Level } from "./camera";
import { health, MOVING, pathsThrough, roadKey, walk } from "./city";
import { Bands, Boards, columns, wards } from "./Ground";
import { extent, outline, roadWidth } from "./geometry";
import type { Frame } from "./geometry";
import { House } from "./House";
import type { Overlay } from "./overlay";
import { ArrowHeads, RoadPath } from "./Road";
import { Tip } from "./Tip";
import { useCamera, useSize } from "./useCamera";

/** Up to this size all is drawn as SVG; beyond it WebGL draws the ground and SVG only what is near. */
export const SVG_HOUSES = 160;
export const SVG_ROADS = 700;
/** How far paths light up in a large city, where they would soon be everything. */
const LIT_HOPS = 2;
const LIT_ROADS = 400;

const WebglCity = lazy(() => import("../webgl/WebglCity"));

interface Props {
  city: CityMap;
  overlay: Overlay | null;
  chosen: string | null;
  highlighted: ReadonlySet<string> | null;
  live: ReadonlyMap<string, number> | null;
  language: string;
  words: Words;
  tools: React.ReactNode;
  onChoose: (service: string | null, walking?: boolean) => void;
  onFocusCity: (service: string) => void;
}

/** The city as a plan: columns are depth, bands are districts, houses stay where the server put them. */
export function CityPlan({ city, overlay, chosen, highlighted, live, language, words, tools, onChoose, onFocusCity }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const large = city.nodes.length > SVG_HOUSES || city.edges.length > SVG_ROADS;
  const whole = useMemo(() => extent(city.nodes, city.districts), [city]);
  const { camera, move, fly, home } = useCamera(whole, size);
  const [hovered, setHovered] = useState<string | null>(null);
  const [tip, setTip] = useState<{ name?: string; road?: string; x: number; y: number } | null>(null);
  const clicked = useRef<string | null>(null);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);

  const byName = useMemo(() => new Map(city.nodes.map((node) => [node.name, node])), [city]);
  const grounds = useMemo(() => wards(city, MOVING), [city]);
  const depths = useMemo(() => columns(city), [city]);
  const lit = useMemo(() => (hovered ? pathsThrough(city.edges, hovered, large ? LIT_HOPS : Infinity) : null), [city, hovered, large]);
  const litNames = useMemo(() => {
    if (highlighted) return highlighted;
    if (!lit || !hovered) return null;
    const names = new Set([hovered]);
    for (const road of city.edges) if (lit.has(roadKey(road))) names.add(road.from).add(road.to);
    return names;
  }, [city, highlighted, hovered, lit]);

  const level = levelAt(camera.k);
  const furthest = Math.min(0.3, fit(whole, size).k * 0.8);
  // In a large city only what is near is drawn as houses; the frame moves in steps, so that panning seldom draws anew.
  const step = 600;
  const view = seen(camera, size);
  const corner = `${Math.floor(view.x / step)} ${Math.floor(view.y / step)} ${Math.ceil(view.width / step)} ${Math.ceil(view.height / step)}`;
  const near = useMemo(() => {
    if (!large) return city.nodes;
    const [x = 0, y = 0, width = 0, height = 0] = corner.split(" ").map(Number);
    const frame = { x: x * step - 100, y: y * step - 100, width: (width + 1) * step + 200, height: (height + 1) * step + 200 };
    return city.nodes.filter((node) => node.cycle || node.name === chosen || (level !== "block" ? inside(frame, node) : litNames?.has(node.name)));
  }, [city, chosen, corner, large, level, litNames]);
  const roads = useMemo(() => {
    const drawn = large
      ? city.edges.filter((road) => road.cycle || road.from === chosen || road.to === chosen || overlay?.roads.has(roadKey(road)) || lit?.has(roadKey(road)))
      : city.edges;
    // Cycles are always drawn on top, and what is compared or tried above them.
    const height = (road: CityMap["edges"][number]) => (overlay?.roads.has(roadKey(road)) ? 2 : road.cycle ? 1 : 0);
    return [...drawn].sort((a, b) => height(a) - height(b)).slice(large ? -LIT_ROADS : 0);
  }, [chosen, city, large, lit, overlay]);

  const at = (event: { clientX: number; clientY: number }) => {
    const edge = box.current?.getBoundingClientRect();
    return { x: event.clientX - (edge?.left ?? 0), y: event.clientY - (edge?.top ?? 0) };
  };
  const houseAt = (point: { x: number; y: number }) => {
    const x = camera.x + point.x / camera.k;
    const y = camera.y + point.y / camera.k;
    return city.nodes.find((node) => contains(outline(node), x, y));
  };
  const zoomBy = (factor: number, point = { x: size.width / 2, y: size.height / 2 }) => move(zoom(camera, factor, point, furthest));
  const latest = useRef({ zoomBy, at });
  latest.current = { zoomBy, at };
  useEffect(() => {
    // React listens for the wheel passively, and the page would scroll along.
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const swing = event.ctrlKey ? 0.01 : 0.0016;
      latest.current.zoomBy(Math.exp(-Math.max(-200, Math.min(200, event.deltaY)) * swing), latest.current.at(event));
    };
    const element = box.current;
    element?.addEventListener("wheel", wheel, { passive: false });
    return () => element?.removeEventListener("wheel", wheel);
  }, []);

  const press = (event: PointerEvent) => {
    if (event.button === 0) drag.current = { ...at(event), moved: false };
  };
  const moved = (event: PointerEvent) => {
    const point = at(event);
    const start = drag.current;
    if (start) {
      if (!start.moved && Math.abs(point.x - start.x) + Math.abs(point.y - start.y) < 4) return;
      if (!start.moved) box.current?.setPointerCapture(event.pointerId);
      drag.current = { ...point, moved: true };
      move(pan(camera, point.x - start.x, point.y - start.y));
      setTip(null);
      return;
    }
    const house = houseAt(point);
    setHovered(house?.name ?? null);
    const road = house ? undefined : (event.target as Element).getAttribute?.("data-road");
    setTip(house && (level === "block" || level === "name" || house.type !== "service") ? { name: house.name, ...point } : road ? { road, ...point } : null);
  };
  const release = (event: PointerEvent) => {
    const dragged = drag.current?.moved;
    drag.current = null;
    if (dragged || event.button !== 0 || (event.target as Element).closest("button")) return;
    const house = houseAt(at(event))?.name ?? null;
    clicked.current = house;
    onChoose(house);
  };
  const leave = () => {
    setHovered(null);
    setTip(null);
  };
  const enter = (event: React.MouseEvent) => {
    const house = houseAt(at(event));
    if (house) return onFocusCity(house.name);
    // Into the district: as near as lets one read names, around the point.
    const point = at(event);
    const y = camera.y + point.y / camera.k;
    if (city.districts.some((district) => y >= district.y && y <= district.y + district.height)) fly(zoom(camera, Math.max(1.6, 0.72 / camera.k), point, furthest));
  };
  const keys = (event: KeyboardEvent) => {
    if ((event.target as Element).closest("button")) return;
    const from = byName.get(chosen ?? "") ?? null;
    if (event.key.startsWith("Arrow")) {
      const target = from ? walk(city, from, event.key) : [...city.nodes].sort((a, b) => a.x - b.x || a.y - b.y)[0]?.name;
      const house = target ? byName.get(target) : undefined;
      if (house) {
        onChoose(house.name, true);
        fly(bringIn(camera, size, outline(house)));
      }
    } else if (event.key === "Enter" && from) onFocusCity(from.name);
    else if (event.key === "+" || event.key === "=") zoomBy(1.3);
    else if (event.key === "-") zoomBy(1 / 1.3);
    else if (event.key === "0") home();
    else return;
    event.preventDefault();
  };
  // A house that is chosen elsewhere, as in the search, comes into view.
  const seenSize = size.width > 0;
  useEffect(() => {
    const house = byName.get(chosen ?? "");
    if (!house || !seenSize) return;
    const frame = outline(house);
    const inView = contains(view, frame.x, frame.y) && contains(view, frame.x + frame.width, frame.y + frame.height);
    if (large && level === "block" && clicked.current !== chosen) fly({ k: 0.8, x: house.x - size.width / 1.6, y: house.y - size.height / 1.6 });
    else if (!inView) fly(bringIn(camera, size, frame));
    if (document.activeElement?.closest(".plan")) box.current?.querySelector<SVGGElement>(`[data-service="${CSS.escape(house.name)}"]`)?.focus({ preventScroll: true });
    // Only when the choice changes, not when the map is read anew.
  }, [chosen, seenSize]);

  const cycles = useMemo(() => new Set(city.nodes.flatMap((node) => node.cycle ?? [])).size, [city]);
  const first = chosen && byName.has(chosen) ? chosen : city.nodes[0]?.name;
  const letters = Math.max(3, Math.floor((124 * (Math.floor(camera.k * 40) / 40)) / 4.9));
  const tipHouse = tip?.name ? byName.get(tip.name) : undefined;
  const tipRoad = tip?.road ? city.edges.find((road) => roadKey(road) === tip.road) : undefined;
  return (
    <div
      className={highlighted ? "plan searching" : "plan"}
      ref={box}
      role="group"
      tabIndex={large && !chosen ? 0 : -1}
      aria-label={words.mapLabel(city.nodes.length, city.edges.length, cycles)}
      onPointerDown={press}
      onPointerMove={moved}
      onPointerUp={release}
      onPointerLeave={leave}
      onDoubleClick={enter}
      onKeyDown={keys}
      data-level={level}
    >
      <svg className="ground" aria-hidden="true"><Bands wards={grounds} camera={camera} size={size} /></svg>
      {large && (
        <Suspense fallback={null}>
          <WebglCity city={city} camera={camera} size={size} faded={litNames !== null} />
        </Suspense>
      )}
      <svg className="front" style={{ "--k": camera.k } as React.CSSProperties}>
        <ArrowHeads />
        <g transform={`scale(${camera.k}) translate(${-camera.x} ${-camera.y})`}>
          {large && level === "block" && <Avenues city={city} faded={litNames !== null} />}
          {size.width > 0 && (
            <Scene
              houses={near} roads={roads} byName={byName} overlay={overlay} lit={lit} litNames={litNames} live={level === "block" ? null : live} words={words}
              level={level} letters={letters} chosen={chosen} reachable={first} language={language}
            />
          )}
        </g>
        <Boards wards={grounds} columns={depths} camera={camera} size={size} detailed={large} language={language} words={words} />
      </svg>
      {tip && (tipHouse || tipRoad) && <Tip house={tipHouse} road={tipRoad} x={tip.x} y={tip.y} size={size} language={language} words={words} />}
      <div className="zoom">
        <button className="plain" aria-label={words.zoomOut} onClick={() => zoomBy(0.75)}>−</button>
        <button className="plain" aria-label={words.zoomIn} onClick={() => zoomBy(1.33)}>+</button>
        <button className="plain" onClick={() => home()}>{words.fit}</button>
        {tools}
      </div>
    </div>
  );
}

/** From afar: the heaviest ways from block to block, each for all the roads that run there. */
const Avenues = memo(function Avenues({ city, faded }: { city: CityMap; faded: boolean }) {
  const all = useMemo(() => bundles(city), [city]);
  return (
    <g className={faded ? "avenues faded" : "avenues"}>
      {all.map(({ key, rate, errorShare, course: [x0, y0, x1, y1, x2, y2, x3, y3] }) => (
        <path key={key} className={`avenue ${health(errorShare)}`} d={`M ${x0} ${y0} C ${x1} ${y1}, ${x2} ${y2}, ${x3} ${y3}`} style={{ "--load": roadWidth(rate) } as React.CSSProperties} />
      ))}
    </g>
  );
});

interface SceneProps {
  houses: readonly Building[];
  roads: CityMap["edges"];
  byName: ReadonlyMap<string, Building>;
  overlay: Overlay | null;
  lit: ReadonlySet<string> | null;
  litNames: ReadonlySet<string> | null;
  live: ReadonlyMap<string, number> | null;
  level: Level;
  letters: number;
  chosen: string | null;
  reachable: string | undefined;
  language: string;
  words: Words;
}

/** Roads and houses. Knows nothing of the camera, so that panning draws nothing anew. */
export const Scene = memo(function Scene({ houses, roads, byName, overlay, lit, litNames, live, level, letters, chosen, reachable, language, words }: SceneProps) {
  return (
    <>
      {roads.map((road) => {
        const from = byName.get(road.from);
        const to = byName.get(road.to);
        const mark = overlay?.roads.get(roadKey(road));
        return from && to && (
          <RoadPath key={`${roadKey(road)} ${road.kind}`} road={road} from={from} to={to} faded={lit !== null && !lit.has(roadKey(road))} mark={mark} word={mark && words.mark(mark)} />
        );
      })}
      {houses.map((node) => (
        <House
          key={node.name} building={node} language={language} level={level} letters={letters} chosen={chosen === node.name} reachable={reachable === node.name}
          faded={litNames !== null && !litNames.has(node.name)} mark={overlay?.houses.get(node.name)} before={overlay?.before.get(node.name)} live={live?.get(node.name)}
        />
      ))}
      {level !== "block" && roads.map((road) => {
        const from = byName.get(road.from);
        return from && road.observed && !road.declared && from.type === "service" && byName.get(road.to)?.type === "service"
          ? <circle className={`undeclared${lit !== null && !lit.has(roadKey(road)) ? " faded" : ""}`} key={`${roadKey(road)} ${road.kind}`} cx={outline(from).x + outline(from).width + 6} cy={from.y} r={3.5} />
          : null;
      })}
    </>
  );
});

function inside(frame: Frame, node: Building): boolean {
  return node.x >= frame.x && node.x <= frame.x + frame.width && node.y >= frame.y && node.y <= frame.y + frame.height;
}

const contains = (frame: Frame, x: number, y: number) => x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;
