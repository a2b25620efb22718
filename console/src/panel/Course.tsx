import { lazy, Suspense } from "react";

import type { Stretch } from "../api";
import { useTraffic } from "../useMap";
import type { Words } from "../words";

const Chart = lazy(() => import("./Chart"));

/** The traffic over time. Its room is kept while it is on its way, and given up where the map has none. */
export function Course({ service, stretch, language, words }: { service: string | null; stretch: Stretch; language: string; words: Words }) {
  const minutes = Math.round((stretch.to - stretch.from) / 60_000);
  const traffic = useTraffic(stretch, Math.max(2, Math.min(60, minutes)), service);
  return (
    <div className="course">
      {traffic && traffic.items.length > 1 && (
        <Suspense fallback={null}>
          <Chart traffic={traffic} language={language} label={words.chart(service ?? words.wholeMap)} errorsWord={words.errorShare} />
        </Suspense>
      )}
    </div>
  );
}
