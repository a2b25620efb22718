import { useEffect } from "react";
import type { KeyboardEvent, RefObject } from "react";

import type { DependencyMap, MapNode } from "../api";
import { bringIn, seen } from "./camera";
import type { Level, Size } from "./camera";
import { inside, outline } from "./geometry";
import { walk } from "./graph";
import type { Hold } from "./useCamera";

interface Props {
  box: RefObject<HTMLDivElement | null>;
  map: DependencyMap;
  byName: ReadonlyMap<string, MapNode>;
  chosen: string | null;
  hold: Hold;
  size: Size;
  level: Level;
  large: boolean;
  clicked: RefObject<string | null>;
  zoomBy: (factor: number) => void;
  onChoose: (service: string | null, walking?: boolean) => void;
  onFocus: (service: string) => void;
}

/** The map by keyboard: arrows walk along edges, and what is chosen comes into view and has the focus. */
export function useWalk({ box, map, byName, chosen, hold, size, level, large, clicked, zoomBy, onChoose, onFocus }: Props) {
  const { now, fly, home } = hold;
  const seenSize = size.width > 0;
  useEffect(() => {
    const node = byName.get(chosen ?? "");
    if (!node || !seenSize) return;
    const frame = outline(node);
    const view = seen(now.current, size);
    const inView = inside(view, frame.x, frame.y) && inside(view, frame.x + frame.width, frame.y + frame.height);
    if (large && level === "block" && clicked.current !== chosen) fly({ k: 0.8, x: node.x - size.width / 1.6, y: node.y - size.height / 1.6 });
    else if (!inView) fly(bringIn(now.current, size, frame));
    if (document.activeElement?.closest(".plan")) box.current?.querySelector<SVGGElement>(`[data-service="${CSS.escape(node.name)}"]`)?.focus({ preventScroll: true });
    // Only when the choice changes, not when the map is read anew.
  }, [chosen, seenSize]);

  return (event: KeyboardEvent) => {
    if ((event.target as Element).closest("button")) return;
    const held = (document.activeElement as SVGElement | null)?.dataset?.["service"];
    const from = byName.get(chosen ?? held ?? "") ?? null;
    if (event.key.startsWith("Arrow")) {
      const target = from ? walk(map, from, event.key) : [...map.nodes].sort((a, b) => a.x - b.x || a.y - b.y)[0]?.name;
      const node = target ? byName.get(target) : undefined;
      if (node) {
        onChoose(node.name, true);
        fly(bringIn(now.current, size, outline(node)));
      }
    } else if ((event.key === "Enter" || event.key === " ") && from) {
      if (from.name === chosen) onFocus(from.name);
      else onChoose(from.name);
    } else if (event.key === "+" || event.key === "=") zoomBy(1.3);
    else if (event.key === "-") zoomBy(1 / 1.3);
    else if (event.key === "0") home();
    else return;
    event.preventDefault();
  };
}
