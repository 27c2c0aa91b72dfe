/* Rounds: ask the parts at prices, learn their points, take the prices at which the cutting planes
 * promise most. */
#include "plan/apart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/team.h"
#include "plan/master.h"
#include "plan/relax.h"

static const double HELD = 1e3; /* price of a joining row that must hold, of a choice's share */
static const double MOST_SCALE = 1e4; /* of costs for the solver: prices may be next to nothing */
static const double WHOLE_BOX = 1;    /* of the weights: holds every price there can be */
static const double FIRST_BOX = 0.25, WIDER = 4, NEARER = 0.5, LITTLE = 0.1, MUCH = 0.5;
static const double CLOSE = 1e-5, CLOSE_BLOCKS = 1e-7; /* of the sum; of the number of blocks */
static const double NO_AMOUNT = 1e-9;                  /* of a row's scale */
static const double SAME_POINT = 1e-9;                 /* of the number of blocks */

/* What a point misses of rows that are its part's own. */
typedef struct {
  size_t row;
  double amount;
} miss;

typedef struct {
  qn_basis basis;
  double bound;
  int is_known;  /* solved at the prices and weights that stand */
  int is_solved; /* to its end */
  size_t *joining, n_joining;
  QN_ARRAY(miss) misses; /* of the last point */
} part_state;

struct qn_apart {
  const qn_model *model;
  qn_run run;
  qn_parts parts;
  qn_master master;
  part_state *state;    /* [n_part] */
  double *weight;       /* [n_row] of the question */
  double *price, *best; /* [n_row] of the round, of the best round */
  double *next;         /* [n_row] scratch */
  double *x;            /* [n_column] points of the round */
  size_t *first_miss;   /* [n_cut + 1] of the master's points */
  size_t room_first;
  QN_ARRAY(miss) misses;
  double nobodys; /* what rows that no column touches add to the sum */
  double until_s;
};

/* ---- opening ---- */

static int by_number(const void *a, const void *b) {
  const size_t x = *(const size_t *)a, y = *(const size_t *)b;
  return x < y ? -1 : x > y;
}

/* The joining rows that a part's columns touch. */
static qn_status list_joining(part_state *state, const qn_parts *parts, int p, int *seen) {
  const qn_model *m = parts->model;
  QN_ARRAY(size_t) rows = {0};
  for (size_t k = parts->column_first[p]; k < parts->column_first[p + 1]; k++) {
    const qn_model_column *column = &m->columns[parts->columns[k]];
    for (int i = 0; i < column->count; i++) {
      const size_t row = (size_t)qn_column_entry(m, column, i).row;
      if (parts->of_row[row] != QN_JOINS_PARTS || seen[row] == p + 1) continue;
      size_t *at = QN_PUSH(&rows);
      if (!at) {
        free(rows.at);
        return QN_ENOMEM;
      }
      seen[row] = p + 1;
      *at = row;
    }
  }
  if (rows.count) qsort(rows.at, rows.count, sizeof *rows.at, by_number);
  state->joining = rows.at;
  state->n_joining = rows.count;
  return QN_OK;
}

static qn_status open_parts(qn_apart *a) {
  int *seen = calloc(a->model->n_row + 1, sizeof *seen);
  qn_status s = seen ? qn_parts_new(&a->parts, a->model, QN_COUNTY) : QN_ENOMEM;
  if (!s) a->state = calloc((size_t)a->parts.n_part + 1, sizeof *a->state);
  if (!s && !a->state) s = QN_ENOMEM;
  for (int p = 0; p < a->parts.n_part && !s; p++)
    s = list_joining(&a->state[p], &a->parts, p, seen);
  if (!s) s = qn_master_new(&a->master, &a->parts, QN_ALL_CLUSTERS, a->price, 1);
  free(seen);
  return s;
}

