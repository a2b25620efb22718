import { WINDOWS } from "../address";
import type { Address } from "../address";
import type { Revision, Traffic } from "../api";
import type { Words } from "../words";
import { Timeline } from "./Timeline";

interface Props {
  address: Address;
  now: number;
  traffic: Traffic | null;
  revisions: readonly Revision[];
  language: string;
  words: Words;
  onGo: (change: Partial<Address>, replace?: boolean) => void;
}

/** Which stretch of time is shown: its length, where it lies, and whether another one is beside it. */
export function Footer({ address, now, traffic, revisions, language, words, onGo }: Props) {
  const windows = [...new Set([...WINDOWS, address.minutes])].sort((a, b) => a - b);
  const earlier = (address.until ?? now) - Math.max(address.minutes * 60_000, 3_600_000);
  return (
    <footer className="footer">
      <select aria-label={words.window} value={address.minutes} onChange={(event) => onGo({ minutes: Number(event.target.value) })}>
        {windows.map((minutes) => <option key={minutes} value={minutes}>{words.minutes(minutes)}</option>)}
      </select>
      <Timeline address={address} now={now} traffic={traffic} revisions={revisions} language={language} words={words} onGo={onGo} />
      <div className="modes">
        <div>
          <button className="plain" aria-pressed={address.until === null} onClick={() => onGo({ until: null })}>{words.toLive}</button>
          <button className="plain" aria-pressed={address.against !== null} onClick={() => onGo({ against: address.against === null ? earlier : null, trial: [] })}>{words.compare}</button>
        </div>
        <span className="legend">{words.legend}</span>
        <span className="legend">{words.legendTiers}</span>
      </div>
    </footer>
  );
}
