import type { Building, CityMap, Cycle, Finding, Operation, Revision, Stretch } from "../api";
import { health, roadsFrom, roadsTo } from "../map/city";
import { lifecycleClass } from "../map/House";
import { growth, millis, rate, share } from "../numbers";
import type { Words } from "../words";
import { Course } from "./Course";
import { CycleBox } from "./CycleBox";
import { History } from "./History";
import { IfItStops } from "./IfItStops";
import { Roads } from "./Roads";
import { Reach, Standing } from "./Standing";

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
      <Standing city={city} building={building} drift={drift} words={words} />
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
