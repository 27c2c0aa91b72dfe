// The report page in Chromium, on a report that the program wrote:
//   node tests/web/page.mjs REPORT.html TEMPLATE.html ROOM PROGRAM
// Other states of a plan (tables missing, infeasible, English) are made from the report's own data
// and the page's template. Exit 77 when there is no Chromium to test with.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { packed, rowsOf } from "./packed.mjs";

const CHROMIUM = "/usr/bin/chromium-headless-shell";
if (!existsSync(CHROMIUM)) {
  console.log(`skipped: ${CHROMIUM} is not installed (make setup-test installs it)`);
  process.exit(77);
}
const { chromium } = await import("../../web/node_modules/playwright-core/index.mjs");

const [report, template, room, program] = process.argv.slice(2).map((path) => resolve(path));
const ELEMENT = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/;
const dataOf = (path) => rowsOf(JSON.parse(readFileSync(path, "utf8").match(ELEMENT)[1]));
const plan = dataOf(report);
const [before, after] = readFileSync(template, "utf8").split("@QN_DATA@");
mkdirSync(room, { recursive: true });

/* A report with other data. */
function variant(name, change) {
  const data = structuredClone(plan);
  change(data);
  const path = join(room, `${name}.html`);
  const json = JSON.stringify(packed(data)).replaceAll("<", "\\u003c");
  writeFileSync(path, before + json + after);
  return path;
}

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

const browser = await chromium.launch({ executablePath: CHROMIUM });

/* Opens a report and hands it over when all is drawn; any error or request fails. */
async function opened(path, size, check) {
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
const DESK = [1440, 900];
const PHONE = [390, 844];

const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/* Charts with nothing in them: an SVG of few shapes, a canvas of one colour. */
const blankCharts = (page) =>
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

/* Texts of exhibits: number, title, basis and source. */
const exhibits = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".exhibit")].map((exhibit) => ({
      id: exhibit.id,
      no: exhibit.querySelector(".no")?.textContent ?? "",
      title: exhibit.querySelector(".title")?.textContent ?? "",
      note: exhibit.querySelector(":scope > .note")?.textContent ?? "",
      hasTable: exhibit.querySelector("table") !== null,
    })),
  );

const shownSections = (page) =>
  page.evaluate(() => [...document.querySelectorAll("main section")].map((section) => section.id));

