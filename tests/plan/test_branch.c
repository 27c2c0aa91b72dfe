/* Branch and bound and the parts of a model against enumeration: the tree, units and all, ends at
 * the optimum; its bound without units never lies above it; and for any prices the parts' bounds
 * sum to the whole's. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "check.h"
#include "plan/accord.h"
#include "plan/branch.h"
#include "plan/divide.h"
#include "plan/enumerate.h"
#include "plan/parts.h"
#include "plan/random_case.h"

static const double ABOVE_REL = 1e-9; /* rounding of sums */
static const double CLOSE_REL = 1e-6; /* the linear programs' tolerances */
static const double PARTED = 1e-4;    /* relative: of the relaxation, by parts */
enum { REGIONS = 200, PRICES = 4 };

/* A millionth, at least of one yuan. */
static double close_of(double cny) {
  return CLOSE_REL * fmax(1, fabs(cny));
}

typedef struct {
  qn_case *region;
  qn_demand *demand;
  qn_arena *arena;
  qn_context *context;
  qn_model *model;
  qn_subset subset;
  qn_relaxation relaxation;
  enumerated best;
  qn_run run;
  uint64_t seed;
  double least; /* cost of the best whole point of the tree */
} trial;

static void begin(trial *t, uint64_t seed, unsigned families) {
  *t = (trial){.seed = seed, .arena = qn_arena_new(), .run = {.threads = 1, .seed = 1}};
  t->region = random_case(seed, families, 3000, &t->demand);
  assert_int_equal(enumerate_best(&t->best, t->region, t->demand, t->arena), QN_OK);
  assert_int_equal(qn_context_new(&t->context, t->region, t->demand), QN_OK);
  assert_int_equal(qn_model_new(&t->model, t->context, &t->run), QN_OK);
  assert_int_equal(qn_subset_new(&t->subset, t->model), QN_OK);
  assert_int_equal(qn_relax(&t->relaxation, &t->subset, NULL, &t->run, 60), QN_OK);
}

static void end(trial *t) {
  qn_relaxation_clear(&t->relaxation);
  qn_subset_clear(&t->subset);
  qn_model_free(t->model);
  qn_context_free(t->context);
  qn_arena_free(t->arena);
  qn_demand_free(t->demand);
  qn_case_free(t->region);
}

static qn_status keep_whole(void *who, const double *x, double bound, int is_whole,
                            double *cutoff) {
  trial *t = who;
  (void)bound;
  if (!is_whole) return QN_OK;
  double *activity = calloc(t->model->n_row + 1, sizeof *activity);
  assert_non_null(activity);
  t->least = fmin(t->least, qn_model_activity(t->model, x, activity));
  *cutoff = fmin(*cutoff, t->least);
  free(activity);
  return QN_OK;
}

static qn_branching branch(trial *t, int units) {
  qn_branching out;
  const qn_branch_options options = {.seconds = 60, .units = units, .leaf = keep_whole, .who = t};
  t->least = INFINITY;
  assert_int_equal(qn_branch(&out, &t->subset, &t->relaxation, INFINITY, &options, &t->run), QN_OK);
  return out;
}

static void check_not_above(const trial *t, double bound, const char *of) {
  if (bound > t->best.cost_cny + ABOVE_REL * fmax(1, fabs(t->best.cost_cny)))
    fail_msg("seed %llu: bound %.15g %s above the optimum %.15g", (unsigned long long)t->seed,
             bound, of, t->best.cost_cny);
}

/* Counts where the tree knows more than the relaxation. */
static void try_tree(uint64_t seed, int *n_feasible, int *n_raised) {
  trial t;
  begin(&t, seed, RANDOM_ALL);
  if (t.best.is_feasible && t.relaxation.elastic <= 0) {
    ++*n_feasible;
    const qn_branching large = branch(&t, 0);
    check_not_above(&t, large.bound, "of what is large");
    CHECK(large.bound >= t.relaxation.bound, "the tree's bound is below the relaxation's");
    *n_raised += large.bound > t.relaxation.bound + close_of(t.relaxation.bound);
    const qn_branching all = branch(&t, 1);
    check_not_above(&t, all.bound, "of all");
    if (fabs(t.least - t.best.cost_cny) > close_of(t.best.cost_cny))
      fail_msg("seed %llu: the tree ends at %.12g, enumeration at %.12g", (unsigned long long)seed,
               t.least, t.best.cost_cny);
  }
  end(&t);
}

static void ends_at_the_optimum(void **state) {
  (void)state;
  int n_feasible = 0, n_raised = 0;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) try_tree(seed, &n_feasible, &n_raised);
  assert_true(n_feasible > REGIONS / 3);
  assert_true(n_raised > n_feasible / 20);
}

/* ---- parts ---- */

/* As if every township were a county: random regions have one county alone. */
static void make_counties(trial *t) {
  for (int a = 0; a < t->region->n_areas; a++)
    t->region->area_at_level[QN_COUNTY][a] = t->region->area_at_level[QN_TOWNSHIP][a];
}

