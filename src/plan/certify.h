/* What cost and bound prove together. A verified plan is a fact: a bound above its cost is wrong,
 * and is then dropped and told, never lowered to fit. */
#ifndef QN_PLAN_CERTIFY_H
#define QN_PLAN_CERTIFY_H
#include "plan/plan.h"

/* Takes a bound that the solver has proved (-INFINITY: none, the cost has changed alone) beside
 * plan->relaxed_cny, the bound by prices, and sets bound, gap and gap_cny. cost_cny is NaN without
 * a plan. Where a bound lies above the cost by more than rounding, plan->refuted_cny keeps the
 * highest such bound and findings get an error, once a plan. */
void qn_certify(qn_plan *plan, double proved_cny, qn_findings *findings);

#endif
