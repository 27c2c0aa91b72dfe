// One colour a family of modes: the same in every chart, on the map and in the workbook.
import { t } from "./words";

export interface Family {
  id: string;
  zh: string;
  en: string;
  colour: string;
  /* Light lines over the fill where two neighbours have nearly the same lightness. */
  pattern?: "lines" | "dots" | "cross";
}
/* In the order in which they are stacked: what is clean from below, what is to go on top. */
export const FAMILIES: Family[] = [
  { id: "network", zh: "集中供热", en: "Network heat", colour: "#4C6A92" },
  { id: "waste_heat", zh: "余热", en: "Waste heat", colour: "#7A5C8E", pattern: "lines" },
  { id: "geothermal", zh: "地热", en: "Geothermal", colour: "#A65E4E", pattern: "dots" },
  { id: "heat_pump", zh: "热泵", en: "Heat pumps", colour: "#2A9D8F" },
  { id: "electric", zh: "电采暖", en: "Electric", colour: "#5FB7C9", pattern: "lines" },
  { id: "biomass", zh: "生物质", en: "Biomass", colour: "#7DA453" },
  { id: "gas", zh: "天然气", en: "Gas", colour: "#D9963A" },
  { id: "solar", zh: "太阳能与多能互补", en: "Solar and mixed", colour: "#E3C04C" },
  { id: "transitional", zh: "过渡", en: "Transitional", colour: "#B8B0A2", pattern: "cross" },
  { id: "coal", zh: "散煤秸秆", en: "Coal and straw", colour: "#3F3F46" },
];
const OTHER: Family = { id: "", zh: "其他", en: "Other", colour: "#8A8F98" };

export const INK = "#1f2328";
export const MUTED = "#59606a";
export const GRID = "#e3e5e8";
export const SLATE = "#44566c";
export const PALE = "#b4bdc9";
export const ALERT = "#B42318";
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
