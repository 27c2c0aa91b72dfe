// A made-up prefecture as result.json, for developing and testing the page without the program:
//   node make_sample.mjs [--units 2500] [--map] [--short] [--infeasible] [--en] > sample.json
// All figures follow from one seeded list of units, so the tables agree with one another.
const option = (name, value) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? value : process.argv[at + 1];
};
const flag = (name) => process.argv.includes(`--${name}`);
const UNITS = Number(option("units", 2500));

let state = 20251115;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const between = (a, b) => a + (b - a) * random();
const pick = (list) => list[Math.floor(random() * list.length)];
const fen = (x) => Math.round(x * 100) / 100;

const MODES = [
  ["chp", "热电联产集中供热", "network", "集中供热", true, 130, 22, 3.2],
  ["boiler_network", "区域锅炉房集中供热", "network", "集中供热", true, 120, 24, 3.0],
  ["waste_heat", "工业余热供热", "waste_heat", "余热", true, 140, 18, 3.0],
  ["gas_wall", "燃气壁挂炉", "gas", "天然气", true, 12000, 2600, 0.9],
  ["air_water", "空气源热泵热水机", "heat_pump", "热泵", true, 21000, 1750, 2.4],
  ["hot_air", "低环境温度空气源热泵热风机", "heat_pump", "热泵", true, 9500, 1500, 2.6],
  ["storage", "蓄热式电暖器", "electric", "电采暖", true, 9800, 2300, 0.98],
  ["film", "电热膜与碳晶板", "electric", "电采暖", true, 8700, 2900, 0.98],
  ["pellet", "生物质成型燃料炉具", "biomass", "生物质", true, 3800, 1900, 0.7],
  ["geothermal", "中深层地热", "geothermal", "地热", true, 300, 20, 3.6],
  ["solar", "太阳能+电辅热", "solar", "太阳能与多能互补", true, 24000, 900, 1.7],
  ["briquette", "洁净型煤+环保炉具", "transitional", "过渡", false, 1200, 1700, 0.62],
  ["coal", "散煤土炕土炉", "coal", "散煤秸秆", false, 600, 1250, 0.5],
];
const mode = (id) => MODES.find((m) => m[0] === id);
const ZONES = [
  { id: "city", name: "城市城区", is_urban: true },
  { id: "town", name: "县城和城乡结合部", is_urban: true },
  { id: "rural", name: "农村", is_urban: false },
  { id: "herding", name: "牧区", is_urban: false },
];
const COUNTIES = [
  "北原区",
  "东河县",
  "乌兰哈达旗",
  "西川县",
  "扎拉图中旗",
  "扎拉图左翼后旗",
  "白音市",
  "库勒旗",
  "北原经济技术开发区",
];
const FIRST = ["东", "西", "前", "后", "大", "小", "新", "老", "南", "北", "上", "下"];
const SECOND = [
  "河沿",
  "柳条沟",
  "四方台",
  "三家子",
  "榆树",
  "敖包",
  "沙坨子",
  "平房",
  "靠山屯",
  "太平",
  "长胜",
  "福兴",
];
const LONG = ["额尔敦宝力格嘎查", "巴彦塔拉苏木乌兰额日格嘎查", "海力锦胡硕嘎查", "阿古拉花灯嘎查"];
const BASE = 2021,
  HORIZON = 2025,
  SEASONS = [2021, 2022, 2023, 2024, 2025];

const tables = {};
const areas = [
  { code: "1599", name: "北原市", level: "prefecture", parent: "15", lon: 122.2, lat: 43.6 },
];
const townships = [];
COUNTIES.forEach((name, c) => {
  const code = `1599${String(c + 1).padStart(2, "0")}`;
  const county = {
    code,
    name,
    level: "county",
    parent: "1599",
    lon: 120.6 + (c % 3) * 1.3 + between(0, 0.4),
    lat: 42.6 + Math.floor(c / 3) * 0.95 + between(0, 0.3),
  };
  areas.push(county);
  const n = c === 8 ? 3 : 9 + Math.floor(random() * 8);
  for (let i = 0; i < n; i++) {
    const town = {
      code: `${code}${String(100 + i)}`,
      level: "township",
      parent: code,
      county,
      street: i < (c === 0 ? 5 : 2),
      name:
        i < 2
          ? `${pick(["明仁", "施介", "清真", "东郊", "团结", "建国"])}街道`
          : `${pick(FIRST)}${pick(SECOND)}${random() < 0.3 ? "苏木" : "镇"}`,
      lon: county.lon + between(-0.55, 0.55),
      lat: county.lat + between(-0.4, 0.4),
    };
    townships.push(town);
    areas.push({
      code: town.code,
      name: town.name,
      level: "township",
      parent: code,
      lon: town.lon,
      lat: town.lat,
    });
  }
});

