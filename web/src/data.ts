// The plan as the program wrote it (result.json), and the few ways the page adds rows up.
import type { Rows } from "declared";

export type { Rows };
export type TableName = keyof Rows;
export type Run = Rows["run"];

export interface Plan {
  run: Run;
  has(name: TableName): boolean;
  rows<T extends TableName>(name: T): Rows[T][];
}

interface Document {
  format: number;
  run: Run | Run[];
  tables: { [name: string]: object[] | undefined };
}

/* Reads the JSON of the data element. A table that is missing has no rows. */
export function readPlan(text: string): Plan {
  const content = JSON.parse(text) as Document;
  if (content.format !== 1) throw new Error(`data of format ${content.format} is not understood`);
  const run = Array.isArray(content.run) ? content.run[0] : content.run;
  if (!run) throw new Error("the data has no run");
  const rows = <T extends TableName>(name: T): Rows[T][] =>
    (content.tables[name] ?? []) as Rows[T][];
  return { run, rows, has: (name) => rows(name).length > 0 };
}

export const num = (value: number | null | undefined): number => value ?? 0;
export const known = (value: number | null | undefined): value is number =>
  typeof value === "number" && Number.isFinite(value);

export function sum<R>(rows: R[], value: (row: R) => number | null): number {
  return rows.reduce((total, row) => total + num(value(row)), 0);
}
export function largest<R>(rows: R[], value: (row: R) => number | null): number {
  return rows.reduce((most, row) => Math.max(most, Math.abs(num(value(row)))), 0);
}
/* Rows by key, in the order in which keys first appear. */
export function groups<R, K>(rows: R[], key: (row: R) => K): Map<K, R[]> {
  const found = new Map<K, R[]>();
  for (const row of rows) {
    const k = key(row);
    const list = found.get(k);
    if (list) list.push(row);
    else found.set(k, [row]);
  }
  return found;
}
export function distinct<R, K>(rows: R[], key: (row: R) => K): K[] {
  return [...groups(rows, key).keys()];
}
export function seasonsOf<R extends { season: number | null }>(rows: R[]): number[] {
  return distinct(rows, (row) => row.season)
    .filter(known)
    .sort((a, b) => a - b);
}
export const descending = <R>(rows: R[], value: (row: R) => number | null): R[] =>
  [...rows].sort((a, b) => num(value(b)) - num(value(a)));
