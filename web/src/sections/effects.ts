// 效果: scattered coal and pollutants, by season and county.
import { columns as columnChart } from "../charts/columns";
import { legend } from "../charts/legend";
import { family, PALE } from "../colours";
import type { Context, Section } from "../context";
import { groups, seasonsOf, sum, type Rows } from "../data";
import { figureExhibit, tableExhibit } from "../exhibit";
import { amount, decimalsFor, number, percent, scaleAxis, year } from "../format";
import { table, type Column } from "../tables";
import { t } from "../words";

type Emission = Rows["emissions"];
interface Named {
  name: string;
  rows: Emission[];
}

const isCoal = (row: Emission): boolean =>
  row.pollutant === "coal" || row.pollutant_name === "散煤";

function coalFigure(rows: Emission[]): HTMLElement | null {
  const seasons = seasonsOf(rows),
    last = seasons[seasons.length - 1];
  if (last === undefined) return null;
  const at = (season: number, value: (row: Emission) => number | null): number =>
    sum(
      rows.filter((row) => row.season === season),
      value,
    );
  const values = (value: (row: Emission) => number | null): number[] =>
    seasons.map((season) => at(season, value));
  const before = values((row) => row.before_t),
    after = values((row) => row.after_t);
  const scale = scaleAxis("t", Math.max(...before, ...after));
  const series = [
    {
      name: t("不实施方案", "Without the plan"),
      colour: PALE,
      values: before.map((v) => v / scale.factor),
    },
    {
      name: t("实施方案", "With the plan"),
      colour: family("coal").colour,
      values: after.map((v) => v / scale.factor),
    },
  ];
  const behind: Column<number>[] = [
    { head: t("采暖季", "Season"), text: (season) => String(season) },
    {
      head: t("不实施方案", "Without"),
      unit: "t",
      share: "t",
      value: (season) => at(season, (row) => row.before_t),
    },
    {
      head: t("实施方案", "With"),
      unit: "t",
      share: "t",
      value: (season) => at(season, (row) => row.after_t),
    },
    {
      head: t("削减", "Removed"),
      unit: "t",
      share: "t",
      value: (season) => at(season, (row) => row.removed_t),
    },
  ];
  const removed = at(last, (row) => row.removed_t),
    start = at(last, (row) => row.before_t);
  return figureExhibit({
    title: t(
      `到${year(last)}每季削减散煤${amount(removed, "t")}，占${percent(removed / (start || 1))}`,
      `By ${last} scattered coal falls by ${amount(removed, "t")} a season (${percent(removed / (start || 1))})`,
    ),
    unit: scale.unit,
    source: ["emissions"],
    basis: t(
      "每个采暖季实际燃烧的散煤实物量。",
      "scattered coal actually burnt each season, by weight.",
    ),
    legend: legend(series),
    charts: [
      {
        height: 260,
        make: columnChart({
          categories: seasons.map(String),
          series,
          stacked: false,
          text: (v) => number(v, decimalsFor(v) > 1 ? 1 : decimalsFor(v)),
          unit: scale.unit,
        }),
      },
    ],
    table: table(seasons, behind, { label: t("散煤", "Scattered coal") }),
  });
}

function pollutantTable(rows: Emission[]): HTMLElement | null {
  const seasons = seasonsOf(rows),
    last = seasons[seasons.length - 1];
  if (last === undefined) return null;
  const list = [
    ...groups(
      rows.filter((row) => row.season === last),
      (row) => row.pollutant,
    ),
  ].map(([, mine]) => ({ name: mine[0]!.pollutant_name ?? "", rows: mine }));
  const total = (one: Named, value: (row: Emission) => number | null): number =>
    sum(one.rows, value);
  const columns: Column<Named>[] = [
    { head: t("项目", "Item"), text: (one) => one.name },
    {
      head: t("不实施方案", "Without"),
      right: true,
      text: (one) =>
        amount(
          total(one, (row) => row.before_t),
          "t",
        ),
    },
    {
      head: t("实施方案", "With"),
      right: true,
      text: (one) =>
        amount(
          total(one, (row) => row.after_t),
          "t",
        ),
    },
    {
      head: t("削减", "Removed"),
      right: true,
      text: (one) =>
        amount(
          total(one, (row) => row.removed_t),
          "t",
        ),
    },
    {
      head: t("削减率", "Share"),
      unit: "1",
      value: (one) => total(one, (row) => row.removed_t) / (total(one, (row) => row.before_t) || 1),
    },
  ];
  const parts = list
    .filter((one) => !isCoal(one.rows[0]!))
    .slice(0, 3)
    .map((one) =>
      t(
        `${one.name}${amount(
          total(one, (row) => row.removed_t),
          "t",
        )}`,
        `${amount(
          total(one, (row) => row.removed_t),
          "t",
        )} of ${one.name}`,
      ),
    );
  return tableExhibit(
    {
      title:
        parts.length > 0
          ? t(`${year(last)}减排${parts.join("、")}`, `${last}: ${parts.join(", ")} less`)
          : t("削减散煤", "Coal removed"),
      source: ["emissions"],
      basis: t(
        `${year(last)}采暖季，含电厂与锅炉的排放。`,
        `season ${last}, with emissions of plants and boilers.`,
      ),
    },
    table(list, columns, { label: t("减排", "Emissions") }),
  );
}

function countyTable(rows: Emission[]): HTMLElement | null {
  const seasons = seasonsOf(rows),
    last = seasons[seasons.length - 1];
  const counties = [...groups(rows, (row) => row.area)].map(([, mine]) => ({
    name: mine[0]!.area_name ?? "",
    rows: mine,
  }));
  if (last === undefined || counties.length < 2) return null;
  const columns: Column<Named>[] = [{ head: t("县（区）", "County"), text: (one) => one.name }];
  for (const season of seasons.slice(-5))
    columns.push({
      head: String(season),
      group: t("削减散煤", "Scattered coal removed"),
      unit: "t",
      share: "t",
      value: (one) =>
        sum(
          one.rows.filter((row) => row.season === season),
          (row) => row.removed_t,
        ),
    });
  const first = [...counties].sort(
    (a, b) =>
      sum(
        b.rows.filter((row) => row.season === last),
        (row) => row.removed_t,
      ) -
      sum(
        a.rows.filter((row) => row.season === last),
        (row) => row.removed_t,
      ),
  )[0]!;
  return tableExhibit(
    {
      title: t(
        `${first.name}削减散煤最多，${year(last)}为${amount(
          sum(
            first.rows.filter((row) => row.season === last),
            (row) => row.removed_t,
          ),
          "t",
        )}`,
        `${first.name} removes most: ${amount(
          sum(
            first.rows.filter((row) => row.season === last),
            (row) => row.removed_t,
          ),
          "t",
        )} in ${last}`,
      ),
      source: ["emissions"],
      basis: t("与不实施方案相比，每季实物量。", "against no plan, by weight a season."),
    },
    table(counties, columns, {
      total: { name: t("合计", "Total"), rows },
      fold: 60,
      label: t("分县削减散煤", "Coal by county"),
    }),
  );
}

export function effectsSection(context: Context): Section {
  const rows = context.plan.rows("emissions"),
    coal = rows.filter(isCoal);
  return {
    id: "effects",
    title: t("效果", "Effects"),
    content: [coalFigure(coal), pollutantTable(rows), countyTable(coal)],
  };
}
