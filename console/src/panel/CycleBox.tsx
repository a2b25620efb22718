import type { Cycle, Operation } from "../api";
import type { Words } from "../words";

interface Props {
  cycle: Cycle;
  /** The service that is looked at; its cuts come first. */
  own?: string;
  /** Whether a change is on the map already. */
  tried: boolean;
  /** One line of names and one of advice: where there are several. */
  short?: boolean;
  words: Words;
  onChoose: (service: string) => void;
  onTry: (operations: Operation[]) => void;
}

const NAMED = 6;

/** A cycle, the cheapest edges to cut it, and a way to see the map without them. */
export function CycleBox({ cycle, own, tried, short = false, words, onChoose, onTry }: Props) {
  const members = cycle.members.slice(0, NAMED).join(" ⇄ ");
  const advice = [...cycle.advice].sort((a, b) => Number(touches(b.cut, own)) - Number(touches(a.cut, own)));
  return (
    <section className="cyclebox">
      <strong>{words.cycle}: {members}{cycle.members.length > NAMED ? ` … (${cycle.members.length})` : ""}</strong>
      {advice.slice(0, short ? 1 : 2).map((each) => {
        const explanation = words.advice(cycle, each);
        const first = each.proposals?.[0] && words.proposal(each.proposals[0]);
        return (
          <div key={`${each.cut.from}→${each.cut.to}`}>
            <p><b>{words.cheapestCut}: <button onClick={() => onChoose(each.cut.from)}>{each.cut.from}</button> → <button onClick={() => onChoose(each.cut.to)}>{each.cut.to}</button></b></p>
            {!short && <p>{explanation}</p>}
            {!short && first && !explanation.includes(first.text) && <p className="proposal"><b>{first.title}.</b> {first.text}</p>}
          </div>
        );
      })}
      {!tried && <button className="try" data-try={cycle.id} onClick={() => onTry(cycle.advice.flatMap((each) => each.proposals?.[0]?.operations ?? [{ op: "cut", ...each.cut }]))}>{words.tryIt}</button>}
      {!tried && !short && advice[0]?.proposals?.slice(1).map((proposal) => (
        <button className="try other" key={proposal.kind} title={words.proposal(proposal).text} onClick={() => onTry(proposal.operations)}>{words.tryThis(words.proposal(proposal).title)}</button>
      ))}
    </section>
  );
}

const touches = (cut: { from: string; to: string }, name: string | undefined) => cut.from === name || cut.to === name;
