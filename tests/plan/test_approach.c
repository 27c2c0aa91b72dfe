/* The relaxation begun where the parts end against the same program solved from nothing, on
 * prefectures of real villages, twice over and joined at the top so that there are parts enough. */
#include "plan/approach.h"

#include <math.h>
#include <stdlib.h>

#include "check.h"
#include "plan/doubled.h"
#include "plan/generated.h"
#include "plan/searched.h"
#include "plan/sketch.h"

enum { MANY_PARTS = 5, SAMPLE = 400 /* units, as qn_approach takes them */ };
static const double CLOSE = 2e-7; /* relative: both stop at 1e-7 */

/* Limits at two thirds of what they are, so that most of them bite. */
static void tighten(qn_case *region) {
  for (int i = 0; i < region->n_supplies; i++) {
    region->supplies[i].peak /= 1.5;
    region->supplies[i].annual /= 1.5;
  }
  for (int i = 0; i < region->n_budgets; i++) region->budgets[i].money_cny /= 1.5;
  for (int i = 0; i < region->n_build_limits; i++) region->build_limits[i].households /= 1.5;
}

static qn_case *prefecture_twice(const char *name) {
  qn_case *region = generated(name, 2021, 2025);
  double_region_joined(region);
  return region;
}

/* From where the parts end at a sample's prices, tense or not. */
static qn_relaxation from_parts(searched *t, const qn_parts *parts, int *is_tense) {
  qn_relaxation r;
  qn_subset subset;
  qn_basis basis;
  double *price = calloc(t->plan.model->n_row + 1, sizeof *price);
  assert_non_null(price);
  assert_int_equal(qn_approach_prices(price, is_tense, parts, SAMPLE, &t->run, 300), QN_OK);
  assert_int_equal(qn_approach_basis(&basis, parts, price, &t->run, 300), QN_OK);
  assert_int_equal(qn_subset_new(&subset, t->plan.model), QN_OK);
  assert_int_equal(qn_relax(&r, &subset, &basis, &t->run, 300), QN_OK);
  qn_subset_clear(&subset);
  qn_basis_free(&basis);
  free(price);
  return r;
}

static void check_same(const char *name, const qn_relaxation *r, const qn_relaxation *cold) {
  assert_true(cold->is_complete && r->is_complete);
  if (!(fabs(r->bound - cold->bound) <= CLOSE * fabs(cold->bound)))
    fail_msg("%s: %.15g by parts, %.15g from nothing", name, r->bound, cold->bound);
  assert_true(fabs(r->objective - r->bound) <= CLOSE * fabs(r->bound));
}

/* Returns whether its sample is tense, so that qn_approach goes by parts. */
static int try_prefecture(const char *name, int is_tight) {
  searched t;
  qn_parts parts;
  qn_relaxation cold, chosen, met;
  qn_subset subset;
  qn_case *region = prefecture_twice(name);
  if (is_tight) tighten(region);
  qn_demand *demand = sketch_finish(region);
  searched_open(&t, region, demand, (qn_run){.threads = 2, .seed = 1});
  assert_int_equal(qn_parts_new(&parts, t.plan.model, QN_COUNTY), QN_OK);
  assert_true(parts.n_part >= MANY_PARTS && parts.n_joining);
  assert_int_equal(qn_relax(&cold, &t.search.subset, NULL, &t.run, 300), QN_OK);
  assert_int_equal(qn_subset_new(&subset, t.plan.model), QN_OK);
  assert_int_equal(qn_approach(&chosen, &subset, &t.run, 300), QN_OK);
  int is_tense;
  met = from_parts(&t, &parts, &is_tense);
  check_same(name, &chosen, &cold);
  check_same(name, &met, &cold);
  qn_relaxation_clear(&cold);
  qn_relaxation_clear(&chosen);
  qn_relaxation_clear(&met);
  qn_subset_clear(&subset);
  qn_parts_free(&parts);
  searched_end(&t);
  return is_tense;
}

static void the_approach_ends_where_the_relaxation_does(void **state) {
  static const char *const names[] = {"乌海市", "石嘴山市", "阿拉善盟"};
  (void)state;
  int n_tense = 0;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    assert_false(try_prefecture(names[i], 0));
    n_tense += try_prefecture(names[i], 1);
  }
  assert_true(n_tense > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_approach_ends_where_the_relaxation_does)};
  return cmocka_run_group_tests_name("approach", tests, NULL, NULL);
}
