import Graph from "graphology";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import Sigma from "sigma";
import { getCorrectionRatio } from "sigma/utils";

import type { DependencyMap } from "../api";
import { useColours } from "../colours";
import type { Colours } from "../colours";
import { shifted } from "../map/camera";
import type { Camera, Size } from "../map/camera";
import { bend, edgeWidth, extent, outline } from "../map/geometry";
import type { Frame } from "../map/geometry";
import { edgeKey, health } from "../map/graph";
import { lifecycleClass } from "../map/NodeBox";
import { blockProgram } from "./blockProgram";
import type { BlockLooks } from "./blockProgram";
import { edgeProgram } from "./edgeProgram";
import type { EdgeLooks, Look } from "./edgeProgram";

interface Props {
  map: DependencyMap;
  camera: Camera;
  size: Size;
  faded: boolean;
}

/** The backdrop of a large map: every edge and every block, by Sigma. The page's own camera moves it; it takes no pointer. */
export default function WebglMap({ map, camera, size, faded }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const backdrop = useRef<{ sigma: Sigma<BlockLooks, EdgeLooks>; look: Look } | null>(null);
  const drawn = useRef<{ camera: Camera; size: Size } | null>(null);
  const [missing, setMissing] = useState(false);
  const colours = useColours();
  const frame = useMemo(() => extent(map.nodes, map.districts), [map]);
  const painted = useRef<{ map: DependencyMap; colours: Colours } | null>(null);

  useEffect(
    () => () => {
      backdrop.current?.sigma.kill();
      backdrop.current = null;
      drawn.current = null;
      painted.current = null;
    },
    [],
  );

  useLayoutEffect(() => {
    if (!box.current || size.width === 0 || missing) return;
    const address = box.current;
    if (painted.current?.map !== map || painted.current.colours !== colours) {
      const graph = graphOf(map, frame, colours);
      const bounds = { x: [frame.x, frame.x + frame.width] as [number, number], y: [-frame.y - frame.height, -frame.y] as [number, number] };
      // What is set up here is drawn below, once the camera stands where it should.
      try {
        if (backdrop.current) {
          backdrop.current.look.on = false;
          backdrop.current.sigma.setCustomBBox(bounds);
          backdrop.current.sigma.setGraph(graph);
        } else {
          const look: Look = { on: false, k: 1, alpha: 1 };
          const sigma = new Sigma<BlockLooks, EdgeLooks>(graph, address, {
            nodeProgramClasses: { block: blockProgram(look) as never },
            edgeProgramClasses: { edge: edgeProgram(look) as never },
            defaultNodeType: "block",
            defaultEdgeType: "edge",
            renderLabels: false,
            zIndex: true,
            allowInvalidContainer: true,
            stagePadding: 0,
          });
          sigma.setCustomBBox(bounds);
          sigma.refresh();
          backdrop.current = { sigma, look };
        }
        painted.current = { map, colours };
        drawn.current = null;
      } catch {
        // No WebGL here: nodes are still drawn when one is near, and the paths that one asks for.
        setMissing(true);
        return;
      }
    }
    const { current } = backdrop;
    if (!current) return;
    const last = drawn.current;
    if (last?.camera === camera && last.size === size) return;
    if (last) {
      // Until the next frame is drawn the last one lies where it belongs.
      const { x, y, k } = shifted(last.camera, camera);
      address.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
    }
    const { sigma, look } = current;
    sigma.resize();
    look.on = true;
    look.k = camera.k;
    // From afar edges are the texture of the backdrop; nearby they are edges, as far as their number lets one see through.
    look.alpha = Math.min(Math.max(0.1, Math.min(0.75, 1200 / map.edges.length)), 0.07 + Math.max(0, camera.k - 0.2) * 1.1);
    sigma.getCamera().setState(sigmaCamera(camera, size, frame));
    sigma.scheduleRender();
    sigma.once("afterRender", () => {
      address.style.transform = "";
      drawn.current = { camera, size };
      // Said once it is on the screen, for who measures or tests the page.
      address.setAttribute("data-drawn", String(map.edges.length));
    });
  }, [camera, map, colours, frame, missing, size]);

  return <div className={faded ? "webgl faded" : "webgl"} aria-hidden="true"><div className="canvases" ref={box} data-webgl={missing ? "missing" : undefined} /></div>;
}

/** Our camera in Sigma's own terms: the middle of the frame is a half, its longer side is one, and y goes up. */
function sigmaCamera(camera: Camera, size: Size, frame: Frame) {
  const scale = Math.max(frame.width, frame.height);
  const atRest = (Math.min(size.width, size.height) * getCorrectionRatio(size, frame)) / scale;
  return {
    x: 0.5 + (camera.x + size.width / camera.k / 2 - frame.x - frame.width / 2) / scale,
    y: 0.5 - (camera.y + size.height / camera.k / 2 - frame.y - frame.height / 2) / scale,
    ratio: atRest / camera.k,
    angle: 0,
  };
}

/** The map as Sigma reads it. A graph is built anew rather than changed: Sigma would listen to each change by itself. */
function graphOf(map: DependencyMap, frame: Frame, colours: Colours): Graph<BlockLooks, EdgeLooks> {
  const graph = new Graph<BlockLooks, EdgeLooks>({ multi: true, type: "directed" });
  const scale = Math.max(frame.width, frame.height);
  const midX = frame.x + frame.width / 2;
  const midY = frame.y + frame.height / 2;
  const colour = (name: string) => colours[name] ?? "#888";
  const bars: Record<string, string> = { "": colour("good"), failed: colour("bad"), moving: colour("accent"), unknown: colour("edge") };
  const byName = new Map(map.nodes.map((node) => [node.name, node]));
  for (const node of map.nodes) {
    const { width, height } = outline(node);
    const state = health(node.errorShare);
    const own = node.cycle ? colour("cycle") : state === "bad" ? colour("bad") : state === "warn" ? colour("warn") : colour("line");
    graph.addNode(node.name, {
      x: node.x, y: -node.y, halfWidth: width / 2 / scale, halfHeight: height / 2 / scale,
      color: node.lifecycle === "FAILED" ? colour("bad") : node.type === "service" ? colour("block") : colour("paper"),
      bar: node.type === "service" ? (bars[lifecycleClass(node)] ?? colour("edge")) : colour("line"), edge: own,
    });
  }
  for (const edge of map.edges) {
    const from = byName.get(edge.from);
    const to = byName.get(edge.to);
    if (!from || !to) continue;
    const state = edge.cycle ? "cycle" : health(edge.errorShare);
    graph.addEdgeWithKey(`${edgeKey(edge)} ${edge.kind}`, edge.from, edge.to, {
      // Sigma's own units: the middle of the frame is a half, its longer side is one, and y goes up.
      bend: bend(from, to).map((value, i) => (i % 2 === 0 ? 0.5 + (value - midX) / scale : 0.5 - (value - midY) / scale)),
      width: edge.cycle ? Math.max(2.4, edgeWidth(edge.rate)) : edgeWidth(edge.rate),
      color: colour(state === "good" ? "edge" : state === "warn" ? "warn-mark" : state),
      weight: state === "cycle" ? 1 : state === "bad" ? 0.45 : state === "warn" ? 0.12 : edge.observed ? 0 : -0.1,
      dashed: edge.kind === "async" || !edge.observed ? 1 : 0,
      zIndex: state === "cycle" ? 3 : state === "bad" ? 2 : state === "warn" ? 1 : 0,
    });
  }
  return graph;
}
