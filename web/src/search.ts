// Search over all units: every word must occur in the unit's name, township, county or mode. The
// texts are joined once, so that a key costs one pass over a few hundred kilobytes.
import type { UnitWords } from "./context";
import { distinct, type Rows } from "./data";
import { h } from "./dom";
import { whole } from "./format";
import { t } from "./words";

type UnitPlan = Rows["unit_plans"];
const SHOWN = 40;

interface Index {
  find(query: string): UnitPlan[];
}

function indexOf(units: UnitPlan[]): Index {
  const texts = units.map((unit) =>
    [unit.name, unit.township, unit.county, unit.mode_name, unit.unit, unit.season]
      .join(" ")
      .toLowerCase(),
  );
  return {
    find(query) {
      const words = query
        .toLowerCase()
        .split(/[\s,，、]+/)
        .filter(Boolean);
      if (words.length === 0) return [];
      const found = units.filter((_, i) => words.every((word) => texts[i]!.includes(word)));
      const byName = (unit: UnitPlan): number =>
        (unit.name ?? "").toLowerCase().includes(words[0]!) ? 0 : 1;
      return found.sort((a, b) => byName(a) - byName(b));
    },
  };
}

function resultRow(unit: UnitPlan): HTMLElement {
  const when = unit.season === null ? t("维持现状", "stays") : String(unit.season);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, h("a", { href: `#unit-${unit.unit}` }, unit.name ?? unit.unit ?? "")),
    h("td", {}, `${unit.county ?? ""} ${unit.township ?? ""}`),
    h("td", { class: "num" }, whole(unit.households)),
    h("td", {}, unit.mode_name ?? ""),
    h("td", {}, when),
  );
}

export function searchBox(units: UnitPlan[], words: UnitWords): HTMLElement {
  const index = indexOf(units);
  const n = distinct(units, (unit) => unit.unit ?? "").length; /* a divided unit has several rows */
  const all = words.areTownships
    ? t(`共${n}个乡镇（街道）单元。`, `${n} units of townships.`)
    : t(`共${n}个村（社区）。`, `${n} villages and communities.`);
  const body = h("tbody");
  const count = h(
    "p",
    { class: "note", "aria-live": "polite" },
    all,
  );
  const results = h(
    "div",
    { class: "scroll", hidden: true },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t("名称", "Name")),
          h("th", { scope: "col" }, t("县、乡镇", "County, township")),
          h("th", { scope: "col", class: "num" }, t("户数", "Households")),
          h("th", { scope: "col" }, t("方式", "Mode")),
          h("th", { scope: "col" }, t("年份", "Year")),
        ),
      ),
      body,
    ),
  );
  const input = h("input", {
    type: "search",
    id: "search-input",
    autocomplete: "off",
    placeholder: words.areTownships
      ? t("例如：乡镇名 或 县名", "e.g. a township or county")
      : t("例如：村名 或 乡镇名", "e.g. a village or township"),
    "aria-label": t(`查找${words.name}`, `Find a ${words.one}`),
    input: () => show(),
  });
  function show(): void {
    const found = index.find(input.value);
    body.replaceChildren(...found.slice(0, SHOWN).map(resultRow));
    results.hidden = found.length === 0;
    count.textContent =
      input.value.trim() === ""
        ? all
        : found.length > SHOWN
          ? t(
              `找到${found.length}个，列出前${SHOWN}个。`,
              `${found.length} found, the first ${SHOWN} shown.`,
            )
          : t(`找到${found.length}个。`, `${found.length} found.`);
  }
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") body.querySelector("a")?.click();
  });
  return h("div", { class: "search" }, input, count, results);
}
