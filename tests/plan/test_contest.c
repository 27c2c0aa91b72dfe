/* A plan settled, on random regions: from one that the start makes of a random point it never goes
 * up, never below the optimum that enumeration finds, and mostly down; with nothing but modules
 * held the linear program costs what one begun anew at the same numbers costs. */
#include <math.h>
#include <stdlib.h>

#include "check.h"
#include "plan/enumerate.h"
#include "plan/held.h"
#include "plan/random_case.h"
#include "plan/searched.h"

static const double CLOSE_REL = 1e-6;
enum { REGIONS = 200, MOST_COMBINATIONS = 3000 };

static void open(searched *t, uint64_t seed) {
  qn_demand *demand;
  qn_case *region = random_case(seed, RANDOM_ALL, MOST_COMBINATIONS, &demand);
  searched_begin(t, region, demand, (qn_run){.threads = 2, .seed = 1});
  searched_start(t, seed);
}

static int is_below(double a, double b) {
  return a < b - CLOSE_REL * fmax(1, fabs(b));
}

typedef struct {
  int planned, better, best;
} tally;

static void contest(uint64_t seed, tally *n) {
  searched t;
  open(&t, seed);
  if (t.search.has_plan) {
    enumerated best;
    const double before = t.plan.cost_cny;
    assert_int_equal(enumerate_best(&best, t.region, t.demand, t.plan.arena), QN_OK);
    assert_int_equal(qn_contest(&t.search, NULL, 20), QN_OK);
    const double after = t.plan.cost_cny;
    CHECK(after <= before, "the plan got dearer");
    if (is_below(after, best.cost_cny))
      fail_msg("seed %llu: %.12g below the optimum %.12g", (unsigned long long)seed, after,
               best.cost_cny);
    assert_false(t.search.verify_failed);
    n->planned++;
    n->better += is_below(after, before);
    n->best += !is_below(best.cost_cny, after);
  }
  searched_end(&t);
}

static void goes_down_and_stays_right(void **state) {
  (void)state;
  tally n = {0};
  for (uint64_t seed = 1; seed <= REGIONS; seed++) contest(seed, &n);
  print_message("%d plans, %d got better, %d the best\n", n.planned, n.better, n.best);
  assert_true(n.planned > REGIONS / 4);
  assert_true(n.better > n.planned / 2);
  assert_true(n.best > n.planned / 2);
}

/* The held relaxation begun anew at the numbers that it has come to. */
static double anew(const qn_held *held, qn_run *run) {
  qn_held again;
  assert_int_equal(qn_held_new(&again, held->model, held->limits.lower, run, 20), QN_OK);
  assert_true(again.relaxation.is_complete);
  const double cost = again.relaxation.objective;
  qn_held_free(&again);
  return cost;
}

static void descend(uint64_t seed, tally *n) {
  searched t;
  open(&t, seed);
  if (t.search.has_plan) {
    qn_held held;
    int n_change;
    const double whole = t.search.relaxation.bound;
    assert_int_equal(qn_held_new(&held, t.plan.model, t.search.best, &t.run, 20), QN_OK);
    const double before = held.relaxation.objective;
    assert_int_equal(qn_held_descend(&held, &n_change, &t.run, 20), QN_OK);
    const double after = held.relaxation.objective;
    CHECK(!is_below(t.plan.cost_cny, before), "units divided cost more than whole ones");
    CHECK(!is_below(after, whole), "held below the relaxation of the whole");
    CHECK(!is_below(before, after), "what is held changed for the worse");
    if (!(fabs(after - anew(&held, &t.run)) <= CLOSE_REL * fmax(1, fabs(after))))
      fail_msg("seed %llu: %.12g, begun anew %.12g", (unsigned long long)seed, after,
               anew(&held, &t.run));
    n->planned++;
    n->better += is_below(after, before);
    qn_held_free(&held);
  }
  searched_end(&t);
}

static void what_is_held_changes_for_the_better(void **state) {
  (void)state;
  tally n = {0};
  for (uint64_t seed = 1; seed <= REGIONS; seed++) descend(seed, &n);
  print_message("%d plans, what is held changed in %d\n", n.planned, n.better);
  assert_true(n.planned > REGIONS / 4);
  assert_true(n.better > n.planned / 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(goes_down_and_stays_right),
                                     cmocka_unit_test(what_is_held_changes_for_the_better)};
  return cmocka_run_group_tests_name("contest", tests, NULL, NULL);
}
