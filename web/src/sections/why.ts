// 为什么: modes compared at local prices, limits with slack and price, and the search for a village.
import { bars } from "../charts/columns";
import { family } from "../colours";
import type { Context, Section } from "../context";
import { descending, groups, known, num, sum, type Rows } from "../data";
import { h } from "../dom";
import { figureExhibit, tableExhibit } from "../exhibit";
import { amount, money, number, year } from "../format";
import { searchBox } from "../search";
import { table, type Column } from "../tables";
import { t } from "../words";

type Comparison = Rows["comparison"];
type Limit = Rows["limits"];

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
    {
      head: t("投资", "Investment"),
      unit: "CNY",
      share: "cny",
      decimals: 0,
      value: (row) => row.invest_cny,
    },
    {
      head: t("年运行费", "Running"),
      unit: "CNY",
      share: "cny",
      decimals: 0,
      value: (row) => row.run_cny,
    },
    {
      head: t("居民年支出", "Bill"),
      unit: "CNY",
      share: "cny",
      decimals: 0,
      value: (row) => row.bill_cny,
    },
    {
      head: t("年费用", "Annual"),
      unit: "CNY",
      share: "cny",
      decimals: 0,
      value: (row) => row.annual_cny,
    },
    {
      head: t("评价期费用", "Cost over the period"),
      unit: "CNY",
      share: "cny",
      decimals: 0,
      value: (row) => row.cost_cny,
    },
    { head: t("与散煤之比", "Over coal"), value: (row) => row.coal_ratio, decimals: 2 },
  ];
}

function comparisonFigure(context: Context, zone: string | null, all: Comparison[]): HTMLElement {
  const rows = [...all].sort((a, b) => num(a.annual_cny) - num(b.annual_cny));
  const clean = rows.filter((row) => row.is_clean),
    best = clean[0] ?? rows[0]!,
    dirty = rows.find((row) => !row.is_clean);
  const invest = rows.map((row) => Math.max(0, num(row.annual_cny) - num(row.run_cny)));
  const against =
    dirty && num(dirty.annual_cny) < num(best.annual_cny)
      ? t(
          `，仍比${dirty.mode_name}高${money(num(best.annual_cny) - num(dirty.annual_cny))}`,
          `, still ${money(num(best.annual_cny) - num(dirty.annual_cny))} above ${dirty.mode_name}`,
        )
      : "";
  return figureExhibit({
    title: t(
      `${context.zone(zone)}典型户年费用最低的清洁方式是${best.mode_name}，${money(Math.round(num(best.annual_cny)))}${against}`,
      `${context.zone(zone)}: the cheapest clean mode of a mean household is ${best.mode_name}, ${money(Math.round(num(best.annual_cny)))} a year${against}`,
    ),
    unit: t("元/年", "CNY a year"),
    source: ["comparison"],
    basis: t(
      `户均${amount(rows[0]!.area_m2, "m2")}、季用热${amount(rows[0]!.heat_kwh, "kWh")}；年费用 = 年运行费（深色）+ 投资年金（浅色）。`,
      `a household of ${amount(rows[0]!.area_m2, "m2")} and ${amount(rows[0]!.heat_kwh, "kWh")} a season; annual cost = running (dark) + annuity (light).`,
    ),
    charts: [
      {
        height: 24 * rows.length + 44,
        make: bars({
          names: rows.map((row) => row.mode_name ?? ""),
          unit: t("元", "CNY"),
          text: (value) => number(value, 0),
          fills: rows.map((row) => family(row.family).colour),
          ends: rows.map((row) => number(row.annual_cny, 0)),
          series: [
            {
              name: t("年运行费", "Running"),
              colour: "",
              values: rows.map((row) => num(row.run_cny)),
            },
            { name: t("投资年金", "Annuity"), colour: "", values: invest },
          ],
        }),
      },
    ],
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

/* What one per cent more of a limit would save. */
const onePercent = (row: Limit): number => Math.abs(num(row.price_cny) * num(row.limit)) / 100;
const isBinding = (row: Limit): boolean => num(row.price_cny) !== 0 || !row.is_met;

function limitTable(context: Context): HTMLElement | null {
  const rows = context.plan.rows("limits");
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
      value: (row) => (num(row.price_cny) === 0 ? 0 : onePercent(row)),
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
        "放宽1%可省 = 影子价格 × 限额的1%，为指示性数值；按此排序，列前25项。",
        "saving = indicative price × 1% of the limit; the 25 largest.",
      ),
    },
    table(shown, columns, { label: t("约束与价格", "Limits") }),
  );
}

function priceOfTargets(context: Context): HTMLElement | null {
  const rows = context.plan.rows("targets_met").filter((row) => num(row.price_cny) !== 0);
  if (rows.length === 0) return null;
  const step = (row: Rows["targets_met"]): number =>
    row.unit === "1" ? 0.01 : Math.abs(num(row.required)) / 100;
  const saved = (row: Rows["targets_met"]): number => Math.abs(num(row.price_cny)) * step(row);
  const sorted = descending(rows, saved),
    first = sorted[0]!;
  const columns: Column<Rows["targets_met"]>[] = [
    { head: t("目标", "Target"), text: (row) => row.name },
    { head: t("年份", "Year"), text: (row) => String(row.season ?? "") },
    { head: t("目标值", "Required"), right: true, text: (row) => amount(row.required, row.unit) },
    {
      head: t("降低量", "Lowered by"),
      right: true,
      text: (row) => (row.unit === "1" ? t("1个百分点", "1 point") : t("1%", "1%")),
    },
    { head: t("可省费用", "Saving"), unit: "CNY", value: saved },
  ];
  return tableExhibit(
    {
      title: t(`代价最大的目标是${first.name}`, `The costliest target is ${first.name}`),
      source: ["targets_met"],
      basis: t(
        "由线性松弛的影子价格折算的评价期费用，为指示性数值。",
        "cost over the period, from the indicative prices of the relaxation.",
      ),
    },
    table(sorted, columns, { fold: 12, label: t("目标的代价", "What targets cost") }),
  );
}

function villageSearch(context: Context): HTMLElement | null {
  const units = context.plan.rows("unit_plans");
  if (units.length === 0) return null;
  return h(
    "div",
    { class: "screen" },
    h("h3", { id: "search" }, t("查一个村（社区）", "Look up a village")),
    h(
      "p",
      { class: "lead" },
      t(
        `输入村名、乡镇或县名，查看所选方式、年份、费用和理由（${year(context.base + 1)}起）。`,
        "Type the name of a village, township or county to see its mode, year, cost and reason.",
      ),
    ),
    searchBox(context, units),
  );
}

export function whySection(context: Context): Section {
  return {
    id: "why",
    title: t("为什么", "Why"),
    content: [
      ...comparisons(context),
      priceOfTargets(context),
      limitTable(context),
      villageSearch(context),
    ],
  };
}
