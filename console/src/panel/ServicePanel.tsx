import { lazy, Suspense, useEffect, useState } from "react";

import { readHistory, readImpact, readService } from "../api";
import type { Building, CityMap, Cycle, Finding, Impact, Operation, Revision, Road, ServiceCard, Stretch, Transition } from "../api";
import { health, inversions, MOVING, reach, roadsFrom, roadsTo } from "../map/city";
import { lifecycleClass } from "../map/House";
import { clock, growth, millis, rate, share } from "../numbers";
import { useRarely, useTraffic } from "../useCity";
import type { Words } from "../words";
import { CycleBox } from "./CycleBox";

const Chart = lazy(() => import("./Chart"));

interface Props {
  city: CityMap;
  building: Building;
  cycle: Cycle | undefined;
  drift: readonly Finding[];
  revisions: readonly Revision[];
  stretch: Stretch;
  hops: number | null;
  live: number | undefined;
  before: number | undefined;
  tried: boolean;
  language: string;
  words: Words;
  onChoose: (service: string | null) => void;
  onHops: (hops: number | null) => void;
  onTry: (operations: Operation[]) => void;
}

/** An on-call's questions in order: whose, how is it now, what is wrong with its place, who calls it, who is hurt, what changed. */
export function ServicePanel({ city, building, cycle, drift, revisions, stretch, hops, live, before, tried, language, words, onChoose, onHops, onTry }: Props) {
  const callers = roadsTo(city.edges, building.name);
  const callees = roadsFrom(city.edges, building.name);
  const state = health(building.errorShare);
  const isService = building.type === "service";
  const about = [typeof building.tier === "number" ? words.tier(building.tier) : null, building.domain, building.owner].filter(Boolean);
  return (
    <>
      <header>
        <h2>{building.name}</h2>
        <button className="plain" onClick={() => onChoose(null)}>{words.close}</button>
      </header>
      <p className="quiet">{about.length > 0 ? about.join(" · ") : isService ? words.undescribed : words.placeType(building.type)}</p>
      {isService && building.lifecycle && (
        <p className="quiet">
          {[building.version, building.instances ? words.running(building.running ?? building.instances, building.instances) : null].filter(Boolean).join(" · ")}{" "}
          {(building.lifecycle !== "RUN" || !building.instances) && <span className={`state ${lifecycleClass(building)}`}>{building.lifecycle.replace("_", " ")}</span>}
          {building.stale && ` · ${words.oldCopy}`}
        </p>
      )}
      <div className="now">
        <span>{rate(live ?? building.rate, language)}{before !== undefined && <small> {growth(before, building.rate, language)}</small>}</span>
        <span className={state}>{words.errors(share(building.errorShare, language))}</span>
        {typeof building.p99 === "number" && <span>p99 {millis(building.p99, language)}</span>}
      </div>
      <Course service={building.name} stretch={stretch} language={language} words={words} />
      {cycle && <CycleBox cycle={cycle} own={building.name} tried={tried} words={words} onChoose={onChoose} onTry={onTry} />}
      <Place city={city} building={building} drift={drift} words={words} />
      <div className="focusbar">
        <span className="quiet">{words.focus}</span>
        {[1, 2, 3].map((n) => <button key={n} className="plain" aria-pressed={hops === n} onClick={() => onHops(n)}>{words.hops(n)}</button>)}
        {hops && <button className="plain" onClick={() => onHops(null)}>{words.whole}</button>}
      </div>
      <h3>{words.calledBy}</h3>
      <Roads roads={callers} end="from" words={words} language={language} onChoose={onChoose} />
      <h3>{words.calls}</h3>
      <Roads roads={callees} end="to" words={words} language={language} onChoose={onChoose} />
      <IfItStops city={city} building={building} stretch={stretch} words={words} language={language} onChoose={onChoose} />
      <Reach service={building.name} stretch={stretch} depth={building.depth} words={words} />
      {isService && <History service={building.name} revisions={revisions} words={words} language={language} />}
    </>
  );
}

/** The traffic over time. Its room is kept while it is on its way, and given up where the map has none. */
export function Course({ service, stretch, language, words }: { service: string | null; stretch: Stretch; language: string; words: Words }) {
  const minutes = Math.round((stretch.to - stretch.from) / 60_000);
  const traffic = useTraffic(stretch, Math.max(2, Math.min(60, minutes)), service);
  return (
    <div className="course">
      {traffic && traffic.items.length > 1 && (
        <Suspense fallback={null}>
          <Chart traffic={traffic} language={language} label={words.chart(service ?? words.city)} errorsWord={words.errorShare} />
        </Suspense>
      )}
    </div>
  );
}

/** What is wrong with where it stands: who waits for whom that is less vital, what was built otherwise than it was declared. */
function Place({ city, building, drift, words }: { city: CityMap; building: Building; drift: readonly Finding[]; words: Words }) {
  const tier = new Map(city.nodes.map((node) => [node.name, node.tier]));
  const upsideDown = inversions(city).filter((road) => road.from === building.name || road.to === building.name);
  const others = drift.filter((finding) => finding.type !== "tier-inversion" && (finding.from === building.name || finding.to === building.name));
  const undeclared = drift.length > 0 ? [] : [...roadsFrom(city.edges, building.name)].filter((road) => road.observed && !road.declared && road.kind === "sync");
  if (upsideDown.length === 0 && others.length === 0 && undeclared.length === 0) return null;
  return (
    <>
      <h3>{words.findings}</h3>
      <ul className="findings">
        {upsideDown.slice(0, 4).map((road) => <li key={`${road.from}→${road.to}`}>{words.inversion(road.from, tier.get(road.from) ?? 0, road.to, tier.get(road.to) ?? 0)}</li>)}
        {others.slice(0, 4).map((finding) => <li key={`${finding.type} ${finding.from} ${finding.to}`}>{finding.message}</li>)}
        {undeclared.slice(0, 4).map((road) => <li key={road.to}>{words.notDeclared(road.from, road.to)}</li>)}
      </ul>
    </>
  );
}

