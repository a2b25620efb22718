import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { RefObject } from "react";

import { between, fit } from "./camera";
import type { Camera, Size } from "./camera";
import type { Frame } from "./geometry";

const FLIGHT = 260;
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

interface Hold {
  camera: Camera;
  /** Whether the whole frame is in view, so that it stays so when the frame or the window changes. */
  whole: boolean;
  move: (camera: Camera) => void;
  fly: (camera: Camera) => void;
  home: (instantly?: boolean) => void;
}

/** Where one looks from; without a place of its own the camera keeps all of the frame in view. */
export function useCamera(frame: Frame, size: Size): Hold {
  const [own, setOwn] = useState<Camera | null>(null);
  const flight = useRef(0);
  // The same object until it is another place: who draws after it would draw again.
  const fitted = useMemo(() => fit(frame, size), [frame, size]);
  const camera = own ?? fitted;
  const now = useRef(camera);
  now.current = camera;

  const move = useCallback((to: Camera) => {
    cancelAnimationFrame(flight.current);
    setOwn(to);
  }, []);
  const flyTo = useCallback((target: Camera, end: Camera | null) => {
    cancelAnimationFrame(flight.current);
    const from = now.current;
    const begun = performance.now();
    if (still()) return setOwn(end);
    const step = (time: number) => {
      const share = Math.min(1, (time - begun) / FLIGHT);
      const eased = 1 - Math.pow(1 - Math.max(0, share), 3);
      setOwn(share < 1 ? between(from, target, eased) : end);
      if (share < 1) flight.current = requestAnimationFrame(step);
    };
    flight.current = requestAnimationFrame(step);
  }, []);
  useEffect(() => () => cancelAnimationFrame(flight.current), []);
  return { camera, whole: own === null, move, fly: (to) => flyTo(to, to), home: (instantly) => (instantly ? move(fitted) : flyTo(fitted, null)) };
}
