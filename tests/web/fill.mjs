// A report with made-up data: node tests/web/fill.mjs TEMPLATE.html REPORT.html
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [template, report] = process.argv.slice(2);
const maker = join(dirname(fileURLToPath(import.meta.url)), "../../web/sample/make_sample.mjs");
const json = execFileSync(process.execPath, [maker], { maxBuffer: 1 << 28, encoding: "utf8" });
const [before, after] = readFileSync(template, "utf8").split("@QN_DATA@");
mkdirSync(dirname(report), { recursive: true });
writeFileSync(report, before + json.replaceAll("<", "\\u003c") + after);
