// The first minute: what, when, one sentence that answers the question, four to six key figures.
import type { Context } from "../context";
import { known, num, sum, type Rows } from "../data";
import { h, prose } from "../dom";
import { amount, money, percent, quantity, span, year } from "../format";
import { isEnglish, listed, status, t } from "../words";

function cleanRate(context: Context, urban: boolean): number | null {
  const rows = context.plan
    .rows("progress")
    .filter((row) => row.season === context.horizon && context.isUrban(row.zone) === urban);
  const area = sum(rows, (row) => row.area_m2);
  return area > 0 ? sum(rows, (row) => row.clean_m2) / area : null;
}

function rates(context: Context): string {
  const urban = cleanRate(context, true),
    rural = cleanRate(context, false);
  const parts = [
    urban !== null &&
      t(`城镇清洁取暖率${percent(urban)}`, `the urban clean rate is ${percent(urban)}`),
    rural !== null &&
      t(
        `农村${urban === null ? "清洁取暖率" : ""}${percent(rural)}`,
        `the rural one ${percent(rural)}`,
      ),
  ];
  return parts.filter(Boolean).join(t("，", ", "));
}

function targets(rows: Rows["targets_met"][]): string {
  const missed = rows.filter((row) => !row.is_met).map((row) => row.name ?? "");
  if (rows.length === 0) return "";
  if (missed.length === 0)
    return t(`全部${rows.length}项目标可实现`, `all ${rows.length} targets are met`);
  const named =
    missed.slice(0, 3).join(t("、", ", ")) + (missed.length > 3 ? t("等", " and others") : "");
  return t(
    `${rows.length}项目标中${missed.length}项未完成（${named}）`,
    `${missed.length} of ${rows.length} targets are missed (${named})`,
  );
}

/* What a converted household pays more a season, in the mean; null when nobody is converted. */
function meanRise(context: Context): number | null {
  const rows = context.plan
    .rows("unit_plans")
    .filter((row) => row.season !== null && known(row.bill_cny) && known(row.bill_today_cny));
  const households = sum(rows, (row) => row.households);
  if (households === 0) return null;
  return (
    sum(rows, (row) => num(row.households) * (num(row.bill_cny) - num(row.bill_today_cny))) /
    households
  );
}

function moneyPart(context: Context): string {
  const investment = sum(context.plan.rows("investment"), (row) => row.money_cny);
  const rise = meanRise(context);
  const parts = [
    investment > 0 && t(`总投资${money(investment)}`, `investment is ${money(investment)}`),
    rise !== null &&
      t(
        `改造户户均年取暖支出${rise < 0 ? "减少" : "增加"}${money(Math.abs(Math.round(rise)))}`,
        `a converted household pays ${money(Math.abs(Math.round(rise)))} ${rise < 0 ? "less" : "more"} a season`,
      ),
  ];
  return parts.filter(Boolean).join(t("，", "; "));
}

export function answer(context: Context): string {
  if (context.run.status === "infeasible") {
    const relax = context.plan
      .rows("conflict")
      .filter((row) => row.kind?.startsWith("relax"))
      .map((row) => row.words ?? "");
    return (
      t(
        "现有规则不能同时满足，没有可行方案",
        "The rules cannot hold together: there is no feasible plan",
      ) +
      (relax.length > 0
        ? t(`；最小的放宽是：${listed(relax)}。`, `; the least relaxation is: ${listed(relax)}.`)
        : t("。", "."))
    );
  }
  const parts = [rates(context), targets(context.plan.rows("targets_met"))]
    .filter(Boolean)
    .join(t("，", ", "));
  const rest = moneyPart(context);
  const sentence = [
    t(`到${year(context.horizon)}${parts}`, `By ${context.horizon} ${parts}`),
    rest,
  ].filter(Boolean);
  return sentence.join(t("；", "; ")) + t("。", ".");
}

function keyFigure(figure: Rows["key_figures"], base: number): HTMLElement {
  const { text, unit } = quantity(figure.value, figure.unit);
  const before = known(figure.base_value)
    ? t(
        `${year(base)}为${amount(figure.base_value, figure.unit)}`,
        `${base}: ${amount(figure.base_value, figure.unit)}`,
      )
    : "";
  return h(
    "div",
    { class: figure.is_short ? "key missed" : "key" },
    h("dt", {}, (isEnglish() ? figure.name_en : figure.name_zh) ?? figure.id ?? ""),
    h("dd", {}, h("span", { class: "value" }, text), h("span", { class: "unit" }, unit)),
    h("dd", { class: "base" }, before),
  );
}

/* How far the answer can be trusted, in one line. */
function proof(context: Context): string {
  const { run } = context;
  if (run.status === "infeasible" || !known(run.gap)) return status(run.status);
  const gap =
    run.gap < 5e-5
      ? t("已证最优", "proved optimal")
      : t(
          `与理论下限相差不超过${percent(run.gap, 2)}（${money(run.gap_cny)}）`,
          `within ${percent(run.gap, 2)} (${money(run.gap_cny)}) of the proven bound`,
        );
  return t(
    `全部结果经独立复算，${gap}。`,
    `Every figure was recomputed independently; the plan is ${gap}.`,
  );
}

export function headSection(context: Context): HTMLElement {
  const { run, base, horizon, plan } = context;
  const figures = plan.rows("key_figures").slice(0, 6);
  const missed = plan.rows("targets_met").some((row) => !row.is_met) || run.status === "infeasible";
  return h(
    "header",
    { class: "head", id: "top" },
    h(
      "p",
      { class: "period" },
      span(base + 1, horizon),
      t(` · 基准年${base}年`, ` · base year ${base}`),
    ),
    h("h1", {}, run.name ?? ""),
    h("p", { class: missed ? "answer missed" : "answer" }, prose(answer(context))),
    figures.length > 0
      ? h(
          "dl",
          { class: "keys", style: `--keys:${isEnglish() ? 3 : figures.length}` },
          ...figures.map((figure) => keyFigure(figure, base)),
        )
      : null,
    h(
      "p",
      { class: "note" },
      prose(proof(context)),
      t(
        " 年份均指当年秋季开始的采暖季。",
        " A year is the heating season that begins in its autumn.",
      ),
    ),
  );
}
