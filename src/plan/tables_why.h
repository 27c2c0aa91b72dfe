/* The answer to "why this unit": rows of ways, way_takes and way_flips. */
#ifndef QN_PLAN_TABLES_WHY_H
#define QN_PLAN_TABLES_WHY_H
#include "plan/tables.h"
#include "plan/why.h"
#include "result/why_tables.h"

typedef struct {
  qn_rows ways, takes, flips;
} qn_why_tables;

/* How much is told of a unit: the chosen ways, the best of every mode, and the one cheapest of its
 * own, at most ways beside the chosen ones; of each its takes, and up to flips changes. */
typedef struct {
  size_t ways, flips;
} qn_why_extent;

/* Needs region, x, arena, english and run of work, as does the next. */
qn_status qn_why_tabulate(qn_why_tables *out, const qn_why *why, qn_why_extent extent,
                          const qn_tables_work *work);
/* The same of every unit that has a choice, one behind the other. model: of qn_model_new_unit; its
 * columns change. price[n_row]; choices in the order of units. */
qn_status qn_why_tabulate_all(qn_why_tables *out, qn_model *model, const double *price,
                              const qn_unit_choice *choices, size_t n_choice, qn_why_extent extent,
                              const qn_tables_work *work);

#endif
