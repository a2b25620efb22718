import type { Building, CityMap, Cycle, Finding, Operation, Stretch } from "../api";
import { health, inversions, MOVING } from "../map/city";
import { rate, share } from "../numbers";
import type { Words } from "../words";
import { Course } from "./Course";
import { CycleBox } from "./CycleBox";

interface Props {
  city: CityMap;
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

/** The city as a whole, while no service is chosen: how is it now, what is broken, what is wrong with its plan. */
export function CityPanel({ city, cycles, drift, stretch, tried, language, words, onChoose, onTry }: Props) {
  const services = city.nodes.filter((node) => node.type === "service");
  const calls = city.edges.reduce((sum, road) => sum + road.rate, 0);
  const failing = city.edges.reduce((sum, road) => sum + road.rate * road.errorShare, 0);
  const state = health(calls > 0 ? failing / calls : 0);
  const failed = services.filter((node) => node.lifecycle === "FAILED");
  const moving = services.filter((node) => MOVING.has(node.lifecycle ?? ""));
  const hot = services.filter((node) => health(node.errorShare) !== "good" && node.rate > 0).sort((a, b) => b.errorShare * b.rate - a.errorShare * a.rate);
  const upsideDown = inversions(city);
  const undeclared = city.edges.filter((road) => road.observed && !road.declared && road.kind === "sync");
  const dead = city.edges.filter((road) => !road.observed);
  const named = (text: string, roads: readonly { from: string; to?: string | null }[]) =>
    roads.length > 0 && (
      <details>
        <summary>{text}</summary>
        <ul>
          {roads.slice(0, 40).map((road) => <li key={`${road.from} ${road.to}`}><button onClick={() => onChoose(road.from)}>{road.from} → {road.to}</button></li>)}
        </ul>
      </details>
    );
  return (
    <>
      <header><h2>{words.city}</h2></header>
      <p className="quiet">{words.cityOf(services.length, city.edges.length, city.depth.max)}</p>
      <div className="now">
        <span>{rate(calls, language)}</span>
        <span className={state}>{words.errors(share(calls > 0 ? failing / calls : 0, language))}</span>
      </div>
      <Course service={null} stretch={stretch} language={language} words={words} />
      {cycles.slice(0, 3).map((cycle, index) => <CycleBox key={cycle.id} cycle={cycle} short={index > 0} tried={tried} words={words} onChoose={onChoose} onTry={onTry} />)}
      {cycles.length > 3 && named(words.cycles(cycles.length - 3, `+${cycles.length - 3}`), cycles.slice(3).flatMap((cycle) => cycle.advice.map((advice) => advice.cut)))}
      <Houses title={words.failedNow} houses={failed} sign={(node) => node.owner ?? ""} onChoose={onChoose} />
      <Houses title={words.movingNow} houses={moving} sign={(node) => (node.lifecycle ?? "").replace("_", " ")} onChoose={onChoose} />
      <Houses title={words.hottest} houses={hot} sign={(node) => `${rate(node.rate, language)} · ${share(node.errorShare, language)}`} onChoose={onChoose} />
      {(upsideDown.length > 0 || undeclared.length > 0 || dead.length > 0) && <h3>{words.findings}</h3>}
      {named(words.inversions(upsideDown.length), upsideDown)}
      {named(words.undeclaredRoads(undeclared.length), undeclared)}
      {named(words.deadRoads(dead.length), dead)}
      {drift.some((finding) => finding.type === "undescribed-service") && named(words.undescribedServices(drift.filter((finding) => finding.type === "undescribed-service").length), drift.filter((finding) => finding.type === "undescribed-service").map((finding) => ({ from: finding.from, to: "" })))}
      <p className="quiet hint">{words.hint}</p>
    </>
  );
}

function Houses({ title, houses, sign, onChoose }: { title: string; houses: readonly Building[]; sign: (house: Building) => string; onChoose: (service: string) => void }) {
  if (houses.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {houses.slice(0, FEW).map((house) => (
          <li key={house.name}>
            <button onClick={() => onChoose(house.name)}>{house.name}</button>
            <span className={health(house.errorShare)}>{sign(house)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
