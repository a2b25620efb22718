import Graph from "graphology";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import Sigma from "sigma";
import { getCorrectionRatio } from "sigma/utils";

import type { CityMap } from "../api";
import { useColours } from "../colours";
import type { Colours } from "../colours";
import { shifted } from "../map/camera";
import type { Camera, Size } from "../map/camera";
import { health, roadKey } from "../map/city";
import { bend, extent, outline, roadWidth } from "../map/geometry";
import type { Frame } from "../map/geometry";
import { lifecycleClass } from "../map/House";
import { blockProgram } from "./blockProgram";
import type { BlockLooks } from "./blockProgram";
import { roadProgram } from "./roadProgram";
import type { Look, RoadLooks } from "./roadProgram";

interface Props {
  city: CityMap;
  camera: Camera;
  size: Size;
  faded: boolean;
}

/** The ground of a large city: every road and every block, by Sigma. The page's own camera moves it; it takes no pointer. */
export default function WebglCity({ city, camera, size, faded }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const ground = useRef<{ sigma: Sigma<BlockLooks, RoadLooks>; look: Look } | null>(null);
  const drawn = useRef<{ camera: Camera; size: Size } | null>(null);
  const [missing, setMissing] = useState(false);
  const colours = useColours();
  const frame = useMemo(() => extent(city.nodes, city.districts), [city]);
  const painted = useRef<{ city: CityMap; colours: Colours } | null>(null);

  useEffect(
    () => () => {
      ground.current?.sigma.kill();
      ground.current = null;
      drawn.current = null;
      painted.current = null;
    },
    [],
  );

  useLayoutEffect(() => {
    if (!box.current || size.width === 0 || missing) return;
    const place = box.current;
    if (painted.current?.city !== city || painted.current.colours !== colours) {
      const graph = graphOf(city, frame, colours);
      const bounds = { x: [frame.x, frame.x + frame.width] as [number, number], y: [-frame.y - frame.height, -frame.y] as [number, number] };
      // What is set up here is drawn below, once the camera stands where it should.
      try {
        if (ground.current) {
          ground.current.look.on = false;
          ground.current.sigma.setCustomBBox(bounds);
          ground.current.sigma.setGraph(graph);
        } else {
          const look: Look = { on: false, k: 1, alpha: 1 };
          const sigma = new Sigma<BlockLooks, RoadLooks>(graph, place, {
            nodeProgramClasses: { block: blockProgram(look) as never },
            edgeProgramClasses: { road: roadProgram(look) as never },
            defaultNodeType: "block",
            defaultEdgeType: "road",
            renderLabels: false,
            zIndex: true,
            allowInvalidContainer: true,
            stagePadding: 0,
          });
          sigma.setCustomBBox(bounds);
          sigma.refresh();
          ground.current = { sigma, look };
        }
        painted.current = { city, colours };
        drawn.current = null;
      } catch {
        // No WebGL here: houses are still drawn when one is near, and the paths that one asks for.
        setMissing(true);
        return;
      }
    }
    const { current } = ground;
    if (!current) return;
    const last = drawn.current;
    if (last?.camera === camera && last.size === size) return;
    if (last) {
      // Until the next frame is drawn the last one lies where it belongs.
      const { x, y, k } = shifted(last.camera, camera);
      place.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
    }
    const { sigma, look } = current;
    sigma.resize();
    look.on = true;
    look.k = camera.k;
    // From afar roads are the texture of the ground; nearby they are roads, as far as their number lets one see through.
    look.alpha = Math.min(Math.max(0.1, Math.min(0.75, 1200 / city.edges.length)), 0.07 + Math.max(0, camera.k - 0.2) * 1.1);
    sigma.getCamera().setState(sigmaCamera(camera, size, frame));
    sigma.scheduleRender();
    sigma.once("afterRender", () => {
      place.style.transform = "";
      drawn.current = { camera, size };
      // Said once it is on the screen, for who measures or tests the page.
      place.setAttribute("data-drawn", String(city.edges.length));
    });
  }, [camera, city, colours, frame, missing, size]);

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

/** The city as Sigma reads it. A graph is built anew rather than changed: Sigma would listen to each change by itself. */
function graphOf(city: CityMap, frame: Frame, colours: Colours): Graph<BlockLooks, RoadLooks> {
  const graph = new Graph<BlockLooks, RoadLooks>({ multi: true, type: "directed" });
  const scale = Math.max(frame.width, frame.height);
  const midX = frame.x + frame.width / 2;
  const midY = frame.y + frame.height / 2;
  const colour = (name: string) => colours[name] ?? "#888";
  const bars: Record<string, string> = { "": colour("good"), failed: colour("bad"), moving: colour("accent"), unknown: colour("road") };
  const byName = new Map(city.nodes.map((node) => [node.name, node]));
  for (const node of city.nodes) {
    const { width, height } = outline(node);
    const state = health(node.errorShare);
    const own = node.cycle ? colour("cycle") : state === "bad" ? colour("bad") : state === "warn" ? colour("warn") : colour("line");
    graph.addNode(node.name, {
      x: node.x, y: -node.y, halfWidth: width / 2 / scale, halfHeight: height / 2 / scale,
      color: node.lifecycle === "FAILED" ? colour("bad") : node.type === "service" ? colour("block") : colour("paper"),
      bar: node.type === "service" ? (bars[lifecycleClass(node)] ?? colour("road")) : colour("line"), edge: own,
    });
  }
  for (const road of city.edges) {
    const from = byName.get(road.from);
    const to = byName.get(road.to);
    if (!from || !to) continue;
    const state = road.cycle ? "cycle" : health(road.errorShare);
    graph.addEdgeWithKey(`${roadKey(road)} ${road.kind}`, road.from, road.to, {
      // Sigma's own units: the middle of the frame is a half, its longer side is one, and y goes up.
      bend: bend(from, to).map((value, i) => (i % 2 === 0 ? 0.5 + (value - midX) / scale : 0.5 - (value - midY) / scale)),
      width: road.cycle ? Math.max(2.4, roadWidth(road.rate)) : roadWidth(road.rate),
      color: colour(state === "good" ? "road" : state === "warn" ? "warn-mark" : state),
      weight: state === "cycle" ? 1 : state === "bad" ? 0.45 : state === "warn" ? 0.12 : road.observed ? 0 : -0.1,
      dashed: road.kind === "async" || !road.observed ? 1 : 0,
      zIndex: state === "cycle" ? 3 : state === "bad" ? 2 : state === "warn" ? 1 : 0,
    });
  }
  return graph;
}
