// Two plans side by side: what it cost, which units changed, which limit made it.
import { bars } from "./charts/columns";
import { family, familyName, SLATE } from "./colours";
import { inFamilyOrder, type Context, type Section } from "./context";
import { descending, distinct, groups, known, num, sum, type Rows } from "./data";
import { h, prose } from "./dom";
import { figureExhibit, tableExhibit } from "./exhibit";
import {
  amount,
  COUNTED,
  decimalsFor,
  money,
  number,
  percent,
  scaleAlone,
  scaleAxis,
  withUnit,
} from "./format";
import { table, type Column } from "./tables";
import { choice, objective, status, t } from "./words";

type Unit = Rows["unit_changes"];
type Sum = Rows["sum_changes"];
type Limit = Rows["limit_changes"];

const SIDES = (): [string, string] => [t("甲", "A"), t("乙", "B")];
/* Where rows stand that the paper leaves out. */
const screen = (): string => t("本页电子版", "the page on screen");
const households = (units: Unit[]): number => sum(units, (unit) => unit.households);
const costMore = (unit: Unit): number => num(unit.cost_b_cny) - num(unit.cost_a_cny);
const investMore = (unit: Unit): number => num(unit.invest_b_cny) - num(unit.invest_a_cny);
const signed = (text: string, value: number): string => (value > 0 ? `+${text}` : text);

/* ---- the head ---- */

/* What a difference of cost is worth where neither plan is proved to be the cheapest. */
function costSentence(context: Context): string {
  const [a, b] = context.plan.runs as [Rows["run"], Rows["run"]];
  if (!known(a.cost_cny) || !known(b.cost_cny)) return "";
  const more = b.cost_cny - a.cost_cny;
  const difference = t(
    `乙方案费用比甲方案${more >= 0 ? "高" : "低"}${money(Math.abs(more))}`,
    `B costs ${money(Math.abs(more))} ${more >= 0 ? "more" : "less"} than A`,
  );
  if (!known(a.bound_cny) || !known(b.bound_cny)) return difference;
  const [least, most] = [b.bound_cny - a.cost_cny, b.cost_cny - a.bound_cny];
  return least <= 0 && most >= 0
    ? t(
        `${difference}，在两方案的差距之内：哪一个的最低费用更低，尚未证明`,
        `${difference}, which is within the gaps: which of the two can be planned more cheaply is not proved`,
      )
    : t(
        `${difference}（按两案最低费用，已证明乙减甲在${money(least)}至${money(most)}之间）`,
        `${difference} (with the cheapest plan of each, B less A is proved to lie between ${money(least)} and ${money(most)})`,
      );
}

function sideNote(context: Context, at: number): string {
  const run = context.plan.runs[at]!,
    side = context.plan.rows("compared")[at];
  const gap = known(run.gap) ? t(`，差距${percent(run.gap, 2)}`, `, gap ${percent(run.gap, 2)}`) : "";
  return t(
    `${SIDES()[at]}：${side?.folder ?? ""}，${objective(run.objective)}，${status(run.status)}，费用${money(run.cost_cny)}${gap}。`,
    `${SIDES()[at]}: ${side?.folder ?? ""}, ${objective(run.objective)}, ${status(run.status)}, cost ${money(run.cost_cny)}${gap}.`,
  );
}

export function comparisonHead(context: Context): HTMLElement {
  const { plan } = context;
  const [units, limits] = [plan.rows("unit_changes"), plan.rows("limit_changes")];
  const names = distinct(plan.runs, (run) => run.name).join(t(" 与 ", " and "));
  const what = t(
    `${number(units.length, 0)}个单元（${amount(households(units), "household")}）安排不同，${number(limits.length, 0)}项规则不同或只在一案起作用`,
    `${number(units.length, 0)} units (${amount(households(units), "household")}) get something else; ${number(limits.length, 0)} rules differ or bite in one plan only`,
  );
  return h(
    "header",
    { class: "head", id: "top" },
    h("p", { class: "period" }, t("两方案对照", "Two plans side by side")),
    h("h1", {}, names),
    h("p", { class: "answer" }, prose([costSentence(context), what].filter(Boolean).join(t("；", "; "))), t("。", ".")),
    h("p", { class: "note" }, prose(sideNote(context, 0))),
    h("p", { class: "note" }, prose(sideNote(context, 1))),
  );
}

/* ---- what it cost ---- */

