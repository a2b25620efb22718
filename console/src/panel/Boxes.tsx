import { written } from "../address";
import type { Operation, ReadFailure, WhatIf } from "../api";
import { changes } from "../map/overlay";
import type { Overlay } from "../map/overlay";
import { growth, rate } from "../numbers";
import type { Words } from "../words";

/** What a tried change does to the map, on top of the panel until one leaves it. */
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
  const marked = (mark: "added" | "removed") => [...(overlay?.edges ?? [])].filter(([, each]) => each === mark).map(([edge]) => edge);
  const changed = overlay ? changes(overlay) : [];
  const list = (title: string, edges: string[]) =>
    edges.length > 0 && (
      <>
        <h3>{title}</h3>
        <ul>
          {edges.slice(0, 8).map((edge) => <li key={edge}><button onClick={() => onChoose(edge.split("→")[0] ?? edge)}>{edge.replace("→", " → ")}</button></li>)}
          {edges.length > 8 && <li><span>{words.more(edges.length - 8)}</span></li>}
        </ul>
      </>
    );
  return (
    <section className="compared">
      <h2>{words.compared}</h2>
      <p className="quiet">{times}</p>
      {!overlay && <p>{words.working}</p>}
      {overlay && marked("added").length + marked("removed").length + changed.length === 0 && <p>{words.nothingChanged}</p>}
      {list(words.edgesAdded(marked("added").length), marked("added"))}
      {list(words.edgesRemoved(marked("removed").length), marked("removed"))}
      {changed.length > 0 && (
        <>
          <h3>{words.ratesChanged}</h3>
          <ul>
            {changed.slice(0, 6).map(({ edge, before, after }) => (
              <li key={`${edge.from}→${edge.to}`}>
                <button onClick={() => onChoose(edge.to)}>{edge.from} → {edge.to}</button>
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
