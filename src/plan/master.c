/* max sum over parts of t_p + sum over rows of y_r rhs_r, with t_p <= cost_k - y use_k for every
 * point k of part p: a small linear program, made anew each time. */
#include "plan/master.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double DEAREST = 100; /* what the dearest pathway costs in the program */
/* What becomes of the box: where the points cannot be mixed yet, where a round kept much and little
 * of what it promised. */
static const double FAR = 1e4; /* a box that holds all prices that make sense */
static const double WIDER = 4, MUCH = 0.5, FARTHER = 2, LITTLE = 0.1, NEARER = 0.5;

static void bound_prices(qn_master *w) {
  const qn_model *m = w->parts->model;
  for (size_t i = 0; i < w->n_row; i++) {
    const int sense = m->rows[w->row[i]].sense;
    w->relief[i] = m->n_column;
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
    if (value > 0 ? most < w->upper[at] : most > w->lower[at]) w->relief[at] = c;
    if (value > 0) w->upper[at] = fmin(w->upper[at], most);
    if (value < 0) w->lower[at] = fmax(w->lower[at], most);
  }
}

/* Prices times what rows hold are of one size, money. */
static void scale_prices(qn_master *w, const double *price, double least) {
  const qn_model *m = w->parts->model;
  double sum = 0;
  size_t n = 0;
  for (size_t i = 0; i < w->n_row; i++) {
    const double worth = fabs(price[w->row[i]]) * m->rows[w->row[i]].scale;
    if (worth > 0) sum += worth, n++;
  }
  const double mean = n ? sum / (double)n : fmax(1, m->dearest);
  for (size_t i = 0; i < w->n_row; i++)
    w->scale[i] = fmax(fabs(price[w->row[i]]), least * mean / m->rows[w->row[i]].scale);
}

qn_status qn_master_new(qn_master *out, const qn_parts *parts, const double *price, double least) {
  const size_t n = parts->model->n_row;
  *out = (qn_master){.parts = parts,
                     .row = malloc((n + 1) * sizeof(size_t)),
                     .lower = malloc((n + 1) * sizeof(double)),
                     .upper = malloc((n + 1) * sizeof(double)),
                     .scale = malloc((n + 1) * sizeof(double)),
                     .relief = malloc((n + 1) * sizeof(size_t)),
                     .number = calloc(n + 1, sizeof(int))};
  if (!out->row || !out->lower || !out->upper || !out->scale || !out->relief || !out->number) {
    qn_master_free(out);
    return QN_ENOMEM;
  }
  for (size_t r = 0; r < n; r++) {
    if (parts->of_row[r] != QN_JOINS_PARTS) continue;
    out->row[out->n_row++] = r;
    out->number[r] = (int)out->n_row;
  }
  bound_prices(out);
  scale_prices(out, price, least);
  return QN_OK;
}

void qn_master_free(qn_master *master) {
  free(master->row);
  free(master->lower);
  free(master->upper);
  free(master->scale);
  free(master->relief);
  free(master->number);
  free(master->part);
  free(master->cost);
  free(master->use);
  free(master->weight);
  free(master->first);
  free(master->held);
  free(master->amount);
  *master = (qn_master){0};
}

static void *resized(void *array, size_t n, size_t size, int *ok) {
  void *more = realloc(array, (n + 1) * size);
  if (!more) *ok = 0;
  return more ? more : array;
}

