// 目标完成表: every target with what is reached, then clean rates by county and season; what falls
// short is red and says what is missing.
import { tableExhibit } from "../exhibit";
import type { Context, Section } from "../context";
import { changed, groups, known, num, seasonsOf, sum, type Rows } from "../data";
import { h, prose } from "../dom";
import { amount, money, number, percent, priceFor, year } from "../format";
import { table, type Column } from "../tables";
import { choice, t } from "../words";

type Target = Rows["targets_met"];
type Progress = Rows["progress"];

/* Rates come as shares or in per cent; they are handled as shares. */
function asShare(row: Target): Target {
  if (row.unit !== "%") return row;
  const share = (value: number | null): number | null => (known(value) ? value / 100 : null);
  return changed(row, {
    unit: "1",
    base_value: share(row.base_value),
    required: share(row.required),
    achieved: share(row.achieved),
    slack: share(row.slack),
  });
}

/* Rates need two decimals where one would hide the shortfall. */
function shown(value: number | null, row: Target): string {
  if (row.unit !== "1" || value === null) return amount(value, row.unit);
  const close =
    known(row.required) &&
    known(row.achieved) &&
    row.required !== row.achieved &&
    Math.abs(row.required - row.achieved) < 0.001;
  return percent(value, close ? 2 : 1);
}

function missing(row: Target): string | null {
  if (row.is_met || !known(row.slack)) return null;
  const gap = Math.abs(row.slack);
  return row.unit === "1"
    ? t(
        `缺${number(gap * 100, gap < 0.001 ? 2 : 1)}个百分点`,
        `${number(gap * 100, gap < 0.001 ? 2 : 1)} points short`,
      )
    : t(`缺${amount(gap, row.unit)}`, `${amount(gap, row.unit)} short`);
}

/* Why a priced target stays short: what is charged against what it would cost to make it up. */
function whyShort(row: Target, isWithinGap: boolean): string | null {
  if (row.is_met || !known(row.charge_cny) || !known(row.least_makeup_cny)) return null;
  const charge = t(
    `未达部分计入费用${money(row.charge_cny)}。`,
    `${money(row.charge_cny)} is charged for what is missing. `,
  );
  if (row.least_makeup_cny >= row.charge_cny * (1 - 1e-6))
    return (
      charge +
      t("补足的边际代价不低于计价，补足并不合算。", "At the margin making it up costs no less.")
    );
  if (known(row.makeup_cny) && row.makeup_cny >= row.charge_cny)
    return (
      charge +
      t(
        `村庄、社区和热源不能拆分，改变一两处来补足约需${money(row.makeup_cny)}，高于计价，并不合算。`,
        `Villages and sources do not split: to make it up by one or two of them would cost ${money(row.makeup_cny)}, more than that.`,
      )
    );
  const least = money(known(row.makeup_cny) ? row.makeup_cny : row.least_makeup_cny);
  if (isWithinGap)
    return (
      charge +
      t(
        `补足约需${least}，低于计价：差额在所要求的差距（--gap）之内，没有再找。`,
        `To make it up would cost about ${least}, less than that: the difference is within the --gap asked for.`,
      )
    );
  return (
    charge +
    t(
      `补足约需${least}，低于计价：在时限内没有找到，延长计算时间（--time-limit）可望完成。`,
      `To make it up would cost about ${least}, less than that: not found in time, a longer --time-limit may find it.`,
    )
  );
}

/* The target, on a phone its place and year, the plan's own words, why it stays short. */
function named(row: Target, isWithinGap: boolean): HTMLElement {
  const line = (text: string | null): HTMLElement | null =>
    text ? h("span", { class: "words" }, prose(text)) : null;
  return h(
    "span",
    {},
    row.name ?? row.target ?? "",
    h("span", { class: "words narrow" }, `${row.area_name ?? ""} ${row.season ?? ""}`),
    line(row.words ? t(`原文：${row.words}`, row.words) : null),
    line(whyShort(row, isWithinGap)),
  );
}