qn_status qn_apart_new(qn_apart **out, const qn_model *model, const qn_run *run) {
  qn_apart *a = calloc(1, sizeof *a);
  if (!a) return QN_ENOMEM;
  a->model = model;
  a->run = *run;
  a->run.progress = NULL;
  a->weight = calloc(model->n_row + 1, sizeof *a->weight);
  a->price = calloc(model->n_row + 1, sizeof *a->price);
  a->best = calloc(model->n_row + 1, sizeof *a->best);
  a->next = calloc(model->n_row + 1, sizeof *a->next);
  a->x = calloc(model->n_column + 1, sizeof *a->x);
  const int has_room = a->weight && a->price && a->best && a->next && a->x;
  const qn_status s = has_room ? open_parts(a) : QN_ENOMEM;
  if (s)
    qn_apart_free(a);
  else
    *out = a;
  return s;
}

void qn_apart_free(qn_apart *a) {
  if (!a) return;
  for (int p = 0; a->state && p < a->parts.n_part; p++) {
    qn_basis_free(&a->state[p].basis);
    free(a->state[p].joining);
    free(a->state[p].misses.at);
  }
  free(a->state);
  qn_master_free(&a->master);
  qn_parts_free(&a->parts);
  free(a->weight);
  free(a->price);
  free(a->best);
  free(a->next);
  free(a->x);
  free(a->first_miss);
  free(a->misses.at);
  free(a);
}

/* ---- weights ---- */

/* How far a joining row's price may go. */
static double most_price(const qn_apart *a, size_t r) {
  const qn_model_row *row = &a->model->rows[r];
  return isinf(a->weight[r]) ? HELD * a->model->n_block / fmax(row->scale, fabs(row->rhs))
                             : a->weight[r];
}

static void limit_prices(qn_apart *a) {
  qn_master *master = &a->master;
  for (size_t i = 0; i < master->n_row; i++) {
    const size_t r = master->row[i];
    const qn_model_row *row = &a->model->rows[r];
    const double most = most_price(a, r);
    const int is_borne =
        master->relief[i] < a->model->n_column; /* by a column that costs nothing */
    master->lower[i] = row->sense == QN_AT_LEAST || is_borne ? 0 : -most;
    master->upper[i] = row->sense == QN_AT_MOST || is_borne ? 0 : most;
    master->scale[i] = most > 0 ? most : 1;
  }
}

static double cost_of(const qn_apart *a, const miss *at, size_t n) {
  double cost = 0;
  for (size_t i = 0; i < n; i++) cost += a->weight[at[i].row] * at[i].amount;
  return cost;
}

/* Points are points whatever the weights are; only their costs change. */
static void reprice(qn_apart *a) {
  for (size_t k = 0; k < a->master.n_cut; k++)
    a->master.cost[k] =
        cost_of(a, a->misses.at + a->first_miss[k], a->first_miss[k + 1] - a->first_miss[k]);
}

/* What no column touches is missed as it stands, at the highest price. */
static void price_nobodys(qn_apart *a, double *price) {
  a->nobodys = 0;
  for (size_t r = 0; r < a->model->n_row; r++) {
    const qn_model_row *row = &a->model->rows[r];
    if (a->parts.of_row[r] != QN_OF_NO_PART || row->penalty > 0) continue;
    const int is_missed = qn_row_shortfall(row, 0) > 0;
    price[r] = is_missed ? copysign(most_price(a, r), row->rhs) : 0;
    a->nobodys += price[r] * row->rhs;
  }
}

static void take_weights(qn_apart *a, const double *weight) {
  for (size_t r = 0; r < a->model->n_row; r++) {
    const int part = a->parts.of_row[r];
    if (part >= 0 && weight[r] != a->weight[r]) a->state[part].is_known = 0;
    a->weight[r] = weight[r];
  }
  limit_prices(a);
  price_nobodys(a, a->price);
  reprice(a);
}

/* ---- a part ---- */

static qn_status set_elastic(const qn_apart *a, const qn_part *part, const qn_subset *subset,
                             qn_lp_solver *solver) {
  qn_status s = QN_OK;
  for (int i = 0; i < subset->n_elastic && !s; i++) {
    const int row = subset->elastic_row[i];
    const double weight = a->weight[part->row[row]];
    const int holds = isinf(weight) != 0;
    const double cost = weight * part->model.rows[row].scale * subset->money_scale;
    s = qn_lp_solver_cost(solver, i, holds ? 0 : cost);
    if (!s) s = qn_lp_solver_between(solver, i, 0, holds ? 0 : INFINITY);
  }
  return s;
}

