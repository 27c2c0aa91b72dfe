/* Sources, projects, trunks and modules are fixed before units: they are few, large, and decide
 * what the units can do. */
#include "plan/dive.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double WHOLE = 1e-6;   /* a share as good as whole */
static const double ELASTIC = 1e-6; /* scaled: more than the relaxation's own is a dead end */
enum { MOST_ROUNDS = 400 };

/* A decision: column of the subset and the value it is held at. */
typedef struct {
  size_t at;
  double value, doubt; /* distance from whole */
} fixing;

typedef struct {
  const qn_model *m;
  qn_subset *subset;
  qn_lp_solver *solver;
  double *point, *x; /* of the solver, of the model */
  fixing *list;      /* what is not whole, least doubt first */
  size_t n, batch;
  size_t *in; /* [n_column] place in the subset + 1 */
  double elastic;
} dive;

static int solver_column(const dive *d, size_t at) {
  return d->subset->n_elastic + (int)at;
}

static qn_status hold(dive *d, const fixing *f) {
  return qn_lp_solver_between(d->solver, solver_column(d, f->at), f->value, f->value);
}

static qn_status let_go(dive *d, const fixing *f) {
  return qn_lp_solver_between(d->solver, solver_column(d, f->at), 0,
                              d->m->columns[d->subset->column[f->at]].upper);
}

/* The other way: a pathway is ruled out, a number of modules goes up. */
static qn_status turn(dive *d, const fixing *f) {
  const qn_model_column *c = &d->m->columns[d->subset->column[f->at]];
  const int column = solver_column(d, f->at);
  return c->block >= 0 ? qn_lp_solver_between(d->solver, column, 0, 0)
                       : qn_lp_solver_between(d->solver, column, f->value + 1, c->upper);
}

static int is_near_whole(double value) {
  return fabs(value - round(value)) < WHOLE;
}

static int by_doubt(const void *a, const void *b) {
  const fixing *x = a, *y = b;
  if (x->doubt != y->doubt) return x->doubt < y->doubt ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

static void add_block(dive *d, int block) {
  const qn_model *m = d->m;
  size_t best = m->n_column;
  for (size_t c = m->block_first[block]; c < m->block_first[block + 1]; c++)
    if (d->in[c] && (best == m->n_column || d->x[c] > d->x[best])) best = c;
  if (best < m->n_column && d->x[best] < 1 - WHOLE)
    d->list[d->n++] = (fixing){d->in[best] - 1, 1, 1 - d->x[best]};
}

static void add_modules(dive *d) {
  const qn_model *m = d->m;
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++) {
    const double part = d->x[c] - floor(d->x[c] + WHOLE);
    if (!m->columns[c].is_integer || !d->in[c] || part < WHOLE) continue;
    d->list[d->n++] = (fixing){d->in[c] - 1, round(d->x[c]), fmin(part, 1 - part)};
  }
}

/* Lists what is large and not whole. */
static void list_undecided(dive *d) {
  const qn_model *m = d->m;
  d->n = 0;
  for (int b = m->first_source; b < m->n_block; b++) add_block(d, b);
  add_modules(d);
  qsort(d->list, d->n, sizeof *d->list, by_doubt);
}

/* Lists what the wish has whole: blocks first, so that they are the last to be taken back. */
static void list_wishes(dive *d, const double *wish) {
  const qn_model *m = d->m;
  d->n = 0;
  for (size_t c = m->block_first[m->first_source]; c < m->n_column; c++) {
    const qn_model_column *column = &m->columns[c];
    const int is_whole =
        column->block >= 0 ? wish[c] > 1 - WHOLE : column->is_integer && is_near_whole(wish[c]);
    if (is_whole && d->in[c]) d->list[d->n++] = (fixing){d->in[c] - 1, round(wish[c]), 0};
  }
}

static qn_status solve(dive *d, qn_run *run, double until_s, int *solved) {
  qn_lp_state state;
  qn_status s =
      qn_lp_solver_run(d->solver, until_s - qn_clock(), run->cancel, &state, run->findings);
  *solved = !s && state == QN_LP_OPTIMAL;
  if (*solved) s = qn_lp_solver_answer(d->solver, d->point, NULL, NULL);
  if (*solved && !s) d->elastic = qn_subset_spread(d->subset, d->point, d->x);
  return s;
}

/* Fixes a batch; halves it while that is a dead end, and turns the last one round. The next batch
 * is twice what could be fixed. */
static qn_status step(dive *d, qn_run *run, double allowed, double until_s, int *solved) {
  qn_status s = QN_OK;
  size_t n = d->n < d->batch ? d->n : d->batch;
  for (size_t i = 0; i < n && !s; i++) s = hold(d, &d->list[i]);
  if (!s) s = solve(d, run, until_s, solved);
  while (!s && *solved && d->elastic > allowed && n) {
    const size_t keep = n / 2;
    for (size_t i = keep; i < n && !s; i++) s = let_go(d, &d->list[i]);
    if (!keep && !s) s = turn(d, &d->list[0]);
    n = keep;
    if (!s) s = solve(d, run, until_s, solved);
  }
  d->batch = n ? 2 * n : 1;
  return s;
}

static qn_status dive_new(dive *d, double *x, qn_subset *subset, qn_relaxation *relaxation) {
  const qn_model *m = subset->model;
  *d = (dive){.m = m, .subset = subset, .solver = relaxation->solver, .x = x, .batch = m->n_column};
  d->point = malloc(((size_t)subset->n_elastic + subset->n + 1) * sizeof *d->point);
  d->list = malloc((m->n_column + 1) * sizeof *d->list);
  d->in = calloc(m->n_column + 1, sizeof *d->in);
  if (!d->point || !d->list || !d->in) return QN_ENOMEM;
  for (size_t i = 0; i < subset->n; i++) d->in[subset->column[i]] = i + 1;
  return qn_relaxation_widen(relaxation, subset);
}

static void dive_free(dive *d) {
  free(d->point);
  free(d->list);
  free(d->in);
}

qn_status qn_dive(double *x, int *reached, const double *wish, qn_subset *subset,
                  qn_relaxation *relaxation, qn_run *run, double seconds) {
  dive d;
  const double until_s = qn_clock() + seconds;
  const double allowed = relaxation->elastic + ELASTIC;
  int solved = 0;
  *reached = 0;
  if (!relaxation->solver) return QN_OK;
  qn_status s = dive_new(&d, x, subset, relaxation);
  if (!s) s = solve(&d, run, until_s, &solved);
  if (!s && solved && wish) {
    list_wishes(&d, wish);
    s = step(&d, run, allowed, until_s, &solved);
  }
  for (int k = 0; k < MOST_ROUNDS && !s && solved; k++) {
    list_undecided(&d);
    *reached = !d.n && d.elastic <= allowed;
    if (!d.n || qn_clock() > until_s || qn_run_stopped(run)) break;
    s = step(&d, run, allowed, until_s, &solved);
  }
  dive_free(&d);
  return s;
}
