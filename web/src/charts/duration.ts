// Load-duration curve with the sources stacked below it: area = heat of the season.
import { GRID, INK } from "../colours";
import { tick } from "../format";
import { t } from "../words";
import { axisText, escapeHtml, tooltip, valueAxis, type ChartMaker } from "./base";
import type { Series } from "./legend";

interface DurationOptions {
  hours: number[];
  /* Values at the hours, in the shown unit, base load first. */
  sources: Series[];
  load: number[] | null;
  text: (value: number) => string;
  unit: string;
}

export function duration(options: DurationOptions): ChartMaker {
  const points = (values: number[]): [number, number][] =>
    values.map((v, i) => [options.hours[i]!, v]);
  return (width) => {
    const stacked = options.sources.map((one) => ({
      type: "line" as const,
      name: one.name,
      stack: "sources",
      symbol: "none",
      data: points(one.values),
      lineStyle: { width: 0.8, color: "#fff" },
      areaStyle: { color: one.colour, opacity: 1 },
      itemStyle: { color: one.colour },
    }));
    const load = options.load && [
      {
        type: "line" as const,
        name: t("热负荷", "Load"),
        symbol: "none",
        data: points(options.load),
        lineStyle: { width: 2, color: INK },
        itemStyle: { color: INK },
        z: 5,
      },
    ];
    return {
      option: {
        grid: { left: 8, right: 18, top: 26, bottom: 34, containLabel: true },
        tooltip: {
          ...tooltip,
          trigger: "axis",
          formatter: ((items: { seriesName: string; value: [number, number]; color: string }[]) => {
            const lines = items
              .filter((item) => item.value[1] > 0)
              .reverse()
              .map(
                (item) =>
                  `${escapeHtml(item.seriesName)}&ensp;${options.text(item.value[1])}&thinsp;${options.unit}`,
              );
            return [`<b>${Math.round(items[0]?.value[0] ?? 0)} h</b>`, ...lines].join("<br>");
          }) as never,
        },
        xAxis: {
          type: "value",
          min: 0,
          max: options.hours[options.hours.length - 1],
          name: t("小时数（h）", "Hours"),
          nameLocation: "middle",
          nameGap: 26,
          nameTextStyle: axisText,
          axisLabel: { ...axisText, showMaxLabel: false, formatter: tick },
          splitLine: { show: false },
          splitNumber: width < 480 ? 4 : 8,
          axisLine: { lineStyle: { color: INK } },
          axisTick: { show: true, lineStyle: { color: GRID } },
        } as never,
        yAxis: valueAxis(tick) as never,
        series: [...stacked, ...(load ?? [])] as never,
      },
    };
  };
}
