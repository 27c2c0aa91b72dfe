// Counties, townships and villages as nested rectangles: area = households, colour = family of the
// chosen mode. A click goes one level down, from county to township to the page of a village; the
// path above the picture leads back.
import { family, textOn } from "../colours";
import { h } from "../dom";
import { whole } from "../format";
import { t } from "../words";
import { escapeHtml, tooltip, type ChartMaker } from "./base";

export interface Leaf {
  id: string;
  name: string;
  mode: string;
  family: string;
  households: number;
}
export interface Branch {
  name: string;
  children: (Branch | Leaf)[];
}
const isLeaf = (node: Branch | Leaf): node is Leaf => "id" in node;

interface Node {
  name: string;
  value: number;
  leaf?: Leaf;
  path: Branch[];
  children?: Node[];
  itemStyle?: object;
  label?: object;
}

function households(of: Branch | Leaf): number {
  return isLeaf(of)
    ? of.households
    : of.children.reduce((total, child) => total + households(child), 0);
}

/* path: the branches above; label only where a name of a few characters fits the rectangle. */
function node(of: Branch | Leaf, path: Branch[], labelFrom: number): Node {
  const value = households(of);
  if (isLeaf(of)) {
    const colour = family(of.family).colour;
    return {
      name: of.name,
      value,
      leaf: of,
      path,
      itemStyle: { color: colour },
      label: { show: value >= labelFrom, color: textOn(colour) },
    };
  }
  return {
    name: of.name,
    value,
    path,
    children: of.children.map((child) => node(child, [...path, of], labelFrom)),
  };
}

const LEVEL_COUNTY = {
  upperLabel: { show: true, height: 20, color: "#1f2328", fontSize: 12.5, fontWeight: "bold" },
  itemStyle: { borderColor: "#ffffff", borderWidth: 1, gapWidth: 1.5 },
};
const LEVEL_TOWNSHIP = { itemStyle: { borderColor: "#ffffff", borderWidth: 0, gapWidth: 0.4 } };
const LEVEL_VILLAGE = { itemStyle: { borderColor: "#ffffff", gapWidth: 0, borderWidth: 0.4 } };
/* Square pixels that a readable name needs. */
const NAME_AREA = 60 * 26;

export interface Treemap {
  make: ChartMaker;
  /* The path, as buttons, to stand above the picture. */
  path: HTMLElement;
}

export function treemap(counties: Branch[], height: number, open: (id: string) => void): Treemap {
  const root: Branch = { name: t("全部", "All"), children: counties };
  let at: Branch[] = [root],
    redraw = (): void => undefined;
  const path = h("p", { class: "path screen" });
  function go(to: Branch[]): void {
    at = to;
    path.replaceChildren(
      ...at.flatMap((step, i) => [
        ...(i > 0 ? [document.createTextNode(" / ")] : []),
        i === at.length - 1
          ? h("span", {}, step.name)
          : h("button", { type: "button", click: () => go(at.slice(0, i + 1)) }, step.name),
      ]),
    );
    redraw();
  }
  function clicked(data: unknown): void {
    const { leaf, path: above } = data as Node;
    if (!above) return;
    if (leaf && above.length === 1) open(leaf.id);
    else go([...at, ...above.slice(1, 2)]);
  }
  const make: ChartMaker = (width, again) => {
    redraw = again;
    const here = at[at.length - 1]!,
      labelFrom = (NAME_AREA * households(here)) / (width * height);
    const data = here.children.map((child) => node(child, [here], labelFrom));
    return {
      renderer: "canvas",
      click: clicked,
      option: {
        tooltip: {
          ...tooltip,
          formatter: ((item: { data?: Node }) => {
            if (!item.data?.path) return "";
            const names = [...at.slice(1), ...item.data.path.slice(1)].map((step) => step.name);
            const mode = item.data.leaf ? `<br>${escapeHtml(item.data.leaf.mode)}` : "";
            return `<b>${escapeHtml([...names, item.data.name].join(" / "))}</b>${mode}<br>${whole(item.data.value)}${t("户", " households")}`;
          }) as never,
        },
        series: [
          {
            type: "treemap",
            name: here.name,
            data: data as never,
            left: 0,
            right: 0,
            top: 0,
            bottom: 0,
            roam: false,
            nodeClick: false,
            breadcrumb: { show: false },
            visibleMin: 0,
            childrenVisibleMin: 1,
            squareRatio: 1.3,
            upperLabel: { show: false },
            label: { fontSize: 11, overflow: "truncate", padding: 2 },
            itemStyle: { borderColor: "#ffffff", gapWidth: 0, borderWidth: 0 },
            levels: [
              { itemStyle: { borderColor: "#ffffff", borderWidth: 0, gapWidth: 4 } },
              ...(at.length === 1
                ? [LEVEL_COUNTY, LEVEL_TOWNSHIP]
                : at.length === 2
                  ? [LEVEL_COUNTY]
                  : []),
              LEVEL_VILLAGE,
            ],
          },
        ] as never,
      },
    };
  };
  go(at);
  return { make, path };
}
