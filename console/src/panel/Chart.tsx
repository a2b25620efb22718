import { LineChart } from "echarts/charts";
import { AxisPointerComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import type { EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

import type { Traffic } from "../api";
import { useColours } from "../colours";
import { clock, millis, rate, share } from "../numbers";

use([LineChart, GridComponent, TooltipComponent, AxisPointerComponent, SVGRenderer]);

interface Props {
  traffic: Traffic;
  language: string;
  /** What a screen reader says instead. */
  label: string;
  errorsWord: string;
}

/** Rate and errors over p99, on one axis of time. */
export default function Chart({ traffic, language, label, errorsWord }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const colours = useColours();
  const latencies = traffic.items.some((step) => typeof step.p99 === "number");

  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, null, { renderer: "svg" });
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const { items } = traffic;
    const quiet = { color: colours.quiet, fontSize: 10.5, fontFamily: "inherit" };
    const times = items.map((step) => clock(step.at, language));
    const axis = { type: "category" as const, data: times, boundaryGap: false, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.line } } };
    const value = { type: "value" as const, show: false, min: 0 };
    const line = (name: string, data: (number | null)[], colour: string | undefined, index: number, more = {}) =>
      ({ type: "line" as const, name, data, xAxisIndex: index, yAxisIndex: index, showSymbol: false, smooth: 0.35, lineStyle: { width: 1.8, color: colour }, itemStyle: { color: colour }, emphasis: { disabled: true }, ...more });
    chart.current?.setOption(
      {
        animation: false,
        textStyle: { fontFamily: "inherit" },
        grid: latencies ? [{ left: 2, right: 2, top: 6, height: 52 }, { left: 2, right: 2, top: 72, height: 30 }] : [{ left: 2, right: 2, top: 6, height: 60 }],
        xAxis: latencies
          ? [{ ...axis, axisLabel: { show: false } }, { ...axis, gridIndex: 1, axisLabel: { ...quiet, interval: Math.max(1, items.length - 2), alignMinLabel: "left", alignMaxLabel: "right" } }]
          : [{ ...axis, axisLabel: { ...quiet, interval: Math.max(1, items.length - 2), alignMinLabel: "left", alignMaxLabel: "right" } }],
        yAxis: latencies ? [value, { ...value, gridIndex: 1 }] : [value],
        axisPointer: { link: [{ xAxisIndex: "all" }], lineStyle: { color: colours.quiet, type: "solid", width: 1 }, label: { show: false } },
        tooltip: {
          trigger: "axis", confine: true, backgroundColor: colours.card, borderColor: colours.line, padding: [6, 10], textStyle: { color: colours.ink, fontSize: 12, fontFamily: "inherit" },
          formatter: (points: unknown) => {
            const at = items[(points as { dataIndex: number }[])[0]?.dataIndex ?? 0];
            return at ? `${clock(at.at, language)}<br>${rate(at.rate, language)} · ${share(at.errorShare, language)}${typeof at.p99 === "number" ? `<br>p99 ${millis(at.p99, language)}` : ""}` : "";
          },
        },
        series: [
          line("rate", items.map((step) => step.rate), colours.accent, 0, { areaStyle: { color: colours.accent, opacity: 0.08 } }),
          // Errors on the scale of the rate would lie on the floor: a tenth of failures reaches half way up.
          line(errorsWord, errors(items), colours["warn-mark"], 0, { lineStyle: { width: 1.6, color: colours["warn-mark"] } }),
          ...(latencies ? [line("p99", items.map((step) => step.p99 ?? null), colours.quiet, 1, { lineStyle: { width: 1.4, color: colours.quiet } })] : []),
        ],
      },
      { notMerge: true },
    );
  }, [colours, errorsWord, language, latencies, traffic]);

  return <div className={latencies ? "chart tall" : "chart"} ref={box} role="img" aria-label={label} />;
}

function errors(items: Traffic["items"]): number[] {
  const most = Math.max(...items.map((step) => step.rate), 0);
  return items.map((step) => most * Math.min(1, step.errorShare * 5));
}
