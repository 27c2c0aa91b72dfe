// Every table in full, collapsed; rows are made when a table is opened, 200 at a time.
import { declared, type DeclaredColumn, type DeclaredTable } from "declared";
import type { Context, Section } from "../context";
import type { TableName } from "../data";
import { h } from "../dom";
import { NONE, date, number, percent, scaleAlone } from "../format";
import { choice, isEnglish, t } from "../words";

const PAGE = 200;
type Value = string | number | boolean | null | undefined;
type Row = Record<string, Value>;

const isNumber = (column: DeclaredColumn): boolean =>
  column.kind === "QN_REAL" || column.kind === "QN_INT";

/* A share whose values stay near 1 is told in per cent; an efficiency of 3.2 is not. */
const isShare = (column: DeclaredColumn, rows: Row[]): boolean =>
  column.unit === "1" && rows.every((row) => Math.abs(Number(row[column.name] ?? 0)) <= 1.2);

function figure(value: number, column: DeclaredColumn, share: boolean): string {
  if (column.kind === "QN_INT") return String(value);
  if (share) return percent(value);
  const size = Math.abs(value);
  return number(value, Number.isInteger(value) ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3);
}

function shown(context: Context, value: Value, column: DeclaredColumn, share: boolean): string {
  if (value === null || value === undefined || value === "") return NONE;
  if (column.kind === "QN_BOOL") return value ? t("是", "yes") : t("否", "no");
  if (column.kind === "QN_DATE") return date(value as number | string);
  if (typeof value === "number") return figure(value, column, share);
  if (column.choices && !isEnglish()) return column.choices[String(value)] ?? String(value);
  if (column.name === "zone") return context.zone(String(value));
  return column.kind === "QN_TEXT" ? choice(String(value)) : String(value);
}

function headCell(column: DeclaredColumn): HTMLElement {
  const unit = column.unit === "1" ? "" : scaleAlone(column.unit, 1).unit;
  return h(
    "th",
    { scope: "col", class: isNumber(column) ? "num" : null },
    isEnglish() ? column.name : column.zh,
    unit ? h("span", { class: "unit" }, unit) : null,
  );
}

function fill(context: Context, box: HTMLElement, table: DeclaredTable, rows: Row[]): void {
  const columns = table.columns
    .filter((column) => rows.some((row) => (row[column.name] ?? null) !== null))
    .map((column) => ({ column, share: isShare(column, rows) }));
  const line = (row: Row): HTMLElement =>
    h(
      "tr",
      {},
      ...columns.map(({ column, share }) => {
        const text = shown(context, row[column.name], column, share);
        return h("td", { class: isNumber(column) ? "num" : null }, text);
      }),
    );
  const body = h("tbody");
  const more = h("button", { type: "button", class: "more", click: () => next() });
  let made = 0;
  function next(): void {
    body.append(...rows.slice(made, made + PAGE).map(line));
    made = Math.min(made + PAGE, rows.length);
    const step = Math.min(PAGE, rows.length - made);
    more.textContent = t(
      `再显示${step}行（已显示${made}/${rows.length}）`,
      `Show ${step} more (${made} of ${rows.length})`,
    );
    more.hidden = step === 0;
  }
  next();
  const label = isEnglish() ? table.name : table.zh;
  const head = h("tr", {}, ...columns.map(({ column }) => headCell(column)));
  box.append(
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
      h("table", {}, h("thead", {}, head), body),
    ),
    more,
  );
}

function folded(context: Context, table: DeclaredTable): HTMLElement {
  const rows = context.plan.rows(table.name as TableName) as unknown as Row[];
  const box = h("div");
  const note = ` ${number(rows.length, 0)}${t("行", " rows")} · ${isEnglish() ? table.en : table.zhHelp}`;
  const summary = h(
    "summary",
    {},
    h("b", {}, isEnglish() ? table.name : table.zh),
    h("span", { class: "unit" }, note),
  );
  const details = h("details", { class: "full", id: `full-${table.name}` }, summary, box);
  details.addEventListener("toggle", () => {
    if (details.open && box.childElementCount === 0) fill(context, box, table, rows);
  });
  return details;
}

export function fullSection(context: Context): Section {
  const tables = declared.filter(
    (table) => table.name !== "run" && context.plan.has(table.name as TableName),
  );
  const lead =
    context.plan.runs.length > 1
      ? t("对照的全部表格。", "All tables of the comparison.")
      : t(
          "下列表格与工作簿 result.xlsx 各工作表相同。",
          "The same tables stand in the workbook result.xlsx.",
        );
  const content = h(
    "div",
    { class: "screen" },
    h("p", { class: "lead" }, lead),
    ...tables.map((table) => folded(context, table)),
  );
  return {
    id: "full",
    title: t("完整表格", "Full tables"),
    content: tables.length > 0 ? [content] : [],
  };
}
