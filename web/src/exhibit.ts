// A numbered table or figure: a title that states the finding, the basis (口径) and the source line;
// behind every chart stands its table.
import type { TableName } from "./data";
import { h, prose, type Child } from "./dom";
import { queueChart, type ChartMaker } from "./charts/base";
import { sheetName } from "./names";
import { t } from "./words";

interface Frame {
  title: string;
  basis: string;
  source: TableName[];
}
interface FigureFrame extends Frame {
  unit?: string;
  /* A height in pixels, or how many horizontal bars there are. */
  charts: (({ height: number } | { bars: number }) & { heading?: string; make: ChartMaker })[];
  legend?: Child;
  table: HTMLElement;
}

const counts = { table: 0, figure: 0 };
let source = "";

/* Where all tables of the page come from, when not from one plan. */
export function tellSource(words: string): void {
  source = words;
}

function sourceLine(frame: Frame): HTMLElement {
  const sheets = frame.source.map((name) =>
    h("a", { href: `#full-${name}` }, t(`「${sheetName(name)}」`, `${sheetName(name)}`)),
  );
  const links: Child[] = sheets.flatMap((link, i) => (i > 0 ? [t("", ", "), link] : [link]));
  return h(
    "p",
    { class: "note" },
    t("口径：", "Basis: "),
    prose(frame.basis),
    t(" 来源：", " Source: "),
    source || t("本方案", "this plan, "),
    ...links,
  );
}

function caption(id: string, label: string, frame: Frame, unit?: string): HTMLElement {
  return h(
    "figcaption",
    { id: `${id}-title` },
    h("span", { class: "no" }, label),
    h("span", { class: "title" }, prose(frame.title)),
    unit ? h("span", { class: "unit" }, t(`单位：${unit}`, `Unit: ${unit}`)) : null,
  );
}

export function tableExhibit(frame: Frame, ...body: Child[]): HTMLElement {
  const no = ++counts.table,
    id = `table-${no}`;
  return h(
    "figure",
    { class: "exhibit", id, "aria-labelledby": `${id}-title` },
    caption(id, t(`表${no}`, `Table ${no}`), frame),
    ...body,
    sourceLine(frame),
  );
}

export function figureExhibit(frame: FigureFrame): HTMLElement {
  const no = ++counts.figure,
    id = `figure-${no}`;
  const panels = frame.charts.map((chart) => {
    const box = h("div", {
      class: "bars" in chart ? "chart bars" : "chart",
      style: "bars" in chart ? `--bars:${chart.bars}` : `height:${chart.height}px`,
      role: "img",
      "aria-label": chart.heading ? `${frame.title} ${chart.heading}` : frame.title,
    });
    queueChart(box, chart.make);
    return h(
      "div",
      { class: "panel" },
      chart.heading ? h("p", { class: "heading" }, chart.heading) : null,
      box,
    );
  });
  return h(
    "figure",
    { class: "exhibit", id, "aria-labelledby": `${id}-title` },
    caption(id, t(`图${no}`, `Figure ${no}`), frame, frame.unit),
    frame.legend,
    h("div", { class: panels.length > 1 ? "panels" : "" }, ...panels),
    h("details", { class: "behind screen" }, h("summary", {}, t("数据表", "Data")), frame.table),
    sourceLine(frame),
  );
}
