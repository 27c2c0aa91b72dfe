/* From a point of the model to decisions: blocks are rounded to one pathway (shares of divisible
 * units kept), and everything beside the blocks (modules, flows, steps) is set to the least that
 * serves. */
#ifndef QN_PLAN_COMPLETE_H
#define QN_PLAN_COMPLETE_H
#include "plan/decision.h"
#include "plan/model.h"

/* Rounds and completes x[n_column] in place. *served is 0 when no modules and flows serve the
 * rounded blocks (x is then only rounded). */
qn_status qn_complete(const qn_model *model, double *x, int *served, qn_run *run);
/* Reads the decision out of a completed point; arrays from arena. */
qn_status qn_decision_of(qn_decision *out, const qn_model *model, const double *x, qn_arena *arena);

#endif