const KINDS: Record<string, [string, string]> = {
  cost: ["费用", "Cost"],
  gap: ["差距", "Gap"],
  payer: ["出资", "Money of"],
  clean: ["清洁取暖户", "Clean households"],
  coal: ["散煤削减", "Coal removed"],
  mode: ["取暖户", "Households with"],
};

/* One scale for both sides and what they differ by, with three figures of the difference. */
function sumText(row: Sum, value: number | null): string {
  const most = Math.max(Math.abs(num(row.a)), Math.abs(num(row.b)));
  const scale = scaleAlone(row.unit, most);
  const step = Math.abs(num(row.difference)) / scale.factor;
  const least = step > 0 ? Math.min(3, Math.ceil(2 - Math.log10(step))) : 0;
  const decimals = COUNTED.has(scale.unit) ? 0 : Math.max(decimalsFor(most / scale.factor), least);
  return value === null ? "" : withUnit(number(value / scale.factor, decimals), scale.unit);
}

function sumsTable(context: Context): HTMLElement | null {
  const rows = context.plan
    .rows("sum_changes")
    .filter((row) => row.kind !== "mode" && (num(row.a) !== 0 || num(row.b) !== 0));
  if (rows.length === 0) return null;
  const columns: Column<Sum>[] = [
    {
      head: t("项目", "Item"),
      text: (row) =>
        [t(...(KINDS[row.kind ?? ""] ?? ["", ""])), choice(row.of)]
          .filter(Boolean)
          .join(t("：", ": ")),
    },
    { head: SIDES()[0], right: true, text: (row) => sumText(row, row.a) },
    { head: SIDES()[1], right: true, text: (row) => sumText(row, row.b) },
    {
      head: t("乙减甲", "B less A"),
      right: true,
      text: (row) => signed(sumText(row, row.difference), num(row.difference)),
    },
  ];
  const payers = descending(
    rows.filter((row) => row.kind === "payer"),
    (row) => Math.abs(num(row.difference)),
  );
  const first = payers[0];
  const title =
    first && num(first.difference) !== 0
      ? t(
          `出资变化最大的是${choice(first.of)}，${num(first.difference) > 0 ? "多" : "少"}${money(Math.abs(num(first.difference)))}`,
          `${choice(first.of)} differ most in money: ${money(Math.abs(num(first.difference)))} ${num(first.difference) > 0 ? "more" : "less"}`,
        )
      : t("两方案总量", "Sums of both plans");
  return tableExhibit(
    {
      title,
      source: ["sum_changes"],
      basis: t(
        "费用为评价期折现合计；出资为规划期投资与补贴之和；户数和散煤为末年。",
        "cost over the period, discounted; money: investment and subsidies of the planning years; households and coal of the last year. ",
      ),
    },
    table(rows, columns, { label: t("总量对照", "Sums") }),
  );
}

function modesFigure(context: Context): HTMLElement | null {
  const rows = context.plan.rows("sum_changes").filter((row) => row.kind === "mode");
  const familyOf = new Map(context.plan.rows("mode_names").map((mode) => [mode.name, mode.family]));
  const families = groups(rows, (row) => familyOf.get(row.of) ?? "");
  const more = (id: string): number => sum(families.get(id) ?? [], (row) => row.difference);
  const ids = inFamilyOrder([...families.keys()]).filter((id) => more(id) !== 0);
  const moved = descending(ids, (id) => Math.abs(more(id)))[0];
  if (moved === undefined) return null;
  const scale = scaleAxis("household", Math.abs(more(moved)));
  const decimals = decimalsFor(Math.abs(more(moved)) / scale.factor);
  const values = ids.map((id) => more(id) / scale.factor);
  const text = (value: number): string => number(value, COUNTED.has(scale.unit) ? 0 : decimals);
  const columns: Column<Sum>[] = [
    { head: t("方式", "Mode"), text: (row) => row.of },
    { head: SIDES()[0], unit: "household", share: "n", value: (row) => row.a },
    { head: SIDES()[1], unit: "household", share: "n", value: (row) => row.b },
    {
      head: t("乙减甲", "B less A"),
      unit: "household",
      share: "n",
      value: (row) => row.difference,
    },
  ];
  return figureExhibit({
    title: t(
      `户数变化最大的是${familyName(moved)}，${more(moved) > 0 ? "多" : "少"}${amount(Math.abs(more(moved)), "household")}`,
      `${familyName(moved)} differs most: ${amount(Math.abs(more(moved)), "household")} ${more(moved) > 0 ? "more" : "fewer"}`,
    ),
    unit: scale.unit,
    source: ["sum_changes"],
    basis: t(
      "末年取暖户，按方式类别，乙减甲；没有列出的类别户数相同。",
      "households of the last year by family of modes, B less A; the same in families that are not listed. ",
    ),
    charts: [
      {
        bars: ids.length,
        make: bars({
          names: ids.map(familyName),
          series: [{ name: t("乙减甲", "B less A"), colour: SLATE, values }],
          fills: ids.map((id) => family(id).colour),
          ends: values.map((value) => signed(text(value), value)),
          text,
          unit: scale.unit,
        }),
      },
    ],
    table: table(rows, columns, { label: t("各方式户数", "Households by mode") }),
  });
}

