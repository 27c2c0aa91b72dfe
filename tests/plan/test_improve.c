/* Improvement part by part on random regions whose townships stand for counties: from a plan
 * that the start makes of a random point it never goes up, never below the optimum that enumeration
 * finds, and mostly down. What is kept is verified on the way. */
#include <math.h>

#include "check.h"
#include "plan/enumerate.h"
#include "plan/random_case.h"
#include "plan/searched.h"

static const double CLOSE_REL = 1e-6;
enum { REGIONS = 200 };

static void try_one(uint64_t seed, int *n_planned, int *n_better) {
  searched t;
  qn_demand *demand;
  qn_case *region = random_case(seed, RANDOM_ALL, 3000, &demand);
  searched_begin(&t, region, demand, (qn_run){.threads = 2, .seed = 1});
  searched_start(&t, seed);
  if (t.search.has_plan) {
    enumerated best;
    const double before = t.plan.cost_cny;
    ++*n_planned;
    assert_int_equal(enumerate_best(&best, t.region, t.demand, t.plan.arena), QN_OK);
    assert_int_equal(qn_improve(&t.search, 20), QN_OK);
    CHECK(t.plan.cost_cny <= before, "the plan got dearer");
    if (t.plan.cost_cny < best.cost_cny - CLOSE_REL * fmax(1, fabs(best.cost_cny)))
      fail_msg("seed %llu: %.12g below the optimum %.12g", (unsigned long long)seed,
               t.plan.cost_cny, best.cost_cny);
    *n_better += t.plan.cost_cny < before - CLOSE_REL * fabs(before);
  }
  searched_end(&t);
}

static void goes_down_and_stays_right(void **state) {
  (void)state;
  int n_planned = 0, n_better = 0;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) try_one(seed, &n_planned, &n_better);
  assert_true(n_planned > REGIONS / 4);
  assert_true(n_better > n_planned / 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(goes_down_and_stays_right)};
  return cmocka_run_group_tests_name("improve", tests, NULL, NULL);
}
