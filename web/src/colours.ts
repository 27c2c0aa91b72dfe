// One colour a family of modes: the same in every chart, on the map and in the workbook.
import { familyColours } from "declared";
import { t } from "./words";

export type Pattern = "lines" | "dots" | "cross";
export interface Family {
  id: string;
  zh: string;
  en: string;
  colour: string;
  /* Light lines over the fill where two neighbours have nearly the same lightness. */
  pattern?: Pattern;
}
const make = (id: string, zh: string, en: string, pattern?: Pattern): Family => ({
  id,
  zh,
  en,
  colour: familyColours[id] ?? "#8A8F98",
  pattern,
});
/* In the order in which they are stacked: what is clean from below, what is to go on top. */
const FAMILIES: Family[] = [
  make("network", "集中供热", "Network heat"),
  make("waste_heat", "余热", "Waste heat", "lines"),
  make("geothermal", "地热", "Geothermal", "dots"),
  make("heat_pump", "热泵", "Heat pumps"),
  make("electric", "电采暖", "Electric", "lines"),
  make("biomass", "生物质", "Biomass"),
  make("gas", "天然气", "Gas"),
  make("solar", "太阳能与多能互补", "Solar and mixed"),
  make("transitional", "过渡", "Transitional", "cross"),
  make("coal", "散煤秸秆", "Coal and straw"),
];
const OTHER = make("", "其他", "Other");

export const INK = "#1f2328";
export const MUTED = "#59606a";
export const GRID = "#e3e5e8";
export const SLATE = "#44566c";
export const PALE = "#b4bdc9";
/* Who pays: shades of one hue, for colour stands for families alone. */
export const SHADES = ["#2f3e50", "#566a82", "#8193a9", "#a9b6c6", "#cdd5de", "#e6eaef"];

export function family(id: string | null): Family {
  return FAMILIES.find((f) => f.id === id) ?? OTHER;
}
export const familyName = (id: string | null): string => t(family(id).zh, family(id).en);
/* Position in the stack; unknown families last. */
export const familyRank = (id: string | null): number => {
  const at = FAMILIES.findIndex((f) => f.id === id);
  return at < 0 ? FAMILIES.length : at;
};

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
/* The fill mixed with white. */
export function paler(fill: string): string {
  const mixed = [1, 3, 5].map((at) =>
    Math.round(255 - 0.45 * (255 - parseInt(fill.slice(at, at + 2), 16))),
  );
  return `#${mixed.map((c) => c.toString(16).padStart(2, "0")).join("")}`;
}
/* Ink or white, whichever reads better on the fill. */
export const textOn = (fill: string): string => (luminance(fill) > 0.22 ? INK : "#ffffff");
