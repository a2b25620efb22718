import { useEffect, useState } from "react";

/** What the address bar holds, so that every view has a URL that can be sent to a colleague. */
export interface Place {
  service: string | null;
  hops: number | null;
  minutes: number;
  view: "map" | "table";
}

const WINDOWS = [5, 15, 60, 360];

function parse(search: string): Place {
  const query = new URLSearchParams(search);
  const hops = Number(query.get("hops"));
  const minutes = Number(query.get("minutes"));
  return {
    service: query.get("service"),
    hops: hops >= 1 && hops <= 3 ? Math.floor(hops) : null,
    minutes: WINDOWS.includes(minutes) ? minutes : 60,
    view: query.get("view") === "table" ? "table" : "map",
  };
}

function address(place: Place): string {
  const query = new URLSearchParams();
  if (place.service) query.set("service", place.service);
  if (place.hops) query.set("hops", String(place.hops));
  if (place.minutes !== 60) query.set("minutes", String(place.minutes));
  if (place.view !== "map") query.set("view", place.view);
  const text = query.toString();
  return text ? `?${text}` : location.pathname;
}

export function usePlace(): [Place, (change: Partial<Place>) => void] {
  const [place, setPlace] = useState(() => parse(location.search));
  useEffect(() => {
    const back = () => setPlace(parse(location.search));
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  const go = (change: Partial<Place>) => {
    const next = { ...place, ...change };
    history.pushState(null, "", address(next));
    setPlace(next);
  };
  return [place, go];
}

export { WINDOWS };
