/* The mix of modes that a plan prescribes against the cheapest one: targets by mode (mode_area,
 * mode_households, upgraded_households) say which heating a region shall have, all others how much
 * of it shall be clean. A plan is solved once with all targets, and once more without those by
 * mode, everything else being equal. */
#ifndef QN_PLAN_CHEAPEST_H
#define QN_PLAN_CHEAPEST_H
#include "plan/plan.h"

/* Share of the time limit that the plan itself may use when a mix is prescribed. */
double qn_share_of_plan(const qn_case *region);

/* Solves the plan's case without the targets of the mix, from the plan, with the time that is left
 * to the run. plan->cheapest is set when that has a verified plan; QN_OK without it when nothing
 * is prescribed, the plan itself has none, or the time was too short. */
qn_status qn_plan_find_cheapest(qn_plan *plan, qn_run *run);

#endif