function chosen(zone, urban) {
  const x = random();
  if (urban)
    return x < 0.62
      ? "chp"
      : x < 0.78
        ? "boiler_network"
        : x < 0.84
          ? "waste_heat"
          : x < 0.9
            ? "air_water"
            : x < 0.95
              ? "geothermal"
              : "gas_wall";
  if (zone === "herding") return x < 0.4 ? "solar" : "pellet";
  return x < 0.42
    ? "pellet"
    : x < 0.66
      ? "hot_air"
      : x < 0.78
        ? "air_water"
        : x < 0.9
          ? "storage"
          : x < 0.96
            ? "film"
            : "gas_wall";
}
const units = [];
for (let i = 0; i < UNITS; i++) {
  const town = townships[i % townships.length];
  const urban = town.street,
    zone = urban
      ? town.code.startsWith("159901")
        ? "city"
        : "town"
      : town.name.endsWith("苏木") && random() < 0.5
        ? "herding"
        : "rural";
  const households = Math.round(urban ? between(500, 1900) : 60 + 420 * random() * random());
  const area = Math.round(households * (urban ? 82 : 62));
  const cleanAlready = random() < (urban ? 0.72 : 0.14);
  const present = cleanAlready
    ? urban
      ? pick(["chp", "boiler_network"])
      : pick(["pellet", "storage"])
    : urban
      ? pick(["coal", "boiler_network"])
      : "coal";
  const isCleanNow = cleanAlready;
  const converts = !isCleanNow && random() < (urban ? 0.72 : 0.36);
  const season = converts ? 2022 + Math.floor(4 * Math.sqrt(random())) : null;
  const id = converts ? chosen(zone, urban) : present;
  const m = mode(id),
    perM2 = m[5] < 1000;
  const invest = converts ? (perM2 ? area * m[5] : households * m[5]) * between(0.85, 1.2) : 0;
  const bill = (perM2 ? (area / households) * m[6] : m[6]) * between(0.9, 1.12);
  const today = isCleanNow ? bill : (perM2 ? 1700 : 1150) * between(0.7, 1.2),
    income = urban ? 78000 : 46000 * between(0.7, 1.3);
  const design = (area * (urban ? 48 : 92)) / 1000,
    heat = design * 24 * 165 * 0.55 * 0.0036 * (urban ? 1 : 0.55);
  const next = pick(MODES.filter((o) => o[0] !== id && o[4] && o[5] < 1000 === perM2))[1];
  const cost = invest * 0.8 + households * bill * 10;
  units.push({
    unit: `${town.code}${String(200 + Math.floor(i / townships.length))}`,
    name: urban
      ? `${pick(FIRST)}${pick(["安", "兴", "华", "康", "和"])}${pick(["园", "里", "苑"])}社区`
      : random() < 0.25
        ? pick(LONG)
        : `${pick(FIRST)}${pick(SECOND)}村`,
    township: town.name,
    township_code: town.code,
    county: town.county.name,
    county_code: town.county.code,
    zone,
    kind: urban ? "community" : "village",
    households,
    area_m2: area,
    present_mode: present,
    present_mode_name: mode(present)[1],
    mode: id,
    mode_name: m[1],
    season,
    retrofit: converts && random() < 0.15 ? 1 : 0,
    interim_mode: null,
    share: 1,
    is_clean: isCleanNow || converts,
    design_kw: Math.round(design),
    heat_gj: Math.round(heat),
    equipment_kw: converts ? Math.round((design / households) * 10) / 10 : null,
    kva: ["heat_pump", "electric"].includes(m[2]) ? Math.round(households * 4.2) : 0,
    carrier:
      {
        gas: "天然气",
        heat_pump: "电",
        electric: "电",
        biomass: "生物质颗粒",
        solar: "电",
        coal: "散煤",
      }[m[2]] ?? "热力",
    fuel: Math.round(
      heat *
        (m[2] === "gas"
          ? 28
          : m[2] === "biomass"
            ? 0.09
            : m[2] === "coal"
              ? 0.11
              : ["heat_pump", "electric", "solar"].includes(m[2])
                ? 277 / m[7]
                : 1),
    ),
    fuel_unit:
      { gas: "m3", heat_pump: "kWh", electric: "kWh", biomass: "t", solar: "kWh", coal: "t" }[
        m[2]
      ] ?? "GJ",
    invest_cny: fen(invest),
    subsidy_cny: fen(invest * 0.45),
    running_subsidy_cny: fen(converts && !perM2 ? households * 400 : 0),
    bill_today_cny: fen(today),
    bill_cny: fen(converts ? bill - (perM2 ? 0 : 400) : today),
    bill_worst_cny: fen(converts ? bill : today),
    burden: bill / income,
    burden_rise: converts ? (bill - today) / income : 0,
    coal_removed_t: converts ? Math.round(households * 2.1) : 0,
    cost_cny: fen(cost),
    next_mode_name: converts ? next : null,
    next_cost_cny: converts ? fen(cost * between(1.005, 1.3)) : null,
    reason: !converts ? "stays" : pick(["cheapest", "cheapest", "cheapest", "target", "limit"]),
    lon: flag("map") ? town.lon + between(-0.12, 0.12) : null,
    lat: flag("map") ? town.lat + between(-0.1, 0.1) : null,
    family: m[2],
    presentFamily: mode(present)[2],
    cleanNow: isCleanNow,
  });
}
const total = (list, f) => list.reduce((a, r) => a + (f(r) ?? 0), 0);
const by = (list, key) => {
  const out = new Map();
  for (const r of list) out.set(key(r), [...(out.get(key(r)) ?? []), r]);
  return out;
};
const modeAt = (u, s) => (u.season !== null && s >= u.season ? u.mode : u.present_mode);
const cleanAt = (u, s) => u.cleanNow || (u.season !== null && s >= u.season);

