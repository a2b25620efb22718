import { describe, expect, it } from "vitest";

import { bars, chosen, grip, points, range } from "./scale";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = 1008 * HOUR;

describe("the timeline", () => {
  it("shows the last twelve hours, or twelve around an older time", () => {
    expect(range(now, null, 60)).toEqual({ from: now - 12 * HOUR, to: now });
    expect(range(now, now - 2 * HOUR, 60).to).toBe(now);
    const old = range(now, now - 40 * HOUR, 60);
    expect(old.from).toBeLessThan(now - 41 * HOUR);
    expect(old.to).toBeGreaterThan(now - 40 * HOUR);
  });

  it("shows days around a window of hours or days, in steps that the map has", () => {
    expect(range(now, null, 1440)).toEqual({ from: now - 14 * DAY, to: now });
    expect(range(now, null, 10_080)).toEqual({ from: now - 120 * DAY, to: now });
    expect([60, 1440, 10_080].map(points)).toEqual([144, 112, 120]);
    const old = range(now, now - 20 * DAY, 1440);
    expect(old.from).toBeLessThan(now - 21 * DAY);
    expect(old.to).toBeGreaterThan(now - 20 * DAY);
  });

  it("is live where a drag ends now, and asks for nothing of the future", () => {
    expect(chosen(now - HOUR, now + HOUR, now)).toEqual({ minutes: 60, until: null });
    expect(chosen(now - 3 * HOUR, now - 2 * HOUR, now)).toEqual({ minutes: 60, until: now - 2 * HOUR });
  });

  it("never shows less than a minute nor more than ninety days", () => {
    expect(chosen(now - HOUR, now - HOUR, now).minutes).toBe(1);
    expect(chosen(now - 100 * DAY, now, now).minutes).toBe(129_600);
  });

  it("takes hold of the edges, of the window and of free backdrop", () => {
    expect([98, 150, 203, 20].map((x) => grip(x, 100, 200))).toEqual(["from", "move", "to", "new"]);
  });

  it("draws the busiest step at full height, and nothing at all of none", () => {
    const step = (calls: number) => ({ at: "2026-11-20T09:30:00Z", calls, rate: 0, errors: 0, errorShare: 0 });
    expect(bars([step(5), step(10)]).map((bar) => bar.height)).toEqual([0.5, 1]);
    expect(bars([step(0)])[0]?.height).toBe(0);
  });
});
