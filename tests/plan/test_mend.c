/* The way to a first plan where rules are tight, by itself, on random regions whose limits are cut
 * (random_case.h): it finds a plan, verified, wherever enumeration does, and none elsewhere. Every
 * program stops after few nodes, so that mostly several are needed; no clock has a say.
 * QN_CASES=5000 takes that many regions; QN_SEED=123 looks at one. */
#include <math.h>
#include <stdlib.h>

#include "check.h"
#include "plan/conflicted.h"
#include "plan/enumerate.h"
#include "plan/random_case.h"
#include "plan/searched.h"

/* Combinations of pathways a region may have. */
static const double SMALL = 3000, LARGE = 1e12;
static const double NEVER_S = 1e6;
enum { NODES = 2, MOST_NAMED = 20, TELLING = 30 };

#if defined(__SANITIZE_ADDRESS__)
enum { CASES = 40 };
#else
enum { CASES = 300 };
#endif

static int enumeration_finds(const searched *t) {
  qn_arena *arena = qn_arena_new();
  enumerated best;
  assert_int_equal(enumerate_within(&best, t->region, t->demand, NULL, arena), QN_OK);
  qn_arena_free(arena);
  return best.is_feasible;
}

/* -1 when that is not known. */
static int no_conflict(const searched *t) {
  conflicted *found = conflicted_new(t->region, t->demand, QN_CONFLICT_BY_SIZE, 60);
  const qn_conflict *c = found->conflict;
  const int can = c->state == QN_CONFLICT_STANDS                  ? 0
                  : c->state == QN_CONFLICT_NONE && c->is_checked ? 1
                                                                  : -1;
  conflicted_free(found);
  return can;
}

/* Whether the trial failed. */
static int try_one(uint64_t seed, int is_large, int *n_feasible) {
  searched t;
  qn_demand *demand;
  qn_case *region = random_case(seed, RANDOM_ALL, is_large ? LARGE : SMALL, &demand);
  random_tighten(region, seed);
  searched_begin(&t, region, demand, (qn_run){.threads = 1, .seed = 1, .work_limit = NODES});
  const int can = is_large ? no_conflict(&t) : enumeration_finds(&t);
  assert_int_equal(qn_mend(&t.search, NEVER_S), QN_OK);
  const int failed = can >= 0 && can != t.search.has_plan;
  if (failed)
    print_error("QN_SEED=%llu: %s\n", (unsigned long long)seed,
                can ? "no plan where there is one" : "a plan where there is none");
  *n_feasible += can > 0;
  searched_end(&t);
  return failed;
}

static void try_all(int n, uint64_t seed, int is_large) {
  int failed = 0, feasible = 0;
  for (int i = 0; i < n && failed < MOST_NAMED; i++)
    failed += try_one(seed + (uint64_t)i, is_large, &feasible);
  print_message("%d of %d regions have a plan\n", feasible, n);
  if (failed) fail_msg("%d of %d regions", failed, n);
  if (n >= TELLING) assert_in_range(feasible, n / 6, n - n / 6); /* else it means little */
}

static void finds_what_enumeration_does(void **state) {
  (void)state;
  try_all(random_cases(CASES), 400000, 0);
}

static void finds_one_where_nothing_conflicts(void **state) {
  (void)state;
  try_all(random_cases(CASES) / 6, 450000, 1);
}

static void one_asked_for(void **state) {
  (void)state;
  int feasible = 0;
  const int is_large = getenv("QN_LARGE") != NULL;
  assert_int_equal(try_one(strtoull(getenv("QN_SEED"), NULL, 0), is_large, &feasible), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_what_enumeration_does),
      cmocka_unit_test(finds_one_where_nothing_conflicts),
  };
  const struct CMUnitTest asked[] = {cmocka_unit_test(one_asked_for)};
  if (getenv("QN_SEED")) return cmocka_run_group_tests_name("one region", asked, NULL, NULL);
  return cmocka_run_group_tests_name("mend", tests, NULL, NULL);
}
