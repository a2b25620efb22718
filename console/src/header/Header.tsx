import { useState } from "react";
import type { KeyboardEvent, RefObject } from "react";

import type { DependencyMap, MapNode } from "../api";
import { found, MOVING } from "../map/graph";
import { count } from "../numbers";
import type { MapState } from "../useMap";
import type { Words } from "../words";
import { Account } from "./Account";

interface Props {
  state: MapState;
  map: DependencyMap | null;
  cycles: number;
  words: Words;
  language: string;
  query: string;
  search: RefObject<HTMLInputElement | null>;
  onQuery: (query: string) => void;
  onFound: (service: string) => void;
  onCycle: () => void;
  onLanguage: () => void;
  /** The way past all of this, for who comes by keyboard. */
  skip: React.ReactNode;
}

const LISTED = 8;

export function Header({ state, map, cycles, words, language, query, search, onQuery, onFound, onCycle, onLanguage, skip }: Props) {
  const { revision } = state;
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const services = map?.nodes.filter((node) => node.type === "service") ?? [];
  const failed = services.filter((node) => node.lifecycle === "FAILED");
  const moving = services.filter((node) => MOVING.has(node.lifecycle ?? ""));
  const results = open && map ? found(map.nodes, query) : [];
  const take = (node: MapNode | undefined) => {
    if (!node) return;
    onFound(node.name);
    onQuery("");
    setOpen(false);
    search.current?.blur();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setAt((last) => Math.max(0, Math.min(results.length - 1, LISTED - 1, last + (event.key === "ArrowDown" ? 1 : -1))));
      event.preventDefault();
    }
  };
  return (
    <header className="header">
      {skip}
      <h1>Polis</h1>
      <span className="tagline">{revision ? words.tagline(revision.architecture, revision.number) : words.nothingApplied}</span>
      <form className="find" role="search" onSubmit={(event) => { event.preventDefault(); take(results[at]); }}>
        <input
          ref={search} value={query} placeholder={words.find} aria-label={words.find} role="combobox" aria-expanded={results.length > 0} aria-controls="found" aria-autocomplete="list" autoComplete="off"
          aria-activedescendant={results[at] ? `found-${at}` : undefined} onKeyDown={keys} onBlur={() => setTimeout(() => setOpen(false), 150)} onFocus={() => setOpen(true)}
          onChange={(event) => { onQuery(event.target.value); setOpen(true); setAt(0); }}
        />
        <kbd aria-hidden="true">/</kbd>
        {results.length > 0 && (
          <ul className="found" id="found" role="listbox">
            {results.slice(0, LISTED).map((node, index) => (
              <li key={node.name} id={`found-${index}`} role="option" aria-selected={index === at} onPointerDown={() => take(node)}>
                <b>{node.name}</b>
                <span>{[typeof node.tier === "number" ? `T${node.tier}` : node.type, node.district, node.owner].filter(Boolean).join(" · ")}</span>
              </li>
            ))}
            {results.length > LISTED && <li className="rest" role="presentation">{words.more(results.length - LISTED)}</li>}
          </ul>
        )}
        {open && query.trim() && map && results.length === 0 && <ul className="found"><li className="rest">{words.noneFound}</li></ul>}
      </form>
      {map && (
        <div className="chips">
          <span className="chip">{words.services(services.length, count(services.length, language))}</span>
          {cycles > 0 && <button className="chip cycle" onClick={onCycle}>{words.cycles(cycles, count(cycles, language))}</button>}
          {failed[0] && <button className="chip bad" onClick={() => onFound(failed[0]?.name ?? "")}>{words.failed(failed.length)}</button>}
          {moving[0] && <button className="chip accent" onClick={() => onFound(moving[0]?.name ?? "")}>{words.moving(moving.length)}</button>}
          <span className="chip quiet">{words.maxDepth(map.depth.max)}</span>
        </div>
      )}
      <Account language={language} words={words} />
      <button className="plain language" onClick={onLanguage}>{words.language}</button>
    </header>
  );
}
