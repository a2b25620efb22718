import { lazy, Suspense, useMemo, useRef } from "react";

import type { CityMap } from "../api";
import type { Words } from "../words";
import { fit, levelAt, zoom } from "./camera";
import { MOVING, roadKey } from "./city";
import { Bands, columns, Signs, wards } from "./Ground";
import { extent } from "./geometry";
import type { Overlay } from "./overlay";
import { ArrowHeads } from "./Road";
import { Avenues, Scene } from "./Scene";
import { Tip } from "./Tip";
import { useCamera, useSize } from "./useCamera";
import { isLarge, useDrawn } from "./useDrawn";
import { usePointer } from "./usePointer";
import { useWalk } from "./useWalk";

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
  const large = isLarge(city);
  const whole = useMemo(() => extent(city.nodes, city.districts, large ? [] : city.edges), [city, large]);
  const stage = useRef<HTMLDivElement>(null);
  const hold = useCamera(whole, size, stage);
  const { camera, move, home } = hold;
  const byName = useMemo(() => new Map(city.nodes.map((node) => [node.name, node])), [city]);
  const grounds = useMemo(() => wards(city, MOVING), [city]);
  const depths = useMemo(() => columns(city), [city]);
  const level = levelAt(camera.k);
  const furthest = Math.min(0.3, fit(whole, size).k * 0.8);
  const zoomBy = (factor: number) => move(zoom(hold.now.current, factor, { x: size.width / 2, y: size.height / 2 }, furthest));
  const { handlers, hovered, pointed, clicked } = usePointer({ box, city, hold, furthest, onChoose, onFocusCity });
  const { houses, roads, lit, litNames } = useDrawn(city, camera, size, level, chosen, hovered, highlighted, overlay);
  const keys = useWalk({ box, city, byName, chosen, hold, size, level, large, clicked, zoomBy, onChoose, onFocusCity });

  const cycles = useMemo(() => new Set(city.nodes.flatMap((node) => node.cycle ?? [])).size, [city]);
  const first = chosen && byName.has(chosen) ? chosen : city.nodes[0]?.name;
  const letters = Math.max(3, Math.floor((124 * (Math.floor(camera.k * 40) / 40)) / 4.9));
  const tipHouse = byName.get(pointed?.name ?? "");
  const tipRoad = pointed?.road ? city.edges.find((road) => roadKey(road) === pointed.road) : undefined;
  // A sign that can be read needs no second one beside it.
  const told = tipRoad !== undefined || (tipHouse !== undefined && (level === "block" || level === "name" || tipHouse.type !== "service"));
  return (
    <div
      className={highlighted ? "plan searching" : "plan"}
      ref={box}
      role="group"
      tabIndex={large && !chosen ? 0 : -1}
      aria-label={words.mapLabel(city.nodes.length, city.edges.length, cycles)}
      {...handlers}
      onKeyDown={keys}
      data-level={level}
    >
      <div className="stage" ref={stage}>
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
                houses={houses} roads={roads} byName={byName} overlay={overlay} lit={lit} litNames={litNames} live={level === "block" ? null : live} words={words}
                level={level} letters={letters} chosen={chosen} reachable={first} language={language}
              />
            )}
          </g>
        </svg>
      </div>
      <Signs hold={hold} wards={grounds} columns={depths} size={size} detailed={large} language={language} words={words} />
      {pointed && told && <Tip house={tipHouse} road={tipRoad} x={pointed.x} y={pointed.y} size={size} language={language} words={words} />}
      <div className="zoom">
        <button className="plain" aria-label={words.zoomOut} onClick={() => zoomBy(0.75)}>−</button>
        <button className="plain" aria-label={words.zoomIn} onClick={() => zoomBy(1.33)}>+</button>
        <button className="plain" onClick={() => home()}>{words.fit}</button>
        {tools}
      </div>
    </div>
  );
}
