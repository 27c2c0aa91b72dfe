/* Exchange by itself on random regions, from a plan that the start makes of a random point: the
 * point that comes out holds in every row, counted anew from the columns, costs what the sum of its
 * columns is, never more than before and mostly less; the verifier accepts it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "plan/exchange.h"
#include "plan/random_case.h"
#include "plan/searched.h"

static const double HOLDS_REL = 1e-7, SAME_REL = 1e-9;
static const double LARGE = 1e12; /* combinations of pathways: never enumerated */
enum { REGIONS = 200 };

/* The worst of all rows, of its size. */
static double worst_miss(const qn_model *m, const double *x) {
  double *activity = calloc(m->n_row + 1, sizeof *activity), worst = 0;
  assert_non_null(activity);
  qn_model_activity(m, x, activity);
  for (size_t r = 0; r < m->n_row; r++) {
    const qn_model_row *row = &m->rows[r];
    const double miss = qn_row_shortfall(row, activity[r]);
    worst = fmax(worst, miss / fmax(fabs(row->rhs), row->scale));
  }
  free(activity);
  return worst;
}

static double cost_of(const qn_model *m, const double *x) {
  double sum = 0;
  for (size_t c = 0; c < m->n_column; c++) sum += x[c] * m->columns[c].cost;
  return sum;
}

static void try_one(uint64_t seed, int *n_planned, int *n_better) {
  searched t;
  qn_demand *demand;
  qn_case *region = random_case(seed, RANDOM_ALL, LARGE, &demand);
  searched_begin(&t, region, demand, (qn_run){.threads = 2, .seed = 1});
  searched_start(&t, seed);
  if (t.search.has_plan) {
    const qn_model *m = t.plan.model;
    double *x = t.search.x;
    memcpy(x, t.search.best, m->n_column * sizeof *x);
    const double before = cost_of(m, x);
    ++*n_planned;
    assert_int_equal(qn_exchange(x, m, t.search.relaxation.reduced, 0, 0, &t.run, 20), QN_OK);
    const double after = cost_of(m, x);
    CHECK(worst_miss(m, x) <= HOLDS_REL, "a row is missed");
    CHECK(after <= before + SAME_REL * fabs(before), "the point got dearer");
    assert_int_equal(qn_search_offer(&t.search, "exchange"), QN_OK);
    assert_false(t.search.verify_failed);
    CHECK(t.plan.cost_cny <= after + SAME_REL * fabs(after), "the plan costs more than its point");
    *n_better += after < before - 1e-6 * fabs(before);
  }
  searched_end(&t);
}

static void holds_and_goes_down(void **state) {
  (void)state;
  int n_planned = 0, n_better = 0;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) try_one(seed, &n_planned, &n_better);
  print_message("%d of %d plans got better\n", n_better, n_planned);
  assert_true(n_planned > REGIONS / 4);
  assert_true(n_better > n_planned / 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(holds_and_goes_down)};
  return cmocka_run_group_tests_name("exchange", tests, NULL, NULL);
}
