/* With the blocks fixed, what is left is a small linear program in flows, steps and modules.
 * Modules are whole: the program is solved with parts of them, they are rounded up and fixed, and
 * it is solved again. */
#include "plan/complete.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/family.h"
#include "solve/lp.h"

/* Below this a share of a divisible unit is rounding. */
static const double LEAST_SHARE = 1e-6;
/* Parts of a module that are rounding of the solver, not need. */
static const double PART_OF_MODULE = 1e-6;

static int is_divisible(const qn_model *m, int block) {
  return block < m->first_source && m->x->region->units[block].is_divisible;
}

static void round_blocks(const qn_model *m, double *x) {
  for (int b = 0; b < m->n_block; b++) {
    const size_t first = m->block_first[b], end = m->block_first[b + 1];
    size_t best = first;
    double sum = 0;
    for (size_t c = first; c < end; c++) {
      if (x[c] > x[best]) best = c;
      if (!is_divisible(m, b) || x[c] < LEAST_SHARE) x[c] = is_divisible(m, b) ? 0 : x[c];
      sum += x[c];
    }
    if (is_divisible(m, b) && sum > 0) {
      for (size_t c = first; c < end; c++) x[c] /= sum;
      continue;
    }
    for (size_t c = first; c < end; c++) x[c] = c == best;
  }
}

/* The program in the columns beside the blocks. */
typedef struct {
  const qn_model *m;
  size_t first, n, n_row;
  int *local; /* of a row, -1 where no such column takes */
  int *row;   /* of a local row */
  double *cost, *lower, *upper, *row_lower, *row_upper, *value, *point;
  int *start, *index;
} rest;

static void rest_free(rest *r) {
  free(r->local);
  free(r->row);
  free(r->cost);
  free(r->value);
  free(r->start);
  free(r->index);
}

static qn_status rest_new(rest *r, const qn_model *m) {
  *r = (rest){.m = m, .first = m->block_first[m->n_block]};
  r->n = m->n_column - r->first;
  size_t entries = 0;
  for (size_t c = r->first; c < m->n_column; c++) entries += (size_t)m->columns[c].count;
  r->local = malloc((m->n_row + 1) * sizeof(int));
  r->row = malloc((m->n_row + 1) * sizeof(int));
  r->cost = malloc((4 * r->n + 2 * m->n_row + 1) * sizeof(double));
  r->value = malloc((entries + 1) * sizeof(double));
  r->start = malloc((r->n + 1) * sizeof(int));
  r->index = malloc((entries + 1) * sizeof(int));
  if (!r->local || !r->row || !r->cost || !r->value || !r->start || !r->index) {
    rest_free(r);
    return QN_ENOMEM;
  }
  r->lower = r->cost + r->n;
  r->upper = r->lower + r->n;
  r->point = r->upper + r->n;
  r->row_lower = r->point + r->n;
  r->row_upper = r->row_lower + m->n_row;
  return QN_OK;
}

static void fill_columns(rest *r, double money_scale) {
  const qn_model *m = r->m;
  size_t e = 0;
  for (size_t i = 0; i < m->n_row; i++) r->local[i] = -1;
  for (size_t c = r->first; c < m->n_column; c++) {
    const qn_model_column *column = &m->columns[c];
    const size_t k = c - r->first;
    r->cost[k] = column->cost * money_scale;
    r->lower[k] = 0;
    r->upper[k] = column->upper;
    r->start[k] = (int)e;
    for (int i = 0; i < column->count; i++) {
      const int row = m->entry_row[column->first + (size_t)i];
      if (r->local[row] < 0) {
        r->row[r->n_row] = row;
        r->local[row] = (int)r->n_row++;
      }
      r->index[e] = r->local[row];
      r->value[e++] = m->entry_value[column->first + (size_t)i] / m->rows[row].scale;
    }
  }
  r->start[r->n] = (int)e;
}

/* What the blocks leave of every row; false when a row that nothing else can mend is broken. */
static int fill_rows(rest *r, const double *activity) {
  const qn_model *m = r->m;
  for (size_t row = 0; row < m->n_row; row++) {
    const qn_model_row *at = &m->rows[row];
    const int k = r->local[row];
    const double left = (at->rhs - activity[row]) / at->scale;
    if (k < 0) {
      const double size = fmax(fabs(at->rhs), fabs(activity[row]));
      if (qn_row_shortfall(at, activity[row]) > 1e-7 * fmax(size, at->scale)) return 0;
      continue;
    }
    r->row_lower[k] = at->sense == QN_AT_MOST ? -INFINITY : left;
    r->row_upper[k] = at->sense == QN_AT_LEAST ? INFINITY : left;
  }
  return 1;
}