const FEW = 8;

function Roads({ roads, end, words, language, onChoose }: { roads: readonly Road[]; end: "from" | "to"; words: Words; language: string; onChoose: (service: string) => void }) {
  const [all, setAll] = useState(false);
  if (roads.length === 0) return <p className="quiet">{words.nobody}</p>;
  const sorted = [...roads].sort((a, b) => Number(!!b.cycle) - Number(!!a.cycle) || b.rate - a.rate);
  return (
    <ul>
      {sorted.slice(0, all ? undefined : FEW).map((road) => (
        <li key={`${road[end]} ${road.kind}`}>
          <button className={road.cycle ? "cycle" : ""} onClick={() => onChoose(road[end])}>{road.kind === "async" ? "⇢ " : ""}{road[end]}</button>
          <span className={health(road.errorShare)}>
            {road.observed ? rate(road.rate, language) : words.neverSeen}
            {road.errorShare > 0.001 ? ` · ${share(road.errorShare, language)}` : ""}
          </span>
        </li>
      ))}
      {!all && roads.length > FEW && <li><button className="more" onClick={() => setAll(true)}>{words.more(roads.length - FEW)}</button></li>}
    </ul>
  );
}

/** Who is hurt: as the map has worked it out, or as far as the roads themselves tell. */
function IfItStops({ city, building, stretch, words, language, onChoose }: { city: CityMap; building: Building; stretch: Stretch; words: Words; language: string; onChoose: (service: string) => void }) {
  const impact = useRarely<Impact | null>((signal) => readImpact(building.name, stretch, signal), null, building.name);
  const byName = new Map(city.nodes.map((node) => [node.name, node]));
  const callers = [...reach(city.edges.filter((road) => road.kind === "sync"), building.name, "callers")].flatMap((name) => byName.get(name) ?? []).filter((node) => node.type === "service");
  const hurt = impact?.hurt ?? callers.map((node) => ({ name: node.name, tier: node.tier, path: [node.name], requestsPerSecond: 0, share: 0, entrance: false }));
  const vital = hurt.filter((each) => each.tier === 0).length;
  const sorted = [...hurt].sort((a, b) => (a.tier ?? 9) - (b.tier ?? 9) || b.requestsPerSecond - a.requestsPerSecond);
  return (
    <>
      <h3>{words.ifItStops}</h3>
      <p>{words.hurt(hurt.length, vital)}{impact && impact.summary.requestsPerSecond > 0 ? words.userTraffic(rate(impact.summary.requestsPerSecond, language)) : ""}</p>
      {sorted.length > 0 && (
        <p className="names">
          {sorted.slice(0, FEW).map((each) => <button key={each.name} title={each.path.join(" → ")} onClick={() => onChoose(each.name)}>{each.name}</button>)}
          {sorted.length > FEW && <span>{words.more(sorted.length - FEW)}</span>}
        </p>
      )}
      {impact && impact.delayed.length > 0 && <p className="quiet">{words.delayed(impact.delayed.map((each) => each.name).slice(0, 5).join(", "))}</p>}
    </>
  );
}

function Reach({ service, stretch, depth, words }: { service: string; stretch: Stretch; depth: number; words: Words }) {
  const card = useRarely<ServiceCard | null>((signal) => readService(service, stretch, signal), null, service);
  if (!card) return null;
  const { transitiveCallers, transitiveCallees, longestChain } = card.metrics;
  return (
    <>
      <h3>{words.reach}</h3>
      <p className="quiet">{words.reached(depth, transitiveCallers, transitiveCallees, longestChain.length)}</p>
      {longestChain.path.length > 1 && <p className="quiet">{longestChain.path.join(" → ")}</p>}
    </>
  );
}

/** One line of time of what changed: the manifests and what the service did. */
function History({ service, revisions, words, language }: { service: string; revisions: readonly Revision[]; words: Words; language: string }) {
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
  const events = [
    ...(Array.isArray(history) ? history.map((change) => ({ key: `t${change.seq}`, at: change.at, text: change.from ? `${change.from} → ${change.to}` : change.to, why: change.reason })) : []),
    ...revisions.flatMap((revision) => (revision.createdAt ? [{ key: `r${revision.number}`, at: revision.createdAt, text: words.revisionCame(revision.number, revision.status), why: null }] : [])),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <>
      <h3>{words.history}</h3>
      {history === "away" && <p className="quiet">{words.historyAway}</p>}
      {Array.isArray(history) && events.length === 0 && <p className="quiet">{words.noHistory}</p>}
      <ul>
        {events.slice(0, 10).map((event) => (
          <li className="event" key={event.key} title={event.why ?? undefined}>
            <time dateTime={event.at}>{clock(event.at, language, true)}</time>
            <span>{event.text}{event.why ? <small> {event.why}</small> : null}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

export const isMoving = (building: Building) => MOVING.has(building.lifecycle ?? "");
