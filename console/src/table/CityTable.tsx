import type { CityMap } from "../api";
import { millis, rate, share } from "../numbers";
import type { Words } from "../words";

/** The map as text: what a screen reader reads and what can be copied into a ticket. */
export function CityTable({ city, language, words, onChoose }: { city: CityMap; language: string; words: Words; onChoose: (service: string) => void }) {
  const services = [...city.nodes].sort((a, b) => a.depth - b.depth || a.name.localeCompare(b.name));
  return (
    <div className="table" id="table">
      <table>
        <caption>{words.services(city.nodes.filter((node) => node.type === "service").length)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.service}</th>
            <th scope="col">{words.tier(0).replace(/\s*0\s*/, "")}</th>
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
          {services.map((node) => (
            <tr key={node.name}>
              <th scope="row"><button className="plain" onClick={() => onChoose(node.name)}>{node.name}</button></th>
              <td>{node.tier ?? "–"}</td>
              <td>{node.owner ?? "–"}</td>
              <td>{node.domain ?? "–"}</td>
              <td>{node.version ?? "–"}</td>
              <td>{node.type === "service" ? (node.lifecycle ?? "–") : node.type}</td>
              <td className="number">{rate(node.rate, language)}</td>
              <td className="number">{share(node.errorShare, language)}</td>
              <td className="number">{millis(node.p99, language)}</td>
              <td className="cycle">{node.cycle ? "⇄" : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>{words.roads}</caption>
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
          {city.edges.map((road) => (
            <tr key={`${road.from}→${road.to}`}>
              <td>{road.from}</td>
              <td>{road.to}</td>
              <td>{road.observed ? road.kind : words.neverSeen}</td>
              <td className="number">{rate(road.rate, language)}</td>
              <td className="number">{share(road.errorShare, language)}</td>
              <td className="number">{millis(road.p99, language)}</td>
              <td className="cycle">{road.cycle ? "⇄" : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
