// Villages and sources at their coordinates, in the colour of the mode; degrees of longitude are
// drawn shorter by the cosine of the latitude, so that distances look right.
import { family, INK, MUTED } from "../colours";
import { whole } from "../format";
import { t } from "../words";
import { escapeHtml, tooltip, type ChartMaker } from "./base";

export interface Spot {
  id: string;
  name: string;
  place: string;
  mode: string;
  family: string;
  households: number;
  lon: number;
  lat: number;
}
export interface Label {
  name: string;
  lon: number;
  lat: number;
}

interface Frame {
  x: [number, number];
  y: [number, number];
}
/* The window around all points with the picture's proportions. */
function frame(spots: Label[], width: number, height: number): Frame {
  const lon = spots.map((s) => s.lon),
    lat = spots.map((s) => s.lat);
  const range = (values: number[]): [number, number] =>
    values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity] as [
      number,
      number,
    ]);
  const [w, e] = range(lon),
    [s, n] = range(lat);
  const shrink = Math.cos((((s + n) / 2) * Math.PI) / 180);
  const degrees = Math.max(((e - w) * shrink * 1.06) / width, ((n - s) * 1.06) / height, 1e-9);
  const halfX = (degrees * width) / shrink / 2,
    halfY = (degrees * height) / 2;
  return {
    x: [(w + e) / 2 - halfX, (w + e) / 2 + halfX],
    y: [(s + n) / 2 - halfY, (s + n) / 2 + halfY],
  };
}

const PLACE = { symbol: "circle", z: 2, itemStyle: { borderColor: "#ffffff", borderWidth: 0.6 } };
const SOURCE = { symbol: "diamond", z: 4, itemStyle: { borderColor: INK, borderWidth: 0.8 } };

/* at: into the list of all spots; ECharts copies data deeply, so it gets no references. */
interface Point {
  at: number;
  value: [number, number];
}
function points(spots: Spot[], first: number, size: (spot: Spot) => number, look: object): object {
  return {
    type: "scatter",
    symbolSize: (_: unknown, item: { data: Point }) => size(spots[item.data.at - first]!),
    data: spots.map((spot, i) => ({
      at: first + i,
      value: [spot.lon, spot.lat],
      itemStyle: { color: family(spot.family).colour, opacity: 1 },
    })),
    ...look,
  };
}

const named = (labels: Label[]): object => ({
  type: "scatter",
  silent: true,
  symbolSize: 0,
  z: 6,
  data: labels.map((label) => ({ name: label.name, value: [label.lon, label.lat] })),
  label: {
    show: true,
    formatter: "{b}",
    color: MUTED,
    fontSize: 13,
    fontWeight: "bold",
    textBorderColor: "#fff",
    textBorderWidth: 3,
  },
});

function words(spot: Spot | undefined): string {
  if (!spot) return "";
  const lines = [`<b>${escapeHtml(spot.name)}</b>`, escapeHtml(spot.place), escapeHtml(spot.mode)];
  if (spot.households > 0) lines.push(`${whole(spot.households)}${t("户", " households")}`);
  return lines.join("<br>");
}

export function map(
  spots: Spot[],
  sources: Spot[],
  labels: Label[],
  height: number,
  open: (id: string) => void,
): ChartMaker {
  const all = [...spots, ...sources];
  const dot = Math.max(3, Math.min(9, 260 / Math.sqrt(spots.length + 1)));
  const size = (spot: Spot): number => dot * Math.min(2.2, 0.6 + Math.sqrt(spot.households / 600));
  return (width) => {
    const { x, y } = frame(all, width, height);
    const axis = ([min, max]: [number, number]): never =>
      ({ type: "value", min, max, show: false }) as never;
    const formatter = (item: { data: Point }): string => words(all[item.data.at]);
    return {
      renderer: "canvas",
      click: (clicked) => {
        const spot = spots[(clicked as Point).at];
        if (spot) open(spot.id);
      },
      option: {
        grid: { left: 0, right: 0, top: 0, bottom: 0 },
        xAxis: axis(x),
        yAxis: axis(y),
        tooltip: { ...tooltip, formatter: formatter as never },
        series: [
          points(spots, 0, size, PLACE),
          points(sources, spots.length, () => dot * 2, SOURCE),
          named(labels),
        ] as never,
      },
    };
  };
}
