// 怎么做: households and area by family and year, the tasks of counties and modes, where (where.ts),
// what becomes of each source, projects, and the work calendar.
import { columns as columnChart } from "../charts/columns";
import { legend, type Series } from "../charts/legend";
import { family, familyName } from "../colours";
import { inFamilyOrder, type Context, type Section } from "../context";
import { descending, distinct, groups, known, largest, seasonsOf, sum, type Rows } from "../data";
import { h } from "../dom";
import { figureExhibit, tableExhibit } from "../exhibit";
import { amount, date, decimalsFor, number, percent, scaleAxis, span, year } from "../format";
import { table, type Column } from "../tables";
import { choice, isEnglish, t } from "../words";
import { whereFigure } from "./where";

type Mix = Rows["mix"];
type Task = Rows["tasks"];
type Calendar = Rows["calendar"];

function familySeries(
  rows: Mix[],
  seasons: number[],
  families: string[],
  factor: number,
  value: (row: Mix) => number | null,
): Series[] {
  return families.map((id) => ({
    name: familyName(id),
    colour: family(id).colour,
    pattern: family(id).pattern,
    values: seasons.map(
      (season) =>
        sum(
          rows.filter((row) => row.family === id && row.season === season),
          value,
        ) / factor,
    ),
  }));
}

/* Units that get another way of heating; neither new ones nor those that are only insulated. */
function converted(context: Context): Rows["unit_plans"][] {
  return context.plan
    .rows("unit_plans")
    .filter((unit) => unit.is_converted);
}

function mixTitle(context: Context, rows: Mix[]): string {
  const units = converted(context);
  const households = (list: Rows["unit_plans"][]): number => sum(list, (unit) => unit.households);
  const years = span(context.base + 1, context.horizon);
  const modes = [...groups(units, (unit) => unit.mode_name)];
  const first = descending(modes, ([, list]) => households(list))[0];
  if (first) {
    const all = amount(households(units), "household");
    const share = percent(households(first[1]) / households(units));
    return t(
      `${years}改造${all}，其中${first[0]}最多，占${share}`,
      `${all} are converted in ${years}, most to ${first[0]} (${share})`,
    );
  }
  const last = amount(
    sum(
      rows.filter((row) => row.season === context.horizon),
      (row) => row.households,
    ),
    "household",
  );
  return t(
    `${year(context.horizon)}取暖户${last}的方式结构`,
    `Modes of ${last} in ${context.horizon}`,
  );
}

function mixFigure(context: Context): HTMLElement | null {
  const rows = context.plan.rows("mix");
  if (rows.length === 0) return null;
  const seasons = seasonsOf(rows),
    names = seasons.map(String);
  const families = inFamilyOrder(distinct(rows, (row) => row.family ?? ""));
  const total = (value: (row: Mix) => number | null): number =>
    Math.max(
      ...seasons.map((season) =>
        sum(
          rows.filter((row) => row.season === season),
          value,
        ),
      ),
    );
  const households = scaleAxis(
    "household",
    total((row) => row.households),
  );
  const area = scaleAxis(
    "m2",
    total((row) => row.area_m2),
  );
  const panel = (
    heading: string,
    scale: { factor: number; unit: string },
    value: (row: Mix) => number | null,
  ) => ({
    heading: `${heading}${t(`（${scale.unit}）`, ` (${scale.unit})`)}`,
    height: 320,
    make: columnChart({
      categories: names,
      series: familySeries(rows, seasons, families, scale.factor, value),
      stacked: true,
      share: true,
      text: (v) => number(v, decimalsFor(v) > 1 ? 1 : decimalsFor(v)),
      unit: scale.unit,
    }),
  });
  const behind: Column<string>[] = [{ head: t("类别", "Family"), text: (id) => familyName(id) }];
  for (const season of seasons)
    behind.push({
      head: String(season),
      group: t("户数", "Households"),
      unit: "household",
      share: "h",
      value: (id) =>
        sum(
          rows.filter((row) => row.family === id && row.season === season),
          (row) => row.households,
        ),
    });
  for (const season of seasons)
    behind.push({
      head: String(season),
      group: t("面积", "Area"),
      unit: "m2",
      share: "a",
      value: (id) =>
        sum(
          rows.filter((row) => row.family === id && row.season === season),
          (row) => row.area_m2,
        ),
    });
  return figureExhibit({
    title: mixTitle(context, rows),
    source: ["mix", "unit_plans"],
    basis: t(
      "各年采暖季的全部取暖户与取暖面积，含已有清洁取暖。",
      "all households and heated area of each season, including what is clean already.",
    ),
    legend: legend(familySeries(rows, [], families, 1, () => 0)),
    charts: [
      panel(t("取暖户", "Households"), households, (row) => row.households),
      panel(t("取暖面积", "Heated area"), area, (row) => row.area_m2),
    ],
    table: table(families, behind, { label: t("取暖方式结构", "Mix of modes") }),
  });
}

