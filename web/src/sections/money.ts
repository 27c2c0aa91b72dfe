// 钱: what is invested, who pays when, what running costs and subsidies are, and how the burden of
// households is distributed before and after.
import { columns as columnChart } from "../charts/columns";
import { legend, type Series } from "../charts/legend";
import { PALE, SHADES, SLATE } from "../colours";
import type { Context, Section } from "../context";
import { descending, distinct, groups, num, seasonsOf, sum, type Rows } from "../data";
import { figureExhibit, tableExhibit } from "../exhibit";
import { decimalsFor, money, number, percent, scaleAxis, span } from "../format";
import { table, type Column } from "../tables";
import { choice, t } from "../words";

type Investment = Rows["investment"];
type Fund = Rows["funds"];
type Burden = Rows["burden"];

interface Named<R> {
  name: string;
  rows: R[];
}
const named = <R>(
  rows: R[],
  key: (row: R) => string | null,
  value: (row: R) => number | null,
): Named<R>[] =>
  descending(
    [...groups(rows, key)].map(([name, mine]) => ({ name: choice(name), rows: mine })),
    (one) => sum(one.rows, value),
  );

function investmentTable(context: Context): HTMLElement | null {
  const rows = context.plan.rows("investment");
  if (rows.length === 0) return null;
  const items = named(
      rows,
      (row) => row.item,
      (row) => row.money_cny,
    ),
    total = sum(rows, (row) => row.money_cny);
  const columns: Column<Named<Investment>>[] = [
    { head: t("项目", "Item"), text: (one) => one.name },
  ];
  for (const season of seasonsOf(rows))
    columns.push({
      head: String(season),
      group: t("投资", "Investment"),
      unit: "CNY",
      share: "cny",
      value: (one) =>
        sum(
          one.rows.filter((row) => row.season === season),
          (row) => row.money_cny,
        ),
    });
  columns.push(
    {
      head: t("合计", "Total"),
      group: t("投资", "Investment"),
      unit: "CNY",
      share: "cny",
      value: (one) => sum(one.rows, (row) => row.money_cny),
    },
    {
      head: t("占比", "Share"),
      unit: "1",
      value: (one) => sum(one.rows, (row) => row.money_cny) / (total || 1),
    },
  );
  const first = items[0]!;
  return tableExhibit(
    {
      title: t(
        `总投资${money(total)}，其中${first.name}占${percent(sum(first.rows, (row) => row.money_cny) / (total || 1))}`,
        `Investment is ${money(total)}, of it ${first.name} ${percent(sum(first.rows, (row) => row.money_cny) / (total || 1))}`,
      ),
      source: ["investment"],
      basis: t(
        "价格年不变价，补贴前，不含到期更新。",
        "constant prices, before subsidies, without renewals.",
      ),
    },
    table(items, columns, {
      total: { name: t("合计", "Total"), rows },
      fold: 15,
      label: t("投资估算", "Investment"),
    }),
  );
}

const paid = (row: Fund): number =>
  num(row.invest_cny) + num(row.subsidy_cny) + num(row.running_subsidy_cny);

function fundFigure(context: Context): HTMLElement | null {
  const rows = context.plan.rows("funds").filter((row) => (row.season ?? 0) <= context.horizon);
  if (sum(rows, paid) === 0) return null;
  const seasons = seasonsOf(rows),
    payers = named(rows, (row) => row.payer, paid).filter((one) => sum(one.rows, paid) > 0);
  const scale = scaleAxis(
    "CNY",
    Math.max(
      ...seasons.map((season) =>
        sum(
          rows.filter((row) => row.season === season),
          paid,
        ),
      ),
    ),
  );
  const patterns = [undefined, "lines", undefined, "dots", undefined, "cross"] as const;
  const series: Series[] = payers.map((payer, i) => ({
    name: payer.name,
    colour: SHADES[i % SHADES.length]!,
    pattern: patterns[i % patterns.length],
    values: seasons.map(
      (season) =>
        sum(
          payer.rows.filter((row) => row.season === season),
          paid,
        ) / scale.factor,
    ),
  }));
  const behind: Column<Named<Fund>>[] = [{ head: t("出资方", "Payer"), text: (one) => one.name }];
  for (const season of seasons)
    behind.push({
      head: String(season),
      unit: "CNY",
      share: "cny",
      value: (one) =>
        sum(
          one.rows.filter((row) => row.season === season),
          paid,
        ),
    });
  const state = payers.filter(
    (one) => sum(one.rows, (row) => num(row.subsidy_cny) + num(row.running_subsidy_cny)) > 0,
  );
  const total = sum(rows, paid),
    public_ = sum(state, (one) =>
      sum(one.rows, (row) => num(row.subsidy_cny) + num(row.running_subsidy_cny)),
    );
  const text = (value: number): string =>
    number(value, decimalsFor(Math.max(...series.flatMap((one) => one.values))) > 1 ? 1 : 0);
  return figureExhibit({
    title: t(
      `各级财政补贴${money(public_)}，占投资与补贴合计的${percent(public_ / total)}`,
      `Public subsidies are ${money(public_)}, ${percent(public_ / total)} of investment and subsidies`,
    ),
    unit: scale.unit,
    source: ["funds"],
    basis: t(
      "各方自有投资、投资补贴与运行补贴之和，按年。",
      "own investment, investment subsidies and running subsidies, by year.",
    ),
    legend: payers.length > 5 ? legend(series) : undefined,
    charts: [
      {
        height: 300,
        make: columnChart({
          categories: seasons.map(String),
          series,
          stacked: true,
          named: payers.length <= 5,
          share: true,
          text,
          unit: scale.unit,
        }),
      },
    ],
    table: table(payers, behind, { label: t("资金筹措", "Funds") }),
  });
}