tables.progress = [];
tables.mix = [];
for (const [county, inCounty] of by(units, (u) => u.county_code))
  for (const [zone, inZone] of by(inCounty, (u) => u.zone))
    for (const season of SEASONS) {
      const clean = inZone.filter((u) => cleanAt(u, season)),
        area = total(inZone, (u) => u.area_m2),
        cleanArea = total(clean, (u) => u.area_m2);
      const required = season !== HORIZON ? null : ["city", "town"].includes(zone) ? 0.9 : 0.4;
      tables.progress.push({
        area: county,
        area_name: inZone[0].county,
        zone,
        season,
        area_m2: area,
        clean_m2: cleanArea,
        clean_rate: cleanArea / area,
        households: total(inZone, (u) => u.households),
        clean_households: total(clean, (u) => u.households),
        required_rate: flag("short") ? required : required && required * 0.8,
      });
      for (const [id, same] of by(inZone, (u) => modeAt(u, season))) {
        const m = mode(id);
        tables.mix.push({
          area: county,
          area_name: inZone[0].county,
          zone,
          season,
          mode: id,
          mode_name: m[1],
          family: m[2],
          is_clean: m[4],
          area_m2: total(same, (u) => u.area_m2),
          households: total(same, (u) => u.households),
        });
      }
    }
const converted = units.filter((u) => u.season !== null);
tables.tasks = [];
for (const [key, list] of by(converted, (u) => `${u.county_code} ${u.season} ${u.mode}`)) {
  const [area, season, id] = key.split(" ");
  tables.tasks.push({
    area,
    area_name: list[0].county,
    season: Number(season),
    mode: id,
    mode_name: mode(id)[1],
    units: list.length,
    households: total(list, (u) => u.households),
    area_m2: total(list, (u) => u.area_m2),
    retrofit_m2: total(
      list.filter((u) => u.retrofit),
      (u) => u.area_m2,
    ),
    invest_cny: fen(total(list, (u) => u.invest_cny)),
  });
}
const rate = (list, season) =>
  total(
    list.filter((u) => cleanAt(u, season)),
    (u) => u.area_m2,
  ) / total(list, (u) => u.area_m2);
const urbanUnits = units.filter((u) => ["city", "town"].includes(u.zone)),
  ruralUnits = units.filter((u) => !["city", "town"].includes(u.zone));
