// The mix that targets by mode prescribe beside the cheapest under the same limits.
import type { Context } from "../context";
import { num, sum, type Rows } from "../data";
import { tableExhibit } from "../exhibit";
import { amount, money } from "../format";
import { table, type Column } from "../tables";
import { t } from "../words";

type Mixes = Rows["mixes"];

const KINDS: Record<string, [string, string]> = {
  cost: ["费用", "Cost"],
  payer: ["出资", "Money of"],
  household: ["居民", "Households"],
  area: ["取暖面积", "Area"],
  households: ["取暖户", "Households of"],
  energy: ["末年用能", "Energy a season"],
};

const SHOWN = 1e-3;

function mixesTitle(rows: Mixes[]): string {
  const cost = rows.find((row) => row.kind === "cost");
  const moved =
    sum(
      rows.filter((row) => row.kind === "households"),
      (row) => Math.abs(num(row.difference)),
    ) / 2;
  const more = num(cost?.difference);
  const differ = amount(Math.round(moved), "household");
  return more >= 0
    ? t(
        `规定的方式结构比费用最低的结构多${money(more)}，${differ}的方式不同`,
        `The prescribed mix costs ${money(more)} more than the cheapest; ${differ} differ`,
      )
    : t(
        `限时内未找到比规定结构更便宜的结构（高${money(-more)}），${differ}的方式不同`,
        `No cheaper mix was found in the time (${money(-more)} dearer); ${differ} differ`,
      );
}

export function mixesTable(context: Context): HTMLElement | null {
  const all = context.plan.rows("mixes");
  /* No other mix was found: nothing to compare. */
  if (all.every((row) => num(row.difference) === 0)) return null;
  /* Of the modes and fuels those that differ by what a table can show; all are in the workbook. */
  const differs = (row: Mixes): boolean =>
    Math.abs(num(row.difference)) >
    SHOWN * Math.max(Math.abs(num(row.prescribed)), Math.abs(num(row.cheapest)));
  const rows = all.filter((row) =>
    ["cost", "payer", "household"].includes(row.kind ?? "")
      ? num(row.prescribed) !== 0 || num(row.cheapest) !== 0
      : differs(row),
  );
  const value = (row: Mixes, figure: number | null): string =>
    amount(figure, row.unit, Math.max(Math.abs(num(row.prescribed)), Math.abs(num(row.cheapest))));
  const columns: Column<Mixes>[] = [
    { head: t("类别", "Kind"), text: (row) => t(...(KINDS[row.kind ?? ""] ?? ["", ""])) },
    { head: t("项目", "Item"), text: (row) => row.name },
    { head: t("规定结构", "Prescribed"), right: true, text: (row) => value(row, row.prescribed) },
    { head: t("最低费用结构", "Cheapest"), right: true, text: (row) => value(row, row.cheapest) },
    { head: t("差额", "Difference"), right: true, text: (row) => value(row, row.difference) },
  ];
  return tableExhibit(
    {
      title: mixesTitle(all),
      source: ["mixes"],
      basis: t(
        "规定结构为全部目标下的方案；最低费用结构取消按方式下达的任务，其余目标和约束不变。费用不含未达目标的计价；出资为规划期投资与补贴之和。相差不到千分之一的方式和能源未列。",
        "Prescribed: the plan with all targets; cheapest: without the targets by mode, all other targets and limits the same. Cost without the price of missed targets; money is investment and subsidies of the planning years. Modes and fuels that differ by less than a thousandth are left out.",
      ),
    },
    table(rows, columns, { fold: 24, label: t("规定结构与最低费用结构", "Prescribed and cheapest mix") }),
  );
}
