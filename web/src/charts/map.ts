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

interface Point {
  spot: Spot;
  value: [number, number];
}
function points(
  spots: Spot[],
  symbol: string,
  size: (spot: Spot) => number,
  outline: string,
): object {
  return {
    type: "scatter",
    symbol,
    symbolSize: (_: unknown, item: { data: Point }) => size(item.data.spot),
    z: symbol === "circle" ? 2 : 4,
    data: spots.map((spot) => ({
      spot,
      value: [spot.lon, spot.lat],
      itemStyle: { color: family(spot.family).colour, borderColor: outline, borderWidth: 0.6 },
    })),
  };
}

export function map(
  spots: Spot[],
  sources: Spot[],
  labels: Label[],
  height: number,
  open: (id: string) => void,
): ChartMaker {
  return (width) => {
    const { x, y } = frame([...spots, ...sources], width, height);
    const axis = (limits: [number, number]): object => ({
      type: "value",
      min: limits[0],
      max: limits[1],
      show: false,
    });
    const dot = Math.max(3, Math.min(9, 260 / Math.sqrt(spots.length + 1)));
    return {
      renderer: "canvas",
      click: (clicked) => {
        const spot = (clicked as { spot?: Spot }).spot;
        if (spot && spots.includes(spot)) open(spot.id);
      },
      option: {
        grid: { left: 0, right: 0, top: 0, bottom: 0 },
        xAxis: axis(x) as never,
        yAxis: axis(y) as never,
        tooltip: {
          ...tooltip,
          formatter: ((item: { data: { spot?: Spot } }) => {
            const spot = item.data.spot;
            if (!spot) return "";
            const count =
              spot.households > 0 ? `<br>${whole(spot.households)}${t("户", " households")}` : "";
            return `<b>${escapeHtml(spot.name)}</b><br>${escapeHtml(spot.place)}<br>${escapeHtml(spot.mode)}${count}`;
          }) as never,
        },
        series: [
          points(
            spots,
            "circle",
            (spot) => dot * Math.min(2.2, 0.6 + Math.sqrt(spot.households / 600)),
            "#ffffff",
          ),
          points(sources, "diamond", () => dot * 2, INK),
          {
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
              textBorderColor: "#fff",
              textBorderWidth: 3,
              fontWeight: "bold",
            },
          },
        ] as never,
      },
    };
  };
}
