#include "plan/certify.h"

#include <math.h>

/* Of the cost, at least of 1 CNY: what sums of many terms may be apart by rounding. */
static const double ROUNDING = 1e-9;
static const double NOTHING_CNY = 1; /* below it a gap counts in money alone */

static int is_refuted(const qn_plan *p, double bound_cny) {
  return bound_cny > p->cost_cny + ROUNDING * fmax(1, fabs(p->cost_cny));
}

static void drop_refuted(qn_plan *p, double *bound_cny, qn_findings *findings) {
  if (!is_refuted(p, *bound_cny)) return;
  if (isnan(p->refuted_cny))
    qn_fail(findings, QN_EVERIFY,
            "the proof is wrong: it puts the cost at %.2f CNY or more, and a verified plan costs "
            "%.2f; the bound is not used",
            *bound_cny, p->cost_cny);
  if (!(*bound_cny <= p->refuted_cny)) p->refuted_cny = *bound_cny;
  *bound_cny = -INFINITY;
}

void qn_certify(qn_plan *plan, double proved_cny, qn_findings *findings) {
  plan->proved_cny = fmax(plan->proved_cny, proved_cny);
  drop_refuted(plan, &plan->proved_cny, findings);
  drop_refuted(plan, &plan->relaxed_cny, findings);
  plan->bound_cny = fmax(plan->proved_cny, plan->relaxed_cny);
  if (isnan(plan->cost_cny)) return;
  plan->bound_cny = fmin(plan->bound_cny, plan->cost_cny); /* rounding alone */
  plan->gap_cny = plan->cost_cny - plan->bound_cny;
  plan->gap = fabs(plan->cost_cny) < NOTHING_CNY ? (plan->gap_cny < NOTHING_CNY ? 0 : INFINITY)
                                                 : plan->gap_cny / fabs(plan->cost_cny);
}
