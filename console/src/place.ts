import { useEffect, useRef, useState } from "react";

import type { Operation, Stretch } from "./api";

/** What the address bar holds, so that every view has a URL that can be sent to a colleague. */
export interface Place {
  service: string | null;
  hops: number | null;
  /** Length of the stretch of time that is shown. */
  minutes: number;
  /** Its end; null is now, and stays now. */
  until: number | null;
  /** The end of an earlier stretch of the same length to compare with. */
  against: number | null;
  view: "map" | "table";
  /** A what-if: what is changed on the map that is shown. */
  trial: Operation[];
}

export const WINDOWS = [5, 15, 60, 360, 1440, 10080];
/** Ninety days. */
export const LONGEST = 129_600;

export function parse(search: string): Place {
  const query = new URLSearchParams(search);
  const hops = Number(query.get("hops"));
  const minutes = Math.round(Number(query.get("minutes")));
  return {
    service: query.get("service"),
    hops: hops >= 1 && hops <= 3 ? Math.floor(hops) : null,
    minutes: minutes >= 1 && minutes <= LONGEST ? minutes : 60,
    until: time(query.get("until")),
    against: time(query.get("against")),
    view: query.get("view") === "table" ? "table" : "map",
    trial: query.getAll("try").flatMap((text) => operation(text) ?? []),
  };
}

export function address(place: Place): string {
  const query = new URLSearchParams();
  if (place.service) query.set("service", place.service);
  if (place.hops) query.set("hops", String(place.hops));
  if (place.minutes !== 60) query.set("minutes", String(place.minutes));
  if (place.until !== null) query.set("until", stamp(place.until));
  if (place.against !== null) query.set("against", stamp(place.against));
  if (place.view !== "map") query.set("view", place.view);
  for (const each of place.trial) query.append("try", written(each));
  const text = query.toString();
  return text ? `?${text}` : location.pathname;
}

function time(text: string | null): number | null {
  const value = text ? Date.parse(text) : NaN;
  return Number.isNaN(value) ? null : value;
}

const stamp = (at: number) => new Date(at).toISOString().replace(/:\d\d\.\d+Z$/, "Z");

/** An operation as it stands in an address: `cut:inventory>order`, `invert:inventory>order:order.changed`, `connect:jobs>reader:async:0.5`. */
export function written(operation: Operation): string {
  if (operation.op === "addService") return `addService:${operation.name}`;
  const road = `${operation.op}:${operation.from}>${operation.to}`;
  if (operation.op === "invert") return `${road}:${operation.topic}`;
  if (operation.op === "extract") return `${road}:${operation.service}`;
  const kind = operation.kind ? `${road}:${operation.kind}` : road;
  return operation.op === "connect" && operation.kind && operation.rate !== undefined ? `${kind}:${operation.rate}` : kind;
}

function operation(text: string): Operation | null {
  const added = /^addService:([^:>]+)$/.exec(text)?.[1];
  if (added) return { op: "addService", name: added };
  const [, op, from, to, name] = /^(cut|invert|extract|connect):([^>]+)>([^:]+)(?::(.+))?$/.exec(text) ?? [];
  if (!from || !to) return null;
  if (op === "invert") return name ? { op, from, to, topic: name } : null;
  if (op === "extract") return name ? { op, from, to, service: name } : null;
  const [kind, rate] = (name ?? "").split(":");
  const road = { from, to, ...(kind === "sync" || kind === "async" ? { kind: kind as "sync" | "async" } : {}) };
  if (op === "cut") return { op, ...road };
  return { op: "connect", ...road, ...(rate && Number(rate) >= 0 ? { rate: Number(rate) } : {}) };
}

export function stretchOf(place: Place, now: number): Stretch {
  const to = place.until ?? now;
  return { from: to - place.minutes * 60_000, to, usual: place.until === null && place.minutes === 60 };
}

/** The place and the way to another; steps of a drag replace each other in the browser's history. */
export function usePlace(): [Place, (change: Partial<Place>, replace?: boolean) => void] {
  const [place, setPlace] = useState(() => parse(location.search));
  useEffect(() => {
    const back = () => setPlace(parse(location.search));
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  const latest = useRef(place);
  latest.current = place;
  const go = (change: Partial<Place>, replace = false) => {
    const next = { ...latest.current, ...change };
    if (address(next) === address(latest.current)) return;
    if (replace) history.replaceState(null, "", address(next));
    else history.pushState(null, "", address(next));
    latest.current = next;
    setPlace(next);
  };
  return [place, go];
}
