// Numbers as the field writes them: 万 and 亿, thousands by thin space, no more decimals than the
// figure bears, "—" for a missing value.
import { isEnglish } from "./words";

const THIN = "\u2009";
export const NONE = "—";

/* A step of a ladder of units: from which value it is taken, its name, what it stands for. */
interface Step {
  from: number;
  name: string;
  factor: number;
}
/* most: how large a table's figures may grow before the column takes the next step. */
interface Ladder {
  zh: Step[];
  en: Step[];
  most: number;
}
type StepRow = [from: number, name: string, factor?: number];
const steps = (rows: StepRow[]): Step[] =>
  rows.map(([from, name, factor]) => ({ from, name, factor: factor ?? from }));
const ladder = (most: number, zh: StepRow[], en: StepRow[]): Ladder => ({
  zh: steps(zh),
  en: steps(en),
  most,
});

const LADDERS: Record<string, Ladder> = {
  "1": ladder(Infinity, [[0, "%", 0.01]], [[0, "%", 0.01]]),
  CNY: ladder(
    1e6,
    [
      [1, "元"],
      [1e4, "万元"],
      [1e8, "亿元"],
    ],
    [
      [1, "CNY"],
      [1e6, "million CNY"],
      [1e9, "billion CNY"],
    ],
  ),
  household: ladder(
    1e6,
    [
      [1, "户"],
      [1e5, "万户", 1e4],
    ],
    [[1, "households"]],
  ),
  m2: ladder(
    1e5,
    [
      [1, "m²"],
      [1e4, "万m²"],
    ],
    [
      [1, "m²"],
      [1e6, "million m²"],
    ],
  ),
  m3: ladder(
    1e5,
    [
      [1, "m³"],
      [1e4, "万m³"],
      [1e8, "亿m³"],
    ],
    [
      [1, "m³"],
      [1e3, "thousand m³"],
      [1e6, "million m³"],
    ],
  ),
  t: ladder(
    1e6,
    [
      [1, "t"],
      [1e4, "万t"],
    ],
    [
      [1, "t"],
      [1e3, "thousand t"],
      [1e6, "million t"],
    ],
  ),
  tce: ladder(
    1e6,
    [
      [1, "tce"],
      [1e4, "万tce"],
    ],
    [
      [1, "tce"],
      [1e3, "thousand tce"],
      [1e6, "million tce"],
    ],
  ),
  kW: ladder(
    1e4,
    [
      [1, "kW"],
      [1e3, "MW"],
    ],
    [
      [1, "kW"],
      [1e3, "MW"],
    ],
  ),
  kVA: ladder(
    1e5,
    [
      [1, "kVA"],
      [1e3, "MVA"],
    ],
    [
      [1, "kVA"],
      [1e3, "MVA"],
    ],
  ),
  kWh: ladder(
    1e5,
    [
      [1, "kWh"],
      [1e4, "万kWh"],
      [1e8, "亿kWh"],
    ],
    [
      [1, "kWh"],
      [1e3, "MWh"],
      [1e6, "GWh"],
    ],
  ),
  GJ: ladder(
    1e5,
    [
      [1, "GJ"],
      [1e4, "万GJ"],
    ],
    [
      [1, "GJ"],
      [1e3, "TJ"],
      [1e6, "PJ"],
    ],
  ),
};

/* Units as texts of the tables may give them. */
const ALIASES: Record<string, string> = {
  元: "CNY",
  户: "household",
  households: "household",
  吨: "t",
  "m²": "m2",
  "m³": "m3",
};
const ladderOf = (unit: string | null): Ladder | undefined =>
  LADDERS[ALIASES[unit ?? ""] ?? unit ?? ""];

export interface Scale {
  factor: number;
  unit: string;
}

const withSuperscripts = (unit: string): string =>
  unit
    .replace(/m2\b/g, "m²")
    .replace(/m3\b/g, "m³")
    .replace(/degC/g, "℃")
    .replace(/CNY/g, isEnglish() ? "CNY" : "元");

const stepsOf = (unit: string | null): Step[] | undefined =>
  ladderOf(unit)?.[isEnglish() ? "en" : "zh"];
const scaleOf = (step: Step): Scale => ({ factor: step.factor, unit: step.name });

/* A value that stands alone is shown in the largest unit it reaches. */
export function scaleAlone(unit: string | null, value: number): Scale {
  const found = stepsOf(unit);
  if (!found) return { factor: 1, unit: withSuperscripts(unit ?? "") };
  const reached = found.filter((step) => Math.abs(value) >= step.from);
  return scaleOf(reached[reached.length - 1] ?? found[0]!);
}
/* A column keeps the smallest unit in which its largest value is still handy. */
export const scaleTogether = (unit: string | null, largest: number): Scale =>
  scaleBelow(unit, largest, ladderOf(unit)?.most ?? Infinity);
