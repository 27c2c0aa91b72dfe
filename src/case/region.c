/* Declarations of the tables of region.h: one line a column. */
#include "case/region.h"

#include "case/choices.h"
#include "case/declare.h"

#define AREA_BASES \
  "building=建筑面积|heated=取暖面积|usable=使用面积|supplied=实供面积|connected=入网面积"

#define T qn_settings
static const qn_column settings[] = {
    {QN_AT(T, name), .zh = "方案名称|规划名称", .kind = QN_TEXT, .fallback = "清洁取暖规划",
     QN_HELP("name of the plan, as printed on the report", "方案名称，印在报告上")},
    {QN_AT(T, base_year), .zh = "基准年", .kind = QN_INT, .flags = QN_REQUIRED | QN_ANNUAL,
     .min = 2000, .max = 2100, QN_HELP("the last year whose state is known", "现状所在年份")},
    {QN_AT(T, horizon), .zh = "规划末年|目标年", .kind = QN_INT, .flags = QN_REQUIRED | QN_ANNUAL,
     .min = 2001, .max = 2100,
     QN_HELP("the last year in which something may be converted", "可以安排改造的最后一年")},
    {QN_AT(T, evaluation_seasons), .zh = "评价季数|评价期", .kind = QN_INT, .fallback = "15",
     .min = 1, .max = 40,
     QN_HELP("heating seasons after the base year over which costs are counted",
             "基准年之后计算费用的采暖季数")},
    {QN_AT(T, discount_rate), .zh = "折现率", .kind = QN_REAL, QN_SHARE, .fallback = "0.05",
     QN_HELP("real discount rate a year", "实际年折现率")},
    {QN_AT(T, price_year), .zh = "价格基年", .kind = QN_INT, .fallback = "2021", .min = 2000,
     .max = 2100, QN_HELP("year of the money", "金额所用价格的年份")},
    {QN_AT(T, objective), .zh = "目标函数|优化目标", .kind = QN_CHOICE, .fallback = "social",
     .choices = "social=社会成本|public=财政支出|household=居民负担|weighted=含排放",
     QN_HELP("what is minimised", "使哪一项最小")},
    {QN_AT(T, service), .zh = "服务水平", .kind = QN_CHOICE, .fallback = "equal",
     .choices = "equal=同等服务|actual=实际使用",
     QN_HELP("equal: modes are compared at the same heat use; actual: at the use each mode brings",
             "equal 各方式按相同用热比较；actual 按各自实际用热")},
    {QN_AT(T, service_factor), .zh = "同等服务系数", .kind = QN_REAL, .unit = "1", .min = 0.5,
     .max = 3, .fallback = "1.3",
     QN_HELP("heat use of equal service over today's", "同等服务用热与现状之比")},
    {QN_AT(T, interim_mode), .zh = "过渡燃料|过渡方式", .kind = QN_CODE,
     QN_LINK(T, i_interim_mode, "modes.id"),
     QN_HELP("fuel allowed until conversion, never clean", "改造前可用的过渡方式，不计为清洁")},
    {QN_AT(T, burden_rule), .zh = "负担规则", .kind = QN_CHOICE, .choices = QN_RULE_CHOICES,
     .fallback = "reported",
     QN_HELP("what happens where the burden rises by more than the limit",
             "负担增幅超限时如何处理")},
    {QN_AT(T, burden_limit), .zh = "负担增幅上限", .kind = QN_REAL, QN_SHARE, .fallback = "0.05",
     QN_HELP("largest rise of heating cost over income", "取暖支出占收入比重的最大增幅")},
    {QN_AT(T, burden_price_cny), .zh = "负担超限价格", .kind = QN_REAL, QN_MONEY,
     .fallback = "1000",
     QN_HELP("price of a household above the limit when the rule is priced",
             "计价时每户超限的价格")},
    {QN_AT(T, reserve), .zh = "热源备用率", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("share of a source's capacity that is kept free", "热源容量中留作备用的比例")},
    {QN_AT(T, power_factor), .zh = "功率因数", .kind = QN_REAL, .unit = "1", .min = 0.5, .max = 1,
     .fallback = "0.95", QN_HELP("kW over kVA of heating loads", "取暖用电的功率因数")},
    {QN_AT(T, extra_mode_price_cny), .zh = "多一种方式的价格", .kind = QN_REAL, QN_MONEY,
     .fallback = "0",
     QN_HELP("price of every mode after the first in a divisible unit",
             "可分单元每多一种方式的价格")},
    {QN_AT(T, standby_share), .zh = "旧设备备用用热", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("share of the season's heat that the old device gives in the season of conversion",
             "改造当季旧设备承担的用热比例")},
    {QN_AT(T, n_minus_1), .zh = "事故校核|N-1", .kind = QN_BOOL, .fallback = "0",
     QN_HELP("heat networks keep the accident share with their largest boiler out",
             "最大一台停运时仍须满足事故供热比例")},
    {QN_AT(T, accident_share_mild), .zh = "事故供热比例（-10℃以上）", .kind = QN_REAL, QN_SHARE,
     .fallback = "0.40",
     QN_HELP("accident share where the design temperature is above -10 (CJJ 34)",
             "室外计算温度高于 -10 ℃ 的事故供热比例（CJJ 34）")},
    {QN_AT(T, accident_share_cold), .zh = "事故供热比例（-20至-10℃）", .kind = QN_REAL, QN_SHARE,
     .fallback = "0.55",
     QN_HELP("accident share from -20 to -10 (CJJ 34)", "-20 至 -10 ℃ 的事故供热比例（CJJ 34）")},
    {QN_AT(T, accident_share_severe), .zh = "事故供热比例（-20℃以下）", .kind = QN_REAL, QN_SHARE,
     .fallback = "0.65",
     QN_HELP("accident share below -20 (CJJ 34)", "低于 -20 ℃ 的事故供热比例（CJJ 34）")},
    {QN_AT(T, room_m2), .zh = "房间面积", .kind = QN_REAL, .unit = "m2", .min = 5, .max = 100,
     .fallback = "22.5",
     QN_HELP("floor area that one room unit heats", "一台热风机等房间设备所供面积")},
    {QN_AT(T, load_start_kgce_m2), .zh = "现状单位能耗", .kind = QN_REAL, .unit = "kgce/m2",
     .min = 1, .max = 100,
     QN_HELP("measured use of today, for calibration", "现状实测单位面积能耗，用于校准")},
    {QN_AT(T, low_income_ratio), .zh = "低收入户收入比", .kind = QN_REAL, .unit = "1", .min = 0.05,
     .max = 1, .fallback = "0.4",
     QN_HELP("income of a low-income household over the unit's mean",
             "低收入户收入与本单元户均收入之比")},
    {QN_AT(T, language), .zh = "语言", .kind = QN_TEXT, .fallback = "zh_CN",
     QN_HELP("language of the report: zh_CN or en", "报告语言：zh_CN 或 en")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_settings_table = {
    .name = "settings",
    .zh = "设置",
    .en = "One line a setting: key, value, unit, note; the keys are listed here as columns.",
    .zh_help = "每行一项设置：键、值、单位、备注；各键如下。",
    .columns = settings,
    .n_column = QN_COLUMN_COUNT(settings),
    .row_size = sizeof(qn_settings),
    .by_key = 1};

#define T qn_area
static const qn_column areas[] = {
    {QN_AT(T, code), .zh = "编码|行政区划代码|代码|区划代码", .kind = QN_CODE, .flags = QN_KEY,
     .min = 1, .max = 20, QN_HELP("administrative code, as text", "行政区划代码，文本")},
    {QN_AT(T, name), .zh = "名称|地区|行政区", .kind = QN_TEXT, .flags = QN_REQUIRED, .min = 1,
     .max = 100, QN_HELP("name of the area", "行政区名称")},
    {QN_AT(T, level), .zh = "级别|层级", .kind = QN_CHOICE, .flags = QN_REQUIRED,
     .choices = "province=省级|prefecture=地级|county=县级|township=乡级",
     QN_HELP("administrative level", "行政级别")},
    {QN_AT(T, parent), .zh = "上级|上级代码|所属", .kind = QN_CODE,
     QN_LINK(T, i_parent, "areas.code"),
     QN_HELP("code of the area above; empty at the top", "上级行政区代码，最上级留空")},
    {QN_AT(T, station), .zh = "气象站|气象台站", .kind = QN_CODE,
     QN_LINK(T, i_station, "climate.id"),
     QN_HELP("station of the climate; empty: that of the area above", "采用的气象站；空则随上级")},
    {QN_AT(T, lon), .zh = "经度", .kind = QN_REAL, .min = -180, .max = 180,
     QN_HELP("longitude, degrees east", "经度，度")},
    {QN_AT(T, lat), .zh = "纬度", .kind = QN_REAL, .min = -90, .max = 90,
     QN_HELP("latitude, degrees north", "纬度，度")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_areas_table =
    QN_DECLARE(qn_area, "areas", "行政区", areas, "name", "Areas of the region, a tree.",
               "区域内各级行政区，成树。");

#define T qn_zone
static const qn_column zones[] = {
    {QN_AT(T, id), .zh = "编号|分区编号", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("id of the zone", "分区编号")},
    {QN_AT(T, name), .zh = "名称|分区", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("name of the zone", "分区名称")},
    {QN_AT(T, is_urban), .zh = "城镇", .kind = QN_BOOL, .fallback = "0",
     QN_HELP("counts as urban", "是否城镇")},
    {QN_AT(T, peak_factor), .zh = "高峰系数", .kind = QN_REAL, .unit = "1", .min = 0.1, .max = 1.5,
     .fallback = "1",
     QN_HELP("part of the design load that is drawn on the design day",
             "设计日实际负荷与设计负荷之比")},
    {QN_AT(T, combined_w_m2), .zh = "综合热指标", .kind = QN_REAL, .unit = "W/m2", .min = 1,
     .max = 300,
     QN_HELP("heat index that the plan prints for all buildings of the zone together; the load by "
             "it is shown beside that by classes",
             "规划采用的综合热指标，其负荷与按类别计算的负荷并列")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_zones_table =
    QN_DECLARE(qn_zone, "zones", "分区", zones, "name", "Zones in which targets are set.",
               "目标所分的区：城市城区、县城和城乡结合部、农村、牧区。");

#define T qn_unit_row
static const qn_column units[] = {
    {QN_AT(T, id), .zh = "编号|单元编号|村编码|代码", .kind = QN_CODE, .flags = QN_KEY, .min = 1,
     .max = 40, QN_HELP("id of the unit, unique", "用热单元编号，唯一")},
    {QN_AT(T, name), .zh = "名称|村名|村（社区）|村庄|单元名称|小区", .kind = QN_TEXT,
     .flags = QN_REQUIRED,
     QN_HELP("name of the village, community or building", "村、社区或建筑名称")},
    {QN_AT(T, area), .zh = "所属|所属乡镇|乡镇代码|乡镇", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_LINK(T, i_area, "areas.code"), QN_HELP("township it lies in", "所在乡镇")},
    {QN_AT(T, zone), .zh = "分区|区域类型", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_LINK(T, i_zone, "zones.id"), QN_HELP("zone it counts in", "所属分区")},
    {QN_AT(T, kind), .zh = "类型|单元类型", .kind = QN_CHOICE, .fallback = "village",
     .choices =
         "village=村庄|community=社区|public=公共设施|new_community=新型社区|development=新建项目|"
         "township=乡镇",
     QN_HELP("kind of unit", "单元类型")},
    {QN_AT(T, households), .zh = "取暖户|取暖户数|户数", .kind = QN_REAL, .flags = QN_REQUIRED,
     .unit = "household", QN_POSITIVE(1e6), QN_HELP("households that heat", "实际取暖户数")},
    {QN_AT(T, households_registered), .zh = "户籍户|户籍户数", .kind = QN_REAL, .unit = "household",
     QN_POSITIVE(1e6), QN_HELP("registered households", "户籍户数")},
    {QN_AT(T, households_resident), .zh = "常住户|常住户数", .kind = QN_REAL, .unit = "household",
     QN_POSITIVE(1e6), QN_HELP("resident households", "常住户数")},
    {QN_AT(T, area_basis), .zh = "面积口径", .kind = QN_CHOICE, .fallback = "heated",
     .choices = AREA_BASES, QN_HELP("what the unit's areas measure", "面积的口径")},
    {QN_AT(T, present_mode), .zh = "现状方式|现状取暖方式|现有取暖方式", .kind = QN_CODE,
     QN_LINK(T, i_present_mode, "modes.id"),
     QN_HELP("heating mode of the base year; empty for a new development",
             "基准年取暖方式；新建项目留空")},
    {QN_AT(T, present_source), .zh = "现状热源|所属热源", .kind = QN_CODE,
     QN_LINK(T, i_present_source, "sources.id"),
     QN_HELP("source that heats it by network today", "现状集中供热热源")},
    {QN_AT(T, heat_distance_m), .zh = "距热网|距热网距离", .kind = QN_REAL, .unit = "m",
     .flags = QN_EACH, QN_POSITIVE(1e6), QN_HELP("distance to a heat network", "到热网的距离")},
    {QN_AT(T, gas_distance_m), .zh = "距气网|距燃气管网距离", .kind = QN_REAL, .unit = "m",
     .flags = QN_EACH, QN_POSITIVE(1e6), QN_HELP("distance to a gas network", "到燃气管网的距离")},
    {QN_AT(T, feeder), .zh = "馈线|配变|台区", .kind = QN_CODE, QN_LINK(T, i_feeder, "supplies.id"),
     QN_HELP("supply of role feeder it hangs on", "所接配电线路：表“供应”中角色为“配电”的一行")},
    {QN_AT(T, income_cny), .zh = "户均收入", .kind = QN_REAL, QN_MONEY, .flags = QN_EACH,
     QN_HELP("income of a household a year", "户均年收入")},
    {QN_AT(T, low_income_share), .zh = "低收入户比例", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("share of low-income households", "低收入户比例")},
    {QN_AT(T, straw_share), .zh = "秸秆薪柴比例", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("share of today's heat from straw and wood", "现状用热中秸秆薪柴的比例")},
    {QN_AT(T, terrain), .zh = "地形", .kind = QN_CHOICE, .fallback = "plain",
     .choices = "plain=平原|hill=丘陵|mountain=山区", QN_HELP("terrain", "地形")},
    {QN_AT(T, first_year), .zh = "首年|建成年", .kind = QN_INT, .flags = QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("first season of a new development", "新建项目的首个采暖季")},
    {QN_AT(T, demolition_year), .zh = "拆迁年", .kind = QN_INT, .flags = QN_ANNUAL, .min = 2000,
     .max = 2100,
     QN_HELP("from this year the unit is gone; it is never converted",
             "自该年起不存在，且不安排改造")},
    {QN_AT(T, is_divisible), .zh = "可分", .kind = QN_BOOL, .fallback = "0",
     QN_HELP("may split over several modes", "可否采用多种方式")},
    {QN_AT(T, modes_allowed), .zh = "允许方式", .kind = QN_CODE, .flags = QN_LIST,
     QN_LINK(T, l_allowed, "modes.id|modes.family_id"),
     QN_HELP("modes or families allowed; empty: all that fit", "允许的方式或类别；空为不限")},
    {QN_AT(T, modes_forbidden), .zh = "禁止方式", .kind = QN_CODE, .flags = QN_LIST,
     QN_LINK(T, l_forbidden, "modes.id|modes.family_id"),
     QN_HELP("modes or families not allowed", "不允许的方式或类别")},
    {QN_AT(T, fixed_mode), .zh = "指定方式", .kind = QN_CODE, QN_LINK(T, i_fixed_mode, "modes.id"),
     QN_HELP("mode already decided", "已确定的方式")},
    {QN_AT(T, fixed_year), .zh = "指定年份", .kind = QN_INT, .flags = QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("year already decided", "已确定的年份")},
    {QN_AT(T, lon), .zh = "经度", .kind = QN_REAL, .min = -180, .max = 180,
     QN_HELP("longitude, degrees east", "经度，度")},
    {QN_AT(T, lat), .zh = "纬度", .kind = QN_REAL, .min = -90, .max = 90,
     QN_HELP("latitude, degrees north", "纬度，度")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_units_table = QN_DECLARE(
    qn_unit_row, "units", "用热单元", units, NULL,
    "What is decided as a whole: a village, a community, a public building, a new development.",
    "作为整体决策的用热单元：村庄、社区、公共设施、新型社区、新建项目。");

#define T qn_unit_area
static const qn_column unit_areas[] = {
    {QN_AT(T, unit), .zh = "单元|单元编号", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_unit, "units.id"), QN_HELP("unit", "用热单元")},
    {QN_AT(T, building_class), .zh = "建筑类别|类别", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_class, "building_classes.id"), QN_HELP("building class", "建筑类别")},
    {QN_AT(T, area_m2), .zh = "面积|取暖面积|供热面积", .kind = QN_REAL, .flags = QN_REQUIRED,
     .unit = "m2", QN_POSITIVE(1e9), QN_HELP("floor area in the unit's basis", "按单元口径的面积")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_unit_areas_table =
    QN_DECLARE(qn_unit_area, "unit_areas", "单元面积", unit_areas, NULL,
               "Floor area of a unit by building class.", "单元按建筑类别的面积。");

#define T qn_unit_year
static const qn_column unit_years[] = {
    {QN_AT(T, unit), .zh = "单元|单元编号", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_unit, "units.id"), QN_HELP("unit", "用热单元")},
    {QN_AT(T, building_class), .zh = "建筑类别|类别", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_class, "building_classes.id"), QN_HELP("building class", "建筑类别")},
    {QN_AT(T, year), .zh = "年份|年度", .kind = QN_INT, .flags = QN_KEY | QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("year", "年份")},
    {QN_AT(T, added_m2), .zh = "新增面积", .kind = QN_REAL, .unit = "m2", .fallback = "0",
     QN_POSITIVE(1e9), QN_HELP("area added", "新增面积")},
    {QN_AT(T, removed_m2), .zh = "拆除面积", .kind = QN_REAL, .unit = "m2", .fallback = "0",
     QN_POSITIVE(1e9), QN_HELP("area removed", "拆除面积")},
    {QN_AT(T, added_households), .zh = "新增户数", .kind = QN_REAL, .unit = "household",
     .fallback = "0", .min = -1e6, .max = 1e6,
     QN_HELP("households added, negative removed", "新增户数，减少为负")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_unit_years_table =
    QN_DECLARE(qn_unit_year, "unit_years", "单元变化", unit_years, NULL,
               "Growth of a unit by year and class.", "单元逐年新增与拆除。");

#define T qn_building_class
static const qn_column building_classes[] = {
    {QN_AT(T, id), .zh = "编号|类别编号", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("id of the class", "类别编号")},
    {QN_AT(T, name), .zh = "名称|类别", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("name", "名称")},
    {QN_AT(T, q_w_m2), .zh = "热指标|采暖热指标", .kind = QN_REAL, .unit = "W/m2", .min = 1,
     .max = 300, QN_HELP("heat index at 18 degrees inside", "18 ℃ 室温下的热指标")},
    {QN_AT(T, u_w_m2k), .zh = "综合传热", .kind = QN_REAL, .unit = "W/(m2K)", .min = 0.1, .max = 15,
     QN_HELP("index per kelvin, where the heat index is not given: q = u (18 - td)",
             "未给热指标时按温差计的指标：q = u (18 − td)")},
    {QN_AT(T, indoor_degc), .zh = "室内温度|设计室温", .kind = QN_REAL, .unit = "degC", .min = 5,
     .max = 30, .fallback = "18", QN_HELP("indoor design temperature", "室内设计温度")},
    {QN_AT(T, heated_share), .zh = "取暖面积比例", .kind = QN_REAL, QN_SHARE, .fallback = "1",
     QN_HELP("heated share of building area", "建筑面积中取暖部分的比例")},
    {QN_AT(T, kappa_now), .zh = "现状用热系数", .kind = QN_REAL, .unit = "1", .min = 0.05,
     .max = 1.5, .fallback = "1",
     QN_HELP("heat used today over the heat of full heating", "现状用热与全面全时供暖之比")},
    {QN_AT(T, end_system), .zh = "末端形式", .kind = QN_CHOICE, .fallback = "radiator",
     .choices = "none=无|radiator=散热器|floor=地暖|fan_coil=风机盘管",
     QN_HELP("end system in the rooms", "室内末端形式")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_building_classes_table =
    QN_DECLARE(qn_building_class, "building_classes", "建筑类别", building_classes, "name",
               "Building classes with their heat index.", "建筑类别及热指标。");

#define T qn_area_base
static const qn_column area_bases[] = {
    {QN_AT(T, basis), .zh = "面积口径", .kind = QN_CHOICE, .flags = QN_KEY, .choices = AREA_BASES,
     QN_HELP("basis of areas", "面积口径")},
    {QN_AT(T, counts_as), .zh = "折算为", .kind = QN_CHOICE, .flags = QN_REQUIRED,
     .choices = "building=建筑面积|heated=取暖面积",
     QN_HELP("what it is converted to: building area has a heated share, heated area has not",
             "折算成建筑面积（再乘取暖面积比例）或取暖面积")},
    {QN_AT(T, factor), .zh = "折算系数", .kind = QN_REAL, .flags = QN_REQUIRED, .unit = "1",
     .min = 0.3, .max = 3,
     QN_HELP("square metres that one square metre of the basis counts as",
             "每平方米该口径面积折算的平方米数")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_area_bases_table =
    QN_DECLARE(qn_area_base, "area_bases", "面积口径", area_bases, NULL,
               "How areas of a basis count where heat is computed; building, heated and supplied "
               "area need no row.",
               "各面积口径在热负荷计算中的折算；建筑、取暖、实供面积不必列出。");

#define T qn_benchmark
static const qn_column benchmarks[] = {
    {QN_AT(T, id), .zh = "编号", .kind = QN_CODE, .flags = QN_KEY, QN_HELP("id", "编号")},
    {QN_AT(T, name), .zh = "名称|指标", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("what was measured", "指标名称")},
    {QN_AT(T, scope), .zh = "范围", .kind = QN_CHOICE, .fallback = "all",
     .choices = "all=全部|rural=农村|urban=城镇|network=集中供热",
     QN_HELP("which buildings it is compared with", "与哪部分建筑比较")},
    {QN_AT(T, kgce_m2), .zh = "单位面积标准煤", .kind = QN_REAL, .unit = "kgce/m2", .min = 1,
     .max = 100, QN_HELP("standard coal used a season", "每季单位面积用能，折标准煤")},
    {QN_AT(T, gj_m2), .zh = "单位面积热量", .kind = QN_REAL, .unit = "GJ/m2", .min = 0.05, .max = 3,
     QN_HELP("heat used a season, where that was measured instead", "每季单位面积用热")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_benchmarks_table =
    QN_DECLARE(qn_benchmark, "benchmarks", "对照指标", benchmarks, NULL,
               "Printed heat use a square metre, to compare the region's with.",
               "用于对照的单位面积能耗指标。");

#define T qn_retrofit
static const qn_column retrofits[] = {
    {QN_AT(T, building_class), .zh = "建筑类别|类别", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_class, "building_classes.id"), QN_HELP("building class", "建筑类别")},
    {QN_AT(T, level), .zh = "等级|改造等级", .kind = QN_INT, .flags = QN_KEY, .min = 1, .max = 9,
     QN_HELP("level, from 1", "等级，从 1 起")},
    {QN_AT(T, name), .zh = "名称", .kind = QN_TEXT, QN_HELP("name", "名称")},
    {QN_AT(T, saving), .zh = "节能率", .kind = QN_REAL, .flags = QN_REQUIRED, .unit = "1", .min = 0,
     .max = 0.9, QN_HELP("share of heat saved", "节约用热的比例")},
    {QN_AT(T, cost_cny_m2), .zh = "单位造价", .kind = QN_REAL, .unit = "CNY/m2", .fallback = "0",
     QN_POSITIVE(1e5), QN_HELP("cost per square metre", "每平方米造价")},
    {QN_AT(T, cost_cny_household), .zh = "户均造价", .kind = QN_REAL, .unit = "CNY",
     .fallback = "0", QN_POSITIVE(1e6),
     QN_HELP("cost per household, in addition", "另计的户均造价")},
    {QN_AT(T, life_a), .zh = "寿命", .kind = QN_REAL, .unit = "a", .min = 1, .max = 100,
     .fallback = "30", QN_HELP("life", "寿命")},
    {QN_AT(T, payer), .zh = "出资方", .kind = QN_CHOICE, .choices = QN_PAYER_CHOICES,
     .fallback = "household", QN_HELP("who pays before subsidies", "补贴前的出资方")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_retrofits_table =
    QN_DECLARE(qn_retrofit, "retrofits", "节能改造", retrofits, NULL,
               "Energy retrofits of a building class.", "各类建筑的节能改造等级。");

#define T qn_station
static const qn_column climate[] = {
    {QN_AT(T, id), .zh = "编号|台站", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("id of the station", "台站编号")},
    {QN_AT(T, name), .zh = "名称|台站名", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("name of the station", "台站名称")},
    {QN_AT(T, lon), .zh = "经度", .kind = QN_REAL, .min = -180, .max = 180,
     QN_HELP("longitude, degrees east", "经度，度")},
    {QN_AT(T, lat), .zh = "纬度", .kind = QN_REAL, .min = -90, .max = 90,
     QN_HELP("latitude, degrees north", "纬度，度")},
    {QN_AT(T, design_degc), .zh = "供暖室外计算温度|室外计算温度", .kind = QN_REAL,
     .flags = QN_REQUIRED, .unit = "degC", .min = -60, .max = 10,
     QN_HELP("outdoor design temperature for heating", "供暖室外计算温度")},
    {QN_AT(T, season_start), .zh = "采暖期开始|供暖开始", .kind = QN_TEXT, .flags = QN_REQUIRED,
     .min = 5, .max = 5,
     QN_HELP("first day of the statutory season, MM-DD", "法定采暖期首日，月-日")},
    {QN_AT(T, season_end), .zh = "采暖期结束|供暖结束", .kind = QN_TEXT, .flags = QN_REQUIRED,
     .min = 5, .max = 5,
     QN_HELP("day after the last of the statutory season, MM-DD", "法定采暖期末日的次日，月-日")},
    {QN_AT(T, season_days), .zh = "采暖期天数", .kind = QN_REAL, .unit = "d", .min = 30, .max = 300,
     QN_HELP("days of the statutory season; empty: from the dates",
             "法定采暖期天数；空则由日期计算")},
    {QN_AT(T, season_degc), .zh = "采暖期平均温度", .kind = QN_REAL, .unit = "degC", .min = -40,
     .max = 15,
     QN_HELP("mean outdoor temperature of the statutory season; empty: from the code's",
             "法定采暖期室外平均温度；空则由规范值推算")},
    {QN_AT(T, code_days), .zh = "规范天数", .kind = QN_REAL, .flags = QN_REQUIRED, .unit = "d",
     .min = 30, .max = 300,
     QN_HELP("days with a daily mean of at most +5 degrees (GB 50736)",
             "日平均温度不高于 5 ℃ 的天数")},
    {QN_AT(T, code_degc), .zh = "规范平均温度", .kind = QN_REAL, .flags = QN_REQUIRED,
     .unit = "degC", .min = -40, .max = 5,
     QN_HELP("mean outdoor temperature over those days", "上述天数内的室外平均温度")},
    {QN_AT(T, beyond_degc), .zh = "规范期外平均温度", .kind = QN_REAL, .unit = "degC", .min = 5,
     .max = 15, .fallback = "6.5",
     QN_HELP(
         "mean outdoor temperature of the days by which the statutory season exceeds the code's",
         "法定采暖期超出规范天数部分的室外平均温度")},
    {QN_AT(T, hourly_file), .zh = "逐时文件", .kind = QN_TEXT,
     QN_HELP("hourly weather file, a path from the case's folder or data/weather",
             "逐时气象文件，自案例文件夹或 data/weather 起的路径")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_climate_table =
    QN_DECLARE(qn_station, "climate", "气象", climate, "name",
               "Outdoor design conditions by station.", "各台站室外设计条件。");

#define T qn_statement
static const qn_column statements[] = {
    {QN_AT(T, id), .zh = "编号", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("id, used in formulas", "编号，用于公式")},
    {QN_AT(T, name), .zh = "名称|指标", .kind = QN_TEXT, QN_HELP("what the number is", "指标名称")},
    {QN_AT(T, value), .zh = "数值|值", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("the number exactly as printed", "原文数字，照录")},
    {QN_AT(T, unit), .zh = "单位", .kind = QN_TEXT, QN_HELP("unit as printed", "原文单位")},
    {QN_AT(T, qualifier), .zh = "限定|口径", .kind = QN_TEXT, .fallback = "exact",
     QN_HELP("exact, about, at_least or at_most",
             "exact 准确，about 约，at_least 以上，at_most 以下")},
    {QN_AT(T, source), .zh = "来源|出处", .kind = QN_TEXT, QN_HELP("where it is printed", "出处")},
    {QN_AT(T, formula), .zh = "公式|关系", .kind = QN_TEXT,
     QN_HELP("what it should equal, over other ids", "应等于的公式，用其他编号表示")},
};
#undef T
const qn_table qn_statements_table =
    QN_DECLARE(qn_statement, "statements", "规划数字", statements, NULL,
               "Numbers that a plan prints, for the audit.", "规划文本中的数字，用于核对。");

#define T qn_calendar_step
static const qn_column calendar_steps[] = {
    {QN_AT(T, id), .zh = "编号", .kind = QN_CODE, .flags = QN_KEY, QN_HELP("id", "编号")},
    {QN_AT(T, name), .zh = "步骤|名称", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("name of the step", "步骤名称")},
    {QN_AT(T, name_en), .zh = "步骤（英文）", .kind = QN_TEXT,
     QN_HELP("name in English", "英文名称")},
    {QN_AT(T, from_day), .zh = "开始", .kind = QN_TEXT, .min = 5, .max = 5,
     QN_HELP("first day, MM-DD; empty where only the end is set", "开始日，月-日；只有期限时留空")},
    {QN_AT(T, to_day), .zh = "截止|期限", .kind = QN_TEXT, .flags = QN_REQUIRED, .min = 5, .max = 5,
     QN_HELP("last day, MM-DD", "截止日，月-日")},
    {QN_AT(T, words), .zh = "说明", .kind = QN_TEXT, QN_HELP("what must be done", "工作内容")},
    {QN_AT(T, words_en), .zh = "说明（英文）", .kind = QN_TEXT,
     QN_HELP("the same in English", "英文说明")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_calendar_steps_table =
    QN_DECLARE(qn_calendar_step, "calendar_steps", "工作步骤", calendar_steps, NULL,
               "Steps of each year's work in the calendar of the report.",
               "每年改造工作的步骤与期限，用于报告的工作日历。");
