/* max sum over parts of t_p + sum over rows of y_r rhs_r, with t_p <= cost_k - y use_k for every
 * point k of part p: a small linear program, made anew each time. */
#include "plan/master.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LEAST_SCALE = 0.01; /* of a mean price: rows that have none yet */
static const double MONEY = 1e-6;       /* scale of the program */

static void bound_prices(qn_master *w) {
  const qn_model *m = w->parts->model;
  for (size_t i = 0; i < w->n_row; i++) {
    const int sense = m->rows[w->row[i]].sense;
    w->lower[i] = sense == QN_AT_LEAST ? 0 : -INFINITY;
    w->upper[i] = sense == QN_AT_MOST ? 0 : INFINITY;
  }
  /* what a column without upper end can bear: steps and shortfalls, of one row each */
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++) {
    const qn_model_column *column = &m->columns[c];
    if (!isinf(column->upper) || column->count != 1) continue;
    const int at = w->number[m->entry_row[column->first]] - 1;
    if (at < 0) continue;
    const double value = m->entry_value[column->first], most = column->cost / value;
    if (value > 0) w->upper[at] = fmin(w->upper[at], most);
    if (value < 0) w->lower[at] = fmax(w->lower[at], most);
  }
}

/* Prices times what rows hold are of one size, money. */
static void scale_prices(qn_master *w, const double *price) {
  const qn_model *m = w->parts->model;
  double sum = 0;
  size_t n = 0;
  for (size_t i = 0; i < w->n_row; i++) {
    const double worth = fabs(price[w->row[i]]) * m->rows[w->row[i]].scale;
    if (worth > 0) sum += worth, n++;
  }
  const double mean = n ? sum / (double)n : 1;
  for (size_t i = 0; i < w->n_row; i++)
    w->scale[i] = fmax(fabs(price[w->row[i]]), LEAST_SCALE * mean / m->rows[w->row[i]].scale);
}

qn_status qn_master_new(qn_master *out, const qn_parts *parts, const double *price) {
  const size_t n = parts->model->n_row;
  *out = (qn_master){.parts = parts,
                     .row = malloc((n + 1) * sizeof(size_t)),
                     .lower = malloc((n + 1) * sizeof(double)),
                     .upper = malloc((n + 1) * sizeof(double)),
                     .scale = malloc((n + 1) * sizeof(double)),
                     .number = calloc(n + 1, sizeof(int))};
  if (!out->row || !out->lower || !out->upper || !out->scale || !out->number) {
    qn_master_free(out);
    return QN_ENOMEM;
  }
  for (size_t r = 0; r < n; r++) {
    if (parts->of_row[r] != QN_JOINS_PARTS) continue;
    out->row[out->n_row++] = r;
    out->number[r] = (int)out->n_row;
  }
  bound_prices(out);
  scale_prices(out, price);
  return QN_OK;
}

void qn_master_free(qn_master *master) {
  free(master->row);
  free(master->lower);
  free(master->upper);
  free(master->scale);
  free(master->number);
  free(master->part);
  free(master->cost);
  free(master->use);
  *master = (qn_master){0};
}

static int grow(qn_master *w) {
  if (w->n_cut < w->room) return 1;
  const size_t room = w->room ? 2 * w->room : 64;
  int *part = realloc(w->part, room * sizeof *part);
  if (part) w->part = part;
  double *cost = realloc(w->cost, room * sizeof *cost);
  if (cost) w->cost = cost;
  double *use = realloc(w->use, (room * w->n_row + 1) * sizeof *use);
  if (use) w->use = use;
  if (!part || !cost || !use) return 0;
  w->room = room;
  return 1;
}

qn_status qn_master_learn(qn_master *w, int part, const double *x) {
  const qn_model *m = w->parts->model;
  if (!grow(w)) return QN_ENOMEM;
  double cost = 0, *use = w->use + w->n_cut * w->n_row;
  memset(use, 0, w->n_row * sizeof *use);
  for (size_t k = w->parts->column_first[part]; k < w->parts->column_first[part + 1]; k++) {
    const size_t c = w->parts->columns[k];
    if (x[c] == 0) continue;
    cost += m->columns[c].cost * x[c];
    for (int i = 0; i < m->columns[c].count; i++) {
      const size_t e = m->columns[c].first + (size_t)i;
      const int at = w->number[m->entry_row[e]];
      if (at) use[at - 1] += m->entry_value[e] * x[c];
    }
  }
  w->part[w->n_cut] = part;
  w->cost[w->n_cut++] = cost;
  return QN_OK;
}

/* ---- the program ---- */

