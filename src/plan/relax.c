/* Rounds of: solve, take the prices, bound (weak duality over all columns), add the columns of each
 * block whose reduced cost is most negative. Ends when the bound meets the objective. */
#include "plan/relax.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/large.h"

enum { MOST_ROUNDS = 60, ADDED_A_BLOCK = 3, SMALL_MODEL = 6000 };
static const double CLOSE = 1e-7; /* relative distance of bound and objective at which to stop */

void qn_relaxation_clear(qn_relaxation *relaxation) {
  free(relaxation->price);
  free(relaxation->reduced);
  free(relaxation->x);
  qn_lp_solver_free(relaxation->solver);
  *relaxation = (qn_relaxation){0};
}

/* The columns to begin with: all of a small model; else of each unit what decides nothing and the
 * cheapest of every season, and all that is no unit's. */
static qn_status begin(qn_subset *s) {
  const qn_model *m = s->model;
  const size_t shared = m->block_first[m->first_source];
  const int is_small = m->n_column <= SMALL_MODEL;
  qn_status status = QN_OK;
  for (size_t c = shared; c < m->n_column && !status; c++) status = qn_subset_add(s, c);
  for (int b = 0; b < m->first_source; b++) {
    size_t cheapest[QN_MOST_SEASONS];
    for (int j = 0; j < m->n; j++) cheapest[j] = m->n_column;
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1] && !status; c++) {
      const int season = m->columns[c].season;
      if (is_small || season < 0)
        status = qn_subset_add(s, c);
      else if (cheapest[season] == m->n_column ||
               m->columns[c].cost < m->columns[cheapest[season]].cost)
        cheapest[season] = c;
    }
    for (int j = 0; j < m->n && !status; j++)
      if (cheapest[j] < m->n_column) status = qn_subset_add(s, cheapest[j]);
  }
  return status;
}

/* Adds the most helpful columns outside; returns how many. */
static size_t add_helpful(qn_subset *s, const double *reduced, double least, qn_status *status) {
  const qn_model *m = s->model;
  const size_t before = s->n;
  for (int b = 0; b < m->n_block; b++) {
    /* reduced costs are relative to the block's best column in or out: what counts is how much
     * better a column outside is than the best inside */
    double inside = INFINITY;
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1]; c++)
      if (s->is_in[c] && reduced[c] < inside) inside = reduced[c];
    for (int k = 0; k < ADDED_A_BLOCK && !*status; k++) {
      size_t best = m->n_column;
      for (size_t c = m->block_first[b]; c < m->block_first[b + 1]; c++)
        if (!s->is_in[c] && reduced[c] < inside - least &&
            (best == m->n_column || reduced[c] < reduced[best]))
          best = c;
      if (best == m->n_column) break;
      *status = qn_subset_add(s, best);
    }
  }
  return s->n - before;
}

/* Prices of the solver's scaled rows in CNY per unit of the row. */
static void unscale_prices(const qn_subset *s, double *price) {
  for (size_t r = 0; r < s->model->n_row; r++) price[r] /= s->model->rows[r].scale * s->money_scale;
}

typedef struct {
  double *price, *reduced, *point;
  const qn_limits *limits;
  double cutoff;
} round_work;

static qn_status open_work(round_work *w, const qn_model *m) {
  w->price = calloc(m->n_row + 1, sizeof(double));
  w->reduced = calloc(m->n_column + 1, sizeof(double));
  return w->price && w->reduced ? QN_OK : QN_ENOMEM;
}

static void close_work(round_work *w) {
  free(w->price);
  free(w->reduced);
  free(w->point);
}

static qn_status take_round(qn_relaxation *out, round_work *w, const qn_subset *s) {
  const qn_model *m = s->model;
  const size_t n = (size_t)s->n_elastic + s->n;
  double *point = realloc(w->point, (n + 1) * sizeof *point);
  if (!point) return QN_ENOMEM;
  w->point = point;
  double objective;
  const qn_status status = qn_lp_solver_answer(out->solver, point, w->price, &objective);
  if (status) return status;
  out->elastic = qn_subset_spread(s, point, out->x);
  out->objective = objective / s->money_scale;
  unscale_prices(s, w->price);
  const double bound = qn_model_bound(m, w->limits, w->price, w->reduced);
  if (bound > out->bound || isinf(out->bound)) {
    out->bound = bound;
    memcpy(out->price, w->price, m->n_row * sizeof *out->price);
    memcpy(out->reduced, w->reduced, m->n_column * sizeof *out->reduced);
  }
  return QN_OK;
}

