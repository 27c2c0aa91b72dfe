// 为什么: modes compared at local prices, limits with slack and price, and the search for a village.
import { bars } from "../charts/columns";
import type { Series } from "../charts/legend";
import { family } from "../colours";
import type { Context, Section } from "../context";
import { descending, groups, known, num, sum, type Rows } from "../data";
import { h } from "../dom";
import { figureExhibit, tableExhibit } from "../exhibit";
import { amount, money, number, year } from "../format";
import { searchBox } from "../search";
import { table, type Column } from "../tables";
import { t } from "../words";
import { mixesTable } from "./mixes";
import { ruleCosts } from "./rules";

type Comparison = Rows["comparison"];
type Limit = Rows["limits"];

const cny = (head: string, value: (row: Comparison) => number | null): Column<Comparison> => ({
  head,
  unit: "CNY",
  share: "cny",
  decimals: 0,
  value,
});

export function comparisonColumns(): Column<Comparison>[] {
  return [
    { head: t("方式", "Mode"), text: (row) => row.mode_name },
    { head: t("设计负荷", "Load"), unit: "kW", value: (row) => row.design_kw },
    { head: t("效率", "Efficiency"), value: (row) => row.efficiency, decimals: 2 },
    {
      head: t("能源价格", "Price"),
      right: true,
      text: (row) =>
        known(row.price_cny)
          ? `${number(row.price_cny, row.price_cny >= 10 ? 0 : 2)}${t("元", " CNY")}/${row.carrier_unit ?? ""}`
          : "",
    },
    cny(t("投资", "Investment"), (row) => row.invest_cny),
    cny(t("年运行费", "Running"), (row) => row.run_cny),
    cny(t("居民年支出", "Bill"), (row) => row.bill_cny),
    cny(t("年费用", "Annual"), (row) => row.annual_cny),
    cny(t("评价期费用", "Cost over the period"), (row) => row.cost_cny),
    {
      head: t("能源费与散煤之比：同等供热", "Energy cost over coal: same heat"),
      value: (row) => row.coal_ratio,
      decimals: 2,
    },
    { head: t("实际用热", "heat in use"), value: (row) => row.used_ratio, decimals: 2 },
  ];
}

/* Modes drawn; all of them stand in the table behind. */
const DRAWN = 16;

function comparisonTitle(zone: string, rows: Comparison[]): string {
  const best = rows.find((row) => row.is_clean) ?? rows[0]!;
  const dirty = rows.find((row) => !row.is_clean);
  const cost = money(Math.round(num(best.annual_cny)));
  const more = num(best.annual_cny) - num(dirty?.annual_cny);
  const against =
    dirty && more > 0
      ? t(
          `，仍比${dirty.mode_name}高${money(Math.round(more))}`,
          `, still ${money(Math.round(more))} above ${dirty.mode_name}`,
        )
      : "";
  return t(
    `${zone}典型户年费用最低的清洁方式是${best.mode_name}，${cost}${against}`,
    `${zone}: the cheapest clean mode of a mean household is ${best.mode_name}, ${cost} a year${against}`,
  );
}

function comparisonFigure(context: Context, zone: string | null, all: Comparison[]): HTMLElement {
  const rows = [...all].sort((a, b) => num(a.annual_cny) - num(b.annual_cny));
  const drawn = rows.slice(0, DRAWN);
  const [area, heat] = [amount(rows[0]!.area_m2, "m2"), amount(rows[0]!.heat_kwh, "kWh")];
  const left = rows.length - drawn.length;
  const rest =
    left > 0 ? t(`费用更高的${left}种见数据表。`, `${left} dearer modes: see the data.`) : "";
  const series = (name: string, value: (row: Comparison) => number): Series => ({
    name,
    colour: "",
    values: drawn.map(value),
  });
  const chart = bars({
    names: drawn.map((row) => row.mode_name ?? ""),
    unit: t("元", "CNY"),
    text: (value) => number(value, 0),
    fills: drawn.map((row) => family(row.family).colour),
    ends: drawn.map((row) => number(row.annual_cny, 0)),
    series: [
      series(t("年运行费", "Running"), (row) => num(row.run_cny)),
      series(t("投资年金", "Annuity"), (row) =>
        Math.max(0, num(row.annual_cny) - num(row.run_cny)),
      ),
    ],
  });
  return figureExhibit({
    title: comparisonTitle(context.zone(zone), rows),
    unit: t("元/年", "CNY a year"),
    source: ["comparison"],
    basis: t(
      `户均${area}、季用热${heat}；年费用 = 年运行费（深色）+ 投资年金（浅色）。能源费均为补贴前：“同等供热”按同样的热量比较，“实际用热”按各方式实际用的热与今天散煤的用热比较（清洁方式用得更多），规划所说“运行成本是燃煤的几倍”为后者。${rest}`,
      `a household of ${area} and ${heat} a season; annual cost = running (dark) + annuity (light). Energy costs are before subsidy: "same heat" compares like with like, "heat in use" what each mode is really used for with what coal is used for today (clean modes are used more); plans that say "so many times coal" mean the latter. ${rest}`,
    ),
    charts: [{ bars: drawn.length, make: chart }],
    table: table(rows, comparisonColumns(), { label: t("技术经济比选表", "Comparison of modes") }),
  });
}

