// 可信吗: what was verified, which assumptions matter most, and where the numbers come from.
import { legend } from "../charts/legend";
import { tornado } from "../charts/tornado";
import { PALE, SLATE } from "../colours";
import type { Context, Section } from "../context";
import { descending, groups, known, num, type Rows } from "../data";
import { h } from "../dom";
import { declaredChoice, source, sourceYear, sure } from "../names";
import { figureExhibit, tableExhibit } from "../exhibit";
import { NONE, decimalsFor, money, number, percent, scaleAxis } from "../format";
import { table, type Column } from "../tables";
import { objective, status, t } from "../words";

type Assumption = Rows["assumptions"];

function certificateTable(context: Context): HTMLElement | null {
  const { run } = context,
    rows = context.plan.rows("certificate");
  if (rows.length === 0) return null;
  const columns: Column<Rows["certificate"]>[] = [
    { head: t("项目", "Item"), text: (row) => row.item },
    { head: t("结果", "Result"), text: (row) => row.value },
    { head: t("说明", "Note"), text: (row) => row.note },
  ];
  const title = known(run.gap)
    ? t(
        `全部约束经独立程序复算，与下界相差${percent(run.gap, 2)}（${money(run.gap_cny)}）`,
        `All rows were recomputed by separate code; ${percent(run.gap, 2)} (${money(run.gap_cny)}) above the bound`,
      )
    : t("计算结果的校核", "How the result was verified");
  return tableExhibit(
    {
      title,
      source: ["certificate", "run"],
      basis: t(
        `目标为${objective(run.objective)}；状态：${status(run.status)}；${number(run.units, 0)}个单元，${number(run.columns, 0)}个变量，${number(run.rows, 0)}个约束，用时${number(run.seconds, 1)}秒${known(run.first_seconds) ? `，其中首个方案${number(run.first_seconds, 1)}秒` : ""}。`,
        `${objective(run.objective)}; ${status(run.status)}; ${number(run.units, 0)} units, ${number(run.columns, 0)} columns, ${number(run.rows, 0)} rows, ${number(run.seconds, 1)} s${known(run.first_seconds) ? `, the first plan after ${number(run.first_seconds, 1)} s` : ""}.`,
      ),
    },
    table(rows, columns, { label: t("求解证书", "Certificate") }),
  );
}

type Audit = Rows["audit"];
function auditTable(context: Context): HTMLElement | null {
  const rows = context.plan.rows("audit");
  if (rows.length === 0) return null;
  const columns: Column<Audit>[] = [
    { head: t("数字", "Figure"), text: (row) => row.name ?? row.id },
    { head: t("类别", "Kind"), text: (row) => declaredChoice("audit", "kind", row.kind) },
    { head: t("说明", "What is found"), text: (row) => row.message },
    { head: t("可能的更正", "Would mend it"), text: (row) => row.suggestion },
  ];
  if (rows.some((row) => row.source))
    columns.push({ head: t("出处", "Where"), text: (row) => row.source });
  const open = rows.filter((row) => row.kind === "mismatch").length;
  return tableExhibit(
    {
      title: t(
        `规划原文的数字有${open}处对不上`,
        `${open} figures of the plan's text do not close`,
      ),
      source: ["audit"],
      basis: t(
        "按原文数字的印刷精度推算；本方案的计算不以这些数字互相闭合为前提。",
        "within the precision in which they are printed; the plan does not rest on their closing.",
      ),
    },
    table(rows, columns, { fold: 25, label: t("数字核对", "Audit") }),
  );
}

const effect = (row: Assumption): number =>
  Math.max(Math.abs(num(row.effect_cny)), Math.abs(num(row.low_cny)), Math.abs(num(row.high_cny)));
function value(row: Assumption): string {
  if (!known(row.value)) return NONE;
  if (row.unit === "1") return percent(row.value);
  const unit = (row.unit ?? "")
    .replace(/CNY/g, t("元", "CNY"))
    .replace("m2", "m²")
    .replace("m3", "m³");
  return `${number(row.value, Number.isInteger(row.value) ? 0 : Math.max(decimalsFor(row.value), Math.abs(row.value) < 10 ? 2 : 0))}${unit ? `\u2009${unit}` : ""}`;
}

