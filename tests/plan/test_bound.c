/* The bound of a plan, where enumeration knows the optimum: it never lies above it by more than
 * 1e-9 of it, neither the one that is told nor what weak duality makes of any prices. That this can
 * fail is shown on copies of the model whose columns cost a millionth more. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "check.h"
#include "plan/bound.h"
#include "plan/enumerate.h"
#include "plan/plan.h"
#include "plan/random_case.h"

static const double ABOVE_REL = 1e-9; /* rounding of sums */
static const double DAMAGE_REL = 1e-6;
enum { REGIONS = 200, PRICES = 8 };

typedef struct {
  qn_case *region;
  qn_demand *demand;
  qn_arena *arena;
  enumerated best;
  qn_plan *plan;
  double *price; /* scratch */
} trial;

static void begin(trial *t, uint64_t seed, unsigned families) {
  qn_run run = {.threads = 1, .seed = 1, .time_limit_s = 60};
  t->region = random_case(seed, families, 3000, &t->demand);
  t->arena = qn_arena_new();
  assert_int_equal(enumerate_best(&t->best, t->region, t->demand, t->arena), QN_OK);
  run.started_s = qn_clock(); /* enumeration has its own time */
  assert_int_equal(qn_plan_solve(&t->plan, t->region, t->demand, &run), QN_OK);
  t->price = calloc(t->plan->model->n_row + 1, sizeof *t->price);
  assert_non_null(t->price);
}

static void end(trial *t) {
  free(t->price);
  qn_plan_free(t->plan);
  qn_arena_free(t->arena);
  qn_demand_free(t->demand);
  qn_case_free(t->region);
}

static int is_above(double bound, double optimum) {
  return bound > optimum + ABOVE_REL * fabs(optimum);
}

/* The bound at the plan's prices, each drawn towards 0 or away from it by up to spread. */
static double bound_at(const trial *t, qn_random *random, double spread) {
  const qn_model *m = t->plan->model;
  for (size_t r = 0; r < m->n_row; r++)
    t->price[r] = t->plan->price[r] * (1 + spread * (2 * qn_random_real(random) - 1));
  return qn_model_bound(m, NULL, t->price, NULL);
}

/* Costs are the last thing that the plan is asked for: they are raised in place. */
static void damage(trial *t) {
  qn_model *m = t->plan->model;
  for (size_t c = 0; c < m->n_column; c++)
    m->columns[c].cost += DAMAGE_REL * fabs(m->columns[c].cost);
}

/* Counts in *seen the regions whose damage shows. */
static void try_one(uint64_t seed, unsigned families, int *n_feasible, int *seen) {
  trial t = {0};
  qn_random random = qn_random_stream(seed, "prices", "");
  begin(&t, seed, families);
  if (t.best.is_feasible) {
    ++*n_feasible;
    for (int i = 0; i < PRICES; i++) {
      const double bound = bound_at(&t, &random, i * 0.1);
      if (is_above(bound, t.best.cost_cny))
        fail_msg("seed %llu, families %#x: bound %.15g above the optimum %.15g",
                 (unsigned long long)seed, families, bound, t.best.cost_cny);
    }
    if (is_above(t.plan->bound_cny, t.best.cost_cny))
      fail_msg("seed %llu, families %#x: the plan's bound %.15g lies above the optimum %.15g",
               (unsigned long long)seed, families, t.plan->bound_cny, t.best.cost_cny);
    damage(&t);
    *seen += is_above(bound_at(&t, &random, 0), t.best.cost_cny);
  }
  end(&t);
}

static void never_above_the_optimum(void **state) {
  (void)state;
  int n_feasible = 0, seen = 0;
  for (int i = 0; i < REGIONS; i++)
    try_one(1 + (uint64_t)i, i % 4 ? random_family_alone(i % RANDOM_BIT_DIVISIBLE) : RANDOM_ALL,
            &n_feasible, &seen);
  assert_true(n_feasible > REGIONS / 2);
  /* Only where the relaxation is tight can a damage of a millionth show. */
  if (seen < n_feasible / 5) fail_msg("damage shows in %d of %d", seen, n_feasible);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(never_above_the_optimum)};
  return cmocka_run_group_tests_name("bound", tests, NULL, NULL);
}
