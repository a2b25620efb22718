import { useEffect, useRef, useState } from "react";
import type { MouseEvent, PointerEvent, RefObject } from "react";

import type { DependencyMap } from "../api";
import { pan, zoom } from "./camera";
import { inside, outline } from "./geometry";
import type { Hold } from "./useCamera";

/** What lies under the pointer, and where on the screen that is. */
export interface Pointed {
  name?: string;
  edge?: string;
  x: number;
  y: number;
}

interface Props {
  box: RefObject<HTMLDivElement | null>;
  map: DependencyMap;
  hold: Hold;
  furthest: number;
  onChoose: (service: string | null) => void;
  onFocus: (service: string) => void;
}

/** The hand on the map: drag, wheel, hover, click and double click. Nodes are found by geometry, since WebGL has no elements. */
export function usePointer({ box, map, hold, furthest, onChoose, onFocus }: Props) {
  const { now, move, fly } = hold;
  const [hovered, setHovered] = useState<string | null>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const clicked = useRef<string | null>(null);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);

  const at = (event: { clientX: number; clientY: number }) => {
    const edge = box.current?.getBoundingClientRect();
    return { x: event.clientX - (edge?.left ?? 0), y: event.clientY - (edge?.top ?? 0) };
  };
  const nodeAt = (point: { x: number; y: number }) => {
    const x = now.current.x + point.x / now.current.k;
    const y = now.current.y + point.y / now.current.k;
    return map.nodes.find((node) => inside(outline(node), x, y));
  };
  const zoomBy = (factor: number, point: { x: number; y: number }) => move(zoom(now.current, factor, point, furthest));
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
  }, [box]);

  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) drag.current = { ...at(event), moved: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const point = at(event);
      const start = drag.current;
      if (start) {
        if (!start.moved && Math.abs(point.x - start.x) + Math.abs(point.y - start.y) < 4) return;
        if (!start.moved) {
          box.current?.setPointerCapture(event.pointerId);
          setPointed(null);
          setHovered(null);
        }
        drag.current = { ...point, moved: true };
        move(pan(now.current, point.x - start.x, point.y - start.y), true);
        return;
      }
      const node = nodeAt(point);
      setHovered(node?.name ?? null);
      const edge = node ? undefined : (event.target as Element).getAttribute?.("data-edge");
      setPointed(node ? { name: node.name, ...point } : edge ? { edge, ...point } : null);
    },
    onPointerUp: (event: PointerEvent) => {
      const dragged = drag.current?.moved;
      drag.current = null;
      if (dragged) move(now.current);
      if (dragged || event.button !== 0 || (event.target as Element).closest("button")) return;
      const node = nodeAt(at(event))?.name ?? null;
      clicked.current = node;
      onChoose(node);
    },
    onPointerCancel: () => {
      drag.current = null;
    },
    onPointerLeave: () => {
      setHovered(null);
      setPointed(null);
    },
    onDoubleClick: (event: MouseEvent) => {
      if ((event.target as Element).closest("button")) return;
      const point = at(event);
      const node = nodeAt(point);
      if (node) return onFocus(node.name);
      // Into the district: as near as lets one read names, around the point.
      const y = now.current.y + point.y / now.current.k;
      if (map.districts.some((district) => y >= district.y && y <= district.y + district.height)) fly(zoom(now.current, Math.max(1.6, 0.72 / now.current.k), point, furthest));
    },
  };
  return { handlers, hovered, pointed, clicked };
}
