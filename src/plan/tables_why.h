/* The answer to "why this unit": rows of ways, way_takes and way_flips. */
#ifndef QN_PLAN_TABLES_WHY_H
#define QN_PLAN_TABLES_WHY_H
#include "plan/tables.h"
#include "plan/why.h"
#include "result/why_tables.h"

typedef struct {
  qn_rows ways, takes, flips;
} qn_why_tables;

/* The chosen ways, the best of every mode, and the one cheapest of its own; at most most beside the
 * chosen ones. Of each its takes, and up to flips changes. Needs region, x, arena, english of work.
 */
qn_status qn_why_tabulate(qn_why_tables *out, const qn_why *why, size_t most, size_t flips,
                          const qn_tables_work *work);

#endif