const target = (id, name, zone, metric, unit, base, required, achieved, words, rule = "hard") => ({
  target: id,
  name,
  area: "1599",
  area_name: "北原市",
  zone,
  season: HORIZON,
  metric,
  unit,
  base_value: base,
  required,
  achieved,
  slack: achieved - required,
  is_met: achieved >= required * 0.9999,
  rule,
  price_cny: fen(between(0, 40)),
  words,
});
const slackened = flag("short") ? 1.06 : 0.985;
tables.targets_met = [
  target(
    "T1",
    "城区清洁取暖率",
    "city",
    "clean_rate_area",
    "1",
    rate(urbanUnits, BASE),
    rate(urbanUnits, HORIZON) * slackened,
    rate(urbanUnits, HORIZON),
    "到2025年，城区清洁取暖率达到90%以上",
  ),
  target(
    "T2",
    "农村清洁取暖率",
    "rural",
    "clean_rate_area",
    "1",
    rate(ruralUnits, BASE),
    rate(ruralUnits, HORIZON) * 0.98,
    rate(ruralUnits, HORIZON),
    "农村清洁取暖率达到40%以上",
  ),
  target(
    "T3",
    "城区清洁取暖面积",
    "city",
    "clean_area",
    "m2",
    49.68e6,
    70.17e6,
    70.2e6,
    "城区清洁取暖面积达到7017万平方米",
  ),
  target(
    "T4",
    "农村清洁取暖面积",
    "rural",
    "clean_area",
    "m2",
    4.26e6,
    12.28e6,
    12.33e6,
    "农村清洁取暖面积达到1228万平方米",
  ),
  target(
    "T5",
    "既有建筑节能改造",
    null,
    "retrofit_area",
    "m2",
    0,
    1.8e6,
    1.82e6,
    "完成既有居住建筑节能改造180万平方米",
  ),
  target(
    "T6",
    "散煤削减",
    null,
    "coal_removed",
    "t",
    0,
    300000,
    total(converted, (u) => u.coal_removed_t),
    "减少散煤消耗30万吨",
    "priced",
  ),
];
tables.unit_plans = units.map(({ family, presentFamily, cleanNow, ...row }) => row);
const sourceNames = [
  "第一热电厂",
  "盛发热电厂",
  "霍林河热电厂",
  "城南区域锅炉房",
  "经开区背压机组",
  "东河县城关锅炉房",
  "西川县供热公司锅炉房",
  "扎拉图中旗生物质热电联产",
  "白音市余热首站",
  "库勒旗城区锅炉房",
];
const OPTIONS = [
  "keep",
  "ultra_low",
  "merge",
  "fuel",
  "close",
  "ultra_low",
  "keep",
  "keep",
  "keep",
  "merge",
];
tables.source_plans = sourceNames.map((name, i) => ({
  heat_source: `S${i + 1}`,
  name,
  county: COUNTIES[i % 9],
  network: `N${1 + (i % 4)}`,
  mode_name: i < 3 ? "热电联产集中供热" : "区域锅炉房集中供热",
  boiler_tph: [null, null, null, 130, null, 80, 65, null, null, 40][i],
  option: OPTIONS[i],
  season: OPTIONS[i] === "keep" ? null : 2022 + (i % 4),
  receiver_name: OPTIONS[i] === "merge" ? "盛发热电厂" : null,
  carrier_before: "煤",
  carrier_after: OPTIONS[i] === "fuel" ? "天然气" : OPTIONS[i] === "close" ? null : "煤",
  capacity_kw: OPTIONS[i] === "close" ? 0 : Math.round(between(40, 700)) * 1000,
  attached_m2: Math.round(between(60, 1400)) * 1e4,
  households: Math.round(between(5e3, 1.2e5)),
  is_clean: i !== 6,
  invest_cny: OPTIONS[i] === "keep" ? 0 : fen(between(800, 9000) * 1e4),
  payer: "company",
  lon: flag("map") ? 121 + (i % 3) * 1.2 : null,
  lat: flag("map") ? 42.9 + Math.floor(i / 3) * 0.7 : null,
}));
tables.project_plans = [
  {
    kind: "project",
    id: "P1",
    name: "经开区2×350MW背压机组",
    area_name: "北原经济技术开发区",
    season: 2024,
    count: 1,
    cost_cny: 1.12e9,
    payer: "company",
    owner: "市能源局",
    km: 0,
    note: "增加供热能力700MW",
  },
  {
    kind: "project",
    id: "P2",
    name: "东部热网互联主干线",
    area_name: "北原区",
    season: 2023,
    count: 1,
    cost_cny: 2.34e8,
    payer: "company",
    owner: "市住建局",
    km: 27.5,
    note: "DN1000",
  },
  ...COUNTIES.slice(0, 8).map((name, i) => ({
    kind: "module",
    id: `M${i}`,
    name: `${name}配电变压器扩容`,
    area_name: name,
    season: 2022 + (i % 4),
    count: Math.round(between(20, 160)),
    cost_cny: fen(between(600, 5000) * 1e4),
    payer: "company",
    owner: "供电公司",
    km: 0,
    note: "315kVA",
  })),
  {
    kind: "trunk",
    id: "K1",
    name: "大林镇供热支线",
    area_name: "大柳条沟镇",
    season: 2025,
    count: 1,
    cost_cny: 4.1e7,
    payer: "company",
    owner: null,
    km: 6.3,
    note: null,
  },
];
tables.heat_load = [];
for (const [county, inCounty] of by(units, (u) => u.county_code))
  for (const [zone, list] of by(inCounty, (u) => u.zone))
    for (const season of [BASE, HORIZON])
      for (const stage of ["before", "after"]) {
        const area = total(list, (u) => u.area_m2),
          kw = total(list, (u) => u.design_kw) * (stage === "after" ? 0.97 : 1),
          gj = total(list, (u) => u.heat_gj);
        tables.heat_load.push({
          area: county,
          area_name: list[0].county,
          zone,
          season,
          stage,
          area_m2: area,
          design_kw: kw,
          index_w_m2: (kw * 1000) / area,
          full_heat_gj: gj * 1.8,
          heat_gj: gj,
          kgce_m2: gj / 0.0293 / area,
        });
      }
