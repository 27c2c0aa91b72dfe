// Why, on the page: a village's ways against what explain says, what each rule costs before and
// after it was solved without:
//   node tests/web/why.mjs REPORT.html TEMPLATE.html ROOM PROGRAM
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  cellsOf,
  dataOf,
  DESK,
  opened,
  PHONE,
  runAll,
  sound,
  variants,
} from "./browser.mjs";

const [report, template, room, program] = process.argv.slice(2).map((path) => resolve(path));
const plan = dataOf(report);
const variant = variants(plan, template, room);

const qingnuan = (...words) => execFileSync(program, words, { stdio: ["ignore", "pipe", "ignore"] });
/* What explain says of a unit: the same tables from the same case, by another way. */
const explained = (unit) =>
  JSON.parse(
    qingnuan("explain", dirname(report), "--unit", unit, "--json", "--most", "5").toString(),
  ).tables;
/* Figures of a table's column, as it shows them. */
const figures = (page, label, column) =>
  page
    .locator(`[aria-label="${label}"] tbody tr`)
    .evaluateAll(
      (rows, at) =>
        rows.map((row) => Number(row.cells[at].textContent.replace(/\u2009/g, "").replace("−", "-"))),
      column,
    );
const near = (got, want, step, what) =>
  got.forEach((one, i) =>
    assert.ok(Math.abs(one - want[i]) <= step, `${what}: ${one} for ${want[i]}`),
  );