static qn_status solve_rest(rest *r, int *solved, qn_run *run) {
  const qn_lp lp = {.n_column = (int)r->n,
                    .n_row = (int)r->n_row,
                    .cost = r->cost,
                    .lower = r->lower,
                    .upper = r->upper,
                    .row_lower = r->row_lower,
                    .row_upper = r->row_upper,
                    .start = r->start,
                    .index = r->index,
                    .value = r->value};
  qn_lp_solver *solver = NULL;
  qn_lp_state state = QN_LP_STOPPED;
  qn_status s = qn_lp_solver_new(&solver, &lp, run->findings);
  if (!s) s = qn_lp_solver_run(solver, 30, NULL, &state, run->findings);
  if (!s && state == QN_LP_OPTIMAL) s = qn_lp_solver_answer(solver, r->point, NULL, NULL);
  *solved = !s && state == QN_LP_OPTIMAL;
  qn_lp_solver_free(solver);
  return s;
}

/* Fixes whole columns at the values of a point; returns 0 when one of them is not whole there. */
static int fix_given(rest *r, const double *given) {
  for (size_t k = 0; k < r->n; k++) {
    if (!r->m->columns[r->first + k].is_integer) continue;
    if (fabs(given[k] - round(given[k])) > 1e-3) return 0;
    r->lower[k] = r->upper[k] = fmin(fmax(round(given[k]), 0), r->m->columns[r->first + k].upper);
  }
  return 1;
}

/* Rounds whole columns up and fixes them; returns how many were not whole. */
static size_t fix_whole(rest *r) {
  size_t n = 0;
  for (size_t k = 0; k < r->n; k++) {
    if (!r->m->columns[r->first + k].is_integer) continue;
    const double whole = fmin(ceil(r->point[k] - PART_OF_MODULE), r->upper[k]);
    n += fabs(whole - r->point[k]) > PART_OF_MODULE;
    r->lower[k] = r->upper[k] = fmax(whole, 0);
  }
  return n;
}

static double cost_of(const rest *r) {
  double cost = 0;
  for (size_t k = 0; k < r->n; k++) cost += r->cost[k] * r->point[k];
  return cost;
}

static void keep(const rest *r, double *x) {
  for (size_t k = 0; k < r->n; k++)
    x[k] = r->m->columns[r->first + k].is_integer ? round(r->point[k]) : fmax(r->point[k], 0);
}

/* Two ways to whole modules, the cheaper one kept: those the point came with, and the least parts
 * of modules rounded up. Rounding up parts of several may cost more than one whole, or than a
 * budget bears; the point's own may be more than is needed. */
static qn_status complete_rest(rest *r, const double *given, double *x, int *served, qn_run *run) {
  double best = INFINITY;
  int solved = r->n == 0;
  qn_status s = QN_OK;
  *served = solved;
  if (!r->n) return QN_OK;
  if (fix_given(r, given)) s = solve_rest(r, &solved, run);
  if (!s && solved) {
    best = cost_of(r);
    keep(r, x);
    *served = 1;
  }
  for (size_t k = 0; k < r->n; k++) {
    r->lower[k] = 0;
    r->upper[k] = r->m->columns[r->first + k].upper;
  }
  if (!s) s = solve_rest(r, &solved, run);
  if (!s && solved && fix_whole(r)) s = solve_rest(r, &solved, run);
  if (!s && solved && cost_of(r) < best) {
    keep(r, x);
    *served = 1;
  }
  return s;
}

static double money_scale_of(const rest *r) {
  double most = 0;
  for (size_t c = r->first; c < r->m->n_column; c++) most = fmax(most, fabs(r->m->columns[c].cost));
  return most > 0 ? 1e4 / most : 1;
}

static int is_load(const qn_model_row *row) {
  return row->family == &qn_family_attached || row->family == &qn_family_joiners;
}

/* Takes off what flows beyond the loads: where heat costs nothing the program does not mind.
 * activity is scratch of a row each. */
static void trim_heat(const qn_model *m, double *x, double *activity) {
  qn_model_activity(m, x, activity);
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++) {
    const qn_model_column *column = &m->columns[c];
    for (int i = 0; i < column->count && column->kind == QN_COLUMN_FLOW; i++) {
      const int row = m->entry_row[column->first + (size_t)i];
      const double over = activity[row] - m->rows[row].rhs;
      if (!is_load(&m->rows[row]) || !(over > 0)) continue;
      const double off = fmin(x[c], over);
      x[c] -= off;
      activity[row] -= off;
    }
  }
}

