import { useEffect, useState } from "react";

/** The page's colours as numbers, for what cannot read a style sheet: WebGL, charts and pictures that are saved. */
export type Colours = Record<string, string>;

const NAMES = ["paper", "card", "node", "block", "line", "ink", "quiet", "edge", "accent", "good", "warn", "warn-mark", "bad", "cycle", "cycle-tint", "district-0", "district-1", "district-2", "district-3", "district-4"];

export function resolved(): Colours {
  const probe = document.createElement("span");
  document.body.append(probe);
  const colours: Colours = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colours;
}

/** The colours of now; they change with the system's choice of light or dark. */
export function useColours(): Colours {
  const [colours, setColours] = useState(resolved);
  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const change = () => setColours(resolved());
    dark.addEventListener("change", change);
    return () => dark.removeEventListener("change", change);
  }, []);
  return colours;
}