/* Room for one point more, of n_held columns. */
static int grow(qn_master *w, size_t n_held) {
  int ok = 1;
  if (w->n_cut == w->room) {
    const size_t room = w->room ? 2 * w->room : 64;
    w->part = resized(w->part, room, sizeof *w->part, &ok);
    w->cost = resized(w->cost, room, sizeof *w->cost, &ok);
    w->use = resized(w->use, room * w->n_row, sizeof *w->use, &ok);
    w->weight = resized(w->weight, room, sizeof *w->weight, &ok);
    w->first = resized(w->first, room + 1, sizeof *w->first, &ok);
    if (ok) w->room = room;
    if (ok && !w->n_cut) w->first[0] = 0;
  }
  const size_t needed = ok ? w->first[w->n_cut] + n_held : 0;
  if (needed > w->room_held) {
    w->held = resized(w->held, 2 * needed, sizeof *w->held, &ok);
    w->amount = resized(w->amount, 2 * needed, sizeof *w->amount, &ok);
    if (ok) w->room_held = 2 * needed;
  }
  return ok;
}

qn_status qn_master_learn(qn_master *w, int part, const double *x, double beside) {
  const qn_model *m = w->parts->model;
  const size_t *list = w->parts->columns;
  const size_t from = w->parts->column_first[part], end = w->parts->column_first[part + 1];
  size_t n_held = 0;
  for (size_t k = from; k < end; k++) n_held += x[list[k]] != 0;
  if (!grow(w, n_held)) return QN_ENOMEM;
  double cost = beside, *use = w->use + w->n_cut * w->n_row;
  size_t at_held = w->first[w->n_cut];
  memset(use, 0, w->n_row * sizeof *use);
  for (size_t k = from; k < end; k++) {
    const size_t c = list[k];
    if (x[c] == 0) continue;
    w->held[at_held] = c;
    w->amount[at_held++] = x[c];
    cost += m->columns[c].cost * x[c];
    for (int i = 0; i < m->columns[c].count; i++) {
      const size_t e = m->columns[c].first + (size_t)i;
      const int at = w->number[m->entry_row[e]];
      if (at) use[at - 1] += m->entry_value[e] * x[c];
    }
  }
  w->part[w->n_cut] = part;
  w->weight[w->n_cut] = 0;
  w->cost[w->n_cut++] = cost;
  w->first[w->n_cut] = at_held;
  return QN_OK;
}

