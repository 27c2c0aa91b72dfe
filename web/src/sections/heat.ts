// 热负荷与平衡: loads (load.ts), sources against load, duration curve with sources stacked, energy with
// its peak days, feeders.
import { duration } from "../charts/duration";
import { legend, type Series } from "../charts/legend";
import { SHADES } from "../colours";
import type { Context, Section } from "../context";
import { descending, distinct, groups, largest, num, seasonsOf, sum, type Rows } from "../data";
import { figureExhibit, tableExhibit } from "../exhibit";
import { amount, number, percent, scaleAxis, withUnit, year } from "../format";
import { h } from "../dom";
import { table, type Column } from "../tables";
import { calibrationTable, loadTable } from "./load";
import { t } from "../words";

type Balance = Rows["heat_balance"];
type Duration = Rows["duration"];
type Energy = Rows["energy"];

const reserveShare = (row: Balance): number | null =>
  num(row.capacity_kw) > 0 ? num(row.reserve_kw) / num(row.capacity_kw) : null;

/* A network, then its sources; a network of one source is that source. Largest load first. */
function balanceRows(rows: Balance[]): Balance[] {
  const networks = [...groups(rows, (row) => row.network)].map(([, mine]) => {
    const sources = mine.filter((row) => row.heat_source);
    return sources.length === 1 ? mine.filter((row) => !row.heat_source) : mine;
  });
  const load = (mine: Balance[]): number => largest(mine, (row) => row.load_kw);
  const works = (row: Balance): boolean => num(row.load_kw) > 0 || num(row.capacity_kw) > 0;
  return descending(networks, load).flatMap((mine) => [
    ...mine.filter((row) => !row.heat_source),
    ...mine.filter((row) => row.heat_source && works(row)),
  ]);
}

/* Below this share of its capacity a network's reserve is called small. */
const SMALL_RESERVE = 0.05;
function balanceTitle(networks: Balance[]): string {
  const n = networks.length;
  const tight = networks.filter((row) => (reserveShare(row) ?? 1) < SMALL_RESERVE).length;
  const small = percent(SMALL_RESERVE, 0);
  return tight === 0
    ? t(`${n}个热网的余量都在${small}以上`, `All ${n} networks have a reserve over ${small}`)
    : t(
        `${n}个热网中${tight}个余量不足供热能力的${small}`,
        `${tight} of ${n} networks have a reserve below ${small} of their capacity`,
      );
}

function balanceTable(context: Context): HTMLElement | null {
  const all = context.plan.rows("heat_balance");
  const last = seasonsOf(all).pop();
  const rows = balanceRows(all.filter((row) => row.season === last));
  if (last === undefined || rows.length === 0) return null;
  const name = (row: Balance): HTMLElement =>
    row.heat_source
      ? h("span", { class: "sub" }, row.name ?? row.heat_source)
      : h("span", { class: "strong" }, context.network(row.network));
  const kw = (head: string, value: (row: Balance) => number | null): Column<Balance> => ({
    head,
    unit: "kW",
    share: "kw",
    value,
  });
  const columns: Column<Balance>[] = [
    { head: t("热网 / 热源", "Network / source"), text: name },
    kw(t("设计热负荷", "Load"), (row) => row.load_kw),
    kw(t("供热能力", "Capacity"), (row) => row.capacity_kw),
    {
      ...kw(t("余量", "Reserve"), (row) => row.reserve_kw),
      short: (row) => (num(row.reserve_kw) < -0.5 ? t("不足", "short") : null),
    },
    { head: t("余量率", "Reserve share"), unit: "1", value: reserveShare },
    { head: t("供热量", "Heat"), unit: "GJ", value: (row) => row.heat_gj },
    { head: t("清洁", "Clean"), text: (row) => (row.is_clean ? t("是", "yes") : t("否", "no")) },
  ];
  const networks = rows.filter((row) => !row.heat_source);
  return tableExhibit(
    {
      title: balanceTitle(networks),
      source: ["heat_balance"],
      basis: t(
        `${year(last)}设计工况，供热能力为当季在运热源；只有一处热源的热网以热源为名。`,
        `design conditions of ${last}; sources in service that season; a network of one source has its name.`,
      ),
    },
    table(rows, columns, { fold: 30, label: t("热平衡表", "Heat balance") }),
  );
}

/* Values at all hours of the curve, linear between the given ones. */
function along(rows: Duration[], hours: number[]): number[] {
  const points = rows
    .map((row) => [num(row.hour), num(row.load_kw)] as const)
    .sort((a, b) => a[0] - b[0]);
  let i = 0;
  return hours.map((hour) => {
    while (i + 1 < points.length && points[i + 1]![0] <= hour) i++;
    const [h0, v0] = points[i]!,
      next = points[i + 1];
    return next && hour > h0 ? v0 + ((next[1] - v0) * (hour - h0)) / (next[0] - h0) : v0;
  });
}

