/* What each rule costs at the margin: the prices of its rows times one per cent of them. */
#ifndef QN_PLAN_RULE_COSTS_H
#define QN_PLAN_RULE_COSTS_H
#include "plan/rules.h"
#include "plan/tables.h"
#include "result/why_tables.h"

/* Fills out[n], a row for each rule; the row of highest worth speaks for its name, season, limit
 * and price. family is NULL for a rule that has no row (only reported, or without a value). What
 * only a plan without the rule can tell is missing. price[n_row of model]; texts live in work's
 * arena. Needs region, x, arena and english of work. */
qn_status qn_rule_margins(qn_rule_cost *out, const qn_rule_ref *rules, size_t n,
                          const qn_model *model, const double *price, const qn_tables_work *work);
/* By what they are proved to cost, then by worth at the margin. */
void qn_rule_costs_sort(qn_rule_cost *costs, size_t n);

#endif
