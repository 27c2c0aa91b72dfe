/* max sum over parts of t_p + sum over rows of y_r rhs_r, with t_p <= cost_k - y use_k for every
 * point k of part p: a small linear program, made anew each time. */
#include "plan/master.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/team.h"

static const double DEAREST = 100; /* what the dearest pathway costs in the program */
/* What becomes of the box: where the points cannot be mixed yet, where a round kept much and little
 * of what it promised. */
static const double FAR = 1e4; /* a box that holds all prices that make sense */
static const double WIDER = 4, MUCH = 0.5, FARTHER = 2, LITTLE = 0.1, NEARER = 0.5;

/* Place of a row of the whole in the cluster, -1 where it is none of its joining rows. */
static int place_of(const qn_master *w, int row) {
  const int at = w->parts->number[row] - 1 - (int)w->first_row;
  return w->parts->number[row] && at >= 0 && (size_t)at < w->n_row ? at : -1;
}

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
    const qn_entry entry = qn_column_entry(m, column, 0);
    const int at = place_of(w, entry.row);
    if (at < 0) continue;
    const double value = entry.value, most = column->cost / value;
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

static void number_parts(qn_master *w) {
  for (int p = 0; p < w->parts->n_part; p++)
    w->place[p] =
        w->cluster == QN_ALL_CLUSTERS || w->parts->cluster[p] == w->cluster ? w->n_part++ : -1;
}

qn_status qn_master_new(qn_master *out, const qn_parts *parts, int cluster, const double *price,
                        double least) {
  size_t from, end;
  qn_parts_joining(parts, cluster, &from, &end);
  const size_t n = end - from;
  *out = (qn_master){.parts = parts,
                     .cluster = cluster,
                     .place = malloc(((size_t)parts->n_part + 1) * sizeof(int)),
                     .first_row = from,
                     .n_row = n,
                     .row = parts->joining + from,
                     .lower = malloc((n + 1) * sizeof(double)),
                     .upper = malloc((n + 1) * sizeof(double)),
                     .scale = malloc((n + 1) * sizeof(double)),
                     .relief = malloc((n + 1) * sizeof(size_t))};
  if (!out->place || !out->lower || !out->upper || !out->scale || !out->relief) {
    qn_master_free(out);
    return QN_ENOMEM;
  }
  number_parts(out);
  bound_prices(out);
  scale_prices(out, price, least);
  return QN_OK;
}

void qn_master_free(qn_master *master) {
  free(master->place);
  free(master->lower);
  free(master->upper);
  free(master->scale);
  free(master->relief);
  free(master->part);
  free(master->cost);
  free(master->use);
  free(master->weight);
  free(master->first);
  free(master->held);
  free(master->amount);
  *master = (qn_master){0};
}

void qn_masters_free(qn_master *masters, const qn_parts *parts) {
  for (int k = 0; masters && k < parts->n_cluster; k++) qn_master_free(&masters[k]);
  free(masters);
}

