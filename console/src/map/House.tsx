import type { KeyboardEvent } from "react";

import type { Building } from "../api";
import { millis, rate, share } from "../numbers";
import { health, MOVING } from "./city";
import { outline } from "./geometry";

interface Props {
  building: Building;
  language: string;
  chosen: boolean;
  faded: boolean;
  onChoose: () => void;
  onFocusCity: () => void;
  onHover: (over: boolean) => void;
  onArrow: (key: string) => void;
}

/** A building says in two lines what matters: name and tier, rate and p99, errors only when there are some. */
export function House({ building, language, chosen, faded, onChoose, onFocusCity, onHover, onArrow }: Props) {
  const frame = outline(building);
  const state = health(building.errorShare);
  const lifecycle = building.lifecycle ?? "";
  const sign = [
    rate(building.rate, language),
    building.p99 ? millis(building.p99, language) : "",
    state === "good" ? "" : share(building.errorShare, language),
  ].filter(Boolean);
  const bar = lifecycle === "FAILED" ? "failed" : MOVING.has(lifecycle) ? "moving" : lifecycle ? "" : "unknown";
  const badge = lifecycle === "FAILED" || MOVING.has(lifecycle) ? lifecycle.replace("_", " ") : "";
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") onChoose();
    else if (event.key.startsWith("Arrow")) onArrow(event.key);
    else return;
    event.preventDefault();
  };
  return (
    <g
      className={["house", building.tier === 0 ? "vital" : "", chosen ? "chosen" : "", faded ? "faded" : ""].join(" ")}
      transform={`translate(${frame.x} ${frame.y})`}
      tabIndex={0}
      role="button"
      aria-label={[building.name, ...sign, lifecycle, building.cycle ? "⇄" : ""].filter(Boolean).join(", ")}
      aria-pressed={chosen}
      data-service={building.name}
      data-cycle={building.cycle ?? undefined}
      onClick={onChoose}
      onDoubleClick={onFocusCity}
      onKeyDown={keys}
      onPointerEnter={() => onHover(true)}
      onPointerLeave={() => onHover(false)}
    >
      {building.cycle && <rect className="halo" x={-8} y={-8} width={frame.width + 16} height={frame.height + 16} rx={14} />}
      <rect className="wall" width={frame.width} height={frame.height} rx={building.type === "service" ? 8 : frame.height / 2} />
      {building.type === "service" ? (
        <>
          <rect className={`bar ${bar}`} x={1} y={9} width={3.5} height={frame.height - 18} rx={1.75} />
          <text className="name" x={14} y={19}>
            {building.name.length > 16 ? `${building.name.slice(0, 15)}…` : building.name}
          </text>
          <text className={`sign ${state}`} x={14} y={36}>
            {sign.join(" · ")}
          </text>
          {typeof building.tier === "number" && (
            <text className="tier" x={frame.width - 9} y={19}>
              T{building.tier}
            </text>
          )}
          {badge && (
            <g className={`badge ${bar}`} transform={`translate(${frame.width - badge.length * 6.6 - 22} -9)`}>
              <rect width={badge.length * 6.6 + 14} height={17} rx={8.5} />
              <text x={badge.length * 3.3 + 7} y={12}>
                {badge}
              </text>
            </g>
          )}
        </>
      ) : (
        <text className="sign" x={14} y={17}>
          {building.type === "topic" ? "⇢ " : ""}
          {building.name}
        </text>
      )}
    </g>
  );
}
