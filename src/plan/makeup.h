/* What it would cost to make up what a plan misses of a priced row. A plan misses such a row for
 * one of two reasons: meeting it would cost more than its price (whole villages and boilers do not
 * split), or the search has not come to it. */
#ifndef QN_PLAN_MAKEUP_H
#define QN_PLAN_MAKEUP_H
#include "plan/model.h"

/* Least cost, CNY, of one or two blocks going another way so that the row gains at least missed
 * (> 0): by what the ways cost themselves and what they take from the other rows at price[n_row].
 * A change alone is never taken to cost less than the row's own price says, so that what the search
 * has left lying elsewhere is not counted here. x[n_column]: the plan, as qn_recall gives it;
 * blocks that are split stay as they are. *cny is INFINITY where no two changes make it up.
 * QN_ENOMEM. */
qn_status qn_makeup_cost(double *cny, const qn_model *model, const double *price, const double *x,
                         size_t row, double missed);

#endif
