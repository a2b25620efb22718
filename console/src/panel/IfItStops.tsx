import { readImpact } from "../api";
import type { DependencyMap, Impact, MapNode, Stretch } from "../api";
import { reach } from "../map/graph";
import { rate } from "../numbers";
import { useRarely } from "../useMap";
import type { Words } from "../words";

const FEW = 8;

/** Who is hurt: as the map has worked it out, or as far as the edges themselves tell. */
export function IfItStops({ map, node, stretch, words, language, onChoose }: { map: DependencyMap; node: MapNode; stretch: Stretch; words: Words; language: string; onChoose: (service: string) => void }) {
  const impact = useRarely<Impact | null>((signal) => readImpact(node.name, stretch, signal), null, node.name);
  const byName = new Map(map.nodes.map((node) => [node.name, node]));
  const callers = [...reach(map.edges.filter((edge) => edge.kind === "sync"), node.name, "callers")].flatMap((name) => byName.get(name) ?? []).filter((node) => node.type === "service");
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
