// The page of one unit: what it gets and when, what it costs whom, why this and not another mode,
// and its neighbours.
import { familyName } from "./colours";
import type { Context } from "./context";
import { known, num, type Rows } from "./data";
import { h, prose, type Child } from "./dom";
import { amount, money, percent, quantity, year } from "./format";
import { rankingOf } from "./ranking";
import { comparisonColumns } from "./sections/why";
import { table, type Column } from "./tables";
import { choice, t } from "./words";

type UnitPlan = Rows["unit_plans"];

/* What happens to the unit's heating, without money: it changes in a year, gets an energy retrofit
 * alone, follows its source, is new, or stays. */
function change(unit: UnitPlan): string {
  const [from, to] = [unit.present_mode_name, unit.mode_name ?? ""];
  if (unit.season === null)
    return unit.mode === unit.present_mode
      ? t(`规划期内维持${to}`, `Keeps ${to} over the plan`)
      : t(`随热源改造由${from}变为${to}`, `Follows its source from ${from} to ${to}`);
  const when = year(unit.season);
  if (!from) return t(`${when}建成即采用${to}`, `New in ${when}, with ${to}`);
  if (unit.mode === unit.present_mode)
    return t(`${when}实施节能改造，继续采用${to}`, `${when}: an energy retrofit; ${to} stays`);
  const retrofit = num(unit.retrofit) > 0 ? t("，同步节能改造", ", with an energy retrofit") : "";
  return t(`${when}由${from}改为${to}${retrofit}`, `${when}: from ${from} to ${to}${retrofit}`);
}

function sentence(unit: UnitPlan): string {
  const part =
    known(unit.share) && unit.share < 0.9995
      ? t(`${percent(unit.share, 0)}的户：`, `${percent(unit.share, 0)} of the households: `)
      : "";
  const bills =
    known(unit.bill_today_cny) && known(unit.bill_cny) && unit.season !== null
      ? t(
          `；户均年取暖支出由${money(unit.bill_today_cny)}变为${money(unit.bill_cny)}`,
          `; the mean bill goes from ${money(unit.bill_today_cny)} to ${money(unit.bill_cny)} a season`,
        )
      : "";
  return `${part}${change(unit)}${bills}${t("。", ".")}`;
}

function why(unit: UnitPlan): string {
  const reason = choice(unit.reason);
  if (!unit.next_mode_name || !known(unit.next_cost_cny) || !known(unit.cost_cny)) return reason;
  const more = unit.next_cost_cny - unit.cost_cny,
    share = unit.cost_cny !== 0 ? more / unit.cost_cny : 0;
  return t(
    `${reason}；次优方式为${unit.next_mode_name}，评价期费用${more >= 0 ? "高" : "低"}${money(Math.abs(more))}（${percent(Math.abs(share))}）`,
    `${reason}; the next best is ${unit.next_mode_name}, ${money(Math.abs(more))} (${percent(Math.abs(share))}) ${more >= 0 ? "dearer" : "cheaper"} over the period`,
  );
}

type Fact = [string, string];
function facts(context: Context, unit: UnitPlan): [string, Fact[]][] {
  const line = (name: string, value: number | null, of: string): Fact => [
    name,
    known(value) ? amount(value, of) : "",
  ];
  return [
    [
      t("基本情况", "The place"),
      [
        [t("类型、分区", "Kind, zone"), `${choice(unit.kind)}，${context.zone(unit.zone)}`],
        line(t("取暖户", "Households"), unit.households, "household"),
        line(t("取暖面积", "Heated area"), unit.area_m2, "m2"),
        [t("现状方式", "Heating today"), unit.present_mode_name ?? ""],
      ],
    ],
    [
      t("改造内容", "What is done"),
      [
        [
          t("改造方式", "Mode"),
          `${unit.mode_name ?? ""}（${familyName(context.familyOf(unit.mode))}）`,
        ],
        [t("改造年", "Year"), unit.season === null ? t("不改造", "none") : year(unit.season)],
        [t("过渡方式", "Interim fuel"), unit.interim_mode ?? ""],
        line(t("设计热负荷", "Design load"), unit.design_kw, "kW"),
        line(t("季用热", "Season heat"), unit.heat_gj, "GJ"),
        [
          t("户均设备容量", "Equipment"),
          known(unit.equipment_kw) ? amount(unit.equipment_kw, "kW") : "",
        ],
        line(t("设计日用电", "Design-day power"), unit.kva, "kVA"),
        [
          t("季用能", "Use of the season"),
          known(unit.fuel) ? `${unit.carrier ?? ""} ${amount(unit.fuel, unit.fuel_unit)}` : "",
        ],
      ],
    ],
    [
      t("费用", "Money"),
      [
        line(t("投资", "Investment"), unit.invest_cny, "CNY"),
        line(t("投资补贴", "Subsidy"), unit.subsidy_cny, "CNY"),
        line(t("首季运行补贴", "Running subsidy, first season"), unit.running_subsidy_cny, "CNY"),
        line(t("现状户均支出", "Bill today"), unit.bill_today_cny, "CNY"),
        line(t("改造后户均支出", "Bill after"), unit.bill_cny, "CNY"),
        line(t("最高一季支出", "Worst season"), unit.bill_worst_cny, "CNY"),
        [
          t("最高支出占收入", "Worst bill over income"),
          known(unit.burden) ? percent(unit.burden) : "",
        ],
        line(t("每季削减散煤", "Coal removed a season"), unit.coal_removed_t, "t"),
        line(t("评价期费用", "Cost over the period"), unit.cost_cny, "CNY"),
      ],
    ],
  ];
}