tables.heat_balance = [];
for (const season of SEASONS.slice(1))
  for (let n = 1; n <= 4; n++) {
    const load = 400000 * n + 20000 * (season - BASE),
      capacity = load * (1.02 + 0.05 * n);
    tables.heat_balance.push({
      network: `N${n}`,
      heat_source: null,
      name: ["主城区热网", "东河热网", "西川热网", "白音热网"][n - 1],
      season,
      load_kw: load,
      capacity_kw: capacity,
      reserve_kw: capacity - load,
      heat_gj: load * 11.5,
      is_clean: true,
    });
    sourceNames
      .filter((_, i) => i % 4 === n - 1)
      .forEach((name, i, all) =>
        tables.heat_balance.push({
          network: `N${n}`,
          heat_source: `S${sourceNames.indexOf(name) + 1}`,
          name,
          season,
          load_kw: load / all.length,
          capacity_kw: capacity / all.length,
          reserve_kw: (capacity - load) / all.length,
          heat_gj: (load * 11.5) / all.length,
          is_clean: i !== 1,
        }),
      );
  }
tables.duration = [];
const curve = (h) => 1 - 0.62 * (h / 4392) ** 0.62;
for (const [place, peak, sources] of [
  ["主城区热网", 1.9e6, ["第一热电厂", "盛发热电厂", "经开区背压机组", "城南区域锅炉房"]],
  ["东河热网", 4.2e5, ["霍林河热电厂", "东河县城关锅炉房"]],
  ["北原市", 3.74e6, []],
])
  for (let i = 0; i <= 40; i++) {
    const hour = (4392 * i) / 40,
      load = peak * curve(hour);
    tables.duration.push({
      area_name: place,
      season: HORIZON,
      heat_source: null,
      hour,
      load_kw: load,
    });
    let left = load;
    sources.forEach((name, k) => {
      const share = Math.min(
        left,
        peak * [0.4, 0.25, 0.2, 1][k] * (sources.length === 2 ? 1.4 : 1),
      );
      left -= share;
      tables.duration.push({
        area_name: place,
        season: HORIZON,
        heat_source: name,
        hour,
        load_kw: share,
      });
    });
  }
tables.energy = [];
for (const season of SEASONS)
  for (const [county, list] of by(units, (u) => u.county_code))
    for (const [carrier, unit, peakUnit, tce] of [
      ["电", "kWh", "kVA", 1.229e-4],
      ["天然气", "m3", "m3/d", 1.33e-3],
      ["散煤", "t", "t/d", 0.5],
      ["生物质颗粒", "t", "t/d", 0.55],
      ["热力", "GJ", "kW", 0.0341],
    ]) {
      const use = total(
        list.filter((u) => (modeAt(u, season) === u.mode ? u.carrier : "散煤") === carrier),
        (u) => (u.carrier === carrier ? u.fuel : u.heat_gj * 0.11),
      );
      if (use > 0)
        tables.energy.push({
          carrier,
          carrier_name: carrier,
          area: county,
          area_name: list[0].county,
          season,
          use: Math.round(use),
          unit,
          peak: Math.round(use / (unit === "kWh" ? 900 : 110)),
          peak_unit: peakUnit,
          tce: Math.round(use * tce),
        });
    }
