/* Improvement part by part on random regions whose townships stand for counties: from a plan
 * that the start makes of a random point it never goes up, never below the optimum that enumeration
 * finds, and mostly down. What is kept is verified on the way. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "check.h"
#include "plan/enumerate.h"
#include "plan/random_case.h"
#include "plan/search.h"
#include "plan/start.h"

static const double CLOSE_REL = 1e-6;
enum { REGIONS = 200 };

typedef struct {
  qn_case *region;
  qn_demand *demand;
  qn_plan plan;
  qn_search search;
  qn_run run;
} trial;

static void begin(trial *t, uint64_t seed) {
  *t = (trial){.run = {.threads = 2, .seed = 1, .findings = qn_findings_new()}};
  t->run.started_s = qn_clock();
  t->region = random_case(seed, RANDOM_ALL, 3000, &t->demand);
  t->plan = (qn_plan){.arena = qn_arena_new(),
                      .cost_cny = NAN,
                      .refuted_cny = NAN,
                      .bound_cny = -INFINITY,
                      .relaxed_cny = -INFINITY,
                      .proved_cny = -INFINITY};
  assert_int_equal(qn_context_new(&t->plan.context, t->region, t->demand), QN_OK);
  assert_int_equal(qn_model_new(&t->plan.model, t->plan.context, &t->run), QN_OK);
  const size_t n = t->plan.model->n_column + 1;
  t->search = (qn_search){.plan = &t->plan,
                          .run = &t->run,
                          .x = calloc(n, sizeof(double)),
                          .best = calloc(n, sizeof(double))};
  assert_int_equal(qn_subset_new(&t->search.subset, t->plan.model), QN_OK);
  assert_int_equal(qn_relax(&t->search.relaxation, &t->search.subset, NULL, &t->run, 60), QN_OK);
  for (int a = 0; a < t->region->n_areas; a++)
    t->region->area_at_level[QN_COUNTY][a] = t->region->area_at_level[QN_TOWNSHIP][a];
}

static void end(trial *t) {
  qn_relaxation_clear(&t->search.relaxation);
  qn_subset_clear(&t->search.subset);
  free(t->search.x);
  free(t->search.best);
  qn_model_free(t->plan.model);
  qn_context_free(t->plan.context);
  qn_arena_free(t->plan.arena);
  qn_demand_free(t->demand);
  qn_case_free(t->region);
  qn_findings_free(t->run.findings);
}

static void try_one(uint64_t seed, int *n_planned, int *n_better) {
  trial t;
  size_t missed = 1;
  begin(&t, seed);
  qn_search *w = &t.search;
  qn_random random = qn_random_stream(seed, "point", "");
  for (size_t c = 0; c < t.plan.model->n_column; c++) w->x[c] = qn_random_real(&random);
  assert_int_equal(qn_start(w->x, &missed, &w->subset, &w->relaxation, &t.run, 10), QN_OK);
  if (!missed) assert_int_equal(qn_search_offer(w, "start"), QN_OK);
  if (w->has_plan) {
    enumerated best;
    const double before = t.plan.cost_cny;
    ++*n_planned;
    assert_int_equal(enumerate_best(&best, t.region, t.demand, t.plan.arena), QN_OK);
    assert_int_equal(qn_improve(w, 20), QN_OK);
    CHECK(t.plan.cost_cny <= before, "the plan got dearer");
    if (t.plan.cost_cny < best.cost_cny - CLOSE_REL * fmax(1, fabs(best.cost_cny)))
      fail_msg("seed %llu: %.12g below the optimum %.12g", (unsigned long long)seed,
               t.plan.cost_cny, best.cost_cny);
    *n_better += t.plan.cost_cny < before - CLOSE_REL * fabs(before);
  }
  end(&t);
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
