// The data of a page as rows and back, apart from the page's own code (src/report/page_data.h).
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";

const cells = (column, count) =>
  Array.isArray(column)
    ? column
    : "all" in column
      ? Array(count).fill(column.all)
      : column.at.map((word) => (word === null ? null : column.words[word]));

function unpacked({ count, columns }) {
  const rows = Array.from({ length: count }, () => ({}));
  for (const [name, column] of Object.entries(columns))
    cells(column, count).forEach((cell, i) => (rows[i][name] = cell));
  return rows;
}

function table(rows) {
  const names = [...new Set(rows.flatMap(Object.keys))];
  const column = (name) => [name, rows.map((row) => row[name] ?? null)];
  return { count: rows.length, columns: Object.fromEntries(names.map(column)) };
}

const each = (tables, change) =>
  Object.fromEntries(Object.entries(tables).map(([name, one]) => [name, change(one)]));

/* {run, runs, tables: {name: rows}, ways}. A cell that no row has is missing in all. */
export function rowsOf(data) {
  const runs = unpacked(data.run);
  return { run: runs[0], runs, tables: each(data.tables, unpacked), ways: data.ways };
}
export function packed(data) {
  const runs = table([data.run, ...data.runs.slice(1)]);
  return { format: 2, run: runs, tables: each(data.tables, table), ways: data.ways };
}

const ELEMENT = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/;
const WHOLE = /<script type="text\/plain" id="whole">([^<]*)<\/script>/;
/* The data of a page as rows. */
export function dataOf(path) {
  const page = readFileSync(path, "utf8");
  const whole = page.match(WHOLE);
  const json = whole ? inflateSync(Buffer.from(whole[1], "base64")) : page.match(ELEMENT)[1];
  return rowsOf(JSON.parse(json.toString()));
}
