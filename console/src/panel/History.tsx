import { useEffect, useState } from "react";

import { readHistory } from "../api";
import type { Revision, Transition } from "../api";
import { clock } from "../numbers";
import type { Words } from "../words";

/** One line of time of what changed: the manifests and what the service did. */
export function History({ service, revisions, words, language }: { service: string; revisions: readonly Revision[]; words: Words; language: string }) {
  const [history, setHistory] = useState<Transition[] | "away" | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    setHistory(null);
    const load = () => readHistory(service, stop.signal).then(setHistory, () => stop.signal.aborted || setHistory("away"));
    void load();
    const timer = setInterval(load, 5000);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [service]);
  const events = [
    ...(Array.isArray(history) ? history.map((change) => ({ key: `t${change.seq}`, at: change.at, text: change.from ? `${change.from} → ${change.to}` : change.to, why: change.reason })) : []),
    ...revisions.flatMap((revision) => (revision.createdAt ? [{ key: `r${revision.number}`, at: revision.createdAt, text: words.revisionCame(revision.number, revision.status), why: null }] : [])),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <>
      <h3>{words.history}</h3>
      {history === "away" && <p className="quiet">{words.historyAway}</p>}
      {Array.isArray(history) && events.length === 0 && <p className="quiet">{words.noHistory}</p>}
      <ul>
        {events.slice(0, 10).map((event) => (
          <li className="event" key={event.key} title={event.why ?? undefined}>
            <time dateTime={event.at}>{clock(event.at, language, true)}</time>
            <span>{event.text}{event.why ? <small> {event.why}</small> : null}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
