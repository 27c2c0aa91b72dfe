// What each rule costs: at the margin by its price, and truly where the plan was solved without it.
import { bars } from "../charts/columns";
import { legend, type Series } from "../charts/legend";
import { PALE, SLATE } from "../colours";
import type { Context } from "../context";
import { changed, descending, distinct, known, num, type Rows } from "../data";
import { figureExhibit, tableExhibit } from "../exhibit";
import { amount, decimalsFor, money, number, priceFor, scaleAxis } from "../format";
import { table, type Column } from "../tables";
import { t } from "../words";

type Rule = Rows["rule_costs"];

const DRAWN = 12;
const VISIBLE = 5e-3; /* of the longest bar: what is less stands in the table alone */
const isSolved = (rule: Rule): boolean => known(rule.difference_cny);
const isProved = (rule: Rule): boolean => num(rule.least_cny) > 0;
const nameOf = (rule: Rule): string => rule.name ?? rule.id ?? "";

/* Targets are told as the plan states them: the model counts rates in square metres. Where all of
 * them are of one area its name says nothing. */
function told(context: Context): (Rule & { limitText: string })[] {
  const targets = context.plan.rows("targets_met");
  const ofOneArea = distinct(targets, (row) => row.area).length === 1;
  return context.plan.rows("rule_costs").map((rule) => {
    const target =
      rule.family === "target" &&
      targets.find((row) => row.target === rule.id && row.season === rule.season);
    return target
      ? changed(rule, {
          name: ofOneArea ? (target.name ?? rule.name) : rule.name,
          limitText: amount(target.required, target.unit),
        })
      : changed(rule, { limitText: amount(rule.limit, rule.unit) });
  });
}
type Told = ReturnType<typeof told>[number];

const priceText = (rule: Rule): string =>
  known(rule.price_cny) ? priceFor(rule.price_cny, rule.unit) : "";

function proved(rule: Rule): string {
  if (!isSolved(rule)) return "";
  return t(
    `${money(rule.least_cny)}至${money(rule.most_cny)}`,
    `${money(rule.least_cny)} to ${money(rule.most_cny)}`,
  );
}

function columnsOf(rules: Told[]): Column<Told>[] {
  const columns: Column<Told>[] = [
    { head: t("规则", "Rule"), text: nameOf },
    { head: t("限值", "Limit"), right: true, text: (rule) => rule.limitText },
    { head: t("影子价格", "Price"), right: true, text: priceText },
    { head: t("放松1%可省", "1% less saves"), unit: "CNY", value: (rule) => rule.worth_cny },
  ];
  if (!rules.some(isSolved)) return columns;
  const without = t("取消该规则", "Without the rule");
  return [
    ...columns,
    {
      head: t("可省", "Saves"),
      group: without,
      right: true,
      text: (rule) =>
        !isSolved(rule)
          ? ""
          : isProved(rule)
            ? money(rule.difference_cny)
            : t("差距之内", "within the gaps"),
    },
    { head: t("已证明", "Proved"), group: without, right: true, text: proved },
    {
      head: t("清洁取暖户差", "Clean households"),
      group: without,
      unit: "household",
      decimals: 0,
      value: (rule) => rule.households,
    },
    {
      head: t("散煤削减差", "Coal removed"),
      group: without,
      unit: "t",
      decimals: 0,
      value: (rule) => rule.coal_t,
    },
  ];
}

function rulesTitle(rules: Rule[]): string {
  const sure = descending(rules.filter(isProved), (rule) => rule.difference_cny)[0];
  if (sure)
    return t(
      `代价最大的规则是${nameOf(sure)}，取消可省${money(sure.difference_cny)}（证明在${proved(sure)}之间）`,
      `${nameOf(sure)} costs most: ${money(sure.difference_cny)} less without it (proved ${proved(sure)})`,
    );
  const first = descending(rules, (rule) => rule.worth_cny)[0]!;
  return t(
    `代价最大的规则是${nameOf(first)}，放松1%可省${money(first.worth_cny)}`,
    `${nameOf(first)} costs most: 1% less of it saves ${money(first.worth_cny)}`,
  );
}

