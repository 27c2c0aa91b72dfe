// Columns over seasons or classes, stacked or side by side; up to five series are named at the last
// column instead of in a legend.
import { INK, paler } from "../colours";
import { tick } from "../format";
import {
  axisText,
  categoryAxis,
  escapeHtml,
  nameAxis,
  tooltip,
  valueAxis,
  type ChartMaker,
} from "./base";
import { decal, type Series } from "./legend";

interface ColumnsOptions {
  categories: string[];
  series: Series[];
  stacked: boolean;
  /* Values come in the shown unit. */
  text: (value: number) => string;
  unit: string;
  /* Write each series' name beside its last segment. */
  named?: boolean;
  share?: boolean;
  axisName?: string;
}

function tip(options: ColumnsOptions): (items: unknown) => string {
  return (items) => {
    const list = items as { dataIndex: number; axisValueLabel: string }[];
    const at = list[0]?.dataIndex ?? 0;
    const total = options.series.reduce((all, one) => all + (one.values[at] ?? 0), 0);
    const lines = [...options.series]
      .reverse()
      .filter((one) => one.values[at])
      .map((one) => {
        const value = one.values[at]!;
        const part = options.share && total > 0 ? ` · ${((100 * value) / total).toFixed(1)}%` : "";
        const dot = `<span style="display:inline-block;width:9px;height:9px;margin-right:6px;background:${one.colour}"></span>`;
        return `${dot}${escapeHtml(one.name)}&ensp;${options.text(value)}&thinsp;${escapeHtml(options.unit)}${part}`;
      });
    return [`<b>${escapeHtml(options.categories[at] ?? "")}</b>`, ...lines].join("<br>");
  };
}

/* Room at the right for the longest name, 13 px a Chinese character and 7 a Latin one. */
const nameRoom = (series: Series[]): number =>
  Math.max(
    0,
    ...series.map((one) => [...one.name].reduce((width, c) => width + (c > "\u2e80" ? 13 : 7), 12)),
  );

/* Heights at which names stand: the middle of the last column's segments, pushed apart. */
export function columns(options: ColumnsOptions): ChartMaker {
  return (width) => {
    const last = options.categories.length - 1;
    const total = options.series.reduce((all, one) => all + (one.values[last] ?? 0), 0);
    const room = options.named ? Math.min(nameRoom(options.series), width * 0.3) : 8;
    const series = options.series.map((one) => ({
      type: "bar" as const,
      name: one.name,
      stack: options.stacked ? "all" : undefined,
      barMaxWidth: options.stacked ? 54 : 26,
      barGap: "8%",
      barCategoryGap: "38%",
      itemStyle: {
        color: one.colour,
        decal: decal(one.pattern),
        borderColor: "#fff",
        borderWidth: options.stacked ? 0.8 : 0,
      },
      data: one.values.map((value, i) => ({
        value,
        label: {
          show: options.named === true && i === last && value > total * 0.015,
          position: "right" as const,
          distance: 8,
          color: INK,
          fontSize: 12,
          formatter: () => one.name,
        },
      })),
      labelLayout: { moveOverlap: "shiftY" as const },
    }));
    return {
      option: {
        grid: {
          left: 8,
          right: room,
          top: 18,
          bottom: options.axisName ? 40 : 26,
          containLabel: true,
        },
        tooltip: {
          ...tooltip,
          trigger: "axis",
          axisPointer: { type: "shadow" },
          formatter: tip(options) as never,
        },
        xAxis: {
          ...categoryAxis(options.categories, width < 420),
          name: options.axisName,
          nameLocation: "middle",
          nameGap: 28,
          nameTextStyle: axisText,
        } as never,
        yAxis: valueAxis(tick) as never,
        series,
      },
    };
  };
}

interface BarsOptions {
  names: string[];
  series: Series[];
  text: (value: number) => string;
  unit: string;
  /* A fill a bar instead of one a series (comparison of modes). */
  fills?: string[];
  /* Text at the end of each bar. */
  ends?: string[];
}

/* Horizontal bars, stacked, first name on top; below zero they go to the left. */
export function bars(options: BarsOptions): ChartMaker {
  const isSigned = options.series.some((one) => one.values.some((value) => value < 0));
  return (width) => {
    const room = Math.min(
      width * 0.4,
      nameRoom(options.names.map((name) => ({ name, colour: "", values: [] }))),
    );
    const series = options.series.map((one, k) => ({
      type: "bar" as const,
      name: one.name,
      stack: "all",
      barMaxWidth: 18,
      barCategoryGap: "30%",
      data: one.values.map((value, i) => {
        const fill = options.fills?.[i] ?? one.colour;
        return {
          value,
          itemStyle: {
            color: options.fills && k > 0 ? paler(fill) : fill,
            decal: decal(one.pattern),
            borderColor: "#fff",
            borderWidth: 0.6,
          },
          label: {
            show: options.ends !== undefined && k === options.series.length - 1,
            position: value < 0 ? ("left" as const) : ("right" as const),
            color: INK,
            fontSize: 12,
            formatter: () => options.ends?.[i] ?? "",
          },
        };
      }),
    }));
    return {
      option: {
        grid: { left: room, right: options.ends ? 64 : 14, top: 6, bottom: 26 },
        tooltip: {
          ...tooltip,
          trigger: "axis",
          axisPointer: { type: "shadow" },
          formatter: tip({ ...options, categories: options.names, stacked: true }) as never,
        },
        yAxis: {
          ...nameAxis(options.names, room),
          ...(isSigned ? { axisLine: { show: false, onZero: false } } : {}),
        } as never,
        xAxis: {
          ...valueAxis(tick),
          splitNumber: width < 480 ? 3 : 5,
          ...(isSigned ? { boundaryGap: ["12%", "6%"] } : {}),
          axisLabel: { ...axisText, formatter: tick, hideOverlap: true },
        } as never,
        series,
      },
    };
  };
}
