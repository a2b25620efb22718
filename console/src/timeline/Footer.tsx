import type { Revision, Traffic } from "../api";
import { WINDOWS } from "../place";
import type { Place } from "../place";
import type { Words } from "../words";
import { Timeline } from "./Timeline";

interface Props {
  place: Place;
  now: number;
  traffic: Traffic | null;
  revisions: readonly Revision[];
  language: string;
  words: Words;
  onGo: (change: Partial<Place>, replace?: boolean) => void;
}

/** Which stretch of time is shown: its length, where it lies, and whether another one is beside it. */
export function Footer({ place, now, traffic, revisions, language, words, onGo }: Props) {
  const windows = [...new Set([...WINDOWS, place.minutes])].sort((a, b) => a - b);
  const earlier = (place.until ?? now) - Math.max(place.minutes * 60_000, 3_600_000);
  return (
    <footer className="footer">
      <select aria-label={words.window} value={place.minutes} onChange={(event) => onGo({ minutes: Number(event.target.value) })}>
        {windows.map((minutes) => <option key={minutes} value={minutes}>{words.minutes(minutes)}</option>)}
      </select>
      <Timeline place={place} now={now} traffic={traffic} revisions={revisions} language={language} words={words} onGo={onGo} />
      <div className="modes">
        <div>
          <button className="plain" aria-pressed={place.until === null} onClick={() => onGo({ until: null })}>{words.toLive}</button>
          <button className="plain" aria-pressed={place.against !== null} onClick={() => onGo({ against: place.against === null ? earlier : null, trial: [] })}>{words.compare}</button>
        </div>
        <span className="legend">{words.legend}</span>
        <span className="legend">{words.legendTiers}</span>
      </div>
    </footer>
  );
}
