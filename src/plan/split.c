/* Limits are undone and set again from the root of the tree; only what differs from what the solver
 * holds is told to it. */
#include "plan/split.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double WHOLE = 1e-6; /* a share as good as whole */

qn_status qn_narrowing_new(qn_narrowing *out, qn_subset *subset, qn_relaxation *relaxation) {
  const qn_model *m = subset->model;
  const size_t n = m->n_column + 1;
  *out = (qn_narrowing){.subset = subset,
                        .relaxation = relaxation,
                        .limits = {calloc(n, sizeof(double)), malloc(n * sizeof(double))},
                        .held_lower = calloc(n, sizeof(double)),
                        .held_upper = malloc(n * sizeof(double)),
                        .touched = malloc(2 * n * sizeof(size_t)),
                        .place = calloc(n, sizeof(size_t))};
  if (!out->limits.lower || !out->limits.upper || !out->held_lower || !out->held_upper ||
      !out->touched || !out->place) {
    qn_narrowing_free(out);
    return QN_ENOMEM;
  }
  for (size_t c = 0; c < m->n_column; c++)
    out->limits.upper[c] = out->held_upper[c] = m->columns[c].upper;
  return QN_OK;
}

void qn_narrowing_free(qn_narrowing *narrowing) {
  free(narrowing->limits.lower);
  free(narrowing->limits.upper);
  free(narrowing->held_lower);
  free(narrowing->held_upper);
  free(narrowing->touched);
  free(narrowing->place);
  *narrowing = (qn_narrowing){0};
}

static void touch(qn_narrowing *w, size_t c) {
  const qn_model_column *column = &w->subset->model->columns[c];
  if (w->limits.lower[c] != 0 || w->limits.upper[c] != column->upper) return;
  w->touched[w->n_touched++] = c;
}

static void rule_out(qn_narrowing *w, size_t from, size_t end) {
  for (size_t c = from; c < end; c++) {
    touch(w, c);
    w->limits.upper[c] = 0;
  }
}

static void set(qn_narrowing *w, const qn_split *split, int side) {
  const size_t *first = w->subset->model->block_first;
  const int b = split->block;
  if (b >= 0 && side == 0) rule_out(w, split->column + 1, first[b + 1]);
  if (b >= 0 && side == 1) rule_out(w, first[b], split->column + 1);
  if (b >= 0) return;
  touch(w, split->column);
  double *lower = &w->limits.lower[split->column], *upper = &w->limits.upper[split->column];
  if (side == 0)
    *upper = fmin(*upper, split->whole);
  else
    *lower = fmax(*lower, split->whole + 1);
}

/* A unit must keep a pathway in the program: the allowed one of least reduced cost joins it. */
static qn_status keep_one(qn_narrowing *w, int block) {
  const qn_model *m = w->subset->model;
  size_t best = m->n_column;
  for (size_t c = m->block_first[block]; c < m->block_first[block + 1]; c++) {
    if (w->limits.upper[c] <= 0) continue;
    if (w->subset->is_in[c]) return QN_OK;
    if (best == m->n_column || m->columns[c].cost < m->columns[best].cost) best = c;
  }
  return best < m->n_column ? qn_subset_add(w->subset, best) : QN_OK;
}

static void place_new(qn_narrowing *w) {
  for (; w->n_placed < w->relaxation->n_column; w->n_placed++)
    w->place[w->subset->column[w->n_placed]] = w->n_placed + 1;
}

static qn_status tell_solver(qn_narrowing *w, size_t c) {
  const double lower = w->limits.lower[c], upper = w->limits.upper[c];
  if (!w->place[c] || (w->held_lower[c] == lower && w->held_upper[c] == upper)) return QN_OK;
  w->held_lower[c] = lower, w->held_upper[c] = upper;
  return qn_lp_solver_between(w->relaxation->solver, w->subset->n_elastic + (int)w->place[c] - 1,
                              lower, upper);
}

qn_status qn_narrow(qn_narrowing *w, const qn_node *node, const qn_split *last, int side) {
  const qn_model *m = w->subset->model;
  const size_t n_old = w->n_touched;
  qn_status s = QN_OK;
  for (size_t i = 0; i < n_old; i++) {
    w->limits.lower[w->touched[i]] = 0;
    w->limits.upper[w->touched[i]] = m->columns[w->touched[i]].upper;
  }
  if (last) set(w, last, side);
  for (const qn_node *at = node; at && at->parent; at = at->parent) set(w, &at->split, at->side);
  if (last && last->block >= 0) s = keep_one(w, last->block);
  for (const qn_node *at = node; at && at->parent && !s; at = at->parent)
    if (at->split.block >= 0) s = keep_one(w, at->split.block);
  if (!s) s = qn_relaxation_widen(w->relaxation, w->subset);
  place_new(w);
  for (size_t i = 0; i < w->n_touched && !s; i++) s = tell_solver(w, w->touched[i]);
  memmove(w->touched, w->touched + n_old, (w->n_touched - n_old) * sizeof *w->touched);
  w->n_touched -= n_old;
  return s;
}

/* Where the pathways before and behind hold the most equal shares. */
static int split_block(qn_split *out, const qn_narrowing *w, const double *x, int block) {
  const qn_model *m = w->subset->model;
  double before = 0, best = 2;
  size_t last = m->n_column, at = m->n_column;
  for (size_t c = m->block_first[block]; c < m->block_first[block + 1]; c++) {
    if (x[c] <= WHOLE) continue;
    if (last < m->n_column && fabs(before - 0.5) < best) {
      best = fabs(before - 0.5);
      at = last;
      *out = (qn_split){.block = block, .column = at, .part = 1 - before};
    }
    before += x[c];
    last = c;
  }
  return at < m->n_column;
}

static int split_modules(qn_split *out, const qn_model *m, const double *x, size_t c) {
  const double whole = floor(x[c] + WHOLE);
  if (!m->columns[c].is_integer || x[c] - whole <= WHOLE) return 0;
  *out = (qn_split){.block = -1, .column = c, .whole = whole, .part = x[c] - whole};
  return 1;
}

size_t qn_splits(qn_split *out, size_t most, const qn_narrowing *w, const double *x,
                 int *is_large) {
  const qn_model *m = w->subset->model;
  size_t n = 0;
  for (int b = m->first_source; b < m->n_block && n < most; b++)
    n += (size_t)split_block(&out[n], w, x, b);
  for (size_t c = m->block_first[m->n_block]; c < m->n_column && n < most; c++)
    n += (size_t)split_modules(&out[n], m, x, c);
  *is_large = n > 0;
  for (int b = 0; b < m->first_source && !*is_large && n < most; b++)
    if (m->columns[m->block_first[b]].is_integer) n += (size_t)split_block(&out[n], w, x, b);
  return n;
}
