/* Improves a point by switching single blocks, mostly units, and where that breaks a rule, others
 * that make up for it. */
#ifndef QN_PLAN_EXCHANGE_H
#define QN_PLAN_EXCHANGE_H
#include "base/run.h"
#include "plan/model.h"

/* x[n_column]: a point that holds; becomes the best found, never a dearer one. reduced[n_column]:
 * reduced costs at the relaxation's prices. Divided units stay as they are. turn: the how manieth
 * time, so that every time draws anew. Ends after most_cycles, 0: when some in a row gain nothing.
 */
qn_status qn_exchange(double *x, const qn_model *model, const double *reduced, int turn,
                      int most_cycles, qn_run *run, double seconds);

#endif