interface TaskGroup {
  name: string;
  rows: Task[];
}

function taskTable(
  context: Context,
  key: (row: Task) => string | null,
  name: (row: Task) => string | null,
  head: string,
  title: (list: TaskGroup[]) => string,
): HTMLElement | null {
  const rows = context.plan.rows("tasks");
  if (rows.length === 0) return null;
  const list = descending(
    [...groups(rows, key)].map(([, mine]) => ({ name: name(mine[0]!) ?? "", rows: mine })),
    (one) => sum(one.rows, (row) => row.households),
  );
  const columns: Column<TaskGroup>[] = [{ head, text: (one) => one.name }];
  for (const season of seasonsOf(rows))
    columns.push({
      head: String(season),
      group: t("任务户数", "Households"),
      unit: "household",
      share: "h",
      value: (one) =>
        sum(
          one.rows.filter((row) => row.season === season),
          (row) => row.households,
        ),
    });
  columns.push(
    {
      head: t("合计", "Total"),
      group: t("任务户数", "Households"),
      unit: "household",
      share: "h",
      value: (one) => sum(one.rows, (row) => row.households),
    },
    {
      head: t(context.units.name, "Units"),
      value: (one) => sum(one.rows, (row) => row.units),
      decimals: 0,
    },
    {
      head: t("改造面积", "Area"),
      unit: "m2",
      value: (one) => sum(one.rows, (row) => row.area_m2),
    },
    {
      head: t("节能改造", "Retrofit"),
      unit: "m2",
      value: (one) => sum(one.rows, (row) => row.retrofit_m2),
    },
    {
      head: t("投资", "Investment"),
      unit: "CNY",
      value: (one) => sum(one.rows, (row) => row.invest_cny),
    },
  );
  return tableExhibit(
    {
      title: title(list),
      source: ["tasks"],
      basis: t(
        `当年任务，含新建项目和只作节能改造的${context.units.one}；分批改造的${context.units.one}按份额计。`,
        `the year's tasks, with new developments and ${context.units.many} that are only insulated; parts of a ${context.units.one} count by their shares.`,
      ),
    },
    table(list, columns, { total: { name: t("合计", "Total"), rows }, fold: 60, label: head }),
  );
}

const largestTask = (list: TaskGroup[]): { name: string; share: number } => {
  const total = sum(list, (one) => sum(one.rows, (row) => row.households));
  return { name: list[0]!.name, share: sum(list[0]!.rows, (row) => row.households) / (total || 1) };
};
function countyTasks(context: Context): HTMLElement | null {
  return taskTable(
    context,
    (row) => row.area,
    (row) => row.area_name,
    t("县（区）", "County"),
    (list) => {
      const first = largestTask(list);
      return t(
        `${first.name}任务最重，占任务户数的${percent(first.share)}`,
        `${first.name} has the largest task: ${percent(first.share)} of the households`,
      );
    },
  );
}
function modeTasks(context: Context): HTMLElement | null {
  return taskTable(
    context,
    (row) => row.mode,
    (row) => row.mode_name,
    t("方式", "Mode"),
    (list) => {
      const three = list.slice(0, 3),
        total = sum(list, (one) => sum(one.rows, (row) => row.households));
      const share = sum(three, (one) => sum(one.rows, (row) => row.households)) / (total || 1);
      return t(
        `${list.length}种方式中前${three.length}种占${percent(share)}`,
        `The first ${three.length} of ${list.length} modes take ${percent(share)}`,
      );
    },
  );
}

function sourceTitle(rows: Rows["source_plans"][]): string {
  const parts = [...groups(rows, (row) => row.option ?? "keep")].map(
    ([option, list]) => `${choice(option)} ${list.length}`,
  );
  return t(
    `${rows.length}处热源：${parts.join("，")}`,
    `${rows.length} heat sources: ${parts.join(", ")}`,
  );
}
function sourceTable(context: Context): HTMLElement | null {
  const changes = (row: Rows["source_plans"]): boolean => known(row.season);
  const sorted = descending(context.plan.rows("source_plans"), (row) => row.attached_m2);
  const rows = [...sorted.filter(changes), ...sorted.filter((row) => !changes(row))];
  if (rows.length === 0) return null;
  const columns: Column<Rows["source_plans"]>[] = [
    { head: t("热源", "Source"), text: (row) => row.name },
    { head: t("县（区）", "County"), text: (row) => row.county },
    {
      head: t("去向", "What becomes of it"),
      text: (row) =>
        row.receiver_name
          ? t(`并入${row.receiver_name}`, `merge into ${row.receiver_name}`)
          : choice(row.option),
    },
    { head: t("年份", "Year"), text: (row) => (known(row.season) ? String(row.season) : "") },
    { head: t("锅炉", "Boiler"), unit: "t/h", value: (row) => row.boiler_tph },
    {
      head: t("能源", "Fuel"),
      text: (row) =>
        row.carrier_after && row.carrier_after !== row.carrier_before
          ? `${row.carrier_before ?? ""}→${row.carrier_after}`
          : row.carrier_before,
    },
    { head: t("末年能力", "Capacity"), unit: "kW", value: (row) => row.capacity_kw },
    { head: t("所带面积", "Area"), unit: "m2", value: (row) => row.attached_m2 },
    { head: t("投资", "Investment"), unit: "CNY", value: (row) => row.invest_cny },
  ];
  return tableExhibit(
    {
      title: sourceTitle(rows),
      source: ["source_plans"],
      basis: t(
        "去向有变的在前；所带面积为基准年面积；末年能力为规划末年供热能力。",
        "those that change first; area of the base year; capacity at the horizon.",
      ),
    },
    table(rows, columns, { fold: 20, label: t("热源去向", "Sources") }),
  );
}