static double sum_of_parts(const qn_parts *parts, const double *price) {
  double sum = 0;
  for (int k = 0; k < parts->n_cluster; k++) sum += qn_parts_shared(parts, k, price);
  for (size_t r = 0; r < parts->model->n_row; r++) /* rows without a column are nobody's */
    if (parts->of_row[r] < 0 && !parts->number[r]) sum += price[r] * parts->model->rows[r].rhs;
  for (int p = 0; p < parts->n_part; p++) {
    qn_part part;
    assert_int_equal(qn_part_new(&part, parts, p, price), QN_OK);
    double *own = calloc(part.model.n_row + 1, sizeof *own);
    assert_non_null(own);
    for (size_t i = 0; i < part.model.n_row; i++) own[i] = price[part.row[i]];
    sum += qn_model_bound(&part.model, NULL, own, NULL);
    free(own);
    qn_part_free(&part);
  }
  return sum;
}

static void try_parts(uint64_t seed, int *n_many, int *n_raised) {
  trial t;
  qn_parts parts;
  qn_random random = qn_random_stream(seed, "prices", "");
  begin(&t, seed, RANDOM_ALL);
  make_counties(&t);
  assert_int_equal(qn_parts_new(&parts, t.model, QN_COUNTY), QN_OK);
  double *price = calloc(t.model->n_row + 1, sizeof *price);
  assert_non_null(price);
  for (int k = 0; k < PRICES; k++) {
    for (size_t r = 0; r < t.model->n_row; r++)
      price[r] = t.relaxation.price[r] * (1 + 0.3 * k * qn_random_real(&random));
    const double whole = qn_model_bound(t.model, NULL, price, NULL);
    const double sum = sum_of_parts(&parts, price);
    if (isfinite(whole))
      CHECK(fabs(whole - sum) <= 1e-8 * (1 + fabs(whole)), "parts do not sum up");
  }
  double *x = malloc((t.model->n_column + 1) * sizeof *x);
  qn_division division;
  assert_non_null(x);
  if (t.best.is_feasible && t.relaxation.elastic <= 0) {
    assert_int_equal(qn_divide(&division, x, &t.subset, &t.relaxation, &t.run, 60), QN_OK);
    check_not_above(&t, division.bound, "of the parts");
    CHECK(division.bound >= t.relaxation.bound - close_of(t.relaxation.bound),
          "the parts' bound is below the relaxation's");
    *n_raised += division.bound > t.relaxation.bound + close_of(t.relaxation.bound);
  }
  *n_many += parts.n_part > 1;
  free(x);
  free(price);
  qn_parts_free(&parts);
  end(&t);
}

static void parts_sum_to_the_whole(void **state) {
  (void)state;
  int n_many = 0, n_raised = 0;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) try_parts(seed, &n_many, &n_raised);
  assert_true(n_many > REGIONS / 10);
  assert_true(n_raised > REGIONS / 50);
}

/* ---- the relaxation by parts ---- */

/* Sum over rows of what the point misses, in their scale. */
static double missed_by(const qn_model *m, const double *x) {
  double *activity = calloc(m->n_row + 1, sizeof *activity), sum = 0;
  assert_non_null(activity);
  qn_model_activity(m, x, activity);
  for (size_t r = 0; r < m->n_row; r++)
    sum += qn_row_shortfall(&m->rows[r], activity[r]) / m->rows[r].scale;
  free(activity);
  return sum;
}

static void try_accord(uint64_t seed, int *n_apart, int *n_missed) {
  trial t;
  qn_subset subset;
  qn_relaxation r;
  begin(&t, seed, RANDOM_ALL);
  make_counties(&t);
  assert_int_equal(qn_subset_new(&subset, t.model), QN_OK);
  assert_int_equal(qn_accord(&r, &subset, &t.run, 60), QN_OK);
  if (r.is_complete && t.relaxation.is_complete && t.relaxation.elastic <= 0) {
    const double whole = t.relaxation.bound, scale = fmax(1, fabs(whole));
    ++*n_apart;
    if (r.bound > whole + close_of(whole) || r.bound < whole - PARTED * scale)
      fail_msg("seed %llu: bound %.15g by parts, %.15g of the whole", (unsigned long long)seed,
               r.bound, whole);
    *n_missed += missed_by(t.model, r.x) > PARTED;
  }
  qn_relaxation_clear(&r);
  qn_subset_clear(&subset);
  end(&t);
}

/* The relaxation by parts is that of the whole; its point holds, but where most choices cost
 * nothing and prices cannot tell them apart. */
static void parts_agree(void **state) {
  (void)state;
  int n_apart = 0, n_missed = 0;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) try_accord(seed, &n_apart, &n_missed);
  assert_true(n_apart > REGIONS / 10);
  assert_true(n_missed * 50 <= n_apart);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(ends_at_the_optimum),
                                     cmocka_unit_test(parts_agree),
                                     cmocka_unit_test(parts_sum_to_the_whole)};
  return cmocka_run_group_tests_name("branch", tests, NULL, NULL);
}
