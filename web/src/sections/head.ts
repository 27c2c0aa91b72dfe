// The first minute: what, when, one sentence that answers the question, four to six key figures.
import type { Context } from "../context";
import { known, type Rows } from "../data";
import { h, prose } from "../dom";
import { amount, money, percent, quantity, span, year } from "../format";
import { isEnglish, status, t } from "../words";

const inWords = (figure: Rows["key_figures"] | undefined): string =>
  (isEnglish() ? figure?.name_en : figure?.name_zh) ?? "";

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
    h("dt", {}, inWords(figure)),
    h("dd", {}, h("span", { class: "value" }, text), h("span", { class: "unit" }, unit)),
    h("dd", { class: "base" }, before),
  );
}

/* How far the answer can be trusted, in one line. */
function proof(context: Context): string {
  const { run } = context;
  if (!known(run.gap)) return t(`${status(run.status)}。`, `${status(run.status)}.`);
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
  const all = plan.rows("key_figures");
  const headline = all.find((figure) => figure.id === "headline");
  const figures = all.filter((figure) => figure !== headline).slice(0, 6);
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
    h("p", { class: headline?.is_short ? "answer missed" : "answer" }, prose(inWords(headline))),
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
