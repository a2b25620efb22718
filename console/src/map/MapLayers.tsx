import { memo, useMemo } from "react";

import type { DependencyMap, MapEdge, MapNode } from "../api";
import type { Words } from "../words";
import { bundles } from "./bundle";
import type { Level } from "./camera";
import { EdgePath } from "./EdgePath";
import { edgeWidth, outline } from "./geometry";
import { edgeKey, health } from "./graph";
import { NodeBox } from "./NodeBox";
import type { Overlay } from "./overlay";

/** From afar: the heaviest ways from block to block, each for all the edges that run there. */
export const EdgeBundles = memo(function EdgeBundles({ map, faded }: { map: DependencyMap; faded: boolean }) {
  const all = useMemo(() => bundles(map), [map]);
  return (
    <g className={faded ? "edge-bundles faded" : "edge-bundles"}>
      {all.map(({ key, rate, errorShare, course: [x0, y0, x1, y1, x2, y2, x3, y3] }) => (
        <path key={key} className={`edge-bundle ${health(errorShare)}`} d={`M ${x0} ${y0} C ${x1} ${y1}, ${x2} ${y2}, ${x3} ${y3}`} style={{ "--load": edgeWidth(rate) } as React.CSSProperties} />
      ))}
    </g>
  );
});

interface Props {
  nodes: readonly MapNode[];
  edges: readonly MapEdge[];
  byName: ReadonlyMap<string, MapNode>;
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

/** Edges and nodes. Knows nothing of the camera, so that panning draws nothing anew. */
export const MapLayers = memo(function MapLayers({ nodes, edges, byName, overlay, lit, litNames, live, level, letters, chosen, reachable, language, words }: Props) {
  return (
    <>
      {edges.map((edge) => {
        const from = byName.get(edge.from);
        const to = byName.get(edge.to);
        const mark = overlay?.edges.get(edgeKey(edge));
        return from && to && (
          <EdgePath key={`${edgeKey(edge)} ${edge.kind}`} edge={edge} from={from} to={to} faded={lit !== null && !lit.has(edgeKey(edge))} mark={mark} word={mark && words.mark(mark)} />
        );
      })}
      {nodes.map((node) => (
        <NodeBox
          key={node.name} node={node} language={language} level={level} letters={letters} chosen={chosen === node.name} reachable={reachable === node.name}
          faded={litNames !== null && !litNames.has(node.name)} mark={overlay?.nodes.get(node.name)} before={overlay?.before.get(node.name)} live={live?.get(node.name)}
        />
      ))}
      {level !== "block" && edges.map((edge) => {
        const from = byName.get(edge.from);
        return from && edge.observed && !edge.declared && from.type === "service" && byName.get(edge.to)?.type === "service"
          ? <circle className={`undeclared${lit !== null && !lit.has(edgeKey(edge)) ? " faded" : ""}`} key={`${edgeKey(edge)} ${edge.kind}`} cx={outline(from).x + outline(from).width + 6} cy={from.y} r={3.5} />
          : null;
      })}
    </>
  );
});
