/* Checks of a linked case that no single cell can show: what must be there at all, rows that
 * contradict each other, values that cannot be. Plausibility limits are data (data/limits.csv). */
#ifndef QN_CASE_CHECK_H
#define QN_CASE_CHECK_H
#include "case/case.h"

/* Adds located findings; QN_EINPUT when there was an error. Called by qn_case_finish. */
qn_status qn_case_check(const qn_case *region, qn_findings *findings);

#endif
