/* The elastic program (subset.h) with costs on the elastic columns alone. The linear one keeps its
 * basis between questions and generates columns; the integer one is built anew. */
#include "plan/loose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/apart.h"
#include "plan/bound.h"
#include "plan/family.h"
#include "plan/relax.h"
#include "solve/milp.h"

static const double SOLVER_GAP = 1e-7; /* relative, of the measure */
static const double SAME = 1e-9;       /* of a price against what it may be */
static const double ENOUGH = 1e-9;     /* of a mean choice: nothing is missed any more */
enum { MOST_ROUNDS = 400 };            /* of prices, by parts */
static const double DEAREST = 100;     /* shares of a choice: what programs of prices count in */
static const double HELD = 1e-5;       /* share by which a mix may miss what must hold */

struct qn_loose {
  qn_model model; /* the given one without costs */
  qn_model_column *columns;
  qn_loose_kind kind;
  qn_subset subset;
  qn_relaxation relaxation; /* linear; apart: without a solver */
  qn_apart *apart;
  double *basis;         /* [n_row] */
  double *weight;        /* [n_row] of the last question: per unit of the row */
  double *activity;      /* [n_row] scratch */
  double *point, *start; /* integer: of the solver */
  qn_loose_answer answer;
  qn_run run;
  double until_s;
};

static int is_one_of(const char *id, const char *const *ids, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!strcmp(id, ids[i])) return 1;
  return 0;
}

int qn_loose_is_rule(const qn_model_row *row) {
  static const char *const ids[] = {"target", "peak",   "annual",   "feeder",   "storage",
                                    "build",  "budget", "capacity", "n_minus_1"};
  return !(row->penalty > 0) && is_one_of(row->family->id, ids, sizeof ids / sizeof *ids);
}

int qn_loose_is_load(const qn_model_row *row) {
  static const char *const ids[] = {"attached", "joiners", "trunk_gas", "unit_trunk", "trunk_heat"};
  return is_one_of(row->family->id, ids, sizeof ids / sizeof *ids);
}

double qn_loose_basis(const qn_loose *loose, size_t row) {
  return loose->basis[row];
}

const qn_loose_answer *qn_loose_answer_of(const qn_loose *loose) {
  return &loose->answer;
}

/* ---- opening ---- */

static void measure_rows(qn_loose *l) {
  const qn_model *m = &l->model;
  for (size_t r = 0; r < m->n_row; r++)
    l->basis[r] = l->kind == QN_LOOSE_NEAR ? m->rows[r].scale : fabs(m->rows[r].rhs);
  if (l->kind == QN_LOOSE_NEAR) return;
  for (size_t c = 0; c < m->block_first[m->n_block]; c++)
    for (int i = 0; i < m->columns[c].count; i++) {
      const qn_entry entry = qn_column_entry(m, &m->columns[c], i);
      l->basis[entry.row] = fmax(l->basis[entry.row], fabs(entry.value));
    }
  for (size_t r = 0; r < m->n_row; r++)
    if (!(l->basis[r] > 0)) l->basis[r] = 1;
}

/* The integer program over the columns that may be chosen, NULL: all. */
static qn_status build_program(qn_loose *l, const unsigned char *may) {
  qn_status s = QN_OK;
  memset(l->subset.is_in, 0, l->model.n_column);
  l->subset.n = 0;
  for (size_t c = 0; c < l->model.n_column && !s; c++)
    if (!may || may[c]) s = qn_subset_add(&l->subset, c);
  return s ? s : qn_subset_lp(&l->subset, 0, 1);
}

