/* A region twice, before sketch_finish: every row that belongs to a place (areas, units, sources,
 * trunks, projects, supplies, rules) stands there again, its ids with a ' behind them. */
#ifndef QN_TESTS_PLAN_DOUBLED_H
#define QN_TESTS_PLAN_DOUBLED_H
#include "case/case.h"

/* Beside each other: nothing joins the two. */
void double_region(qn_case *region);
/* The areas without one above them stay one and join the two: their limits, targets and budgets
 * are doubled where double_region repeats them. */
void double_region_joined(qn_case *region);

#endif
