import { useEffect, useState } from "react";

import type { CityState } from "../useCity";
import type { Words } from "../words";

/** One line over the map when something is away, in the reader's words: what it is and what to do. */
export function Notice({ state, words }: { state: CityState; words: Words }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const { failure } = state;
  if (failure) {
    const text =
      failure.status === 401 ? words.unauthorised
      : failure.status === 403 ? words.forbidden
      : failure.message || words.lost(state.readAt ? `${Math.round((now - state.readAt) / 1000)} s` : "…");
    return <div className="notice bad" role="alert">{text}</div>;
  }
  const stale = Object.entries(state.city?.stale ?? {}).filter(([, isStale]) => isStale).map(([peer]) => peer);
  return stale.length > 0 ? <div className="notice" role="status">{words.stale(stale.join(", "))}</div> : null;
}
