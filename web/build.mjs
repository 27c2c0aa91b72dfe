// Builds the report page: one HTML file with script and style inside and one placeholder for the
// data. The names, units and types of the tables come from src/result/plan_tables.c, so the page
// has no second list of columns and the type check finds a column that was renamed there.
import { build } from "esbuild";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { declare } from "./declare.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, "..", "build", "web");
const PLACEHOLDER = "@QN_DATA@";

const count = (text, part) => text.split(part).length - 1;

function writeDeclared() {
  mkdirSync(output, { recursive: true });
  const [tables, colours] = ["result/plan_tables.c", "report/colours.h"].map((name) =>
    readFileSync(join(here, "../src", name), "utf8"),
  );
  writeFileSync(join(output, "declared.ts"), declare(tables, colours));
}

async function bundle(entry) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
    alias: { declared: join(output, "declared.ts") },
    nodePaths: [join(here, "node_modules")],
  });
  return result.outputFiles[0].text;
}

/* Text inside <script> must not end it. */
const asScript = (code) => code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");

async function writePage() {
  const [script, style] = [await bundle("src/main.ts"), await bundle("src/style.css")];
  const frame = readFileSync(join(here, "src/page.html"), "utf8");
  const page = frame
    .replace("@QN_STYLE@", () => style)
    .replace("@QN_SCRIPT@", () => asScript(script));
  if (count(page, PLACEHOLDER) !== 1) throw new Error(`${PLACEHOLDER} must occur exactly once`);
  const temporary = join(output, "report.html.new");
  writeFileSync(temporary, page);
  renameSync(temporary, join(output, "report.html"));
}

writeDeclared();
if (!process.argv.includes("--declare-only")) await writePage();