qn_status qn_complete(const qn_model *model, double *x, int *served, qn_run *run) {
  rest r;
  double *activity = calloc(model->n_row + 1, sizeof *activity);
  *served = 0;
  round_blocks(model, x);
  if (!activity) return QN_ENOMEM;
  qn_status s = rest_new(&r, model);
  if (s) {
    free(activity);
    return s;
  }
  double *given = malloc((r.n + 1) * sizeof *given); /* what the point had beside the blocks */
  if (!given) {
    rest_free(&r);
    free(activity);
    return QN_ENOMEM;
  }
  memcpy(given, x + r.first, r.n * sizeof *x);
  memset(x + r.first, 0, r.n * sizeof *x);
  qn_model_activity(model, x, activity);
  fill_columns(&r, money_scale_of(&r));
  if (fill_rows(&r, activity)) s = complete_rest(&r, given, x + r.first, served, run);
  if (!s && *served) trim_heat(model, x, activity);
  free(given);
  rest_free(&r);
  free(activity);
  return s;
}

/* ---- the decision ---- */

static qn_status room_for(qn_decision *d, const qn_model *m, const double *x, qn_arena *arena) {
  const qn_case *c = m->x->region;
  size_t n_unit = 0, n_flow = 0;
  for (size_t i = 0; i < m->n_column; i++) {
    n_unit += x[i] > 0 && m->columns[i].kind == QN_COLUMN_UNIT;
    n_flow += x[i] > 0 && m->columns[i].kind == QN_COLUMN_FLOW;
  }
  d->units = qn_arena_array(arena, n_unit + 1, sizeof *d->units);
  d->flows = qn_arena_array(arena, n_flow + 1, sizeof *d->flows);
  d->sources = qn_arena_array(arena, (size_t)c->n_sources + 1, sizeof *d->sources);
  d->projects = qn_arena_array(arena, (size_t)c->n_projects + 1, sizeof *d->projects);
  d->trunks = qn_arena_array(arena, (size_t)c->n_trunks + 1, sizeof *d->trunks);
  d->modules = qn_arena_array(arena, (size_t)c->n_supplies * (size_t)m->n + 1, sizeof *d->modules);
  return d->units && d->flows && d->sources && d->projects && d->trunks && d->modules ? QN_OK
                                                                                      : QN_ENOMEM;
}

static void put_column(qn_decision *d, const qn_model *m, const qn_model_column *column, double x) {
  const int year = column->season < 0 ? 0 : qn_timeline_year(&m->x->time, column->season);
  if (column->kind == QN_COLUMN_UNIT) {
    d->units[d->n_unit++] = (qn_unit_choice){.unit = column->id,
                                             .mode = column->path.mode,
                                             .year = year,
                                             .level = column->path.level,
                                             .interim = column->path.interim,
                                             .share = x};
  } else if (column->kind == QN_COLUMN_SOURCE) {
    d->sources[column->id] = (qn_source_choice){column->option, year};
  } else if (column->kind == QN_COLUMN_PROJECT) {
    d->projects[column->id] = year;
  } else if (column->kind == QN_COLUMN_TRUNK) {
    d->trunks[column->id] = year;
  } else if (column->kind == QN_COLUMN_MODULE) {
    d->modules[column->id * m->n + column->season] = (int)lround(x);
  } else if (column->kind == QN_COLUMN_FLOW) {
    const qn_flow *f = &m->flows[column->id];
    d->flows[d->n_flow++] = (qn_heat_flow){.heat_source = f->heat_source,
                                           .state = f->state,
                                           .attached_of = f->attached_of,
                                           .township = f->township,
                                           .season = year,
                                           .kw = x};
  }
}

/* Modules of feeders that belong to one unit are part of its pathway: worked out once more. */
static qn_status put_own_feeders(qn_decision *d, const qn_model *m) {
  const qn_case *c = m->x->region;
  qn_unit_work *work = NULL;
  qn_account *account = malloc(sizeof *account);
  qn_status s = account ? qn_unit_work_new(&work, m->x) : QN_ENOMEM;
  for (size_t i = 0; i < d->n_unit && !s; i++) {
    const qn_unit_choice *u = &d->units[i];
    const int feeder = c->units[u->unit].i_feeder;
    if (feeder < 0 || m->is_private_feeder[feeder] != u->unit + 1) continue;
    qn_unit_work_begin(work, u->unit);
    qn_pathway_account(
        account, work,
        (qn_pathway){(short)u->mode, (short)u->level,
                     (short)qn_timeline_season(&m->x->time, u->year), (short)u->interim});
    qn_own_modules(m, u->unit, account, d->modules + feeder * m->n);
  }
  qn_unit_work_free(work);
  free(account);
  return s;
}

qn_status qn_decision_of(qn_decision *out, const qn_model *model, const double *x,
                         qn_arena *arena) {
  *out = (qn_decision){0};
  const qn_status s = room_for(out, model, x, arena);
  if (s) return s;
  for (int k = 0; k < model->x->region->n_sources; k++) out->sources[k].option = -1;
  for (size_t c = 0; c < model->n_column; c++)
    if (x[c] > 0) put_column(out, model, &model->columns[c], x[c]);
  return put_own_feeders(out, model);
}