const tests = {
  "charts are drawn, text can be read, nothing overflows": () =>
    opened(report, DESK, async (page) => {
      assert.ok((await page.locator(".chart").count()) >= 5);
      assert.deepEqual(await blankCharts(page), []);
      assert.deepEqual(await paleText(page), []);
      assert.equal(await overflow(page), 0);
    }),

  "nothing overflows on a phone": () =>
    opened(report, PHONE, async (page) => {
      assert.equal(await overflow(page), 0);
      assert.deepEqual(await blankCharts(page), []);
    }),

  "every exhibit has number, title, basis, source and table": () =>
    opened(report, DESK, async (page) => {
      const all = await exhibits(page);
      for (const [prefix, name] of [
        ["table", "表"],
        ["figure", "图"],
      ]) {
        const mine = all.filter((one) => one.id.startsWith(prefix));
        assert.deepEqual(
          mine.map((one) => one.no),
          mine.map((_, i) => `${name}${i + 1}`),
        );
      }
      for (const one of all) {
        assert.ok(one.title.length > 3 && one.hasTable, one.id);
        assert.match(one.note, /口径：.+来源：.+「.+」/, one.id);
        assert.doesNotMatch(one.title + one.note, /NaN|undefined|null|Infinity/, one.id);
      }
    }),

  "the head answers with a sentence": () =>
    opened(report, DESK, async (page) => {
      const isHeadline = (figure) => figure.id === "headline";
      const headline = plan.tables.key_figures.find(isHeadline);
      assert.equal(await page.locator(".answer").textContent(), headline.name_zh);
      assert.equal(await page.locator(".answer.missed").count(), headline.is_short ? 1 : 0);
      const figures = plan.tables.key_figures.filter((figure) => !isHeadline(figure));
      assert.equal(await page.locator(".key").count(), Math.min(6, figures.length));
    }),

  "search finds a village and its page opens": () =>
    opened(report, DESK, async (page) => {
      const unit = plan.tables.unit_plans.findLast((one) => one.season !== null);
      await page.fill("#search-input", `${unit.county} ${unit.township} ${unit.name}`);
      const link = page.locator(`.search a[href="#unit-${unit.unit}"]`);
      await link.waitFor();
      await link.click();
      await page.locator(".village h1").waitFor();
      assert.equal(await page.locator(".village h1").innerText(), unit.name);
      const text = await page.locator(".village").innerText();
      assert.ok(text.includes(unit.mode_name) && text.includes(String(unit.season)));
      assert.equal(await page.locator("main").isVisible(), false);
      assert.deepEqual(await paleText(page), []);
      await page.locator('.village a[href="#search"]').click();
      await page.locator("main").waitFor();
      assert.equal(await page.locator(".village").count(), 0);
      await page.fill("#search-input", "此村不存在");
      assert.equal(await page.locator(".search tbody tr").count(), 0);
    }),

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
        assert.equal(await overflow(page), 0);
        assert.deepEqual(await paleText(page), []);
      });
      await opened(`${report}#unit-${unit.unit}`, PHONE, async (page) =>
        assert.equal(await overflow(page), 0),
      );
    }
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
    const cells = (page, label) =>
      page
        .locator(`[aria-label="${label}"] tbody tr`)
        .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
    await opened(report, DESK, async (page) => {
      const rows = await cells(page, "各规则的代价");
      assert.deepEqual(
        rows.map(([name]) => name),
        costs.slice(0, 20).map((cost) => cost.name),
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
      const rows = await cells(page, "各规则的代价");
      assert.ok(rows.every((one) => one.length === 8));
      const shown = rows.find(([name]) => name === row.name);
      assert.match(shown[4], row.least_cny > 0 ? /元$/ : /差距之内/);
      assert.match(shown[5], /元至.*元$/);
      assert.equal(await overflow(page), 0);
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
      assert.deepEqual(await blankCharts(page), []);
      assert.equal(await overflow(page), 0);
    });
  },

  "keys reach contents, tables and search, Enter opens the first village": () =>
    opened(report, DESK, async (page) => {
      const reached = new Set();
      for (let i = 0; i < 400 && !reached.has("INPUT"); i++) {
        await page.keyboard.press("Tab");
        reached.add(
          await page.evaluate(() => {
            const at = document.activeElement;
            return at.closest("nav")
              ? "contents"
              : at.className === "scroll"
                ? "table"
                : at.tagName;
          }),
        );
      }
      for (const place of ["contents", "table", "SUMMARY", "INPUT"])
        assert.ok(reached.has(place), place);
      await page.keyboard.type(plan.tables.unit_plans[0].name);
      await page.keyboard.press("Enter");
      await page.locator(".village").waitFor();
    }),

  "full tables open, with their rows": () =>
    opened(report, DESK, async (page) => {
      const rows = plan.tables.unit_plans.length;
      await page.locator("#full-unit_plans summary").click();
      const lines = page.locator("#full-unit_plans tbody tr");
      await lines.first().waitFor();
      assert.equal(await lines.count(), Math.min(200, rows));
      if (rows > 200) {
        await page.locator("#full-unit_plans .more").click();
        assert.equal(await lines.count(), Math.min(400, rows));
      }
    }),

  "prints on A4, page by page, without what is for the screen": () =>
    opened(report, DESK, async (page) => {
      const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString(
        "latin1",
      );
      const pages = pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
      assert.ok(pages >= 5, `${pages} pages`);
      for (const [, width, height] of pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g))
        assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} x ${height}`);
      await page.emulateMedia({ media: "print" });
      for (const hidden of ["nav", ".search", "#full", ".behind"])
        assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
      assert.deepEqual(await blankCharts(page), []);
    }),

  "a missing or empty table leaves its part out": async () => {
    for (const name of Object.keys(plan.tables)) {
      const path = variant("missing", (data) => {
        data.tables.unit_plans.length = Math.min(data.tables.unit_plans.length, 100);
        delete data.tables[name];
      });
      await opened(path, DESK, async (page) => {
        assert.equal(await page.locator("h1").innerText(), plan.run.name, name);
        assert.equal(await page.locator(`#full-${name}`).count(), 0, name);
      });
    }
    const bare = variant("bare", (data) => {
      for (const name of Object.keys(data.tables)) data.tables[name] = [];
    });
    await opened(bare, DESK, async (page) => assert.deepEqual(await shownSections(page), []));
  },

  "what falls short is red and says what is missing": () => {
    const short = variant("short", (data) => {
      const target = data.tables.targets_met[0];
      Object.assign(target, {
        unit: "1",
        required: 0.9,
        achieved: 0.87,
        slack: -0.03,
        is_met: false,
      });
    });
    return opened(short, DESK, async (page) => {
      const cell = page.locator("#table-1 tbody .short").first();
      assert.match(await cell.innerText(), /87\.0%\s*缺\s?3\.0\s?个百分点/);
      assert.equal(
        await cell.evaluate((element) => getComputedStyle(element).color),
        "rgb(180, 35, 24)",
      );
      assert.match(await page.locator("#table-1 .title").innerText(), /项未完成/);
    });
  },

  "an infeasible case shows its conflict": () => {
    const words = "开鲁县2024年合同气量再增加180万m³";
    const path = variant("infeasible", (data) => {
      for (const name of Object.keys(data.tables)) data.tables[name] = [];
      Object.assign(data.run, { status: "infeasible", gap: null, cost_cny: null, bound_cny: null });
      data.tables.key_figures = [
        { id: "headline", name_zh: "没有可行方案。", name_en: "No plan.", is_short: true },
      ];
      data.tables.conflict = [
        {
          kind: "rule",
          family: "supply",
          id: "G1",
          name: "合同气量",
          season: 2024,
          amount: null,
          unit: "m3",
          words: null,
        },
        {
          kind: "relaxation",
          family: "supply",
          id: "G1",
          name: "合同气量",
          season: 2024,
          amount: 1.8e6,
          unit: "m3",
          words,
        },
      ];
    });
    return opened(path, DESK, async (page) => {
      assert.match(await page.locator(".answer.missed").innerText(), /没有可行方案/);
      const shown = (await page.locator("#conflict").innerText()).replace(/[\u2009\s]/g, "");
      assert.ok(shown.includes("180万m³") && shown.includes(words));
    });
  },

  "English has English headings": () =>
    opened(
      variant("english", (data) => (data.run.language = "en")),
      DESK,
      async (page) => {
        assert.equal(await page.locator("html").getAttribute("lang"), "en");
        const texts = await page
          .locator(
            "h2, nav a, main > section > figure th[scope=col]:first-child, .full summary, .no",
          )
          .allTextContents();
        assert.deepEqual(
          texts.filter((text) => /[\u4e00-\u9fff]/.test(text)),
          [],
        );
      },
    ),

  "data cannot break out of the page": () => {
    const nasty = '</script><img src=x onerror="document.title=1"><!--';
    const path = variant("nasty", (data) => {
      data.run.name = nasty;
      for (const unit of data.tables.unit_plans) unit.name = nasty;
      for (const row of data.tables.comparison ?? []) row.mode_name = nasty;
    });
    return opened(path, DESK, async (page) => {
      assert.equal(await page.title(), nasty);
      assert.equal(await page.locator("img").count(), 0);
    });
  },
};

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
