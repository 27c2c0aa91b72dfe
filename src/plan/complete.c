/* With the blocks fixed, what is left is a small linear program in flows, steps and modules, or
 * several where they share no row. Modules are whole: a program is solved with parts of them, they
 * are rounded up and fixed, and it is solved again. */
#include "plan/complete.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/team.h"
#include "plan/family.h"
#include "plan/groups.h"
#include "solve/lp.h"

enum { A_GROUP = 10000 }; /* columns of a program, where less hangs together */
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

/* ---- the program of a group ---- */

typedef struct {
  const qn_model *m;
  const size_t *column; /* [n] of the model */
  size_t n, n_row;
  int *local; /* [n_row] of the model; shared, as no other group has a row of this */
  int *row;   /* of a local row */
  double *cost, *lower, *upper, *row_lower, *row_upper, *value, *point;
  int *start, *index;
} rest;

static void rest_free(rest *r) {
  free(r->row);
  free(r->cost);
  free(r->value);
  free(r->start);
  free(r->index);
}

static qn_status rest_new(rest *r, const qn_groups *g, int group, int *local) {
  const size_t from = g->group_first[group];
  size_t entries = 0;
  *r = (rest){
      .m = g->m, .column = g->list + from, .n = g->group_first[group + 1] - from, .local = local};
  for (size_t k = 0; k < r->n; k++) entries += (size_t)g->m->columns[r->column[k]].count;
  r->row = malloc((entries + 1) * sizeof(int));
  r->cost = malloc((4 * r->n + 2 * entries + 1) * sizeof(double));
  r->value = malloc((entries + 1) * sizeof(double));
  r->start = malloc((r->n + 1) * sizeof(int));
  r->index = malloc((entries + 1) * sizeof(int));
  if (!r->row || !r->cost || !r->value || !r->start || !r->index) {
    rest_free(r);
    return QN_ENOMEM;
  }
  r->lower = r->cost + r->n;
  r->upper = r->lower + r->n;
  r->point = r->upper + r->n;
  r->row_lower = r->point + r->n;
  r->row_upper = r->row_lower + entries;
  return QN_OK;
}

static void fill_columns(rest *r, double money_scale) {
  const qn_model *m = r->m;
  size_t e = 0;
  for (size_t k = 0; k < r->n; k++) {
    const qn_model_column *column = &m->columns[r->column[k]];
    r->cost[k] = column->cost * money_scale;
    r->lower[k] = 0;
    r->upper[k] = column->upper;
    r->start[k] = (int)e;
    for (int i = 0; i < column->count; i++) {
      const qn_entry entry = qn_column_entry(m, column, i);
      if (r->local[entry.row] < 0) {
        r->row[r->n_row] = entry.row;
        r->local[entry.row] = (int)r->n_row++;
      }
      r->index[e] = r->local[entry.row];
      r->value[e++] = entry.value / m->rows[entry.row].scale;
    }
  }
  r->start[r->n] = (int)e;
}

/* What the blocks leave of the group's rows. */
static void fill_rows(rest *r, const double *activity) {
  for (size_t k = 0; k < r->n_row; k++) {
    const qn_model_row *at = &r->m->rows[r->row[k]];
    const double left = (at->rhs - activity[r->row[k]]) / at->scale;
    r->row_lower[k] = at->sense == QN_AT_MOST ? -INFINITY : left;
    r->row_upper[k] = at->sense == QN_AT_LEAST ? INFINITY : left;
  }
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
    const double whole = round(given[r->column[k]]);
    if (!r->m->columns[r->column[k]].is_integer) continue;
    if (fabs(given[r->column[k]] - whole) > 1e-3) return 0;
    r->lower[k] = r->upper[k] = fmin(fmax(whole, 0), r->m->columns[r->column[k]].upper);
  }
  return 1;
}

