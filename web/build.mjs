// Builds the report page: one HTML file with script and style inside and one placeholder for the
// data. The names, units and types of the tables come from the declarations in src/result, so the page
// has no second list of columns and the type check finds a column that was renamed there.
import { build } from "esbuild";
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { declare } from "./declare.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, "..", "build", "web");
const PLACEHOLDER = "@QN_DATA@";

const count = (text, part) => text.split(part).length - 1;

function writeDeclared() {
  mkdirSync(output, { recursive: true });
  const read = (name) => readFileSync(join(here, "../src", name), "utf8");
  const all = (end) =>
    readdirSync(join(here, "../src/result"))
      .filter((name) => name.endsWith(end))
      .sort()
      .map((name) => read(`result/${name}`));
  const text = declare(
    all("_tables.c").concat(all("_table.c")),
    all(".h").join("\n"),
    read("report/colours.h"),
  );
  writeFileSync(join(output, "declared.ts"), text);
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
