/* Declarations of the output tables: one line a column. */
#include "result/plan_tables.h"

#define COLUMN(member, chinese, kind_, unit_, help)                                              \
  {                                                                                              \
    .name = #member, .zh = chinese, .kind = kind_, .unit = unit_, .offset = offsetof(T, member), \
    .en = help, .zh_help = chinese                                                               \
  }
#define TABLE(row, id, chinese, columns_, english, chinese_help)                            \
  {                                                                                         \
    .name = id, .zh = chinese, .en = english, .zh_help = chinese_help, .columns = columns_, \
    .n_column = QN_COLUMN_COUNT(columns_), .row_size = sizeof(row), .is_computed = true     \
  }

#define T qn_key_figure
static const qn_column key_figures[] = {
    COLUMN(id, "编号", QN_CODE, "", "id of the figure"),
    COLUMN(name_zh, "指标", QN_TEXT, "", "name in Chinese"),
    COLUMN(name_en, "指标（英文）", QN_TEXT, "", "name in English"),
    COLUMN(value, "数值", QN_REAL, "", "value in the unit beside it"),
    COLUMN(base_value, "基准年", QN_REAL, "", "value of the base year"),
    COLUMN(unit, "单位", QN_TEXT, "", "unit"),
    COLUMN(is_short, "未达", QN_BOOL, "", "a target behind it is missed"),
};
#undef T
const qn_table qn_key_figures_table =
    TABLE(qn_key_figure, "key_figures", "主要指标", key_figures,
          "The head of the report: key figures with the base year beside them.",
          "报告首页主要指标及基准年对照。");

