/* A change of a block costs about one, a mean choice that is missed much more than all blocks. */
#include "plan/reach.h"

#include <math.h>
#include <stdlib.h>

static const double LEAST_MIND = 0.2, MOST_MIND = 1.8; /* cost of a block's change */
static const double MIND_LARGE = 4;                    /* times as much where it is no unit */
static const double MISSED = 1e5;                      /* cost of a mean choice missed */

qn_status qn_reach_new(qn_reach *out, const qn_model *model, const unsigned char *may,
                       const qn_row_role *role, qn_findings *findings) {
  *out = (qn_reach){.model = model};
  qn_status s = qn_subset_new(&out->field, model);
  for (size_t c = 0; c < model->n_column && !s; c++)
    if (may[c]) s = qn_subset_add(&out->field, c);
  if (!s) s = qn_subset_lp(&out->field, 0, 1);
  if (!s) s = qn_lp_solver_new(&out->solver, &out->field.lp, findings);
  for (int i = 0; i < out->field.n_elastic && !s; i++) {
    const int holds = role[out->field.elastic_row[i]] == QN_ROW_HOLDS;
    s = qn_lp_solver_between(out->solver, i, 0, holds ? 0 : INFINITY);
    if (!s) s = qn_lp_solver_cost(out->solver, i, MISSED);
  }
  if (!s) out->point = malloc(((size_t)out->field.lp.n_column + 1) * sizeof *out->point);
  return s ? s : out->point ? QN_OK : QN_ENOMEM;
}

void qn_reach_clear(qn_reach *reach) {
  qn_lp_solver_free(reach->solver);
  qn_subset_clear(&reach->field);
  free(reach->point);
  *reach = (qn_reach){0};
}

/* Columns of a block that the point does not have cost what the block minds. */
static qn_status set_costs(qn_reach *r, const double *from, qn_random *random) {
  const qn_model *m = r->model;
  double *mind = malloc(((size_t)m->n_block + 1) * sizeof *mind);
  qn_status s = mind ? QN_OK : QN_ENOMEM;
  for (int b = 0; b < m->n_block && !s; b++) {
    mind[b] = LEAST_MIND + (MOST_MIND - LEAST_MIND) * qn_random_real(random);
    if (b >= m->first_source) mind[b] *= MIND_LARGE;
  }
  for (size_t i = 0; i < r->field.n && !s; i++) {
    const size_t c = r->field.column[i];
    const int block = m->columns[c].block;
    s = qn_lp_solver_cost(r->solver, r->field.n_elastic + (int)i,
                          block < 0 || from[c] > 0 ? 0 : mind[block]);
  }
  free(mind);
  return s;
}

qn_status qn_reach_nearest(qn_reach *reach, const double *from, double *x, double *missed,
                           int *is_known, qn_random *random, qn_run *run, double seconds) {
  qn_lp_state state = QN_LP_STOPPED;
  *is_known = 0;
  qn_status s = set_costs(reach, from, random);
  if (!s) s = qn_lp_solver_run(reach->solver, seconds, run->cancel, &state, run->findings);
  if (s || state != QN_LP_OPTIMAL) return s;
  s = qn_lp_solver_answer(reach->solver, reach->point, NULL, NULL);
  if (s) return s;
  *missed = qn_subset_spread(&reach->field, reach->point, x);
  *is_known = 1;
  return QN_OK;
}