tables.comparison = [];
for (const zone of ZONES.slice(0, 4))
  for (const m of MODES) {
    const perM2 = m[5] < 1000;
    if (!zone.is_urban && perM2 && m[0] !== "coal") continue;
    const area = zone.is_urban ? 82 : 62,
      heat = area * 118,
      invest = perM2 && m[0] !== "coal" ? m[5] * area : m[5],
      run = perM2 && m[0] !== "coal" ? m[6] * area : m[6];
    tables.comparison.push({
      zone: zone.id,
      mode: m[0],
      mode_name: m[1],
      family: m[2],
      is_clean: m[4],
      area_m2: area,
      heat_kwh: heat,
      design_kw: area * 0.092,
      efficiency: m[7],
      price_cny: 0.5,
      carrier_unit: "kWh",
      use: heat / m[7],
      invest_cny: invest,
      run_cny: run,
      bill_cny: run * 0.95,
      annual_cny: run + invest * 0.0963,
      cost_cny: invest + run * 10.4,
      coal_ratio: run / 1250,
    });
  }
tables.investment = [];
tables.funds = [];
const ITEMS = [
  ["户内设备", "household", 0.46],
  ["村级管网与支线", "company", 0.17],
  ["热源改造", "company", 0.14],
  ["配电扩容", "company", 0.11],
  ["节能改造", "household", 0.08],
  ["供热干线", "company", 0.04],
];
for (const [key, list] of by(converted, (u) => `${u.county_code} ${u.season}`)) {
  const [area, season] = key.split(" "),
    invest = total(list, (u) => u.invest_cny),
    name = list[0].county;
  for (const [item, payer, share] of ITEMS)
    tables.investment.push({
      item,
      mode: null,
      area,
      area_name: name,
      season: Number(season),
      payer,
      money_cny: fen(invest * share),
    });
  const subsidy = invest * 0.45,
    running = total(list, (u) => u.running_subsidy_cny);
  for (const [payer, own, paid] of [
    ["household", 0.3, 0],
    ["company", 0.25, 0],
    ["central", 0, 0.5],
    ["province", 0, 0.2],
    ["prefecture", 0, 0.18],
    ["county", 0, 0.12],
  ])
    tables.funds.push({
      payer,
      area,
      area_name: name,
      season: Number(season),
      invest_cny: fen(invest * own),
      subsidy_cny: fen(subsidy * paid),
      running_subsidy_cny: fen(paid ? running * paid : 0),
      running_cny: fen(
        payer === "household"
          ? total(list, (u) => u.bill_cny * u.households)
          : payer === "company"
            ? invest * 0.05
            : 0,
      ),
    });
}
tables.emissions = [];
for (const [id, name, perHousehold] of [
  ["coal", "散煤", 2.1],
  ["so2", "二氧化硫", 0.0168],
  ["nox", "氮氧化物", 0.0035],
  ["pm25", "细颗粒物", 0.0067],
  ["co2", "二氧化碳", 3.1],
])
  for (const season of SEASONS)
    for (const [county, list] of by(units, (u) => u.county_code)) {
      const before =
          total(
            list.filter((u) => !u.cleanNow),
            (u) => u.households,
          ) * perHousehold,
        removed =
          total(
            list.filter((u) => u.season !== null && season >= u.season),
            (u) => u.households,
          ) *
          perHousehold *
          (id === "co2" ? 0.6 : 0.93);
      tables.emissions.push({
        pollutant: id,
        pollutant_name: name,
        area: county,
        area_name: list[0].county,
        season,
        before_t: before,
        after_t: before - removed,
        removed_t: removed,
      });
    }
