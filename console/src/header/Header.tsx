import type { RefObject } from "react";

import { MOVING } from "../map/city";
import type { CityState } from "../useCity";
import type { Words } from "../words";

interface Props {
  state: CityState;
  words: Words;
  query: string;
  search: RefObject<HTMLInputElement | null>;
  onQuery: (query: string) => void;
  onFound: () => void;
  onCycle: () => void;
  onLanguage: () => void;
}

export function Header({ state, words, query, search, onQuery, onFound, onCycle, onLanguage }: Props) {
  const { city, cycles, revision } = state;
  const services = city?.nodes.filter((node) => node.type === "service") ?? [];
  const failed = services.filter((node) => node.lifecycle === "FAILED").length;
  const moving = services.filter((node) => MOVING.has(node.lifecycle ?? "")).length;
  return (
    <header className="header">
      <h1>Polis</h1>
      <span className="tagline">{revision ? words.tagline(revision.architecture, revision.number) : words.nothingApplied}</span>
      <form className="find" role="search" onSubmit={(event) => { event.preventDefault(); onFound(); }}>
        <input ref={search} value={query} placeholder={words.find} aria-label={words.find} onChange={(event) => onQuery(event.target.value)} />
        <kbd aria-hidden="true">/</kbd>
      </form>
      {city && (
        <div className="chips">
          <span className="chip">{words.services(services.length)}</span>
          {cycles.length > 0 && <button className="chip cycle" onClick={onCycle}>{words.cycles(cycles.length)}</button>}
          {failed > 0 && <span className="chip bad">{words.failed(failed)}</span>}
          {moving > 0 && <span className="chip accent">{words.moving(moving)}</span>}
          <span className="chip quiet">{words.maxDepth(city.depth.max)}</span>
        </div>
      )}
      <button className="plain" onClick={onLanguage}>{words.language}</button>
    </header>
  );
}
