/* The reference assignment of bench/tension.c: every unit and source takes the way that is cheapest
 * at its own cost times lognormal noise; the targets for clean heating of the last season are met
 * by the ways that cost the least more. What it takes from every row of the model is its use. */
#ifndef QN_BENCH_REFERENCE_H
#define QN_BENCH_REFERENCE_H
#include "plan/model.h"

/* [n_row of rows] what all that is chosen takes from a row, less for heat that others need. */
typedef struct {
  qn_model *rows;         /* of the case, with all columns that are not units' */
  double *chosen, *still; /* by the reference; where what may stay as it is does so */
} qn_use;

/* seed: of the noise. Loads of sources are rows of family capacity: what flows from them. */
qn_status qn_use_new(qn_use *out, const qn_context *context, uint64_t seed, qn_run *run);
void qn_use_clear(qn_use *use);

#endif
