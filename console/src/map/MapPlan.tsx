import { lazy, Suspense, useMemo, useRef } from "react";

import type { DependencyMap } from "../api";
import type { Words } from "../words";
import { Bands, bandsOf, columns, Signs } from "./Bands";
import { fit, levelAt, zoom } from "./camera";
import { ArrowHeads } from "./EdgePath";
import { extent } from "./geometry";
import { edgeKey, MOVING } from "./graph";
import { EdgeBundles, MapLayers } from "./MapLayers";
import type { Overlay } from "./overlay";
import { Tip } from "./Tip";
import { useCamera, useSize } from "./useCamera";
import { isLarge, useDrawn } from "./useDrawn";
import { usePointer } from "./usePointer";
import { useWalk } from "./useWalk";

const WebglMap = lazy(() => import("../webgl/WebglMap"));

interface Props {
  map: DependencyMap;
  overlay: Overlay | null;
  chosen: string | null;
  highlighted: ReadonlySet<string> | null;
  live: ReadonlyMap<string, number> | null;
  language: string;
  words: Words;
  tools: React.ReactNode;
  onChoose: (service: string | null, walking?: boolean) => void;
  onFocus: (service: string) => void;
}

/** The map as a plan: columns are depth, bands are districts, nodes stay where the server put them. */
export function MapPlan({ map, overlay, chosen, highlighted, live, language, words, tools, onChoose, onFocus }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const large = isLarge(map);
  const whole = useMemo(() => extent(map.nodes, map.districts, large ? [] : map.edges), [map, large]);
  const stage = useRef<HTMLDivElement>(null);
  const hold = useCamera(whole, size, stage);
  const { camera, move, home } = hold;
  const byName = useMemo(() => new Map(map.nodes.map((node) => [node.name, node])), [map]);
  const bands = useMemo(() => bandsOf(map, MOVING), [map]);
  const depths = useMemo(() => columns(map), [map]);
  const level = levelAt(camera.k);
  const furthest = Math.min(0.3, fit(whole, size).k * 0.8);
  const zoomBy = (factor: number) => move(zoom(hold.now.current, factor, { x: size.width / 2, y: size.height / 2 }, furthest));
  const { handlers, hovered, pointed, clicked } = usePointer({ box, map, hold, furthest, onChoose, onFocus });
  const { nodes, edges, lit, litNames } = useDrawn(map, camera, size, level, chosen, hovered, highlighted, overlay);
  const keys = useWalk({ box, map, byName, chosen, hold, size, level, large, clicked, zoomBy, onChoose, onFocus });

  const cycles = useMemo(() => new Set(map.nodes.flatMap((node) => node.cycle ?? [])).size, [map]);
  const first = chosen && byName.has(chosen) ? chosen : map.nodes[0]?.name;
  const letters = Math.max(3, Math.floor((124 * (Math.floor(camera.k * 40) / 40)) / 4.9));
  const tipNode = byName.get(pointed?.name ?? "");
  const tipEdge = pointed?.edge ? map.edges.find((edge) => edgeKey(edge) === pointed.edge) : undefined;
  // A sign that can be read needs no second one beside it.
  const told = tipEdge !== undefined || (tipNode !== undefined && (level === "block" || level === "name" || tipNode.type !== "service"));
  return (
    <div
      className={highlighted ? "plan searching" : "plan"}
      ref={box}
      role="group"
      tabIndex={large && !chosen ? 0 : -1}
      aria-label={words.mapLabel(map.nodes.length, map.edges.length, cycles)}
      {...handlers}
      onKeyDown={keys}
      data-level={level}
    >
      <div className="stage" ref={stage}>
        <svg className="backdrop" aria-hidden="true"><Bands bands={bands} camera={camera} size={size} /></svg>
        {large && (
          <Suspense fallback={null}>
            <WebglMap map={map} camera={camera} size={size} faded={litNames !== null} />
          </Suspense>
        )}
        <svg className="front" style={{ "--k": camera.k } as React.CSSProperties}>
          <ArrowHeads />
          <g transform={`scale(${camera.k}) translate(${-camera.x} ${-camera.y})`}>
            {large && level === "block" && <EdgeBundles map={map} faded={litNames !== null} />}
            {size.width > 0 && (
              <MapLayers
                nodes={nodes} edges={edges} byName={byName} overlay={overlay} lit={lit} litNames={litNames} live={level === "block" ? null : live} words={words}
                level={level} letters={letters} chosen={chosen} reachable={first} language={language}
              />
            )}
          </g>
        </svg>
      </div>
      <Signs hold={hold} bands={bands} columns={depths} size={size} detailed={large} language={language} words={words} />
      {pointed && told && <Tip node={tipNode} edge={tipEdge} x={pointed.x} y={pointed.y} size={size} language={language} words={words} />}
      <div className="zoom">
        <button className="plain" aria-label={words.zoomOut} onClick={() => zoomBy(0.75)}>−</button>
        <button className="plain" aria-label={words.zoomIn} onClick={() => zoomBy(1.33)}>+</button>
        <button className="plain" onClick={() => home()}>{words.fit}</button>
        {tools}
      </div>
    </div>
  );
}
