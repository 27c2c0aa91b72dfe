/* The value of the relaxation is convex in what is held, so a change gains at most its reduced cost
 * at the prices of today: most changes are ruled out by that, the others are tried by the dual
 * simplex method from where it stands, which ends as soon as it is beyond what is known. */
#include "plan/held.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double WORTH = 2e-6; /* relative, of the relaxation: a change worth to be kept */
static const double AGAIN = 1.5; /* what a change that failed must promise more to be tried again */

int qn_is_held(const qn_model *m, size_t c) {
  const qn_model_column *column = &m->columns[c];
  return column->block >= m->first_source || (column->block < 0 && column->is_integer);
}

static qn_status limits_new(qn_limits *out, const qn_model *m) {
  *out = (qn_limits){.lower = calloc(m->n_column + 1, sizeof(double)),
                     .upper = malloc((m->n_column + 1) * sizeof(double))};
  if (!out->lower || !out->upper) return QN_ENOMEM;
  for (size_t c = 0; c < m->n_column; c++) out->upper[c] = m->columns[c].upper;
  return QN_OK;
}

/* Tells the solver what a column is held at. */
static qn_status tell(const qn_held *h, size_t c) {
  return qn_lp_solver_between(h->relaxation.solver, h->subset.n_elastic + (int)h->place[c],
                              h->limits.lower[c], h->limits.upper[c]);
}

static qn_status hold(qn_held *h, size_t c, double number) {
  h->limits.lower[c] = h->limits.upper[c] = number;
  return tell(h, c);
}

static qn_status open_with(qn_held *h, const double *x, qn_findings *findings) {
  const qn_model *m = h->model;
  qn_status s = qn_subset_new(&h->subset, m);
  for (size_t c = 0; c < m->block_first[m->first_source] && !s; c++)
    if (x[c] > 0) s = qn_subset_add(&h->subset, c);
  if (!s) s = qn_relax_open(&h->relaxation, &h->subset, findings);
  for (size_t i = 0; i < h->subset.n && !s; i++) h->place[h->subset.column[i]] = i;
  return s;
}

static qn_status solve(qn_held *h, qn_run *run, double seconds) {
  return qn_relaxation_again(&h->relaxation, &h->subset, &h->limits, INFINITY, run, seconds);
}

qn_status qn_held_new(qn_held *out, const qn_model *m, const double *x, qn_run *run,
                      double seconds) {
  *out = (qn_held){.model = m, .place = malloc((m->n_column + 1) * sizeof *out->place)};
  if (!out->place) return QN_ENOMEM;
  qn_status s = limits_new(&out->limits, m);
  if (!s) s = open_with(out, x, run->findings);
  return s ? s : qn_held_at(out, x, run, seconds);
}

qn_status qn_held_at(qn_held *h, const double *x, qn_run *run, double seconds) {
  const qn_model *m = h->model;
  qn_status s = QN_OK;
  for (size_t c = m->block_first[m->first_source]; c < m->n_column && !s; c++)
    if (qn_is_held(m, c)) s = hold(h, c, round(x[c]));
  return s ? s : solve(h, run, seconds);
}

void qn_held_free(qn_held *h) {
  free(h->limits.lower);
  free(h->limits.upper);
  free(h->place);
  qn_subset_clear(&h->subset);
  qn_relaxation_clear(&h->relaxation);
}

/* ---- changes ---- */

/* A column held at another number, and with a pathway the one that it takes the place of. */
typedef struct {
  size_t column, other; /* other: that is given up for it; the same: none */
  double number;
  double promise; /* what it gains at most, CNY */
} change;

typedef struct {
  qn_held *held;
  change *list;
  size_t n;
  double *failed; /* [n_column] what the change to it promised when it failed, CNY */
  double best;    /* the relaxation, CNY */
  double until_s;
} descent;

static double reduced_cost(const qn_held *h, size_t c) {
  const qn_model_column *column = &h->model->columns[c];
  double d = column->cost;
  for (int i = 0; i < column->count; i++) {
    const qn_entry entry = qn_column_entry(h->model, column, i);
    d -= entry.value * h->relaxation.price[entry.row];
  }
  return d;
}

static void list(descent *d, change it) {
  if (it.promise > fmax(WORTH * fabs(d->best), AGAIN * d->failed[it.column])) d->list[d->n++] = it;
}

