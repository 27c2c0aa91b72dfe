// Tables by column as src/report/page_data.h writes them, unpacked to rows when they are asked for.
import { declared } from "declared";

type Cell = string | number | boolean | null;
type Column = Cell[] | { all: Cell } | { words: string[]; at: (number | null)[] };
export interface PackedTable {
  count: number;
  columns: { [name: string]: Column | undefined };
}

function cellsOf(column: Column | undefined): (i: number) => Cell {
  if (column === undefined) return () => null;
  if (Array.isArray(column)) return (i) => column[i] ?? null;
  if ("all" in column) return () => column.all;
  return (i) => {
    const word = column.at[i] ?? null;
    return word === null ? null : (column.words[word] ?? null);
  };
}

/* Rows with all declared columns; one that is not there is null in all of them. */
export function unpack(name: string, table: PackedTable): object[] {
  const columns = declared.find((one) => one.name === name)?.columns ?? [];
  const cells = columns.map((column) => [column.name, cellsOf(table.columns[column.name])] as const);
  return Array.from({ length: table.count }, (_, i) => {
    const row: Record<string, Cell> = {};
    for (const [column, cell] of cells) row[column] = cell(i);
    return row;
  });
}
