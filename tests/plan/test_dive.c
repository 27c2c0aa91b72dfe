/* The dive on random regions of all families: its point is whole where it must be, keeps every row
 * of the model, and costs no less than the bound. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "plan/dive.h"
#include "plan/random_case.h"

static const double CLOSE = 1e-6; /* of a row's size or a share */
enum { REGIONS = 300, ALL_FAMILIES = 0x7ffffff };

static int is_whole(double x) {
  return fabs(x - round(x)) <= CLOSE;
}

/* Rows hold as far as the solver's tolerance goes. */
static void check_rows(const qn_model *m, const double *x, uint64_t seed) {
  double *activity = calloc(m->n_row + 1, sizeof *activity);
  assert_non_null(activity);
  qn_model_activity(m, x, activity);
  for (size_t r = 0; r < m->n_row; r++) {
    const qn_model_row *row = &m->rows[r];
    const double size = fmax(fmax(fabs(row->rhs), fabs(activity[r])), row->scale);
    if (qn_row_shortfall(row, activity[r]) > 10 * CLOSE * size)
      fail_msg("seed %llu: row %zu is broken", (unsigned long long)seed, r);
  }
  free(activity);
}

static void check_large(const qn_model *m, const double *x, uint64_t seed) {
  for (size_t c = m->block_first[m->first_source]; c < m->n_column; c++)
    if ((m->columns[c].block >= 0 || m->columns[c].is_integer) && !is_whole(x[c]))
      fail_msg("seed %llu: column %zu stands at %g", (unsigned long long)seed, c, x[c]);
}

/* What is not whole before the dive; adds to *reached when the dive ends well. */
static size_t try_one(uint64_t seed, int *n_reached) {
  qn_demand *demand = NULL;
  qn_context *context = NULL;
  qn_model *model = NULL;
  qn_subset subset;
  qn_relaxation relaxation;
  qn_run run = {.threads = 1, .seed = 1, .started_s = qn_clock()};
  qn_case *region = random_case(seed, ALL_FAMILIES, 3000, &demand);
  assert_int_equal(qn_context_new(&context, region, demand), QN_OK);
  assert_int_equal(qn_model_new(&model, context, &run), QN_OK);
  assert_int_equal(qn_subset_new(&subset, model), QN_OK);
  assert_int_equal(qn_relax(&relaxation, &subset, NULL, &run, 60), QN_OK);
  size_t parts = 0;
  for (size_t c = model->block_first[model->first_source]; c < model->n_column; c++)
    parts += (model->columns[c].block >= 0 || model->columns[c].is_integer) &&
             !is_whole(relaxation.x[c]);
  double *x = malloc((model->n_column + 1) * sizeof *x);
  int reached = 0;
  assert_non_null(x);
  memcpy(x, relaxation.x, model->n_column * sizeof *x);
  assert_int_equal(qn_dive(x, &reached, NULL, &subset, &relaxation, &run, 60), QN_OK);
  if (reached && relaxation.elastic <= 0) {
    double *activity = calloc(model->n_row + 1, sizeof *activity);
    assert_non_null(activity);
    check_large(model, x, seed);
    check_rows(model, x, seed);
    const double cost = qn_model_activity(model, x, activity);
    CHECK(cost >= relaxation.bound - CLOSE * fabs(relaxation.bound), "cost below the bound");
    ++*n_reached;
    free(activity);
  }
  free(x);
  qn_relaxation_clear(&relaxation);
  qn_subset_clear(&subset);
  qn_model_free(model);
  qn_context_free(context);
  qn_demand_free(demand);
  qn_case_free(region);
  return parts;
}

static void whole_and_within_the_rules(void **state) {
  (void)state;
  int n_reached = 0, n_parted = 0;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) n_parted += try_one(seed, &n_reached) > 0;
  assert_true(n_reached > REGIONS / 2); /* there is something to look at */
  assert_true(n_parted > REGIONS / 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(whole_and_within_the_rules)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