const tests = {
  "a village's ways are ranked as explain ranks them": async () => {
    const units = plan.tables.unit_plans.filter((one) => one.reason === "为完成目标");
    assert.ok(units.length > 3);
    for (const unit of [units[0], units[units.length >> 1], units[units.length - 1]]) {
      const { ways, way_takes: takes, way_flips: flips } = explained(unit.unit);
      const chosen = ways.reduce((best, way) => (way.share > best.share ? way : best));
      await opened(`${report}#unit-${unit.unit}`, DESK, async (page) => {
        const table = page.locator('[aria-label="候选方式排序"]');
        assert.equal(await table.locator("tbody tr").count(), ways.length);
        assert.deepEqual(
          await table.locator("tbody th").evaluateAll((all) =>
            all.map((one) => one.textContent.split("，")[0]),
          ),
          ways.map((way) => way.mode_name),
        );
        assert.match(await table.locator("b").first().textContent(), /入选/);
        const inYuan = (await table.locator("thead .unit").first().textContent()) === "元";
        const scale = inYuan ? 1 : 1e4,
          step = inYuan ? 4 : 0.6;
        for (const [at, name] of [
          [1, "own_cny"],
          [2, "limits_cny"],
          [3, "together_cny"],
        ])
          near(await figures(page, "候选方式排序", at), ways.map((way) => way[name] / scale), step, name);
        const rules = takes.filter((take) => take.rank === chosen.rank && take.take !== 0);
        assert.deepEqual(
          await page
            .locator('[aria-label="占用与贡献"] tbody th')
            .evaluateAll((all) => all.map((one) => one.textContent)),
          rules.map((take) => take.name),
        );
        assert.equal(
          await page.locator('[aria-label="翻转条件"] tbody tr').count(),
          flips.length,
        );
        const cheaper = ways.filter((way) => !way.share && chosen.own_cny - way.own_cny > 4);
        assert.ok((await page.locator(".reasons > li").count()) >= cheaper.length);
        await sound(page);
      });
      await opened(`${report}#unit-${unit.unit}`, PHONE, sound);
    }
  },

  "a unit that hangs on a network has one way, and its cost stands with the source": () => {
    const unit = plan.tables.unit_plans.find(
      (one) => plan.ways.units[one.unit]?.split(";").length === 1 && one.bill_cny > 0,
    );
    return opened(`${report}#unit-${unit.unit}`, DESK, async (page) => {
      const text = await page.locator(".village").innerText();
      assert.match(text, /是唯一可行的方式/);
      assert.match(text, /成本计在热源一侧/);
      assert.equal(await page.locator('[aria-label="翻转条件"]').count(), 0);
    });
  },

  "English has English headings": () => {
    const path = variant("english", (data) => (data.run.language = "en"));
    const unit = plan.tables.unit_plans.find((one) => one.reason === "为完成目标");
    return opened(`${path}#unit-${unit.unit}`, DESK, async (page) => {
      const texts = await page
        .locator(".village h3, .village h4, .village thead th, .village > p.note")
        .allTextContents();
      assert.ok(texts.length > 20);
      assert.deepEqual(
        texts.filter((text) => /[\u4e00-\u9fff]/.test(text.replace(unit.township, ""))),
        [],
      );
    });
  },

  "without ranked ways the next best is told, and what to ask": () => {
    const unit = plan.tables.unit_plans.find((one) => one.next_mode_name);
    const path = variant("no-ways", (data) => (data.ways = null));
    return opened(`${path}#unit-${unit.unit}`, DESK, async (page) => {
      const text = await page.locator(".village").innerText();
      assert.ok(text.includes(unit.next_mode_name), unit.unit);
      assert.match(text, new RegExp(`qingnuan explain .* --unit ${unit.unit}`));
    });
  },

  "rules are told with what they cost, and truly once they were solved without": async () => {
    const costs = plan.tables.rule_costs;
    await opened(report, DESK, async (page) => {
      const rows = await cellsOf(page, "各规则的代价");
      const target = (cost) => plan.tables.targets_met.find((one) => one.target === cost.id);
      assert.deepEqual(
        rows.map(([name]) => name),
        costs.slice(0, 20).map((cost) => target(cost)?.name ?? cost.name),
      );
      assert.ok(rows.every((row) => row.length === 4));
      assert.match(await page.locator("#why").innerText(), /explain 结果目录 --rule all/);
    });
    const copy = join(room, "rules-plan");
    rmSync(copy, { recursive: true, force: true });
    cpSync(dirname(report), copy, { recursive: true });
    const rule = costs[0].id;
    const [cost] = JSON.parse(
      qingnuan("explain", copy, "--rule", rule, "--time-limit", "5", "--json").toString(),
    ).tables.rule_costs;
    assert.ok(Number.isFinite(cost.difference_cny), rule);
    const kept = dataOf(join(copy, "report.html"));
    const row = kept.tables.rule_costs.find((one) => one.id === rule);
    for (const name of ["difference_cny", "most_cny", "households", "coal_t"])
      assert.ok(Math.abs(row[name] - cost[name]) <= 1e-8 * Math.abs(cost[name]), name);
    assert.deepEqual(kept.ways, plan.ways);
    assert.deepEqual(kept.tables.unit_plans, plan.tables.unit_plans);
    await opened(join(copy, "report.html"), DESK, async (page) => {
      const rows = await cellsOf(page, "各规则的代价");
      assert.ok(rows.every((one) => one.length === 8));
      const shown = rows.find(([name]) => row.name.includes(name));
      assert.match(shown[4], row.least_cny > 0 ? /元$/ : /差距之内/);
      assert.match(shown[5], /元至.*元$/);
      await sound(page);
    });
    const proved = variant("proved", (data) => {
      data.tables.rule_costs.forEach((one, i) =>
        Object.assign(one, {
          difference_cny: 3e8 - 1e7 * i,
          least_cny: 2e8 - 1e7 * i,
          most_cny: 4e8,
          households: i,
          coal_t: 10 * i,
        }),
      );
    });
    await opened(proved, PHONE, async (page) => {
      const text = await page.locator("#why").innerText();
      assert.match(text, /代价最大的规则是.*取消可省\s*3\s*亿元（证明在2\s*亿元至\s*4\s*亿元之间）/);
      assert.match(text, /取消单项规则，最多可省\s*3\s*亿元/);
      await sound(page);
    });
  },
};

await runAll(tests);