tables.burden = [];
const BANDS = [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, null];
for (const zone of ["town", "rural", "herding"])
  for (const [people, scale] of [
    ["all", 1],
    ["low_income", 2.3],
  ]) {
    const list = units.filter((u) => u.zone === zone),
      weight = people === "all" ? 1 : 0.08;
    for (let i = 0; i + 1 < BANDS.length; i++) {
      const inside = (x) => x >= BANDS[i] && (BANDS[i + 1] === null || x < BANDS[i + 1]);
      tables.burden.push({
        zone,
        group: people,
        from_share: BANDS[i],
        to_share: BANDS[i + 1],
        households_before: Math.round(
          total(
            list.filter((u) => inside((u.burden - u.burden_rise) * scale)),
            (u) => u.households,
          ) * weight,
        ),
        households_after: Math.round(
          total(
            list.filter((u) => inside(u.burden * scale)),
            (u) => u.households,
          ) * weight,
        ),
      });
    }
  }
tables.limits = [];
for (const town of townships.filter((t) => !t.street)) {
  const limit = Math.round(between(8, 40)) * 315,
    used = limit * Math.min(1, between(0.3, 1.1));
  tables.limits.push({
    family: "feeder",
    id: `F${town.code}`,
    name: `${town.name}配电变压器`,
    area_name: town.name,
    season: HORIZON,
    used,
    limit,
    slack: limit - used,
    unit: "kVA",
    price_cny: used >= limit ? fen(between(200, 900)) : 0,
    is_met: true,
  });
}
for (const [family, name, unit, limit, share, price] of [
  ["supply", "东河县年度合同气量", "m3", 4.2e6, 1, 3.4],
  ["supply", "生物质颗粒年收集量", "t", 310000, 0.96, 0],
  ["budget", "市级财政年度资金", "CNY", 1.6e8, 1, 0.42],
  ["budget", "县级财政年度资金", "CNY", 1.1e8, 0.88, 0],
  ["build", "年度改造户数上限", "household", 60000, 1, 910],
  ["build", "年度热泵施工能力", "household", 26000, 0.93, 0],
  ["supply", "库勒旗气源设计日供气", "m3", 21000, 1, 58],
  ["target", "城区清洁取暖率", "1", 0.9, 1, 8.1e8],
])
  tables.limits.push({
    family,
    id: name,
    name,
    area_name: "北原市",
    season: HORIZON,
    used: limit * share,
    limit,
    slack: limit * (1 - share),
    unit,
    price_cny: price,
    is_met: true,
  });
tables.assumptions = [
  ["prices", "电价（低谷）", 0.3, "CNY/kWh", 4.1],
  ["prices", "生物质颗粒到户价", 850, "CNY/t", 3.6],
  ["unit_areas", "农村户均取暖面积", 62, "m2", 3.2],
  ["building_classes", "农村住宅热指标", 95, "W/m2", 2.9],
  ["modes", "热泵热风机季节COP", 2.4, "", 2.1],
  ["modes", "用热服务系数", 1.3, "", 1.8],
  ["mode_parts", "热风机单台造价", 3200, "CNY", 1.5],
  ["settings", "折现率", 0.05, "1", 1.2],
  ["prices", "散煤价格", 500, "CNY/t", 0.9],
  ["units", "到热网距离", 3000, "m", 0.7],
  ["prices", "天然气价格", 3.06, "CNY/m3", 0.4],
  ["tariffs", "集中供热价格", 25, "CNY/m2", 0.3],
].map(([table, name, value, unit, effect], i) => ({
  table,
  key: `k${i}`,
  name,
  value,
  unit,
  source: i % 3 ? "generated" : "规划文本第三章",
  sure: ["S", "B", "C", "A"][i % 4],
  low_cny: -effect * 1e7 * (i % 2 ? 1 : 0.8),
  high_cny: effect * 1e7 * (i % 2 ? 0.9 : 1),
  effect_cny: effect * 1e7,
}));
tables.conflict = !flag("infeasible")
  ? []
  : [
      {
        kind: "conflict",
        family: "target",
        id: "T2",
        name: "农村清洁取暖率不低于40%",
        season: 2025,
        amount: null,
        unit: "1",
        words: "农村清洁取暖率须达到40%",
      },
      {
        kind: "conflict",
        family: "supply",
        id: "G1",
        name: "东河县2024年合同气量",
        season: 2024,
        amount: null,
        unit: "m3",
        words: "东河县2024年合同气量为420万m³",
      },
      {
        kind: "relaxation",
        family: "supply",
        id: "G1",
        name: "东河县2024年合同气量",
        season: 2024,
        amount: 1.8e6,
        unit: "m3",
        words: "东河县2024年合同气量再增加180万m³，或将3400户移至2025年",
      },
    ];
