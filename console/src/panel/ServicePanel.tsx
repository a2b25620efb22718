import { useEffect, useState } from "react";

import { readHistory } from "../api";
import type { Building, CityMap, Cycle, Road, Transition } from "../api";
import { health, reach } from "../map/city";
import { millis, rate, share } from "../numbers";
import type { Words } from "../words";

interface Props {
  city: CityMap;
  building: Building;
  cycle: Cycle | undefined;
  hops: number | null;
  language: string;
  words: Words;
  onChoose: (service: string | null) => void;
  onHops: (hops: number | null) => void;
}

/** An on-call's questions in order: whose, how is it now, what is wrong with its place, who calls it, who is hurt, what changed. */
export function ServicePanel({ city, building, cycle, hops, language, words, onChoose, onHops }: Props) {
  const callers = city.edges.filter((road) => road.to === building.name);
  const callees = city.edges.filter((road) => road.from === building.name);
  const byName = new Map(city.nodes.map((node) => [node.name, node]));
  const hurt = [...reach(city.edges, building.name, "callers")].flatMap((name) => byName.get(name) ?? []).filter((node) => node.type === "service");
  const state = health(building.errorShare);
  const about = [
    typeof building.tier === "number" ? words.tier(building.tier) : null,
    building.domain,
    building.owner,
  ].filter(Boolean);
  return (
    <aside className="panel" aria-label={building.name}>
      <header>
        <h2>{building.name}</h2>
        <button className="plain" onClick={() => onChoose(null)}>{words.close}</button>
      </header>
      <p className="quiet">{about.join(" · ")}</p>
      {building.type === "service" && (
        <p className="quiet">
          {[building.version, typeof building.instances === "number" ? words.instances(building.instances) : null, building.lifecycle].filter(Boolean).join(" · ")}
        </p>
      )}
      <div className="now">
        <span>{rate(building.rate, language)}</span>
        <span className={state}>{words.errors(share(building.errorShare, language))}</span>
        <span>p99 {millis(building.p99, language)}</span>
      </div>
      {cycle && (
        <section className="cyclebox">
          <strong>{words.cycle}: {cycle.members.join(" ⇄ ")}</strong>
          {cycle.advice.slice(0, 2).map((advice) => (
            <div key={`${advice.cut.from}→${advice.cut.to}`}>
              <p><b>{words.cheapestCut}: {advice.cut.from} → {advice.cut.to}</b></p>
              <p>{advice.explanation}</p>
            </div>
          ))}
        </section>
      )}
      <div className="focusbar">
        <span className="quiet">{words.focus}</span>
        {[1, 2, 3].map((n) => (
          <button key={n} className="plain" aria-pressed={hops === n} onClick={() => onHops(n)}>{words.hops(n)}</button>
        ))}
        {hops && <button className="plain" onClick={() => onHops(null)}>{words.whole}</button>}
      </div>
      <h3>{words.calledBy}</h3>
      <Roads roads={callers} end="from" words={words} language={language} onChoose={onChoose} />
      <h3>{words.calls}</h3>
      <Roads roads={callees} end="to" words={words} language={language} onChoose={onChoose} />
      <h3>{words.ifItStops}</h3>
      <p>{words.hurt(hurt.length, hurt.filter((node) => node.tier === 0).length)}</p>
      {callers.length > 0 && <p className="quiet">{words.throughRate(rate(callers.reduce((sum, road) => sum + road.rate, 0), language))}</p>}
      {building.type === "service" && <History service={building.name} words={words} language={language} />}
    </aside>
  );
}

function Roads({ roads, end, words, language, onChoose }: { roads: Road[]; end: "from" | "to"; words: Words; language: string; onChoose: (service: string) => void }) {
  if (roads.length === 0) return <p className="quiet">{words.nobody}</p>;
  return (
    <ul>
      {[...roads].sort((a, b) => b.rate - a.rate).map((road) => (
        <li key={road[end]}>
          <button className={road.cycle ? "cycle" : ""} onClick={() => onChoose(road[end])}>
            {road.kind === "async" ? "⇢ " : ""}{road[end]}
          </button>
          <span>
            {road.observed ? rate(road.rate, language) : words.neverSeen}
            {road.errorShare > 0.001 ? ` · ${share(road.errorShare, language)}` : ""}
          </span>
        </li>
      ))}
    </ul>
  );
}

function History({ service, words, language }: { service: string; words: Words; language: string }) {
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
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
  return (
    <>
      <h3>{words.history}</h3>
      {history === "away" && <p className="quiet">{words.historyAway}</p>}
      {Array.isArray(history) && history.length === 0 && <p className="quiet">{words.noHistory}</p>}
      {Array.isArray(history) && (
        <ul>
          {history.map((change) => (
            <li className="event" key={change.seq} title={change.reason ?? undefined}>
              <time dateTime={change.at}>{time.format(new Date(change.at))}</time>
              {change.from ? `${change.from} → ${change.to}` : change.to}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
