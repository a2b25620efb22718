import { useState } from "react";

import type { MapEdge } from "../api";
import { health } from "../map/graph";
import { rate, share } from "../numbers";
import type { Words } from "../words";

const FEW = 8;

/** Who calls it, or whom it calls: edges of cycles first, then the busier. */
export function EdgeList({ edges, end, words, language, onChoose }: { edges: readonly MapEdge[]; end: "from" | "to"; words: Words; language: string; onChoose: (service: string) => void }) {
  const [all, setAll] = useState(false);
  if (edges.length === 0) return <p className="quiet">{words.nobody}</p>;
  const sorted = [...edges].sort((a, b) => Number(!!b.cycle) - Number(!!a.cycle) || b.rate - a.rate);
  return (
    <ul>
      {sorted.slice(0, all ? undefined : FEW).map((edge) => (
        <li key={`${edge[end]} ${edge.kind}`}>
          <button className={edge.cycle ? "cycle" : ""} onClick={() => onChoose(edge[end])}>{edge.kind === "async" ? "⇢ " : ""}{edge[end]}</button>
          <span className={health(edge.errorShare)}>
            {edge.observed ? rate(edge.rate, language) : words.neverSeen}
            {edge.errorShare > 0.001 ? ` · ${share(edge.errorShare, language)}` : ""}
          </span>
        </li>
      ))}
      {!all && edges.length > FEW && <li><button className="more" onClick={() => setAll(true)}>{words.more(edges.length - FEW)}</button></li>}
    </ul>
  );
}