/* Rounds whole columns up and fixes them; returns how many were not whole. */
static size_t fix_whole(rest *r) {
  size_t n = 0;
  for (size_t k = 0; k < r->n; k++) {
    if (!r->m->columns[r->column[k]].is_integer) continue;
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
    x[r->column[k]] =
        r->m->columns[r->column[k]].is_integer ? round(r->point[k]) : fmax(r->point[k], 0);
}

/* Two ways to whole modules, the cheaper one kept: those the point came with, and the least parts
 * of modules rounded up. Rounding up parts of several may cost more than one whole, or than a
 * budget bears; the point's own may be more than is needed. */
static qn_status complete_rest(rest *r, const double *given, double *x, int *served, qn_run *run) {
  double best = INFINITY;
  int solved = 0;
  qn_status s = QN_OK;
  *served = 0;
  if (fix_given(r, given)) s = solve_rest(r, &solved, run);
  if (!s && solved) {
    best = cost_of(r);
    keep(r, x);
    *served = 1;
  }
  for (size_t k = 0; k < r->n; k++) {
    r->lower[k] = 0;
    r->upper[k] = r->m->columns[r->column[k]].upper;
  }
  if (!s) s = solve_rest(r, &solved, run);
  if (!s && solved && fix_whole(r)) s = solve_rest(r, &solved, run);
  if (!s && solved && cost_of(r) < best) {
    keep(r, x);
    *served = 1;
  }
  return s;
}

/* ---- all groups ---- */

typedef struct {
  qn_groups groups;
  int *local; /* [n_row] number of a row in its group, -1 not yet */
  double money_scale;
  double *activity; /* [n_row] of the blocks */
  double *given;    /* [n_column] what the point had beside them */
  double *x;
  atomic_int n_served;
} completion;

static void completion_free(completion *w) {
  qn_groups_free(&w->groups);
  free(w->local);
  free(w->activity);
  free(w->given);
}

static double money_scale_of(const qn_model *m) {
  double most = 0;
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++)
    most = fmax(most, fabs(m->columns[c].cost));
  return most > 0 ? 1e4 / most : 1;
}

static qn_status completion_new(completion *w, const qn_model *m, double *x) {
  *w = (completion){.x = x, .money_scale = money_scale_of(m)};
  const size_t first = m->block_first[m->n_block];
  w->local = malloc((m->n_row + 1) * sizeof *w->local);
  w->activity = calloc(m->n_row + 1, sizeof *w->activity);
  w->given = calloc(m->n_column + 1, sizeof *w->given);
  qn_status s = w->local && w->activity && w->given ? QN_OK : QN_ENOMEM;
  if (!s) s = qn_groups_new(&w->groups, m, first, A_GROUP);
  if (s) {
    completion_free(w);
    return s;
  }
  for (size_t r = 0; r < m->n_row; r++) w->local[r] = -1;
  memcpy(w->given + first, x + first, (m->n_column - first) * sizeof *x);
  memset(x + first, 0, (m->n_column - first) * sizeof *x);
  qn_model_activity(m, x, w->activity);
  return QN_OK;
}

static qn_status complete_group(void *who, int group, qn_run *run) {
  completion *w = who;
  rest r;
  int served = 0;
  qn_status s = rest_new(&r, &w->groups, group, w->local);
  if (s) return s;
  fill_columns(&r, w->money_scale);
  fill_rows(&r, w->activity);
  s = complete_rest(&r, w->given, w->x, &served, run);
  rest_free(&r);
  atomic_fetch_add(&w->n_served, served);
  return s;
}

/* The blocks break a row that nothing beside them takes from. */
static int is_beyond_help(const completion *w) {
  const qn_groups *g = &w->groups;
  for (size_t row = 0; row < g->m->n_row; row++) {
    const qn_model_row *at = &g->m->rows[row];
    const double size = fmax(fabs(at->rhs), fabs(w->activity[row]));
    if (g->last_of_row[row] == g->n &&
        qn_row_shortfall(at, w->activity[row]) > 1e-7 * fmax(size, at->scale))
      return 1;
  }
  return 0;
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
      const int row = qn_column_entry(m, column, i).row;
      const double over = activity[row] - m->rows[row].rhs;
      if (!is_load(&m->rows[row]) || !(over > 0)) continue;
      const double off = fmin(x[c], over);
      x[c] -= off;
      activity[row] -= off;
    }
  }
}

qn_status qn_complete(const qn_model *model, double *x, int *served, qn_run *run) {
  completion w;
  *served = 0;
  round_blocks(model, x);
  qn_status s = completion_new(&w, model, x);
  if (s) return s;
  if (!is_beyond_help(&w)) {
    s = w.groups.n_group == 1 ? complete_group(&w, 0, run)
                              : qn_team_each(w.groups.n_group, complete_group, &w, run);
    *served = !s && atomic_load(&w.n_served) == w.groups.n_group;
  }
  if (*served) trim_heat(model, x, w.activity);
  completion_free(&w);
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