#define T qn_target_met
static const qn_column targets_met[] = {
    COLUMN(target, "目标编号", QN_CODE, "", "id of the target"),
    COLUMN(name, "目标", QN_TEXT, "", "name"),
    COLUMN(area, "地区代码", QN_CODE, "", "area code"),
    COLUMN(area_name, "地区", QN_TEXT, "", "area"),
    COLUMN(zone, "分区", QN_CODE, "", "zone id, empty for all"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(metric, "指标", QN_TEXT, "", "metric id"),
    COLUMN(unit, "单位", QN_TEXT, "", "unit of the values"),
    COLUMN(base_value, "基准年", QN_REAL, "", "value of the base year"),
    COLUMN(required, "目标值", QN_REAL, "", "required"),
    COLUMN(achieved, "完成值", QN_REAL, "", "reached"),
    COLUMN(slack, "余量", QN_REAL, "", "how far on the right side of the target, negative = short"),
    COLUMN(is_met, "是否完成", QN_BOOL, "", "met within the tolerance"),
    COLUMN(rule, "刚性", QN_TEXT, "", "hard, priced or reported"),
    COLUMN(price_cny, "影子价格", QN_REAL, "CNY", "indicative price of one unit more"),
    COLUMN(charge_cny, "未达部分计价", QN_REAL, "CNY", "charged for what a priced target misses"),
    COLUMN(least_makeup_cny, "补足费用下限", QN_REAL, "CNY",
           "to make that up if villages and sources could be split, at the indicative price"),
    COLUMN(makeup_cny, "补足费用", QN_REAL, "CNY",
           "to make that up by one or two units or sources, empty where no two suffice"),
    COLUMN(words, "原文", QN_TEXT, "", "the plan's own words"),
};
#undef T
const qn_table qn_targets_met_table =
    TABLE(qn_target_met, "targets_met", "目标完成表", targets_met,
          "Every target with what the plan reaches.", "各项目标及完成情况。");

#define T qn_progress_row
static const qn_column progress[] = {
    COLUMN(area, "地区代码", QN_CODE, "", "county code"),
    COLUMN(area_name, "地区", QN_TEXT, "", "county"),
    COLUMN(zone, "分区", QN_CODE, "", "zone id"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(area_m2, "取暖面积", QN_REAL, "m2", "heated area"),
    COLUMN(clean_m2, "清洁取暖面积", QN_REAL, "m2", "clean area"),
    COLUMN(clean_rate, "清洁取暖率", QN_REAL, "1", "clean area over area"),
    COLUMN(households, "取暖户", QN_REAL, "household", "households"),
    COLUMN(clean_households, "清洁取暖户", QN_REAL, "household", "clean households"),
    COLUMN(required_rate, "要求清洁率", QN_REAL, "1", "rate a target requires here, if any"),
};
#undef T
const qn_table qn_progress_table =
    TABLE(qn_progress_row, "progress", "分县进度", progress,
          "Clean heating by county, zone and season, base year included.",
          "分县、分区、分季清洁取暖情况，含基准年。");

#define T qn_task_row
static const qn_column tasks[] = {
    COLUMN(area, "地区代码", QN_CODE, "", "county code"),
    COLUMN(area_name, "地区", QN_TEXT, "", "county"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(mode, "方式编号", QN_CODE, "", "mode id"),
    COLUMN(mode_name, "方式", QN_TEXT, "", "mode"),
    COLUMN(units, "单元数", QN_REAL, "", "units"),
    COLUMN(households, "户数", QN_REAL, "household", "households converted"),
    COLUMN(area_m2, "面积", QN_REAL, "m2", "area converted"),
    COLUMN(retrofit_m2, "节能改造面积", QN_REAL, "m2", "of it with an energy retrofit"),
    COLUMN(invest_cny, "投资", QN_REAL, "CNY", "investment"),
};
#undef T
const qn_table qn_tasks_table =
    TABLE(qn_task_row, "tasks", "年度任务分解表", tasks, "Conversions by county, season and mode.",
          "分县、分年、分方式改造任务。");

#define T qn_mix_row
static const qn_column mix[] = {
    COLUMN(area, "地区代码", QN_CODE, "", "county code"),
    COLUMN(area_name, "地区", QN_TEXT, "", "county"),
    COLUMN(zone, "分区", QN_CODE, "", "zone id"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(mode, "方式编号", QN_CODE, "", "mode id"),
    COLUMN(mode_name, "方式", QN_TEXT, "", "mode"),
    COLUMN(family, "类别", QN_TEXT, "", "family of modes"),
    COLUMN(is_clean, "清洁", QN_BOOL, "", "counts as clean"),
    COLUMN(area_m2, "取暖面积", QN_REAL, "m2", "area"),
    COLUMN(households, "取暖户", QN_REAL, "household", "households"),
};
#undef T
const qn_table qn_mix_table = TABLE(
    qn_mix_row, "mix", "取暖方式结构", mix,
    "Area and households by mode, zone and season, base year included.", "各方式取暖面积与户数。");

#define T qn_mixes_row
static const qn_column mixes[] = {
    COLUMN(kind, "类别", QN_TEXT, "", "cost, payer, household, area, households or energy"),
    COLUMN(id, "编号", QN_CODE, "", "mode, carrier or payer"),
    COLUMN(name, "项目", QN_TEXT, "", "name"),
    COLUMN(unit, "单位", QN_TEXT, "", "unit of the values"),
    COLUMN(prescribed, "规定结构", QN_REAL, "", "of the plan, with all targets"),
    COLUMN(cheapest, "最低费用结构", QN_REAL, "", "without the targets by mode"),
    COLUMN(difference, "差额", QN_REAL, "", "prescribed - cheapest"),
};
#undef T
const qn_table qn_mixes_table =
    TABLE(qn_mixes_row, "mixes", "规定结构与最低费用结构比较", mixes,
          "The mix that targets by mode prescribe against the cheapest under the same limits.",
          "按方式下达的任务所规定的结构，与取消这些任务后同样约束下费用最低的结构。");

#define T qn_unit_plan
static const qn_column unit_plans[] = {
    COLUMN(unit, "编号", QN_CODE, "", "unit"),
    COLUMN(name, "名称", QN_TEXT, "", "name"),
    COLUMN(township, "乡镇", QN_TEXT, "", "township"),
    COLUMN(township_code, "乡镇代码", QN_CODE, "", "township code"),
    COLUMN(county, "县（区）", QN_TEXT, "", "county"),
    COLUMN(county_code, "县代码", QN_CODE, "", "county code"),
    COLUMN(zone, "分区", QN_CODE, "", "zone id"),
    COLUMN(kind, "类型", QN_TEXT, "", "kind"),
    COLUMN(households, "取暖户", QN_REAL, "household", "households"),
    COLUMN(area_m2, "取暖面积", QN_REAL, "m2", "area"),
    COLUMN(present_mode, "现状方式编号", QN_CODE, "", "mode today"),
    COLUMN(present_mode_name, "现状方式", QN_TEXT, "", "mode today"),
    COLUMN(mode, "方式编号", QN_CODE, "", "mode id"),
    COLUMN(mode_name, "改造方式", QN_TEXT, "", "mode"),
    COLUMN(season, "改造年", QN_INT, "", "season of conversion, empty for none"),
    COLUMN(retrofit, "节能改造等级", QN_INT, "", "retrofit level, 0 none"),
    COLUMN(interim_mode, "过渡方式", QN_TEXT, "", "interim fuel until then"),
    COLUMN(share, "份额", QN_REAL, "1", "share of the unit"),
    COLUMN(is_clean, "清洁", QN_BOOL, "", "clean at the horizon"),
    COLUMN(design_kw, "设计热负荷", QN_REAL, "kW", "design load after retrofit"),
    COLUMN(heat_gj, "季用热", QN_REAL, "GJ", "season heat in actual use"),
    COLUMN(equipment_kw, "户均设备容量", QN_REAL, "kW", "installed kW a household"),
    COLUMN(kva, "用电容量", QN_REAL, "kVA", "design-day kVA"),
    COLUMN(carrier, "能源", QN_TEXT, "", "carrier"),
    COLUMN(fuel, "季用能", QN_REAL, "", "use a season in the carrier's unit"),
    COLUMN(fuel_unit, "能源单位", QN_TEXT, "", "unit of it"),
    COLUMN(invest_cny, "投资", QN_REAL, "CNY", "investment"),
    COLUMN(subsidy_cny, "投资补贴", QN_REAL, "CNY", "investment subsidy"),
    COLUMN(running_subsidy_cny, "运行补贴", QN_REAL, "CNY", "running subsidy of the first season"),
    COLUMN(bill_today_cny, "现状户均取暖支出", QN_REAL, "CNY", "a household and season today"),
    COLUMN(bill_cny, "改造后户均取暖支出", QN_REAL, "CNY",
           "a household, first season after subsidy"),
    COLUMN(bill_worst_cny, "户均最高取暖支出", QN_REAL, "CNY", "the worst season"),
    COLUMN(burden, "负担", QN_REAL, "1", "worst bill over income"),
    COLUMN(burden_rise, "负担增幅", QN_REAL, "1", "rise over today"),
    COLUMN(coal_removed_t, "削减散煤", QN_REAL, "t", "scattered coal a season"),
    COLUMN(cost_cny, "评价期费用", QN_REAL, "CNY", "discounted cost of the chosen pathway"),
    COLUMN(next_mode_name, "次优方式", QN_TEXT, "", "cheapest other mode"),
    COLUMN(next_cost_cny, "次优费用", QN_REAL, "CNY", "its discounted cost"),
    COLUMN(is_converted, "更换方式", QN_BOOL, "",
           "gets another way of heating, not only a retrofit"),
    COLUMN(reason, "理由", QN_TEXT, "", "why: cheapest, target, limit, fixed, stays"),
    COLUMN(lon, "经度", QN_REAL, "", "degrees"),
    COLUMN(lat, "纬度", QN_REAL, "", "degrees"),
};
#undef T
const qn_table qn_unit_plans_table =
    TABLE(qn_unit_plan, "unit_plans", "确村确户", unit_plans,
          "What each unit gets, when, at what cost, and why.", "各单元的方式、年份、费用与理由。");

#define T qn_source_plan
static const qn_column source_plans[] = {
    COLUMN(heat_source, "编号", QN_CODE, "", "source"),
    COLUMN(name, "热源", QN_TEXT, "", "name"),
    COLUMN(county, "县（区）", QN_TEXT, "", "county"),
    COLUMN(network, "热网", QN_CODE, "", "network"),
    COLUMN(mode_name, "方式", QN_TEXT, "", "mode it counts as"),
    COLUMN(boiler_tph, "锅炉容量", QN_REAL, "", "t/h of steam"),
    COLUMN(option, "去向", QN_TEXT, "", "keep, ultra_low, merge, fuel, close"),
    COLUMN(season, "年份", QN_INT, "", "season"),
    COLUMN(receiver_name, "并入", QN_TEXT, "", "receiving source"),
    COLUMN(carrier_before, "现状能源", QN_TEXT, "", "carrier today"),
    COLUMN(carrier_after, "改后能源", QN_TEXT, "", "carrier after"),
    COLUMN(capacity_kw, "供热能力", QN_REAL, "kW", "capacity at the horizon"),
    COLUMN(attached_m2, "所带面积", QN_REAL, "m2", "attached area of the base year"),
    COLUMN(households, "户数", QN_REAL, "household", "households attached"),
    COLUMN(is_clean, "清洁", QN_BOOL, "", "clean at the horizon"),
    COLUMN(invest_cny, "投资", QN_REAL, "CNY", "investment"),
    COLUMN(payer, "出资方", QN_TEXT, "", "who pays"),
    COLUMN(lon, "经度", QN_REAL, "", "degrees"),
    COLUMN(lat, "纬度", QN_REAL, "", "degrees"),
};
#undef T
const qn_table qn_source_plans_table =
    TABLE(qn_source_plan, "source_plans", "热源去向", source_plans, "What becomes of each source.",
          "各热源去向。");

#define T qn_project_plan
static const qn_column project_plans[] = {
    COLUMN(kind, "类型", QN_TEXT, "", "project, module or trunk"),
    COLUMN(id, "编号", QN_CODE, "", "id"),
    COLUMN(name, "名称", QN_TEXT, "", "name"),
    COLUMN(area_name, "地区", QN_TEXT, "", "area"),
    COLUMN(season, "年份", QN_INT, "", "season"),
    COLUMN(count, "数量", QN_REAL, "", "modules"),
    COLUMN(cost_cny, "投资", QN_REAL, "CNY", "investment"),
    COLUMN(payer, "出资方", QN_TEXT, "", "who pays"),
    COLUMN(owner, "责任单位", QN_TEXT, "", "responsible body"),
    COLUMN(km, "公里", QN_REAL, "km", "pipe"),
    COLUMN(note, "说明", QN_TEXT, "", "what it adds"),
};
#undef T
const qn_table qn_project_plans_table =
    TABLE(qn_project_plan, "project_plans", "重点项目表", project_plans,
          "Projects, modules and trunks that are built.", "重点项目、配电模块与干线。");

#define T qn_heat_load_row
static const qn_column heat_load[] = {
    COLUMN(area, "地区代码", QN_CODE, "", "county code"),
    COLUMN(area_name, "地区", QN_TEXT, "", "county"),
    COLUMN(zone, "分区", QN_CODE, "", "zone id"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(stage, "阶段", QN_TEXT, "", "before or after retrofit"),
    COLUMN(area_m2, "取暖面积", QN_REAL, "m2", "area"),
    COLUMN(design_kw, "设计热负荷", QN_REAL, "kW", "design load"),
    COLUMN(index_w_m2, "综合热指标", QN_REAL, "W/m2", "load over area"),
    COLUMN(combined_kw, "按综合指标热负荷", QN_REAL, "kW",
           "load by the zone's combined index that the plan prints"),
    COLUMN(base_kw, "基本热负荷", QN_REAL, "kW",
           "load at +5 degrees outside, where the code's heating period begins and ends"),
    COLUMN(full_load_hours, "最大负荷利用小时", QN_REAL, "h", "season heat over design load"),
    COLUMN(full_heat_gj, "全面供暖用热", QN_REAL, "GJ", "season heat of full heating"),
    COLUMN(heat_gj, "实际用热", QN_REAL, "GJ", "season heat in actual use"),
    COLUMN(kgce_m2, "单位能耗", QN_REAL, "kgce/m2", "present use in standard coal"),
};
#undef T
const qn_table qn_heat_load_table =
    TABLE(qn_heat_load_row, "heat_load", "热负荷汇总表", heat_load,
          "Design load and season heat by county, zone and season.", "分县分区热负荷与季用热。");

#define T qn_calibration_row
static const qn_column calibration[] = {
    COLUMN(id, "编号", QN_CODE, "", "id of the benchmark; load_start: the setting"),
    COLUMN(name, "指标", QN_TEXT, "", "what was measured"),
    COLUMN(scope, "范围", QN_TEXT, "", "buildings compared: all, rural, urban, network"),
    COLUMN(unit, "单位", QN_TEXT, "", "unit of the values"),
    COLUMN(printed, "对照值", QN_REAL, "", "measured or printed"),
    COLUMN(model, "计算值", QN_REAL, "", "of the model, in the base year"),
    COLUMN(ratio, "计算与对照之比", QN_REAL, "1", "model over printed"),
    COLUMN(kappa_factor, "用热系数修正", QN_REAL, "1",
           "factor on kappa_now of units off the networks that would meet it; empty: none does"),
    COLUMN(source, "来源", QN_TEXT, "", "where the value comes from"),
    COLUMN(sure, "可信度", QN_TEXT, "", "how sure"),
};
#undef T
const qn_table qn_calibration_table =
    TABLE(qn_calibration_row, "calibration", "热耗对照表", calibration,
          "Heat use of the base year against measured and printed values.",
          "基准年单位面积热耗与实测、文献指标的对照。");

#define T qn_heat_balance_row
static const qn_column heat_balance[] = {
    COLUMN(network, "热网", QN_CODE, "", "network"),
    COLUMN(heat_source, "热源编号", QN_CODE, "", "source, empty for the whole network"),
    COLUMN(name, "热源", QN_TEXT, "", "name"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(load_kw, "热负荷", QN_REAL, "kW", "design load served"),
    COLUMN(capacity_kw, "供热能力", QN_REAL, "kW", "capacity in service"),
    COLUMN(reserve_kw, "余量", QN_REAL, "kW", "capacity left"),
    COLUMN(heat_gj, "供热量", QN_REAL, "GJ", "heat sent out"),
    COLUMN(is_clean, "清洁", QN_BOOL, "", "source is clean"),
};
#undef T
const qn_table qn_heat_balance_table =
    TABLE(qn_heat_balance_row, "heat_balance", "热平衡表", heat_balance,
          "Load against capacity by network and season.", "分热网负荷与供热能力。");

#define T qn_duration_row
static const qn_column duration[] = {
    COLUMN(area_name, "范围", QN_TEXT, "", "area or network"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(heat_source, "热源", QN_TEXT, "", "source, empty for the load itself"),
    COLUMN(hour, "小时", QN_REAL, "h", "hours at or above"),
    COLUMN(load_kw, "负荷", QN_REAL, "kW", "load"),
};
#undef T
const qn_table qn_duration_table =
    TABLE(qn_duration_row, "duration", "热负荷延续", duration,
          "Load-duration curve, with the networks' sources stacked.", "热负荷延续曲线，热源叠加。");

#define T qn_energy_row
static const qn_column energy[] = {
    COLUMN(carrier, "能源编号", QN_CODE, "", "carrier id"),
    COLUMN(carrier_name, "能源", QN_TEXT, "", "carrier"),
    COLUMN(area, "地区代码", QN_CODE, "", "county code"),
    COLUMN(area_name, "地区", QN_TEXT, "", "county"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(use, "季用量", QN_REAL, "", "use a season"),
    COLUMN(unit, "单位", QN_TEXT, "", "unit"),
    COLUMN(peak, "设计日用量", QN_REAL, "",
           "design-day use: kVA of electricity, carrier unit a day"),
    COLUMN(peak_unit, "设计日单位", QN_TEXT, "", "its unit"),
    COLUMN(tce, "折标煤", QN_REAL, "", "tonnes of standard coal"),
};
#undef T
const qn_table qn_energy_table = TABLE(qn_energy_row, "energy", "能源平衡", energy,
                                       "Use of carriers by county and season, with the design day.",
                                       "分县分季能源用量与设计日用量。");

#define T qn_comparison_row
static const qn_column comparison[] = {
    COLUMN(zone, "分区", QN_CODE, "", "zone id"),
    COLUMN(mode, "方式编号", QN_CODE, "", "mode id"),
    COLUMN(mode_name, "方式", QN_TEXT, "", "mode"),
    COLUMN(family, "类别", QN_TEXT, "", "family"),
    COLUMN(is_clean, "清洁", QN_BOOL, "", "clean"),
    COLUMN(area_m2, "户均面积", QN_REAL, "m2", "area of the household"),
    COLUMN(heat_kwh, "季用热", QN_REAL, "kWh", "season heat"),
    COLUMN(design_kw, "设计负荷", QN_REAL, "kW", "design load"),
    COLUMN(efficiency, "效率", QN_REAL, "1", "seasonal efficiency or COP"),
    COLUMN(price_cny, "能源价格", QN_REAL, "CNY", "price of the carrier"),
    COLUMN(carrier_unit, "能源单位", QN_TEXT, "", "its unit"),
    COLUMN(use, "季用能", QN_REAL, "", "use a season"),
    COLUMN(invest_cny, "投资", QN_REAL, "CNY", "investment"),
    COLUMN(run_cny, "年运行费", QN_REAL, "CNY", "energy, upkeep and labour a season"),
    COLUMN(bill_cny, "居民支出", QN_REAL, "CNY", "what the household pays a season before subsidy"),
    COLUMN(annual_cny, "年费用", QN_REAL, "CNY", "annuity plus running"),
    COLUMN(cost_cny, "评价期费用", QN_REAL, "CNY", "discounted cost"),
    COLUMN(coal_ratio, "同等供热时能源费与散煤之比", QN_REAL, "1",
           "energy cost over that of coal for the same heat"),
    COLUMN(used_ratio, "实际用热时能源费与散煤之比", QN_REAL, "1",
           "energy cost of the heat it is used for over that of coal as it is used today"),
};
#undef T
const qn_table qn_comparison_table =
    TABLE(qn_comparison_row, "comparison", "技术经济比选表", comparison,
          "Each mode for a mean household of a zone at local prices.",
          "各方式按当地价格对典型户的比较。");

#define T qn_investment_row
static const qn_column investment[] = {
    COLUMN(item, "项目", QN_TEXT, "", "item"),
    COLUMN(mode, "方式编号", QN_CODE, "", "mode, if any"),
    COLUMN(area, "地区代码", QN_CODE, "", "county code"),
    COLUMN(area_name, "地区", QN_TEXT, "", "county"),
    COLUMN(season, "年份", QN_INT, "", "season"),
    COLUMN(payer, "出资方", QN_TEXT, "", "who pays before subsidies"),
    COLUMN(money_cny, "投资", QN_REAL, "CNY", "money"),
};
#undef T
const qn_table qn_investment_table =
    TABLE(qn_investment_row, "investment", "投资估算", investment,
          "Investment by item, payer, county and season.", "分项目、出资方、地区、年份投资。");

#define T qn_fund_row
static const qn_column funds[] = {
    COLUMN(payer, "出资方", QN_TEXT, "", "payer"),
    COLUMN(area, "地区代码", QN_CODE, "", "county code"),
    COLUMN(area_name, "地区", QN_TEXT, "", "county"),
    COLUMN(season, "年份", QN_INT, "", "season"),
    COLUMN(invest_cny, "投资", QN_REAL, "CNY", "own investment after subsidies"),
    COLUMN(subsidy_cny, "投资补贴", QN_REAL, "CNY", "investment subsidies paid"),
    COLUMN(running_subsidy_cny, "运行补贴", QN_REAL, "CNY", "running subsidies paid"),
    COLUMN(running_cny, "运行支出", QN_REAL, "CNY", "running cost borne"),
};
#undef T
const qn_table qn_funds_table =
    TABLE(qn_fund_row, "funds", "资金筹措表", funds, "Who pays what, by season.", "各方分年资金。");

#define T qn_emission_row
static const qn_column emissions[] = {
    COLUMN(pollutant, "污染物编号", QN_CODE, "", "pollutant id; coal = scattered coal"),
    COLUMN(pollutant_name, "污染物", QN_TEXT, "", "pollutant"),
    COLUMN(area, "地区代码", QN_CODE, "", "county code"),
    COLUMN(area_name, "地区", QN_TEXT, "", "county"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(before_t, "现状", QN_REAL, "t", "without the plan"),
    COLUMN(after_t, "规划后", QN_REAL, "t", "with the plan"),
    COLUMN(removed_t, "削减", QN_REAL, "t", "difference"),
};
#undef T
const qn_table qn_emissions_table =
    TABLE(qn_emission_row, "emissions", "散煤削减与减排", emissions,
          "Coal and pollutants before and after, by county and season.", "分县分季散煤与污染物。");

#define T qn_burden_row
static const qn_column burden[] = {
    COLUMN(zone, "分区", QN_CODE, "", "zone id"),
    COLUMN(group, "人群", QN_TEXT, "", "all or low_income"),
    COLUMN(from_share, "下限", QN_REAL, "1", "lower end of the band"),
    COLUMN(to_share, "上限", QN_REAL, "1", "upper end"),
    COLUMN(households_before, "改造前户数", QN_REAL, "household", "before"),
    COLUMN(households_after, "改造后户数", QN_REAL, "household", "after, worst season"),
};
#undef T
const qn_table qn_burden_table = TABLE(qn_burden_row, "burden", "居民负担", burden,
                                       "Households by heating cost over income, before and after.",
                                       "按取暖支出占收入比重分组的户数。");

#define T qn_limit_row
static const qn_column limits[] = {
    COLUMN(family, "类别", QN_CODE, "", "row family"),
    COLUMN(id, "编号", QN_CODE, "", "id"),
    COLUMN(name, "约束", QN_TEXT, "", "the rule in words"),
    COLUMN(area_name, "地区", QN_TEXT, "", "area"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(used, "用量", QN_REAL, "", "used"),
    COLUMN(limit, "限额", QN_REAL, "", "limit, expansions included"),
    COLUMN(slack, "余量", QN_REAL, "", "left"),
    COLUMN(unit, "单位", QN_TEXT, "", "unit"),
    COLUMN(price_cny, "影子价格", QN_REAL, "CNY",
           "indicative price of one unit, empty where other uses take all of it"),
    COLUMN(is_met, "满足", QN_BOOL, "", "holds"),
};
#undef T
const qn_table qn_limits_table =
    TABLE(qn_limit_row, "limits", "约束与价格", limits, "Every limit with use, slack and price.",
          "各项约束的用量、余量与价格。");

#define T qn_assumption_row
static const qn_column assumptions[] = {
    COLUMN(table, "表", QN_TEXT, "", "table"),
    COLUMN(key, "键", QN_TEXT, "", "row"),
    COLUMN(name, "假设", QN_TEXT, "", "what is assumed"),
    COLUMN(value, "取值", QN_REAL, "", "value"),
    COLUMN(unit, "单位", QN_TEXT, "", "unit"),
    COLUMN(source, "来源", QN_TEXT, "", "source"),
    COLUMN(source_year, "来源年份", QN_CODE, "", "year the number speaks for"),
    COLUMN(sure, "可信度", QN_TEXT, "", "S A B C"),
    COLUMN(low_cny, "下调影响", QN_REAL, "CNY", "change of the cost when it is 10 % lower"),
    COLUMN(high_cny, "上调影响", QN_REAL, "CNY", "change of the cost when it is 10 % higher"),
    COLUMN(effect_cny, "影响", QN_REAL, "CNY", "larger of the two"),
};
#undef T
const qn_table qn_assumptions_table = TABLE(
    qn_assumption_row, "assumptions", "主要假设", assumptions,
    "What the answer rests on, those that matter most first.", "结论所依据的假设，影响大的在前。");

#define T qn_conflict_row
static const qn_column conflict[] = {
    COLUMN(kind, "类型", QN_TEXT, "", "rule of the conflict, least relaxation, or another way out"),
    COLUMN(way, "办法", QN_INT, "",
           "0: of the conflict; 1: of the least relaxation; 2, ...: others"),
    COLUMN(family, "类别", QN_CODE, "", "row family"),
    COLUMN(id, "编号", QN_CODE, "", "id"),
    COLUMN(name, "规则", QN_TEXT, "", "the rule in words"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(limit, "现行限值", QN_REAL, "", "what the rule asks for now, base use taken off"),
    COLUMN(amount, "放宽量", QN_REAL, "", "how much it must give"),
    COLUMN(unit, "单位", QN_TEXT, "", "unit"),
    COLUMN(words, "说明", QN_TEXT, "", "the sentence"),
};
#undef T
const qn_table qn_conflict_table =
    TABLE(qn_conflict_row, "conflict", "冲突说明", conflict,
          "Rules that cannot hold together, the least relaxation, and other ways out.",
          "不能同时满足的规则、最小放宽量与其他办法。");

#define T qn_calendar_row
static const qn_column calendar[] = {
    COLUMN(season, "年份", QN_INT, "", "year"),
    COLUMN(step, "步骤", QN_TEXT, "", "step"),
    COLUMN(from_date, "开始", QN_DATE, "", "from"),
    COLUMN(to_date, "截止", QN_DATE, "", "to"),
    COLUMN(households, "涉及户数", QN_REAL, "household", "households concerned"),
    COLUMN(note, "说明", QN_TEXT, "", "what must be done"),
};
#undef T
const qn_table qn_calendar_table =
    TABLE(qn_calendar_row, "calendar", "工作日历", calendar, "Steps of the year with their dates.",
          "年度工作步骤与期限。");

#define T qn_certificate_row
static const qn_column certificate[] = {
    COLUMN(item, "项目", QN_TEXT, "", "item"),
    COLUMN(value, "内容", QN_TEXT, "", "value"),
    COLUMN(note, "说明", QN_TEXT, "", "note"),
};
#undef T
const qn_table qn_certificate_table =
    TABLE(qn_certificate_row, "certificate", "求解证书", certificate, "What was verified and how.",
          "验证内容与方法。");

#define T qn_mode_name
static const qn_column mode_names[] = {
    COLUMN(id, "编号", QN_CODE, "", "mode id"),
    COLUMN(name, "名称", QN_TEXT, "", "name"),
    COLUMN(family, "类别", QN_TEXT, "", "family id"),
    COLUMN(family_name, "类别名", QN_TEXT, "", "family"),
};
#undef T
const qn_table qn_mode_names_table =
    TABLE(qn_mode_name, "mode_names", "方式名录", mode_names,
          "Modes that appear, with their family.", "出现的方式及类别。");

#define T qn_area_name
static const qn_column area_names[] = {
    COLUMN(code, "代码", QN_CODE, "", "code"),
    COLUMN(name, "名称", QN_TEXT, "", "name"),
    COLUMN(level, "级别", QN_TEXT, "", "level"),
    COLUMN(parent, "上级", QN_CODE, "", "code of the area above"),
    COLUMN(lon, "经度", QN_REAL, "", "degrees"),
    COLUMN(lat, "纬度", QN_REAL, "", "degrees"),
};
#undef T
const qn_table qn_area_names_table = TABLE(qn_area_name, "area_names", "地区名录", area_names,
                                           "Areas of the plan.", "方案涉及的地区。");

#define T qn_zone_name
static const qn_column zone_names[] = {
    COLUMN(id, "编号", QN_CODE, "", "zone id"),
    COLUMN(name, "名称", QN_TEXT, "", "name"),
    COLUMN(is_urban, "城镇", QN_BOOL, "", "urban"),
};
#undef T
const qn_table qn_zone_names_table =
    TABLE(qn_zone_name, "zone_names", "分区名录", zone_names, "Zones.", "分区。");

#define T qn_run_row
static const qn_column run[] = {
    COLUMN(name, "方案", QN_TEXT, "", "name of the plan"),
    COLUMN(status, "状态", QN_TEXT, "", "optimal, gap, limit, interrupted, infeasible"),
    COLUMN(base_year, "基准年", QN_INT, "", "base year"),
    COLUMN(horizon, "规划末年", QN_INT, "", "horizon"),
    COLUMN(evaluation_seasons, "评价季数", QN_INT, "", "seasons"),
    COLUMN(objective, "目标", QN_TEXT, "", "objective"),
    COLUMN(cost_cny, "费用", QN_REAL, "CNY", "verified cost"),
    COLUMN(bound_cny, "下界", QN_REAL, "CNY", "proven lower bound"),
    COLUMN(gap, "差距", QN_REAL, "1", "(cost - bound) / cost"),
    COLUMN(gap_cny, "差距金额", QN_REAL, "CNY", "cost - bound"),
    COLUMN(seconds, "用时", QN_REAL, "s", "wall time"),
    COLUMN(first_seconds, "首个方案用时", QN_REAL, "s", "until the first verified plan stood"),
    COLUMN(build_seconds, "建模用时", QN_REAL, "s", "of it to build the model"),
    COLUMN(threads, "线程", QN_INT, "", "threads, of all processes"),
    COLUMN(processes, "进程", QN_INT, "", "processes that worked together"),
    COLUMN(seed, "随机种子", QN_INT, "", "seed"),
    COLUMN(units, "单元数", QN_INT, "", "units"),
    COLUMN(columns, "变量数", QN_INT, "", "columns of the model"),
    COLUMN(rows, "约束数", QN_INT, "", "rows of the model"),
    COLUMN(version, "版本", QN_TEXT, "", "version"),
    COLUMN(command, "命令", QN_TEXT, "", "command"),
    COLUMN(place, "输入", QN_TEXT, "", "where the case was read from"),
    COLUMN(language, "语言", QN_TEXT, "", "zh_CN or en"),
    COLUMN(generated, "生成时间", QN_TEXT, "", "when"),
};
#undef T
const qn_table qn_run_table =
    TABLE(qn_run_row, "run", "运行信息", run, "How the plan was computed.", "计算信息。");
