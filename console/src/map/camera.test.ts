import { describe, expect, it } from "vitest";

import { between, bringIn, CLOSEST, fit, pan, seen, zoom } from "./camera";

const size = { width: 1000, height: 700 };
const screen = (camera: { x: number; y: number; k: number }, x: number, y: number) => ({ x: (x - camera.x) * camera.k, y: (y - camera.y) * camera.k });

describe("the camera", () => {
  it("has all of a frame in view", () => {
    const camera = fit({ x: 50, y: -20, width: 4000, height: 900 }, size);
    const corner = screen(camera, 4050, 880);
    expect(screen(camera, 50, -20).x).toBeGreaterThanOrEqual(0);
    expect(corner.x).toBeLessThanOrEqual(size.width);
    expect(corner.y).toBeLessThanOrEqual(size.height);
  });

  it("zooms around the point that is pointed at", () => {
    const camera = { x: 10, y: 20, k: 0.5 };
    const near = zoom(camera, 1.5, { x: 300, y: 200 }, 0.1);
    expect(screen(near, camera.x + 600, camera.y + 400)).toEqual({ x: 300, y: 200 });
    expect(zoom(camera, 1000, { x: 0, y: 0 }, 0.1).k).toBe(CLOSEST);
    expect(zoom(camera, 0.001, { x: 0, y: 0 }, 0.1).k).toBe(0.1);
  });

  it("moves the backdrop with the pointer", () => {
    expect(pan({ x: 0, y: 0, k: 2 }, 10, -4)).toEqual({ x: -5, y: 2, k: 2 });
  });

  it("moves no further than it must to bring a node in, and not at all for one in view", () => {
    const camera = { x: 0, y: 0, k: 1 };
    expect(bringIn(camera, size, { x: 400, y: 300, width: 100, height: 40 })).toEqual(camera);
    const moved = bringIn(camera, size, { x: 1500, y: 300, width: 100, height: 40 });
    expect(moved.y).toBe(0);
    expect(seen(moved, size).x + size.width).toBe(1660);
  });

  it("begins and ends a flight where it should", () => {
    const from = { x: 0, y: 0, k: 0.2 };
    const to = { x: 500, y: 300, k: 1 };
    for (const [share, end] of [[0, from], [1, to]] as const) {
      const at = between(from, to, share);
      expect(at.x).toBeCloseTo(end.x);
      expect(at.y).toBeCloseTo(end.y);
      expect(at.k).toBeCloseTo(end.k);
    }
  });
});
