// How fast the report page is: node bench/page.mjs REPORT.html [RUNS]. Lines as of bench/bench.h:
// what, units, runs, median ms, best ms, answer.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { dataOf } from "../tests/web/packed.mjs";
import { chromium } from "../web/node_modules/playwright-core/index.mjs";

const report = resolve(process.argv[2]),
  runs = Number(process.argv[3] ?? 5);
const units = dataOf(report).tables.unit_plans;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium-headless-shell" });

/* Milliseconds from navigation to the first picture, the first chart and the last, of each search key, and
 * from the address of a unit to its page. */
async function once() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    const look = (_, me) => {
      if (!document.querySelector(".chart svg, .chart canvas")) return;
      window.firstChart = performance.now();
      me.disconnect();
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
  await page.goto(pathToFileURL(report).href);
  await page.waitForFunction(() => document.documentElement.dataset.drawn === "yes");
  const [chart, drawn] = await page.evaluate(() => [window.firstChart, performance.now()]);
  const first = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  );
  const keys = await page.evaluate(
    async (name) => {
      const input = document.getElementById("search-input"),
        times = [];
      for (let n = 1; n <= name.length; n++) {
        const start = performance.now();
        input.value = name.slice(0, n);
        input.dispatchEvent(new Event("input"));
        document.body.getBoundingClientRect();
        times.push(performance.now() - start);
      }
      return {
        worst: Math.max(...times),
        rows: document.querySelectorAll(".search tbody tr").length,
      };
    },
    units[units.length - 1].name,
  );
  const unit = await page.evaluate((id) => {
    const start = performance.now();
    return new Promise((resolve) => {
      window.addEventListener("hashchange", () => {
        document.body.getBoundingClientRect();
        const tables = document.querySelectorAll(".village table").length;
        resolve({ ms: performance.now() - start, tables });
      });
      window.location.hash = `unit-${id}`;
    });
  }, units[units.length >> 1].unit);
  await page.close();
  return { first, chart, drawn, key: keys.worst, rows: keys.rows, unit: unit.ms, tables: unit.tables };
}

const results = [];
for (let i = 0; i < runs; i++) results.push(await once());
await browser.close();
for (const [what, name, answer] of [
  ["page_first_picture", "first", 1],
  ["page_first_chart", "chart", 1],
  ["page_all_charts", "drawn", 1],
  ["page_search_key", "key", results[0].rows],
  ["page_unit", "unit", results[0].tables],
]) {
  const ms = results.map((result) => result[name]).sort((a, b) => a - b);
  console.log(
    [what, units.length, runs, ms[runs >> 1].toFixed(1), ms[0].toFixed(1), answer].join("\t"),
  );
}
