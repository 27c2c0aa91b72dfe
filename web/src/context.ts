// What every section needs of the plan beside its own rows: names, years, which zones are urban.
import { familyRank } from "./colours";
import { descending, groups, type Plan, type Rows, type Run } from "./data";
import { t } from "./words";

export interface UnitWords {
  areTownships: boolean;
  name: string; /* 村（社区）, as a heading */
  one: string; /* 村, in a sentence */
  many: string;
}

function unitWords(plan: Plan): UnitWords {
  const areTownships = plan
    .rows("unit_plans")
    .some((unit) => unit.kind === t("乡镇", "township"));
  return areTownships
    ? {
        areTownships,
        name: t("乡镇（街道）", "Township"),
        one: t("乡镇", "township"),
        many: t("乡镇（街道）", "townships"),
      }
    : {
        areTownships,
        name: t("村（社区）", "Village"),
        one: t("村", "village"),
        many: t("村（社区）", "villages and communities"),
      };
}

export interface Context {
  plan: Plan;
  run: Run;
  base: number;
  horizon: number;
  zone(id: string | null): string;
  isUrban(zone: string | null): boolean;
  familyOf(mode: string | null): string;
  /* What the units are: villages and communities, or townships as a whole. */
  units: UnitWords;
  /* What people call a heat network ("R1" or "COUNTY R1"): by its only source, else by the county
   of its largest. */
  network(name: string | null): string;
  /* Opens the page of a unit. */
  open(unit: string): void;
}

function networkName(sources: Rows["source_plans"][]): string {
  const largest = descending(sources, (source) => source.attached_m2)[0];
  const county = largest?.county ?? "";
  return sources.length === 1 ? (largest?.name ?? "") : t(`${county}热网`, `${county} network`);
}

export function contextOf(plan: Plan, open: (unit: string) => void): Context {
  const zones = new Map(plan.rows("zone_names").map((zone) => [zone.id, zone]));
  const modes = new Map(plan.rows("mode_names").map((mode) => [mode.id, mode]));
  const networks = groups(plan.rows("source_plans"), (source) => source.network);
  return {
    plan,
    run: plan.run,
    open,
    base: plan.run.base_year ?? 0,
    horizon: plan.run.horizon ?? 0,
    zone: (id) => zones.get(id)?.name ?? id ?? "",
    isUrban: (id) => Boolean(zones.get(id)?.is_urban),
    network: (name) => {
      const sources = networks.get(name?.split(" ").pop() ?? "");
      return sources ? networkName(sources) : (name ?? "");
    },
    units: unitWords(plan),
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
