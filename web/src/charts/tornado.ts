// What the cost becomes when an assumption is 10 % lower or higher, largest effect on top.
import { INK, PALE, SLATE } from "../colours";
import { tick } from "../format";
import { t } from "../words";
import { escapeHtml, nameAxis, tooltip, valueAxis, type ChartMaker } from "./base";

interface Swing {
  name: string;
  low: number;
  high: number;
}

export function tornado(
  swings: Swing[],
  text: (value: number) => string,
  unit: string,
): ChartMaker {
  return (width) => {
    const room = Math.min(width * 0.42, 250);
    const side = (name: string, colour: string, value: (swing: Swing) => number): object => ({
      type: "bar",
      name,
      stack: "one",
      barMaxWidth: 16,
      itemStyle: { color: colour },
      data: swings.map((swing) => ({
        value: value(swing),
        label: {
          show: true,
          fontSize: 11.5,
          color: INK,
          position: value(swing) < 0 ? "left" : "right",
          formatter: () => text(value(swing)),
        },
      })),
    });
    const reach =
      Math.max(...swings.flatMap((s) => [Math.abs(s.low), Math.abs(s.high)])) *
      (width < 480 ? 1.7 : 1.25);
    return {
      option: {
        grid: { left: room, right: 16, top: 6, bottom: 28 },
        tooltip: {
          ...tooltip,
          trigger: "axis",
          axisPointer: { type: "shadow" },
          formatter: ((items: { dataIndex: number }[]) => {
            const swing = swings[items[0]?.dataIndex ?? 0]!;
            return (
              `<b>${escapeHtml(swing.name)}</b><br>${t("下调10%", "10 % lower")}&ensp;${text(swing.low)}&thinsp;${unit}<br>` +
              `${t("上调10%", "10 % higher")}&ensp;${text(swing.high)}&thinsp;${unit}`
            );
          }) as never,
        },
        yAxis: {
          ...nameAxis(
            swings.map((swing) => swing.name),
            room,
          ),
          axisLine: { show: false },
        } as never,
        xAxis: {
          ...valueAxis(tick),
          min: -reach,
          max: reach,
          splitNumber: 4,
          axisLabel: { show: false },
        } as never,
        series: [
          side(t("下调10%", "10 % lower"), PALE, (s) => s.low),
          side(t("上调10%", "10 % higher"), SLATE, (s) => s.high),
        ] as never,
      },
    };
  };
}