/* What its point misses, and prices within the weights with the bound that they prove. */
static qn_status judge(qn_apart *a, part_state *state, const qn_part *part, qn_relaxation *r) {
  const qn_model *m = &part->model;
  double *activity = malloc((m->n_row + 1) * sizeof *activity);
  if (!activity) return QN_ENOMEM;
  qn_model_activity(m, r->x, activity);
  state->misses.count = 0;
  qn_status s = QN_OK;
  for (size_t i = (size_t)m->n_block; i < part->n_own && !s; i++) {
    const double most = a->weight[part->row[i]];
    const double amount = qn_row_shortfall(&m->rows[i], activity[i]);
    r->price[i] = fmin(fmax(r->price[i], -most), most);
    if (m->rows[i].penalty > 0 || !(amount > NO_AMOUNT * m->rows[i].scale)) continue;
    miss *at = isinf(most) ? NULL : QN_PUSH(&state->misses);
    if (at) *at = (miss){part->row[i], amount};
    if (!at && !isinf(most)) s = QN_ENOMEM;
  }
  state->bound = qn_model_bound(m, NULL, r->price, r->reduced) - part->rounding;
  free(activity);
  return s;
}

static qn_status take_answer(qn_apart *a, int p, const qn_part *part, const qn_subset *subset,
                             qn_relaxation *r) {
  part_state *state = &a->state[p];
  qn_status s = judge(a, state, part, r);
  state->is_known = state->is_solved = r->is_complete;
  for (size_t c = 0; c < part->model.n_column; c++) a->x[part->column[c]] = r->x[c];
  for (size_t i = 0; i < part->n_own; i++) a->price[part->row[i]] = r->price[i];
  if (s || !r->is_complete) return s;
  if (!state->basis.column)
    s = qn_basis_new(&state->basis, part->model.n_column, part->model.n_row);
  return s ? s : qn_basis_take(&state->basis, subset, r->n_column, r->solver);
}

static qn_status solve_from(qn_apart *a, int p, const qn_part *part, const qn_basis *basis,
                            qn_run *run) {
  qn_subset subset = {0};
  qn_relaxation relaxation = {0};
  qn_status s = qn_subset_new(&subset, &part->model);
  subset.money_scale = fmin(fmax(subset.money_scale, 1), MOST_SCALE);
  if (!s && basis) s = qn_basis_columns(basis, &subset);
  if (!s) s = qn_relax_open(&relaxation, &subset, run->findings);
  if (!s) s = set_elastic(a, part, &subset, relaxation.solver);
  if (!s && basis) s = qn_basis_begin(basis, &subset, relaxation.solver);
  if (!s)
    s = qn_relaxation_again(&relaxation, &subset, NULL, INFINITY, run, a->until_s - qn_clock());
  if (!s) s = take_answer(a, p, part, &subset, &relaxation);
  qn_relaxation_clear(&relaxation);
  qn_subset_clear(&subset);
  return s;
}

/* From where the part stood; what stood there may not fit weights that have become very different,
 * then anew. */
static qn_status solve_part(void *who, int p, qn_run *run) {
  qn_apart *a = who;
  part_state *state = &a->state[p];
  qn_part part;
  if (state->is_known) return QN_OK;
  qn_status s = qn_part_new(&part, &a->parts, p, a->price);
  if (s) return s;
  s = solve_from(a, p, &part, state->basis.column ? &state->basis : NULL, run);
  if (s == QN_ESOLVER && state->basis.column) {
    qn_basis_free(&state->basis);
    s = solve_from(a, p, &part, NULL, run);
  }
  qn_part_free(&part);
  return s;
}

/* ---- all parts at prices ---- */

static double value_of(const qn_apart *a, size_t cut, const double *price) {
  const qn_master *master = &a->master;
  double value = master->cost[cut];
  for (size_t i = 0; i < master->n_row; i++)
    value -= price[master->row[i]] * master->use[cut * master->n_row + i];
  return value;
}

