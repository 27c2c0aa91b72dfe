/* Declarations of the tables that explain a plan: one line a column. */
#include "result/why_tables.h"

#define COLUMN(member, chinese, kind_, unit_, help)                                              \
  {                                                                                              \
    .name = #member, .zh = chinese, .kind = kind_, .unit = unit_, .offset = offsetof(T, member), \
    .en = help, .zh_help = chinese                                                               \
  }
#define TABLE(row, id, chinese, columns_, english, chinese_help)                            \
  {                                                                                         \
    .name = id, .zh = chinese, .en = english, .zh_help = chinese_help, .columns = columns_, \
    .n_column = QN_COLUMN_COUNT(columns_), .row_size = sizeof(row)                          \
  }

#define T qn_choice_row
static const qn_column choices[] = {
    COLUMN(kind, "类别", QN_CODE, "", "unit, source, project or trunk"),
    COLUMN(row, "行号", QN_INT, "", "row of its table in the case as planned, from 1"),
    COLUMN(id, "编号", QN_CODE, "", "id; of a trunk its township"),
    COLUMN(option, "选项", QN_CODE, "",
           "unit: mode; source: option, or row of source_options; trunk: network"),
    COLUMN(season, "采暖季", QN_INT, "", "decision year, empty for never"),
    COLUMN(retrofit, "节能改造档次", QN_INT, "", "retrofit level of a unit"),
    COLUMN(interim, "过渡", QN_BOOL, "", "the interim mode serves until then"),
    COLUMN(share, "份额", QN_REAL, "1", "share of a divisible unit, else 1"),
};
#undef T
const qn_table qn_choices_table =
    TABLE(qn_choice_row, "choices", "决策", choices,
          "What every unit, source, project and trunk does, for explain (folder why).",
          "各单元、热源、项目、干管的决策，供 explain 使用（why 目录）。");

