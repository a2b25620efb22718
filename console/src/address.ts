import { useEffect, useRef, useState } from "react";

import type { Operation, Stretch } from "./api";

/** What the address bar holds, so that every view has a URL that can be sent to a colleague. */
export interface Address {
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

export function parse(search: string): Address {
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

export function queryOf(address: Address): string {
  const query = new URLSearchParams();
  if (address.service) query.set("service", address.service);
  if (address.hops) query.set("hops", String(address.hops));
  if (address.minutes !== 60) query.set("minutes", String(address.minutes));
  if (address.until !== null) query.set("until", stamp(address.until));
  if (address.against !== null) query.set("against", stamp(address.against));
  if (address.view !== "map") query.set("view", address.view);
  for (const each of address.trial) query.append("try", written(each));
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
  const edge = `${operation.op}:${operation.from}>${operation.to}`;
  if (operation.op === "invert") return `${edge}:${operation.topic}`;
  if (operation.op === "extract") return `${edge}:${operation.service}`;
  const kind = operation.kind ? `${edge}:${operation.kind}` : edge;
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
  const edge = { from, to, ...(kind === "sync" || kind === "async" ? { kind: kind as "sync" | "async" } : {}) };
  if (op === "cut") return { op, ...edge };
  return { op: "connect", ...edge, ...(rate && Number(rate) >= 0 ? { rate: Number(rate) } : {}) };
}

export function stretchOf(address: Address, now: number): Stretch {
  const to = address.until ?? now;
  return { from: to - address.minutes * 60_000, to, usual: address.until === null && address.minutes === 60 };
}

/** The address and a function to go to another; steps of a drag replace each other in the browser's history. */
export function useAddress(): [Address, (change: Partial<Address>, replace?: boolean) => void] {
  const [address, setAddress] = useState(() => parse(location.search));
  useEffect(() => {
    const back = () => setAddress(parse(location.search));
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  const latest = useRef(address);
  latest.current = address;
  const go = (change: Partial<Address>, replace = false) => {
    const next = { ...latest.current, ...change };
    if (queryOf(next) === queryOf(latest.current)) return;
    if (replace) history.replaceState(null, "", queryOf(next));
    else history.pushState(null, "", queryOf(next));
    latest.current = next;
    setAddress(next);
  };
  return [address, go];
}
