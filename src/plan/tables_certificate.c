/* The certificate: what was proved about the plan, what was recomputed, and how. */
#include <math.h>

#include "plan/conflict.h"
#include "plan/tables_text.h"
#include "solve/lp.h"

typedef const char *certify(const qn_tables_work *work);

/* ---- values; NULL leaves the item out ---- */

enum { SHARE_DIGITS = 4 };

static const char *cny(const qn_tables_work *w, double value) {
  if (!isfinite(value)) return NULL;
  const qn_handy handy = qn_handy_unit(w, QN_QUANTITY_MONEY, value);
  return qn_tables_say(w, w->english ? "%.*f %s" : "%.*f%s", handy.factor > 1 ? 4 : 2,
                       value / handy.factor, handy.unit);
}

static const char *status(const qn_tables_work *w) {
  static const char *const words[][2] = {
      [QN_PLAN_OPTIMAL] = {"达到要求的精度", "optimal within the gap asked for"},
      [QN_PLAN_LIMIT] = {"因时限或搜索上限停止", "stopped by the limit"},
      [QN_PLAN_INTERRUPTED] = {"人为中止", "interrupted"},
      [QN_PLAN_INFEASIBLE] = {"已证不可行", "proved infeasible"},
      [QN_PLAN_NONE] = {"未得到经验证的方案", "no verified plan"},
  };
  return words[w->plan->status][w->english ? 1 : 0];
}

static const char *objective(const qn_tables_work *w) {
  return qn_choice_words(w, &qn_settings_table, "objective", w->region->settings.objective);
}

static const char *cost(const qn_tables_work *w) {
  return w->n_chosen ? cny(w, w->plan->cost_cny) : NULL;
}

static const char *bound(const qn_tables_work *w) {
  return w->n_chosen ? cny(w, w->plan->bound_cny) : NULL;
}

static const char *gap(const qn_tables_work *w) {
  if (!w->n_chosen || !isfinite(w->plan->gap)) return NULL;
  return qn_tables_say(w, w->english ? "%.4f %% (%s)" : "%.4f%%（%s）", 100 * w->plan->gap,
                       cny(w, w->plan->gap_cny));
}

static const char *gap_asked(const qn_tables_work *w) {
  return w->run ? qn_tables_say(w, "%.4f%%", 100 * w->run->gap) : NULL;
}

static const char *rules(const qn_tables_work *w) {
  const qn_verdict *v = &w->plan->verdict;
  size_t soft = 0;
  for (size_t i = 0; i < v->n_rule; i++) soft += !v->rules[i].is_met && !v->rules[i].is_hard;
  if (!w->n_chosen) return NULL;
  return qn_tables_say(w,
                       w->english ? "%zu checked, %zu hard ones broken, %zu soft ones missed"
                                  : "复核%zu条，必须规则违反%zu条，计价或报告规则未达%zu条",
                       v->n_rule, v->n_broken, soft);
}

static const char *tolerance(const qn_tables_work *w) {
  char number[32];
  return qn_tables_say(w, "%s", qn_real_round(number, QN_VERIFY_REL, SHARE_DIGITS));
}

static const char *size(const qn_tables_work *w) {
  const qn_model *m = w->plan->model;
  return qn_tables_say(w,
                       w->english ? "%d units, %zu columns, %zu rows, %zu entries"
                                  : "%d个单元，%zu列，%zu行，%zu个非零元",
                       w->region->n_units, m->n_column, m->n_row, m->n_entry + m->packing.n_entry);
}

/* What is known of the rules that conflict. */
static const char *conflict(const qn_tables_work *w) {
  static const char *const words[][2] = {
      [QN_CONFLICT_UNNAMED] = {"时间不足，未能列出", "not named in the time"},
      [QN_CONFLICT_SET] = {"所列规则相互冲突；时间不足，其中可能有多余的",
                           "the rules named conflict; some may not be needed for it"},
      [QN_CONFLICT_IRREDUCIBLE] = {"不可再减：去掉任何一条，其余即可同时满足",
                                   "irreducible: without any one of them the others can be held"},
      [QN_CONFLICT_SMALLEST] = {"最小：不存在条数更少的冲突",
                                "smallest: no conflict has fewer rules"},
  };
  static const char *const how[][2] = {
      {"（按线性松弛证明，整数方案同样不可行）",
       " (by the linear relaxation, so in whole choices too)"},
      {"（按整村整台选择证明）", " (in whole choices)"},
  };
  const qn_conflict *c = w->plan->conflict;
  const int language = w->english ? 1 : 0;
  if (!c || c->state != QN_CONFLICT_STANDS) return NULL;
  return qn_tables_say(w, "%s%s", words[c->proof][language], how[c->is_integer ? 1 : 0][language]);
}

