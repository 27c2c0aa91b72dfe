// Design load and season heat by zone, before and after retrofits; heat use of the base year against
// what was measured or printed.
import type { Context } from "../context";
import { groups, known, num, sum, type Rows } from "../data";
import { tableExhibit } from "../exhibit";
import { amount, decimalsFor, number, percent, year } from "../format";
import { source, sure } from "../names";
import { table, type Column } from "../tables";
import { t } from "../words";

type Load = Rows["heat_load"];
interface ZoneLoad {
  name: string;
  rows: Load[];
}

/* Rows of a season in a stage; a season without retrofits has one stage only. */
function at(rows: Load[], season: number, stage: string): Load[] {
  const mine = rows.filter((row) => row.season === season);
  const staged = mine.filter((row) => row.stage === stage);
  return staged.length > 0 ? staged : mine;
}
const designKw = (rows: Load[]): number => sum(rows, (row) => row.design_kw);
function index(rows: Load[]): number | null {
  const area = sum(rows, (row) => row.area_m2);
  return area > 0 ? (1000 * designKw(rows)) / area : null;
}

function seasonColumns(season: number, isLast: boolean, all: Load[]): Column<ZoneLoad>[] {
  const stage = isLast ? "after" : "before";
  const group = year(season);
  const of = (one: ZoneLoad): Load[] => at(one.rows, season, stage);
  const kw = (
    head: string,
    value: (one: ZoneLoad) => number | null,
  ): Column<ZoneLoad> => ({
    head,
    group,
    unit: "kW",
    share: "kw",
    value,
  });
  const isStaged = isLast && all.some((row) => row.season === season && row.stage === "after");
  /* Null where a part of it has no printed index. */
  const combined = (rows: Load[]): number | null =>
    rows.every((row) => known(row.combined_kw)) ? sum(rows, (row) => row.combined_kw) : null;
  const columns: Column<ZoneLoad>[] = [
    {
      head: t("取暖面积", "Area"),
      group,
      unit: "m2",
      share: "area",
      value: (one) => sum(of(one), (row) => row.area_m2),
    },
  ];
  if (isStaged)
    columns.push(
      kw(t("改造前负荷", "Before retrofit"), (one) => designKw(at(one.rows, season, "before"))),
    );
  columns.push(
    kw(isStaged ? t("改造后负荷", "After retrofit") : t("设计热负荷", "Design load"), (one) =>
      designKw(of(one)),
    ),
    {
      head: t("热指标", "Index"),
      group,
      unit: "W/m2",
      decimals: 1,
      value: (one) => index(of(one)),
    },
  );
  if (isLast && at(all, season, stage).some((row) => num(row.combined_kw) > 0))
    columns.push(kw(t("按规划指标", "By the plan's index"), (one) => combined(of(one))));
  if (isLast)
    columns.push({
      head: t("季用热", "Season heat"),
      group,
      unit: "GJ",
      value: (one) => sum(of(one), (row) => row.heat_gj),
    });
  return columns;
}

function loadTitle(context: Context, rows: Load[]): string {
  const before = designKw(at(rows, context.horizon, "before"));
  const after = designKw(at(rows, context.horizon, "after"));
  const saved = percent((before - after) / (before || 1));
  const note =
    before - after > 0.0005 * before
      ? t(`，节能改造减少${saved}`, `; retrofits save ${saved}`)
      : "";
  return t(
    `${year(context.horizon)}设计热负荷${amount(after, "kW")}${note}`,
    `The design load of ${context.horizon} is ${amount(after, "kW")}${note}`,
  );
}

export function loadTable(context: Context): HTMLElement | null {
  const rows = context.plan.rows("heat_load");
  if (rows.length === 0) return null;
  const seasons = [context.base, context.horizon].filter((season) =>
    rows.some((row) => row.season === season),
  );
  const zones = [...groups(rows, (row) => row.zone)].map(([zone, mine]) => ({
    name: context.zone(zone),
    rows: mine,
  }));
  const columns: Column<ZoneLoad>[] = [
    { head: t("分区", "Zone"), text: (one) => one.name },
    ...seasons.flatMap((season) => seasonColumns(season, season === context.horizon, rows)),
  ];
  const byPlan = rows.some((row) => num(row.combined_kw) > 0)
    ? t(
        "；按规划指标 = 面积 × 规划所列综合热指标",
        "; by the plan's index = area × the index it prints",
      )
    : "";
  return tableExhibit(
    {
      title: loadTitle(context, rows),
      source: ["heat_load"],
      basis: t(
        `热指标 = 设计热负荷 / 取暖面积${byPlan}；季用热按实际使用。`,
        `index = design load / heated area${byPlan}; season heat in actual use.`,
      ),
    },
    table(zones, columns, {
      total: { name: t("合计", "Total"), rows },
      label: t("热负荷汇总表", "Heat load"),
    }),
  );
}

type Calibration = Rows["calibration"];
export function calibrationTable(context: Context): HTMLElement | null {
  const rows = context.plan.rows("calibration").filter((row) => known(row.ratio));
  if (rows.length === 0) return null;
  const figure = (value: number | null): string =>
    number(value, value === null ? 0 : Math.max(1, decimalsFor(value)));
  const columns: Column<Calibration>[] = [
    { head: t("指标", "Figure"), text: (row) => row.name },
    { head: t("单位", "Unit"), text: (row) => (row.unit ?? "").replace("m2", "m²") },
    { head: t("对照值", "Measured or printed"), right: true, text: (row) => figure(row.printed) },
    { head: t("计算值", "Model"), right: true, text: (row) => figure(row.model) },
    { head: t("计算/对照", "Model over it"), decimals: 2, value: (row) => row.ratio },
    { head: t("来源", "Source"), text: (row) => source(row.source) },
    { head: t("可信度", "Sureness"), text: (row) => sure(row.sure) },
  ];
  const ratios = rows.map((row) => row.ratio!);
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => percent(ratio, 0));
  return tableExhibit(
    {
      title: t(
        `基准年热耗为${rows.length}项对照指标的${low}至${high}`,
        `Heat use of the base year is ${low} to ${high} of ${rows.length} figures it is held against`,
      ),
      source: ["calibration"],
      basis: t(
        "单位面积季用热，与实测或文献指标对照，未据此调整。",
        "season heat per area beside measured or printed figures; not fitted to them.",
      ),
    },
    table(rows, columns, { label: t("热耗对照表", "Calibration") }),
  );
}
