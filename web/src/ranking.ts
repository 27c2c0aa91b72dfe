// Why a unit gets what it gets: its ways ranked at the prices of shared limits, who pays, what the
// chosen one takes, why cheaper ones did not win, and what single change would make another win.
import type { Child } from "./dom";
import { h, prose } from "./dom";
import { amount, money, number, percent, withUnit } from "./format";
import { table, type Column } from "./tables";
import { chosenOf, PAYERS, type Flip, type Take, type Way } from "./ways";
import { choice, t } from "./words";

/* Yuan below which two ways cost the same. */
const SAME = 0.5;
const MOST_REASONS = 3;

/* "空气源热泵，2024年，节能改造1档" */
function wayName(way: Way): string {
  const parts = [way.name];
  parts.push(way.season === null ? t("维持现状", "as today") : t(`${way.season}年`, `${way.season}`));
  if (way.retrofit > 0) parts.push(t(`节能改造${way.retrofit}档`, `retrofit ${way.retrofit}`));
  if (way.interim) parts.push(t("此前用过渡燃料", "interim fuel until then"));
  return parts.join(t("，", ", "));
}
function marked(way: Way): Child {
  if (way.share === 0) return wayName(way);
  const share = way.share < 0.9995 ? ` ${percent(way.share, 0)}` : "";
  return h("b", {}, `${wayName(way)}${t("（入选", " (chosen")}${share}${t("）", ")")}`);
}

/* ---- the ranking ---- */

function rankTable(ways: Way[], chosen: Way): HTMLElement {
  const cny = { unit: "CNY", share: "cny" };
  const columns: Column<Way>[] = [
    { head: t("方式", "Way"), text: marked },
    { head: t("自身费用", "Own cost"), ...cny, value: (way) => way.own },
    { head: t("限额与目标计价", "Limits and targets"), ...cny, value: (way) => way.limits },
    { head: t("合计", "Together"), ...cny, value: (way) => way.together },
    {
      head: t("较入选高", "Dearer by"),
      ...cny,
      value: (way) => (way === chosen ? null : way.together - chosen.together),
    },
  ];
  return table(ways, columns, { label: t("候选方式排序", "Ranking of ways") });
}

/* Payers who bear nothing in any way have no column. */
function payerTable(ways: Way[]): HTMLElement {
  const payers = PAYERS.map((id, k) => ({ id, k })).filter(({ k }) =>
    ways.some((way) => way.paid[k] !== 0),
  );
  const columns: Column<Way>[] = [
    { head: t("方式", "Way"), text: marked },
    ...payers.map(({ id, k }) => ({
      head: id === "other" ? t("计价项", "Priced") : choice(id),
      unit: "CNY",
      share: "cny",
      value: (way: Way) => way.paid[k] ?? 0,
    })),
  ];
  return table(ways, columns, { label: t("自身费用由谁承担", "Who bears the own cost") });
}

const priceText = (value: number, unit: string): string =>
  withUnit(number(value, value >= 100 ? 0 : value >= 1 ? 2 : 3), t("元", "CNY")) +
  (unit ? `/${unit.replace("m2", "m²").replace("m3", "m³")}` : "");

function takesTable(takes: Take[]): HTMLElement {
  const columns: Column<Take>[] = [
    { head: t("限额或目标", "Limit or target"), text: (take) => take.rule },
    {
      head: "",
      text: (take) => (take.charge > 0 ? t("占用", "takes") : t("贡献", "gives")),
    },
    { head: t("数量", "How much"), right: true, text: (take) => amount(Math.abs(take.take), take.unit) },
    { head: t("影子价格", "Price"), right: true, text: (take) => priceText(take.price, take.unit) },
    { head: t("计价", "Charge"), unit: "CNY", share: "cny", value: (take) => take.charge },
  ];
  return table(takes, columns, { label: t("占用与贡献", "Takes and gives") });
}

/* ---- why the cheaper ones did not win ---- */