#define T qn_row_price
static const qn_column row_prices[] = {
    COLUMN(row, "约束序号", QN_INT, "", "row of the model"),
    COLUMN(family, "类别", QN_CODE, "", "family, as in docs/model.md"),
    COLUMN(of, "表行号", QN_INT, "", "row of the family's table, from 1"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(price_cny, "影子价格", QN_REAL, "CNY",
           "indicative price of a unit of the row: positive at least, negative at most"),
    COLUMN(name, "名称", QN_TEXT, "", "in words"),
};
#undef T
const qn_table qn_row_prices_table =
    TABLE(qn_row_price, "row_prices", "约束价格", row_prices,
          "The price of every shared row that has one, for explain (folder why).",
          "各共享约束的影子价格，供 explain 使用（why 目录）。");

#define T qn_way_row
static const qn_column ways[] = {
    COLUMN(unit, "单元编号", QN_CODE, "", "unit"),
    COLUMN(rank, "名次", QN_INT, "", "rank by cost with the prices of limits, from 1"),
    COLUMN(mode, "方式编号", QN_CODE, "", "mode id"),
    COLUMN(mode_name, "方式", QN_TEXT, "", "mode"),
    COLUMN(season, "改造年", QN_INT, "", "season of conversion or retrofit, empty for none"),
    COLUMN(retrofit, "节能改造档次", QN_INT, "", "retrofit level"),
    COLUMN(interim, "过渡", QN_BOOL, "", "the interim mode serves until then"),
    COLUMN(share, "入选份额", QN_REAL, "1", "share in the plan, 0 where not chosen"),
    COLUMN(own_cny, "自身费用", QN_REAL, "CNY", "own cost in the objective, over all seasons"),
    COLUMN(household_cny, "居民", QN_REAL, "CNY", "of the own cost: households"),
    COLUMN(company_cny, "企业", QN_REAL, "CNY", "of the own cost: companies"),
    COLUMN(central_cny, "中央", QN_REAL, "CNY", "of the own cost: central government"),
    COLUMN(province_cny, "省级", QN_REAL, "CNY", "of the own cost: province"),
    COLUMN(prefecture_cny, "市级", QN_REAL, "CNY", "of the own cost: prefecture"),
    COLUMN(county_cny, "县级", QN_REAL, "CNY", "of the own cost: county"),
    COLUMN(other_cny, "计价项", QN_REAL, "CNY",
           "of the own cost: prices of emissions and of burden, paid by nobody"),
    COLUMN(limits_cny, "共享约束计价", QN_REAL, "CNY",
           "what it takes from shared limits and gives to targets, at their prices"),
    COLUMN(together_cny, "合计", QN_REAL, "CNY", "own cost and prices of limits together"),
    COLUMN(margin_cny, "较入选方案高", QN_REAL, "CNY", "dearer than the chosen way, together"),
};
#undef T
const qn_table qn_ways_table =
    TABLE(qn_way_row, "ways", "候选方式", ways,
          "The ways a unit could go, ranked at the prices of shared limits.",
          "单元各候选方式，按共享约束价格排序。");

#define T qn_way_take_row
static const qn_column way_takes[] = {
    COLUMN(unit, "单元编号", QN_CODE, "", "unit"),
    COLUMN(rank, "名次", QN_INT, "", "rank of the way"),
    COLUMN(family, "类别", QN_CODE, "", "family of the rule"),
    COLUMN(name, "规则", QN_TEXT, "", "rule in words"),
    COLUMN(season, "采暖季", QN_INT, "", "season of the rule"),
    COLUMN(take, "占用", QN_REAL, "", "what the way takes from the limit, or gives to the target"),
    COLUMN(chosen_take, "入选方案占用", QN_REAL, "", "what the chosen way takes"),
    COLUMN(unit_of, "单位", QN_TEXT, "", "unit of the take"),
    COLUMN(price_cny, "影子价格", QN_REAL, "CNY", "indicative price of one unit"),
    COLUMN(charge_cny, "计价", QN_REAL, "CNY", "take times price: positive costs, negative helps"),
};
#undef T
const qn_table qn_way_takes_table =
    TABLE(qn_way_take_row, "way_takes", "方式占用", way_takes,
          "What each way takes from each shared limit, at what price.",
          "各候选方式占用的共享约束及其价格。");

#define T qn_way_flip_row
static const qn_column way_flips[] = {
    COLUMN(unit, "单元编号", QN_CODE, "", "unit"),
    COLUMN(rank, "名次", QN_INT, "", "rank of the way that would win"),
    COLUMN(kind, "变动项", QN_CODE, "", "cost, carrier or limit"),
    COLUMN(name, "名称", QN_TEXT, "", "what would have to change"),
    COLUMN(season, "采暖季", QN_INT, "", "season of the limit"),
    COLUMN(from_value, "现值", QN_REAL, "", "what it is, CNY per unit"),
    COLUMN(to_value, "临界值", QN_REAL, "", "where the way is as good as the chosen one"),
    COLUMN(unit_of, "单位", QN_TEXT, "", "unit of both"),
};
#undef T
const qn_table qn_way_flips_table =
    TABLE(qn_way_flip_row, "way_flips", "翻转条件", way_flips,
          "The single change that would make a way win, all else equal.",
          "其他条件不变时使该方式胜出的单项变化。");

#define T qn_rule_cost
static const qn_column rule_costs[] = {
    COLUMN(family, "类别", QN_CODE, "", "family, as in docs/model.md"),
    COLUMN(id, "编号", QN_CODE, "", "id of the row in its table"),
    COLUMN(name, "规则", QN_TEXT, "", "rule in words"),
    COLUMN(season, "采暖季", QN_INT, "", "season with the highest worth"),
    COLUMN(limit, "限值", QN_REAL, "", "limit or target"),
    COLUMN(unit, "单位", QN_TEXT, "", "unit of the limit"),
    COLUMN(price_cny, "影子价格", QN_REAL, "CNY", "indicative price of one unit in that season"),
    COLUMN(worth_cny, "一个百分点的价值", QN_REAL, "CNY",
           "what one per cent less of the rule would save, all seasons, at the prices"),
    COLUMN(difference_cny, "取消后节约", QN_REAL, "CNY",
           "cost of the plan less that of a plan solved without the rule; empty: not solved"),
    COLUMN(least_cny, "至少", QN_REAL, "CNY", "the least it can be, by the gaps of both plans"),
    COLUMN(most_cny, "至多", QN_REAL, "CNY", "the most it can be, by the gaps of both plans"),
    COLUMN(households, "清洁取暖户差", QN_REAL, "household",
           "clean households at the horizon: with the rule less without it"),
    COLUMN(coal_t, "散煤削减差", QN_REAL, "t",
           "scattered coal removed at the horizon: with the rule less without it"),
    COLUMN(words, "结论", QN_TEXT, "", "the answer in words"),
};
#undef T
const qn_table qn_rule_costs_table =
    TABLE(qn_rule_cost, "rule_costs", "规则代价", rule_costs,
          "What each rule costs: at the margin, and truly where explain --rule solved without it.",
          "各规则的代价：边际价格；用 explain --rule 重新求解过的给出真实差额。");

#define T qn_unit_change
static const qn_column unit_changes[] = {
    COLUMN(unit, "单元编号", QN_CODE, "", "unit"),
    COLUMN(name, "单元", QN_TEXT, "", "name"),
    COLUMN(county, "县", QN_TEXT, "", "county"),
    COLUMN(households, "取暖户", QN_REAL, "household", "households"),
    COLUMN(mode_a, "甲方式", QN_TEXT, "", "mode in A, empty where the unit is not in it"),
    COLUMN(mode_b, "乙方式", QN_TEXT, "", "mode in B"),
    COLUMN(season_a, "甲改造年", QN_INT, "", "season in A"),
    COLUMN(season_b, "乙改造年", QN_INT, "", "season in B"),
    COLUMN(retrofit_a, "甲节能档次", QN_INT, "", "retrofit level in A"),
    COLUMN(retrofit_b, "乙节能档次", QN_INT, "", "retrofit level in B"),
    COLUMN(cost_a_cny, "甲费用", QN_REAL, "CNY", "cost over the period in A"),
    COLUMN(cost_b_cny, "乙费用", QN_REAL, "CNY", "cost over the period in B"),
    COLUMN(invest_a_cny, "甲投资", QN_REAL, "CNY", "investment in A"),
    COLUMN(invest_b_cny, "乙投资", QN_REAL, "CNY", "investment in B"),
    COLUMN(reason_a, "甲选择原因", QN_TEXT, "", "why it gets its mode in A"),
    COLUMN(reason_b, "乙选择原因", QN_TEXT, "", "why it gets its mode in B"),
};
#undef T
const qn_table qn_unit_changes_table =
    TABLE(qn_unit_change, "unit_changes", "单元变化", unit_changes,
          "Units that get something else in B than in A.", "两方案中安排不同的单元。");

#define T qn_sum_change
static const qn_column sum_changes[] = {
    COLUMN(kind, "类别", QN_CODE, "", "cost, gap, payer, clean, coal or mode"),
    COLUMN(of, "对象", QN_TEXT, "", "payer or mode"),
    COLUMN(item, "项目", QN_TEXT, "", "what is compared"),
    COLUMN(unit, "单位", QN_TEXT, "", "unit"),
    COLUMN(a, "甲", QN_REAL, "", "in A"),
    COLUMN(b, "乙", QN_REAL, "", "in B"),
    COLUMN(difference, "乙减甲", QN_REAL, "", "B less A"),
};
#undef T
const qn_table qn_sum_changes_table =
    TABLE(qn_sum_change, "sum_changes", "总量变化", sum_changes,
          "Sums of two plans side by side: cost, money by payer, modes.",
          "两方案总量对照：费用、分出资方资金、各方式。");

#define T qn_limit_change
static const qn_column limit_changes[] = {
    COLUMN(family, "类别", QN_CODE, "", "family of the rule"),
    COLUMN(id, "编号", QN_CODE, "", "id of the rule"),
    COLUMN(name, "规则", QN_TEXT, "", "rule"),
    COLUMN(area_name, "地区", QN_TEXT, "", "area"),
    COLUMN(season, "采暖季", QN_INT, "", "season"),
    COLUMN(unit, "单位", QN_TEXT, "", "unit of limits and slacks"),
    COLUMN(limit_a, "甲限值", QN_REAL, "", "limit in A, empty where there is none"),
    COLUMN(limit_b, "乙限值", QN_REAL, "", "limit in B"),
    COLUMN(slack_a, "甲余量", QN_REAL, "", "slack in A"),
    COLUMN(slack_b, "乙余量", QN_REAL, "", "slack in B"),
    COLUMN(price_a_cny, "甲影子价格", QN_REAL, "CNY", "indicative price in A"),
    COLUMN(price_b_cny, "乙影子价格", QN_REAL, "CNY", "indicative price in B"),
    COLUMN(words, "变化", QN_TEXT, "", "what differs: only in one, changed, bites in one"),
};
#undef T
const qn_table qn_limit_changes_table =
    TABLE(qn_limit_change, "limit_changes", "约束变化", limit_changes,
          "Rules that differ, or bite in one plan and not in the other: which limit made it.",
          "两方案中不同或仅在一方起作用的规则。");

#define T qn_compared
static const qn_column compared[] = {
    COLUMN(side, "方案", QN_CODE, "", "A or B"),
    COLUMN(folder, "文件夹", QN_TEXT, "", "folder of the result, as it was given"),
};
#undef T
const qn_table qn_compared_table = TABLE(qn_compared, "compared", "对照方案", compared,
                                         "The two results of a comparison.", "所对照的两个方案。");
