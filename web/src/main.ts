// Puts the page together: head, sections in their order, contents; a unit's page by its address.
import { drawQueued, dropDetached, followWidth, tellDrawn } from "./charts/base";
import { comparisonHead, costSection, limitsSection, unitsSection } from "./comparison";
import { contextOf, type Context, type Section } from "./context";
import { readPlan, type Plan } from "./data";
import { h } from "./dom";
import { tellSource } from "./exhibit";
import { inflate } from "./inflate";
import { effectsSection } from "./sections/effects";
import { fullSection } from "./sections/full";
import { headSection } from "./sections/head";
import { heatSection } from "./sections/heat";
import { howSection } from "./sections/how";
import { moneySection } from "./sections/money";
import { conflictSection, targetsSection } from "./sections/targets";
import { trustSection } from "./sections/trust";
import { whySection } from "./sections/why";
import { villagePage } from "./village";
import { isEnglish, t, useLanguage } from "./words";

/* Of a plan, and of two plans side by side. */
const SECTIONS = [
  conflictSection,
  targetsSection,
  howSection,
  heatSection,
  moneySection,
  effectsSection,
  whySection,
  trustSection,
  fullSection,
];
const COMPARED = [costSection, limitsSection, unitsSection, fullSection];

function sectionElement(section: Section): HTMLElement {
  const content = section.content.filter((node): node is Node => node !== null);
  const onlyScreen = section.id === "full";
  const element = h(
    "section",
    { id: section.id, class: onlyScreen ? "part screen" : "part" },
    h("h2", {}, section.title),
  );
  element.append(...content);
  return element;
}

const contentsItem = (id: string, title: string): HTMLElement =>
  h("li", {}, h("a", { href: `#${id}` }, title));

function contents(list: HTMLElement): HTMLElement {
  const details = h(
    "details",
    { class: "contents", open: true },
    h("summary", {}, t("目录", "Contents")),
    list,
  );
  if (window.innerWidth < 1180) details.open = false;
  list.addEventListener("click", () => {
    if (window.innerWidth < 1180) details.open = false;
  });
  return h("nav", { "aria-label": t("目录", "Contents"), class: "screen" }, details);
}

function footer(context: Context): HTMLElement {
  const { run } = context;
  return h(
    "footer",
    {},
    h(
      "p",
      { class: "note" },
      t(`清暖 ${run.version ?? ""} 生成`, `Made by Qingnuan ${run.version ?? ""}`),
      run.generated ? ` · ${run.generated.slice(0, 10)}` : "",
      t(" · 表中 — 表示无此数据，0 表示为零。", " · — means no data, 0 means zero."),
    ),
  );
}

/* Running head and page numbers, in the page's margin on paper. */
function paperMargins(context: Context): HTMLStyleElement {
  const name = JSON.stringify(context.run.name ?? "").replace(/</g, "");
  const style = document.createElement("style");
  style.textContent = `@page{@top-left{content:${name}}}`;
  return style;
}

function openFull(id: string): void {
  const details = document.getElementById(id);
  if (details instanceof HTMLDetailsElement) details.open = true;
}

/* Shows the report or, for an address #unit-CODE, the page of that unit. */
function route(context: Context, report: HTMLElement, aside: HTMLElement): void {
  const id = decodeURIComponent(window.location.hash.slice(1));
  const page = id.startsWith("unit-") ? villagePage(context, id.slice(5)) : null;
  aside.replaceChildren(...(page ? [page] : []));
  const wasHidden = report.hidden;
  report.hidden = page !== null;
  if (page) {
    window.scrollTo(0, 0);
    page.focus({ preventScroll: true });
    dropDetached();
  } else if (wasHidden) {
    document.getElementById(id)?.scrollIntoView();
    drawQueued(() => undefined); /* what had no width so far */
  }
  openFull(id);
}

/* Once what stands so far is on the screen, or would be if anyone looked. */
const painted = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done, 0));
    setTimeout(done, 100);
  });

/* Adds sections one a task, each with its charts, so that the first picture stands at once and the
 * page answers in between. */
function addSections(makers: ((context: Context) => Section)[], context: Context, frame: Frame): void {
  const [make, ...rest] = makers;
  if (!make) {
    frame.main.append(footer(context));
    frame.ready();
    drawQueued(tellDrawn);
    return;
  }
  const section = make(context);
  if (section.content.some((node) => node !== null)) {
    frame.main.append(sectionElement(section));
    frame.list.append(contentsItem(section.id, section.title));
  }
  drawQueued(() => setTimeout(() => addSections(rest, context, frame), 0));
}

/* The frame of the page with its head, what can be shown before the rest is read. */
interface Frame {
  report: HTMLElement;
  main: HTMLElement;
  list: HTMLElement;
  aside: HTMLElement;
  ready: () => void;
}

const openUnit = (unit: string): void => {
  window.location.hash = `unit-${unit}`;
};

function frameOf(plan: Plan): Frame {
  const context = contextOf(plan, openUnit);
  const isPair = plan.runs.length > 1;
  if (isPair) tellSource(t("两方案", "both plans, "));
  const list = h("ol", {}, contentsItem("top", t("摘要", "Summary")));
  const main = h("main", {}, (isPair ? comparisonHead : headSection)(context));
  const report = h("div", { class: "layout" }, contents(list), main);
  const aside = h("div", { class: "aside" });
  const skip = h("a", { class: "skip", href: "#top" }, t("跳到正文", "Skip to the content"));
  document.getElementById("page")?.replaceChildren(skip, report, aside);
  document.head.append(paperMargins(context));
  return { report, main, list, aside, ready: () => undefined };
}

function fill(plan: Plan, frame: Frame): void {
  const context = contextOf(plan, openUnit);
  const show = (): void => route(context, frame.report, frame.aside);
  const isPair = plan.runs.length > 1;
  window.addEventListener("hashchange", show);
  followWidth();
  show();
  frame.ready = () => {
    const first = frame.main.querySelector("section")?.id;
    if (first) document.querySelector(".skip")?.setAttribute("href", `#${first}`);
    show();
  };
  addSections(isPair ? COMPARED : SECTIONS, context, frame);
}

const unread = (): string =>
  t(
    "报告的其余部分无法读出：请用较新的浏览器打开，或检查文件是否完整。",
    "The rest of the report cannot be read: open it in a newer browser, or see whether the file is complete.",
  );

/* Of a large report the head stands in the data element and all of it, packed, in another. */
async function start(): Promise<void> {
  const first = readPlan(document.getElementById("data")?.textContent ?? "");
  const packed = document.getElementById("whole")?.textContent ?? undefined;
  useLanguage(first.run.language);
  document.documentElement.lang = isEnglish() ? "en" : "zh-CN";
  document.title = first.run.name ?? document.title;
  const frame = frameOf(first);
  if (packed === undefined) return fill(first, frame);
  await painted();
  try {
    fill(readPlan(await inflate(packed)), frame);
  } catch {
    frame.main.append(h("p", { class: "answer missed" }, unread()));
  }
}

void start();
