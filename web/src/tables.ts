// Three-line tables (三线表): rules above the head, below the head and below the foot; numbers right,
// units in the head, one scale and one number of decimals a column.
import { h, prose, type Child } from "./dom";
import { COUNTED, NONE, decimalsFor, number, scaleTogether, type Scale } from "./format";
import { t } from "./words";

export interface Column<R> {
  head: string;
  /* Columns that stand together under one heading. */
  group?: string;
  text?: (row: R) => Child;
  /* Text that is a figure with its own unit: set to the right. */
  right?: boolean;
  /* Left out on a phone, where there is no room and other columns tell what matters. */
  wide?: boolean;
  value?: (row: R) => number | null;
  /* Unit of value; the column is scaled as a whole, together with columns of the same share. */
  unit?: string;
  share?: string;
  decimals?: number;
  /* What is missing where the value falls short: the cell is red and says so. */
  short?: (row: R) => string | null;
}
interface TableOptions<R> {
  total?: R;
  /* Rows shown before the rest is folded. */
  fold?: number;
  /* Where they stand, for the paper; without: in the workbook. */
  rest?: string;
  label: string;
}

interface Layout {
  scale: Scale;
  decimals: number;
}

function layoutOf<R>(columns: Column<R>[], rows: R[]): Map<Column<R>, Layout> {
  const layouts = new Map<Column<R>, Layout>();
  for (const column of columns) {
    if (!column.value) continue;
    const mates = columns.filter(
      (c) => c === column || (column.share !== undefined && c.share === column.share),
    );
    const values = mates.flatMap((c) => rows.map((row) => c.value?.(row) ?? 0));
    const most = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    const scale = scaleTogether(column.unit ?? null, most);
    const whole = values.every(
      (v) => Math.abs(v / scale.factor - Math.round(v / scale.factor)) < 1e-9,
    );
    const decimals =
      column.decimals ??
      (COUNTED.has(scale.unit) || whole
        ? 0
        : scale.unit === "%"
          ? 1
          : decimalsFor(most / scale.factor));
    layouts.set(column, { scale, decimals });
  }
  return layouts;
}

const classOf = <R>(column: Column<R>, name: string | null): string | null =>
  column.wide ? `${name ?? ""} wide`.trim() : name;

function headCell<R>(column: Column<R>, unit: string, rows: number): HTMLElement {
  return h(
    "th",
    {
      scope: "col",
      class: classOf(column, column.value || column.right ? "num" : null),
      rowspan: rows > 1 ? rows : null,
    },
    column.head.length <= 4 ? h("span", { class: "n" }, column.head) : column.head,
    unit ? h("span", { class: "unit" }, unit) : null,
  );
}

function head<R>(columns: Column<R>[], layouts: Map<Column<R>, Layout>): HTMLElement {
  const unit = (column: Column<R>): string => layouts.get(column)?.scale.unit ?? "";
  if (!columns.some((column) => column.group))
    return h(
      "thead",
      {},
      h("tr", {}, ...columns.map((column) => headCell(column, unit(column), 1))),
    );
  const upper = h("tr"),
    lower = h("tr");
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!;
    if (!column.group) {
      upper.append(headCell(column, unit(column), 2));
      continue;
    }
    let end = i;
    while (columns[end + 1]?.group === column.group) end++;
    const mates = columns.slice(i, end + 1);
    const same = mates.every((mate) => unit(mate) === unit(column));
    upper.append(
      h(
        "th",
        { scope: "colgroup", class: "group", colspan: mates.length },
        column.group,
        same && unit(column) ? h("span", { class: "unit" }, unit(column)) : null,
      ),
    );
    for (const mate of mates) lower.append(headCell(mate, same ? "" : unit(mate), 1));
    i = end;
  }
  return h("thead", {}, upper, lower);
}

/* A year or a word that should not be broken. */
const isShort = (content: Child): boolean => typeof content === "string" && content.length <= 6;

function cell<R>(
  column: Column<R>,
  row: R,
  layout: Layout | undefined,
  first: boolean,
): HTMLElement {
  const tag = first ? "th" : "td";
  if (!column.value || !layout) {
    const content = column.text?.(row);
    const shown = typeof content === "string" ? (content === "" ? NONE : content) : content;
    const name = column.right ? "num" : isShort(shown) ? "short-text" : null;
    return h(tag, { scope: first ? "row" : null, class: classOf(column, name) }, shown ?? NONE);
  }
  const value = column.value(row);
  const short = column.short?.(row) ?? null;
  const text = value === null ? NONE : number(value / layout.scale.factor, layout.decimals);
  return h(
    tag,
    { class: classOf(column, short === null ? "num" : "num short"), scope: first ? "row" : null },
    text,
    short ? h("span", { class: "lack" }, short) : null,
  );
}

export function table<R>(rows: R[], columns: Column<R>[], options: TableOptions<R>): HTMLElement {
  const layouts = layoutOf(columns, rows);
  const line = (row: R, name: string): HTMLElement =>
    h(
      "tr",
      { class: name || null },
      ...columns.map((column, i) => cell(column, row, layouts.get(column), i === 0)),
    );
  const shown = options.fold === undefined ? rows : rows.slice(0, options.fold);
  const body = h("tbody", {}, ...shown.map((row) => line(row, "")));
  const foot = options.total === undefined ? null : h("tfoot", {}, line(options.total, "total"));
  const scroll = h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": options.label },
    h("table", {}, head(columns, layouts), body, foot),
  );
  if (shown.length === rows.length) return scroll;
  const rest = rows.length - shown.length;
  const more = h(
    "button",
    {
      type: "button",
      class: "more screen",
      click: () => {
        for (const row of rows.slice(shown.length)) body.append(line(row, ""));
        more.remove();
      },
    },
    t(`展开其余${rest}行`, `Show ${rest} more rows`),
  );
  const note = h(
    "p",
    { class: "note paper" },
    prose(
      t(
        `其余${rest}行见${options.rest ?? "工作簿"}。`,
        `${rest} more rows: see ${options.rest ?? "the workbook"}.`,
      ),
    ),
  );
  return h("div", {}, scroll, more, note);
}
