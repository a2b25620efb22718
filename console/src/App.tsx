import { useEffect, useMemo, useRef, useState } from "react";

import { Header } from "./header/Header";
import { Notice } from "./header/Notice";
import { focus, matches } from "./map/city";
import { CityPlan } from "./map/CityPlan";
import { ServicePanel } from "./panel/ServicePanel";
import { usePlace, WINDOWS } from "./place";
import { CityTable } from "./table/CityTable";
import { useCity } from "./useCity";
import { languages, preferredLanguage } from "./words";
import type { Language } from "./words";

export function App() {
  const [place, go] = usePlace();
  const [language, setLanguage] = useState<Language>(preferredLanguage);
  const [query, setQuery] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const state = useCity(place.minutes);
  const words = languages[language];
  const { city } = state;

  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    localStorage.setItem("polis.language", language);
  }, [language]);

  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.key === "/" && document.activeElement !== search.current) {
        event.preventDefault();
        search.current?.focus();
      } else if (event.key === "Escape") {
        if (query) setQuery("");
        else if (place.hops) go({ hops: null });
        else if (place.service) go({ service: null });
        search.current?.blur();
      }
    };
    addEventListener("keydown", keys);
    return () => removeEventListener("keydown", keys);
  });

  const building = city?.nodes.find((node) => node.name === place.service);
  const shown = useMemo(
    () => (city && building && place.hops ? focus(city, building.name, place.hops) : city),
    [city, building, place.hops],
  );
  const found = useMemo(
    () => (query.trim() && city ? new Set(city.nodes.filter((node) => matches(node, query)).map((node) => node.name)) : null),
    [city, query],
  );
  const choose = (service: string | null) => go({ service, hops: service ? place.hops : null });

  return (
    <div className="page">
      <a className="hidden skip" href="?view=table" onClick={(event) => { event.preventDefault(); go({ view: "table" }); }}>{words.skip}</a>
      <Header
        state={state}
        words={words}
        query={query}
        search={search}
        onQuery={setQuery}
        onFound={() => found?.size && choose([...found][0] ?? null)}
        onCycle={() => { const member = state.cycles[0]?.members[0]; if (member) choose(member); }}
        onLanguage={() => setLanguage(language === "en" ? "zh" : "en")}
      />
      <main className="main">
        <Notice state={state} words={words} />
        {!city && !state.failure && <div className="empty" role="status">{words.loading}</div>}
        {!city && state.failure && <div className="empty" />}
        {city && city.nodes.length === 0 && (
          <div className="empty">
            <h2>{words.emptyTitle}</h2>
            <p>{words.emptyText}</p>
            <pre>management.tracing.sampling.probability=1.0{"\n"}management.tracing.export.zipkin.endpoint={`http://${location.hostname}:8083/ingest/INGEST_KEY/api/v2/spans`}</pre>
            <p>{words.emptyTail}</p>
          </div>
        )}
        {shown && shown.nodes.length > 0 && (place.view === "table"
          ? <CityTable city={shown} language={language} words={words} onChoose={choose} />
          : (
            <CityPlan
              key={place.hops ? `${place.service}-${place.hops}` : "city"}
              city={shown}
              chosen={place.service}
              highlighted={found}
              language={language}
              words={words}
              onChoose={choose}
              onFocusCity={(service) => go({ service, hops: 1 })}
            />
          ))}
        {city && building && (
          <ServicePanel
            city={city}
            building={building}
            cycle={state.cycles.find((cycle) => cycle.members.includes(building.name))}
            hops={place.hops}
            language={language}
            words={words}
            onChoose={choose}
            onHops={(hops) => go({ hops })}
          />
        )}
      </main>
      <footer className="footer">
        <span>{words.window}</span>
        {WINDOWS.map((minutes) => (
          <button key={minutes} className="plain" aria-pressed={place.minutes === minutes} onClick={() => go({ minutes })}>{words.minutes(minutes)}</button>
        ))}
        <button className="plain" aria-pressed={place.view === "map"} onClick={() => go({ view: "map" })}>{words.map}</button>
        <button className="plain" aria-pressed={place.view === "table"} onClick={() => go({ view: "table" })}>{words.table}</button>
        <span className="legend"><span>{words.legend}</span><span>{words.legendTiers}</span></span>
      </footer>
    </div>
  );
}
