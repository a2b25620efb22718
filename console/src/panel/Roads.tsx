import { useState } from "react";

import type { Road } from "../api";
import { health } from "../map/city";
import { rate, share } from "../numbers";
import type { Words } from "../words";

const FEW = 8;

/** Who calls it, or whom it calls: roads of cycles first, then the busier. */
export function Roads({ roads, end, words, language, onChoose }: { roads: readonly Road[]; end: "from" | "to"; words: Words; language: string; onChoose: (service: string) => void }) {
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
