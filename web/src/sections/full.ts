// Every table in full, collapsed; rows are made when a table is opened, 200 at a time.
import { declared, type DeclaredTable } from "declared";
import type { Context, Section } from "../context";
import type { TableName } from "../data";
import { h } from "../dom";
import { NONE, date, number } from "../format";
import { isEnglish, t } from "../words";

const PAGE = 200;
type Cells = Record<string, string | number | boolean | null>;

function shown(value: string | number | boolean | null | undefined, kind: string): string {
  if (value === null || value === undefined || value === "") return NONE;
  if (kind === "QN_BOOL") return value ? t("是", "yes") : t("否", "no");
  if (kind === "QN_DATE") return date(value as number | string);
  if (typeof value !== "number") return String(value);
  if (kind === "QN_INT") return String(value);
  const size = Math.abs(value);
  return number(value, Number.isInteger(value) ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3);
}

function fill(box: HTMLElement, table: DeclaredTable, rows: Cells[]): void {
  const isNumber = (kind: string): boolean => kind === "QN_REAL" || kind === "QN_INT";
  const columns = table.columns.filter((column) =>
    rows.some((row) => row[column.name] !== null && row[column.name] !== undefined),
  );
  const body = h("tbody");
  const head = h(
    "tr",
    {},
    ...columns.map((column) =>
      h(
        "th",
        { scope: "col", class: isNumber(column.kind) ? "num" : null },
        isEnglish() ? column.name : column.zh,
        column.unit && column.unit !== "1"
          ? h(
              "span",
              { class: "unit" },
              column.unit
                .replace("m2", "m²")
                .replace("household", t("户", ""))
                .replace("CNY", t("元", "CNY")),
            )
          : null,
      ),
    ),
  );
  const more = h("button", { type: "button", class: "more", click: () => next() });
  let made = 0;
  function next(): void {
    for (const row of rows.slice(made, made + PAGE))
      body.append(
        h(
          "tr",
          {},
          ...columns.map((column) =>
            h(
              "td",
              { class: isNumber(column.kind) ? "num" : null },
              shown(row[column.name], column.kind),
            ),
          ),
        ),
      );
    made = Math.min(made + PAGE, rows.length);
    more.textContent = t(
      `再显示${Math.min(PAGE, rows.length - made)}行（已显示${made}/${rows.length}）`,
      `Show ${Math.min(PAGE, rows.length - made)} more (${made} of ${rows.length})`,
    );
    more.hidden = made >= rows.length;
  }
  next();
  box.append(
    h(
      "div",
      {
        class: "scroll",
        tabindex: 0,
        role: "region",
        "aria-label": isEnglish() ? table.name : table.zh,
      },
      h("table", {}, h("thead", {}, head), body),
    ),
    more,
  );
}

function folded(context: Context, table: DeclaredTable): HTMLElement {
  const rows = context.plan.rows(table.name as TableName) as unknown as Cells[];
  const box = h("div");
  const details = h(
    "details",
    {
      class: "full",
      id: `full-${table.name}`,
      toggle: () => {
        if (details.open && box.childElementCount === 0) fill(box, table, rows);
      },
    },
    h(
      "summary",
      {},
      h("b", {}, isEnglish() ? table.name : table.zh),
      h(
        "span",
        { class: "unit" },
        ` ${number(rows.length, 0)}${t("行", " rows")} · ${isEnglish() ? table.en : table.zhHelp}`,
      ),
    ),
    box,
  );
  return details;
}

export function fullSection(context: Context): Section {
  const tables = declared.filter(
    (table) => table.name !== "run" && context.plan.has(table.name as TableName),
  );
  return {
    id: "full",
    title: t("完整表格", "Full tables"),
    content: [
      h(
        "div",
        { class: "screen" },
        h(
          "p",
          { class: "lead" },
          t(
            "下列表格与工作簿 result.xlsx 各工作表相同。",
            "The same tables stand in the workbook result.xlsx.",
          ),
        ),
        ...tables.map((table) => folded(context, table)),
      ),
    ],
  };
}
