import { useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";

import type { Address } from "../address";
import type { Revision, Traffic } from "../api";
import { health } from "../map/graph";
import { useSize } from "../map/useCamera";
import { clock, count, share } from "../numbers";
import type { Words } from "../words";
import { bars, chosen, grip, range, scale } from "./scale";
import type { Grip } from "./scale";

interface Props {
  address: Address;
  now: number;
  traffic: Traffic | null;
  revisions: readonly Revision[];
  language: string;
  words: Words;
  onGo: (change: Partial<Address>, replace?: boolean) => void;
}

const HEIGHT = 56;
const BASE = 46;
const TALL = 30;

/** The time around the window as bars of traffic: half a day, or more where the window is long. The window on it is what the map shows; drag it, or draw another. */
export function Timeline({ address, now, traffic, revisions, language, words, onGo }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const [hovered, setHovered] = useState<number | null>(null);
  const drag = useRef<{ grip: Grip; at: number; from: number; to: number; against: boolean; moved: boolean } | null>(null);

  const span = range(now, address.until, address.minutes);
  const x = (at: number) => ((at - span.from) / (span.to - span.from)) * width;
  const timeAt = (px: number) => span.from + (px / Math.max(1, width)) * (span.to - span.from);
  const length = address.minutes * 60_000;
  const until = address.until ?? now;
  const all = bars(traffic?.items ?? []);
  const step = all.length > 1 ? (all[1]?.at ?? 0) - (all[0]?.at ?? 0) : scale(address.minutes).step;
  const wide = Math.max(1.5, x(span.from + step) * 0.68);
  const hoveredBar = hovered === null ? undefined : all.find((bar) => hovered >= bar.at && hovered < bar.at + step);

  // Of flags that stand close together only the newest has room for its name.
  const flags = revisions
    .map((revision) => ({ revision, at: Date.parse(revision.createdAt ?? "") }))
    .filter(({ at }) => at >= span.from && at <= span.to)
    .sort((a, b) => a.at - b.at)
    .map((flag, index, sorted) => ({ ...flag, named: index === sorted.length - 1 || x(sorted[index + 1]?.at ?? 0) - x(flag.at) > 48 }));

  const pointer = (event: PointerEvent) => event.clientX - (box.current?.getBoundingClientRect().left ?? 0);
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const px = pointer(event);
    const other = address.against !== null && px > x(address.against - length) - 6 && px < x(address.against) + 6;
    const to = other && address.against !== null ? address.against : until;
    const taken = grip(px, x(to - length), x(to));
    drag.current = { grip: other ? "move" : taken, at: timeAt(px), from: to - length, to, against: other, moved: false };
    box.current?.setPointerCapture(event.pointerId);
  };
  const shown = (at: number): Partial<Address> => {
    const held = drag.current;
    if (!held) return {};
    const shift = at - held.at;
    if (held.against) return { against: Math.min(now, Math.round((held.to + shift) / 60_000) * 60_000) };
    if (held.grip === "move") {
      const to = Math.min(now, held.to + shift);
      return { ...chosen(to - length, to, now), minutes: address.minutes };
    }
    if (held.grip === "from") return { ...chosen(Math.min(at, held.to), held.to, now), until: address.until };
    if (held.grip === "to") return chosen(held.from, Math.max(at, held.from), now);
    return chosen(Math.min(held.at, at), Math.max(held.at, at), now);
  };
  const move = (event: PointerEvent) => {
    const at = timeAt(pointer(event));
    setHovered(at);
    const held = drag.current;
    if (!held) return;
    if (!held.moved && Math.abs(x(at) - x(held.at)) < 3) return;
    onGo(shown(at), held.moved);
    held.moved = true;
  };
  const release = (event: PointerEvent) => {
    const held = drag.current;
    drag.current = null;
    if (!held || held.moved) return;
    // A click, not a drag: the same length of time around it.
    if (held.grip === "new") {
      const to = timeAt(pointer(event)) + length / 2;
      onGo({ ...chosen(to - length, to, now), minutes: address.minutes });
    }
  };
  const keys = (event: KeyboardEvent) => {
    const far = (event.shiftKey ? 12 : 1) * (scale(address.minutes).step / 60_000);
    if (event.key === "ArrowLeft") onGo({ until: until - far * 60_000 }, true);
    else if (event.key === "ArrowRight") onGo({ ...chosen(until + far * 60_000 - length, until + far * 60_000, now), minutes: address.minutes }, true);
    else if (event.key === "End") onGo({ until: null });
    else if (event.key === "Home") onGo({ until: span.from + length });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const windowText = `${clock(until - length, language)} – ${address.until === null ? words.live : clock(until, language)}`;
  return (
    <div className="timeline" ref={box} onPointerDown={press} onPointerMove={move} onPointerUp={release} onPointerLeave={() => setHovered(null)}>
      <svg width={width} height={HEIGHT} aria-hidden="true">
        {all.map((bar) => (
          <rect key={bar.at} className={`bar ${health(bar.errorShare)}`} x={x(bar.at) + (x(bar.at + step) - x(bar.at) - wide) / 2} width={wide} y={BASE - Math.max(1, bar.height * TALL)} height={Math.max(1, bar.height * TALL)} rx={Math.min(1.5, wide / 2)} />
        ))}
        <line className="base" x1={0} x2={width} y1={BASE + 0.5} y2={BASE + 0.5} />
        {flags.map(({ revision, at, named }) => (
          <g key={revision.number} className={revision.status === "FAILED" ? "flag failed" : "flag"} transform={`translate(${x(at)} 0)`}>
            <line y1={2} y2={BASE} />
            {named && <text x={x(at) > width - 60 ? -4 : 4} textAnchor={x(at) > width - 60 ? "end" : "start"} y={11}>{words.revision(revision.number)}</text>}
          </g>
        ))}
        {address.against !== null && <Window className="window against" left={x(address.against - length)} right={x(address.against)} />}
        <Window className="window" left={x(until - length)} right={x(until)} />
      </svg>
      <div
        className="handle" role="slider" tabIndex={0} aria-label={words.timeline} aria-valuemin={span.from} aria-valuemax={now} aria-valuenow={until} aria-valuetext={windowText}
        style={{ left: x(until - length), width: Math.max(6, x(until) - x(until - length)) }} onKeyDown={keys}
      />
      <span className="edge">{clock(span.from, language)}</span>
      <span className="edge middle">{windowText}{address.against !== null ? ` · ${words.against(`${clock(address.against - length, language)} – ${clock(address.against, language)}`)}` : ""}</span>
      <span className="edge end">{span.to >= now ? words.live : clock(span.to, language)}</span>
      {hoveredBar && hovered !== null && (
        <div className="tip" style={{ left: Math.min(Math.max(0, x(hovered) - 60), width - 170), bottom: HEIGHT + 4 }}>
          <b>{clock(hoveredBar.at, language)}</b>
          <span>{words.callsCounted(count(hoveredBar.calls, language))} · {words.errors(share(hoveredBar.errorShare, language))}</span>
        </div>
      )}
    </div>
  );
}

function Window({ className, left, right }: { className: string; left: number; right: number }) {
  return <rect className={className} x={left} y={0.5} width={Math.max(3, right - left)} height={BASE + 3} rx={4} />;
}
