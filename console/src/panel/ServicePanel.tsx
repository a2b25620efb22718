import type { Cycle, DependencyMap, Finding, MapNode, Operation, Revision, Stretch } from "../api";
import { edgesFrom, edgesTo, health } from "../map/graph";
import { lifecycleClass } from "../map/NodeBox";
import { growth, millis, rate, share } from "../numbers";
import type { Words } from "../words";
import { Course } from "./Course";
import { CycleBox } from "./CycleBox";
import { EdgeList } from "./EdgeList";
import { Findings, Reach } from "./Findings";
import { History } from "./History";
import { IfItStops } from "./IfItStops";

interface Props {
  map: DependencyMap;
  node: MapNode;
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
export function ServicePanel({ map, node, cycle, drift, revisions, stretch, hops, live, before, tried, language, words, onChoose, onHops, onTry }: Props) {
  const callers = edgesTo(map.edges, node.name);
  const callees = edgesFrom(map.edges, node.name);
  const state = health(node.errorShare);
  const isService = node.type === "service";
  const about = [typeof node.tier === "number" ? words.tier(node.tier) : null, node.domain, node.owner].filter(Boolean);
  return (
    <>
      <header>
        <h2>{node.name}</h2>
        <button className="plain" onClick={() => onChoose(null)}>{words.close}</button>
      </header>
      <p className="quiet">{about.length > 0 ? about.join(" · ") : isService ? words.undescribed : words.nodeType(node.type)}</p>
      {isService && node.lifecycle && (
        <p className="quiet">
          {[node.version, node.instances ? words.running(node.running ?? node.instances, node.instances) : null].filter(Boolean).join(" · ")}{" "}
          {(node.lifecycle !== "RUN" || !node.instances) && <span className={`state ${lifecycleClass(node)}`}>{node.lifecycle.replace("_", " ")}</span>}
          {node.stale && ` · ${words.oldCopy}`}
        </p>
      )}
      <div className="now">
        <span>{rate(live ?? node.rate, language)}{before !== undefined && <small> {growth(before, node.rate, language)}</small>}</span>
        <span className={state}>{words.errors(share(node.errorShare, language))}</span>
        {typeof node.p99 === "number" && <span>p99 {millis(node.p99, language)}</span>}
      </div>
      <Course service={node.name} stretch={stretch} language={language} words={words} />
      {cycle && <CycleBox cycle={cycle} own={node.name} tried={tried} words={words} onChoose={onChoose} onTry={onTry} />}
      <Findings map={map} node={node} drift={drift} words={words} />
      <div className="focusbar">
        <span className="quiet">{words.focus}</span>
        {[1, 2, 3].map((n) => <button key={n} className="plain" aria-pressed={hops === n} onClick={() => onHops(n)}>{words.hops(n)}</button>)}
        {hops && <button className="plain" onClick={() => onHops(null)}>{words.whole}</button>}
      </div>
      <h3>{words.calledBy}</h3>
      <EdgeList edges={callers} end="from" words={words} language={language} onChoose={onChoose} />
      <h3>{words.calls}</h3>
      <EdgeList edges={callees} end="to" words={words} language={language} onChoose={onChoose} />
      <IfItStops map={map} node={node} stretch={stretch} words={words} language={language} onChoose={onChoose} />
      <Reach service={node.name} stretch={stretch} depth={node.depth} words={words} />
      {isService && <History service={node.name} revisions={revisions} words={words} language={language} />}
    </>
  );
}