/* Met, though what is shown falls short of what is asked: by no more than the target's tolerance. */
const isWithin = (row: Target): boolean =>
  Boolean(row.is_met) && num(row.slack) < 0 && shown(row.achieved, row) !== shown(row.required, row);

function reached(row: Target): HTMLElement {
  const lack = missing(row);
  return h(
    "span",
    { class: row.is_met ? null : "short" },
    shown(row.achieved, row),
    lack ? h("span", { class: "lack" }, lack) : null,
    isWithin(row) ? h("span", { class: "words" }, t("在容差内", "within the tolerance")) : null,
  );
}

/* What one unit more would cost at the margin; the model counts rates in what they are rates of. */
function price(row: Target): string {
  if (!known(row.price_cny)) return "";
  if (row.price_cny === 0) return "0";
  const unit =
    row.unit !== "1" ? row.unit : row.metric === "clean_rate_households" ? "household" : "m2";
  return priceFor(Math.abs(row.price_cny), unit); /* of at most: what one unit less would cost */
}

function targetTitle(rows: Target[]): string {
  const missed = rows.filter((row) => !row.is_met);
  if (missed.length === 0)
    return t(`${rows.length}项目标全部完成`, `All ${rows.length} targets are met`);
  return t(
    `${rows.length}项目标中${missed.length}项未完成`,
    `${missed.length} of ${rows.length} targets are missed`,
  );
}

function targetTable(context: Context): HTMLElement | null {
  const rows = context.plan.rows("targets_met").map(asShare);
  if (rows.length === 0) return null;
  const columns: Column<Target>[] = [
    {
      head: t("目标", "Target"),
      text: (row) => named(row, context.run.status === "optimal"),
    },
    { head: t("地区", "Area"), wide: true, text: (row) => row.area_name },
    { head: t("年份", "Year"), wide: true, text: (row) => String(row.season ?? "") },
    {
      head: t(`${context.base}年`, String(context.base)),
      right: true,
      wide: true,
      text: (row) => shown(row.base_value, row),
    },
    { head: t("目标值", "Required"), right: true, text: (row) => shown(row.required, row) },
    { head: t("完成值", "Reached"), right: true, text: reached },
    {
      head: t("性质", "Kind"),
      text: (row) => h("span", { style: "white-space: nowrap" }, choice(row.rule)),
    },
    { head: t("边际代价", "Marginal cost"), right: true, text: price },
  ];
  return tableExhibit(
    {
      title: targetTitle(rows),
      source: ["targets_met"],
      basis: t(
        "必须 = 须满足；计价 = 力争，未完成部分按价格计入费用；只报告 = 不作约束。边际代价 = 目标再严一个单位时评价期费用的增加（线性松弛的指示性数值），0 为自然达到。",
        "hard = must hold; priced = strived for, a shortfall is charged; reported = no constraint. Marginal cost = what making it one unit stricter adds to the cost over the period (indicative, of the linear relaxation); 0 = met by itself.",
      ),
    },
    table(rows, columns, { label: t("目标完成表", "Targets") }),
  );
}

interface Place {
  name: string;
  rows: Progress[];
}

function rate(rows: Progress[]): number | null {
  const area = sum(rows, (row) => row.area_m2);
  return area > 0 ? sum(rows, (row) => row.clean_m2) / area : null;
}
/* Area that the required rates of a place's zones still want. */
function shortage(rows: Progress[]): number {
  return sum(rows, (row) =>
    known(row.required_rate)
      ? Math.max(0, (row.required_rate - 1e-4) * num(row.area_m2) - num(row.clean_m2))
      : 0,
  );
}

function rateColumns(
  name: string,
  seasons: number[],
  mine: (row: Progress) => boolean,
): Column<Place>[] {
  return seasons.map((season) => {
    const of = (place: Place): Progress[] =>
      place.rows.filter((row) => row.season === season && mine(row));
    return {
      head: String(season),
      group: name,
      unit: "1",
      decimals: 1,
      value: (place) => rate(of(place)),
      short: (place) => {
        const lack = shortage(of(place));
        return lack > 0 ? t(`缺${amount(lack, "m2")}`, `${amount(lack, "m2")} short`) : null;
      },
    };
  });
}