static qn_status open_program(qn_loose *l) {
  if (l->kind == QN_LOOSE_APART) {
    const qn_status s = qn_relaxation_new(&l->relaxation, &l->model);
    return s ? s : qn_apart_new(&l->apart, &l->model, &l->run);
  }
  const qn_status s = qn_subset_new(&l->subset, &l->model);
  if (s) return s;
  if (l->kind == QN_LOOSE_LINEAR) return qn_relax_open(&l->relaxation, &l->subset, l->run.findings);
  const size_t n = (size_t)l->subset.n_elastic + l->model.n_column;
  l->point = malloc((n + 1) * sizeof *l->point);
  l->start = malloc((n + 1) * sizeof *l->start);
  if (!l->point || !l->start) return QN_ENOMEM;
  return l->kind == QN_LOOSE_WHOLE ? build_program(l, NULL) : QN_OK;
}

qn_status qn_loose_new(qn_loose **out, const qn_model *model, qn_loose_kind kind, qn_run *run,
                       double until_s) {
  qn_loose *l = calloc(1, sizeof *l);
  if (!l) return QN_ENOMEM;
  l->model = *model;
  l->kind = kind;
  l->run = *run;
  l->run.progress = NULL; /* its figures are no costs */
  l->run.work_limit = 0;
  l->until_s = until_s;
  l->columns = malloc((model->n_column + 1) * sizeof *l->columns);
  l->basis = malloc((model->n_row + 1) * sizeof *l->basis);
  l->weight = calloc(model->n_row + 1, sizeof *l->weight);
  l->activity = malloc((model->n_row + 1) * sizeof *l->activity);
  l->answer.x = calloc(model->n_column + 1, sizeof *l->answer.x);
  l->answer.missed = calloc(model->n_row + 1, sizeof *l->answer.missed);
  l->answer.may = calloc(model->n_row + 1, 1);
  qn_status s = l->columns && l->basis && l->weight && l->activity && l->answer.x &&
                        l->answer.missed && l->answer.may
                    ? QN_OK
                    : QN_ENOMEM;
  if (!s) {
    memcpy(l->columns, model->columns, model->n_column * sizeof *l->columns);
    for (size_t c = 0; c < model->n_column; c++) l->columns[c].cost = 0;
    l->model.columns = l->columns;
    if (kind == QN_LOOSE_APART) l->model.dearest = DEAREST;
    measure_rows(l);
    s = open_program(l);
  }
  if (s)
    qn_loose_free(l);
  else
    *out = l;
  return s;
}

void qn_loose_free(qn_loose *loose) {
  if (!loose) return;
  qn_apart_free(loose->apart);
  qn_relaxation_clear(&loose->relaxation);
  qn_subset_clear(&loose->subset);
  free(loose->columns);
  free(loose->basis);
  free(loose->weight);
  free(loose->activity);
  free(loose->point);
  free(loose->start);
  free(loose->answer.x);
  free(loose->answer.missed);
  free(loose->answer.may);
  free(loose);
}

/* ---- a question ---- */

/* Cost and end of an elastic column. Shares are counted in blocks, so that costs are about one. */
static void elastic_column(const qn_loose *l, int i, const qn_row_role *role, double *cost,
                           double *upper) {
  const int row = l->subset.elastic_row[i];
  const qn_model_row *at = &l->model.rows[row];
  const double share = at->scale / l->basis[row]; /* a unit of the column */
  const int gives = qn_loose_is_rule(at) || qn_loose_is_load(at);
  *cost = role[row] == QN_ROW_FREE ? 0 : share * l->model.n_block;
  *upper = gives && role[row] != QN_ROW_HOLDS ? INFINITY : 0;
}

static qn_status set_linear(qn_loose *l, const qn_row_role *role) {
  qn_status s = QN_OK;
  for (int i = 0; i < l->subset.n_elastic && !s; i++) {
    double cost, upper;
    elastic_column(l, i, role, &cost, &upper);
    s = qn_lp_solver_cost(l->relaxation.solver, i, cost);
    if (!s) s = qn_lp_solver_between(l->relaxation.solver, i, 0, upper);
  }
  return s;
}

