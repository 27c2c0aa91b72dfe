/* Declarations of the tables of technology.h: one line a column. */
#include "case/technology.h"

#include "case/declare.h"

#define QN_FAMILY_CHOICES                                                                     \
  "network=集中供热|waste_heat=余热|gas=天然气|heat_pump=热泵|electric=电采暖|" \
  "biomass=生物质|geothermal=地热|solar=太阳能与多能互补|transitional=过渡|coal=散煤秸秆"

#define T qn_carrier
static const qn_column carriers[] = {
    {QN_AT(T, id), .zh = "编号|能源编号", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("id of the carrier", "能源编号")},
    {QN_AT(T, name), .zh = "名称|能源", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("name", "名称")},
    {QN_AT(T, unit), .zh = "计量单位|单位", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("unit it is counted in: kWh, m3, t or GJ", "计量单位：kWh、m3、t 或 GJ")},
    {QN_AT(T, kwh_per_unit), .zh = "低位热值", .kind = QN_REAL, .flags = QN_REQUIRED, .unit = "kWh",
     .min = 0.1, .max = 20000,
     QN_HELP("lower heating value of one unit, kWh", "一个计量单位的低位热值，kWh")},
    {QN_AT(T, kgce_per_unit), .zh = "折标煤", .kind = QN_REAL, .unit = "kg", .fallback = "0",
     QN_POSITIVE(5000), QN_HELP("standard coal of one unit, kgce", "一个计量单位折标准煤，kgce")},
    {QN_AT(T, is_scattered_coal), .zh = "散煤", .kind = QN_BOOL, .fallback = "0",
     QN_HELP("counts as scattered coal", "是否散煤")},
    {QN_AT(T, is_straw), .zh = "秸秆薪柴", .kind = QN_BOOL, .fallback = "0",
     QN_HELP("straw and wood burnt as they are", "是否秸秆薪柴直接燃烧")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_carriers_table =
    QN_DECLARE(qn_carrier, "carriers", "能源", carriers, "name", "Energy carriers.", "能源种类。");

#define T qn_price
static const qn_column prices[] = {
    {QN_AT(T, carrier), .zh = "能源", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_carrier, "carriers.id"), QN_HELP("carrier", "能源")},
    {QN_AT(T, area), .zh = "地区", .kind = QN_CODE, .flags = QN_KEY_OPTIONAL,
     QN_LINK(T, i_area, "areas.code"), QN_HELP("area; empty: everywhere", "适用地区；空为全部")},
    {QN_AT(T, zone), .zh = "分区", .kind = QN_CODE, .flags = QN_KEY_OPTIONAL,
     QN_LINK(T, i_zone, "zones.id"), QN_HELP("zone; empty: every zone", "适用分区；空为全部")},
    {QN_AT(T, year), .zh = "起始年|年份", .kind = QN_INT, .flags = QN_ANNUAL | QN_KEY_OPTIONAL,
     .min = 2000, .max = 2100, .fallback = "2000", QN_HELP("first year it holds", "自哪年起适用")},
    {QN_AT(T, band), .zh = "时段", .kind = QN_CHOICE, .flags = QN_KEY_OPTIONAL,
     .choices = "flat=不分时|day=平段|valley=低谷", .fallback = "flat",
     QN_HELP("band of the day", "时段")},
    {QN_AT(T, price_cny), .zh = "单价|价格", .kind = QN_REAL, .flags = QN_REQUIRED, .unit = "CNY",
     QN_POSITIVE(1e5), QN_HELP("price of one unit of the carrier", "每计量单位价格")},
    {QN_AT(T, hours), .zh = "时段小时|小时数", .kind = QN_REAL, .unit = "h", .min = 0, .max = 24,
     .fallback = "24", QN_HELP("hours of the band a day", "每日小时数")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_prices_table =
    QN_DECLARE(qn_price, "prices", "价格", prices, NULL,
               "Prices of carriers; the most local and latest row holds.",
               "能源价格；取最近一级地区、最近年份的一行。");

#define T qn_pollutant
static const qn_column pollutants[] = {
    {QN_AT(T, id), .zh = "编号", .kind = QN_CODE, .flags = QN_KEY, QN_HELP("id", "编号")},
    {QN_AT(T, name), .zh = "名称|污染物", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("name", "名称")},
    {QN_AT(T, price_cny_kg), .zh = "价格|排放价格", .kind = QN_REAL, .unit = "CNY/kg",
     .fallback = "0", QN_POSITIVE(1e5),
     QN_HELP("price in the weighted objective", "含排放目标中的价格")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_pollutants_table =
    QN_DECLARE(qn_pollutant, "pollutants", "污染物", pollutants, "name", "Pollutants.", "污染物。");

#define T qn_emission_factor
static const qn_column emission_factors[] = {
    {QN_AT(T, carrier), .zh = "能源", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_carrier, "carriers.id"), QN_HELP("carrier", "能源")},
    {QN_AT(T, pollutant), .zh = "污染物", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_pollutant, "pollutants.id"), QN_HELP("pollutant", "污染物")},
    {QN_AT(T, sector), .zh = "部门|使用场合", .kind = QN_CHOICE, .flags = QN_KEY,
     .choices = QN_SECTOR_CHOICES, QN_HELP("where it is burnt", "使用场合")},
    {QN_AT(T, factor_kg), .zh = "排放系数", .kind = QN_REAL, .flags = QN_REQUIRED, .unit = "kg",
     QN_POSITIVE(1e5), QN_HELP("kg per unit of the carrier", "每计量单位排放，kg")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_emission_factors_table =
    QN_DECLARE(qn_emission_factor, "emission_factors", "排放系数", emission_factors, NULL,
               "Emission factors.", "排放系数。");

#define T qn_mode
static const qn_column modes[] = {
    {QN_AT(T, id), .zh = "编号|方式编号", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("id of the mode", "方式编号")},
    {QN_AT(T, name), .zh = "名称|取暖方式", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("name", "名称")},
    {QN_AT(T, family_id), .zh = "类别", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_HELP("family: network waste_heat gas heat_pump electric biomass geothermal solar "
             "transitional coal; may stand for all its modes in lists",
             "类别，在列表中可代表该类全部方式")},
    {QN_AT(T, family), .zh = "类别色", .kind = QN_CHOICE, .choices = QN_FAMILY_CHOICES,
     .flags = QN_REQUIRED, QN_HELP("family, for colours and totals", "类别，用于配色与汇总")},
    {QN_AT(T, status), .zh = "性质", .kind = QN_CHOICE,
     .choices = "candidate=可选|transitional=过渡|present=仅现状", .fallback = "candidate",
     QN_HELP("may be chosen, is transitional, or only exists today", "可选、过渡或仅为现状")},
    {QN_AT(T, carrier), .zh = "能源", .kind = QN_CODE, QN_LINK(T, i_carrier, "carriers.id"),
     QN_HELP("carrier; empty for network heat, whose source burns it",
             "所用能源；集中供热留空，由热源消耗")},
    {QN_AT(T, sector), .zh = "使用场合", .kind = QN_CHOICE, .choices = QN_SECTOR_CHOICES,
     .fallback = "household", QN_HELP("which emission factors hold", "采用的排放系数")},
    {QN_AT(T, is_network), .zh = "集中供热", .kind = QN_BOOL, .fallback = "0",
     QN_HELP("heat comes from sources of that mode by a network", "由热源经热网供热")},
    {QN_AT(T, efficiency), .zh = "效率", .kind = QN_REAL, .unit = "1", .min = 0.05, .max = 8,
     .fallback = "1",
     QN_HELP("useful heat over carrier; the seasonal COP where there is no curve",
             "有用热与能源之比；无曲线时为季节 COP")},
    {QN_AT(T, loss), .zh = "管网损失", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("loss between device and rooms over useful heat", "设备到房间的损失与有用热之比")},
    {QN_AT(T, valley_share), .zh = "低谷用电比例", .kind = QN_REAL, QN_SHARE,
     QN_HELP("share of the season's electricity drawn in valley hours; empty: valley hours / 24",
             "低谷用电占比；空为低谷小时/24")},
    {QN_AT(T, coincidence), .zh = "同时系数", .kind = QN_REAL, QN_SHARE, .fallback = "0.8",
     QN_HELP("coincidence of design-day power", "设计日用电同时系数")},
    {QN_AT(T, free_share), .zh = "可再生份额", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("share of the heat that needs no carrier (sun)", "不消耗能源的份额（太阳能等）")},
    {QN_AT(T, service_factor), .zh = "服务系数", .kind = QN_REAL, .unit = "1", .min = 0.5, .max = 3,
     .fallback = "1", QN_HELP("heat use over today's coal", "用热与现状散煤之比")},
    {QN_AT(T, room_share), .zh = "覆盖房间比例", .kind = QN_REAL, QN_SHARE, .fallback = "1",
     QN_HELP("share of rooms at temperature; below 0.5 it is only an addition",
             "达到温度的房间比例；低于 0.5 只能作补充")},
    {QN_AT(T, coldest_degc), .zh = "最低室外温度", .kind = QN_REAL, .unit = "degC", .min = -60,
     .max = 20, .fallback = "-60",
     QN_HELP("not where the design temperature is below", "设计温度更低处不可用")},
    {QN_AT(T, max_heat_distance_m), .zh = "最大距热网", .kind = QN_REAL, .unit = "m",
     QN_POSITIVE(1e6), .fallback = "1000000",
     QN_HELP("largest distance to a heat network", "到热网最大距离")},
    {QN_AT(T, max_gas_distance_m), .zh = "最大距气网", .kind = QN_REAL, .unit = "m",
     QN_POSITIVE(1e6), .fallback = "1000000",
     QN_HELP("largest distance to a gas network", "到气网最大距离")},
    {QN_AT(T, needs_trunk), .zh = "所需干线", .kind = QN_CHOICE,
     .choices = "none=无|heat=热力|gas=燃气", .fallback = "none",
     QN_HELP("trunk the township must have", "乡镇须有的干线")},
    {QN_AT(T, needs_feeder), .zh = "需配电", .kind = QN_BOOL, .fallback = "0",
     QN_HELP("draws on the unit's feeder", "占用单元配电容量")},
    {QN_AT(T, is_interim), .zh = "可作过渡", .kind = QN_BOOL, .fallback = "0",
     QN_HELP("may be the interim fuel until conversion", "可作改造前的过渡燃料")},
    {QN_AT(T, om_cny_household), .zh = "户均运维", .kind = QN_REAL, .unit = "CNY", .fallback = "0",
     QN_POSITIVE(1e5), QN_HELP("upkeep a household and season", "每户每季运维")},
    {QN_AT(T, om_cny_m2), .zh = "单位面积运维", .kind = QN_REAL, .unit = "CNY/m2", .fallback = "0",
     QN_POSITIVE(1e3), QN_HELP("upkeep per square metre and season", "每平方米每季运维")},
    {QN_AT(T, labour_cny_household), .zh = "人工", .kind = QN_REAL, .unit = "CNY", .fallback = "0",
     QN_POSITIVE(1e5), QN_HELP("value of the household's labour a season", "每户每季人工")},
    {QN_AT(T, standby_cny_household), .zh = "备用维护", .kind = QN_REAL, .unit = "CNY",
     .fallback = "0", QN_POSITIVE(1e5),
     QN_HELP("upkeep of this device kept for standby in the season of conversion",
             "改造当季保留本设备的维护费")},
    {QN_AT(T, zones), .zh = "适用分区", .kind = QN_CODE, .flags = QN_LIST,
     QN_LINK(T, l_zones, "zones.id"), QN_HELP("zones it fits; empty: all", "适用分区；空为全部")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_modes_table =
    QN_DECLARE(qn_mode, "modes", "取暖方式", modes, "name", "Heating modes.", "取暖方式。");

#define T qn_mode_part
static const qn_column mode_parts[] = {
    {QN_AT(T, mode), .zh = "方式|取暖方式", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_mode, "modes.id"), QN_HELP("mode", "取暖方式")},
    {QN_AT(T, part), .zh = "部分|分项", .kind = QN_TEXT, .flags = QN_KEY,
     QN_HELP("part of the investment", "投资分项")},
    {QN_AT(T, zone), .zh = "分区", .kind = QN_CODE, .flags = QN_KEY_OPTIONAL,
     QN_LINK(T, i_zone, "zones.id"),
     QN_HELP("only in this zone; empty: everywhere", "仅用于该分区；空为全部")},
    {QN_AT(T, per), .zh = "计价基础", .kind = QN_CHOICE, .flags = QN_REQUIRED,
     .choices =
         "household=户|kw=千瓦|kva=千伏安|m2=平方米|branch_m=支线米|room=房间|store_kw=蓄热千瓦",
     QN_HELP("what the cost is per; store_kw: kW of 24 Q over the valley hours",
             "计价基础；store_kw 为 24Q/低谷小时")},
    {QN_AT(T, cost_cny), .zh = "单价|造价", .kind = QN_REAL, .flags = QN_REQUIRED, .unit = "CNY",
     QN_POSITIVE(1e7), QN_HELP("cost per that", "单价")},
    {QN_AT(T, life_a), .zh = "寿命", .kind = QN_REAL, .unit = "a", .min = 1, .max = 100,
     .fallback = "15", QN_HELP("life", "寿命")},
    {QN_AT(T, is_equipment), .zh = "设备", .kind = QN_BOOL, .fallback = "1",
     QN_HELP("renewed when its life ends", "到期更新")},
    {QN_AT(T, payer), .zh = "出资方", .kind = QN_CHOICE, .choices = QN_PAYER_CHOICES,
     .fallback = "household", QN_HELP("who pays before subsidies", "补贴前的出资方")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_mode_parts_table =
    QN_DECLARE(qn_mode_part, "mode_parts", "方式投资", mode_parts, NULL,
               "Investment of a mode by part.", "各方式投资分项。");

#define T qn_mode_curve
static const qn_column mode_curves[] = {
    {QN_AT(T, mode), .zh = "方式|取暖方式", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_mode, "modes.id"), QN_HELP("mode", "取暖方式")},
    {QN_AT(T, outdoor_degc), .zh = "室外温度", .kind = QN_REAL, .flags = QN_KEY, .unit = "degC",
     .min = -60, .max = 30, QN_HELP("outdoor temperature", "室外温度")},
    {QN_AT(T, cop), .zh = "COP|性能系数", .kind = QN_REAL, .flags = QN_REQUIRED, .unit = "1",
     .min = 0.5, .max = 10, QN_HELP("coefficient of performance", "性能系数")},
    {QN_AT(T, capacity_share), .zh = "制热能力比", .kind = QN_REAL, .unit = "1", .min = 0.1,
     .max = 2, .fallback = "1", QN_HELP("capacity over rated", "制热量与名义之比")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_mode_curves_table =
    QN_DECLARE(qn_mode_curve, "mode_curves", "性能曲线", mode_curves, NULL,
               "Performance over outdoor temperature, linear between rows.",
               "性能随室外温度变化，行间线性插值。");

#define T qn_clean_rule
static const qn_column clean_rules[] = {
    {QN_AT(T, mode), .zh = "方式|取暖方式", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_LINK(T, i_mode, "modes.id"), QN_HELP("mode", "取暖方式")},
    {QN_AT(T, state), .zh = "热源状态", .kind = QN_CHOICE, .choices = QN_STATE_CHOICES,
     .fallback = "any", QN_HELP("emission state of the source", "热源排放状态")},
    {QN_AT(T, zone), .zh = "分区", .kind = QN_CODE, QN_LINK(T, i_zone, "zones.id"),
     QN_HELP("zone; empty: all", "分区；空为全部")},
    {QN_AT(T, area), .zh = "地区", .kind = QN_CODE, QN_LINK(T, i_area, "areas.code"),
     QN_HELP("area; empty: all", "地区；空为全部")},
    {QN_AT(T, from_year), .zh = "起始年", .kind = QN_INT, .fallback = "2000", .min = 2000,
     .max = 2100, QN_HELP("first season", "首个采暖季")},
    {QN_AT(T, to_year), .zh = "截止年", .kind = QN_INT, .fallback = "2100", .min = 2000,
     .max = 2100, QN_HELP("last season", "末个采暖季")},
    {QN_AT(T, is_clean), .zh = "计为清洁", .kind = QN_BOOL, .flags = QN_REQUIRED, .fallback = "0",
     QN_HELP("counts as clean", "是否计为清洁取暖")},
    {QN_AT(T, source), .zh = "来源|依据", .kind = QN_TEXT, QN_HELP("rule it follows", "依据")},
    QN_YEAR_COLUMN(T),
    QN_SURE_COLUMN(T),
};
#undef T
const qn_table qn_clean_rules_table =
    QN_DECLARE(qn_clean_rule, "clean_rules", "清洁认定", clean_rules, NULL,
               "What counts as clean; the last row that fits decides, none means not clean.",
               "清洁认定规则；最后一条相符的行有效，无则不计。");

#define T qn_tariff
static const qn_column tariffs[] = {
    {QN_AT(T, id), .zh = "编号", .kind = QN_CODE, .flags = QN_KEY, QN_HELP("id", "编号")},
    {QN_AT(T, area), .zh = "地区", .kind = QN_CODE, QN_LINK(T, i_area, "areas.code"),
     QN_HELP("area; empty: all", "地区；空为全部")},
    {QN_AT(T, zone), .zh = "分区", .kind = QN_CODE, QN_LINK(T, i_zone, "zones.id"),
     QN_HELP("zone; empty: all", "分区；空为全部")},
    {QN_AT(T, carrier), .zh = "能源", .kind = QN_CODE, QN_LINK(T, i_carrier, "carriers.id"),
     QN_HELP("carrier of a tiered tariff", "阶梯价格的能源")},
    {QN_AT(T, modes), .zh = "方式", .kind = QN_CODE, .flags = QN_LIST,
     QN_LINK(T, l_modes, "modes.id|modes.family_id"),
     QN_HELP("network modes of a heat tariff", "热价适用的方式")},
    {QN_AT(T, from_year), .zh = "起始年", .kind = QN_INT, .fallback = "2000", .min = 2000,
     .max = 2100, QN_HELP("first season", "首个采暖季")},
    {QN_AT(T, to_year), .zh = "截止年", .kind = QN_INT, .fallback = "2100", .min = 2000,
     .max = 2100, QN_HELP("last season", "末个采暖季")},
    {QN_AT(T, basis), .zh = "面积口径", .kind = QN_CHOICE,
     .choices =
         "building=建筑面积|heated=取暖面积|usable=使用面积|supplied=实供面积|connected=入网面积",
     .fallback = "building", QN_HELP("area the basic fee is on", "基本热费所按面积")},
    {QN_AT(T, basic_cny_m2), .zh = "基本热价|面积热价", .kind = QN_REAL, .unit = "CNY/m2",
     .fallback = "0", QN_POSITIVE(1e3), QN_HELP("fee per square metre and season", "每平方米每季")},
    {QN_AT(T, rate_cny), .zh = "计量热价|单价", .kind = QN_REAL, .unit = "CNY", .fallback = "0",
     QN_POSITIVE(1e4),
     QN_HELP("rate per GJ of heat or unit of the carrier", "每 GJ 热或每计量单位能源")},
    {QN_AT(T, tier_to), .zh = "档上限", .kind = QN_REAL, QN_POSITIVE(1e9),
     QN_HELP("rate holds up to this use of a household and season; empty: no end",
             "该价适用的户季用量上限；空为不限")},
    {QN_AT(T, connection_cny_m2), .zh = "接入费", .kind = QN_REAL, .unit = "CNY/m2",
     .fallback = "0", QN_POSITIVE(1e4),
     QN_HELP("connection fee the household pays once", "居民一次性接入费")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_tariffs_table = QN_DECLARE(qn_tariff, "tariffs", "热价与阶梯价", tariffs, NULL,
                                             "What households pay.", "居民所付价格。");

#define T qn_subsidy
static const qn_column subsidies[] = {
    {QN_AT(T, id), .zh = "编号", .kind = QN_CODE, .flags = QN_KEY, QN_HELP("id", "编号")},
    {QN_AT(T, name), .zh = "名称", .kind = QN_TEXT, QN_HELP("name", "名称")},
    {QN_AT(T, area), .zh = "地区", .kind = QN_CODE, QN_LINK(T, i_area, "areas.code"),
     QN_HELP("area; empty: all", "地区；空为全部")},
    {QN_AT(T, zone), .zh = "分区", .kind = QN_CODE, QN_LINK(T, i_zone, "zones.id"),
     QN_HELP("zone; empty: all", "分区；空为全部")},
    {QN_AT(T, modes), .zh = "方式", .kind = QN_CODE, .flags = QN_LIST,
     QN_LINK(T, l_modes, "modes.id|modes.family_id"),
     QN_HELP("modes or families; empty: all candidates", "方式或类别；空为全部可选方式")},
    {QN_AT(T, kind), .zh = "补贴类型", .kind = QN_CHOICE, .flags = QN_REQUIRED,
     .choices = "investment=设备|retrofit=节能改造|running=运行",
     QN_HELP("what is subsidised", "补贴对象")},
    {QN_AT(T, cohort_from), .zh = "改造年起", .kind = QN_INT, .fallback = "2000", .min = 2000,
     .max = 2100, QN_HELP("first year of conversion", "改造年份起")},
    {QN_AT(T, cohort_to), .zh = "改造年止", .kind = QN_INT, .fallback = "2100", .min = 2000,
     .max = 2100, QN_HELP("last year of conversion", "改造年份止")},
    {QN_AT(T, age_from), .zh = "第几年起", .kind = QN_INT, .fallback = "1", .min = 1, .max = 100,
     QN_HELP("running: first season since conversion, 1 = that season",
             "运行补贴自改造后第几季起")},
    {QN_AT(T, age_to), .zh = "第几年止", .kind = QN_INT, .fallback = "100", .min = 1, .max = 100,
     QN_HELP("running: last season since conversion", "运行补贴到第几季止")},
    {QN_AT(T, base), .zh = "补贴基础", .kind = QN_CHOICE, .fallback = "cost",
     .choices = "cost=费用比例|household=每户|m2=每平方米|kw=每千瓦|use=每计量单位",
     QN_HELP("what share or rate is applied to", "比例或单价的基础")},
    {QN_AT(T, share), .zh = "补贴比例", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("share of the cost", "费用比例")},
    {QN_AT(T, rate_cny), .zh = "补贴标准", .kind = QN_REAL, .unit = "CNY", .fallback = "0",
     QN_POSITIVE(1e6), QN_HELP("money per base", "每基础补贴金额")},
    {QN_AT(T, cap_cny), .zh = "户补贴上限", .kind = QN_REAL, QN_MONEY,
     QN_HELP("most a household gets, once or a season", "每户（每季）最高")},
    {QN_AT(T, use_cap), .zh = "户用量上限", .kind = QN_REAL, QN_POSITIVE(1e9),
     QN_HELP("use of a household and season that is subsidised at most", "每户每季最多补贴的用量")},
    {QN_AT(T, central), .zh = "中央比例", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("share paid by the centre", "中央承担比例")},
    {QN_AT(T, province), .zh = "省级比例", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("share paid by the province", "省级承担比例")},
    {QN_AT(T, prefecture), .zh = "市级比例", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("share paid by the prefecture", "市级承担比例")},
    {QN_AT(T, county), .zh = "县级比例", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("share paid by the county", "县级承担比例")},
    {QN_AT(T, company), .zh = "企业比例", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("share paid by the company", "企业承担比例")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_subsidies_table = QN_DECLARE(qn_subsidy, "subsidies", "补贴", subsidies, NULL,
                                               "Subsidies to households.", "居民补贴。");
