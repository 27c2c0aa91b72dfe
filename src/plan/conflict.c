/* The elastic program with all costs but those of the elastic columns set to nothing gives the
 * least relaxation. The rules with a price there are the candidates of a conflict: each in turn is
 * given free play, and where the rest can then hold, it belongs to the conflict. */
#include "plan/conflict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/family.h"
#include "plan/subset.h"

enum { MOST_CANDIDATES = 40 };
static const double LEAST_AMOUNT = 1e-6; /* scaled */
static const double FILTER_S = 60;

typedef struct {
  qn_subset subset;
  qn_lp_solver *solver;
  double *point, *price;
} elastic;

/* Rules a planner can change; the others describe how things are. */
static int may_give(const qn_model_row *row) {
  const char *const rules[] = {"target", "peak",   "annual",   "feeder",   "storage",
                               "build",  "budget", "capacity", "n_minus_1"};
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (!strcmp(row->family->id, rules[i])) return 1;
  return 0;
}

static qn_status open_elastic(elastic *e, const qn_model *m, qn_run *run) {
  qn_status s = qn_subset_new(&e->subset, m);
  for (size_t c = 0; c < m->n_column && !s; c++) s = qn_subset_add(&e->subset, c);
  if (!s) s = qn_subset_lp(&e->subset, 0, 1);
  if (s) return s;
  double *cost = (double *)e->subset.lp.cost;
  for (int i = 0; i < e->subset.lp.n_column; i++)
    cost[i] =
        i < e->subset.n_elastic ? (may_give(&m->rows[e->subset.elastic_row[i]]) ? 1 : 1e6) : 0;
  e->point = calloc((size_t)e->subset.lp.n_column + 1, sizeof(double));
  e->price = calloc(m->n_row + 1, sizeof(double));
  if (!e->point || !e->price) return QN_ENOMEM;
  return qn_lp_solver_new(&e->solver, &e->subset.lp, run->findings);
}

static void close_elastic(elastic *e) {
  qn_lp_solver_free(e->solver);
  qn_subset_clear(&e->subset);
  free(e->point);
  free(e->price);
}

static qn_status solve(elastic *e, qn_run *run, double *sum) {
  qn_lp_state state;
  qn_status s = qn_lp_solver_run(e->solver, FILTER_S, run->cancel, &state, run->findings);
  *sum = NAN;
  if (s || state != QN_LP_OPTIMAL) return s;
  return qn_lp_solver_answer(e->solver, e->point, e->price, sum);
}

static void add(qn_plan *p, size_t row, double amount, int is_relaxation) {
  p->conflicts[p->n_conflict++] = (qn_conflict){row, amount, is_relaxation};
}

static void list_relaxation(qn_plan *p, const elastic *e) {
  for (int i = 0; i < e->subset.n_elastic; i++)
    if (e->point[i] > LEAST_AMOUNT) {
      const size_t row = (size_t)e->subset.elastic_row[i];
      add(p, row, e->point[i] * p->model->rows[row].scale, 1);
    }
}

/* Frees each candidate in turn; the sum falls to nothing where it alone was the matter, and by less
 * where others stand in its way too: those that change the sum are in the conflict. */
static qn_status filter(qn_plan *p, elastic *e, qn_run *run, double all) {
  size_t candidates[MOST_CANDIDATES], n = 0;
  const qn_model *m = p->model;
  for (size_t r = (size_t)m->n_block; r < m->n_row && n < MOST_CANDIDATES; r++)
    if (fabs(e->price[r]) > 1e-9 && may_give(&m->rows[r])) candidates[n++] = r;
  for (size_t k = 0; k < n; k++) {
    double sum;
    qn_status s = QN_OK;
    for (int i = 0; i < e->subset.n_elastic && !s; i++)
      if ((size_t)e->subset.elastic_row[i] == candidates[k]) s = qn_lp_solver_cost(e->solver, i, 0);
    if (!s) s = solve(e, run, &sum);
    if (s) return s;
    if (sum < all * (1 - 1e-6)) add(p, candidates[k], 0, 0);
    for (int i = 0; i < e->subset.n_elastic && !s; i++)
      if ((size_t)e->subset.elastic_row[i] == candidates[k]) s = qn_lp_solver_cost(e->solver, i, 1);
    if (s) return s;
  }
  return QN_OK;
}

qn_status qn_conflict_find(qn_plan *plan, qn_run *run) {
  elastic e = {0};
  double sum = NAN;
  plan->conflicts = qn_arena_array(plan->arena, 2 * plan->model->n_row + MOST_CANDIDATES + 1,
                                   sizeof *plan->conflicts);
  if (!plan->conflicts) return QN_ENOMEM;
  for (int b = 0; b < plan->model->n_block; b++)
    if (plan->model->block_first[b] == plan->model->block_first[b + 1]) {
      add(plan, (size_t)b, 1, 0); /* a block without any pathway needs no program */
      return QN_OK;
    }
  qn_status s = open_elastic(&e, plan->model, run);
  if (!s) s = solve(&e, run, &sum);
  if (!s && isfinite(sum)) {
    list_relaxation(plan, &e);
    if (sum > LEAST_AMOUNT) s = filter(plan, &e, run, sum);
  }
  close_elastic(&e);
  return s;
}