interface Reason {
  rule: string;
  more: number;
  own: number;
  chosen: number;
  unit: string;
}

/* The rules by which a way is charged more than the chosen one, those that weigh most first. */
function reasons(way: Way, chosen: Way): Reason[] {
  const rules = new Map<string, Reason>();
  for (const take of way.takes)
    rules.set(take.rule, { ...take, more: take.charge, own: take.take, chosen: 0 });
  for (const take of chosen.takes) {
    const reason = rules.get(take.rule) ?? { ...take, more: 0, own: 0, chosen: 0 };
    rules.set(take.rule, { ...reason, more: reason.more - take.charge, chosen: take.take });
  }
  return [...rules.values()]
    .filter((reason) => reason.more > SAME)
    .sort((a, b) => b.more - a.more)
    .slice(0, MOST_REASONS);
}

function reasonText(reason: Reason): string {
  const like = Math.max(Math.abs(reason.own), Math.abs(reason.chosen));
  const [own, chosen] = [reason.own, reason.chosen].map((take) =>
    amount(Math.abs(take), reason.unit, like),
  );
  return t(
    `${reason.rule}：该方式${own}，入选方式${chosen}，计价多${money(reason.more)}`,
    `${reason.rule}: ${own} against ${chosen} of the chosen way, ${money(reason.more)} more`,
  );
}

function cheaper(way: Way, chosen: Way): HTMLElement {
  const [less, more] = [chosen.own - way.own, way.together - chosen.together];
  const head = t(
    `${wayName(way)}：自身费用少${money(less)}，`,
    `${wayName(way)}: ${money(less)} less of its own, `,
  );
  if (more <= 0)
    return h(
      "li",
      {},
      prose(
        head +
          t(
            "按这些价格合计也不高。价格取自村庄和扩容可以拆分的方案，整村整台的方案在差距之内与它不同。",
            "and no dearer together. The prices are of a plan in which villages and modules split; a plan of whole ones differs from it within the gap.",
          ),
      ),
    );
  const list = reasons(way, chosen).map((reason) => h("li", {}, prose(reasonText(reason))));
  const charged = money(way.limits - chosen.limits);
  const text = t(
    `限额与目标计价多${charged}，合计高${money(more)}。计价多的主要是：`,
    `${charged} more for limits and targets, ${money(more)} dearer together. Charged more mainly by:`,
  );
  return h("li", {}, prose(head + text), h("ul", {}, ...list));
}

function cheaperList(ways: Way[], chosen: Way): Child[] {
  const rows = ways.filter((way) => way.share === 0 && chosen.own - way.own > SAME);
  if (rows.length === 0) return [];
  return [
    h("h4", {}, t("更便宜的方式为何没有入选", "Why the cheaper ones were not chosen")),
    h("ul", { class: "reasons" }, ...rows.map((way) => cheaper(way, chosen))),
  ];
}

/* ---- what would flip it ---- */

interface Change {
  way: Way;
  flip: Flip;
  first: boolean;
}

const subject = ({ kind, name }: Flip): string =>
  kind === "cost"
    ? t("该方式自身费用", "its own cost")
    : kind === "carrier"
      ? t(`${name}价格`, `price of ${name}`)
      : t(`${name}的影子价格`, `indicative price of ${name}`);

/* Enough decimals that the two values differ in two figures. */
function valueText(flip: Flip, value: number): string {
  if (flip.kind === "cost") return amount(value, "CNY", flip.from);
  const least = Math.ceil(1 - Math.log10(Math.abs(flip.to - flip.from) || 1));
  const usual = flip.from >= 100 ? 0 : flip.from >= 1 ? 2 : 3;
  const unit = flip.unit.replace(/^CNY/, t("元", "CNY")).replace("m2", "m²").replace("m3", "m³");
  return withUnit(number(value, Math.min(5, Math.max(usual, least))), unit);
}

const moved = (flip: Flip): string => {
  const share = flip.to / flip.from - 1;
  return Number.isFinite(share) ? `${share > 0 ? "+" : ""}${percent(share)}` : "";
};

