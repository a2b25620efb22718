import { readService } from "../api";
import type { DependencyMap, Finding, MapNode, ServiceCard, Stretch } from "../api";
import { edgesFrom, inversions } from "../map/graph";
import { useRarely } from "../useMap";
import type { Words } from "../words";

/** What is wrong with where it stands: who waits for whom that is less vital, what was built otherwise than it was declared. */
export function Findings({ map, node, drift, words }: { map: DependencyMap; node: MapNode; drift: readonly Finding[]; words: Words }) {
  const tier = new Map(map.nodes.map((node) => [node.name, node.tier]));
  const upsideDown = inversions(map).filter((edge) => edge.from === node.name || edge.to === node.name);
  const others = drift.filter((finding) => finding.type !== "tier-inversion" && (finding.from === node.name || finding.to === node.name));
  const undeclared = drift.length > 0 ? [] : [...edgesFrom(map.edges, node.name)].filter((edge) => edge.observed && !edge.declared && edge.kind === "sync");
  if (upsideDown.length === 0 && others.length === 0 && undeclared.length === 0) return null;
  return (
    <>
      <h3>{words.findings}</h3>
      <ul className="findings">
        {upsideDown.slice(0, 4).map((edge) => <li key={`${edge.from}→${edge.to}`}>{words.inversion(edge.from, tier.get(edge.from) ?? 0, edge.to, tier.get(edge.to) ?? 0)}</li>)}
        {others.slice(0, 4).map((finding) => <li key={`${finding.type} ${finding.from} ${finding.to}`}>{words.finding(finding)}</li>)}
        {undeclared.slice(0, 4).map((edge) => <li key={edge.to}>{words.notDeclared(edge.from, edge.to)}</li>)}
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
