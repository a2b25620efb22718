import { useEffect, useState } from "react";

import { ReadFailure, readCycles, readMap, readRevision } from "./api";
import type { CityMap, Cycle, Revision } from "./api";

export interface CityState {
  city: CityMap | null;
  cycles: Cycle[];
  revision: Revision | null;
  /** Set while reads fail; the picture stays. */
  failure: ReadFailure | null;
  /** When the map was last read, in milliseconds since the epoch. */
  readAt: number;
}

const PERIOD = 3000;

/** Reads the city every few seconds and keeps the last picture when a read fails. */
export function useCity(minutes: number): CityState {
  const [state, setState] = useState<CityState>({ city: null, cycles: [], revision: null, failure: null, readAt: 0 });
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        // The revision is a courtesy: a versionset-service that is away must not hide the map.
        const [city, cycles, revision] = await Promise.all([
          readMap(minutes, stop.signal),
          readCycles(stop.signal),
          readRevision(stop.signal).catch(() => undefined),
        ]);
        setState((last) => ({ city, cycles, revision: revision === undefined ? last.revision : revision, failure: null, readAt: Date.now() }));
      } catch (failure) {
        if (stop.signal.aborted) return;
        const known = failure instanceof ReadFailure ? failure : new ReadFailure(0, "");
        setState((last) => ({ ...last, failure: known }));
      }
      if (!stop.signal.aborted) timer = setTimeout(load, PERIOD);
    };
    void load();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [minutes]);
  return state;
}
