/* The model is the same, byte for byte, on any number of threads. */
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "plan/model.h"
#include "plan/random_case.h"

static const double MOST_PLANS = 1e6;
enum { REGIONS = 40 };

typedef struct {
  qn_context *context;
  qn_model *model;
  qn_findings *findings;
} built;

static built build(const qn_case *region, const qn_demand *demand, int threads) {
  built b = {.findings = qn_findings_new()};
  qn_run run = {.threads = threads, .findings = b.findings};
  assert_int_equal(qn_context_new(&b.context, region, demand), QN_OK);
  assert_int_equal(qn_model_new(&b.model, b.context, &run), QN_OK);
  return b;
}

static void built_free(built *b) {
  qn_model_free(b->model);
  qn_context_free(b->context);
  qn_findings_free(b->findings);
}

static int same_column(const qn_model_column *a, const qn_model_column *b) {
  return a->kind == b->kind && a->block == b->block && a->id == b->id && a->option == b->option &&
         a->season == b->season && !memcmp(&a->path, &b->path, sizeof a->path) &&
         !memcmp(&a->cost, &b->cost, sizeof a->cost) &&
         !memcmp(&a->upper, &b->upper, sizeof a->upper) && a->is_integer == b->is_integer &&
         a->first == b->first && a->count == b->count;
}

static void check_same(const qn_model *a, const qn_model *b, const char *name) {
  CHECK(a->n_row == b->n_row && a->n_column == b->n_column && a->n_entry == b->n_entry, name);
  const size_t blocks = (size_t)a->n_block + 1;
  CHECK(!memcmp(a->block_first, b->block_first, blocks * sizeof *a->block_first), name);
  for (size_t c = 0; c < a->n_column; c++) CHECK(same_column(&a->columns[c], &b->columns[c]), name);
  for (size_t c = 0; c < a->n_column; c++)
    for (int i = 0; i < a->columns[c].count; i++) {
      const qn_entry x = qn_column_entry(a, &a->columns[c], i);
      const qn_entry y = qn_column_entry(b, &b->columns[c], i);
      CHECK(x.row == y.row && !memcmp(&x.value, &y.value, sizeof x.value), name);
    }
  for (size_t r = 0; r < a->n_row; r++)
    CHECK(!memcmp(&a->rows[r].scale, &b->rows[r].scale, sizeof a->rows[r].scale), name);
}

static void same_on_any_number_of_threads(void **state) {
  (void)state;
  static const int threads[] = {2, 3, 4, 64};
  for (int i = 0; i < REGIONS; i++) {
    qn_demand *demand;
    char name[32];
    qn_case *region = random_case(700000 + (uint64_t)i, RANDOM_ALL, MOST_PLANS, &demand);
    built one = build(region, demand, 1);
    for (size_t k = 0; k < sizeof threads / sizeof *threads; k++) {
      snprintf(name, sizeof name, "region %d, %d threads", i, threads[k]);
      built many = build(region, demand, threads[k]);
      check_same(one.model, many.model, name);
      CHECK(qn_findings_count(one.findings) == qn_findings_count(many.findings), name);
      built_free(&many);
    }
    built_free(&one);
    qn_demand_free(demand);
    qn_case_free(region);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(same_on_any_number_of_threads)};
  return cmocka_run_group_tests_name("build", tests, NULL, NULL);
}
