import { memo, useMemo } from "react";

import type { Building, CityMap, Road } from "../api";
import type { Words } from "../words";
import { bundles } from "./bundle";
import type { Level } from "./camera";
import { health, roadKey } from "./city";
import { outline, roadWidth } from "./geometry";
import { House } from "./House";
import type { Overlay } from "./overlay";
import { RoadPath } from "./Road";

/** From afar: the heaviest ways from block to block, each for all the roads that run there. */
export const Avenues = memo(function Avenues({ city, faded }: { city: CityMap; faded: boolean }) {
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
  roads: readonly Road[];
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
