/* A start of our own: a point of the relaxation rounded to whole choices, then mended row by row
 * and improved block by block, before any mixed-integer solver runs. */
#ifndef QN_PLAN_START_H
#define QN_PLAN_START_H
#include "plan/relax.h"

/* x[n_column], the relaxation's point or a better one, is made whole. *missed is the number of rows
 * still broken. */
qn_status qn_start(double *x, size_t *missed, const qn_subset *subset,
                   const qn_relaxation *relaxation, qn_run *run, double seconds);

#endif
