/* A point settled: what is large and the numbers of modules stay, or are changed one by one as long
 * as the relaxation gains, and units choose anew among few pathways, those that are cheapest at the
 * prices of that relaxation (held.h). The program over these has units alone to decide, and finds
 * within seconds what one with modules in it does not find in minutes. */
#ifndef QN_PLAN_SETTLE_H
#define QN_PLAN_SETTLE_H
#include "base/run.h"
#include "plan/model.h"

typedef struct {
  int holds;     /* the point is a plan's; else its units are divided, and what is large is whole */
  int descends;  /* what is large is changed first */
  size_t n_free; /* pathways that units may take besides their own */
  double seconds; /* in all, at most */
} qn_settling;

/* x[n_column] becomes, where *found, a point that holds, which may be dearer. */
qn_status qn_settle(double *x, int *found, const qn_model *model, const qn_settling *how,
                    qn_run *run);

#endif
