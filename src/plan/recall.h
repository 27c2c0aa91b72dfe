/* The way back from decisions to a point of a model (complete.h goes the other way). */
#ifndef QN_PLAN_RECALL_H
#define QN_PLAN_RECALL_H
#include "plan/decision.h"
#include "plan/model.h"

/* Writes the blocks and modules of a decision to x[n_column]; flows and steps are left 0, for
 * qn_complete to set. Where the model left a pathway out as dominated, the block takes the cheapest
 * of the same mode and year, else the cheapest of the year. 0 when a block finds none. */
int qn_recall(double *x, const qn_model *model, const qn_decision *decision);

#endif
