/* Declarations of the tables of system.h: one line a column. */
#include "case/system.h"

#include "case/declare.h"

#define T qn_heat_source
static const qn_column sources[] = {
    {QN_AT(T, id), .zh = "编号|热源编号", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("id; also the id of its supply of role source",
             "编号；与表“供应”中角色为“热源”的一行同号")},
    {QN_AT(T, name), .zh = "名称|热源|锅炉房", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("name", "名称")},
    {QN_AT(T, area), .zh = "地区|所在地区", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_LINK(T, i_area, "areas.code"), QN_HELP("area it stands in", "所在地区")},
    {QN_AT(T, network), .zh = "热网|热网编号", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_HELP("id of its heat network", "所属热网编号")},
    {QN_AT(T, mode), .zh = "方式", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_LINK(T, i_mode, "modes.id"),
     QN_HELP("network mode its heat counts as", "其供热计为何种集中供热方式")},
    {QN_AT(T, carrier), .zh = "能源|燃料", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_LINK(T, i_carrier, "carriers.id"), QN_HELP("carrier it burns or buys", "所用能源")},
    {QN_AT(T, efficiency), .zh = "效率|热效率", .kind = QN_REAL, .unit = "1", .min = 0.1, .max = 8,
     .fallback = "0.85", QN_HELP("heat sent out over carrier", "供出热量与能源之比")},
    {QN_AT(T, om_cny_gj), .zh = "单位运维", .kind = QN_REAL, .unit = "CNY/GJ", .fallback = "0",
     QN_POSITIVE(1e3), QN_HELP("operation besides the carrier, per GJ", "能源之外每 GJ 运行费")},
    {QN_AT(T, boiler_tph), .zh = "锅炉容量|蒸吨", .kind = QN_REAL, .fallback = "0",
     QN_POSITIVE(1e5), QN_HELP("boilers together, t/h of steam", "锅炉总容量，蒸吨/小时")},
    {QN_AT(T, size_tph), .zh = "单台容量", .kind = QN_REAL, .fallback = "0", QN_POSITIVE(1e4),
     QN_HELP("one boiler, t/h of steam", "单台容量，蒸吨/小时")},
    {QN_AT(T, largest_kw), .zh = "最大单台", .kind = QN_REAL, .unit = "kW", QN_POSITIVE(1e8),
     QN_HELP("capacity that is lost with the largest boiler", "最大一台停运失去的供热能力")},
    {QN_AT(T, year_built), .zh = "建成年", .kind = QN_INT, .min = 1900, .max = 2100,
     QN_HELP("year it was built", "建成年份")},
    {QN_AT(T, state), .zh = "排放状态|状态", .kind = QN_CHOICE, .choices = QN_STATE_CHOICES,
     .fallback = "ordinary", QN_HELP("emission state today", "现状排放状态")},
    {QN_AT(T, sector), .zh = "使用场合", .kind = QN_CHOICE, .choices = QN_SECTOR_CHOICES,
     .fallback = "boiler", QN_HELP("which emission factors hold", "采用的排放系数")},
    {QN_AT(T, keep_until), .zh = "最晚保留", .kind = QN_INT, .flags = QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("last season in which it may stay as it is", "可维持现状的最后一季")},
    {QN_AT(T, lon), .zh = "经度", .kind = QN_REAL, .min = -180, .max = 180,
     QN_HELP("longitude, degrees east", "经度，度")},
    {QN_AT(T, lat), .zh = "纬度", .kind = QN_REAL, .min = -90, .max = 90,
     QN_HELP("latitude, degrees north", "纬度，度")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_sources_table =
    QN_DECLARE(qn_heat_source, "sources", "热源", sources, "name",
               "Boiler houses, CHP plants, waste heat.", "锅炉房、热电厂、余热等热源。");

#define T qn_source_area
static const qn_column source_areas[] = {
    {QN_AT(T, heat_source), .zh = "热源", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_source, "sources.id"), QN_HELP("source", "热源")},
    {QN_AT(T, zone), .zh = "分区", .kind = QN_CODE, .flags = QN_KEY, QN_LINK(T, i_zone, "zones.id"),
     QN_HELP("zone of the area", "面积所在分区")},
    {QN_AT(T, building_class), .zh = "建筑类别", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_class, "building_classes.id"), QN_HELP("building class", "建筑类别")},
    {QN_AT(T, area_m2), .zh = "面积|供热面积", .kind = QN_REAL, .flags = QN_REQUIRED, .unit = "m2",
     QN_POSITIVE(1e10), QN_HELP("attached area that no unit holds", "不属于任何单元的供热面积")},
    {QN_AT(T, households), .zh = "户数", .kind = QN_REAL, .unit = "household", .fallback = "0",
     QN_POSITIVE(1e8), QN_HELP("households in it", "户数")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_source_areas_table =
    QN_DECLARE(qn_source_area, "source_areas", "热源面积", source_areas, NULL,
               "Area attached to a source outside all units.", "热源直接所带、不属于单元的面积。");

#define T qn_source_option
static const qn_column source_options[] = {
    {QN_AT(T, heat_source), .zh = "热源", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_source, "sources.id"), QN_HELP("source", "热源")},
    {QN_AT(T, option), .zh = "方案", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("id of the option within the source", "方案编号")},
    {QN_AT(T, kind), .zh = "类型", .kind = QN_CHOICE, .flags = QN_REQUIRED,
     .choices = "ultra_low=超低排放改造|merge=并网|fuel=改燃料|close=关停",
     QN_HELP("what becomes of it; close needs that nothing hangs on it", "去向；关停须已无用户")},
    {QN_AT(T, receiver), .zh = "并入热源", .kind = QN_CODE, QN_LINK(T, i_receiver, "sources.id"),
     QN_HELP("source that takes over the attached area in a merge", "并网后的接收热源")},
    {QN_AT(T, carrier), .zh = "改后能源", .kind = QN_CODE, QN_LINK(T, i_carrier, "carriers.id"),
     QN_HELP("carrier afterwards; empty: the same", "改后能源；空为不变")},
    {QN_AT(T, mode), .zh = "改后方式", .kind = QN_CODE, QN_LINK(T, i_mode, "modes.id"),
     QN_HELP("mode that targets and tables count it as afterwards; empty: the same",
             "改后按何种方式计入目标和结构；空为不变")},
    {QN_AT(T, efficiency), .zh = "改后效率", .kind = QN_REAL, .unit = "1", .min = 0.1, .max = 8,
     QN_HELP("efficiency afterwards; empty: the same", "改后效率；空为不变")},
    {QN_AT(T, om_cny_gj), .zh = "改后单位运维", .kind = QN_REAL, .unit = "CNY/GJ", QN_POSITIVE(1e3),
     QN_HELP("operation afterwards; empty: the same", "改后每 GJ 运行费；空为不变")},
    {QN_AT(T, invest_cny), .zh = "投资", .kind = QN_REAL, QN_MONEY, .fallback = "0",
     QN_HELP("investment", "投资")},
    {QN_AT(T, life_a), .zh = "寿命", .kind = QN_REAL, .unit = "a", .min = 1, .max = 100,
     .fallback = "20", QN_HELP("life", "寿命")},
    {QN_AT(T, payer), .zh = "出资方", .kind = QN_CHOICE, .choices = QN_PAYER_CHOICES,
     .fallback = "company", QN_HELP("who pays", "出资方")},
    {QN_AT(T, capacity_kw), .zh = "改后容量", .kind = QN_REAL, .unit = "kW", QN_POSITIVE(1e8),
     QN_HELP("capacity afterwards; empty: the same (merge, close: none)",
             "改后供热能力；空为不变（并网、关停为零）")},
    {QN_AT(T, state), .zh = "改后排放状态", .kind = QN_CHOICE, .choices = QN_STATE_CHOICES,
     .fallback = "ultra_low", QN_HELP("emission state afterwards", "改后排放状态")},
    {QN_AT(T, earliest), .zh = "最早年份", .kind = QN_INT, .flags = QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("earliest year; empty: from the first", "最早年份")},
    {QN_AT(T, latest), .zh = "最晚年份", .kind = QN_INT, .flags = QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("latest year; empty: the horizon", "最晚年份")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_source_options_table =
    QN_DECLARE(qn_source_option, "source_options", "热源方案", source_options, NULL,
               "What may become of a source; keeping it is always possible.",
               "热源可选去向；维持现状总是可选。");

#define T qn_project
static const qn_column projects[] = {
    {QN_AT(T, id), .zh = "编号|项目编号", .kind = QN_CODE, .flags = QN_KEY, QN_HELP("id", "编号")},
    {QN_AT(T, name), .zh = "名称|项目名称", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("name", "名称")},
    {QN_AT(T, kind), .zh = "类型", .kind = QN_TEXT,
     QN_HELP("plant, pipeline, LNG store, substation, ...", "电厂、管线、储气、变电站等")},
    {QN_AT(T, area), .zh = "地区", .kind = QN_CODE, QN_LINK(T, i_area, "areas.code"),
     QN_HELP("area", "所在地区")},
    {QN_AT(T, supply), .zh = "增加供应", .kind = QN_CODE, QN_LINK(T, i_supply, "supplies.id"),
     QN_HELP("supply it adds to", "所增加的供应")},
    {QN_AT(T, adds_peak), .zh = "增加能力", .kind = QN_REAL, .fallback = "0", QN_POSITIVE(1e12),
     QN_HELP("peak added, in the supply's measure", "增加的高峰能力")},
    {QN_AT(T, adds_annual), .zh = "增加年量", .kind = QN_REAL, .fallback = "0", QN_POSITIVE(1e14),
     QN_HELP("annual quantity added", "增加的年供应量")},
    {QN_AT(T, earliest), .zh = "最早年份", .kind = QN_INT, .flags = QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("earliest year", "最早年份")},
    {QN_AT(T, latest), .zh = "最晚年份", .kind = QN_INT, .flags = QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("latest year", "最晚年份")},
    {QN_AT(T, is_fixed), .zh = "已定", .kind = QN_BOOL, .fallback = "0",
     QN_HELP("will be built", "是否必建")},
    {QN_AT(T, cost_cny), .zh = "投资", .kind = QN_REAL, QN_MONEY, .fallback = "0",
     QN_HELP("investment", "投资")},
    {QN_AT(T, life_a), .zh = "寿命", .kind = QN_REAL, .unit = "a", .min = 1, .max = 100,
     .fallback = "30", QN_HELP("life", "寿命")},
    {QN_AT(T, om_cny), .zh = "年运维", .kind = QN_REAL, QN_MONEY, .fallback = "0",
     QN_HELP("upkeep a year", "每年运维")},
    {QN_AT(T, payer), .zh = "出资方", .kind = QN_CHOICE, .choices = QN_PAYER_CHOICES,
     .fallback = "company", QN_HELP("who pays", "出资方")},
    {QN_AT(T, km), .zh = "管网公里", .kind = QN_REAL, .unit = "km", .fallback = "0",
     QN_POSITIVE(1e5), QN_HELP("pipe, km", "管网长度")},
    {QN_AT(T, stations), .zh = "换热站数", .kind = QN_REAL, .fallback = "0", QN_POSITIVE(1e5),
     QN_HELP("stations", "换热站座数")},
    {QN_AT(T, owner), .zh = "责任单位", .kind = QN_TEXT, QN_HELP("responsible body", "责任单位")},
    {QN_AT(T, state), .zh = "状态|进展", .kind = QN_TEXT, QN_HELP("how far it is", "进展")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_projects_table =
    QN_DECLARE(qn_project, "projects", "项目", projects, NULL,
               "Named plants, pipelines, stores, substations.", "重点项目。");

#define T qn_supply
static const qn_column supplies[] = {
    {QN_AT(T, id), .zh = "编号", .kind = QN_CODE, .flags = QN_KEY, QN_HELP("id", "编号")},
    {QN_AT(T, name), .zh = "名称", .kind = QN_TEXT, .flags = QN_REQUIRED, QN_HELP("name", "名称")},
    {QN_AT(T, area), .zh = "地区", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_LINK(T, i_area, "areas.code"),
     QN_HELP("units of this area that use the carrier count", "该地区使用该能源的单元计入")},
    {QN_AT(T, carrier), .zh = "能源", .kind = QN_CODE, QN_LINK(T, i_carrier, "carriers.id"),
     QN_HELP("carrier; empty for a source, which gives heat", "能源；热源留空")},
    {QN_AT(T, role), .zh = "角色", .kind = QN_CHOICE, .flags = QN_REQUIRED,
     .choices = "limit=限额|feeder=配电|source=热源|storage=储气",
     QN_HELP("limit: contract, quota or cap; feeder: only units that name it; source: heat; "
             "storage: must hold the duty",
             "limit 合同、指标、上限；feeder 仅计所接单元；source 热源；storage 储气责任")},
    {QN_AT(T, peak), .zh = "高峰能力|容量", .kind = QN_REAL, QN_POSITIVE(1e12),
     QN_HELP(
         "design-day capacity: kVA of electricity, carrier unit a day, kW of heat; empty: no limit",
         "设计日能力：电 kVA，燃料为每日计量单位，热 kW；空为不限")},
    {QN_AT(T, annual), .zh = "年供应量", .kind = QN_REAL, QN_POSITIVE(1e14),
     QN_HELP("annual quantity in the carrier's unit (storage: what it holds); empty: no limit",
             "年供应量（储气为储存量）；空为不限")},
    {QN_AT(T, base_peak), .zh = "其他高峰", .kind = QN_REAL, .fallback = "0", QN_POSITIVE(1e12),
     QN_HELP("other uses on the design day", "其他用途的设计日用量")},
    {QN_AT(T, base_annual), .zh = "其他年量", .kind = QN_REAL, .fallback = "0", QN_POSITIVE(1e14),
     QN_HELP("other uses a year", "其他用途的年用量")},
    {QN_AT(T, module_peak), .zh = "模块能力", .kind = QN_REAL, .fallback = "0", QN_POSITIVE(1e12),
     QN_HELP("peak of one module that may be added, 0: none", "可增模块的高峰能力，0 为不可增")},
    {QN_AT(T, module_annual), .zh = "模块年量", .kind = QN_REAL, .fallback = "0", QN_POSITIVE(1e14),
     QN_HELP("annual quantity of one module", "可增模块的年供应量")},
    {QN_AT(T, module_cost_cny), .zh = "模块造价", .kind = QN_REAL, QN_MONEY, .fallback = "0",
     QN_HELP("cost of one module", "每模块造价")},
    {QN_AT(T, module_life_a), .zh = "模块寿命", .kind = QN_REAL, .unit = "a", .min = 1, .max = 100,
     .fallback = "25", QN_HELP("life of a module", "模块寿命")},
    {QN_AT(T, module_most), .zh = "模块上限", .kind = QN_INT, .fallback = "1000", .min = 0,
     .max = 1000000, QN_HELP("most modules", "最多模块数")},
    {QN_AT(T, payer), .zh = "出资方", .kind = QN_CHOICE, .choices = QN_PAYER_CHOICES,
     .fallback = "company", QN_HELP("who pays the modules", "模块出资方")},
    {QN_AT(T, duty_days), .zh = "储气天数", .kind = QN_REAL, .fallback = "0", QN_POSITIVE(365),
     QN_HELP("storage: days of mean use it must hold", "须储存的平均用气天数")},
    {QN_AT(T, duty_share), .zh = "储气比例", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("storage: share of the annual use it must hold", "须储存的年用气量比例")},
    QN_SOURCE_COLUMN(T),
    QN_SURE_COLUMN(T),
};
#undef T
const qn_table qn_supplies_table = QN_DECLARE(qn_supply, "supplies", "供应", supplies, NULL,
                                              "Limits and capacities; nested ones all hold.",
                                              "供应能力与限额；嵌套的各级都须满足。");

#define T qn_supply_year
static const qn_column supply_years[] = {
    {QN_AT(T, supply), .zh = "供应", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_supply, "supplies.id"), QN_HELP("supply", "供应")},
    {QN_AT(T, year), .zh = "年份", .kind = QN_INT, .flags = QN_KEY | QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("from this year on", "自该年起")},
    {QN_AT(T, peak), .zh = "高峰能力|容量", .kind = QN_REAL, QN_POSITIVE(1e12),
     QN_HELP("capacity from then on; empty: as before", "该年起能力；空为不变")},
    {QN_AT(T, annual), .zh = "年供应量", .kind = QN_REAL, QN_POSITIVE(1e14),
     QN_HELP("annual quantity from then on; empty: as before", "该年起年供应量；空为不变")},
    {QN_AT(T, base_peak), .zh = "其他高峰", .kind = QN_REAL, QN_POSITIVE(1e12),
     QN_HELP("other uses on the design day from then on", "该年起其他高峰用量")},
    {QN_AT(T, base_annual), .zh = "其他年量", .kind = QN_REAL, QN_POSITIVE(1e14),
     QN_HELP("other uses a year from then on", "该年起其他年用量")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_supply_years_table =
    QN_DECLARE(qn_supply_year, "supply_years", "供应逐年", supply_years, NULL,
               "How a supply changes over the years.", "供应能力逐年变化。");

#define T qn_supply_step
static const qn_column supply_steps[] = {
    {QN_AT(T, supply), .zh = "供应", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_supply, "supplies.id"), QN_HELP("supply", "供应")},
    {QN_AT(T, up_to), .zh = "用量上限", .kind = QN_REAL, .flags = QN_KEY, QN_POSITIVE(1e14),
     QN_HELP("annual use up to which the step holds", "该档适用的年用量上限")},
    {QN_AT(T, price_added_cny), .zh = "加价", .kind = QN_REAL, .flags = QN_REQUIRED, .unit = "CNY",
     QN_POSITIVE(1e5),
     QN_HELP("price added per unit in the step; must not fall from step to step; above the last it "
             "stays",
             "该档每单位加价；逐档不减，超过末档按末档")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_supply_steps_table =
    QN_DECLARE(qn_supply_step, "supply_steps", "供应加价", supply_steps, NULL,
               "Price that rises with the annual use of a supply.", "随年用量上升的加价。");

#define T qn_trunk
static const qn_column trunks[] = {
    {QN_AT(T, area), .zh = "乡镇", .kind = QN_CODE, .flags = QN_KEY,
     QN_LINK(T, i_area, "areas.code"), QN_HELP("township", "乡镇")},
    {QN_AT(T, network), .zh = "管网", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("id of a heat network, or gas", "热网编号，或 gas")},
    {QN_AT(T, is_built), .zh = "已有", .kind = QN_BOOL, .fallback = "0",
     QN_HELP("exists today", "是否已建成")},
    {QN_AT(T, earliest), .zh = "最早年份", .kind = QN_INT, .flags = QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("earliest year", "最早年份")},
    {QN_AT(T, cost_cny), .zh = "投资", .kind = QN_REAL, QN_MONEY, .fallback = "0",
     QN_HELP("investment", "投资")},
    {QN_AT(T, life_a), .zh = "寿命", .kind = QN_REAL, .unit = "a", .min = 1, .max = 100,
     .fallback = "30", QN_HELP("life", "寿命")},
    {QN_AT(T, payer), .zh = "出资方", .kind = QN_CHOICE, .choices = QN_PAYER_CHOICES,
     .fallback = "company", QN_HELP("who pays", "出资方")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_trunks_table =
    QN_DECLARE(qn_trunk, "trunks", "干线", trunks, NULL,
               "Trunk pipes to townships; none listed means none possible.",
               "通往乡镇的干线；未列出即不可建。");

#define QN_METRIC_CHOICES                                                                                 \
  "clean_rate_area=清洁取暖率（面积）|clean_rate_households=清洁取暖率（户）|"           \
  "clean_area=清洁取暖面积|clean_households=清洁取暖户数|mode_area=方式面积|"             \
  "mode_households=方式户数|upgraded_households=热源提升户数|retrofit_area=节能改造面积|" \
  "coal_removed=散煤削减|emission=排放|closed_tph=淘汰蒸吨|ultra_low_tph=超低改造蒸吨|"   \
  "pipe_km=管网公里|stations=换热站"

#define T qn_target
static const qn_column targets[] = {
    {QN_AT(T, id), .zh = "编号", .kind = QN_CODE, .flags = QN_KEY, QN_HELP("id", "编号")},
    {QN_AT(T, name), .zh = "名称|目标", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("name", "名称")},
    {QN_AT(T, area), .zh = "地区", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_LINK(T, i_area, "areas.code"), QN_HELP("area", "地区")},
    {QN_AT(T, excluded), .zh = "除外地区", .kind = QN_CODE, .flags = QN_LIST,
     QN_LINK(T, l_excluded, "areas.code"), QN_HELP("areas inside that do not count", "不含的地区")},
    {QN_AT(T, zone), .zh = "分区", .kind = QN_CODE, QN_LINK(T, i_zone, "zones.id"),
     QN_HELP("zone; empty: all", "分区；空为全部")},
    {QN_AT(T, kind), .zh = "单元类型", .kind = QN_CHOICE,
     .choices =
         "village=村庄|community=社区|public=公共设施|new_community=新型社区|development=新建项目|"
         "township=乡镇",
     QN_HELP("kind of unit; empty: all", "单元类型；空为全部")},
    {QN_AT(T, terrain), .zh = "地形", .kind = QN_CHOICE,
     .choices = "plain=平原|hill=丘陵|mountain=山区",
     QN_HELP("terrain; empty: all", "地形；空为全部")},
    {QN_AT(T, modes), .zh = "方式", .kind = QN_CODE, .flags = QN_LIST,
     QN_LINK(T, l_modes, "modes.id|modes.family_id"),
     QN_HELP("modes or families of a mode metric", "方式类指标的方式或类别")},
    {QN_AT(T, date), .zh = "日期|期限", .kind = QN_DATE, .flags = QN_REQUIRED,
     QN_HELP("by when; from 1 July on the season of that year, earlier the season before",
             "期限；7 月 1 日起计当年采暖季，之前计上一季")},
    {QN_AT(T, metric), .zh = "指标", .kind = QN_CHOICE, .flags = QN_REQUIRED,
     .choices = QN_METRIC_CHOICES, QN_HELP("what is measured", "指标")},
    {QN_AT(T, pollutant), .zh = "污染物", .kind = QN_CODE, QN_LINK(T, i_pollutant, "pollutants.id"),
     QN_HELP("pollutant of an emission target", "排放目标的污染物")},
    {QN_AT(T, counting), .zh = "计量方式", .kind = QN_CHOICE, .choices = "stock=存量|added=新增",
     .fallback = "stock", QN_HELP("stock, or added since a year", "存量，或自某年起新增")},
    {QN_AT(T, since_year), .zh = "新增自", .kind = QN_INT, .flags = QN_ANNUAL, .min = 2000,
     .max = 2100,
     QN_HELP("added: conversions in this year and later; empty: all", "新增自该年起；空为全部")},
    {QN_AT(T, sense), .zh = "关系", .kind = QN_CHOICE,
     .choices = "at_least=不少于|at_most=不多于|equal=等于", .fallback = "at_least",
     QN_HELP("at least, at most or equal", "不少于、不多于或等于")},
    {QN_AT(T, value), .zh = "数值|目标值", .kind = QN_REAL, .flags = QN_REQUIRED, .min = -1e15,
     .max = 1e15, QN_HELP("value in the unit beside it", "目标值，单位见旁列")},
    {QN_AT(T, unit), .zh = "单位", .kind = QN_TEXT,
     QN_HELP("unit of the value: m2, household, %, t, kg, km, t/h (空 = 基本单位)", "目标值单位")},
    {QN_AT(T, tolerance), .zh = "容差", .kind = QN_REAL, .unit = "1", .min = 0, .max = 0.1,
     QN_HELP("share of the value; empty: 0.5 % for equal, 0.0001 point for a rate, 0 else",
             "相对容差；空则等于为 0.5 %，比率为 0.01 个百分点")},
    {QN_AT(T, rule), .zh = "刚性", .kind = QN_CHOICE, .choices = QN_RULE_CHOICES,
     .fallback = "hard", QN_HELP("hard, priced or reported", "必须、计价或只报告")},
    {QN_AT(T, price_cny), .zh = "未达价格", .kind = QN_REAL, QN_MONEY, .fallback = "0",
     QN_HELP(
         "price of one missing unit (m2, household, t; a rate: its share of area or households)",
         "每缺一单位的价格")},
    {QN_AT(T, words), .zh = "原文", .kind = QN_TEXT, QN_HELP("the plan's own words", "规划原文")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_targets_table = QN_DECLARE(qn_target, "targets", "目标", targets, NULL,
                                             "Lines of a plan that must hold.", "规划目标。");

#define T qn_budget
static const qn_column budgets[] = {
    {QN_AT(T, id), .zh = "编号", .kind = QN_CODE, .flags = QN_KEY, QN_HELP("id", "编号")},
    {QN_AT(T, payer), .zh = "出资方", .kind = QN_CHOICE, .flags = QN_REQUIRED,
     .choices = QN_PAYER_CHOICES, QN_HELP("who pays", "出资方")},
    {QN_AT(T, area), .zh = "地区", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_LINK(T, i_area, "areas.code"), QN_HELP("area", "地区")},
    {QN_AT(T, year), .zh = "年份", .kind = QN_INT, .flags = QN_REQUIRED | QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("season", "年度")},
    {QN_AT(T, money_cny), .zh = "资金|预算", .kind = QN_REAL, .flags = QN_REQUIRED, QN_MONEY,
     QN_HELP("money of that year", "当年资金")},
    {QN_AT(T, carries), .zh = "可结转", .kind = QN_BOOL, .fallback = "1",
     QN_HELP("what is left of earlier years may be used", "往年结余可用")},
    {QN_AT(T, rule), .zh = "刚性", .kind = QN_CHOICE, .choices = QN_RULE_CHOICES,
     .fallback = "hard", QN_HELP("hard, priced or reported", "必须、计价或只报告")},
    {QN_AT(T, price_cny), .zh = "超支价格", .kind = QN_REAL, .fallback = "1", QN_POSITIVE(1e6),
     QN_HELP("price of one CNY too much", "每超支一元的价格")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_budgets_table =
    QN_DECLARE(qn_budget, "budgets", "预算", budgets, NULL, "Money of a payer by area and year.",
               "各出资方分年资金。");

#define T qn_build_limit
static const qn_column build_limits[] = {
    {QN_AT(T, id), .zh = "编号", .kind = QN_CODE, .flags = QN_KEY, QN_HELP("id", "编号")},
    {QN_AT(T, area), .zh = "地区", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_LINK(T, i_area, "areas.code"), QN_HELP("area", "地区")},
    {QN_AT(T, modes), .zh = "方式", .kind = QN_CODE, .flags = QN_LIST,
     QN_LINK(T, l_modes, "modes.id|modes.family_id"),
     QN_HELP("modes or families; empty: all", "方式或类别；空为全部")},
    {QN_AT(T, year), .zh = "年份", .kind = QN_INT, .flags = QN_REQUIRED | QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("year", "年份")},
    {QN_AT(T, households), .zh = "户数|最多户数", .kind = QN_REAL, .flags = QN_REQUIRED,
     .unit = "household", QN_POSITIVE(1e9),
     QN_HELP("most households converted in the year", "当年最多改造户数")},
    {QN_AT(T, rule), .zh = "刚性", .kind = QN_CHOICE, .choices = QN_RULE_CHOICES,
     .fallback = "hard", QN_HELP("hard, priced or reported", "必须、计价或只报告")},
    {QN_AT(T, price_cny), .zh = "超限价格", .kind = QN_REAL, QN_MONEY, .fallback = "1000",
     QN_HELP("price of a household too many", "每超一户的价格")},
    QN_SOURCE_COLUMN(T),
};
#undef T
const qn_table qn_build_limits_table =
    QN_DECLARE(qn_build_limit, "build_limits", "施工能力", build_limits, NULL,
               "Most households converted a year.", "每年最多改造户数。");
