import type { MapEdge, MapNode } from "../api";
import { millis, rate, share } from "../numbers";
import type { Words } from "../words";
import type { Size } from "./camera";
import { edgeKey } from "./graph";

interface Props {
  node?: MapNode;
  edge?: MapEdge;
  x: number;
  y: number;
  size: Size;
  language: string;
  words: Words;
}

/** What lies under the pointer, where there is no room to write it on the map. */
export function Tip({ node, edge, x, y, size, language, words }: Props) {
  const of = node ?? edge;
  if (!of) return null;
  const right = x > size.width - 280;
  const below = y > size.height - 90;
  return (
    <div className="tip" role="status" style={{ left: right ? undefined : x + 14, right: right ? size.width - x + 14 : undefined, top: below ? undefined : y + 12, bottom: below ? size.height - y + 12 : undefined }}>
      <b>{node ? node.name : edge && edgeKey(edge).replace("→", " → ")}</b>
      {node && <span>{[typeof node.tier === "number" ? words.tier(node.tier) : node.type, node.district, node.owner].filter(Boolean).join(" · ")}</span>}
      <span>{[rate(of.rate, language), of.p99 ? `p99 ${millis(of.p99, language)}` : "", of.errorShare > 0.001 ? words.errors(share(of.errorShare, language)) : ""].filter(Boolean).join(" · ")}</span>
      {edge && <span>{[edge.kind === "async" ? words.asynchronous : words.synchronous, edge.observed ? "" : words.neverSeen, edge.declared || edge.kind === "async" ? "" : words.undeclared].filter(Boolean).join(" · ")}</span>}
      {of.cycle && <span className="cycle">{words.onCycle}</span>}
    </div>
  );
}
