import { useEffect, useMemo, useRef, useState } from "react";

import { stretchOf, useAddress } from "./address";
import type { DependencyMap, Operation } from "./api";
import { Header } from "./header/Header";
import { Notice } from "./header/Notice";
import { fold } from "./map/fold";
import { focus, matches } from "./map/graph";
import { MapPlan } from "./map/MapPlan";
import { sign } from "./map/NodeBox";
import { compare, trial } from "./map/overlay";
import { SVG_HOUSES } from "./map/useDrawn";
import { clock } from "./numbers";
import { CompareBox, TrialBox } from "./panel/Boxes";
import { MapPanel } from "./panel/MapPanel";
import { ServicePanel } from "./panel/ServicePanel";
import { SaveTools } from "./save/SaveTools";
import { EmptyMap } from "./states/EmptyMap";
import { NoMap } from "./states/NoMap";
import { MapTable } from "./table/MapTable";
import { Footer } from "./timeline/Footer";
import { points, range } from "./timeline/scale";
import { useDrift, useEarlier, useLive, useMap, useMinute, useRevisions, useScheduler, useTraffic, useTrial } from "./useMap";
import { languages, localeOf, preferredLanguage } from "./words";
import type { Language } from "./words";

export function App() {
  const [address, go] = useAddress();
  const [tongue, setTongue] = useState<Language>(preferredLanguage);
  const [query, setQuery] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const words = languages[tongue];
  const language = localeOf(tongue);
  const now = useMinute();
  const state = useMap(address);
  const earlier = useEarlier(address);
  const { tried, failure: trialFailure } = useTrial(address);
  const revisions = useRevisions();
  const scheduler = useScheduler();
  const drift = useDrift(address);
  const live = useLive(address.until === null && address.trial.length === 0 && address.against === null);
  const stretch = useMemo(() => stretchOf(address, now), [address.minutes, address.until, now]);
  const span = range(now, address.until, address.minutes);
  const traffic = useTraffic(span, points(address.minutes), null);

  useEffect(() => {
    document.documentElement.lang = tongue === "zh" ? "zh-CN" : "en";
    localStorage.setItem("polis.language", tongue);
  }, [tongue]);

  const overlay = useMemo(
    () => (state.map && tried ? trial(state.map, tried) : state.map && earlier ? compare(earlier, state.map) : null),
    [state.map, earlier, tried],
  );
  const whole = overlay?.map ?? state.map;
  const node = whole?.nodes.find((node) => node.name === address.service);
  const shown = useMemo(() => {
    if (!whole) return null;
    const near = node && address.hops ? focus(whole, node.name, address.hops) : whole;
    return fold(near, near !== whole && whole.nodes.length > SVG_HOUSES);
  }, [whole, node?.name, address.hops]);
  const highlighted = useMemo(
    () => (query.trim() && shown ? new Set(shown.nodes.filter((node) => matches(node, query)).map((node) => node.name)) : null),
    [shown, query],
  );

  const choose = (service: string | null, walking = false) => go({ service, hops: service && address.hops && near(shown, service) ? address.hops : null }, walking);
  const focusOn = (service: string) => go({ service, hops: address.service === service && address.hops ? (address.hops % 3) + 1 : 1 });
  const attempt = (operations: Operation[]) => go({ trial: operations, against: null, view: "map" });

  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.key === "/" && document.activeElement !== search.current) {
        event.preventDefault();
        search.current?.focus();
      } else if (event.key === "Escape") {
        if (query) setQuery("");
        else if (address.trial.length > 0) go({ trial: [] });
        else if (address.against !== null) go({ against: null });
        else if (address.hops) go({ hops: null });
        else if (address.service) go({ service: null });
        else if (address.until !== null) go({ until: null });
        if (document.activeElement === search.current) search.current?.blur();
      }
    };
    addEventListener("keydown", keys);
    return () => removeEventListener("keydown", keys);
  });

  // A change that is tried may have broken some of them.
  const remaining = tried ? state.cycles.filter((cycle) => tried.map.nodes.some((node) => node.cycle === cycle.id)) : state.cycles;
  const cycles = tried ? tried.after.cycles : state.cycles.length;
  const length = address.minutes * 60_000;
  const until = address.until ?? now;
  const times = (to: number) => `${clock(to - length, language)} – ${clock(to, language)}`;
  const waiting = state.map !== null && state.failure === null && state.shown !== `${address.minutes} ${address.until ?? "live"}`;
  const empty = state.map !== null && state.map.nodes.length === 0;
  return (
    <div className="page">
      <Header
        state={state} map={whole} cycles={cycles} words={words} language={language} query={query} search={search} onQuery={setQuery} onFound={(service) => choose(service)}
        onCycle={() => { const member = state.cycles[0]?.members[0]; if (member) choose(member); }}
        skip={<a className="hidden skip" href="?view=table" onClick={(event) => { event.preventDefault(); go({ view: "table" }); }}>{words.skip}</a>}
        onLanguage={() => setTongue(tongue === "en" ? "zh" : "en")}
      />
      <div className="hidden" role="status">{node ? `${node.name}: ${sign(node, language, Infinity)}` : ""}</div>
      <main className={waiting ? "main waiting" : "main"} aria-busy={waiting || !state.map}>
        <nav className="rail" aria-label={words.views}>
          <button aria-current={address.view === "map" ? "page" : undefined} onClick={() => go({ view: "map" })}>{words.map}</button>
          <button aria-current={address.view === "table" ? "page" : undefined} onClick={() => go({ view: "table" })}>{words.table}</button>
        </nav>
        <Notice state={state} scheduler={scheduler} language={language} words={words} />
        {!state.map && <NoMap failure={state.failure} words={words} />}
        {empty && <EmptyMap past={address.until !== null} words={words} onLive={() => go({ until: null })} />}
        {shown && shown.nodes.length > 0 && (address.view === "table"
          ? <MapTable map={shown} query={query} language={language} words={words} onChoose={choose} />
          : (
            <MapPlan
              key={address.hops ? `${address.service}-${address.hops}` : "map"}
              map={shown} overlay={overlay} chosen={address.service} highlighted={highlighted} live={live} language={language} words={words} onChoose={choose} onFocus={focusOn}
              tools={<SaveTools map={shown} overlay={overlay} language={language} words={words} />}
            />
          ))}
        {state.map && !empty && (
          <aside className="panel" aria-label={node?.name ?? words.wholeMap}>
            <div className="leaf">
              {address.trial.length > 0 && <TrialBox tried={tried} failure={trialFailure} operations={address.trial} words={words} onLeave={() => go({ trial: [] })} />}
              {address.against !== null && address.trial.length === 0 && (
                <CompareBox overlay={overlay} times={`${times(address.against)} → ${times(until)}`} language={language} words={words} onChoose={choose} onLeave={() => go({ against: null })} />
              )}
              {node && whole ? (
                <ServicePanel
                  key={node.name} map={whole} node={node} cycle={node.cycle ? state.cycles.find((cycle) => cycle.members.includes(node.name)) : undefined} drift={drift} revisions={revisions} stretch={stretch}
                  hops={address.hops} live={live?.get(node.name)} before={overlay?.before.get(node.name)} tried={address.trial.length > 0} language={language} words={words}
                  onChoose={choose} onHops={(hops) => go({ hops })} onTry={attempt}
                />
              ) : (
                <MapPanel map={whole ?? state.map} cycles={remaining} drift={drift} stretch={stretch} tried={address.trial.length > 0} language={language} words={words} onChoose={choose} onTry={attempt} />
              )}
            </div>
          </aside>
        )}
      </main>
      <Footer address={address} now={now} traffic={traffic} revisions={revisions} language={language} words={words} onGo={go} />
    </div>
  );
}

const near = (map: DependencyMap | null, service: string) => map?.nodes.some((node) => node.name === service) ?? false;