/* An axis: four figures at most. */
export const scaleAxis = (unit: string | null, largest: number): Scale =>
  scaleBelow(unit, largest, 1e4);

function scaleBelow(unit: string | null, largest: number, most: number): Scale {
  const found = stepsOf(unit);
  if (!found) return { factor: 1, unit: withSuperscripts(unit ?? "") };
  return scaleOf(found.find((step) => largest / step.factor < most) ?? found[found.length - 1]!);
}

/* Decimals for a shown value (or a column whose largest it is): about three figures, 3 at most. */
export function decimalsFor(largest: number): number {
  const size = Math.abs(largest);
  if (size === 0 || size >= 1000) return 0;
  if (size >= 10) return 1;
  return size >= 1 ? 2 : 3;
}

/* The unit of one, for what is counted per unit: 元/m², CNY/household. */
function oneOf(unit: string): string {
  if ((ALIASES[unit] ?? unit) === "household") return isEnglish() ? "household" : "户";
  const name = scaleAlone(unit, 1).unit;
  return name.includes("/") ? `(${name})` : name;
}

/* Money for each one of what a rule counts: 7.37元/m², 5 197元/户, 190万元/km. */
export function priceFor(cny: number, unit: string | null): string {
  const exact = withUnit(number(cny, cny >= 1000 ? 0 : decimalsFor(cny)), isEnglish() ? "CNY" : "元");
  const sum = cny >= 1e4 ? amount(cny, "CNY", 1e6) : exact;
  return unit ? `${sum}/${oneOf(unit)}` : sum;
}

export const COUNTED = new Set(["户", "households"]);
const WHOLE_MONEY = new Set(["元", "CNY"]);

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
}

export function number(value: number | null, decimals: number): string {
  if (value === null || !Number.isFinite(value)) return NONE;
  if (value === 0) return "0";
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".") as [string, string?];
  const text = group(whole) + (fraction ? `.${fraction}` : "");
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}
export const whole = (value: number | null): string => number(value, 0);

const withoutEndZeros = (text: string): string =>
  text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

/* Ticks of an axis: no more decimals than they need. */
export const tick = (value: number): string => withoutEndZeros(number(value, 3));

/* A value shown alone takes its own unit: {text: "38.6", unit: "亿元"}; of two that are compared,
 * the one like gives the unit. */
export function quantity(
  value: number | null,
  unit: string | null,
  like = value,
): { text: string; unit: string } {
  if (value === null) return { text: NONE, unit: "" };
  const scale = scaleAlone(unit, like ?? value);
  const shown = value / scale.factor;
  let decimals = decimalsFor((like ?? value) / scale.factor);
  if (unit === "1") decimals = 1;
  if (COUNTED.has(scale.unit) || (WHOLE_MONEY.has(scale.unit) && Math.abs(shown) >= 10))
    decimals = 0;
  const text = number(shown, decimals);
  return { text: unit === "1" ? text : withoutEndZeros(text), unit: scale.unit };
}
/* The same in one string; Chinese units follow without a space, Latin ones after a thin one. */
export function amount(value: number | null, unit: string | null, like = value): string {
  const { text, unit: name } = quantity(value, unit, like);
  return withUnit(text, name);
}
export function withUnit(text: string, unit: string): string {
  const close = unit === "" || unit === "%" || /^[\u4e00-\u9fff]/.test(unit);
  return text + (close ? "" : THIN) + unit;
}
export const money = (value: number | null): string => amount(value, "CNY");
export const percent = (value: number | null, decimals = 1): string =>
  value === null ? NONE : `${number(value * 100, decimals)}%`;
export const year = (season: number | null): string =>
  season === null ? NONE : isEnglish() ? String(season) : `${season}年`;
export const span = (from: number, to: number): string =>
  from === to ? year(from) : isEnglish() ? `${from}–${to}` : `${from}—${to}年`;
export function date(value: number | string | null): string {
  const digits = String(value ?? "").replace(/\D/g, "");
  if (digits.length !== 8) return NONE;
  const [y, m, d] = [digits.slice(0, 4), Number(digits.slice(4, 6)), Number(digits.slice(6))];
  return isEnglish() ? `${y}-${digits.slice(4, 6)}-${digits.slice(6)}` : `${y}年${m}月${d}日`;
}
