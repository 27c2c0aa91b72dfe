/* Which choices of a point have to change so that it holds all rules: the linear program that holds
 * them and keeps as much of the point as it can. Inside plan only. */
#ifndef QN_PLAN_REACH_H
#define QN_PLAN_REACH_H
#include "base/random.h"
#include "base/run.h"
#include "plan/loose.h"
#include "plan/subset.h"

typedef struct {
  const qn_model *model;
  qn_subset field; /* the columns that may be chosen */
  qn_lp_solver *solver;
  double *point; /* of the solver */
} qn_reach;

/* Columns of the field: may[n_column]. Rows that hold in role are never missed. */
qn_status qn_reach_new(qn_reach *out, const qn_model *model, const unsigned char *may,
                       const qn_row_role *role, qn_findings *findings);
void qn_reach_clear(qn_reach *reach);
/* x[n_column]: shares of choices that hold the rules, or miss least (*missed, in mean choices), as
 * near to from as can be when every block minds by chance. *is_known is 0 when time was over. */
qn_status qn_reach_nearest(qn_reach *reach, const double *from, double *x, double *missed,
                           int *is_known, qn_random *random, qn_run *run, double seconds);

#endif
