// Reads the output tables' declarations (COLUMN and TABLE lines of plan_tables.c) and returns a
// TypeScript module: one type a table, names, units and kinds of all columns, families' colours.
const STRING = String.raw`"((?:[^"\\]|\\.)*)"`;
const TYPES = {
  QN_REAL: "number | null",
  QN_INT: "number | null",
  QN_TEXT: "string | null",
  QN_CODE: "string | null",
  QN_BOOL: "boolean | number | null",
  QN_DATE: "number | string | null",
};

function columnsOf(block) {
  const line = new RegExp(
    String.raw`COLUMN\(\s*(\w+),\s*${STRING},\s*(QN_\w+),\s*${STRING},\s*${STRING}\s*\)`,
    "g",
  );
  const columns = [...block.matchAll(line)].map(([, name, zh, kind, unit, en]) => ({
    name,
    zh,
    kind,
    unit,
    en,
  }));
  const started = block.match(/COLUMN\(/g)?.length ?? 0;
  if (columns.length !== started) throw new Error(`a COLUMN was not understood in:\n${block}`);
  return columns;
}

function tablesOf(source) {
  const blocks = new Map();
  for (const [, name, block] of source.matchAll(/qn_column (\w+)\[\] = \{([\s\S]*?)\n\};/g))
    blocks.set(name, columnsOf(block));
  const line = new RegExp(
    String.raw`TABLE\(\s*\w+,\s*${STRING},\s*${STRING},\s*(\w+),\s*${STRING},\s*${STRING}\s*\)`,
    "g",
  );
  return [...source.matchAll(line)].map(([, name, zh, columns, en, zhHelp]) => {
    if (!blocks.has(columns)) throw new Error(`columns ${columns} of table ${name} are missing`);
    return { name, zh, en, zhHelp, columns: blocks.get(columns) };
  });
}

/* Families' colours as "id: #rrggbb", from the list in colours.h. */
function coloursOf(source) {
  const found = [...source.matchAll(/X\((\w+), 0x([0-9A-F]{6})\)/g)];
  if (found.length === 0) throw new Error("no colour was found in colours.h");
  return Object.fromEntries(found.map(([, id, colour]) => [id, `#${colour}`]));
}

export function declare(source, colours) {
  const tables = tablesOf(source);
  if (tables.length === 0) throw new Error("no table was found in plan_tables.c");
  const rows = tables.map(({ name, columns }) => {
    const members = columns.map((column) => {
      if (!TYPES[column.kind]) throw new Error(`${name}.${column.name}: kind ${column.kind}`);
      return `    ${column.name}: ${TYPES[column.kind]};`;
    });
    return `  ${name}: {\n${members.join("\n")}\n  };`;
  });
  return `// Made from src/result/plan_tables.c and report/colours.h by web/declare.mjs.
export interface Rows {
${rows.join("\n")}
}
export interface DeclaredColumn { name: string; zh: string; kind: string; unit: string; en: string }
export interface DeclaredTable {
  name: string; zh: string; en: string; zhHelp: string; columns: DeclaredColumn[];
}
export const familyColours: Record<string, string> = ${JSON.stringify(coloursOf(colours), null, 1)};
export const declared: DeclaredTable[] = ${JSON.stringify(tables, null, 1)};
`;
}