qn_status qn_relaxation_widen(qn_relaxation *relaxation, qn_subset *s) {
  if (relaxation->n_column == s->n) return QN_OK;
  const qn_status status = qn_subset_lp(s, relaxation->n_column, 0);
  if (status) return status;
  relaxation->n_column = s->n;
  return qn_lp_solver_add(relaxation->solver, s->lp.n_column, s->lp.cost, s->lp.lower, s->lp.upper,
                          s->lp.start, s->lp.index, s->lp.value);
}

static qn_status rounds(qn_relaxation *out, round_work *w, qn_subset *s, qn_run *run,
                        double until_s) {
  for (int k = 0; k < MOST_ROUNDS; k++) {
    qn_lp_state state;
    qn_status status =
        qn_lp_solver_run(out->solver, until_s - qn_clock(), run->cancel, &state, run->findings);
    if (status) return status;
    if (state != QN_LP_OPTIMAL) return QN_OK;
    status = take_round(out, w, s);
    if (status) return status;
    if (!w->limits) qn_run_tell(run, QN_N_("prices"), NAN, out->bound, NAN);
    const double least = 1e-9 * fabs(out->objective) / (s->model->n_block + 1);
    if (out->bound >= w->cutoff || out->objective - out->bound <= CLOSE * fabs(out->objective) ||
        !add_helpful(s, w->reduced, least, &status)) {
      out->is_complete = !status;
      return status;
    }
    if (!status) status = qn_relaxation_widen(out, s);
    if (status) return status;
  }
  return QN_OK;
}

qn_status qn_relaxation_new(qn_relaxation *out, const qn_model *m) {
  *out = (qn_relaxation){.price = calloc(m->n_row + 1, sizeof(double)),
                         .reduced = calloc(m->n_column + 1, sizeof(double)),
                         .x = calloc(m->n_column + 1, sizeof(double)),
                         .bound = -INFINITY,
                         .objective = NAN};
  if (!out->price || !out->reduced || !out->x) return QN_ENOMEM;
  qn_keep_from_children(out->price, m->n_row * sizeof *out->price);
  qn_keep_from_children(out->reduced, m->n_column * sizeof *out->reduced);
  qn_keep_from_children(out->x, m->n_column * sizeof *out->x);
  out->bound = qn_model_bound(m, NULL, out->price, out->reduced);
  return QN_OK;
}

/* With the columns of a basis; NULL: none. */
static qn_status open_with(qn_relaxation *out, qn_subset *subset, const qn_basis *basis,
                           qn_findings *findings) {
  qn_status status = qn_relaxation_new(out, subset->model);
  if (!status) status = begin(subset);
  if (!status && basis) status = qn_basis_columns(basis, subset);
  if (!status) status = qn_subset_lp(subset, 0, 1);
  if (!status) status = qn_lp_solver_new(&out->solver, &subset->lp, findings);
  out->n_column = subset->n;
  return status;
}

qn_status qn_relax_open(qn_relaxation *out, qn_subset *subset, qn_findings *findings) {
  return open_with(out, subset, NULL, findings);
}

qn_status qn_relax(qn_relaxation *out, qn_subset *subset, const qn_basis *basis, qn_run *run,
                   double seconds) {
  const double until_s = qn_clock() + seconds;
  round_work w = {.cutoff = INFINITY};
  qn_status status = open_with(out, subset, basis, run->findings);
  if (!status) status = open_work(&w, subset->model);
  if (!status && basis) status = qn_basis_begin(basis, subset, out->solver);
  if (!status) status = rounds(out, &w, subset, run, until_s);
  close_work(&w);
  return status;
}

qn_status qn_relaxation_again(qn_relaxation *relaxation, qn_subset *subset, const qn_limits *limits,
                              double cutoff, qn_run *run, double seconds) {
  round_work w = {.limits = limits, .cutoff = cutoff};
  relaxation->bound = -INFINITY;
  relaxation->is_complete = 0;
  qn_status s = open_work(&w, subset->model);
  if (!s) s = rounds(relaxation, &w, subset, run, qn_clock() + seconds);
  close_work(&w);
  return s;
}