static const char *least_way(const qn_tables_work *w) {
  const qn_conflict *c = w->plan->conflict;
  char all[32], least[32];
  if (!c || c->state != QN_CONFLICT_STANDS || !c->n_way || c->is_load) return NULL;
  return qn_tables_say(
      w,
      w->english ? "%s %% in all, proved to be at least %s %%; %s" : "合计%s%%，证明不少于%s%%；%s",
      qn_real_round(all, 100 * c->measure, SHARE_DIGITS),
      qn_real_round(least, 100 * c->least, SHARE_DIGITS),
      c->is_checked
          ? (w->english ? "a plan within it was verified" : "放宽后的方案已通过复核")
          : (w->english ? "no plan within it was verified: in whole choices more may be needed"
                        : "尚无通过复核的放宽方案，整数方案可能需放宽更多"));
}

static const char *seed(const qn_tables_work *w) {
  return w->run ? qn_tables_say(w, "%llu", (unsigned long long)w->run->seed) : NULL;
}

static const char *solver(const qn_tables_work *w) {
  return qn_tables_say(w, "HiGHS %s", qn_solver_version());
}

static const char *method(const qn_tables_work *w) {
  static const char *const words[][2] = {
      [QN_WAY_WHOLE] = {"整个模型分支定界", "branch and bound on the whole model"},
      [QN_WAY_KERNELS] = {"先定热源、管线等大项，再对核做分支定界",
                          "sources, trunks and other large items first, then branch and bound on "
                          "kernels"},
      [QN_WAY_COUNTIES] = {"整体松弛，再逐旗县求解",
                           "relaxation of the whole, then county by county"},
      [QN_WAY_PROVINCE] = {"松弛与求解均逐旗县进行", "relaxation and search county by county"},
  };
  const qn_plan *p = w->plan;
  if (!w->n_chosen) return NULL;
  return qn_tables_say(
      w,
      w->english ? "%s (parts: %d, rules in common: %zu)" : "%s（按旗县分%d个部分，%zu条共同规则）",
      words[p->way][w->english ? 1 : 0], p->n_part, p->n_joining);
}

/* ---- the items ---- */

static const struct {
  const char *item[2], *note[2];
  certify *value;
} items[] = {
    {{"状态", "status"}, {0}, status},
    {{"目标", "objective"},
     {"使规划期费用现值最小", "present value of the evaluated seasons, made least"},
     objective},
    {{"费用", "cost"},
     {"由独立程序从输入表重新计算，不用求解器的数",
      "recomputed from the input tables by separate code, without the solver's figures"},
     cost},
    {{"下界", "bound"},
     {"任何满足规则的方案都不低于此数：线性松弛的弱对偶界与分支定界界中较大者",
      "no plan that holds the rules costs less: weak duality on the linear relaxation, raised by "
      "branch and bound"},
     bound},
    {{"差距", "gap"},
     {"费用高出最优的部分不会超过此数", "at most so much above the best there is"},
     gap},
    {{"要求的差距", "gap asked for"}, {0}, gap_asked},
    {{"规则复核", "rules"},
     {"目标、能源与容量上限、建设量、资金、热平衡逐条逐季重算",
      "targets, limits, capacities, budgets and heat balances, each in each season"},
     rules},
    {{"复核容差", "tolerance"},
     {"相对于规则两端中较大者；整数与唯一选择不留容差",
      "of the larger side of the rule; none for whole numbers and single choices"},
     tolerance},
    {{"冲突", "conflict"}, {0}, conflict},
    {{"最小放宽", "least relaxation"},
     {"各规则放宽量占其限值（或单个选择的最大占用，取大者）的比例之和",
      "sum of the shares by which rules are loosened: of what each asks for, or of the most that "
      "one "
      "choice takes from it where that is more"},
     least_way},
    {{"模型规模", "model"},
     {"每个单元的每条路径（方式、年份、节能等级、过渡）为一列",
      "every pathway of a unit (mode, year, retrofit, interim) is a column"},
     size},
    {{"求解方法", "method"},
     {"程序按规模和约束松紧选定；均先以列生成求松弛，自行起步并互换，再逐步改进；核为降低成本小的"
      "路径",
      "chosen by size and by how tight the limits are; all begin with the relaxation by generated "
      "columns, a start of our own and exchange; kernels are pathways of small reduced cost"},
     method},
    {{"求解器", "solver"}, {0}, solver},
    {{"随机种子", "seed"},
     {"同样的输入和种子得到同样的结果（按差距或搜索量停止时）",
      "the same input and seed give the same plan when it ends by gap or work"},
     seed},
};
enum { N_ITEMS = sizeof items / sizeof *items };

qn_status qn_tabulate_certificate(qn_rows *rows, qn_tables_work *work) {
  const int language = work->english ? 1 : 0;
  qn_certificate_row *at = qn_arena_array(work->arena, N_ITEMS, sizeof *at);
  if (!at) return QN_ENOMEM;
  rows->at = at;
  for (size_t i = 0; i < N_ITEMS; i++) {
    const char *value = items[i].value(work);
    if (!value) continue;
    at[rows->count++] =
        (qn_certificate_row){items[i].item[language], value, items[i].note[language]};
  }
  return QN_OK;
}
