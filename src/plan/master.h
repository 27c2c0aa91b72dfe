/* Better prices for the rows that join parts: every point that a part has given shows what the part
 * would cost at other prices at most; the prices where the sum of these is highest, not far from
 * the best so far, are tried next (cutting planes in a box). */
#ifndef QN_PLAN_MASTER_H
#define QN_PLAN_MASTER_H
#include "plan/parts.h"
#include "solve/lp.h"

typedef struct {
  const qn_parts *parts;
  size_t n_row, *row;            /* joining rows in the whole */
  double *lower, *upper, *scale; /* [n_row] of their prices, CNY per unit */
  int *number;                   /* [rows of the whole] + 1 */
  size_t n_cut, room;
  int *part;          /* [n_cut] */
  double *cost, *use; /* [n_cut], [n_cut * n_row] */
} qn_master;

/* price[n_row of the whole]: gives the measure of what is far. */
qn_status qn_master_new(qn_master *out, const qn_parts *parts, const double *price);
void qn_master_free(qn_master *master);
/* The part's columns at x[n_column of the whole]. */
qn_status qn_master_learn(qn_master *master, int part, const double *x);
/* price[n_row of the whole]: the joining rows' move to the best within box (1: about as far as
 * prices are high); *hope: what the bound could be there. Unchanged, and hope -INFINITY, when the
 * program had no answer. */
qn_status qn_master_next(const qn_master *master, double *price, double box, double *hope,
                         qn_run *run);

#endif
