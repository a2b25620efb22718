// The timeline's arithmetic: which stretch of time it shows, and what a drag on it means. Pure.
import { LONGEST } from "../address";
import type { Stretch, TrafficStep } from "../api";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How much time it shows around a window of this length, and in what steps: the map counts hours and days apart. */
const SCALES = [
  { upTo: 6 * HOUR, span: 12 * HOUR, step: 5 * MINUTE },
  { upTo: 2 * DAY, span: 14 * DAY, step: 3 * HOUR },
  { upTo: Infinity, span: 120 * DAY, step: DAY },
] as const;

export const scale = (minutes: number) => SCALES.find((each) => minutes * MINUTE <= each.upTo) ?? SCALES[2];

/** So many steps it has at most. */
export const points = (minutes: number) => scale(minutes).span / scale(minutes).step;

/** Time that ends now, or that has the shown window in it. */
export function range(now: number, until: number | null, minutes: number): Stretch {
  const { span, step } = scale(minutes);
  const end = until !== null && until - minutes * MINUTE < now - span ? Math.min(now, until + span / 2) : now;
  const to = Math.ceil(end / step) * step;
  return { from: to - span, to };
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
  const minutes = Math.min(LONGEST, Math.max(1, Math.round((end - Math.min(from, end - MINUTE)) / MINUTE)));
  return { minutes, until: end >= now - 2 * MINUTE ? null : end };
}

export type Grip = "move" | "from" | "to" | "new";

/** What is taken hold of at x: an edge of the window, the window, or free ground to draw a new one. */
export function grip(x: number, left: number, right: number, reach = 6): Grip {
  if (Math.abs(x - left) <= reach) return "from";
  if (Math.abs(x - right) <= reach && x <= right + reach) return "to";
  return x > left && x < right ? "move" : "new";
}
