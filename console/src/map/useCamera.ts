import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { RefObject } from "react";

import { between, fit, shifted } from "./camera";
import type { Camera, Size } from "./camera";
import type { Frame } from "./geometry";

const FLIGHT = 260;
/** After a move the picture is drawn anew when the camera rests so long, longer while the hand still holds the map. */
const REST = 140;
const HELD_REST = 450;
/** Sooner where the picture that is moved shows too little of what should be seen. */
const MOST_ZOOM = 1.8;
const MOST_SHIFT = 0.7;
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The size of an element, kept true while it changes. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return;
    const measure = () => setSize((last) => (last.width === box.clientWidth && last.height === box.clientHeight ? last : { width: box.clientWidth, height: box.clientHeight }));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    return () => watch.disconnect();
  }, [element]);
  return size;
}

export interface Hold {
  /** From where the picture is drawn. */
  camera: Camera;
  /** From where one looks just now: while it moves, the picture is shifted and not drawn anew. */
  now: RefObject<Camera>;
  listen: (listener: () => void) => () => void;
  move: (camera: Camera, held?: boolean) => void;
  fly: (camera: Camera) => void;
  home: () => void;
}

/**
 * Where one looks from; without a place of its own the camera keeps all of the frame in view. A move only shifts and
 * scales the stage, which the compositor does; React and WebGL draw again when the camera rests.
 */
export function useCamera(frame: Frame, size: Size, stage: RefObject<HTMLElement | null>): Hold {
  const [own, setOwn] = useState<Camera | null>(null);
  // The same object until it is another place: who draws after it would draw again.
  const fitted = useMemo(() => fit(frame, size), [frame, size]);
  const camera = own ?? fitted;
  const now = useRef(camera);
  const drawn = useRef({ camera, size });
  const flight = useRef(0);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const listeners = useRef(new Set<() => void>());

  const show = useCallback((to: Camera) => {
    now.current = to;
    const element = stage.current;
    if (element) {
      const { x, y, k } = shifted(drawn.current.camera, to);
      element.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
      element.parentElement?.classList.add("moving");
    }
    for (const listener of listeners.current) listener();
  }, [stage]);
  useLayoutEffect(() => {
    drawn.current = { camera, size };
    now.current = camera;
    if (stage.current) stage.current.style.transform = "";
    stage.current?.parentElement?.classList.remove("moving");
    for (const listener of listeners.current) listener();
  }, [camera, size, stage]);

  const move = useCallback((to: Camera, held = false) => {
    cancelAnimationFrame(flight.current);
    clearTimeout(rest.current);
    show(to);
    const { x, y, k } = shifted(drawn.current.camera, to);
    const { width, height } = drawn.current.size;
    const far = Math.abs(Math.log(k)) > Math.log(MOST_ZOOM) || Math.abs(x) > width * MOST_SHIFT * Math.max(1, k) || Math.abs(y) > height * MOST_SHIFT * Math.max(1, k);
    if (far) setOwn(to);
    else rest.current = setTimeout(() => setOwn(to), held ? HELD_REST : REST);
  }, [show]);
  const flyTo = useCallback((target: Camera, end: Camera | null) => {
    cancelAnimationFrame(flight.current);
    clearTimeout(rest.current);
    const from = now.current;
    const begun = performance.now();
    if (still()) return setOwn(end);
    const step = (time: number) => {
      const share = Math.min(1, (time - begun) / FLIGHT);
      if (share >= 1) return setOwn(end);
      show(between(from, target, 1 - Math.pow(1 - Math.max(0, share), 3)));
      flight.current = requestAnimationFrame(step);
    };
    flight.current = requestAnimationFrame(step);
  }, [show]);
  useEffect(
    () => () => {
      cancelAnimationFrame(flight.current);
      clearTimeout(rest.current);
    },
    [],
  );
  const listen = useCallback((listener: () => void) => {
    listeners.current.add(listener);
    return () => listeners.current.delete(listener);
  }, []);
  return { camera, now, listen, move, fly: (to) => flyTo(to, to), home: () => flyTo(fitted, null) };
}

/** The camera at each step of a move, for the few things that stay at an edge of the view. */
export const useMoving = ({ now, listen }: Hold): Camera => useSyncExternalStore(listen, () => now.current);
