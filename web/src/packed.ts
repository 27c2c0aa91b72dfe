// Tables by column as src/report/page_data.h writes them, read as rows when they are asked for: a row
// knows its number alone and looks its cells up, so that a province's villages cost little.
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
  class Row {
    constructor(readonly at: number) {}
  }
  for (const column of declared.find((one) => one.name === name)?.columns ?? []) {
    const cell = cellsOf(table.columns[column.name]);
    Object.defineProperty(Row.prototype, column.name, {
      enumerable: true,
      get(this: Row) {
        return cell(this.at);
      },
    });
  }
  return Array.from({ length: table.count }, (_, i) => new Row(i));
}