/* A price that an elastic column bears is at most its cost; what is beyond is rounding. */
static double proved_linear(qn_loose *l, const qn_row_role *role) {
  const qn_model *m = &l->model;
  double *price = l->relaxation.price;
  for (size_t r = 0; r < m->n_row; r++) {
    const double most = role[r] == QN_ROW_FREE      ? 0
                        : role[r] == QN_ROW_COUNTED ? m->n_block / l->basis[r]
                                                    : INFINITY;
    price[r] = fmin(fmax(price[r], -most), most);
    l->answer.may[r] = fabs(price[r]) * l->basis[r] > SAME * m->n_block;
  }
  return qn_model_bound(m, NULL, price, l->relaxation.reduced) / m->n_block;
}

static qn_status solve_linear(qn_loose *l, const qn_row_role *role) {
  qn_status s = set_linear(l, role);
  if (!s)
    s = qn_relaxation_again(&l->relaxation, &l->subset, NULL, INFINITY, &l->run,
                            l->until_s - qn_clock());
  if (s) return s;
  l->answer.is_known = l->relaxation.is_complete && isfinite(l->relaxation.objective);
  if (!l->answer.is_known) return QN_OK;
  memcpy(l->answer.x, l->relaxation.x, l->model.n_column * sizeof *l->answer.x);
  l->answer.least = proved_linear(l, role);
  return QN_OK;
}

/* What a unit missed of a row costs, in shares of a choice. */
static void weigh(qn_loose *l, const qn_row_role *role) {
  const qn_model *m = &l->model;
  for (size_t r = 0; r < m->n_row; r++) {
    const int gives = qn_loose_is_rule(&m->rows[r]) || qn_loose_is_load(&m->rows[r]);
    l->weight[r] = !gives || role[r] == QN_ROW_HOLDS ? INFINITY
                   : role[r] == QN_ROW_FREE          ? 0
                                                     : m->n_block / l->basis[r];
  }
}

/* Whether the point holds what must, as nearly as mixed points do. */
static int holds(qn_loose *l) {
  const qn_model *m = &l->model;
  qn_model_activity(m, l->answer.x, l->activity);
  for (size_t r = 0; r < m->n_row; r++)
    if (isinf(l->weight[r]) && !(m->rows[r].penalty > 0) &&
        qn_row_shortfall(&m->rows[r], l->activity[r]) > HELD * fmax(m->rows[r].scale, l->basis[r]))
      return 0;
  return 1;
}

static qn_status solve_apart(qn_loose *l, const qn_row_role *role, double enough, int most_rounds) {
  const qn_apart_question question = {.weight = l->weight,
                                      .enough = enough * l->model.n_block,
                                      .most_rounds = most_rounds,
                                      .until_s = l->until_s};
  double bound;
  int is_least;
  weigh(l, role);
  const qn_status s =
      qn_apart_solve(l->apart, &question, l->relaxation.price, l->answer.x, &bound, &is_least);
  if (s) return s;
  l->answer.least = proved_linear(l, role);
  l->answer.is_enough = l->answer.least > enough;
  l->answer.is_known = l->answer.is_enough || (is_least && holds(l));
  return QN_OK;
}

static void take_point(qn_loose *l) {
  qn_subset_spread(&l->subset, l->point, l->answer.x);
  for (size_t c = 0; c < l->model.n_column; c++)
    if (l->model.columns[c].is_integer) l->answer.x[c] = round(l->answer.x[c]);
}

static void set_integer(qn_loose *l, const qn_row_role *role) {
  double *cost = (double *)l->subset.lp.cost, *upper = (double *)l->subset.lp.upper;
  for (int i = 0; i < l->subset.n_elastic; i++) elastic_column(l, i, role, &cost[i], &upper[i]);
}

static qn_status run_integer(qn_loose *l, const qn_milp_options *options, qn_milp_better *better) {
  qn_milp_answer answer = {.x = l->point};
  const qn_status s = qn_milp_solve(&answer, &l->subset.lp, options, &l->run, better, l);
  if (s) return s;
  l->answer.has_point = answer.has_point;
  l->answer.is_known = answer.state == QN_LP_OPTIMAL && answer.has_point;
  if (answer.has_point) take_point(l);
  l->answer.least = answer.bound / l->model.n_block;
  memset(l->answer.may, 1, l->model.n_row);
  return QN_OK;
}

