#include "plan/searched.h"

#include <math.h>
#include <stdlib.h>

#include "base/random.h"
#include "check.h"
#include "plan/start.h"

void searched_open(searched *out, qn_case *region, qn_demand *demand, qn_run run) {
  searched *t = out;
  *t = (searched){.region = region, .demand = demand, .run = run};
  if (!t->run.findings) t->run.findings = qn_findings_new();
  t->run.started_s = qn_clock();
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
                          .wish = calloc(n, sizeof(double)),
                          .best = calloc(n, sizeof(double))};
  assert_true(t->search.x && t->search.wish && t->search.best);
  assert_int_equal(qn_subset_new(&t->search.subset, t->plan.model), QN_OK);
}

void searched_begin(searched *out, qn_case *region, qn_demand *demand, qn_run run) {
  searched *t = out;
  searched_open(t, region, demand, run);
  assert_int_equal(qn_relax(&t->search.relaxation, &t->search.subset, NULL, &t->run, 60), QN_OK);
  for (int a = 0; a < t->region->n_areas; a++)
    t->region->area_at_level[QN_COUNTY][a] = t->region->area_at_level[QN_TOWNSHIP][a];
  assert_int_equal(qn_parts_new(&t->search.parts, t->plan.model, QN_COUNTY), QN_OK);
}

void searched_start(searched *t, uint64_t seed) {
  size_t missed = 1;
  qn_search *w = &t->search;
  qn_random random = qn_random_stream(seed, "point", "");
  for (size_t c = 0; c < t->plan.model->n_column; c++) w->x[c] = qn_random_real(&random);
  assert_int_equal(qn_start(w->x, &missed, &w->subset, &w->relaxation, &t->run, 10), QN_OK);
  if (!missed) assert_int_equal(qn_search_offer(w, "start"), QN_OK);
}

void searched_end(searched *t) {
  qn_relaxation_clear(&t->search.relaxation);
  qn_subset_clear(&t->search.subset);
  qn_parts_free(&t->search.parts);
  free(t->search.x);
  free(t->search.wish);
  free(t->search.best);
  qn_model_free(t->plan.model);
  qn_context_free(t->plan.context);
  qn_arena_free(t->plan.found);
  qn_arena_free(t->plan.arena);
  qn_demand_free(t->demand);
  qn_case_free(t->region);
  qn_findings_free(t->run.findings);
}
