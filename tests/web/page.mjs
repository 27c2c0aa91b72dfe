// The report page in Chromium, on a report that the program wrote:
//   node tests/web/page.mjs REPORT.html TEMPLATE.html ROOM
// Other states of a plan (tables missing, infeasible, English) are made from the report's own data
// and the page's template.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  blankCharts,
  cellsOf,
  dataOf,
  DESK,
  exhibits,
  head,
  opened,
  paperOf,
  PHONE,
  runAll,
  sound,
  variants,
} from "./browser.mjs";

const [report, template, room] = process.argv.slice(2).map((path) => resolve(path));
const plan = dataOf(report);
const variant = variants(plan, template, room);

const shownSections = (page) =>
  page.evaluate(() => [...document.querySelectorAll("main section")].map((section) => section.id));

const tests = {
  "charts are drawn, text can be read, nothing overflows": () =>
    opened(report, DESK, async (page) => {
      assert.ok((await page.locator(".chart").count()) >= 5);
      await sound(page);
    }),

  "nothing overflows on a phone": () =>
    opened(report, PHONE, sound),

  "a phone shows whole names beside bars, and what targets reach without a push": () =>
    opened(report, PHONE, async (page) => {
      const names = await page.locator(".chart.bars svg text").allTextContents();
      assert.ok(names.length > 20);
      assert.deepEqual(names.filter((name) => /\.\.\.|…/.test(name)), []);
      for (const head of ["目标值", "完成值"]) {
        const box = await page.locator("#table-1 th", { hasText: head }).boundingBox();
        assert.ok(box.x + box.width <= PHONE[0], head);
      }
      assert.match(await page.locator("#table-1 tbody th").first().innerText(), /通辽市 2025/);
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

  "what does not close in the plan's own figures is told": () =>
    opened(report, DESK, async (page) => {
      const found = plan.tables.audit;
      assert.ok(found.length > 0);
      const trust = await page.locator("#trust").innerText();
      assert.match(trust, new RegExp(`规划原文的数字有\\s?${found.length}\\s?处对不上`));
      for (const one of found)
        for (const words of [one.name, one.message, one.suggestion])
          assert.ok(trust.replace(/\s/g, "").includes(words.replace(/\s/g, "")), words);
      assert.doesNotMatch(trust, /_power|power_/); /* names in place of ids */
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
      await sound(page);
      await page.locator('.village a[href="#search"]').click();
      await page.locator("main").waitFor();
      assert.equal(await page.locator(".village").count(), 0);
      await page.fill("#search-input", "此村不存在");
      assert.equal(await page.locator(".search tbody tr").count(), 0);
    }),

  "a click goes down the treemap, from prefectures where counties are many": async () => {
    const clicked = (path, names) =>
      opened(path, DESK, async (page) => {
        const chart = page.locator("figure:has(.path) .chart");
        for (const name of names) {
          await chart.click({ position: { x: 90, y: 120 } });
          assert.match(await page.locator(".path").innerText(), new RegExp(` / ${name}$`));
        }
        await sound(page);
      });
    await clicked(report, ["科尔沁区"]);
    const many = variant("counties", (data) => {
      const county = (i) => ({ code: `c${i}`, name: `县${i}`, level: "县级", parent: `p${i % 3}` });
      for (let i = 0; i < 45; i++) data.tables.area_names.push(county(i));
      for (let i = 0; i < 3; i++) data.tables.area_names.push({ code: `p${i}`, name: `市${i}` });
      data.tables.unit_plans.forEach((unit, i) => {
        Object.assign(unit, { county_code: `c${i % 45}`, county: `县${i % 45}` });
      });
    });
    await clicked(many, ["市\\d", "市\\d / 县\\d+"]);
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

  "the page of a large region is the same, its head before its rest is read": async () => {
    const told = (page) =>
      page.evaluate(() => [...document.querySelectorAll("#page > .layout")].map((one) => one.innerText));
    const nothing = () => undefined;
    let small;
    await opened(variant("small", nothing), DESK, async (page) => (small = await told(page)));
    const large = variant("large", nothing, true);
    assert.deepEqual(dataOf(large), dataOf(variant("small", nothing)));
    await opened(large, DESK, async (page) => {
      assert.deepEqual(await told(page), small);
      await sound(page);
    });
    const broken = variant("large-broken", nothing, true);
    writeFileSync(broken, readFileSync(broken, "utf8").replace(/(id="whole">)[^<]*/, "$1"));
    await head(broken, async (page) => {
      await page.getByText("报告的其余部分无法读出").waitFor();
      assert.equal(await page.locator("h1").innerText(), plan.run.name);
    });
  },

  "villages too many to be seen stand by family until their county is opened": () => {
    const path = variant("many", (data) => {
      const unit = data.tables.unit_plans.find((one) => one.households > 0);
      const at = { lon: null, lat: null, households: 10, county_code: "9", county: "大县" };
      data.tables.unit_plans = Array.from({ length: 9000 }, (_, i) => ({
        ...unit,
        ...at,
        unit: `U${i}`,
        name: `村${i}`,
        township_code: `9${i % 20}`,
        township: `镇${i % 20}`,
      }));
    });
    return opened(path, DESK, async (page) => {
      await sound(page);
      await page.fill("#search-input", "村8999");
      assert.equal(await page.locator(".search tbody tr").count(), 1);
    });
  },

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
      const pages = await paperOf(page);
      assert.ok(pages >= 5, `${pages} pages`);
      await page.emulateMedia({ media: "print" });
      for (const hidden of ["nav", ".search", "#full", ".behind"])
        assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
      assert.deepEqual(await blankCharts(page), []);
    }),

  "a missing or empty table leaves its part out": async () => {
    for (const name of Object.keys(plan.tables)) {
      const path = variant("missing", (data) => {
        for (const rows of Object.values(data.tables)) rows.length = Math.min(rows.length, 20);
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

  "a priced target that is missed says what is charged and what it would cost": async () => {
    const told = async (figures, status = "limit") => {
      const path = variant("priced", (data) => {
        data.run.status = status;
        Object.assign(data.tables.targets_met[0], { is_met: false, ...figures });
      });
      let words;
      await opened(path, DESK, async (page) => {
        words = (await page.locator("#table-1 tbody th").first().innerText()).replace(/[\s\u2009]/g, "");
      });
      return words;
    };
    const charge_cny = 880800;
    const split = { charge_cny, least_makeup_cny: 289000 };
    assert.match(await told({ charge_cny, least_makeup_cny: 880800 }), /计入费用88.1万元.*不合算/);
    assert.match(await told({ ...split, makeup_cny: 2390000 }), /约需239万元，高于计价/);
    assert.match(await told({ ...split, makeup_cny: 500000 }), /约需50万元，低于计价.*--time-limit/);
    assert.match(await told({ ...split, makeup_cny: 500000 }, "optimal"), /差距（--gap）之内/);
    assert.match(await told({ ...split, makeup_cny: null }), /约需28.9万元，低于计价/);
    assert.doesNotMatch(await told({ charge_cny: null }), /计价/);
  },

  "a limit with much left saves nothing, one taken by others has no price": () => {
    const one = { family: "peak", area_name: "甲", season: 2024, unit: "m3/d", is_met: true };
    const path = variant("limits", (data) => {
      data.tables.limits = [
        { ...one, name: "用尽", used: 990, limit: 1000, slack: 10, price_cny: 500 },
        { ...one, name: "有余", used: 500, limit: 1000, slack: 500, price_cny: 900 },
        { ...one, name: "他用", used: 1000, limit: 1000, slack: 0, price_cny: null },
      ];
    });
    return opened(path, DESK, async (page) => {
      const rows = await cellsOf(page, "约束与价格");
      const saved = Object.fromEntries(rows.map((row) => [row[0], row.at(-1).replace(/[\u2009\s]/g, "")]));
      assert.deepEqual(saved, { 用尽: "5000", 有余: "0", 他用: "—" });
      assert.match(await page.locator("#why").innerText(), /3\s?项约束中\s?1\s?项影响费用/);
    });
  },

  "what is met by its tolerance says so": () => {
    const path = variant("tolerance", (data) => {
      const row = { unit: "1", required: 1, achieved: 0.995, slack: -0.005, is_met: true };
      Object.assign(data.tables.targets_met[0], row);
    });
    return opened(path, DESK, async (page) => {
      const cells = await page.locator("#table-1 tbody tr").first().innerText();
      assert.match(cells, /99\.5%\s*在容差内/);
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

await runAll(tests);