function rulesTable(rules: Told[]): HTMLElement {
  const solved = rules.filter(isSolved).length;
  const how =
    solved > 0
      ? t(
          `${solved}项已逐项取消后重新求解：“可省”为两方案费用之差，“已证明”按两方案各自的差距；户数和散煤为末年有规则减无规则。`,
          `${solved} were solved without: “saves” is the difference of the two plans, “proved” by the gaps of both; households and coal with the rule less without, last year. `,
        )
      : t(
          "取消一项规则的真实差额须重新求解：qingnuan explain 结果目录 --rule all，报告随之更新。",
          "The true difference without a rule takes a new plan: qingnuan explain RESULT --rule all; the report then shows it. ",
        );
  return tableExhibit(
    {
      title: rulesTitle(rules),
      source: ["rule_costs"],
      basis: t(
        `评价期费用；影子价格为线性松弛的指示性数值。没有列出的规则在边际上没有代价。${how}`,
        `cost over the period; prices are indicative. Rules that are not listed cost nothing at the margin. ${how}`,
      ),
    },
    table(rules, columnsOf(rules), {
      fold: 20,
      label: t("各规则的代价", "What each rule costs"),
    }),
  );
}

/* Of rules that were solved without, what is proved and what lies within the gaps; else one per
 * cent. */
function rulesFigure(all: Rule[]): HTMLElement | null {
  const solved = all.filter(isProved);
  const isTrue = solved.length >= 3;
  const cost = (rule: Rule): number => num(isTrue ? rule.difference_cny : rule.worth_cny);
  const rules = descending(isTrue ? solved : all, cost)
    .filter((rule, _, [first]) => cost(rule) > VISIBLE * cost(first!))
    .slice(0, DRAWN);
  if (rules.length < 3) return null;
  const scale = scaleAxis("CNY", cost(rules[0]!));
  const text = (value: number): string => number(value, decimalsFor(cost(rules[0]!) / scale.factor));
  const sure = (rule: Rule): number => (isTrue ? num(rule.least_cny) : cost(rule));
  const one = (name: string, colour: string, value: (rule: Rule) => number): Series => ({
    name,
    colour,
    values: rules.map((rule) => value(rule) / scale.factor),
  });
  const series = isTrue
    ? [
        one(t("已证明", "proved"), SLATE, sure),
        one(t("差距之内", "within the gaps"), PALE, (rule) => cost(rule) - sure(rule)),
      ]
    : [one(t("放松1%可省", "1% less saves"), SLATE, cost)];
  const first = rules[0]!;
  const columns: Column<Rule>[] = [
    { head: t("规则", "Rule"), text: nameOf },
    { head: t("可省", "Saves"), unit: "CNY", value: cost },
  ];
  return figureExhibit({
    title: isTrue
      ? t(
          `取消单项规则，最多可省${money(cost(first))}`,
          `Without one rule, at most ${money(cost(first))} less`,
        )
      : t(
          `单项规则放松1%，最多可省${money(cost(first))}`,
          `With one rule 1% looser, at most ${money(cost(first))} less`,
        ),
    unit: scale.unit,
    source: ["rule_costs"],
    basis: isTrue
      ? t(
          `列可省最多的${rules.length}项；逐项取消，各项之和不等于同时取消。`,
          `the ${rules.length} that save most; one at a time: their sum is not what all together would save.`,
        )
      : t(
          `列可省最多的${rules.length}项；按影子价格，指示性数值。`,
          `the ${rules.length} that save most, by indicative prices.`,
        ),
    legend: isTrue ? legend(series) : null,
    charts: [
      {
        bars: rules.length,
        make: bars({
          names: rules.map(nameOf),
          unit: scale.unit,
          text,
          ends: rules.map((rule) => text(cost(rule) / scale.factor)),
          series,
        }),
      },
    ],
    table: table(rules, columns, { label: t("可省最多的规则", "Rules that save most") }),
  });
}

/* The table and its chart. */
export function ruleCosts(context: Context): (HTMLElement | null)[] {
  const rules = told(context);
  return rules.length > 0 ? [rulesTable(rules), rulesFigure(rules)] : [];
}
