import { useEffect, useMemo, useState } from "react";

import { stretchOf, written } from "./address";
import type { Address } from "./address";
import { askWhatIf, isAway, LIVE, readCycles, readDrift, ReadFailure, readMap, readOperations, readRevision, readRevisions, readTraffic } from "./api";
import type { Cycle, DependencyMap, Finding, Operation, Revision, Stretch, Traffic, WhatIf } from "./api";

export interface MapState {
  map: DependencyMap | null;
  cycles: Cycle[];
  revision: Revision | null;
  /** Set while reads fail; the picture stays. */
  failure: ReadFailure | null;
  /** Whether the revision is an old one because versionset-service is away. */
  versionsetAway: boolean;
  /** When the map was last read, in milliseconds since the epoch. */
  readAt: number;
  /** Which stretch of time the picture is of; another one is on its way while they differ. */
  shown: string;
}

const PERIOD = 3000;
const SETTLE = 120;
const LARGE = 2000;

const keyOf = (address: Address) => `${address.minutes} ${address.until ?? "live"}`;

/** Calls again and again, each time a while after the last answer; a page that nobody sees asks for nothing. */
function repeat(work: (signal: AbortSignal) => Promise<number | null>, first = 0): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const round = async () => {
    if (document.hidden) {
      document.addEventListener("visibilitychange", round, { once: true, signal: stop.signal });
      return;
    }
    const pause = await work(stop.signal).catch(() => PERIOD);
    if (!stop.signal.aborted && pause !== null) timer = setTimeout(round, pause);
  };
  if (first > 0) timer = setTimeout(round, first);
  else void round();
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}

/** Reads the map every few seconds and keeps the last picture when a read fails. The past is read once. */
export function useMap(address: Address): MapState {
  const [state, setState] = useState<MapState>({ map: null, cycles: [], revision: null, versionsetAway: false, failure: null, readAt: 0, shown: "" });
  const key = keyOf(address);
  useEffect(
    () =>
      repeat(async (signal) => {
        const begun = performance.now();
        const stretch = stretchOf(address, Date.now());
        try {
          // The revision is a courtesy: a versionset-service that is away must not hide the map.
          const [map, cycles, revision] = await Promise.all([readMap(stretch, signal), readCycles(stretch, signal), readRevision(signal).catch((failure: unknown) => failure as Error)]);
          const lost = revision instanceof Error;
          setState((last) => ({ map, cycles, revision: lost ? last.revision : revision, versionsetAway: lost && isAway(revision), failure: null, readAt: Date.now(), shown: key }));
          // A large map takes its time to make and to draw: a tenth of the time at most goes into it.
          const period = map.edges.length > LARGE ? 3 * PERIOD : PERIOD;
          return address.until === null ? Math.max(period, 10 * (performance.now() - begun)) : null;
        } catch (failure) {
          if (!signal.aborted) setState((last) => ({ ...last, failure: failure instanceof ReadFailure ? failure : new ReadFailure(0, "") }));
          return PERIOD;
        }
      }, state.map ? SETTLE : 0),
    [key],
  );
  return state;
}

/** The map of the earlier stretch that the shown one is compared with. */
export function useEarlier(address: Address): DependencyMap | null {
  const [earlier, setEarlier] = useState<DependencyMap | null>(null);
  const { against, minutes } = address;
  useEffect(() => {
    if (against === null) return setEarlier(null);
    return repeat(async (signal) => {
      setEarlier(await readMap({ from: against - minutes * 60_000, to: against }, signal));
      return null;
    }, SETTLE);
  }, [against, minutes]);
  return earlier;
}

/** The map with the tried changes, and why there is none where the map cannot tell. */
export function useTrial(address: Address): { tried: WhatIf | null; failure: ReadFailure | null } {
  const [state, setState] = useState<{ tried: WhatIf | null; failure: ReadFailure | null }>({ tried: null, failure: null });
  const key = address.trial.map(written).join(" ") && `${address.trial.map(written).join(" ")} ${keyOf(address)}`;
  useEffect(() => {
    if (!key) return setState({ tried: null, failure: null });
    const operations: Operation[] = address.trial;
    return repeat(async (signal) => {
      try {
        const tried = await askWhatIf(operations, stretchOf(address, Date.now()), signal);
        setState({ tried, failure: null });
      } catch (failure) {
        if (!signal.aborted) setState({ tried: null, failure: failure instanceof ReadFailure ? failure : new ReadFailure(0, "") });
      }
      return null;
    });
  }, [key]);
  return state;
}

/** Traffic in equal steps, read anew every half minute; null until there is an answer, and where the map has none. */
export function useTraffic(stretch: Stretch, points: number, service: string | null): Traffic | null {
  const [traffic, setTraffic] = useState<{ of: string | null; traffic: Traffic | null }>({ of: null, traffic: null });
  const minute = 60_000;
  const key = `${Math.floor(stretch.from / minute)} ${Math.floor(stretch.to / minute)} ${points} ${service}`;
  useEffect(
    () =>
      repeat(async (signal) => {
        const read = await readTraffic(stretch, points, service, signal);
        setTraffic({ of: service, traffic: read });
        return null;
      }, SETTLE),
    [key],
  );
  return traffic.of === service ? traffic.traffic : null;
}

/** What the page shows beside the map and seldom changes. */
export function useRarely<T>(read: (signal: AbortSignal) => Promise<T>, empty: T, key = ""): T {
  const [value, setValue] = useState(empty);
  useEffect(
    () =>
      repeat(async (signal) => {
        setValue(await read(signal));
        return 15_000;
      }),
    [key],
  );
  return value;
}

/** False while the scheduler is away; that it refuses this reader is an answer. */
export const useScheduler = (): boolean => useRarely((signal) => readOperations(signal).then(() => true, (failure: unknown) => !isAway(failure)), true);
export const useRevisions = (): Revision[] => useRarely(readRevisions, []);
export const useDrift = (address: Address): Finding[] => useRarely((signal) => readDrift(stretchOf(address, Date.now()), signal), [], keyOf(address));

/** Rates of the last seconds by name of the node, while the map is live; null where there is no such stream. */
export function useLive(on: boolean): ReadonlyMap<string, number> | null {
  const [rates, setRates] = useState<ReadonlyMap<string, number> | null>(null);
  useEffect(() => {
    if (!on) return setRates(null);
    const source = new EventSource(LIVE);
    source.addEventListener("rates", (event) => {
      if (document.hidden) return;
      const { nodes } = JSON.parse((event as MessageEvent<string>).data) as { nodes: { name: string; rate: number }[] };
      setRates(new Map(nodes.map((node) => [node.name, node.rate])));
    });
    const silent = () => setRates(null);
    source.addEventListener("away", silent);
    source.addEventListener("error", silent);
    return () => source.close();
  }, [on]);
  return rates;
}

/** The time, to the minute: what reads a stretch that ends now need not do so more often. */
export function useMinute(): number {
  const minute = () => Math.floor(Date.now() / 60_000) * 60_000;
  const [now, setNow] = useState(minute);
  useEffect(() => {
    const timer = setInterval(() => setNow(minute()), 5000);
    return () => clearInterval(timer);
  }, []);
  return useMemo(() => now, [now]);
}