/* ---- which units changed ---- */

/* "空气源热泵 2024，节能改造1档" */
function wayText(mode: string | null, season: number | null, retrofit: number | null): string {
  if (mode === null) return t("（不在方案中）", "(not in the plan)");
  const level = num(retrofit) > 0 ? t(`，节能改造${retrofit}档`, `, retrofit ${retrofit}`) : "";
  return `${mode}${season === null ? "" : ` ${season}`}${level}`;
}

interface Flow {
  name: string;
  units: Unit[];
}
/* From which mode to which; those that keep theirs and change year or retrofit together. */
function flowsOf(units: Unit[]): Flow[] {
  const none = t("（无）", "(none)");
  const name = (unit: Unit): string =>
    unit.mode_a === unit.mode_b
      ? t(`${unit.mode_b ?? none}：年份或节能改造不同`, `${unit.mode_b ?? none}: another year or retrofit`)
      : `${unit.mode_a ?? none} → ${unit.mode_b ?? none}`;
  const flows = [...groups(units, name)].map(([name, units]) => ({ name, units }));
  return descending(flows, (flow) => households(flow.units));
}

function flowColumns(head: string): Column<Flow>[] {
  return [
    { head, text: (flow) => flow.name },
    { head: t("单元", "Units"), value: (flow) => flow.units.length, decimals: 0 },
    { head: t("取暖户", "Households"), unit: "household", value: (flow) => households(flow.units) },
    { head: t("费用差", "Cost more"), unit: "CNY", share: "cny", value: (flow) => sum(flow.units, costMore) },
    { head: t("投资差", "Invested more"), unit: "CNY", share: "cny", value: (flow) => sum(flow.units, investMore) },
  ];
}

function flowTable(units: Unit[]): HTMLElement | null {
  const flows = flowsOf(units),
    first = flows[0];
  if (!first) return null;
  return tableExhibit(
    {
      title: t(
        `变化最多的是${first.name}，${amount(households(first.units), "household")}`,
        `Most change ${first.name}: ${amount(households(first.units), "household")}`,
      ),
      source: ["unit_changes"],
      basis: t(
        "甲方案的方式 → 乙方案的方式；费用为评价期费用，差额为乙减甲。",
        "mode in A → mode in B; cost over the period, B less A. ",
      ),
    },
    table(flows, flowColumns(t("变化", "Change")), {
      total: { name: t("合计", "Total"), units },
      fold: 24,
      rest: screen(),
      label: t("方式变化", "Changes of mode"),
    }),
  );
}

function countyTable(units: Unit[]): HTMLElement | null {
  const counties = descending(
    [...groups(units, (unit) => unit.county ?? "")].map(([name, units]) => ({ name, units })),
    (flow) => households(flow.units),
  );
  const first = counties[0];
  if (!first || counties.length < 2) return null;
  return tableExhibit(
    {
      title: t(
        `${counties.length}个县有变化，${first.name}最多，${amount(households(first.units), "household")}`,
        `${counties.length} counties change, ${first.name} most: ${amount(households(first.units), "household")}`,
      ),
      source: ["unit_changes"],
      basis: t("安排不同的单元，按县合计；差额为乙减甲。", "units that change, by county; B less A. "),
    },
    table(counties, flowColumns(t("县", "County")), {
      total: { name: t("合计", "Total"), units },
      label: t("分县变化", "Changes by county"),
    }),
  );
}