static qn_status solve_integer(qn_loose *l, const qn_row_role *role) {
  set_integer(l, role);
  return run_integer(
      l,
      &(qn_milp_options){
          .gap = SOLVER_GAP, .seconds = fmax(0, l->until_s - qn_clock()), .effort = -1},
      NULL);
}

/* What is missed at x, and the measure of it. */
static void recompute(qn_loose *l, const qn_row_role *role) {
  const qn_model *m = &l->model;
  qn_model_activity(m, l->answer.x, l->activity);
  l->answer.measure = 0;
  for (size_t r = 0; r < m->n_row; r++) {
    l->answer.missed[r] = qn_row_shortfall(&m->rows[r], l->activity[r]);
    if (role[r] == QN_ROW_COUNTED) l->answer.measure += l->answer.missed[r] / l->basis[r];
  }
}

qn_status qn_loose_solve(qn_loose *loose, const qn_row_role *role, double enough) {
  loose->answer.is_known = loose->answer.is_enough = 0;
  const qn_status s = loose->kind == QN_LOOSE_LINEAR ? solve_linear(loose, role)
                      : loose->kind == QN_LOOSE_APART
                          ? solve_apart(loose, role, enough, MOST_ROUNDS)
                          : solve_integer(loose, role);
  if (!s && loose->answer.is_known && !loose->answer.is_enough) recompute(loose, role);
  return s;
}

/* ---- by parts ---- */

int qn_loose_parts(const qn_loose *loose) {
  return loose->apart ? qn_apart_parts(loose->apart) : 0;
}

int qn_loose_part_of(const qn_loose *loose, size_t row) {
  return qn_apart_part_of(loose->apart, row);
}

qn_status qn_loose_by_parts(qn_loose *loose, const qn_row_role *role, double *least) {
  const qn_status s = solve_apart(loose, role, 0, 0);
  for (int p = 0; p < qn_apart_parts(loose->apart) && !s; p++)
    least[p] = qn_apart_bound_of(loose->apart, p) / loose->model.n_block;
  return s;
}

/* ---- near a point ---- */

/* The point as the solver has it: what is missed there is what the elastic columns give. */
static void start_from(qn_loose *l, const double *from) {
  const qn_subset *subset = &l->subset;
  qn_model_activity(&l->model, from, l->activity);
  for (int i = 0; i < subset->n_elastic; i++) {
    const qn_model_row *row = &l->model.rows[subset->elastic_row[i]];
    const double short_of = row->rhs - l->activity[subset->elastic_row[i]];
    l->start[i] = fmax(0, subset->elastic_sign[i] * short_of) / row->scale;
  }
  for (size_t i = 0; i < subset->n; i++)
    l->start[(size_t)subset->n_elastic + i] = from[subset->column[i]];
}

static bool is_not_enough(void *who, const double *x, double objective, double bound) {
  const qn_loose *l = who;
  (void)x;
  (void)bound;
  return objective > ENOUGH * l->model.n_block;
}

qn_status qn_loose_solve_near(qn_loose *loose, const qn_row_role *role, const qn_loose_part *part) {
  loose->answer.is_known = loose->answer.has_point = 0;
  qn_status s = build_program(loose, part->may);
  if (s) return s;
  set_integer(loose, role);
  if (part->from) start_from(loose, part->from);
  s = run_integer(loose,
                  &(qn_milp_options){.gap = SOLVER_GAP,
                                     .seconds = part->seconds,
                                     .work_limit = part->work_limit,
                                     .effort = -1,
                                     .start = part->from ? loose->start : NULL,
                                     .only_point = 1},
                  is_not_enough);
  if (!s && loose->answer.has_point) recompute(loose, role);
  return s;
}
