/* One thread, two and four do the same work on random regions under a limit of work: what every
 * step that divides work among threads gives is the same to the last bit. The model itself is
 * compared in test_build, whole plans in tests/cli/threads.case. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "plan/accord.h"
#include "plan/approach.h"
#include "plan/divide.h"
#include "plan/doubled.h"
#include "plan/random_case.h"
#include "plan/searched.h"
#include "plan/sketch.h"

static const double PLENTY_S = 600; /* the clock must not end anything */
enum { MOST_PLANS = 3000, MOST_KEPT = 16 };

#if defined(__SANITIZE_ADDRESS__)
enum { REGIONS = 10 };
#else
enum { REGIONS = 60 };
#endif

/* What one run gave: named runs of bytes. */
typedef struct {
  struct {
    const char *name;
    void *bytes;
    size_t size;
  } kept[MOST_KEPT];
  int n;
  int n_part, is_parted, is_better; /* that there was something to compare */
} trace;

static void keep(trace *out, const char *name, const void *bytes, size_t n, size_t size) {
  assert_true(out->n < MOST_KEPT);
  void *copy = malloc(n * size + 1);
  assert_non_null(copy);
  if (n) memcpy(copy, bytes, n * size);
  out->kept[out->n].name = name;
  out->kept[out->n].bytes = copy;
  out->kept[out->n++].size = n * size;
}

static void trace_free(trace *t) {
  for (int i = 0; i < t->n; i++) free(t->kept[i].bytes);
}

/* ---- the steps ---- */

static void keep_relaxation(trace *out, const searched *t) {
  keep(out, "prices", t->search.relaxation.price, t->plan.model->n_row, sizeof(double));
}

/* The relaxation by parts, as large regions have it. */
static void keep_accord(trace *out, searched *t) {
  const qn_model *m = t->plan.model;
  qn_relaxation r;
  qn_subset subset;
  assert_int_equal(qn_subset_new(&subset, m), QN_OK);
  assert_int_equal(qn_accord(&r, &subset, &t->run, PLENTY_S), QN_OK);
  out->is_parted = r.is_complete;
  keep(out, "bound of the relaxation by parts", &r.bound, 1, sizeof r.bound);
  keep(out, "prices by parts", r.price, m->n_row, sizeof *r.price);
  keep(out, "point of parts", r.x, m->n_column, sizeof *r.x);
  qn_relaxation_clear(&r);
  qn_subset_clear(&subset);
}

/* Where the relaxation of the whole begins. */
static void keep_approach(trace *out, searched *t) {
  const qn_model *m = t->plan.model;
  int is_tense;
  qn_basis basis;
  double *price = calloc(m->n_row + 1, sizeof *price);
  assert_non_null(price);
  assert_int_equal(qn_approach_prices(price, &is_tense, &t->search.parts, 1, &t->run, PLENTY_S),
                   QN_OK);
  assert_int_equal(qn_approach_basis(&basis, &t->search.parts, price, &t->run, PLENTY_S), QN_OK);
  keep(out, "prices of samples", price, m->n_row, sizeof *price);
  keep(out, "columns where parts end", basis.column, m->n_column, 1);
  keep(out, "rows where parts end", basis.row, m->n_row, 1);
  qn_basis_free(&basis);
  free(price);
}

static void keep_division(trace *out, searched *t) {
  const size_t n = t->plan.model->n_column;
  qn_division division;
  double *x = calloc(n + 1, sizeof *x);
  assert_non_null(x);
  assert_int_equal(
      qn_divide(&division, x, &t->search.subset, &t->search.relaxation, &t->run, PLENTY_S), QN_OK);
  out->n_part = division.n_part;
  keep(out, "bound by parts", &division.bound, 1, sizeof division.bound);
  keep(out, "what parts would have", x, n, sizeof *x);
  free(x);
}

static void keep_improved(trace *out, searched *t, uint64_t seed) {
  const size_t n = t->plan.model->n_column;
  searched_start(t, seed);
  if (!t->search.has_plan) return;
  const double before = t->plan.cost_cny;
  keep(out, "start", t->search.best, n, sizeof *t->search.best);
  assert_int_equal(qn_improve(&t->search, PLENTY_S), QN_OK);
  out->is_better = t->plan.cost_cny < before;
  keep(out, "improved plan", t->search.best, n, sizeof *t->search.best);
}

/* Of a region and its twin, so that there are parts for four threads. */
static void run_on(trace *out, uint64_t seed, int threads) {
  searched t;
  qn_demand *demand;
  qn_case *region = random_case(seed, RANDOM_ALL, MOST_PLANS, &demand);
  qn_demand_free(demand);
  double_region_joined(region);
  demand = sketch_finish(region);
  *out = (trace){0};
  searched_begin(&t, region, demand, (qn_run){.threads = threads, .seed = 1, .work_limit = 100});
  keep_relaxation(out, &t);
  keep_accord(out, &t);
  keep_approach(out, &t);
  keep_division(out, &t);
  keep_improved(out, &t, seed);
  searched_end(&t);
}

/* ---- the comparison ---- */

static void check_same(const trace *one, const trace *other, uint64_t seed, int threads) {
  if (one->n != other->n)
    fail_msg("seed %llu: other steps on %d threads", (unsigned long long)seed, threads);
  for (int i = 0; i < one->n; i++)
    if (one->kept[i].size != other->kept[i].size ||
        memcmp(one->kept[i].bytes, other->kept[i].bytes, one->kept[i].size))
      fail_msg("seed %llu: on %d threads other %s", (unsigned long long)seed, threads,
               one->kept[i].name);
}

static void threads_do_not_show(void **state) {
  (void)state;
  int n_many = 0, n_parted = 0, n_better = 0;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) {
    trace one, other;
    run_on(&one, seed, 1);
    for (int threads = 2; threads <= 4; threads *= 2) {
      run_on(&other, seed, threads);
      check_same(&one, &other, seed, threads);
      trace_free(&other);
    }
    n_many += one.n_part >= 2;
    n_parted += one.is_parted;
    n_better += one.is_better;
    trace_free(&one);
  }
  assert_true(n_many > REGIONS / 2);
  assert_true(n_parted > REGIONS / 10);
  assert_true(n_better > REGIONS / 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(threads_do_not_show)};
  return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
