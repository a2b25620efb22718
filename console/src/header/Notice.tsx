import { useEffect, useState } from "react";

import { age, seconds } from "../numbers";
import type { CityState } from "../useCity";
import type { Words } from "../words";

/** One line over the map when something is away, in the reader's words: what it is and what to do. */
export function Notice({ state, language, words }: { state: CityState; language: string; words: Words }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const { failure, city } = state;
  if (failure) {
    const lost = words.lost(state.readAt ? age(Math.round((now - state.readAt) / 1000), language) : null);
    const text = failure.status === 401 ? words.unauthorised : failure.status === 403 ? words.forbidden : [failure.message, lost].filter(Boolean).join(" ");
    return <div className="notice bad" role="alert">{text}</div>;
  }
  const stale = Object.entries(city?.stale ?? {}).filter(([, isStale]) => isStale).map(([peer]) => peer);
  if (stale.length === 0) return null;
  const secs = seconds(city?.ages?.[stale[0] ?? ""]);
  return <div className="notice" role="status">{words.stale(stale.join(", "), secs === null ? null : age(secs, language))}</div>;
}
