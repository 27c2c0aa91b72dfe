/* Rules a planner can take back, and what taking one back would do: a row of targets, supplies,
 * build_limits or budgets stands for all its rows of the model. */
#ifndef QN_PLAN_RULES_H
#define QN_PLAN_RULES_H
#include "plan/plan.h"

typedef struct {
  int table, row; /* QN_T_..., row of it */
  const char *id;
} qn_rule_ref;

/* All such rules, feeders left out; array from arena, *n of them. */
qn_rule_ref *qn_rules_list(size_t *n, const qn_case *region, qn_arena *arena);
/* The rule of an id, feeders too; 0 when there is none. The nearest id goes to *nearest. */
int qn_rules_find(qn_rule_ref *out, const char **nearest, const qn_case *region, const char *id,
                  qn_arena *arena);
/* Whether a row of the model belongs to the rule. */
int qn_rule_holds(const qn_rule_ref *rule, const qn_model_row *row);
/* Takes the rule out of the case: targets, limits and budgets are only reported, a supply has no
 * end. What stood there is kept for qn_rule_restore. */
typedef struct {
  int rule;
  double peak, annual;
  double *years; /* [2 * n_supply_years] */
} qn_rule_kept;
qn_status qn_rule_suspend(qn_rule_kept *kept, qn_case *region, const qn_rule_ref *rule,
                          qn_arena *arena);
void qn_rule_restore(qn_case *region, const qn_rule_ref *rule, const qn_rule_kept *kept);

#endif
