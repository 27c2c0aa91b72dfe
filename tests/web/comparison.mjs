// The page of `compare --html`, of the report's own plan and one of the same case without a target:
//   node tests/web/comparison.mjs REPORT.html ROOM PROGRAM CASE TARGET
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  cellsOf,
  dataOf,
  DESK,
  exhibits,
  opened,
  paperOf,
  PHONE,
  runAll,
  sound,
} from "./browser.mjs";

const [report, room, program, region] = process.argv.slice(2, 6).map((path) => resolve(path));
const target = process.argv[6];
const a = dirname(report),
  b = join(room, "plan"),
  loose = join(room, "case");
const qingnuan = (...words) =>
  execFileSync(program, words, { stdio: ["ignore", "pipe", "ignore"] }).toString();

rmSync(room, { recursive: true, force: true });
mkdirSync(room, { recursive: true });
cpSync(region, loose, { recursive: true });
const targets = join(loose, "targets.csv"),
  lines = readFileSync(targets, "utf8").split("\n");
writeFileSync(targets, lines.filter((line) => !line.startsWith(`${target},`)).join("\n"));
assert.ok(lines.some((line) => line.startsWith(`${target},`)));
qingnuan("plan", loose, "--lang", "zh", "--gap", "0.05", "--time-limit", "120", "--output", b);

/* The page of two plans, and the same as JSON. */
function compared(name, first, second, ...words) {
  const path = join(room, `${name}.html`);
  const { tables } = JSON.parse(qingnuan("compare", first, second, "--json", "--html", path, ...words));
  return { path, tables };
}
const both = compared("both", a, b);
const total = (rows, name) => rows.reduce((sum, row) => sum + (row[name] ?? 0), 0);
const plain = (text) => text.replace(/[\u2009\s]/g, "");

const tests = {
  "the page has the rows that --json has": () => {
    const data = dataOf(both.path);
    assert.equal(data.runs.length, 2);
    for (const name of ["sum_changes", "unit_changes", "limit_changes"]) {
      assert.equal(data.tables[name].length, both.tables[name].length, name);
      assert.ok(data.tables[name].length > 0, name);
    }
    assert.ok(both.tables.limit_changes.some((one) => one.id === target));
  },

  "every exhibit has number, title, basis, source and table; nothing overflows": () =>
    opened(both.path, DESK, async (page) => {
      const all = await exhibits(page);
      assert.ok(all.length >= 6, `${all.length} exhibits`);
      for (const one of all) {
        assert.ok(one.title.length > 3 && one.hasTable, one.id);
        assert.match(one.note, /口径：.+来源：两方案「.+」/, one.id);
        assert.doesNotMatch(one.title + one.note, /NaN|undefined|null|Infinity/, one.id);
      }
      await sound(page);
    }),

  "it says what it cost, how many units changed and which rules differ": () =>
    opened(both.path, DESK, async (page) => {
      const answer = plain(await page.locator(".answer").innerText());
      const { unit_changes: units, limit_changes: limits } = both.tables;
      const count = String(units.length);
      assert.ok(answer.includes(`${count}个单元`), answer);
      assert.ok(answer.includes(`${limits.length}项规则`), answer);
      assert.match(answer, /差距之内|已证明/);
      assert.match(await page.locator("#limits").innerText(), /仅甲有/);
      const rows = await cellsOf(page, "单元变化");
      assert.equal(rows.length, Math.min(40, units.length));
      rows.forEach(([name, county, , from, to], i) => {
        assert.equal(name, units[i].name);
        assert.equal(county, units[i].county);
        assert.ok(from.startsWith(units[i].mode_a) && to.startsWith(units[i].mode_b), name);
      });
      const flows = await page.locator('[aria-label="方式变化"] tfoot tr').evaluate((row) => 
        [...row.cells].map((cell) => cell.textContent.replace(/[\u2009 ]/g, "")),
      );
      assert.equal(flows[1], count);
      const households = Math.round(total(units, "households"));
      const scale = /万户/.test(await page.locator('[aria-label="方式变化"] thead').innerText()) ? 1e4 : 1;
      assert.ok(Math.abs(Number(flows[2]) * scale - households) <= scale / 10, flows[2]);
    }),

  "nothing overflows on a phone": () =>
    opened(both.path, PHONE, sound),

  "prints on A4": () =>
    opened(both.path, DESK, async (page) => {
      const pages = await paperOf(page);
      assert.ok(pages >= 2 && pages < 20, `${pages} pages`);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator("#full").isVisible(), false);
      assert.match(await page.locator("#units .paper").last().innerText(), /行见本页电子版/);
    }),

  "a plan beside itself differs in nothing": () => {
    const same = compared("same", a, a);
    assert.deepEqual([same.tables.unit_changes, same.tables.limit_changes], [[], []]);
    return opened(same.path, DESK, async (page) => {
      assert.match(plain(await page.locator(".answer").innerText()), /0个单元（0户）安排不同，0项规则/);
      assert.equal(await page.locator("#units").count(), 0);
      assert.equal(await page.locator("#limits").count(), 0);
    });
  },

  "English has English headings": () =>
    opened(compared("english", a, b, "--lang", "en").path, DESK, async (page) => {
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      const texts = await page.locator("h2, nav a, thead th, .full summary, .no").allTextContents();
      assert.deepEqual(
        texts.filter((text) => /[\u4e00-\u9fff]/.test(text)),
        [],
      );
    }),
};

await runAll(tests);