qn_master *qn_masters_new(const qn_parts *parts, const double *price, double least) {
  qn_master *masters = calloc((size_t)parts->n_cluster, sizeof *masters);
  qn_status s = masters ? QN_OK : QN_ENOMEM;
  for (int k = 0; k < parts->n_cluster && !s; k++)
    s = qn_master_new(&masters[k], parts, k, price, least);
  if (!s) return masters;
  qn_masters_free(masters, parts);
  return NULL;
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
      const qn_entry entry = qn_column_entry(m, &m->columns[c], i);
      const int at = place_of(w, entry.row);
      if (at >= 0) use[at] += entry.value * x[c];
    }
  }
  w->part[w->n_cut] = w->place[part];
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
  const size_t n_part = (size_t)w->n_part;
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
  const size_t n_column = w->n_row + (size_t)w->n_part;
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
  for (size_t k = 0; k < w->n_cut; k++)
    for (size_t i = w->first[k]; w->weight[k] > 0 && i < w->first[k + 1]; i++)
      x[w->held[i]] += w->weight[k] * w->amount[i];
  for (size_t i = 0; i < w->n_row; i++) {
    const double shortfall = qn_row_shortfall(&m->rows[w->row[i]], mixed(w, i));
    if (shortfall > 0 && w->relief[i] < m->n_column)
      x[w->relief[i]] += shortfall / fabs(qn_column_entry(m, &m->columns[w->relief[i]], 0).value);
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

/* ---- the climb ---- */

/* One cluster on its way up. */
typedef struct {
  qn_master *master;
  const qn_climb *climb;
  const double *price; /* [n_row of the whole] of the best so far */
  double *next;        /* the same, to be tried */
  double bound, box, hope;
  int is_asked, is_over;
} climber;

static void copy_prices(const qn_master *w, double *to, const double *from) {
  for (size_t i = 0; i < w->n_row; i++) to[w->row[i]] = from[w->row[i]];
}

/* Where to go next; not asked where the box has to be wider first, over where nothing is hoped. */
static qn_status propose(void *who, int k, qn_run *run) {
  climber *c = &((climber *)who)[k];
  const qn_climb *climb = c->climb;
  c->is_asked = 0;
  if (c->is_over) return QN_OK;
  copy_prices(c->master, c->next, c->price);
  const qn_status s = qn_master_next(c->master, c->next, c->box, &c->hope, run);
  if (s || isinf(c->hope)) {
    c->is_over = 1;
  } else if (c->hope - c->bound >
             climb->worth * fmax(1, fabs(c->bound)) * fmin(1, c->box / climb->box)) {
    c->is_asked = 1;
  } else if (missed(c->master, c->next) <= climb->most_missed) {
    c->is_over = 1;
  } else {
    c->box *= WIDER;
  }
  return s;
}

/* True when the answer is the best so far. */
static int take(climber *c, double reached) {
  const double kept = (reached - c->bound) / (c->hope - c->bound);
  c->box *= kept >= MUCH ? FARTHER : kept < LITTLE ? NEARER : 1;
  if (reached <= c->bound) return 0;
  c->bound = reached;
  return 1;
}

/* All that are on their way take a step; *goes_on: whether any is. */
static qn_status step(climber *climbers, int n, qn_master *masters, unsigned char *is_asked,
                      double *price, double *bound, int *goes_on, qn_run *run) {
  const qn_climb *climb = climbers->climb;
  double *reached = malloc((size_t)n * sizeof *reached);
  qn_status s = !reached ? QN_ENOMEM
                : n == 1 ? propose(climbers, 0, run)
                         : qn_team_each(n, propose, climbers, run);
  int any = 0;
  *goes_on = 0;
  for (int k = 0; k < n && !s; k++) {
    is_asked[k] = (unsigned char)climbers[k].is_asked;
    any |= is_asked[k];
    *goes_on |= !climbers[k].is_over;
    if (!is_asked[k]) copy_prices(&masters[k], climbers[k].next, price);
  }
  if (!s && any) s = climb->ask(climb->who, masters, is_asked, climbers->next, reached);
  for (int k = 0; k < n && !s && any; k++) {
    if (!is_asked[k] || !take(&climbers[k], reached[k])) continue;
    bound[k] = climbers[k].bound;
    copy_prices(&masters[k], price, climbers[k].next);
    climb->keep(climb->who, k);
  }
  free(reached);
  return s;
}

qn_status qn_masters_climb(qn_master *masters, const qn_climb *climb, double *price, double *bound,
                           qn_run *run) {
  const qn_parts *parts = masters->parts;
  const size_t n = (size_t)parts->n_cluster, n_row = parts->model->n_row;
  double *next = malloc((n_row + 1) * sizeof *next), took = 0;
  climber *climbers = calloc(n, sizeof *climbers);
  unsigned char *is_asked = calloc(n, 1);
  int goes_on = 1;
  qn_status s = next && climbers && is_asked ? QN_OK : QN_ENOMEM;
  if (!s) memcpy(next, price, n_row * sizeof *next);
  for (size_t k = 0; k < n && !s; k++)
    climbers[k] = (climber){.master = &masters[k],
                            .climb = climb,
                            .price = price,
                            .next = next,
                            .bound = bound[k],
                            .box = climb->box};
  for (int k = 0; k < climb->most_rounds && goes_on && !s; k++) {
    const double began = qn_clock();
    if ((began + took > climb->until_s && !run->work_limit) || qn_run_stopped(run)) break;
    s = step(climbers, (int)n, masters, is_asked, price, bound, &goes_on, run);
    took = qn_clock() - began;
  }
  free(next);
  free(climbers);
  free(is_asked);
  return s;
}
