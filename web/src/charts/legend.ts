// Swatches with the same fill and pattern as the chart.
import type { Pattern } from "../colours";
import { h } from "../dom";

export interface Series {
  name: string;
  colour: string;
  pattern?: Pattern;
  values: number[];
}

/* ECharts' decal for a pattern. */
export function decal(pattern: Series["pattern"]): object | undefined {
  const color = "rgba(255,255,255,0.55)";
  switch (pattern) {
    case "lines":
      return {
        symbol: "rect",
        dashArrayX: [1, 0],
        dashArrayY: [1.2, 5],
        rotation: -Math.PI / 4,
        color,
      };
    case "cross":
      return {
        symbol: "rect",
        dashArrayX: [1, 0],
        dashArrayY: [1.2, 4],
        rotation: Math.PI / 4,
        color,
      };
    case "dots":
      return {
        symbol: "circle",
        dashArrayX: [
          [6, 6],
          [0, 6, 6, 0],
        ],
        dashArrayY: [6, 0],
        symbolSize: 0.45,
        color,
      };
    default:
      return undefined;
  }
}

export function legend(series: Pick<Series, "name" | "colour" | "pattern">[]): HTMLElement {
  return h(
    "ul",
    { class: "legend" },
    ...series.map((one) =>
      h(
        "li",
        {},
        h("span", {
          class: `swatch ${one.pattern ?? ""}`,
          style: `background-color:${one.colour}`,
        }),
        one.name,
      ),
    ),
  );
}
