// Where one looks from: the upper left corner of the view in map units, and pixels per map unit. Pure.
import type { Frame } from "./geometry";

export interface Camera {
  x: number;
  y: number;
  k: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Room at the edges of the view: above for the signs of the columns, at the left for the name boards of the districts, below for the tools. */
const MARGIN = { top: 44, right: 24, bottom: 54, left: 108 };
export const CLOSEST = 2.5;

/** The whole frame in view, never larger than life and a quarter. */
export function fit(frame: Frame, size: Size, closest = 1.25): Camera {
  const width = Math.max(1, size.width - MARGIN.left - MARGIN.right);
  const height = Math.max(1, size.height - MARGIN.top - MARGIN.bottom);
  const k = Math.min(closest, width / frame.width, height / frame.height);
  return {
    k,
    x: frame.x - MARGIN.left / k - (width / k - frame.width) / 2,
    y: frame.y - MARGIN.top / k - Math.max(0, height / k - frame.height) / 6,
  };
}

/** Nearer or further, with the point of the screen staying where it is. */
export function zoom(camera: Camera, factor: number, at: { x: number; y: number }, furthest: number): Camera {
  const k = Math.min(CLOSEST, Math.max(furthest, camera.k * factor));
  return { k, x: camera.x + at.x / camera.k - at.x / k, y: camera.y + at.y / camera.k - at.y / k };
}

export const pan = (camera: Camera, dx: number, dy: number): Camera => ({ ...camera, x: camera.x - dx / camera.k, y: camera.y - dy / camera.k });

/** How a picture that was drawn from one camera has to be moved and scaled to be seen from another. */
export const shifted = (drawn: Camera, to: Camera): Camera => ({ x: (drawn.x - to.x) * to.k, y: (drawn.y - to.y) * to.k, k: to.k / drawn.k });

/** What is in view, in map units. */
export const seen = (camera: Camera, size: Size): Frame => ({ x: camera.x, y: camera.y, width: size.width / camera.k, height: size.height / camera.k });

/** The camera moved just so far that a frame is in view, with some room around it. */
export function bringIn(camera: Camera, size: Size, frame: Frame, room = 60): Camera {
  const view = seen(camera, size);
  const shift = (start: number, length: number, from: number, extent: number) =>
    from - room < start ? from - room - start : from + extent + room > start + length ? from + extent + room - start - length : 0;
  return { ...camera, x: camera.x + shift(view.x, view.width, frame.x, frame.width), y: camera.y + shift(view.y, view.height, frame.y, frame.height) };
}

/** A place between two cameras, zooming evenly. */
export function between(from: Camera, to: Camera, share: number): Camera {
  const k = from.k * Math.pow(to.k / from.k, share);
  const blend = Math.abs(to.k - from.k) < 1e-6 ? share : (1 / k - 1 / from.k) / (1 / to.k - 1 / from.k);
  return { k, x: from.x + (to.x - from.x) * blend, y: from.y + (to.y - from.y) * blend };
}

/** How much is said of a node: a block of colour, its name, its whole sign, or its instances too. */
export type Level = "block" | "name" | "card" | "close";

export const levelAt = (k: number): Level => (k < 0.34 ? "block" : k < 0.68 ? "name" : k < 1.5 ? "card" : "close");