function assumptionFigure(context: Context): HTMLElement | null {
  const rows = descending(
    context.plan.rows("assumptions").filter((row) => effect(row) > 0),
    effect,
  );
  const top = rows.slice(0, 12);
  if (top.length === 0) return null;
  const scale = scaleAxis("CNY", effect(top[0]!)),
    decimals = Math.min(1, decimalsFor(effect(top[0]!) / scale.factor));
  const columns: Column<Assumption>[] = [
    { head: t("假设", "Assumption"), text: (row) => row.name ?? row.key },
    { head: t("取值", "Value"), right: true, text: value },
    { head: t("来源", "Source"), text: (row) => source(row.source) },
    { head: t("来源年份", "Year"), text: (row) => sourceYear(row.source_year) },
    { head: t("可信度", "Sureness"), text: (row) => sure(row.sure) },
    { head: t("下调10%", "10% lower"), unit: "CNY", share: "cny", value: (row) => row.low_cny },
    { head: t("上调10%", "10% higher"), unit: "CNY", share: "cny", value: (row) => row.high_cny },
  ];
  const cost = num(context.run.cost_cny);
  return figureExhibit({
    title: t(
      `影响最大的假设是${top[0]!.name}，变化10%使费用变化${money(effect(top[0]!))}${cost > 0 ? `（${percent(effect(top[0]!) / cost)}）` : ""}`,
      `${top[0]!.name} matters most: 10 % of it change the cost by ${money(effect(top[0]!))}${cost > 0 ? ` (${percent(effect(top[0]!) / cost)})` : ""}`,
    ),
    unit: scale.unit,
    source: ["assumptions"],
    basis: t(
      "单个假设上下变化10%时评价期费用的变化，方案不变。",
      "change of the cost over the period when one assumption moves by 10 %, the plan unchanged.",
    ),
    legend: legend([
      { name: t("下调10%", "10 % lower"), colour: PALE },
      { name: t("上调10%", "10 % higher"), colour: SLATE },
    ]),
    charts: [
      {
        bars: top.length,
        make: tornado(
          top.map((row) => ({
            name: row.name ?? row.key ?? "",
            low: num(row.low_cny) / scale.factor,
            high: num(row.high_cny) / scale.factor,
          })),
          (v) => number(v, decimals),
          scale.unit,
        ),
      },
    ],
    table: table(rows, columns, { fold: 40, label: t("主要假设", "Assumptions") }),
  });
}

function sourceTable(context: Context): HTMLElement | null {
  const rows = context.plan.rows("assumptions");
  if (rows.length === 0) return null;
  const list = descending(
    [...groups(rows, (row) => `${row.source}|${row.source_year}|${row.sure}`)].map(([, mine]) => mine),
    (mine) => Math.max(...mine.map(effect)),
  );
  const columns: Column<Assumption[]>[] = [
    { head: t("来源", "Source"), text: (mine) => source(mine[0]!.source) },
    { head: t("来源年份", "Year"), text: (mine) => sourceYear(mine[0]!.source_year) },
    { head: t("可信度", "Sureness"), text: (mine) => sure(mine[0]!.sure) },
    { head: t("假设数", "Assumptions"), decimals: 0, value: (mine) => mine.length },
    {
      head: t("其中影响最大", "Of most effect"),
      text: (mine) => h("span", {}, descending(mine, effect)[0]!.name ?? ""),
    },
  ];
  const weak = rows.filter((row) => row.sure === "C").length;
  return tableExhibit(
    {
      title: t(
        `${rows.length}项假设中${weak}项为估计，应优先核实`,
        `${weak} of ${rows.length} assumptions are guesses, to be checked first`,
      ),
      source: ["assumptions"],
      basis: t(
        "S 规划原文，A 高，B 一般，C 估计；按规则生成的数据可由用户替换。",
        "S in the plan's text, A high, B fair, C guess; generated data can be replaced.",
      ),
    },
    table(list, columns, { fold: 20, label: t("数据来源", "Sources") }),
  );
}

export function trustSection(context: Context): Section {
  return {
    id: "trust",
    title: t("可信吗", "Can it be trusted"),
    content: [
      certificateTable(context),
      auditTable(context),
      assumptionFigure(context),
      sourceTable(context),
    ],
  };
}
