import { useEffect, useState } from "react";

import { age, seconds } from "../numbers";
import type { MapState } from "../useMap";
import type { Words } from "../words";

interface Props {
  state: MapState;
  /** Whether the scheduler answers; the page shows nothing of it but what it moves. */
  scheduler: boolean;
  language: string;
  words: Words;
}

/** Lines over the map when something is away, in the reader's words: what it is, what is shown meanwhile, what to do. */
export function Notice({ state, scheduler, language, words }: Props) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const { failure, map } = state;
  // Without a picture the page itself says why.
  if (!map) return null;
  if (failure) {
    const lost = words.lost(state.readAt ? age(Math.round((now - state.readAt) / 1000), language) : null);
    const text = failure.status === 401 ? words.unauthorised : failure.status === 403 ? words.forbidden : [failure.message, lost].filter(Boolean).join(" ");
    return <div className="notice bad" role="alert">{text}</div>;
  }
  const lines = Object.entries(map.stale ?? {}).filter(([, stale]) => stale).map(([peer]) => {
    const secs = seconds(map.ages?.[peer]);
    return words.stale(peer, secs === null ? null : age(secs, language));
  });
  if (state.versionsetAway) lines.push(words.versionsetAway);
  if (!scheduler) lines.push(words.schedulerAway);
  if (lines.length === 0) return null;
  return (
    <div className="notice" role="status">
      {lines.map((line) => <p key={line}>{line}</p>)}
      <p className="then">{words.whatRuns}</p>
    </div>
  );
}
