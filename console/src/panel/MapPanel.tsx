import type { Cycle, DependencyMap, Finding, MapNode, Operation, Stretch } from "../api";
import { health, inversions, MOVING } from "../map/graph";
import { rate, share } from "../numbers";
import type { Words } from "../words";
import { Course } from "./Course";
import { CycleBox } from "./CycleBox";

interface Props {
  map: DependencyMap;
  cycles: readonly Cycle[];
  drift: readonly Finding[];
  stretch: Stretch;
  tried: boolean;
  language: string;
  words: Words;
  onChoose: (service: string) => void;
  onTry: (operations: Operation[]) => void;
}

const FEW = 6;

/** The map as a whole, while no service is chosen: how is it now, what is broken, what is wrong with its plan. */
export function MapPanel({ map, cycles, drift, stretch, tried, language, words, onChoose, onTry }: Props) {
  const services = map.nodes.filter((node) => node.type === "service");
  const calls = map.edges.reduce((sum, edge) => sum + edge.rate, 0);
  const failing = map.edges.reduce((sum, edge) => sum + edge.rate * edge.errorShare, 0);
  const state = health(calls > 0 ? failing / calls : 0);
  const failed = services.filter((node) => node.lifecycle === "FAILED");
  const moving = services.filter((node) => MOVING.has(node.lifecycle ?? ""));
  const hot = services.filter((node) => health(node.errorShare) !== "good" && node.rate > 0).sort((a, b) => b.errorShare * b.rate - a.errorShare * a.rate);
  const upsideDown = inversions(map);
  const undeclared = map.edges.filter((edge) => edge.observed && !edge.declared && edge.kind === "sync");
  const dead = map.edges.filter((edge) => !edge.observed);
  const named = (text: string, edges: readonly { from: string; to?: string | null }[]) =>
    edges.length > 0 && (
      <details>
        <summary>{text}</summary>
        <ul>
          {edges.slice(0, 40).map((edge) => <li key={`${edge.from} ${edge.to}`}><button onClick={() => onChoose(edge.from)}>{edge.from} → {edge.to}</button></li>)}
        </ul>
      </details>
    );
  return (
    <>
      <header><h2>{words.wholeMap}</h2></header>
      <p className="quiet">{words.mapOf(services.length, map.edges.length, map.depth.max)}</p>
      <div className="now">
        <span>{rate(calls, language)}</span>
        <span className={state}>{words.errors(share(calls > 0 ? failing / calls : 0, language))}</span>
      </div>
      <Course service={null} stretch={stretch} language={language} words={words} />
      {cycles.slice(0, 3).map((cycle, index) => <CycleBox key={cycle.id} cycle={cycle} short={index > 0} tried={tried} words={words} onChoose={onChoose} onTry={onTry} />)}
      {cycles.length > 3 && named(words.cycles(cycles.length - 3, `+${cycles.length - 3}`), cycles.slice(3).flatMap((cycle) => cycle.advice.map((advice) => advice.cut)))}
      <Nodes title={words.failedNow} nodes={failed} sign={(node) => node.owner ?? ""} onChoose={onChoose} />
      <Nodes title={words.movingNow} nodes={moving} sign={(node) => (node.lifecycle ?? "").replace("_", " ")} onChoose={onChoose} />
      <Nodes title={words.hottest} nodes={hot} sign={(node) => `${rate(node.rate, language)} · ${share(node.errorShare, language)}`} onChoose={onChoose} />
      {(upsideDown.length > 0 || undeclared.length > 0 || dead.length > 0) && <h3>{words.findings}</h3>}
      {named(words.inversions(upsideDown.length), upsideDown)}
      {named(words.undeclaredEdges(undeclared.length), undeclared)}
      {named(words.deadEdges(dead.length), dead)}
      {drift.some((finding) => finding.type === "undescribed-service") && named(words.undescribedServices(drift.filter((finding) => finding.type === "undescribed-service").length), drift.filter((finding) => finding.type === "undescribed-service").map((finding) => ({ from: finding.from, to: "" })))}
      <p className="quiet hint">{words.hint}</p>
    </>
  );
}

function Nodes({ title, nodes, sign, onChoose }: { title: string; nodes: readonly MapNode[]; sign: (node: MapNode) => string; onChoose: (service: string) => void }) {
  if (nodes.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {nodes.slice(0, FEW).map((node) => (
          <li key={node.name}>
            <button onClick={() => onChoose(node.name)}>{node.name}</button>
            <span className={health(node.errorShare)}>{sign(node)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