function projectTable(context: Context): HTMLElement | null {
  const rows = descending(context.plan.rows("project_plans"), (row) => row.cost_cny);
  if (rows.length === 0) return null;
  const columns: Column<Rows["project_plans"]>[] = [
    {
      head: t("项目", "Project"),
      text: (row) =>
        h(
          "span",
          {},
          row.name ?? row.id ?? "",
          row.note && row.note !== row.name ? h("span", { class: "words" }, row.note) : null,
        ),
    },
    { head: t("类型", "Kind"), text: (row) => choice(row.kind) },
    { head: t("地区", "Area"), text: (row) => row.area_name },
    { head: t("年份", "Year"), text: (row) => (known(row.season) ? String(row.season) : "") },
    { head: t("数量", "Count"), value: (row) => row.count },
    ...(largest(rows, (row) => row.km) > 0
      ? [
          {
            head: t("管网", "Pipe"),
            unit: "km",
            value: (row: Rows["project_plans"]) => (row.km ? row.km : null),
          },
        ]
      : []),
    { head: t("投资", "Investment"), unit: "CNY", value: (row) => row.cost_cny },
    { head: t("出资方", "Payer"), text: (row) => choice(row.payer) },
    ...(rows.some((row) => row.owner)
      ? [{ head: t("责任单位", "Responsible"), text: (row: Rows["project_plans"]) => row.owner }]
      : []),
  ];
  return tableExhibit(
    {
      title: t(
        `${rows.length}项重点工程，共投资${amount(
          sum(rows, (row) => row.cost_cny),
          "CNY",
        )}`,
        `${rows.length} works for ${amount(
          sum(rows, (row) => row.cost_cny),
          "CNY",
        )}`,
      ),
      source: ["project_plans"],
      basis: t(
        "含新建热源、热网与燃气干线、配电扩容；按投资排序。",
        "plants, trunks and transformer modules, by cost.",
      ),
    },
    table(rows, columns, { fold: 20, label: t("重点项目表", "Projects") }),
  );
}

/* Month and day of a date, which recur every year. */
function day(value: number | string | null): string {
  const text = date(value);
  return isEnglish() ? text.replace(/^\d{4}-/, "") : text.replace(/^\d{4}年/, "");
}

/* A step of the work of every year, with its rows. */
function calendarTable(context: Context): HTMLElement | null {
  const rows = context.plan.rows("calendar");
  if (rows.length === 0) return null;
  const same = (row: Calendar): string =>
    [row.step, day(row.from_date), day(row.to_date), row.note].join("|");
  const steps = [...groups(rows, same)].map(([, mine]) => mine);
  const columns: Column<Calendar[]>[] = [
    { head: t("步骤", "Step"), text: (mine) => mine[0]!.step },
    { head: t("开始", "From"), right: true, text: (mine) => day(mine[0]!.from_date) },
    { head: t("截止", "To"), right: true, text: (mine) => day(mine[0]!.to_date) },
    { head: t("工作内容", "What is done"), text: (mine) => mine[0]!.note },
    ...seasonsOf(rows).map((season): Column<Calendar[]> => ({
      head: String(season),
      group: t("涉及户数", "Households"),
      unit: "household",
      share: "h",
      value: (mine) =>
        sum(
          mine.filter((row) => row.season === season),
          (row) => row.households,
        ),
    })),
  ];
  return tableExhibit(
    {
      title: t(
        `${span(context.base + 1, context.horizon)}${context.horizon > context.base + 1 ? "每年" : ""}的改造按${steps.length}个步骤进行`,
        `Each year's conversions go through ${steps.length} steps`,
      ),
      source: ["calendar"],
      basis: t(
        "日期为每年的月、日；涉及户数为当年改造户数。",
        "dates recur every year; households converted that year.",
      ),
    },
    table(steps, columns, { fold: 24, label: t("工作日历", "Calendar") }),
  );
}

export function howSection(context: Context): Section {
  return {
    id: "how",
    title: t("怎么做", "What is done"),
    content: [
      mixFigure(context),
      countyTasks(context),
      modeTasks(context),
      whereFigure(context),
      sourceTable(context),
      projectTable(context),
      calendarTable(context),
    ],
  };
}
