/* What callers of the library see of a plan: the decision by the ids of the case. */
#include <math.h>

#include "plan/plan.h"

static int has_plan(const qn_plan *plan) {
  return plan->status <= QN_PLAN_INTERRUPTED;
}

qn_plan_outcome qn_plan_outcome_of(const qn_plan *plan) {
  return (qn_plan_outcome){.status = plan->status,
                           .cost_cny = has_plan(plan) ? plan->cost_cny : (double)NAN,
                           .bound_cny = plan->bound_cny,
                           .gap = has_plan(plan) ? plan->gap : (double)NAN,
                           .first_s = plan->first_s,
                           .seconds = plan->seconds};
}

size_t qn_plan_choices(const qn_plan *plan) {
  return has_plan(plan) ? plan->decision.n_unit : 0;
}

qn_plan_choice qn_plan_choice_at(const qn_plan *plan, size_t i) {
  const qn_case *region = plan->context->region;
  const qn_unit_choice *c = &plan->decision.units[i];
  return (qn_plan_choice){.unit = region->units[c->unit].id,
                          .mode = region->modes[c->mode].id,
                          .year = c->year,
                          .level = c->level,
                          .share = c->share};
}

size_t qn_plan_fates(const qn_plan *plan) {
  return has_plan(plan) ? (size_t)plan->context->region->n_sources : 0;
}

qn_plan_fate qn_plan_fate_at(const qn_plan *plan, size_t i) {
  const qn_case *region = plan->context->region;
  const qn_source_choice *c = &plan->decision.sources[i];
  return (qn_plan_fate){.source = region->sources[i].id,
                        .option = c->option < 0 ? NULL : region->source_options[c->option].option,
                        .year = c->year};
}
