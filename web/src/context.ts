// What every section needs of the plan beside its own rows: names, years, which zones are urban.
import { familyRank } from "./colours";
import type { Plan, Run } from "./data";

export interface Context {
  plan: Plan;
  run: Run;
  base: number;
  horizon: number;
  zone(id: string | null): string;
  isUrban(zone: string | null): boolean;
  familyOf(mode: string | null): string;
  /* Opens the page of a unit. */
  open(unit: string): void;
}

export function contextOf(plan: Plan, open: (unit: string) => void): Context {
  const zones = new Map(plan.rows("zone_names").map((zone) => [zone.id, zone]));
  const modes = new Map(plan.rows("mode_names").map((mode) => [mode.id, mode]));
  return {
    plan,
    run: plan.run,
    open,
    base: plan.run.base_year ?? 0,
    horizon: plan.run.horizon ?? 0,
    zone: (id) => zones.get(id)?.name ?? id ?? "",
    isUrban: (id) => Boolean(zones.get(id)?.is_urban),
    familyOf: (mode) => modes.get(mode)?.family ?? "",
  };
}

export const inFamilyOrder = (ids: string[]): string[] =>
  [...ids].sort((a, b) => familyRank(a) - familyRank(b));

/* A section of the report: a heading and what stands below it; null when it has nothing to show. */
export interface Section {
  id: string;
  title: string;
  content: (Node | null)[];
}
export type SectionMaker = (context: Context) => Section;
