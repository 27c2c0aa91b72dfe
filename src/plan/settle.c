/* First linear programs (held.h), for what is large and for the prices, then a mixed-integer one
 * over what is cheapest at them. */
#include "plan/settle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/held.h"
#include "solve/milp.h"

static const double SHARE_OF_PRICES = 0.5;  /* of the time, at most */
static const double SHARE_OF_CHANGES = 0.4; /* of what is left then, at most */
static const double CLOSE = 5e-5;           /* relative gap at which units are settled */

/* What the point has, the cheapest pathways of units, and all that is no block's. */
static qn_status choose(qn_subset *out, const qn_held *held, const double *x, size_t n_free) {
  const qn_model *m = held->model;
  const size_t n = m->block_first[m->first_source];
  qn_candidate *list = malloc((n + 1) * sizeof *list);
  if (!list) return QN_ENOMEM;
  for (size_t c = 0; c < n; c++) list[c] = (qn_candidate){held->relaxation.reduced[c], c};
  qn_candidates_sort(list, n);
  qn_status s = qn_subset_new(out, m);
  for (size_t c = 0; c < m->n_column && !s; c++)
    if (x[c] > 0 || held->limits.lower[c] > 0 || m->columns[c].block < 0) s = qn_subset_add(out, c);
  for (size_t i = 0; i < n && i < n_free && !s; i++) s = qn_subset_add(out, list[i].column);
  free(list);
  return s;
}

/* What the solver gets: the subset's program with the limits, and the point to begin from. */
typedef struct {
  qn_lp lp;
  double *lower, *upper, *start, *point; /* [n] */
} program;

static qn_status program_new(program *p, qn_subset *s, const double *x, const qn_limits *limits) {
  const qn_status status = qn_subset_lp(s, 0, 0);
  if (status) return status;
  double **arrays[] = {&p->lower, &p->upper, &p->start, &p->point};
  p->lp = s->lp;
  for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
    if (!(*arrays[i] = malloc((s->n + 1) * sizeof(double)))) return QN_ENOMEM;
  for (size_t i = 0; i < s->n; i++) {
    p->lower[i] = limits->lower[s->column[i]];
    p->upper[i] = limits->upper[s->column[i]];
    p->start[i] = x[s->column[i]];
  }
  p->lp.lower = p->lower;
  p->lp.upper = p->upper;
  return QN_OK;
}

static void program_free(program *p) {
  free(p->lower);
  free(p->upper);
  free(p->start);
  free(p->point);
}

/* Units of the point, with what is large as held, by the cheapest of their pathways. is_within: the
 * point holds, and keeps to the limits. */
static qn_status choose_units(double *x, int *found, const qn_held *held, size_t n_free,
                              int is_within, qn_run *run, double seconds) {
  qn_subset subset = {0};
  program p = {0};
  qn_status s = choose(&subset, held, x, n_free);
  if (!s) s = program_new(&p, &subset, x, &held->limits);
  qn_milp_answer answer = {.x = p.point};
  const qn_milp_options options = {.gap = CLOSE,
                                   .seconds = seconds,
                                   .work_limit = run->work_limit,
                                   .effort = -1,
                                   .start = is_within ? p.start : NULL,
                                   .only_point = 1};
  if (!s) s = qn_milp_solve(&answer, &p.lp, &options, run, NULL, NULL);
  *found = !s && answer.has_point;
  if (*found) {
    memset(x, 0, held->model->n_column * sizeof *x);
    for (size_t i = 0; i < subset.n; i++) x[subset.column[i]] = answer.x[i];
  }
  program_free(&p);
  qn_subset_clear(&subset);
  return s == QN_ESOLVER ? QN_OK : s; /* nothing is found; the findings say what happened */
}

qn_status qn_settle(double *x, int *found, const qn_model *m, const qn_settling *how, qn_run *run) {
  const double until_s = qn_clock() + how->seconds;
  qn_held held;
  int n_change = 0;
  *found = 0;
  qn_status s = qn_held_new(&held, m, x, run, SHARE_OF_PRICES * how->seconds);
  if (!s && how->descends)
    s = qn_held_descend(&held, &n_change, run, SHARE_OF_CHANGES * (until_s - qn_clock()));
  if (!s)
    s = choose_units(x, found, &held, how->n_free, how->holds && !n_change, run,
                     until_s - qn_clock());
  qn_held_free(&held);
  return s;
}