function unitTable(units: Unit[]): HTMLElement | null {
  if (units.length === 0) return null;
  const columns: Column<Unit>[] = [
    { head: t("单元", "Unit"), text: (unit) => unit.name ?? unit.unit },
    { head: t("县", "County"), text: (unit) => unit.county },
    { head: t("取暖户", "Households"), value: (unit) => unit.households, decimals: 0 },
    { head: SIDES()[0], text: (unit) => wayText(unit.mode_a, unit.season_a, unit.retrofit_a) },
    { head: SIDES()[1], text: (unit) => wayText(unit.mode_b, unit.season_b, unit.retrofit_b) },
    { head: t("费用差", "Cost more"), unit: "CNY", share: "cny", value: costMore },
    { head: t("投资差", "Invested more"), unit: "CNY", share: "cny", value: investMore },
    { head: t("乙的理由", "Reason in B"), text: (unit) => choice(unit.reason_b) },
  ];
  return tableExhibit(
    {
      title: t(
        `安排不同的${number(units.length, 0)}个单元`,
        `${number(units.length, 0)} units that get something else`,
      ),
      source: ["unit_changes"],
      basis: t("按取暖户排序；差额为乙减甲。", "by households; B less A. "),
    },
    table(units, columns, { fold: 40, rest: screen(), label: t("单元变化", "Units that change") }),
  );
}

/* ---- which limit made it ---- */

/* What one per cent of the rule is worth in the plan where it is worth more. */
const worth = (limit: Limit): number =>
  Math.max(
    Math.abs(num(limit.price_a_cny) * num(limit.limit_a)),
    Math.abs(num(limit.price_b_cny) * num(limit.limit_b)),
  ) / 100;

function priceText(price: number | null): string {
  if (!known(price)) return "";
  if (price === 0) return "0";
  return withUnit(number(price, price >= 100 ? 0 : price >= 1 ? 2 : 3), t("元", "CNY"));
}

function limitsTable(context: Context): HTMLElement | null {
  const rows = descending(context.plan.rows("limit_changes"), worth),
    first = rows[0];
  if (!first) return null;
  const pair = (
    group: string,
    text: (limit: Limit, side: "a" | "b") => string,
  ): Column<Limit>[] =>
    (["a", "b"] as const).map((side, i) => ({
      head: SIDES()[i]!,
      group,
      right: true,
      text: (limit: Limit) => text(limit, side),
    }));
  const columns: Column<Limit>[] = [
    { head: t("规则", "Rule"), text: (limit) => limit.name ?? limit.id },
    { head: t("地区", "Area"), text: (limit) => limit.area_name },
    { head: t("年份", "Year"), text: (limit) => (known(limit.season) ? String(limit.season) : "") },
    { head: t("变化", "Change"), text: (limit) => limit.words },
    ...pair(t("限值", "Limit"), (limit, side) =>
      amount(limit[`limit_${side}`], limit.unit, Math.max(num(limit.limit_a), num(limit.limit_b))),
    ),
    ...pair(t("余量", "Slack"), (limit, side) =>
      amount(limit[`slack_${side}`], limit.unit, Math.max(num(limit.limit_a), num(limit.limit_b))),
    ),
    ...pair(t("影子价格", "Price"), (limit, side) => priceText(limit[`price_${side}_cny`])),
    { head: t("放松1%可省", "1% saves"), unit: "CNY", value: worth },
  ];
  return tableExhibit(
    {
      title: t(
        `差异最大的规则是${first.name ?? first.id ?? ""}：${first.words ?? ""}`,
        `The rule that weighs most is ${first.name ?? first.id ?? ""}: ${first.words ?? ""}`,
      ),
      source: ["limit_changes"],
      basis: t(
        "限值不同、只在一案、或只在一案起作用（有影子价格或没有余量）的目标和限额；按放松1%可省排序，取两案中较大者。",
        "targets and limits that differ, stand in one plan only, or bite in one only (have a price or no slack); by what one per cent saves, the larger of both plans. ",
      ),
    },
    table(rows, columns, { fold: 30, rest: screen(), label: t("规则变化", "Rules that differ") }),
  );
}

/* ---- the whole ---- */

export function costSection(context: Context): Section {
  return {
    id: "cost",
    title: t("费用和总量", "Cost and sums"),
    content: [sumsTable(context), modesFigure(context)],
  };
}
export function limitsSection(context: Context): Section {
  return {
    id: "limits",
    title: t("是哪些规则造成的", "Which rules made it"),
    content: [limitsTable(context)],
  };
}
export function unitsSection(context: Context): Section {
  const units = context.plan.rows("unit_changes");
  return {
    id: "units",
    title: t("哪些单元不同", "Which units differ"),
    content: [flowTable(units), countyTable(units), unitTable(units)],
  };
}