function durationFigure(context: Context, rows: Duration[], place: string): HTMLElement {
  const hours = distinct(rows, (row) => num(row.hour)).sort((a, b) => a - b);
  const scale = scaleAxis(
    "kW",
    largest(rows, (row) => row.load_kw),
  );
  const shown = (list: Duration[]): number[] =>
    along(list, hours).map((value) => value / scale.factor);
  const loads = rows.filter((row) => !row.heat_source);
  const bySource = descending(
    [
      ...groups(
        rows.filter((row) => row.heat_source),
        (row) => row.heat_source ?? "",
      ),
    ],
    ([, mine]) => sum(mine, (row) => row.load_kw),
  );
  const sources: Series[] = bySource
    .slice(0, 6)
    .map(([name, mine], i) => ({ name, colour: SHADES[i]!, values: shown(mine) }));
  if (bySource.length > 6) {
    const rest = bySource.slice(6).map(([, mine]) => shown(mine));
    sources.push({
      name: t("其他热源", "Other sources"),
      colour: SHADES[5]!,
      values: hours.map((_, i) => rest.reduce((all, one) => all + one[i]!, 0)),
    });
  }
  const load = loads.length > 0 ? shown(loads) : null;
  const top =
    load ?? sources.reduce<number[]>((all, one) => one.values.map((v, i) => v + (all[i] ?? 0)), []);
  const peak = Math.max(...top),
    area = top
      .slice(1)
      .reduce((all, v, i) => all + ((v + top[i]!) / 2) * (hours[i + 1]! - hours[i]!), 0);
  const full = peak > 0 ? area / peak : 0;
  const behind: Column<number>[] = [
    { head: t("小时", "Hour"), value: (i) => hours[i]!, decimals: 0 },
  ];
  if (load) behind.push({ head: t("热负荷", "Load"), unit: scale.unit, value: (i) => load[i]! });
  for (const one of sources)
    behind.push({ head: one.name, unit: scale.unit, value: (i) => one.values[i]! });
  const season = rows[0]?.season ?? context.horizon;
  return figureExhibit({
    title: t(
      `${place}尖峰热负荷${withUnit(number(peak, peak >= 1000 ? 0 : 1), scale.unit)}，最大负荷利用${number(full, 0)}小时`,
      `${place}: peak ${withUnit(number(peak, peak >= 1000 ? 0 : 1), scale.unit)}, ${number(full, 0)} full-load hours`,
    ),
    unit: scale.unit,
    source: ["duration"],
    basis: t(
      `${year(season)}，曲线下面积为季供热量。`,
      `${season}; the area under the curve is the season's heat.`,
    ),
    legend: sources.length > 0 ? legend(sources) : undefined,
    charts: [
      {
        height: 320,
        make: duration({
          hours,
          sources,
          load,
          text: (value) => number(value, peak >= 1000 ? 0 : 1),
          unit: scale.unit,
        }),
      },
    ],
    table: table(
      hours.map((_, i) => i),
      behind,
      { label: t("热负荷延续", "Load duration") },
    ),
  });
}

/* The two largest networks with their sources stacked; without any, the load of the whole. */
function durationFigures(context: Context): HTMLElement[] {
  const rows = context.plan.rows("duration");
  const last = seasonsOf(rows).pop();
  const peak = (mine: Duration[]): number => largest(mine, (row) => row.load_kw);
  const places = [
    ...groups(
      rows.filter((row) => row.season === last),
      (row) => row.area_name ?? "",
    ),
  ];
  const stacked = places.filter(
    ([, mine]) => distinct(mine, (row) => row.heat_source).filter(Boolean).length > 1,
  );
  const shown =
    stacked.length > 0
      ? descending(stacked, ([, mine]) => peak(mine)).slice(0, 2)
      : places.slice(0, 1);
  return shown.map(([place, mine]) => durationFigure(context, mine, context.network(place)));
}