/* The two zones where most households are converted. */
function comparisons(context: Context): HTMLElement[] {
  const zones = [...groups(context.plan.rows("comparison"), (row) => row.zone)];
  const converted = (zone: string | null): number =>
    sum(
      context.plan.rows("unit_plans").filter((unit) => unit.zone === zone && unit.season !== null),
      (unit) => unit.households,
    );
  return descending(zones, ([zone]) => converted(zone))
    .slice(0, 2)
    .map(([zone, rows]) => comparisonFigure(context, zone, rows));
}

/* A limit with so much of it left, though it has a price in the relaxation, holds nobody back. */
const SPARE = 0.05;
const isSpare = (row: Limit): boolean => num(row.slack) > SPARE * Math.abs(num(row.limit));
/* What one per cent more of a limit would save. */
const onePercent = (row: Limit): number =>
  isSpare(row) ? 0 : Math.abs(num(row.price_cny) * num(row.limit)) / 100;
/* What hangs on a source must be heated: no limit that could be loosened (family attached). */
const isBinding = (row: Limit): boolean => onePercent(row) !== 0 || !row.is_met;

function limitTable(context: Context): HTMLElement | null {
  /* What is not built can be used by nobody: neither used nor a limit. */
  const rows = context.plan
    .rows("limits")
    .filter((row) => row.family !== "attached" && (num(row.limit) !== 0 || num(row.used) !== 0));
  if (rows.length === 0) return null;
  const sorted = [...rows].sort(
    (a, b) =>
      Number(Boolean(a.is_met)) - Number(Boolean(b.is_met)) ||
      onePercent(b) - onePercent(a) ||
      num(a.slack) / (num(a.limit) || 1) - num(b.slack) / (num(b.limit) || 1),
  );
  const binding = rows.filter(isBinding),
    shown = sorted.slice(0, 25);
  const columns: Column<Limit>[] = [
    { head: t("约束", "Limit"), text: (row) => row.name ?? row.id },
    { head: t("地区", "Area"), text: (row) => row.area_name },
    { head: t("采暖季", "Season"), text: (row) => (known(row.season) ? String(row.season) : "") },
    {
      head: t("用量", "Used"),
      right: true,
      text: (row) =>
        h("span", { class: row.is_met ? null : "short" }, amount(row.used, row.unit, row.limit)),
    },
    { head: t("限额", "Limit"), right: true, text: (row) => amount(row.limit, row.unit) },
    {
      head: t("余量", "Slack"),
      right: true,
      text: (row) => amount(row.slack, row.unit, row.limit),
    },
    {
      head: t("放宽1%可省", "1% more saves"),
      unit: "CNY",
      value: (row) => (known(row.price_cny) ? onePercent(row) : null),
    },
  ];
  const first = sorted[0]!;
  return tableExhibit(
    {
      title:
        binding.length > 0
          ? t(
              `${rows.length}项约束中${binding.length}项影响费用，代价最大的是${first.name}`,
              `${binding.length} of ${rows.length} limits cost money, ${first.name} most`,
            )
          : t(`${rows.length}项约束均有余量`, `All ${rows.length} limits have slack`),
      source: ["limits"],
      basis: t(
        "放宽1%可省 = 影子价格 × 限额的1%，为指示性数值，余量超过5%的不计，限额已被其他用途占满的不列；按此排序，列前25项。",
        "saving = indicative price × 1% of the limit, nothing where more than 5% of it is left, none where other uses take all of it; the 25 largest.",
      ),
    },
    table(shown, columns, { label: t("约束与价格", "Limits") }),
  );
}

function villageSearch(context: Context): HTMLElement | null {
  const units = context.plan.rows("unit_plans");
  if (units.length === 0) return null;
  return h(
    "div",
    { class: "screen" },
    h("h3", { id: "search" }, t(`查一个${context.units.name}`, `Look up a ${context.units.one}`)),
    h(
      "p",
      { class: "lead" },
      t(
        `输入${context.units.areTownships ? "乡镇" : "村名、乡镇"}或县名，查看所选方式、年份、费用和理由（${year(context.base + 1)}起）。`,
        `Type the name of a ${context.units.areTownships ? "township" : "village, township"} or county to see its mode, year, cost and reason.`,
      ),
    ),
    searchBox(units, context.units),
  );
}

export function whySection(context: Context): Section {
  return {
    id: "why",
    title: t("为什么", "Why"),
    content: [
      ...comparisons(context),
      mixesTable(context),
      ...ruleCosts(context),
      limitTable(context),
      villageSearch(context),
    ],
  };
}
