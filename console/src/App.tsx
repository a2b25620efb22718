import { useEffect, useMemo, useRef, useState } from "react";

import type { CityMap, Operation } from "./api";
import { Header } from "./header/Header";
import { Notice } from "./header/Notice";
import { focus, matches } from "./map/city";
import { CityPlan } from "./map/CityPlan";
import { fold } from "./map/fold";
import { sign } from "./map/House";
import { compare, trial } from "./map/overlay";
import { SVG_HOUSES } from "./map/useDrawn";
import { clock } from "./numbers";
import { CompareBox, TrialBox } from "./panel/Boxes";
import { CityPanel } from "./panel/CityPanel";
import { ServicePanel } from "./panel/ServicePanel";
import { stretchOf, usePlace } from "./place";
import { SaveTools } from "./save/SaveTools";
import { EmptyCity } from "./states/EmptyCity";
import { NoCity } from "./states/NoCity";
import { CityTable } from "./table/CityTable";
import { Footer } from "./timeline/Footer";
import { points, range } from "./timeline/scale";
import { useCity, useDrift, useEarlier, useLive, useMinute, useRevisions, useScheduler, useTraffic, useTrial } from "./useCity";
import { languages, localeOf, preferredLanguage } from "./words";
import type { Language } from "./words";

export function App() {
  const [place, go] = usePlace();
  const [tongue, setTongue] = useState<Language>(preferredLanguage);
  const [query, setQuery] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const words = languages[tongue];
  const language = localeOf(tongue);
  const now = useMinute();
  const state = useCity(place);
  const earlier = useEarlier(place);
  const { tried, failure: trialFailure } = useTrial(place);
  const revisions = useRevisions();
  const scheduler = useScheduler();
  const drift = useDrift(place);
  const live = useLive(place.until === null && place.trial.length === 0 && place.against === null);
  const stretch = useMemo(() => stretchOf(place, now), [place.minutes, place.until, now]);
  const span = range(now, place.until, place.minutes);
  const traffic = useTraffic(span, points(place.minutes), null);

  useEffect(() => {
    document.documentElement.lang = tongue === "zh" ? "zh-CN" : "en";
    localStorage.setItem("polis.language", tongue);
  }, [tongue]);

  const overlay = useMemo(
    () => (state.city && tried ? trial(state.city, tried) : state.city && earlier ? compare(earlier, state.city) : null),
    [state.city, earlier, tried],
  );
  const whole = overlay?.city ?? state.city;
  const building = whole?.nodes.find((node) => node.name === place.service);
  const shown = useMemo(() => {
    if (!whole) return null;
    const near = building && place.hops ? focus(whole, building.name, place.hops) : whole;
    return fold(near, near !== whole && whole.nodes.length > SVG_HOUSES);
  }, [whole, building?.name, place.hops]);
  const highlighted = useMemo(
    () => (query.trim() && shown ? new Set(shown.nodes.filter((node) => matches(node, query)).map((node) => node.name)) : null),
    [shown, query],
  );

  const choose = (service: string | null, walking = false) => go({ service, hops: service && place.hops && near(shown, service) ? place.hops : null }, walking);
  const focusOn = (service: string) => go({ service, hops: place.service === service && place.hops ? (place.hops % 3) + 1 : 1 });
  const attempt = (operations: Operation[]) => go({ trial: operations, against: null, view: "map" });

  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.key === "/" && document.activeElement !== search.current) {
        event.preventDefault();
        search.current?.focus();
      } else if (event.key === "Escape") {
        if (query) setQuery("");
        else if (place.trial.length > 0) go({ trial: [] });
        else if (place.against !== null) go({ against: null });
        else if (place.hops) go({ hops: null });
        else if (place.service) go({ service: null });
        else if (place.until !== null) go({ until: null });
        if (document.activeElement === search.current) search.current?.blur();
      }
    };
    addEventListener("keydown", keys);
    return () => removeEventListener("keydown", keys);
  });

  // A change that is tried may have broken some of them.
  const remaining = tried ? state.cycles.filter((cycle) => tried.map.nodes.some((node) => node.cycle === cycle.id)) : state.cycles;
  const cycles = tried ? tried.after.cycles : state.cycles.length;
  const length = place.minutes * 60_000;
  const until = place.until ?? now;
  const times = (to: number) => `${clock(to - length, language)} – ${clock(to, language)}`;
  const waiting = state.city !== null && state.failure === null && state.shown !== `${place.minutes} ${place.until ?? "live"}`;
  const empty = state.city !== null && state.city.nodes.length === 0;
  return (
    <div className="page">
      <Header
        state={state} city={whole} cycles={cycles} words={words} language={language} query={query} search={search} onQuery={setQuery} onFound={(service) => choose(service)}
        onCycle={() => { const member = state.cycles[0]?.members[0]; if (member) choose(member); }}
        skip={<a className="hidden skip" href="?view=table" onClick={(event) => { event.preventDefault(); go({ view: "table" }); }}>{words.skip}</a>}
        onLanguage={() => setTongue(tongue === "en" ? "zh" : "en")}
      />
      <div className="hidden" role="status">{building ? `${building.name}: ${sign(building, language, Infinity)}` : ""}</div>
      <main className={waiting ? "main waiting" : "main"} aria-busy={waiting || !state.city}>
        <nav className="rail" aria-label={words.views}>
          <button aria-current={place.view === "map" ? "page" : undefined} onClick={() => go({ view: "map" })}>{words.map}</button>
          <button aria-current={place.view === "table" ? "page" : undefined} onClick={() => go({ view: "table" })}>{words.table}</button>
        </nav>
        <Notice state={state} scheduler={scheduler} language={language} words={words} />
        {!state.city && <NoCity failure={state.failure} words={words} />}
        {empty && <EmptyCity past={place.until !== null} words={words} onLive={() => go({ until: null })} />}
        {shown && shown.nodes.length > 0 && (place.view === "table"
          ? <CityTable city={shown} query={query} language={language} words={words} onChoose={choose} />
          : (
            <CityPlan
              key={place.hops ? `${place.service}-${place.hops}` : "city"}
              city={shown} overlay={overlay} chosen={place.service} highlighted={highlighted} live={live} language={language} words={words} onChoose={choose} onFocusCity={focusOn}
              tools={<SaveTools city={shown} overlay={overlay} language={language} words={words} />}
            />
          ))}
        {state.city && !empty && (
          <aside className="panel" aria-label={building?.name ?? words.city}>
            <div className="leaf">
              {place.trial.length > 0 && <TrialBox tried={tried} failure={trialFailure} operations={place.trial} words={words} onLeave={() => go({ trial: [] })} />}
              {place.against !== null && place.trial.length === 0 && (
                <CompareBox overlay={overlay} times={`${times(place.against)} → ${times(until)}`} language={language} words={words} onChoose={choose} onLeave={() => go({ against: null })} />
              )}
              {building && whole ? (
                <ServicePanel
                  key={building.name} city={whole} building={building} cycle={building.cycle ? state.cycles.find((cycle) => cycle.members.includes(building.name)) : undefined} drift={drift} revisions={revisions} stretch={stretch}
                  hops={place.hops} live={live?.get(building.name)} before={overlay?.before.get(building.name)} tried={place.trial.length > 0} language={language} words={words}
                  onChoose={choose} onHops={(hops) => go({ hops })} onTry={attempt}
                />
              ) : (
                <CityPanel city={whole ?? state.city} cycles={remaining} drift={drift} stretch={stretch} tried={place.trial.length > 0} language={language} words={words} onChoose={choose} onTry={attempt} />
              )}
            </div>
          </aside>
        )}
      </main>
      <Footer place={place} now={now} traffic={traffic} revisions={revisions} language={language} words={words} onGo={go} />
    </div>
  );
}

const near = (city: CityMap | null, service: string) => city?.nodes.some((node) => node.name === service) ?? false;