function progressTitle(places: Place[], horizon: number): string {
  const at = (place: Place): number =>
    rate(place.rows.filter((row) => row.season === horizon)) ?? 1;
  const sorted = [...places].sort((a, b) => at(a) - at(b));
  const low = sorted[0]!,
    high = sorted[sorted.length - 1]!;
  if (places.length < 2)
    return t(
      `到${horizon}年清洁取暖率${percent(at(low))}`,
      `The clean rate of ${horizon} is ${percent(at(low))}`,
    );
  return t(
    `到${year(horizon)}各县清洁取暖率在${percent(at(low))}（${low.name}）与${percent(at(high))}（${high.name}）之间`,
    `Clean rates of ${horizon} lie between ${percent(at(low))} (${low.name}) and ${percent(at(high))} (${high.name})`,
  );
}

function progressTable(context: Context): HTMLElement | null {
  const rows = context.plan.rows("progress");
  const seasons = seasonsOf(rows);
  if (rows.length === 0) return null;
  const shownSeasons = seasons.length > 6 ? [seasons[0]!, ...seasons.slice(-5)] : seasons;
  const places = [...groups(rows, (row) => row.area)].map(([, list]) => ({
    name: list[0]!.area_name ?? "",
    rows: list,
  }));
  const kinds: [string, (row: Progress) => boolean][] = [
    [t("城镇", "Urban"), (row) => context.isUrban(row.zone)],
    [t("农村", "Rural"), (row) => !context.isUrban(row.zone)],
  ];
  const columns: Column<Place>[] = [{ head: t("县（区）", "County"), text: (place) => place.name }];
  for (const [name, mine] of kinds)
    if (rows.some(mine)) columns.push(...rateColumns(name, shownSeasons, mine));
  const lacking = shortage(rows.filter((row) => row.season === context.horizon)) > 0;
  return tableExhibit(
    {
      title: progressTitle(places, context.horizon),
      source: ["progress"],
      basis: t(
        `清洁取暖率 = 清洁取暖面积 / 取暖面积，各年采暖季末${lacking ? "；红色为低于要求，并注明所缺面积" : ""}。`,
        `clean rate = clean heated area / heated area, by season${lacking ? "; red = below what is required, with the area that is missing" : ""}.`,
      ),
    },
    table(places, columns, {
      total: places.length > 1 ? { name: t("合计", "Total"), rows } : undefined,
      fold: 60,
      label: t("分县清洁取暖率", "Clean rates by county"),
    }),
  );
}

export function targetsSection(context: Context): Section {
  return {
    id: "targets",
    title: t("目标完成情况", "Targets"),
    content: [targetTable(context), progressTable(context)],
  };
}
export function conflictSection(context: Context): Section {
  const rows = context.plan.rows("conflict");
  const columns: Column<Rows["conflict"]>[] = [
    { head: t("规则", "Rule"), text: (row) => (row.words ?? row.name ?? row.id ?? "").replace(/m2\b/g, "m²") },
    { head: t("类型", "Kind"), text: (row) => choice(row.kind) },
    { head: t("采暖季", "Season"), text: (row) => String(row.season ?? "") },
    {
      head: t("放宽量", "Amount"),
      right: true,
      text: (row) => (known(row.amount) ? amount(row.amount, row.unit) : ""),
    },
  ];
  return {
    id: "conflict",
    title: t("冲突说明", "Conflict"),
    content:
      rows.length === 0
        ? []
        : [
            tableExhibit(
              {
                title: t("这些规则不能同时满足", "These rules cannot hold together"),
                source: ["conflict"],
                basis: t(
                  "冲突规则去掉任何一条即不再冲突；最小放宽 = 使方案可行的最小改变。",
                  "without any one of the rules there is no conflict; the relaxation is the least that makes a plan feasible.",
                ),
              },
              table(rows, columns, { label: t("冲突说明", "Conflict") }),
            ),
          ],
  };
}