/* Whether an earlier point is worth as little as the last at these prices. */
static int was_known(const qn_apart *a, const double *price) {
  const size_t last = a->master.n_cut - 1;
  const double value = value_of(a, last, price);
  const double most = value + SAME_POINT * a->model->n_block + CLOSE_BLOCKS * fabs(value);
  for (size_t k = 0; k < last; k++)
    if (a->master.part[k] == a->master.part[last] && isfinite(a->master.cost[k]) &&
        value_of(a, k, price) <= most)
      return 1;
  return 0;
}

/* Keeps the part's point where it is a new one. */
static qn_status learn(qn_apart *a, int p, const double *price) {
  part_state *state = &a->state[p];
  if (!state->is_solved) return QN_OK;
  const size_t n = a->master.n_cut;
  if (n + 2 > a->room_first) {
    size_t *grown = realloc(a->first_miss, 2 * (n + 2) * sizeof *grown);
    if (!grown) return QN_ENOMEM;
    if (!a->first_miss) grown[0] = 0;
    a->first_miss = grown;
    a->room_first = 2 * (n + 2);
  }
  const qn_status s =
      qn_master_learn(&a->master, p, a->x, cost_of(a, state->misses.at, state->misses.count));
  if (s) return s;
  if (was_known(a, price)) return a->master.n_cut--, QN_OK;
  for (size_t i = 0; i < state->misses.count; i++) {
    miss *at = QN_PUSH(&a->misses);
    if (!at) return QN_ENOMEM;
    *at = state->misses.at[i];
  }
  a->first_miss[n + 1] = a->misses.count;
  return QN_OK;
}

/* price[n_row] of joining rows; *bound of the whole. */
static qn_status ask(qn_apart *a, const double *price, double *bound) {
  qn_status s = QN_OK;
  for (int p = 0; p < a->parts.n_part; p++)
    for (size_t i = 0; i < a->state[p].n_joining; i++) {
      const size_t r = a->state[p].joining[i];
      if (a->price[r] != price[r]) a->state[p].is_known = 0;
    }
  for (size_t i = 0; i < a->parts.n_joining; i++)
    a->price[a->parts.joining[i]] = price[a->parts.joining[i]];
  s = qn_team_each(a->parts.n_part, solve_part, a, &a->run);
  *bound = s ? -INFINITY : qn_parts_shared(&a->parts, QN_ALL_CLUSTERS, a->price);
  for (int p = 0; p < a->parts.n_part && !s; p++) {
    *bound += a->state[p].bound;
    s = learn(a, p, price);
  }
  return s;
}

/* ---- a question ---- */

typedef struct {
  double bound, box;
  int is_least, was_stretched;
} climb;

static double close_of(const qn_apart *a, double bound) {
  return CLOSE * fabs(bound) + CLOSE_BLOCKS * a->model->n_block;
}

/* Prices that prove something prove the more the higher they are, until weights end them: from 0
 * the first proof is stretched as far as it goes. False where it cannot be. */
static int stretch(const qn_apart *a, climb *at, double *price) {
  double most = INFINITY;
  if (at->was_stretched || !(at->bound > a->nobodys)) return 0;
  at->was_stretched = 1;
  for (size_t i = 0; i < a->master.n_row; i++) {
    const double now = price[a->master.row[i]];
    const double end = now > 0 ? a->master.upper[i] : a->master.lower[i];
    if (now != 0) most = fmin(most, end / now);
  }
  if (!isfinite(most) || most <= 1) return 0;
  for (size_t i = 0; i < a->master.n_row; i++) price[a->master.row[i]] *= most;
  return 1;
}

/* Asks at the prices tried; *kept: of hope. */
static qn_status try_prices(qn_apart *a, climb *at, double hope, double *kept) {
  double reached;
  const size_t known = a->master.n_cut;
  const qn_status s = ask(a, a->next, &reached);
  if (s) return s;
  *kept = (reached - at->bound) / (hope - at->bound);
  /* a bound that rounding has weakened does not reach what points promise */
  const int is_stuck = !isinf(hope) && known == a->master.n_cut;
  at->is_least = is_stuck && at->box >= WHOLE_BOX;
  if (reached > at->bound) {
    at->bound = reached;
    memcpy(a->best, a->price, (a->model->n_row + 1) * sizeof(double));
  }
  return QN_OK;
}

