// What all charts share: ECharts with the few parts that are used, type and colours, a queue that
// draws after the first picture, resizing, and redrawing at paper width for print.
import { BarChart, LineChart, ScatterChart, TreemapChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { init, use, type EChartsType, type ComposeOption } from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import type {
  BarSeriesOption,
  LineSeriesOption,
  ScatterSeriesOption,
  TreemapSeriesOption,
} from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import { GRID, INK, MUTED } from "../colours";

use([
  BarChart,
  LineChart,
  ScatterChart,
  TreemapChart,
  GridComponent,
  TooltipComponent,
  MarkLineComponent,
  AriaComponent,
  CanvasRenderer,
  SVGRenderer,
]);

type Option = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | ScatterSeriesOption
  | TreemapSeriesOption
  | GridComponentOption
  | TooltipComponentOption
>;
interface Drawing {
  option: Option;
  /* canvas for thousands of marks; svg (sharp on paper) otherwise */
  renderer?: "canvas" | "svg";
  click?: (data: unknown) => void;
}
/* Gives the drawing for a width; called again when the width changes, and when it asks for it. */
export type ChartMaker = (width: number, again: () => void) => Drawing;

const FONT =
  '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';
const PAPER_WIDTH = 660;

interface Drawn {
  box: HTMLElement;
  make: ChartMaker;
  chart: EChartsType | null;
}
const all: Drawn[] = [];

function optionFor(drawn: Drawn, width: number): Drawing {
  const drawing = drawn.make(width, () => redraw(drawn, "auto"));
  drawing.option = {
    animation: false,
    textStyle: { fontFamily: FONT, color: INK, fontSize: 12 },
    ...drawing.option,
  };
  return drawing;
}

function draw(drawn: Drawn): void {
  if (drawn.chart || drawn.box.clientWidth === 0) return;
  const drawing = optionFor(drawn, drawn.box.clientWidth);
  const chart = init(drawn.box, null, { renderer: drawing.renderer ?? "svg" });
  chart.setOption(drawing.option as never);
  if (drawing.click) chart.on("click", (event) => drawing.click?.(event.data));
  drawn.chart = chart;
}

function redraw(drawn: Drawn, width: number | "auto"): void {
  if (!drawn.chart) return;
  drawn.chart.resize({ width });
  drawn.chart.setOption(optionFor(drawn, drawn.chart.getWidth()).option as never, {
    notMerge: true,
  });
}

export function queueChart(box: HTMLElement, make: ChartMaker): void {
  all.push({ box, make, chart: null });
}

/* Draws what is queued, one chart a task, so that the page answers in between; then goes on. */
export function drawQueued(then: () => void): void {
  const next = all.find(
    (drawn) => !drawn.chart && drawn.box.isConnected && drawn.box.clientWidth > 0,
  );
  if (!next) return then();
  draw(next);
  setTimeout(() => drawQueued(then), 0);
}

/* Says that nothing is left to be drawn. */
export function tellDrawn(): void {
  document.documentElement.dataset["drawn"] = "yes";
}

/* Forgets charts whose box has left the page. */
export function dropDetached(): void {
  for (let i = all.length - 1; i >= 0; i--) {
    if (all[i]!.box.isConnected) continue;
    all[i]!.chart?.dispose();
    all.splice(i, 1);
  }
}

let timer = 0;
export function followWidth(): void {
  window.addEventListener("resize", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => all.forEach((drawn) => redraw(drawn, "auto")), 120);
  });
  window.addEventListener("beforeprint", () => {
    all.forEach(draw);
    for (const drawn of all) {
      const shared = drawn.box.closest(".panels") !== null;
      redraw(drawn, shared ? PAPER_WIDTH / 2 - 12 : PAPER_WIDTH);
    }
  });
  window.addEventListener("afterprint", () => all.forEach((drawn) => redraw(drawn, "auto")));
}

export const axisText = { color: MUTED, fontSize: 12 };
export const valueAxis = (format: (value: number) => string): object => ({
  type: "value",
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: GRID } },
  axisLabel: { ...axisText, formatter: format },
});
export const categoryAxis = (names: string[], narrow = false): object => ({
  type: "category",
  data: names,
  axisLine: { lineStyle: { color: INK } },
  axisTick: { show: false },
  axisLabel: {
    ...axisText,
    color: INK,
    interval: names.length <= 10 ? 0 : "auto",
    fontSize: narrow ? 10 : 12,
  },
});
const CLOSING = /[）：，、。；」％%]/;
/* What a character of 12 px takes: a square of Chinese, about half of it otherwise. */
const advance = (character: string): number => (character > "\u2e80" ? 12 : 7);
/* A name in at most two lines; the second does not begin with a mark that closes. */
export function twoLines(name: string, room: number): string {
  let at = 0;
  for (let used = 0; at < name.length; at++) {
    used += advance(name[at]!);
    if (used > room) break;
  }
  if (at >= name.length) return name;
  while (at > 1 && CLOSING.test(name[at]!)) at--;
  return `${name.slice(0, at)}\n${name.slice(at)}`;
}
/* The axis of horizontal bars, first name on top; a name too long for its room takes a second line. */
export const nameAxis = (names: string[], room: number): object => ({
  ...categoryAxis(names),
  inverse: true,
  axisLabel: {
    color: INK,
    fontSize: 12,
    lineHeight: 14,
    width: room - 12,
    height: 28,
    formatter: (name: string) => twoLines(name, room - 12),
    overflow: "break",
    lineOverflow: "truncate",
    interval: 0,
  },
});
export const tooltip = {
  backgroundColor: "#fff",
  borderColor: "#c8ccd2",
  borderWidth: 1,
  padding: [6, 10],
  textStyle: { color: INK, fontSize: 12.5, fontFamily: FONT },
  extraCssText: "box-shadow:none;border-radius:2px",
};
/* Text for a tooltip, where ECharts wants HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c] ?? c,
  );