static void list_modules(descent *d, size_t c) {
  const qn_held *h = d->held;
  const double number = h->limits.lower[c], cost = reduced_cost(h, c);
  if (cost < 0 && number + 1 <= h->model->columns[c].upper)
    list(d, (change){c, c, number + 1, -cost});
  else if (cost > 0 && number >= 1)
    list(d, (change){c, c, number - 1, cost});
}

static void list_block(descent *d, int block) {
  const qn_held *h = d->held;
  const size_t end = h->model->block_first[block + 1];
  size_t taken = h->model->block_first[block];
  while (taken < end && h->limits.lower[taken] < 1) taken++;
  if (taken == end) return;
  const double cost = reduced_cost(h, taken);
  for (size_t c = h->model->block_first[block]; c < end; c++)
    if (c != taken) list(d, (change){c, taken, 1, cost - reduced_cost(h, c)});
}

static int most_promise(const void *a, const void *b) {
  const change *x = a, *y = b;
  if (x->promise != y->promise) return x->promise > y->promise ? -1 : 1;
  return x->column < y->column ? -1 : x->column > y->column;
}

static void list_changes(descent *d) {
  const qn_model *m = d->held->model;
  d->n = 0;
  for (int b = m->first_source; b < m->n_block; b++) list_block(d, b);
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++)
    if (m->columns[c].is_integer) list_modules(d, c);
  qsort(d->list, d->n, sizeof *d->list, most_promise);
}

static qn_status make(qn_held *h, const change *it) {
  const qn_status s = hold(h, it->column, it->number);
  return s || it->other == it->column ? s : hold(h, it->other, 0);
}

static qn_status unmake(qn_held *h, const change *it, double number) {
  const qn_status s = hold(h, it->column, number);
  return s || it->other == it->column ? s : hold(h, it->other, 1);
}

/* Makes a change; takes it back where the relaxation does not gain. */
static qn_status attempt(descent *d, const change *it, int *is_kept, qn_run *run) {
  qn_held *h = d->held;
  const double scale = h->subset.money_scale, worth = WORTH * fabs(d->best);
  const double number = h->limits.lower[it->column];
  qn_lp_state state;
  double cost = INFINITY;
  *is_kept = 0;
  /* another of the block has been taken since, or the number is another */
  if (it->other != it->column ? h->limits.lower[it->other] < 1 : fabs(it->number - number) > 1.5)
    return QN_OK;
  qn_status s = make(h, it);
  if (!s) s = qn_lp_solver_cutoff(h->relaxation.solver, (d->best - worth) * scale);
  if (!s)
    s = qn_lp_solver_run(h->relaxation.solver, d->until_s - qn_clock(), run->cancel, &state,
                         run->findings);
  if (!s && state == QN_LP_OPTIMAL)
    s = qn_lp_solver_answer(h->relaxation.solver, NULL, NULL, &cost);
  *is_kept = !s && cost / scale < d->best - worth;
  if (*is_kept) d->best = cost / scale;
  d->failed[it->column] = *is_kept ? 0 : it->promise;
  return s || *is_kept ? s : unmake(h, it, number);
}

static qn_status pass(descent *d, int *n_change, qn_run *run) {
  qn_status s = QN_OK;
  list_changes(d);
  for (size_t i = 0; i < d->n && !s && qn_clock() < d->until_s && !qn_run_stopped(run); i++) {
    int is_kept;
    s = attempt(d, &d->list[i], &is_kept, run);
    *n_change += is_kept;
  }
  if (!s) s = qn_lp_solver_cutoff(d->held->relaxation.solver, INFINITY);
  return s ? s : solve(d->held, run, fmax(0, d->until_s - qn_clock()));
}

qn_status qn_held_descend(qn_held *held, int *n_change, qn_run *run, double seconds) {
  descent d = {.held = held,
               .list = malloc((held->model->n_column + 1) * sizeof *d.list),
               .failed = calloc(held->model->n_column + 1, sizeof *d.failed),
               .best = held->relaxation.objective,
               .until_s = qn_clock() + seconds};
  qn_status s = d.list && d.failed ? QN_OK : QN_ENOMEM;
  *n_change = 0;
  for (int before = -1; !s && before < *n_change && held->relaxation.is_complete;) {
    before = *n_change;
    d.best = held->relaxation.objective;
    s = pass(&d, n_change, run);
  }
  free(d.list);
  free(d.failed);
  return s;
}
