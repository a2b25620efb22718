// The timeline's arithmetic: which stretch of time it shows, and what a drag on it means. Pure.
import type { Stretch, TrafficStep } from "../api";

export const HOURS = 12;
export const STEP = 5 * 60_000;
export const POINTS = (HOURS * 3_600_000) / STEP;
const MINUTE = 60_000;
const SPAN = HOURS * 3_600_000;

/** Twelve hours that end now, or that have the shown time in them. */
export function range(now: number, until: number | null): Stretch {
  const end = until !== null && until < now - SPAN + 3_600_000 ? until + SPAN / 2 : now;
  const to = Math.ceil(end / STEP) * STEP;
  return { from: to - SPAN, to };
}

/** Bars from steps, as shares of the busiest one; steps are merged or spread where their number differs. */
export function bars(steps: readonly TrafficStep[]): { at: number; height: number; errorShare: number; calls: number }[] {
  const most = Math.max(1e-9, ...steps.map((step) => step.calls));
  return steps.map((step) => ({ at: Date.parse(step.at), height: step.calls / most, errorShare: step.errorShare, calls: step.calls }));
}

export interface Shown {
  minutes: number;
  until: number | null;
}

/** A stretch that is asked for by dragging: whole minutes, nothing of the future, and live where it ends now. */
export function chosen(from: number, to: number, now: number): Shown {
  const end = Math.min(now, Math.round(to / MINUTE) * MINUTE);
  const minutes = Math.min(1440, Math.max(1, Math.round((end - Math.min(from, end - MINUTE)) / MINUTE)));
  return { minutes, until: end >= now - 2 * MINUTE ? null : end };
}

export type Grip = "move" | "from" | "to" | "new";

/** What is taken hold of at x: an edge of the window, the window, or free ground to draw a new one. */
export function grip(x: number, left: number, right: number, reach = 6): Grip {
  if (Math.abs(x - left) <= reach) return "from";
  if (Math.abs(x - right) <= reach && x <= right + reach) return "to";
  return x > left && x < right ? "move" : "new";
}