function flipTable(ways: Way[]): Child[] {
  const rows: Change[] = ways.flatMap((way) =>
    way.flips.map((flip, i) => ({ way, flip, first: i === 0 })),
  );
  if (rows.length === 0) return [];
  const columns: Column<Change>[] = [
    {
      head: t("将改为", "Would win"),
      text: ({ way, first }) => (first ? wayName(way) : h("span", { class: "again" }, wayName(way))),
    },
    { head: t("单独变动的一项", "If this alone moves"), text: ({ flip }) => subject(flip) },
    { head: t("现值", "From"), right: true, text: ({ flip }) => valueText(flip, flip.from) },
    { head: t("临界值", "To"), right: true, text: ({ flip }) => valueText(flip, flip.to) },
    { head: t("变幅", "By"), right: true, text: ({ flip }) => moved(flip) },
  ];
  return [
    h("h4", {}, t("什么变化会改变选择", "What would change the choice")),
    table(rows, columns, { label: t("翻转条件", "What would flip it") }),
  ];
}

/* ---- the whole ---- */

function finding(ways: Way[], chosen: Way): string {
  const better = ways.filter((way) => way.together < chosen.together - SAME).length;
  const sums = t(
    `${wayName(chosen)}：自身费用${money(chosen.own)}，限额与目标计价${money(chosen.limits)}，合计${money(chosen.together)}`,
    `${wayName(chosen)}: own cost ${money(chosen.own)}, limits and targets ${money(chosen.limits)}, together ${money(chosen.together)}`,
  );
  if (ways.length === 1) return t(`${sums}，是唯一可行的方式。`, `${sums}, the only way it has.`);
  return better === 0
    ? t(`${sums}，在各种可行方式中最低。`, `${sums}, the least of all its ways.`)
    : t(
        `${sums}；按边际价格有${better}种方式更低，相差在整个方案的差距之内。`,
        `${sums}; at the margin ${better} ways are cheaper, within the gap of the plan.`,
      );
}

/* Of heat from a network the unit bears no cost of its own. */
function atTheSource(chosen: Way): Child {
  if (Math.abs(chosen.own) > SAME || chosen.paid.every((cny) => cny === 0)) return null;
  return h(
    "p",
    { class: "note" },
    t(
      "集中供热的成本计在热源一侧，热费是居民付给企业的转移支付，所以自身费用合计为零。",
      "What heat from a network costs stands with its source; the bill is a transfer, so that the own cost is nought.",
    ),
  );
}

/* The part of a unit's page that explains its mode; nothing without ways. reason: in a word. */
export function rankingOf(ways: Way[], reason: string): Child[] {
  if (ways.length === 0) return [];
  const chosen = chosenOf(ways);
  return [
    h("p", { class: "lead" }, prose(`${reason}${t("。", ". ")}${finding(ways, chosen)}`)),
    rankTable(ways, chosen),
    h("h4", {}, t("自身费用由谁承担", "Who bears the own cost")),
    payerTable(ways),
    atTheSource(chosen),
    ...(chosen.takes.length > 0
      ? [
          h(
            "h4",
            {},
            t("入选方式占用的限额和对目标的贡献", "What the chosen way takes from limits and gives to targets"),
          ),
          takesTable(chosen.takes),
        ]
      : [h("p", {}, t("入选方式不涉及有价格的限额和目标。", "The chosen way meets no limit that has a price."))]),
    ...cheaperList(ways, chosen),
    ...flipTable(ways),
    h(
      "p",
      { class: "note" },
      t(
        "口径：评价期各季费用折现合计，补贴和热费为转移支付；计价 = 数量 × 影子价格，正为占用限额，负为对目标的贡献；影子价格为指示性数值。各方式取其最好的年份和档次。",
        "Basis: discounted over all seasons, subsidies and heat bills as transfers; a charge is what is taken times the indicative price, below 0 for what helps a target. Of each mode the best year and retrofit.",
      ),
    ),
  ];
}
