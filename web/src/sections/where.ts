// Where: villages on a map when there are coordinates, else county, township and village as a treemap.
import { legend } from "../charts/legend";
import { map, type Label, type Spot } from "../charts/map";
import { treemap, type Branch } from "../charts/treemap";
import { family, familyName } from "../colours";
import { inFamilyOrder, type Context } from "../context";
import { descending, distinct, groups, known, num, type Rows } from "../data";
import { h } from "../dom";
import { figureExhibit } from "../exhibit";
import { table, type Column } from "../tables";
import { t } from "../words";

type UnitPlan = Rows["unit_plans"];

function spotOf(context: Context, unit: UnitPlan): Spot {
  return {
    id: unit.unit ?? "",
    name: unit.name ?? "",
    place: `${unit.county ?? ""}${unit.township ?? ""}`,
    mode: unit.mode_name ?? "",
    family: context.familyOf(unit.mode),
    households: num(unit.households),
    lon: unit.lon!,
    lat: unit.lat!,
  };
}
function sourceSpots(context: Context): Spot[] {
  const families = new Map(context.plan.rows("mode_names").map((mode) => [mode.name, mode.family]));
  return context.plan
    .rows("source_plans")
    .filter((row) => known(row.lon) && known(row.lat))
    .map((row) => ({
      id: row.heat_source ?? "",
      name: row.name ?? "",
      place: row.county ?? "",
      mode: row.mode_name ?? "",
      family: families.get(row.mode_name) ?? "network",
      households: num(row.households),
      lon: row.lon!,
      lat: row.lat!,
    }));
}
function countiesOf(context: Context, units: UnitPlan[]): [string | null, Branch][] {
  return [...groups(units, (unit) => unit.county_code)].map(([code, county]) => [
    code,
    {
      name: county[0]!.county ?? "",
      children: [...groups(county, (unit) => unit.township_code)].map(([, town]) => ({
        name: town[0]!.township ?? "",
        children: town
          .filter((unit) => num(unit.households) > 0)
          .map((unit) => ({
            id: unit.unit ?? "",
            name: unit.name ?? "",
            mode: unit.mode_name ?? "",
            family: context.familyOf(unit.mode),
            households: num(unit.households),
          })),
      })),
    },
  ]);
}

/* As many counties as find room for their names. */
const MOST_COUNTIES = 40;

/* Counties by prefecture, where they are too many to be named side by side. */
function prefectures(context: Context, counties: [string | null, Branch][]): Branch[] {
  const areas = new Map(context.plan.rows("area_names").map((area) => [area.code, area]));
  const above = (code: string | null): string | null => areas.get(code)?.parent ?? null;
  return [...groups(counties, ([code]) => above(code))].map(([code, mine]) => ({
    name: areas.get(code)?.name ?? "",
    children: mine.map(([, county]) => county),
  }));
}

function branches(context: Context, units: UnitPlan[]): Branch[] {
  const counties = countiesOf(context, units);
  return counties.length > MOST_COUNTIES
    ? prefectures(context, counties)
    : counties.map(([, county]) => county);
}

interface FamilyCount {
  county: string;
  units: UnitPlan[];
}
function placeTable(context: Context, units: UnitPlan[], families: string[]): HTMLElement {
  const list = [...groups(units, (unit) => unit.county)].map(([county, mine]) => ({
    county: county ?? "",
    units: mine,
  }));
  const columns: Column<FamilyCount>[] = [
    { head: t("县（区）", "County"), text: (one) => one.county },
  ];
  for (const id of families)
    columns.push({
      head: familyName(id),
      group: t(`${context.units.name}数`, "Units"),
      decimals: 0,
      value: (one) => one.units.filter((unit) => context.familyOf(unit.mode) === id).length,
    });
  return table(list, columns, { label: t(`分县各类方式的${context.units.one}数`, "Units by county and family") });
}

export function whereFigure(context: Context): HTMLElement | null {
  const units = context.plan.rows("unit_plans");
  if (units.length === 0) return null;
  const placed = units.filter((unit) => known(unit.lon) && known(unit.lat));
  const families = inFamilyOrder(distinct(units, (unit) => context.familyOf(unit.mode)));
  const hasMap = placed.length >= units.length / 2;
  const labels: Label[] = context.plan
    .rows("area_names")
    .filter((area) => area.level === "county" || area.level === t("县级", "county"))
    .filter((area) => known(area.lon) && known(area.lat))
    .map((area) => ({ name: area.name ?? "", lon: area.lon!, lat: area.lat! }));
  const height = hasMap ? 560 : 600;
  const tree = hasMap ? null : treemap(branches(context, units), height, context.open);
  const make =
    tree?.make ??
    map(
      placed.map((unit) => spotOf(context, unit)),
      sourceSpots(context),
      labels,
      height,
      context.open,
    );
  const unitOf = (unit: UnitPlan): string =>
    (context.units.areTownships ? unit.township_code : unit.unit) ?? "";
  const rural = units.filter((unit) => !context.isUrban(unit.zone)),
    top = descending(
      [...groups(rural, (unit) => context.familyOf(unit.mode))]
        .map(([id, mine]) => ({ id, n: distinct(mine, unitOf).length }))
        .filter((one) => one.id !== "coal"),
      (one) => one.n,
    )[0];
  const title = top
    ? t(
        `农村以${familyName(top.id)}为主要清洁方式，用于${top.n}个${context.units.one}`,
        `${familyName(top.id)} is the main clean heating of the countryside: ${top.n} ${context.units.areTownships ? "townships" : "villages"}`,
      )
    : t(`各${context.units.name}的取暖方式`, `Heating of every ${context.units.one}`);
  return figureExhibit({
    title,
    source: ["unit_plans"],
    basis: hasMap
      ? t(
          `点为${context.units.name}，大小表示户数，菱形为热源；颜色为规划末年的方式类别。点击打开该${context.units.one}页面。`,
          `a dot is one of the ${context.units.many}, its size the households; diamonds are heat sources; colour = family at the horizon. Click for its page.`,
        )
      : t(
          `县（多于40个时先分地市）—乡镇${context.units.areTownships ? "" : "—村（社区）"}，面积表示户数，颜色为规划末年的方式类别。点击逐级进入${context.units.areTownships ? "县和乡镇" : "县、乡镇和村"}。`,
          `county (above 40 by prefecture), township${context.units.areTownships ? "" : ", village"}; area = households, colour = family at the horizon. Click to go down to a ${context.units.one}.`,
        ),
    legend: h(
      "div",
      {},
      legend(families.map((id) => ({ name: familyName(id), colour: family(id).colour }))),
      tree?.path,
    ),
    charts: [{ height, make }],
    table: placeTable(context, units, families),
  });
}
