import { useEffect, useRef, useState } from "react";
import type { MouseEvent, PointerEvent, RefObject } from "react";

import type { CityMap } from "../api";
import { pan, zoom } from "./camera";
import { inside, outline } from "./geometry";
import type { Hold } from "./useCamera";

/** What lies under the pointer, and where on the screen that is. */
export interface Pointed {
  name?: string;
  road?: string;
  x: number;
  y: number;
}

interface Props {
  box: RefObject<HTMLDivElement | null>;
  city: CityMap;
  hold: Hold;
  furthest: number;
  onChoose: (service: string | null) => void;
  onFocusCity: (service: string) => void;
}

/** The hand on the map: drag, wheel, hover, click and double click. Houses are found by geometry, since WebGL has no elements. */
export function usePointer({ box, city, hold, furthest, onChoose, onFocusCity }: Props) {
  const { now, move, fly } = hold;
  const [hovered, setHovered] = useState<string | null>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const clicked = useRef<string | null>(null);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);

  const at = (event: { clientX: number; clientY: number }) => {
    const edge = box.current?.getBoundingClientRect();
    return { x: event.clientX - (edge?.left ?? 0), y: event.clientY - (edge?.top ?? 0) };
  };
  const houseAt = (point: { x: number; y: number }) => {
    const x = now.current.x + point.x / now.current.k;
    const y = now.current.y + point.y / now.current.k;
    return city.nodes.find((node) => inside(outline(node), x, y));
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
      const house = houseAt(point);
      setHovered(house?.name ?? null);
      const road = house ? undefined : (event.target as Element).getAttribute?.("data-road");
      setPointed(house ? { name: house.name, ...point } : road ? { road, ...point } : null);
    },
    onPointerUp: (event: PointerEvent) => {
      const dragged = drag.current?.moved;
      drag.current = null;
      if (dragged) move(now.current);
      if (dragged || event.button !== 0 || (event.target as Element).closest("button")) return;
      const house = houseAt(at(event))?.name ?? null;
      clicked.current = house;
      onChoose(house);
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
      const house = houseAt(point);
      if (house) return onFocusCity(house.name);
      // Into the district: as near as lets one read names, around the point.
      const y = now.current.y + point.y / now.current.k;
      if (city.districts.some((district) => y >= district.y && y <= district.y + district.height)) fly(zoom(now.current, Math.max(1.6, 0.72 / now.current.k), point, furthest));
    },
  };
  return { handlers, hovered, pointed, clicked };
}
