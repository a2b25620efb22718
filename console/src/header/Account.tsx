import { useEffect, useRef, useState } from "react";

import { endSession, readSessions, signOut } from "../api";
import type { SessionPage } from "../api";
import { clock } from "../numbers";
import type { Words } from "../words";

/** Who is logged in: one's own sessions, an admin's view of all, and the way out. */
export function Account({ language, words }: { language: string; words: Words }) {
  const [open, setOpen] = useState(false);
  const [page, setPage] = useState<SessionPage | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const attempt = (work: Promise<unknown>) => work.then(() => setFailure(null)).catch((why: Error) => setFailure(why.message || words.sessionsAway));
  const load = (signal?: AbortSignal) => attempt(readSessions(signal).then(setPage));
  const close = () => { setOpen(false); button.current?.focus(); };

  useEffect(() => {
    if (!open) return;
    const reading = new AbortController();
    void readSessions(reading.signal).then((read) => { setPage(read); setFailure(null); })
      .catch((why: Error) => { if (!reading.signal.aborted) setFailure(why.message || words.sessionsAway); });
    const elsewhere = (event: PointerEvent) => { if (!box.current?.contains(event.target as Node)) setOpen(false); };
    addEventListener("pointerdown", elsewhere);
    return () => { reading.abort(); removeEventListener("pointerdown", elsewhere); };
  }, [open, words]);

  return (
    <div className="account" ref={box} onKeyDown={(event) => { if (open && event.key === "Escape") { event.stopPropagation(); close(); } }}>
      <button className="plain opener" ref={button} aria-expanded={open} aria-controls={open ? "sessions" : undefined} onClick={() => setOpen(!open)}>{words.sessions}</button>
      {open && (
        <section className="sessions" id="sessions" aria-label={words.sessions}>
          {failure && <p role="alert">{failure}</p>}
          {page && (
            <ul>
              {page.items.map((session) => (
                <li key={session.id}>
                  <div>
                    <b>{session.subject}</b> <span>{session.role}</span>
                    {session.current && <span className="here">{words.thisBrowser}</span>}
                    <p title={session.userAgent ?? undefined}>{[browser(session.userAgent), session.address, words.since(clock(session.createdAt, language))].filter(Boolean).join(" · ")}</p>
                  </div>
                  {!session.current && <button className="plain" aria-label={words.endOf(session.subject)} onClick={() => void attempt(endSession(session.id)).then(() => load())}>{words.end}</button>}
                </li>
              ))}
              {page.nextCursor && <li><p>{words.moreSessions}</p></li>}
            </ul>
          )}
          <button className="out" onClick={() => void attempt(signOut().then(() => location.assign("/")))}>{words.signOut}</button>
        </section>
      )}
    </div>
  );
}

/** The browser's name, out of what it says of itself: the others' names stand before its own. */
function browser(agent: string | null | undefined): string {
  const [, name] = /(Edg|OPR|Firefox|Chrome|Safari)\/[\d.]+(?!.*(?:Edg|OPR|Firefox|Chrome)\/)/.exec(agent ?? "") ?? [];
  return name === "Edg" ? "Edge" : name === "OPR" ? "Opera" : name ?? "";
}
