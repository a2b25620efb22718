import { useState } from "react";

import type { DependencyMap } from "../api";
import { matches } from "../map/graph";
import { count, millis, rate, share } from "../numbers";
import type { Words } from "../words";

const PAGE = 300;

/** The map as text: what a screen reader reads and what can be copied into a ticket. The search narrows it. */
export function MapTable({ map, query, language, words, onChoose }: { map: DependencyMap; query: string; language: string; words: Words; onChoose: (service: string) => void }) {
  const [rows, setRows] = useState(PAGE);
  const wanted = (name: string) => !query.trim() || found.has(name);
  const found = new Set(map.nodes.filter((node) => matches(node, query)).map((node) => node.name));
  const services = map.nodes.filter((node) => wanted(node.name)).sort((a, b) => a.depth - b.depth || a.name.localeCompare(b.name));
  const edges = map.edges.filter((edge) => wanted(edge.from) || wanted(edge.to)).sort((a, b) => b.rate - a.rate);
  const more = Math.max(services.length, edges.length) - rows;
  return (
    <div className="table" id="table">
      <table>
        <caption>{words.services(services.filter((node) => node.type === "service").length, count(services.filter((node) => node.type === "service").length, language))}</caption>
        <thead>
          <tr>
            <th scope="col">{words.service}</th>
            <th scope="col">{words.tierColumn}</th>
            <th scope="col">{words.owner}</th>
            <th scope="col">{words.district}</th>
            <th scope="col">{words.version}</th>
            <th scope="col">{words.state}</th>
            <th scope="col" className="number">{words.rate}</th>
            <th scope="col" className="number">{words.errorShare}</th>
            <th scope="col" className="number">p99</th>
            <th scope="col">{words.cycle}</th>
          </tr>
        </thead>
        <tbody>
          {services.slice(0, rows).map((node) => (
            <tr key={node.name}>
              <th scope="row"><button className="plain" onClick={() => onChoose(node.name)}>{node.name}</button></th>
              <td>{node.tier ?? "–"}</td>
              <td>{node.owner ?? "–"}</td>
              <td>{node.domain ?? node.district ?? "–"}</td>
              <td>{node.version ?? "–"}</td>
              <td>{node.type === "service" ? (node.lifecycle ?? "–") : node.type}</td>
              <td className="number">{rate(node.rate, language)}</td>
              <td className="number">{share(node.errorShare, language)}</td>
              <td className="number">{millis(node.p99, language)}</td>
              <td className="cycle">{node.cycle ? words.onCycle : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>{words.edges}</caption>
        <thead>
          <tr>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.to}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col" className="number">{words.rate}</th>
            <th scope="col" className="number">{words.errorShare}</th>
            <th scope="col" className="number">p99</th>
            <th scope="col">{words.cycle}</th>
          </tr>
        </thead>
        <tbody>
          {edges.slice(0, rows).map((edge) => (
            <tr key={`${edge.from}→${edge.to} ${edge.kind}`}>
              <td>{edge.from}</td>
              <td>{edge.to}</td>
              <td>{edge.observed ? (edge.kind === "async" ? words.asynchronous : words.synchronous) : words.neverSeen}</td>
              <td className="number">{rate(edge.rate, language)}</td>
              <td className="number">{share(edge.errorShare, language)}</td>
              <td className="number">{millis(edge.p99, language)}</td>
              <td className="cycle">{edge.cycle ? words.onCycle : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <button className="plain" onClick={() => setRows(rows + 1000)}>{words.more(more)}</button>}
    </div>
  );
}