typedef struct {
  double *cost, *lower, *upper, *row_lower, *row_upper, *value;
  int *start, *index;
} arrays;

static void arrays_free(arrays *a) {
  free(a->cost);
  free(a->lower);
  free(a->upper);
  free(a->row_lower);
  free(a->row_upper);
  free(a->value);
  free(a->start);
  free(a->index);
}

static int arrays_new(arrays *a, size_t n_column, size_t n_row, size_t n_entry) {
  *a = (arrays){.cost = malloc((n_column + 1) * sizeof(double)),
                .lower = malloc((n_column + 1) * sizeof(double)),
                .upper = malloc((n_column + 1) * sizeof(double)),
                .row_lower = malloc((n_row + 1) * sizeof(double)),
                .row_upper = malloc((n_row + 1) * sizeof(double)),
                .value = malloc((n_entry + 1) * sizeof(double)),
                .start = malloc((n_column + 2) * sizeof(int)),
                .index = malloc((n_entry + 1) * sizeof(int))};
  return a->cost && a->lower && a->upper && a->row_lower && a->row_upper && a->value && a->start &&
         a->index;
}

/* Columns: prices in their scale, then what parts cost; rows: points. */
static void fill(const qn_master *w, arrays *a, const double *price, double box) {
  const qn_model *m = w->parts->model;
  const size_t n_part = (size_t)w->parts->n_part;
  int e = 0;
  for (size_t i = 0; i < w->n_row; i++) {
    const double scale = w->scale[i], at = price[w->row[i]] / scale;
    a->cost[i] = -m->rows[w->row[i]].rhs * scale * MONEY;
    a->lower[i] = fmax(w->lower[i] / scale, at - box);
    a->upper[i] = fmin(w->upper[i] / scale, at + box);
    a->start[i] = e;
    for (size_t k = 0; k < w->n_cut; k++) {
      const double use = w->use[k * w->n_row + i];
      if (use == 0) continue;
      a->index[e] = (int)k;
      a->value[e++] = use * scale * MONEY;
    }
  }
  for (size_t p = 0; p < n_part; p++) {
    const size_t column = w->n_row + p;
    a->cost[column] = -1;
    a->lower[column] = -1e12, a->upper[column] = 1e12;
    a->start[column] = e;
    for (size_t k = 0; k < w->n_cut; k++) {
      if (w->part[k] != (int)p) continue;
      a->index[e] = (int)k;
      a->value[e++] = 1;
    }
  }
  a->start[w->n_row + n_part] = e;
  for (size_t k = 0; k < w->n_cut; k++) {
    a->row_lower[k] = -INFINITY;
    a->row_upper[k] = w->cost[k] * MONEY;
  }
}

static qn_status solve(const qn_lp *lp, double *x, double *objective, int *solved, qn_run *run) {
  qn_lp_solver *solver = NULL;
  qn_lp_state state = QN_LP_STOPPED;
  qn_status s = qn_lp_solver_new(&solver, lp, run->findings);
  if (!s) s = qn_lp_solver_run(solver, 10, run->cancel, &state, run->findings);
  *solved = !s && state == QN_LP_OPTIMAL;
  if (*solved) s = qn_lp_solver_answer(solver, x, NULL, objective);
  qn_lp_solver_free(solver);
  return s;
}

qn_status qn_master_next(const qn_master *w, double *price, double box, double *hope, qn_run *run) {
  const size_t n_column = w->n_row + (size_t)w->parts->n_part;
  arrays a;
  double objective = 0, *x = malloc((n_column + 1) * sizeof *x);
  int solved = 0;
  qn_status s =
      arrays_new(&a, n_column, w->n_cut, w->n_cut * (w->n_row + 1)) && x ? QN_OK : QN_ENOMEM;
  *hope = -INFINITY;
  if (!s) {
    fill(w, &a, price, box);
    const qn_lp lp = {.n_column = (int)n_column,
                      .n_row = (int)w->n_cut,
                      .cost = a.cost,
                      .lower = a.lower,
                      .upper = a.upper,
                      .row_lower = a.row_lower,
                      .row_upper = a.row_upper,
                      .start = a.start,
                      .index = a.index,
                      .value = a.value};
    s = solve(&lp, x, &objective, &solved, run);
  }
  for (size_t i = 0; i < w->n_row && !s && solved; i++)
    price[w->row[i]] = fmin(fmax(x[i] * w->scale[i], w->lower[i]), w->upper[i]);
  if (!s && solved) *hope = -objective / MONEY;
  arrays_free(&a);
  free(x);
  return s;
}