interface Carrier {
  name: string;
  unit: string;
  peakUnit: string;
  rows: Energy[];
}
function energyTable(context: Context): HTMLElement | null {
  const rows = context.plan.rows("energy"),
    seasons = seasonsOf(rows),
    last = seasons[seasons.length - 1];
  if (last === undefined) return null;
  const carriers = [...groups(rows, (row) => row.carrier)].map(([, mine]) => ({
    name: mine[0]!.carrier_name ?? "",
    unit: mine[0]!.unit ?? "",
    peakUnit: mine[0]!.peak_unit ?? "",
    rows: mine,
  }));
  const in_ = (one: Carrier, season: number): Energy[] =>
    one.rows.filter((row) => row.season === season);
  const columns: Column<Carrier>[] = [{ head: t("能源", "Carrier"), text: (one) => one.name }];
  for (const season of seasons.length > 3
    ? [seasons[0]!, seasons[Math.floor(seasons.length / 2)]!, last]
    : seasons)
    columns.push({
      head: String(season),
      group: t("季用量", "Use of the season"),
      right: true,
      text: (one) =>
        amount(
          sum(in_(one, season), (row) => row.use),
          one.unit,
        ),
    });
  columns.push({
    head: t(`${last}年设计日`, `Design day ${last}`),
    right: true,
    text: (one) =>
      amount(
        sum(in_(one, last), (row) => row.peak),
        one.peakUnit,
      ),
  });
  for (const season of [seasons[0]!, last])
    columns.push({
      head: String(season),
      group: t("折标煤", "Standard coal"),
      unit: "tce",
      share: "tce",
      value: (one) => sum(in_(one, season), (row) => row.tce),
    });
  const tce = (season: number): number =>
    sum(
      rows.filter((row) => row.season === season),
      (row) => row.tce,
    );
  const change = tce(last) - tce(seasons[0]!);
  return tableExhibit(
    {
      title: t(
        `取暖用能由${amount(tce(seasons[0]!), "tce")}${change < 0 ? "降至" : "增至"}${amount(tce(last), "tce")}`,
        `Energy for heating ${change < 0 ? "falls" : "rises"} from ${amount(tce(seasons[0]!), "tce")} to ${amount(tce(last), "tce")}`,
      ),
      source: ["energy"],
      basis: t(
        "实际使用的能源；设计日为供暖室外计算温度下的一日，电为同时系数后的容量。",
        "actual use; the design day is one at the design temperature, electricity as coincident capacity.",
      ),
    },
    table(carriers, columns, { label: t("能源平衡", "Energy") }),
  );
}

/* Feeders by how full they are on the design day; the plan lists those that are nearly full. */
const BANDS: { from: number; zh: string; en: string }[] = [
  { from: 0, zh: "80%以下", en: "below 80%" },
  { from: 0.8, zh: "80%至90%", en: "80% to 90%" },
  { from: 0.9, zh: "90%以上", en: "90% and more" },
  { from: 0.999, zh: "用尽", en: "exhausted" },
];
type Limit = Rows["limits"];
function feederTable(context: Context): HTMLElement | null {
  const rows = context.plan
    .rows("limits")
    .filter(
      (row) => row.family === "feeder" && row.season === context.horizon && num(row.limit) > 0,
    );
  if (rows.length === 0) return null;
  const use = (row: Limit): number => num(row.used) / row.limit!;
  const bands = BANDS.map((band, i) => ({
    name: t(band.zh, band.en),
    rows: rows.filter(
      (row) => use(row) >= band.from && use(row) < (BANDS[i + 1]?.from ?? Infinity),
    ),
  }));
  type Band = (typeof bands)[number];
  const kva = (head: string, value: (row: Limit) => number | null): Column<Band> => ({
    head,
    unit: "kVA",
    share: "kva",
    value: (one) => sum(one.rows, value),
  });
  const columns: Column<Band>[] = [
    { head: t("设计日利用率", "Use on the design day"), text: (one) => one.name },
    { head: t("台区", "Feeders"), decimals: 0, value: (one) => one.rows.length },
    kva(t("设计日用电", "Use"), (row) => row.used),
    kva(t("容量（含扩容）", "Capacity, modules included"), (row) => row.limit),
    kva(t("余量", "Slack"), (row) => row.slack),
  ];
  const tight = rows.filter((row) => use(row) >= 0.8).length;
  const full = rows.filter((row) => use(row) >= 0.999).length;
  const exhausted = full > 0 ? t(`，其中${full}个用尽`, `, ${full} of them exhausted`) : "";
  return tableExhibit(
    {
      title: t(
        `${year(context.horizon)}有${tight}个台区设计日利用率超过80%${exhausted}`,
        `In ${context.horizon} ${tight} feeders are over 80% full on the design day${exhausted}`,
      ),
      source: ["limits", "project_plans"],
      basis: t(
        "容量含规划期内扩容，用电含基础负荷；利用率低的台区不列。",
        "capacity with the modules that are built; feeders with room to spare are not listed.",
      ),
    },
    table(
      bands.filter((band) => band.rows.length > 0),
      columns,
      { label: t("配电", "Feeders") },
    ),
  );
}

export function heatSection(context: Context): Section {
  return {
    id: "heat",
    title: t("热负荷与平衡", "Load and balance"),
    content: [
      loadTable(context),
      calibrationTable(context),
      balanceTable(context),
      ...durationFigures(context),
      energyTable(context),
      feederTable(context),
    ],
  };
}
