// Reads the output tables' declarations (COLUMN and TABLE lines of src/result/*.c) and returns a
// TypeScript module: one type a table, names, units and kinds of all columns, families' colours.
const STRING = String.raw`"((?:[^"\\]|\\.)*)"`;
const TYPES = {
  QN_REAL: "number | null",
  QN_INT: "number | null",
  QN_TEXT: "string | null",
  QN_CODE: "string | null",
  QN_BOOL: "boolean | number | null",
  QN_DATE: "number | string | null",
  QN_CHOICE: "string | null",
};

/* COLUMN(name, "zh", KIND, "unit", "help"); a file whose columns have no units leaves "unit" out. */
const COLUMN = new RegExp(
  String.raw`COLUMN\(\s*(\w+),\s*${STRING},\s*(QN_\w+),(?:\s*${STRING},)?\s*${STRING}\s*\)` +
    String.raw`(?:\}?,\s*\.choices = (\w+))?`,
  "g",
);
const TABLE = new RegExp(
  String.raw`TABLE\(\s*\w+,\s*${STRING},\s*${STRING},\s*(?<columns>\w+),\s*${STRING},\s*${STRING}\s*\)`,
  "g",
);
const TABLE_LONG = new RegExp(
  String.raw`\.name = ${STRING},\s*\.zh = ${STRING},\s*\.en = ${STRING},\s*\.zh_help = ${STRING},` +
    String.raw`\s*\.columns = (?<columns>\w+)`,
  "g",
);

/* The text of a macro that is nothing but strings: "a=甲|b=乙" as {a: "甲", b: "乙"}. */
function choicesOf(macro, headers) {
  const body = headers.match(new RegExp(String.raw`#define ${macro}\b((?:.*\\\n)*.*)`))?.[1];
  if (!body) throw new Error(`${macro} is not defined`);
  const text = [...body.matchAll(new RegExp(STRING, "g"))].map(([, part]) => part).join("");
  return Object.fromEntries(text.split("|").map((pair) => pair.split("=")));
}

function columnsOf(block, headers) {
  const columns = [...block.matchAll(COLUMN)].map(([, name, zh, kind, unit = "", en, macro]) => ({
    name,
    zh,
    kind,
    unit,
    en,
    ...(macro ? { choices: choicesOf(macro, headers) } : {}),
  }));
  const started = block.match(/COLUMN\(/g)?.length ?? 0;
  if (columns.length !== started) throw new Error(`a COLUMN was not understood in:\n${block}`);
  return columns;
}

/* The tables of one file. */
function tablesOf(source, headers) {
  const blocks = new Map();
  for (const [, name, block] of source.matchAll(/qn_column (\w+)\[\] = \{([\s\S]*?)\n\};/g))
    blocks.set(name, columnsOf(block, headers));
  const named = (match, [name, zh, en, zhHelp]) => {
    const columns = blocks.get(match.groups.columns);
    if (!columns) throw new Error(`columns of table ${name} are missing`);
    return { name, zh, en, zhHelp, columns };
  };
  const tables = [
    ...[...source.matchAll(TABLE)].map((m) => named(m, [m[1], m[2], m[4], m[5]])),
    ...[...source.matchAll(TABLE_LONG)].map((m) => named(m, [m[1], m[2], m[3], m[4]])),
  ];
  if (tables.length !== blocks.size)
    throw new Error(`of ${[...blocks.keys()].join(", ")} some TABLE was not understood`);
  return tables;
}

/* Families' colours as "id: #rrggbb", from the list in colours.h. */
function coloursOf(source) {
  const found = [...source.matchAll(/X\((\w+), 0x([0-9A-F]{6})\)/g)];
  if (found.length === 0) throw new Error("no colour was found in colours.h");
  return Object.fromEntries(found.map(([, id, colour]) => [id, `#${colour}`]));
}

/* sources: the .c files of src/result; headers: its .h files, joined; colours: colours.h. */
export function declare(sources, headers, colours) {
  const tables = sources.flatMap((source) => tablesOf(source, headers));
  if (tables.length === 0) throw new Error("no table was found in src/result");
  const rows = tables.map(({ name, columns }) => {
    const members = columns.map((column) => {
      if (!TYPES[column.kind]) throw new Error(`${name}.${column.name}: kind ${column.kind}`);
      return `    ${column.name}: ${TYPES[column.kind]};`;
    });
    return `  ${name}: {\n${members.join("\n")}\n  };`;
  });
  return `// Made from src/result and src/report/colours.h by web/declare.mjs.
export interface Rows {
${rows.join("\n")}
}
export interface DeclaredColumn { name: string; zh: string; kind: string; unit: string; en: string; choices?: Record<string, string> }
export interface DeclaredTable {
  name: string; zh: string; en: string; zhHelp: string; columns: DeclaredColumn[];
}
export const familyColours: Record<string, string> = ${JSON.stringify(coloursOf(colours), null, 1)};
export const declared: DeclaredTable[] = ${JSON.stringify(tables, null, 1)};
`;
}
