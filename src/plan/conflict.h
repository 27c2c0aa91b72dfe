/* When no plan holds all rules: the least relaxation (which rules, by how much) and a small set of
 * rules that cannot hold together. */
#ifndef QN_PLAN_CONFLICT_H
#define QN_PLAN_CONFLICT_H
#include "plan/plan.h"

/* Fills plan->conflicts. Relaxation: the least sum of scaled amounts over hard rules, on the linear
 * relaxation; conflict: rules of it that hold together with all but one of them (deletion filter).
 */
qn_status qn_conflict_find(qn_plan *plan, qn_run *run);

#endif
