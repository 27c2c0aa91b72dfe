// Numbers and words of the page, without a browser: expected texts follow docs/report.md (about
// three figures, counts whole, thin spaces, 万 and 亿 as the field writes them).
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../../web/node_modules/esbuild/lib/main.js";

const source = join(dirname(fileURLToPath(import.meta.url)), "../../web/src");
const bundle = await build({
  stdin: {
    contents: 'export * from "./format"; export * from "./words"; export { twoLines } from "./charts/base";',
    resolveDir: source,
    loader: "ts",
  },
  bundle: true,
  format: "esm",
  write: false,
});
const text = Buffer.from(bundle.outputFiles[0].text).toString("base64");
const page = await import(`data:text/javascript;base64,${text}`);

const plain = (shown) => shown.replaceAll("\u2009", "_");
const AMOUNTS = [
  // value, unit, Chinese, English
  [3860000000, "CNY", "38.6亿元", "3.86_billion CNY"],
  [412.4, "CNY", "412元", "412_CNY"],
  [12345678, "CNY", "1_235万元", "12.3_million CNY"],
  [-333, "CNY", "−333元", "−333_CNY"],
  [0, "CNY", "0元", "0_CNY"],
  [0.9, "1", "90.0%", "90.0%"],
  [0.89996, "1", "90.0%", "90.0%"],
  [70170000, "m2", "7_017万m²", "70.2_million m²"],
  [152820, "household", "15.3万户", "152_820_households"],
  [60000, "户", "60_000户", "60_000_households"],
  [1.6e8, "元", "1.6亿元", "160_million CNY"],
  [3742560, "kW", "3_743_MW", "3_743_MW"],
  [48, "W/m2", "48_W/m²", "48_W/m²"],
  [0.351, "GJ/m2", "0.351_GJ/m²", "0.351_GJ/m²"],
  [15.282, "万户", "15.3万户", "15.3万户"],
  [null, "t", "—", "—"],
];
for (const [i, language] of ["zh_CN", "en"].entries()) {
  page.useLanguage(language);
  for (const [value, unit, ...expected] of AMOUNTS)
    assert.equal(plain(page.amount(value, unit)), expected[i], `${value} ${unit} ${language}`);
}

page.useLanguage("zh_CN");
const COLUMNS = [
  // a column keeps the smallest unit in which its largest value is handy
  ["CNY", 9.9e9, "万元", 1e4],
  ["CNY", 1.2e10, "亿元", 1e8],
  ["m2", 95470000, "万m²", 1e4],
  ["household", 260736, "户", 1],
  ["kW", 1535000, "MW", 1e3],
  ["km", 27, "km", 1],
];
for (const [unit, largest, name, factor] of COLUMNS)
  assert.deepEqual(page.scaleTogether(unit, largest), { factor, unit: name }, `${largest} ${unit}`);

const NUMBERS = [
  [1234567.4, 0, "1_234_567"],
  [999.95, 1, "1_000.0"],
  [-0.04, 1, "0.0"],
  [0, 2, "0"],
  [-1234.5, 1, "−1_234.5"],
  [Number.NaN, 1, "—"],
];
for (const [value, decimals, expected] of NUMBERS)
  assert.equal(plain(page.number(value, decimals)), expected, String(value));

assert.equal(page.date("2025-11-15"), "2025年11月15日");
assert.equal(page.date(20251115), "2025年11月15日");
assert.equal(page.date(null), "—");
assert.equal(page.span(2022, 2025), "2022—2025年");
assert.equal(page.choice("household"), "居民");
assert.equal(page.choice("热力公司"), "热力公司");
assert.equal(page.status("limit"), "到时限的最好方案");
console.log("all passed");

// Labels of bars: a line of 60 px holds five Chinese characters; the second does not begin with a
// mark that closes.
const LABELS = [
  ["散煤炉：能效", "散煤炉：能\n效"],
  ["城镇住宅（北）：热", "城镇住宅（\n北）：热"],
  ["城镇宅北）：热", "城镇宅\n北）：热"],
  ["CHP heat", "CHP heat"],
];
for (const [name, expected] of LABELS) assert.equal(page.twoLines(name, 60), expected, name);
