/* Bounds by parts: at prices of the rows that join them, first the relaxation's, then better ones
 * (master.h), every part is branched on by itself (branch.h), side by side, and the sum is a bound
 * of the whole that knows of whole sources, projects, trunks and modules. What each part would
 * choose for them is a good choice for the whole. */
#ifndef QN_PLAN_DIVIDE_H
#define QN_PLAN_DIVIDE_H
#include "plan/relax.h"

typedef struct {
  double bound;
  int n_part, n_whole; /* parts, and those where all that is large came out whole */
  long n_node;
} qn_division;

/* x[n_column] gets, for parts that came out whole, what is large as they would have it, and the
 * relaxation's point elsewhere. */
qn_status qn_divide(qn_division *out, double *x, const qn_subset *subset,
                    const qn_relaxation *relaxation, qn_run *run, double seconds);

#endif
