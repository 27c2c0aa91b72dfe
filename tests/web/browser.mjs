// A page in Chromium for the tests of tests/web: opened, looked at, closed. Exit 77 when there is no
// Chromium to test with.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { deflateSync } from "node:zlib";
import { packed } from "./packed.mjs";

export { dataOf } from "./packed.mjs";

const CHROMIUM = "/usr/bin/chromium-headless-shell";
if (!existsSync(CHROMIUM)) {
  console.log(`skipped: ${CHROMIUM} is not installed (make setup-test installs it)`);
  process.exit(77);
}
const { chromium } = await import("../../web/node_modules/playwright-core/index.mjs");

/* A maker of pages with other data than plan's: variant(name, change) writes one to room and returns
 * its path. template: the page without data. */
export function variants(plan, template, room) {
  const [before, after] = readFileSync(template, "utf8").split("@QN_DATA@");
  mkdirSync(room, { recursive: true });
  const jsonOf = (data) => JSON.stringify(packed(data)).replaceAll("<", "\\u003c");
  return (name, change, isLarge = false) => {
    const data = structuredClone(plan);
    change(data);
    const path = join(room, `${name}.html`);
    writeFileSync(path, before + (isLarge ? squeezed(data, jsonOf) : jsonOf(data)) + after);
    return path;
  };
}

/* The data as it stands in the page of a large region (src/report/html.c). */
function squeezed(data, jsonOf) {
  const small = Object.entries(data.tables).filter(([, rows]) => rows.length <= 300);
  const first = jsonOf({ ...data, tables: Object.fromEntries(small), ways: null });
  const whole = deflateSync(jsonOf(data)).toString("base64");
  return `${first}</script>\n<script type="text/plain" id="whole">${whole}`;
}

/* The pages of a PDF, each of which must be A4. */
export async function paperOf(page) {
  const options = { preferCSSPageSize: true, printBackground: true };
  const pdf = (await page.pdf(options)).toString("latin1");
  for (const [, width, height] of pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g))
    assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} x ${height}`);
  return pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
}

/* Texts of the cells of the table of that label. */
export const cellsOf = (page, label) =>
  page
    .locator(`[aria-label="${label}"] tbody tr`)
    .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));

const browser = await chromium.launch({ executablePath: CHROMIUM });

/* Opens a report and hands it over when all is drawn; any error or request fails. */
export async function opened(path, size, check) {
  const [file, hash] = path.split("#");
  const address = pathToFileURL(file).href + (hash ? `#${hash}` : "");
  const page = await browser.newPage({ viewport: { width: size[0], height: size[1] } });
  const wrong = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrong.push(message.text());
  });
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address.split("#")[0] && !/^(data|blob):/.test(url))
      wrong.push(`asked for ${url}`);
  });
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.drawn === "yes");
  await check(page);
  await page.close();
  assert.deepEqual(wrong, [], path);
}
/* Opens a report of which only the head can be read. */
export async function head(path, check) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(pathToFileURL(path).href);
  await check(page);
  await page.close();
}
export const DESK = [1440, 900];
export const PHONE = [390, 844];

const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/* Charts in sight with nothing in them: an SVG of few shapes, a canvas of one colour. */
export const blankCharts = (page) =>
  page.evaluate(() => {
    const isPlain = (canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const pixels = new Uint32Array(data.buffer);
      return pixels.every((pixel) => pixel === pixels[0]);
    };
    return [...document.querySelectorAll(".chart")]
      .filter((box) => {
        const svg = box.querySelector("svg"),
          canvas = box.querySelector("canvas");
        if (!box.offsetParent) return false;
        return svg ? svg.querySelectorAll("path").length < 5 : !canvas || isPlain(canvas);
      })
      .map((box) => box.getAttribute("aria-label"));
  });

/* Text that is too pale to read: WCAG contrast against white below 4.5. */
const paleText = (page) =>
  page.evaluate(() => {
    const light = (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const contrast = (rgb) => {
      const [r, g, b] = rgb.map((c) => light(c / 255));
      return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
    };
    const hasText = (element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    return [...document.querySelectorAll("#page *")]
      .filter(
        (element) => element instanceof HTMLElement && hasText(element) && element.offsetParent,
      )
      .map((element) => ({
        element,
        rgba: getComputedStyle(element)
          .color.match(/[\d.]+/g)
          .map(Number),
      }))
      .filter(({ rgba }) => rgba[3] !== 0 && contrast(rgba.slice(0, 3)) < 4.5)
      .map(({ element }) => element.textContent.slice(0, 40));
  });

/* What every page must be: charts are drawn, text can be read, nothing overflows. */
export async function sound(page) {
  assert.deepEqual(await blankCharts(page), []);
  assert.deepEqual(await paleText(page), []);
  assert.equal(await overflow(page), 0);
}

/* Texts of exhibits: number, title, basis and source. */
export const exhibits = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".exhibit")].map((exhibit) => ({
      id: exhibit.id,
      no: exhibit.querySelector(".no")?.textContent ?? "",
      title: exhibit.querySelector(".title")?.textContent ?? "",
      note: exhibit.querySelector(":scope > .note")?.textContent ?? "",
      hasTable: exhibit.querySelector("table") !== null,
    })),
  );

/* Runs all, tells each, ends the program. */
export async function runAll(tests) {
  let failed = 0;
  for (const [name, run] of Object.entries(tests)) {
    try {
      await run();
      console.log(`ok      ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAILED  ${name}\n${error.stack ?? error}`);
    }
  }
  await browser.close();
  console.log(failed ? `${failed} failed` : "all passed");
  process.exit(failed ? 1 : 0);
}