function fundTable(context: Context): HTMLElement | null {
  const rows = context.plan.rows("funds");
  if (rows.length === 0) return null;
  const payers = named(
    rows,
    (row) => row.payer,
    (row) => paid(row) + num(row.running_cny),
  );
  const seasons = seasonsOf(rows),
    first = seasons[0],
    last = seasons[seasons.length - 1];
  const column = (head: string, value: (row: Fund) => number | null): Column<Named<Fund>> => ({
    head,
    unit: "CNY",
    share: "cny",
    value: (one) => sum(one.rows, value),
  });
  const columns: Column<Named<Fund>>[] = [
    { head: t("出资方", "Payer"), text: (one) => one.name },
    column(t("自有投资", "Own investment"), (row) => row.invest_cny),
    column(t("投资补贴", "Investment subsidy"), (row) => row.subsidy_cny),
    column(t("运行补贴", "Running subsidy"), (row) => row.running_subsidy_cny),
    column(t("运行支出", "Running cost"), (row) => row.running_cny),
  ];
  const running = sum(rows, (row) => row.running_subsidy_cny);
  return tableExhibit(
    {
      title:
        running > 0
          ? t(`运行补贴共${money(running)}`, `Running subsidies add up to ${money(running)}`)
          : t("各方承担的资金", "Who bears what"),
      source: ["funds"],
      basis: t(
        `${span(first, last)}合计；投资为扣除补贴后各方自付；运行支出为扣除运行补贴后。`,
        `${span(first, last)}; investment after subsidies; running cost after running subsidies.`,
      ),
    },
    table(payers, columns, {
      total: { name: t("合计", "Total"), rows },
      label: t("资金筹措表", "Funds"),
    }),
  );
}

function bandName(row: Burden): string {
  const from = percent(row.from_share, 0),
    to = row.to_share;
  if (to === null || to >= 1) return t(`${from}以上`, `≥ ${from}`);
  return `${from.replace("%", "")}–${percent(to, 0)}`;
}

function burdenFigure(context: Context): HTMLElement | null {
  const rows = context.plan.rows("burden");
  if (rows.length === 0) return null;
  const bands = [...groups(rows, (row) => row.from_share ?? 0)]
    .sort(([a], [b]) => a - b)
    .map(([, mine]) => mine);
  const names = bands.map((mine) => bandName(mine[0]!).replace("%", ""));
  const people = distinct(rows, (row) => row.group ?? "");
  const inBand = (mine: Burden[], group: string): Burden[] =>
    mine.filter((row) => (row.group ?? "") === group);
  const panel = (group: string) => {
    const values = (value: (row: Burden) => number | null): number[] =>
      bands.map((mine) => sum(inBand(mine, group), value));
    const before = values((row) => row.households_before),
      after = values((row) => row.households_after);
    const scale = scaleAxis("household", Math.max(...before, ...after));
    const shown = (list: number[]): number[] => list.map((value) => value / scale.factor);
    return {
      height: 280,
      heading: `${choice(group)}${t(`（${scale.unit}）`, ` (${scale.unit})`)}`,
      make: columnChart({
        categories: names,
        stacked: false,
        unit: scale.unit,
        axisName: t("取暖支出占收入（%）", "heating cost over income (%)"),
        text: (v) =>
          number(v, v === 0 || scale.factor === 1 ? 0 : decimalsFor(v) > 1 ? 1 : decimalsFor(v)),
        series: [
          { name: t("改造前", "Before"), colour: PALE, values: shown(before) },
          {
            name: t("改造后（最高季）", "After (worst season)"),
            colour: SLATE,
            values: shown(after),
          },
        ],
      }),
    };
  };
  const all = people.includes("all") ? "all" : people[0]!;
  const over = (value: (row: Burden) => number | null): number =>
    sum(
      rows.filter((row) => row.group === all && num(row.from_share) >= 0.0999),
      value,
    ) /
    (sum(
      rows.filter((row) => row.group === all),
      value,
    ) || 1);
  const columns: Column<Burden>[] = [
    { head: t("分区", "Zone"), text: (row) => context.zone(row.zone) },
    { head: t("人群", "Group"), text: (row) => choice(row.group) },
    { head: t("支出占收入", "Cost over income"), text: bandName },
    {
      head: t("改造前", "Before"),
      unit: "household",
      share: "h",
      value: (row) => row.households_before,
    },
    {
      head: t("改造后", "After"),
      unit: "household",
      share: "h",
      value: (row) => row.households_after,
    },
  ];
  return figureExhibit({
    title: t(
      `取暖支出超过收入10%的户由${percent(over((row) => row.households_before))}变为${percent(over((row) => row.households_after))}`,
      `Households that spend over 10% of their income on heating go from ${percent(over((row) => row.households_before))} to ${percent(over((row) => row.households_after))}`,
    ),
    source: ["burden"],
    basis: t(
      "取暖支出为扣除补贴后、评价期内最高的一季；收入为户均收入。",
      "heating cost after subsidy in the worst season; income of the household.",
    ),
    legend: legend([
      { name: t("改造前", "Before"), colour: PALE },
      { name: t("改造后（最高季）", "After (worst season)"), colour: SLATE },
    ]),
    charts: people.slice(0, 2).map(panel),
    table: table(rows, columns, { label: t("居民负担", "Burden"), fold: 40 }),
  });
}

export function moneySection(context: Context): Section {
  return {
    id: "money",
    title: t("资金", "Money"),
    content: [
      investmentTable(context),
      fundFigure(context),
      fundTable(context),
      burdenFigure(context),
    ],
  };
}
