/* The second case shares every table with the first but that of targets, where those of the mix are
 * only reported. Numbers of rows stay the same, so that the first plan's decision is one of the
 * second case too: fewer rules can only make more plans hold. */
#include "plan/cheapest.h"

#include <string.h>

static const double SHARE_OF_PLAN = 0.6;

/* Whether a target prescribes a mix: by mode, and a rule of the model (hard or priced). */
static int is_of_mix(const qn_target *target) {
  const int is_by_mode = target->metric == QN_MODE_AREA || target->metric == QN_MODE_HOUSEHOLDS ||
                         target->metric == QN_UPGRADED_HOUSEHOLDS;
  return is_by_mode && target->rule != QN_REPORTED;
}

static int prescribes_mix(const qn_case *region) {
  for (int i = 0; i < region->n_targets; i++)
    if (is_of_mix(&region->targets[i])) return 1;
  return 0;
}

double qn_share_of_plan(const qn_case *region) {
  return prescribes_mix(region) ? SHARE_OF_PLAN : 1;
}

/* Lives in the plan's arena. */
static qn_case *without_mix(const qn_plan *plan) {
  const qn_case *from = plan->context->region;
  qn_case *region = qn_arena_alloc(plan->arena, sizeof *region);
  qn_target *targets = qn_arena_array(plan->arena, (size_t)from->n_targets + 1, sizeof *targets);
  if (!region || !targets) return NULL;
  *region = *from;
  memcpy(targets, from->targets, (size_t)from->n_targets * sizeof *targets);
  for (int i = 0; i < from->n_targets; i++)
    if (is_of_mix(&targets[i])) targets[i].rule = QN_REPORTED;
  region->targets = targets;
  return region;
}

qn_status qn_plan_find_cheapest(qn_plan *plan, qn_run *run) {
  qn_plan *found = NULL;
  if (plan->status > QN_PLAN_INTERRUPTED || !prescribes_mix(plan->context->region) ||
      qn_run_stopped(run))
    return QN_OK;
  const qn_case *region = without_mix(plan);
  if (!region) return QN_ENOMEM;
  qn_run aside = *run; /* nobody is told of this plan as it grows */
  aside.better = NULL;
  const qn_status s =
      qn_plan_solve_from(&found, region, plan->context->demand, &plan->decision, &aside);
  if (s) return s;
  if (found->status <= QN_PLAN_INTERRUPTED)
    plan->cheapest = found;
  else
    qn_plan_free(found);
  return QN_OK;
}
