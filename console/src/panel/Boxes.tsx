import type { Operation, ReadFailure, WhatIf } from "../api";
import { changes } from "../map/overlay";
import type { Overlay } from "../map/overlay";
import { growth, rate } from "../numbers";
import { written } from "../place";
import type { Words } from "../words";

/** What a tried change does to the city, on top of the panel until one leaves it. */
export function TrialBox({ tried, failure, operations, words, onLeave }: { tried: WhatIf | null; failure: ReadFailure | null; operations: readonly Operation[]; words: Words; onLeave: () => void }) {
  return (
    <section className="tried" role="status">
      <h2>{words.whatIf}</h2>
      <ul>{operations.map((operation) => <li key={written(operation)}>{words.operation(operation)}</li>)}</ul>
      {failure && <p className="bad">{failure.message || words.noTrial}</p>}
      {!failure && !tried && <p>{words.working}</p>}
      {tried && <p><b>{words.outcome(tried.before, tried.after)}</b></p>}
      <button className="try" onClick={onLeave}>{words.leaveTrial}</button>
    </section>
  );
}

/** What is different between two times, on top of the panel while they are compared. */
export function CompareBox({ overlay, times, language, words, onChoose, onLeave }: { overlay: Overlay | null; times: string; language: string; words: Words; onChoose: (service: string) => void; onLeave: () => void }) {
  const marked = (mark: "added" | "removed") => [...(overlay?.roads ?? [])].filter(([, each]) => each === mark).map(([road]) => road);
  const changed = overlay ? changes(overlay) : [];
  const list = (title: string, roads: string[]) =>
    roads.length > 0 && (
      <>
        <h3>{title}</h3>
        <ul>
          {roads.slice(0, 8).map((road) => <li key={road}><button onClick={() => onChoose(road.split("→")[0] ?? road)}>{road.replace("→", " → ")}</button></li>)}
          {roads.length > 8 && <li><span>{words.more(roads.length - 8)}</span></li>}
        </ul>
      </>
    );
  return (
    <section className="compared">
      <h2>{words.compared}</h2>
      <p className="quiet">{times}</p>
      {!overlay && <p>{words.working}</p>}
      {overlay && marked("added").length + marked("removed").length + changed.length === 0 && <p>{words.nothingChanged}</p>}
      {list(words.roadsAdded(marked("added").length), marked("added"))}
      {list(words.roadsRemoved(marked("removed").length), marked("removed"))}
      {changed.length > 0 && (
        <>
          <h3>{words.ratesChanged}</h3>
          <ul>
            {changed.slice(0, 6).map(({ road, before, after }) => (
              <li key={`${road.from}→${road.to}`}>
                <button onClick={() => onChoose(road.to)}>{road.from} → {road.to}</button>
                <span>{rate(before, language)} → {rate(after, language)} {growth(before, after, language)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <button className="try" onClick={onLeave}>{words.leaveCompare}</button>
    </section>
  );
}
