/* The plan module against enumeration (enumerate.h) on small random regions: the same cost, to
 * 1e-6, and the same regions impossible. Each family of rows alone (with a rate target), six random
 * families together, and all of them. QN_CASES=60000 takes that many regions instead of 5,000;
 * QN_SEED=9085 QN_FAMILIES=0x7ffffff looks at one, as a failure names it, and with QN_CASES=100 at
 * that many from there. */
#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "check.h"
#include "plan/enumerate.h"
#include "plan/plan.h"
#include "plan/random_case.h"

static const double COST_REL = 1e-6;
static const double BOUND_REL = 1e-9;   /* rounding of sums */
static const double MOST_PLANS = 10000; /* combinations of pathways a region may have */
enum { MOST_NAMED = 20 };

#if defined(__SANITIZE_ADDRESS__)
enum { CASES = 500 };
#else
enum { CASES = 5000 };
#endif

typedef struct {
  uint64_t seed;
  unsigned families;
  qn_case *region;
  qn_demand *demand;
  qn_arena *arena;
  enumerated best;
  qn_status status;
  qn_plan *plan;
} trial;

static int is_near(double a, double b) {
  return fabs(a - b) <= COST_REL * fmax(1, fabs(b));
}

/* What is wrong with the plan, NULL when nothing is. */
static const char *fault(const trial *t) {
  const qn_plan *plan = t->plan;
  const double best = t->best.cost_cny;
  const double slack = COST_REL * fmax(1, fabs(best));
  const int is_bound = (t->families & RANDOM_DIVISIBLE) != 0; /* enumeration divides nothing */
  if (t->status) return qn_status_text(t->status);
  if (plan->status == QN_PLAN_INFEASIBLE)
    return t->best.is_feasible ? "no plan where there is one" : NULL;
  if (plan->status != QN_PLAN_OPTIMAL) return qn_plan_status_text(plan->status);
  if (!is_near(plan->cost_cny, plan->verdict.cost_cny)) return "cost is not the verifier's";
  if (!isnan(plan->refuted_cny)) return "bound above the cost";
  if (is_bound && !t->best.is_feasible) return NULL;
  if (!t->best.is_feasible) return "a plan where there is none";
  if (!is_bound && plan->bound_cny > best + BOUND_REL * fabs(best))
    return "bound above the optimum";
  if (plan->cost_cny > best + slack) return "dearer than need be";
  if (plan->cost_cny < best - slack && !is_bound) return "cheaper than possible";
  return NULL;
}

static void tell(const trial *t, const char *why) {
  print_error("QN_SEED=%llu QN_FAMILIES=%#x: %s (enumeration %s %.12g", (unsigned long long)t->seed,
              t->families, why, t->best.is_feasible ? "finds" : "finds none", t->best.cost_cny);
  if (t->plan) print_error(", plan %.12g, bound %.12g", t->plan->cost_cny, t->plan->bound_cny);
  print_error(")\n");
}

/* The verifier accepts what enumeration finds, at the cost that it counted. */
static int own_answer_holds(const trial *t) {
  qn_verdict verdict;
  if (!t->best.is_feasible) return 1;
  return !qn_verify(&verdict, t->region, t->demand, &t->best.decision, t->arena, NULL) &&
         is_near(verdict.cost_cny, t->best.cost_cny);
}

static void solve(trial *t) {
  qn_run run = {.threads = 1, .seed = 1, .time_limit_s = 60};
  t->region = random_case(t->seed, t->families, MOST_PLANS, &t->demand);
  t->arena = qn_arena_new();
  assert_int_equal(enumerate_best(&t->best, t->region, t->demand, t->arena), QN_OK);
  run.started_s = qn_clock(); /* enumeration has its own time */
  t->status = qn_plan_solve(&t->plan, t->region, t->demand, &run);
}

static void release(trial *t) {
  qn_plan_free(t->plan);
  qn_arena_free(t->arena);
  qn_demand_free(t->demand);
  qn_case_free(t->region);
}

/* How many trials failed; *n_feasible counts those that have a plan. */
static int try_one(uint64_t seed, unsigned families, int *n_feasible) {
  trial t = {.seed = seed, .families = families};
  solve(&t);
  const char *why = own_answer_holds(&t) ? fault(&t) : "enumeration's own answer does not hold";
  if (why) tell(&t, why);
  *n_feasible += t.best.is_feasible;
  release(&t);
  return why != NULL;
}

/* Fails when any did, or when too few regions had a plan for the test to mean much. */
static void judge(int n, int n_failed, int n_feasible) {
  if (n_failed) fail_msg("%d of %d regions", n_failed, n);
  if (2 * n_feasible < n) fail_msg("only %d of %d regions have a plan", n_feasible, n);
}

static void each_family_alone(void **state) {
  (void)state;
  const int n = random_cases(CASES) * 2 / 5 / RANDOM_FAMILY_COUNT;
  for (int bit = 0; bit < RANDOM_FAMILY_COUNT; bit++) {
    int failed = 0, feasible = 0;
    for (int i = 0; i < n && failed < MOST_NAMED; i++)
      failed += try_one(1000 + (uint64_t)i, random_family_alone(bit), &feasible);
    if (failed) print_error("  alone: %s\n", random_family_words(bit));
    judge(n, failed, feasible);
  }
}

static void six_families_together(void **state) {
  (void)state;
  const int n = random_cases(CASES) * 2 / 5;
  int failed = 0, feasible = 0;
  for (int i = 0; i < n && failed < MOST_NAMED; i++)
    failed += try_one(100000 + (uint64_t)i, random_families(1, i, 6), &feasible);
  judge(n, failed, feasible);
}

static void all_families_together(void **state) {
  (void)state;
  const int n = random_cases(CASES) / 5;
  int failed = 0, feasible = 0;
  for (int i = 0; i < n && failed < MOST_NAMED; i++)
    failed += try_one(900000 + (uint64_t)i, RANDOM_ALL, &feasible);
  judge(n, failed, feasible);
}

/* Regions on which the solver's proof was wrong once (docs/validation.md). */
static void proofs_that_were_wrong(void **state) {
  (void)state;
  static const uint64_t seeds[] = {902701};
  int failed = 0, feasible = 0;
  for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++)
    failed += try_one(seeds[i], RANDOM_ALL, &feasible);
  if (failed) fail_msg("%d regions", failed);
}

static void one_asked_for(void **state) {
  (void)state;
  int failed = 0, feasible = 0;
  const uint64_t seed = strtoull(getenv("QN_SEED"), NULL, 0);
  const char *families = getenv("QN_FAMILIES");
  const unsigned mask = families ? (unsigned)strtoul(families, NULL, 0) : RANDOM_ALL;
  const int n = getenv("QN_CASES") ? random_cases(CASES) : 1;
  for (int i = 0; i < n; i++) failed += try_one(seed + (uint64_t)i, mask, &feasible);
  if (failed) fail_msg("%d of %d regions", failed, n);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_family_alone),
      cmocka_unit_test(six_families_together),
      cmocka_unit_test(all_families_together),
      cmocka_unit_test(proofs_that_were_wrong),
  };
  const struct CMUnitTest asked[] = {cmocka_unit_test(one_asked_for)};
  if (getenv("QN_SEED")) return cmocka_run_group_tests_name("one region", asked, NULL, NULL);
  return cmocka_run_group_tests_name("enumeration", tests, NULL, NULL);
}
