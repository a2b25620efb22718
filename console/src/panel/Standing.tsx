import { readService } from "../api";
import type { Building, CityMap, Finding, ServiceCard, Stretch } from "../api";
import { inversions, roadsFrom } from "../map/city";
import { useRarely } from "../useCity";
import type { Words } from "../words";

/** What is wrong with where it stands: who waits for whom that is less vital, what was built otherwise than it was declared. */
export function Standing({ city, building, drift, words }: { city: CityMap; building: Building; drift: readonly Finding[]; words: Words }) {
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
        {others.slice(0, 4).map((finding) => <li key={`${finding.type} ${finding.from} ${finding.to}`}>{words.finding(finding)}</li>)}
        {undeclared.slice(0, 4).map((road) => <li key={road.to}>{words.notDeclared(road.from, road.to)}</li>)}
      </ul>
    </>
  );
}

/** How deep it stands, and how many there are before and behind it. */
export function Reach({ service, stretch, depth, words }: { service: string; stretch: Stretch; depth: number; words: Words }) {
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
