/* The relaxation of a large region by its parts. At prices of the rows that join parts every part's
 * relaxation is solved by itself, side by side; prices come from a sample of the parts with its
 * joining rows and are bettered by cutting planes (master.h) until the parts' bounds in sum reach
 * what the cutting planes promise: there the relaxations of the parts together are that of the
 * whole. */
#ifndef QN_PLAN_ACCORD_H
#define QN_PLAN_ACCORD_H
#include "plan/relax.h"

/* A relaxation without a solver: bound, prices of all rows, reduced costs, and as point the parts'
 * points mixed so that joining rows hold as nearly as they do in any mix. The subset gets the
 * columns that the parts' programs held. Incomplete where there are not two parts or more, or time
 * ended it; the bound holds all the same. */
qn_status qn_accord(qn_relaxation *out, qn_subset *subset, qn_run *run, double seconds);

#endif
