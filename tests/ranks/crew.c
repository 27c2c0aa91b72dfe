/* Work on counties by several processes: what they give is what one alone gives, number for number.
 *
 *   ranks_crew CASE               one process: the loops by themselves
 *   mpirun -n N ranks_crew CASE   a crew; fails unless helpers had work of every kind */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "plan/accord.h"
#include "plan/crew.h"
#include "plan/divide.h"
#include "plan/search.h"
#include "plan/start.h"

enum { MOST_ROUNDS = 200, WORK_LIMIT = 3 };

typedef struct {
  qn_case *region;
  qn_demand *demand;
  qn_plan plan;
  qn_search search;
  qn_run run;
  qn_crew *crew;
} trial;

/* The only one: a process joins a crew once. */
static trial the;

static void read_region(trial *t, const char *place) {
  t->run = (qn_run){.threads = 1, .seed = 1, .work_limit = WORK_LIMIT};
  t->run.findings = qn_findings_new();
  t->run.started_s = qn_clock();
  if (qn_case_read(&t->region, place, t->run.findings) ||
      qn_demand_new(&t->demand, t->region, NULL, t->run.findings))
    exit(EXIT_FAILURE);
}

static int begin(void **state) {
  trial *t = *state = &the;
  t->plan = (qn_plan){.arena = qn_arena_new(),
                      .cost_cny = NAN,
                      .refuted_cny = NAN,
                      .bound_cny = -INFINITY,
                      .relaxed_cny = -INFINITY,
                      .proved_cny = -INFINITY};
  assert_int_equal(qn_context_new(&t->plan.context, t->region, t->demand), QN_OK);
  assert_int_equal(qn_model_new(&t->plan.model, t->plan.context, &t->run), QN_OK);
  if (t->crew) qn_crew_show(t->crew, t->plan.model);
  const size_t n = t->plan.model->n_column + 1;
  t->search = (qn_search){.plan = &t->plan,
                          .run = &t->run,
                          .x = calloc(n, sizeof(double)),
                          .best = calloc(n, sizeof(double))};
  assert_int_equal(qn_subset_new(&t->search.subset, t->plan.model), QN_OK);
  assert_int_equal(qn_accord(&t->search.relaxation, &t->search.subset, &t->run, 600), QN_OK);
  return 0;
}

static int end(void **state) {
  trial *t = *state;
  qn_crew_free(t->crew);
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
  return 0;
}

/* As numbers: a zero may lose its sign on the way. */
static int are_same(const double *a, const double *b, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!(a[i] == b[i])) return 0;
  return 1;
}

/* Whether helpers have had work of the kind: they may come late. */
static int have_helped(const trial *t, qn_job_kind kind) {
  return !t->crew || qn_crew_counted(t->crew, kind).n_away > 0;
}

static void relaxes_to_the_same(void **state) {
  trial *t = *state;
  const qn_model *m = t->plan.model;
  const qn_relaxation *alone = &t->search.relaxation;
  int rounds = 0;
  t->run.crew = t->crew;
  do {
    qn_subset subset;
    qn_relaxation crewed;
    assert_int_equal(qn_subset_new(&subset, m), QN_OK);
    assert_int_equal(qn_accord(&crewed, &subset, &t->run, 600), QN_OK);
    assert_true(crewed.is_complete);
    assert_true(crewed.bound == alone->bound);
    assert_true(are_same(crewed.price, alone->price, m->n_row));
    assert_true(are_same(crewed.x, alone->x, m->n_column));
    assert_int_equal(subset.n, t->search.subset.n);
    qn_relaxation_clear(&crewed);
    qn_subset_clear(&subset);
  } while (!have_helped(t, QN_JOB_ACCORD) && ++rounds < MOST_ROUNDS);
  t->run.crew = NULL;
  assert_true(have_helped(t, QN_JOB_ACCORD));
}

static qn_division divide(trial *t, double *x, qn_crew *crew) {
  qn_division out;
  t->run.crew = crew;
  assert_int_equal(qn_divide(&out, x, &t->search.subset, &t->search.relaxation, &t->run, 600),
                   QN_OK);
  t->run.crew = NULL;
  return out;
}

static void bounds_are_the_same(void **state) {
  trial *t = *state;
  const size_t n = t->plan.model->n_column;
  double *alone_x = calloc(n + 1, sizeof *alone_x), *x = calloc(n + 1, sizeof *x);
  assert_true(alone_x && x);
  const qn_division alone = divide(t, alone_x, NULL), crewed = divide(t, x, t->crew);
  assert_true(alone.n_part > 4 && have_helped(t, QN_JOB_BRANCH));
  assert_true(crewed.bound == alone.bound);
  assert_int_equal(crewed.n_node, alone.n_node);
  assert_true(are_same(x, alone_x, n));
  free(alone_x);
  free(x);
}

/* All parts of the plan at best anew; x[n_column] gets what comes of it. */
static void renew(trial *t, const double *best, double *x, qn_crew *crew) {
  const size_t n = t->plan.model->n_column;
  qn_parts parts;
  assert_int_equal(qn_parts_new(&parts, t->plan.model), QN_OK);
  int *list = calloc((size_t)parts.n_part, sizeof *list);
  assert_non_null(list);
  for (int p = 0; p < parts.n_part; p++) list[p] = p;
  memcpy(t->search.best, best, n * sizeof *best);
  t->run.crew = crew;
  assert_int_equal(qn_renew(&t->search, &parts, list, parts.n_part, 200, 600), QN_OK);
  t->run.crew = NULL;
  memcpy(x, t->search.x, n * sizeof *x);
  free(list);
  qn_parts_free(&parts);
}

static void counties_come_out_the_same(void **state) {
  trial *t = *state;
  const size_t n = t->plan.model->n_column;
  double *best = calloc(n + 1, sizeof *best), *alone = calloc(n + 1, sizeof *alone);
  size_t missed = 0;
  assert_true(best && alone);
  memcpy(t->search.x, t->search.relaxation.x, n * sizeof *best);
  assert_int_equal(
      qn_start(t->search.x, &missed, &t->search.subset, &t->search.relaxation, &t->run, 600),
      QN_OK);
  assert_int_equal(missed, 0);
  assert_int_equal(qn_search_offer(&t->search, "start"), QN_OK);
  assert_true(t->search.has_plan);
  const double first_cny = t->plan.cost_cny;
  memcpy(best, t->search.best, n * sizeof *best);
  renew(t, best, alone, NULL);
  assert_true(t->plan.cost_cny < first_cny);
  double *x = calloc(n + 1, sizeof *x);
  assert_non_null(x);
  renew(t, best, x, t->crew);
  assert_true(have_helped(t, QN_JOB_RENEW));
  assert_true(are_same(x, alone, n));
  free(best);
  free(alone);
  free(x);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(relaxes_to_the_same),
                                     cmocka_unit_test(bounds_are_the_same),
                                     cmocka_unit_test(counties_come_out_the_same)};
  if (argc != 2) return EXIT_FAILURE;
  read_region(&the, argv[1]);
  if (qn_crew_gather(&the.crew, &the.run)) return EXIT_FAILURE;
  if (qn_crew_is_helper(the.crew)) {
    qn_crew_help(the.crew, the.region, the.demand, QN_OK, &the.run);
    void *state = &the;
    return end(&state);
  }
  return cmocka_run_group_tests_name("crew", tests, begin, end);
}
