// Areas and their villages as nested rectangles: area = households, colour = family of the chosen
// mode. A click goes one level down, from county to township to the page of a village; the path above
// the picture leads back. Where there are too many villages to be seen, those of a township stand as
// one rectangle a family until an area above it is opened.
import { family, familyName, textOn } from "../colours";
import { h } from "../dom";
import { whole } from "../format";
import { t } from "../words";
import { escapeHtml, tooltip, type ChartMaker } from "./base";

interface Leaf {
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

/* Villages that a picture can tell apart. */
const MOST_LEAVES = 8000;

const leaves = (of: Branch | Leaf): number =>
  isLeaf(of) ? 1 : of.children.reduce((total, child) => total + leaves(child), 0);

/* Leaves of one family as one, in the order in which families come. */
function merged(of: Branch | Leaf): Branch | Leaf {
  if (isLeaf(of)) return of;
  const families = new Map<string, Leaf>();
  const children: (Branch | Leaf)[] = [];
  for (const child of of.children) {
    if (!isLeaf(child)) {
      children.push(merged(child));
      continue;
    }
    const sum = families.get(child.family);
    if (sum) {
      sum.households += child.households;
      continue;
    }
    const name = familyName(child.family);
    const leaf = { ...child, id: "", name, mode: "" };
    families.set(child.family, leaf);
    children.push(leaf);
  }
  return { name: of.name, children };
}

interface Rectangle {
  name: string;
  value: number;
  /* Into the list of places: ECharts copies data deeply, so it gets no references. */
  at: number;
  children?: Rectangle[];
  itemStyle?: object;
  label?: object;
}
/* What stands behind a rectangle, and the branches below the root of the picture that lead to it. */
interface Place {
  path: Branch[];
  of: Branch | Leaf;
}

function households(of: Branch | Leaf): number {
  return isLeaf(of)
    ? of.households
    : of.children.reduce((total, child) => total + households(child), 0);
}

/* Names stand only where one of a few characters fits: from labelFrom households. */
function rectangle(
  of: Branch | Leaf,
  path: Branch[],
  labelFrom: number,
  places: Place[],
): Rectangle {
  const value = households(of);
  const at = places.push({ path, of }) - 1;
  if (!isLeaf(of)) {
    const children = of.children.map((child) => rectangle(child, [...path, of], labelFrom, places));
    return { name: of.name, value, at, children };
  }
  const colour = family(of.family).colour;
  const label = { show: value >= labelFrom, color: textOn(colour) };
  return { name: of.name, value, at, itemStyle: { color: colour }, label };
}

const LEVEL_NAMED = {
  upperLabel: { show: true, height: 20, color: "#1f2328", fontSize: 12.5, fontWeight: "bold" },
  itemStyle: { borderColor: "#ffffff", borderWidth: 1, gapWidth: 1.5 },
};
const LEVEL_WITHIN = { itemStyle: { borderColor: "#ffffff", borderWidth: 0, gapWidth: 0.4 } };
const LEVEL_VILLAGE = { itemStyle: { borderColor: "#ffffff", gapWidth: 0, borderWidth: 0.4 } };
/* Square pixels that a readable name needs. */
const NAME_AREA = 60 * 26;

interface Treemap {
  make: ChartMaker;
  /* The path, as buttons, to stand above the picture. */
  path: HTMLElement;
}

/* Branches above the villages. */
function heightOf(of: Branch): number {
  const first = of.children[0];
  return 1 + (first && !isLeaf(first) ? heightOf(first) : 0);
}

/* The uppermost branches in sight have names, those within them only their edges. */
function levels(of: Branch): object[] {
  const branches = heightOf(of) - 1;
  const within = Array.from({ length: Math.max(0, branches - 1) }, () => LEVEL_WITHIN);
  return [
    { itemStyle: { borderColor: "#ffffff", borderWidth: 0, gapWidth: 4 } },
    ...(branches > 0 ? [LEVEL_NAMED] : []),
    ...within,
    LEVEL_VILLAGE,
  ];
}
const SERIES = {
  type: "treemap",
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
};

export function treemap(areas: Branch[], height: number, open: (id: string) => void): Treemap {
  const root: Branch = { name: t("全部", "All"), children: areas };
  let at: Branch[] = [root];
  let places: Place[] = [];
  /* Of a branch as it is drawn the one that it stands for. */
  let real = new Map<Branch | Leaf, Branch>();
  let redraw = (): void => undefined;
  const path = h("p", { class: "path screen" });

  function step(branch: Branch, i: number): Node[] {
    const back = h("button", { type: "button", click: () => go(at.slice(0, i + 1)) }, branch.name);
    const name = i === at.length - 1 ? h("span", {}, branch.name) : back;
    return i > 0 ? [document.createTextNode(" / "), name] : [name];
  }
  function go(to: Branch[]): void {
    at = to;
    path.replaceChildren(...at.flatMap(step));
    redraw();
  }
  function clicked(data: unknown): void {
    const place = places[(data as Rectangle).at];
    if (!place) return;
    const next = place.path[0] ?? place.of;
    if (!isLeaf(next)) go([...at, real.get(next) ?? next]);
    else if (next.id) open(next.id);
  }
  function words(data: Rectangle | undefined): string {
    const place = data && places[data.at];
    if (!place) return "";
    const names = [...at.slice(1), ...place.path, place.of].map((one) => one.name).join(" / ");
    const mode = isLeaf(place.of) && place.of.mode ? `<br>${escapeHtml(place.of.mode)}` : "";
    const count = `${whole(data.value)}${t("户", " households")}`;
    return `<b>${escapeHtml(names)}</b>${mode}<br>${count}`;
  }
  const make: ChartMaker = (width, again) => {
    redraw = again;
    places = [];
    const here = at[at.length - 1]!;
    const fits = (NAME_AREA * households(here)) / (width * height);
    const labelFrom = at.length === 1 ? Infinity : fits;
    const drawn = leaves(here) > MOST_LEAVES ? here.children.map(merged) : here.children;
    real = new Map(drawn.map((child, i) => [child, here.children[i] as Branch]));
    const data = drawn.map((child) => rectangle(child, [], labelFrom, places));
    const formatter = (item: { data?: Rectangle }): string => words(item.data);
    return {
      renderer: "canvas",
      click: clicked,
      option: {
        tooltip: { ...tooltip, formatter: formatter as never },
        series: [{ ...SERIES, name: here.name, data, levels: levels(here) }] as never,
      },
    };
  };
  go(at);
  return { make, path };
}