/* Whether the points show that it cannot be more, wherever prices go. */
static qn_status is_at_top(qn_apart *a, climb *at) {
  double hope;
  memcpy(a->next, a->best, (a->model->n_row + 1) * sizeof(double));
  const qn_status s = qn_master_next(&a->master, a->next, WHOLE_BOX, &hope, &a->run);
  at->is_least = !s && hope + a->nobodys - at->bound <= close_of(a, at->bound);
  return s;
}

/* One round; *is_over once nothing more can be found, or nothing more is asked. */
static qn_status go_round(qn_apart *a, const qn_apart_question *q, climb *at, int *is_over) {
  const size_t known = a->master.n_cut;
  double hope, kept;
  qn_status s;
  *is_over = 1;
  memcpy(a->next, a->best, (a->model->n_row + 1) * sizeof(double));
  if (stretch(a, at, a->next)) {
    at->box = WHOLE_BOX;
    s = try_prices(a, at, INFINITY, &kept);
    *is_over = at->bound > q->enough;
    return s;
  }
  s = qn_master_next(&a->master, a->next, at->box, &hope, &a->run);
  if (s || isinf(hope)) return s;
  hope += a->nobodys;
  *is_over = 0;
  if (hope - at->bound <= close_of(a, at->bound)) {
    *is_over = at->is_least = at->box >= WHOLE_BOX;
    at->box = WHOLE_BOX;
    return QN_OK;
  }
  s = try_prices(a, at, hope, &kept);
  if (s) return s;
  at->box = fmin(WHOLE_BOX, at->box * (kept >= MUCH ? WIDER : kept < LITTLE ? NEARER : 1));
  if (known == a->master.n_cut) at->box = WHOLE_BOX;
  *is_over = at->is_least || at->bound > q->enough;
  return QN_OK;
}

static int are_solved(const qn_apart *a) {
  for (int p = 0; p < a->parts.n_part; p++)
    if (!a->state[p].is_solved) return 0;
  return 1;
}

static void clamp_best(qn_apart *a) {
  for (size_t i = 0; i < a->master.n_row; i++) {
    double *price = &a->best[a->master.row[i]];
    *price = fmin(fmax(*price, a->master.lower[i]), a->master.upper[i]);
  }
}

qn_status qn_apart_solve(qn_apart *a, const qn_apart_question *q, double *price, double *x,
                         double *bound, int *is_least) {
  climb at = {.box = FIRST_BOX};
  int is_over = 0, rounds = q->most_rounds;
  a->until_s = q->until_s;
  take_weights(a, q->weight);
  clamp_best(a);
  qn_status s = ask(a, a->best, &at.bound);
  if (!s) memcpy(a->best, a->price, (a->model->n_row + 1) * sizeof(double));
  if (!s && !are_solved(a)) rounds = 0; /* what must hold cannot, or time is over */
  if (at.bound <= a->nobodys) {         /* which prices of 0 prove */
    at.bound = a->nobodys;
    memset(a->best, 0, (a->model->n_row + 1) * sizeof(double));
    price_nobodys(a, a->best);
    if (!s && rounds > 0) s = is_at_top(a, &at);
  }
  at.was_stretched = at.bound > a->nobodys;
  is_over = at.is_least || at.bound > q->enough;
  for (int k = 0; k < rounds && !s && !is_over; k++) {
    if (qn_clock() > q->until_s || qn_run_stopped(&a->run)) break;
    s = go_round(a, q, &at, &is_over);
  }
  *bound = at.bound;
  *is_least = at.is_least;
  memcpy(price, a->best, a->model->n_row * sizeof *price);
  if (s || !at.is_least) return s;
  memset(x, 0, a->model->n_column * sizeof *x);
  s = qn_master_blend(&a->master, a->best, x, &a->run);
  return s;
}

int qn_apart_part_of(const qn_apart *apart, size_t row) {
  return apart->parts.of_row[row];
}

int qn_apart_parts(const qn_apart *apart) {
  return apart->parts.n_part;
}

double qn_apart_bound_of(const qn_apart *apart, int part) {
  return apart->state[part].bound;
}