/* What the points, mixed by weight, do in a joining row. */
static double mixed(const qn_master *w, size_t i) {
  double activity = 0;
  for (size_t k = 0; k < w->n_cut; k++) activity += w->weight[k] * w->use[k * w->n_row + i];
  return activity;
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

static double money_scale(const qn_master *w) {
  return DEAREST / fmax(1, w->parts->model->dearest);
}

/* Columns: prices in their scale, then what parts cost; rows: points. */
static void fill(const qn_master *w, arrays *a, const double *price, double box) {
  const qn_model *m = w->parts->model;
  const size_t n_part = (size_t)w->parts->n_part;
  const double money = money_scale(w);
  int e = 0;
  for (size_t i = 0; i < w->n_row; i++) {
    const double scale = w->scale[i], at = price[w->row[i]] / scale;
    a->cost[i] = -m->rows[w->row[i]].rhs * scale * money;
    a->lower[i] = fmax(w->lower[i] / scale, at - box);
    a->upper[i] = fmin(w->upper[i] / scale, at + box);
    a->start[i] = e;
    for (size_t k = 0; k < w->n_cut; k++) {
      const double use = w->use[k * w->n_row + i];
      if (use == 0) continue;
      a->index[e] = (int)k;
      a->value[e++] = use * scale * money;
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
    a->row_upper[k] = w->cost[k] * money;
  }
}

static qn_status solve(const qn_lp *lp, double *x, double *row_price, double *objective,
                       int *solved, qn_run *run) {
  qn_lp_solver *solver = NULL;
  qn_lp_state state = QN_LP_STOPPED;
  qn_status s = qn_lp_solver_new(&solver, lp, run->findings);
  if (!s) s = qn_lp_solver_run(solver, 10, run->cancel, &state, run->findings);
  *solved = !s && state == QN_LP_OPTIMAL;
  if (*solved) s = qn_lp_solver_answer(solver, x, row_price, objective);
  qn_lp_solver_free(solver);
  return s;
}

qn_status qn_master_next(qn_master *w, double *price, double box, double *hope, qn_run *run) {
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
    s = solve(&lp, x, w->weight, &objective, &solved, run);
  }
  for (size_t i = 0; i < w->n_row && !s && solved; i++)
    price[w->row[i]] = fmin(fmax(x[i] * w->scale[i], w->lower[i]), w->upper[i]);
  for (size_t k = 0; k < w->n_cut; k++) w->weight[k] = !s && solved ? fmax(-w->weight[k], 0) : 0;
  if (!s && solved) *hope = -objective / money_scale(w);
  arrays_free(&a);
  free(x);
  return s;
}

qn_status qn_master_blend(qn_master *w, const double *price, double *x, qn_run *run) {
  const qn_model *m = w->parts->model;
  double hope, *far = malloc((m->n_row + 1) * sizeof *far);
  if (!far) return QN_ENOMEM;
  memcpy(far, price, m->n_row * sizeof *far);
  const qn_status s = qn_master_next(w, far, FAR, &hope, run);
  free(far);
  if (s) return s;
  memset(x, 0, m->n_column * sizeof *x);
  for (size_t k = 0; k < w->n_cut; k++)
    for (size_t i = w->first[k]; w->weight[k] > 0 && i < w->first[k + 1]; i++)
      x[w->held[i]] += w->weight[k] * w->amount[i];
  for (size_t i = 0; i < w->n_row; i++) {
    const double shortfall = qn_row_shortfall(&m->rows[w->row[i]], mixed(w, i));
    if (shortfall > 0 && w->relief[i] < m->n_column)
      x[w->relief[i]] += shortfall / fabs(m->entry_value[m->columns[w->relief[i]].first]);
  }
  return QN_OK;
}

/* At a price as high as it may be: what is missed there is missed at any. */
static int is_dearest(const qn_master *w, size_t i, double price) {
  return (price > 0 && price >= w->upper[i]) || (price < 0 && price <= w->lower[i]);
}

/* The most that a joining row misses, in its scale, when the points are mixed and neither a column
 * nor a higher price can help. */
static double missed(const qn_master *w, const double *price) {
  double most = 0;
  for (size_t i = 0; i < w->n_row; i++) {
    const qn_model_row *row = &w->parts->model->rows[w->row[i]];
    if (w->relief[i] == w->parts->model->n_column && !is_dearest(w, i, price[w->row[i]]))
      most = fmax(most, qn_row_shortfall(row, mixed(w, i)) / fmax(row->scale, fabs(row->rhs)));
  }
  return most;
}

qn_status qn_master_climb(qn_master *w, const qn_climb *climb, double *price, double *bound,
                          qn_run *run) {
  const size_t n_row = w->parts->model->n_row;
  double *next = malloc((n_row + 1) * sizeof *next), box = climb->box, took = 0;
  qn_status s = next ? QN_OK : QN_ENOMEM;
  for (int k = 0; k < climb->most_rounds && !s; k++) {
    double hope, reached;
    const double began = qn_clock();
    if ((began + took > climb->until_s && !run->work_limit) || qn_run_stopped(run)) break;
    memcpy(next, price, n_row * sizeof *next);
    s = qn_master_next(w, next, box, &hope, run);
    if (s || isinf(hope)) break;
    if (hope - *bound <= climb->worth * fmax(1, fabs(*bound)) * fmin(1, box / climb->box)) {
      if (missed(w, next) <= climb->most_missed) break;
      box *= WIDER;
      continue;
    }
    s = climb->ask(climb->who, w, next, &reached);
    const double kept = s ? 0 : (reached - *bound) / (hope - *bound);
    box *= kept >= MUCH ? FARTHER : kept < LITTLE ? NEARER : 1;
    if (!s && reached > *bound) {
      *bound = reached;
      memcpy(price, next, n_row * sizeof *price);
      climb->keep(climb->who);
    }
    took = qn_clock() - began;
  }
  free(next);
  return s;
}
