// Puts the page together: head, sections in their order, contents; a unit's page by its address.
import { drawQueued, dropDetached, followWidth } from "./charts/base";
import { comparisonHead, costSection, limitsSection, unitsSection } from "./comparison";
import { contextOf, type Context, type Section } from "./context";
import { readPlan } from "./data";
import { h } from "./dom";
import { tellSource } from "./exhibit";
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

function contents(sections: Section[]): HTMLElement {
  const links = [{ id: "top", title: t("摘要", "Summary") }, ...sections];
  const list = h(
    "ol",
    {},
    ...links.map((link) => h("li", {}, h("a", { href: `#${link.id}` }, link.title))),
  );
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
  }
  openFull(id);
}

function start(): void {
  const plan = readPlan(document.getElementById("data")?.textContent ?? "");
  useLanguage(plan.run.language);
  document.documentElement.lang = isEnglish() ? "en" : "zh-CN";
  document.title = plan.run.name ?? document.title;
  const context = contextOf(plan, (unit) => {
    window.location.hash = `unit-${unit}`;
  });
  const isPair = plan.runs.length > 1;
  if (isPair) tellSource(t("两方案", "both plans, "));
  const sections = (isPair ? COMPARED : SECTIONS).map((make) => make(context)).filter((section) =>
    section.content.some((node) => node !== null),
  );
  const report = h(
    "div",
    { class: "layout" },
    contents(sections),
    h("main", {}, (isPair ? comparisonHead : headSection)(context), ...sections.map(sectionElement), footer(context)),
  );
  const aside = h("div", { class: "aside" });
  const skip = h("a", { class: "skip", href: `#${sections[0]?.id ?? "top"}` }, t("跳到正文", "Skip to the content"));
  document.getElementById("page")?.replaceChildren(skip, report, aside);
  document.head.append(paperMargins(context));
  window.addEventListener("hashchange", () => route(context, report, aside));
  followWidth();
  route(context, report, aside);
  requestAnimationFrame(() => setTimeout(drawQueued, 0));
}

start();
