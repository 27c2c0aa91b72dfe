// The plan as the program wrote it (result.json), and the few ways the page adds rows up.
import type { Rows } from "declared";
import { unpack, type PackedTable } from "./packed";
import { waysOf, type PackedWays, type Way } from "./ways";

export type { Rows };
export type TableName = keyof Rows;
export type Run = Rows["run"];

export interface Plan {
  run: Run;
  /* Of a comparison: both runs. */
  runs: Run[];
  has(name: TableName): boolean;
  rows<T extends TableName>(name: T): Rows[T][];
  /* The ranked ways of a unit; none where there are too many units. */
  ways(unit: string): Way[];
}

interface Document {
  format: number;
  run: PackedTable;
  tables: { [name: string]: PackedTable | undefined };
  ways: PackedWays | null;
}

/* Reads the JSON of the data element. A table that is missing has no rows; each is unpacked when it
 * is first asked for. */
export function readPlan(text: string): Plan {
  const content = JSON.parse(text) as Document;
  if (content.format !== 2) throw new Error(`data of format ${content.format} is not understood`);
  const runs = unpack("run", content.run) as Run[];
  const run = runs[0];
  if (!run) throw new Error("the data has no run");
  const unpacked = new Map<string, object[]>();
  const rows = <T extends TableName>(name: T): Rows[T][] => {
    const table = content.tables[name];
    if (!unpacked.has(name)) unpacked.set(name, table ? unpack(name, table) : []);
    return unpacked.get(name) as Rows[T][];
  };
  return {
    run,
    runs,
    rows,
    has: (name) => (content.tables[name]?.count ?? 0) > 0,
    ways: (unit) => waysOf(content.ways, unit),
  };
}

/* A row with some cells changed. Rows look their cells up, so that a spread copies nothing. */
export function changed<R extends object, C extends object>(row: R, changes: C): R & C {
  const copy: Record<string, unknown> = {};
  for (const name in row) copy[name] = row[name];
  return Object.assign(copy, changes) as R & C;
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
