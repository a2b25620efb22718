import type { Building, Road } from "../api";
import { millis, rate, share } from "../numbers";
import type { Words } from "../words";
import type { Size } from "./camera";
import { roadKey } from "./city";

interface Props {
  house?: Building;
  road?: Road;
  x: number;
  y: number;
  size: Size;
  language: string;
  words: Words;
}

/** What lies under the pointer, where there is no room to write it on the map. */
export function Tip({ house, road, x, y, size, language, words }: Props) {
  const of = house ?? road;
  if (!of) return null;
  const right = x > size.width - 280;
  const below = y > size.height - 90;
  return (
    <div className="tip" role="status" style={{ left: right ? undefined : x + 14, right: right ? size.width - x + 14 : undefined, top: below ? undefined : y + 12, bottom: below ? size.height - y + 12 : undefined }}>
      <b>{house ? house.name : road && roadKey(road).replace("→", " → ")}</b>
      {house && <span>{[typeof house.tier === "number" ? words.tier(house.tier) : house.type, house.district, house.owner].filter(Boolean).join(" · ")}</span>}
      <span>{[rate(of.rate, language), of.p99 ? `p99 ${millis(of.p99, language)}` : "", of.errorShare > 0.001 ? words.errors(share(of.errorShare, language)) : ""].filter(Boolean).join(" · ")}</span>
      {road && <span>{[road.kind === "async" ? words.asynchronous : words.synchronous, road.observed ? "" : words.neverSeen, road.declared || road.kind === "async" ? "" : words.undeclared].filter(Boolean).join(" · ")}</span>}
      {of.cycle && <span className="cycle">{words.onCycle}</span>}
    </div>
  );
}
