/* What of a plan is kept in its folder so that it can be asked later: every choice and the prices
 * of the shared rows; the rest follows from the case. */
#ifndef QN_PLAN_RECORD_H
#define QN_PLAN_RECORD_H
#include "plan/plan.h"
#include "result/why_tables.h"

/* Fills both tables from a plan that has decisions; rows live in arena. */
qn_status qn_record_plan(qn_rows *choices, qn_rows *prices, const qn_plan *plan, int english,
                         qn_arena *arena);

/* The choices of one unit, in the order of the record; *n of them, from arena. */
qn_status qn_record_unit(qn_unit_choice **out, size_t *n, const qn_rows *choices,
                         const qn_case *region, int unit, qn_arena *arena, qn_findings *findings);
/* All choices as a decision with no modules and no flows, which follow. QN_EINPUT with a finding
 * when a choice does not fit the case. */
qn_status qn_record_decision(qn_decision *out, const qn_rows *choices, const qn_case *region,
                             qn_arena *arena, qn_findings *findings);
/* price[n_row] of a model's rows. QN_EINPUT with a finding when the record is of other rows. */
qn_status qn_record_prices(double *price, const qn_rows *prices, const qn_model *model,
                           qn_findings *findings);

#endif
