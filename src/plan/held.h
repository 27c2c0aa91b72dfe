/* The relaxation of a model with all that is large (sources, projects, trunks) and the numbers of
 * modules held whole: only units are divided. Where the relaxation itself prices a module by the
 * share of it that is used, here a row with room left is free and a full one is dear. */
#ifndef QN_PLAN_HELD_H
#define QN_PLAN_HELD_H
#include "plan/relax.h"

typedef struct {
  const qn_model *model;
  qn_limits limits; /* of what is large both ends are the number held */
  qn_subset subset;
  qn_relaxation relaxation; /* within the limits */
  size_t *place;            /* [n_column] of what is large, in the subset */
} qn_held;

/* Held as in the point x[n_column], whose other columns are among those to begin with. */
qn_status qn_held_new(qn_held *out, const qn_model *model, const double *x, qn_run *run,
                      double seconds);
/* The same, held as in another point. */
qn_status qn_held_at(qn_held *held, const double *x, qn_run *run, double seconds);
/* Changes what is held one by one, a module more or fewer or another pathway, as long as the
 * relaxation gains by it. n_change: how many changes were kept. */
qn_status qn_held_descend(qn_held *held, int *n_change, qn_run *run, double seconds);
void qn_held_free(qn_held *held);
/* Whether a column is large or counts modules. */
int qn_is_held(const qn_model *model, size_t column);

#endif