tables.calendar = SEASONS.slice(1).flatMap((season) =>
  [
    ["确村确户", 315, 430],
    ["招标与施工准备", 501, 615],
    ["施工", 616, 930],
    ["验收与试运行", 1001, 1014],
  ].map(([step, from, to]) => ({
    season,
    step,
    from_date: season * 10000 + from,
    to_date: season * 10000 + to,
    households: total(
      converted.filter((u) => u.season === season),
      (u) => u.households,
    ),
    note: step === "确村确户" ? "名单公示不少于7天" : null,
  })),
);
tables.certificate = [
  ["目标函数复算", "1.9e-12", "与求解器之差（相对）"],
  ["最大约束违反", "0", "全部硬约束由原始表重新计算"],
  ["下界", "11 862 000 000 元", "HiGHS 1.15.1"],
  ["差距", "0.42%", "（费用−下界）/费用"],
].map(([item, value, note]) => ({ item, value, note }));
tables.mode_names = MODES.map(([id, name, family, family_name]) => ({
  id,
  name,
  family,
  family_name,
}));
tables.area_names = areas;
tables.zone_names = ZONES;
const invest = total(converted, (u) => u.invest_cny),
  mean = (f) =>
    total(converted, (u) => f(u) * u.households) / total(converted, (u) => u.households);
tables.key_figures = [
  ["clean_rate", "清洁取暖率", "Clean heating rate", rate(units, HORIZON), rate(units, BASE), "1"],
  [
    "clean_area",
    "清洁取暖面积",
    "Clean heated area",
    total(
      units.filter((u) => cleanAt(u, HORIZON)),
      (u) => u.area_m2,
    ),
    total(
      units.filter((u) => u.cleanNow),
      (u) => u.area_m2,
    ),
    "m2",
  ],
  [
    "households",
    "改造户数",
    "Households converted",
    total(converted, (u) => u.households),
    null,
    "household",
  ],
  ["investment", "总投资", "Investment", invest, null, "CNY"],
  [
    "bill",
    "改造户户均取暖支出",
    "Mean bill of converted households",
    mean((u) => u.bill_cny),
    mean((u) => u.bill_today_cny),
    "CNY",
  ],
  [
    "coal",
    "年削减散煤",
    "Coal removed a season",
    total(converted, (u) => u.coal_removed_t),
    null,
    "t",
  ],
].map(([id, name_zh, name_en, value, base_value, unit]) => ({
  id,
  name_zh,
  name_en,
  value,
  base_value,
  unit,
  is_short: id === "clean_rate" && flag("short"),
}));
const headline = flag("infeasible")
  ? ["现有规则不能同时满足，没有可行方案。", "No plan holds all rules."]
  : [
      `到${HORIZON}年清洁取暖率${(100 * rate(units, HORIZON)).toFixed(1)}%，${flag("short") ? "6项目标中有1项不能实现" : "全部6项目标可实现"}；总投资${(invest / 1e8).toFixed(1)}亿元。`,
      `By ${HORIZON} the clean rate is ${(100 * rate(units, HORIZON)).toFixed(1)} %; investment ${(invest / 1e9).toFixed(2)} billion CNY.`,
    ];
tables.key_figures.push({
  id: "headline",
  name_zh: headline[0],
  name_en: headline[1],
  value: null,
  base_value: null,
  unit: null,
  is_short: flag("short") || flag("infeasible"),
});
const run = {
  name: "北原市冬季清洁取暖方案",
  status: flag("infeasible") ? "infeasible" : "limit",
  base_year: BASE,
  horizon: HORIZON,
  evaluation_seasons: 15,
  objective: "social",
  cost_cny: 1.191e10,
  bound_cny: 1.186e10,
  gap: 0.0042,
  gap_cny: 5e7,
  seconds: 18.4,
  threads: 2,
  seed: 1,
  units: UNITS,
  columns: 181222,
  rows: 9214,
  version: "0.1.0",
  command: "qingnuan plan beiyuan --time-limit 20",
  language: flag("en") ? "en" : "zh_CN",
  generated: "2026-11-21T09:30:00+08:00",
};
if (flag("infeasible"))
  for (const name of Object.keys(tables))
    if (!["conflict", "key_figures", "zone_names", "area_names", "mode_names"].includes(name))
      tables[name] = [];
process.stdout.write(JSON.stringify({ format: 1, run, tables }));