function factList(heading: string, list: Fact[]): Child {
  const shown = list.filter(([, value]) => value !== "");
  if (shown.length === 0) return null;
  return h(
    "section",
    {},
    h("h3", {}, heading),
    h(
      "dl",
      { class: "facts" },
      ...shown.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
    ),
  );
}

/* Where the page has no ranked ways: the chosen and the next best. */
function nextBest(unit: UnitPlan): Child[] {
  const ways = [
    { name: unit.mode_name, cost: unit.cost_cny, note: t("所选", "chosen") },
    { name: unit.next_mode_name, cost: unit.next_cost_cny, note: t("次优", "next best") },
  ]
    .filter((way) => way.name && known(way.cost))
    .sort((a, b) => num(a.cost) - num(b.cost));
  const base = ways[0]?.cost ?? 0;
  if (ways.length < 2) return [];
  const columns: Column<(typeof ways)[number]>[] = [
    { head: t("方式", "Mode"), text: (way) => way.name },
    { head: "", text: (way) => way.note },
    { head: t("评价期费用", "Cost over the period"), unit: "CNY", value: (way) => way.cost },
    {
      head: t("相差", "More"),
      right: true,
      text: (way) => (num(way.cost) === base ? "0" : money(num(way.cost) - base)),
    },
  ];
  const ask = t(
    `全部候选方式的排序：qingnuan explain 结果目录 --unit ${unit.unit}`,
    `All ways ranked: qingnuan explain RESULT --unit ${unit.unit}`,
  );
  return [
    table(ways, columns, { label: t("方式排序", "Ranking") }),
    h("p", { class: "note" }, ask),
  ];
}

/* All modes for a mean household of the unit's zone. */
function typical(context: Context, unit: UnitPlan): Child {
  const rows = context.plan
    .rows("comparison")
    .filter((row) => row.zone === unit.zone)
    .sort((a, b) => num(a.cost_cny) - num(b.cost_cny));
  if (rows.length === 0) return null;
  const summary = t(
    `${context.zone(unit.zone)}典型户的全部方式，按评价期费用排序`,
    `All modes for a mean household of ${context.zone(unit.zone)}, by cost`,
  );
  return h(
    "details",
    { class: "behind screen" },
    h("summary", {}, summary),
    table(rows, comparisonColumns(), { label: t("技术经济比选表", "Comparison of modes") }),
  );
}

function ranking(context: Context, unit: UnitPlan): Child[] {
  const ways = rankingOf(context.plan.ways(unit.unit ?? ""), choice(unit.reason));
  const short = [
    h("p", { class: "lead" }, prose(`${why(unit)}${t("。", ".")}`)),
    ...nextBest(unit),
  ];
  return [
    h("h3", {}, t("为什么是这种方式", "Why this mode")),
    ...(ways.length > 0 ? ways : short),
    typical(context, unit),
  ];
}

function neighbours(context: Context, unit: UnitPlan): Child {
  const others = context.plan
    .rows("unit_plans")
    .filter((one) => one.township_code === unit.township_code && one.unit !== unit.unit);
  if (others.length === 0) return null;
  return h(
    "section",
    { class: "screen" },
    h("h3", {}, t(
        `${unit.township ?? ""}的其他${context.units.areTownships ? "部分" : "村（社区）"}`,
        `Others in ${unit.township ?? ""}`,
      )),
    h(
      "ul",
      { class: "others" },
      ...others
        .slice(0, 120)
        .map((one) =>
          h(
            "li",
            {},
            h("a", { href: `#unit-${one.unit}` }, one.name ?? ""),
            h(
              "span",
              { class: "unit" },
              ` ${one.mode_name ?? ""}${one.season === null ? "" : ` ${one.season}`}`,
            ),
          ),
        ),
    ),
  );
}

/* Rows of the unit (several when it is divided among modes), or null. */
export function villagePage(context: Context, id: string): HTMLElement | null {
  const rows = context.plan.rows("unit_plans").filter((one) => one.unit === id),
    unit = rows[0];
  if (!unit) return null;
  const households = quantity(unit.households, "household");
  return h(
    "article",
    { class: "village", tabindex: -1 },
    h(
      "p",
      { class: "screen" },
      h("a", { href: "#search" }, t("← 返回报告", "← Back to the report")),
    ),
    h("p", { class: "period" }, [unit.county, unit.township].filter(Boolean).join(" · ")),
    h("h1", {}, unit.name ?? id),
    ...rows.map((row) => h("p", { class: "answer" }, prose(sentence(row)))),
    ...ranking(context, unit),
    h(
      "div",
      { class: "columns" },
      ...rows.flatMap((row) =>
        facts(context, row).map(([heading, list]) => factList(heading, list)),
      ),
    ),
    h(
      "p",
      { class: "note" },
      prose(
        t(
          `编码${unit.unit}；${households.text}${households.unit}，数据见「确村确户」。年费用为不变价。`,
          `Code ${unit.unit}; data in sheet “unit_plans”, constant prices.`,
        ),
      ),
    ),
    neighbours(context, unit),
  );
}
