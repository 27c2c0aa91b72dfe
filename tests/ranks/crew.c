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
#include "plan/searched.h"
#include "plan/start.h"

enum { MOST_ROUNDS = 200, WORK_LIMIT = 3 };

typedef struct {
  searched s;
  qn_crew *crew;
} trial;

/* The only one: a process joins a crew once. */
static trial the;

static void read_region(searched *s, const char *place) {
  s->run = (qn_run){.threads = 1, .seed = 1, .work_limit = WORK_LIMIT};
  s->run.findings = qn_findings_new();
  if (qn_case_read(&s->region, place, s->run.findings) ||
      qn_demand_new(&s->demand, s->region, NULL, s->run.findings))
    exit(EXIT_FAILURE);
}

static int begin(void **state) {
  trial *t = *state = &the;
  searched *s = &t->s;
  searched_open(s, s->region, s->demand, s->run);
  if (t->crew) qn_crew_show(t->crew, s->plan.model);
  assert_int_equal(qn_parts_new(&s->search.parts, s->plan.model, QN_COUNTY), QN_OK);
  assert_int_equal(qn_accord(&s->search.relaxation, &s->search.subset, &s->run, 600), QN_OK);
  return 0;
}

static int end(void **state) {
  trial *t = *state;
  qn_crew_free(t->crew);
  searched_end(&t->s);
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
  const qn_model *m = t->s.plan.model;
  const qn_relaxation *alone = &t->s.search.relaxation;
  int rounds = 0;
  t->s.run.crew = t->crew;
  do {
    qn_subset subset;
    qn_relaxation crewed;
    assert_int_equal(qn_subset_new(&subset, m), QN_OK);
    assert_int_equal(qn_accord(&crewed, &subset, &t->s.run, 600), QN_OK);
    assert_true(crewed.is_complete);
    assert_true(crewed.bound == alone->bound);
    assert_true(are_same(crewed.price, alone->price, m->n_row));
    assert_true(are_same(crewed.x, alone->x, m->n_column));
    assert_int_equal(subset.n, t->s.search.subset.n);
    qn_relaxation_clear(&crewed);
    qn_subset_clear(&subset);
  } while (!have_helped(t, QN_JOB_ACCORD) && ++rounds < MOST_ROUNDS);
  t->s.run.crew = NULL;
  assert_true(have_helped(t, QN_JOB_ACCORD));
}

static qn_division divide(trial *t, double *x, qn_crew *crew) {
  qn_division out;
  t->s.run.crew = crew;
  assert_int_equal(qn_divide(&out, x, &t->s.search.subset, &t->s.search.relaxation, &t->s.run, 600),
                   QN_OK);
  t->s.run.crew = NULL;
  return out;
}

static void bounds_are_the_same(void **state) {
  trial *t = *state;
  const size_t n = t->s.plan.model->n_column;
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
static void renew(searched *s, const double *best, double *x, qn_crew *crew) {
  const size_t n = s->plan.model->n_column;
  const int n_part = s->search.parts.n_part;
  int *list = calloc((size_t)n_part, sizeof *list);
  assert_non_null(list);
  for (int p = 0; p < n_part; p++) list[p] = p;
  memcpy(s->search.best, best, n * sizeof *best);
  s->run.crew = crew;
  assert_int_equal(qn_renew(&s->search, list, n_part, 200, 600), QN_OK);
  s->run.crew = NULL;
  memcpy(x, s->search.x, n * sizeof *x);
  free(list);
}

/* The same by exchange. */
static void trade(searched *s, const qn_parts *prefectures, const double *best, double *x,
                  qn_crew *crew) {
  const size_t n = s->plan.model->n_column;
  memcpy(s->search.x, best, n * sizeof *best);
  s->search.n_trade = 0;
  s->run.crew = crew;
  assert_int_equal(qn_trade_parts(&s->search, prefectures, 600), QN_OK);
  s->run.crew = NULL;
  memcpy(x, s->search.x, n * sizeof *x);
}

static void counties_come_out_the_same(void **state) {
  trial *t = *state;
  const size_t n = t->s.plan.model->n_column;
  qn_parts prefectures;
  double *best = calloc(n + 1, sizeof *best), *alone = calloc(n + 1, sizeof *alone);
  size_t missed = 0;
  assert_true(best && alone);
  memcpy(t->s.search.x, t->s.search.relaxation.x, n * sizeof *best);
  assert_int_equal(qn_start(t->s.search.x, &missed, &t->s.search.subset, &t->s.search.relaxation,
                            &t->s.run, 600),
                   QN_OK);
  assert_int_equal(missed, 0);
  assert_int_equal(qn_search_offer(&t->s.search, "start"), QN_OK);
  assert_true(t->s.search.has_plan);
  const double first_cny = t->s.plan.cost_cny;
  memcpy(best, t->s.search.best, n * sizeof *best);
  renew(&t->s, best, alone, NULL);
  assert_true(t->s.plan.cost_cny < first_cny);
  double *x = calloc(n + 1, sizeof *x);
  assert_non_null(x);
  renew(&t->s, best, x, t->crew);
  assert_true(have_helped(t, QN_JOB_RENEW));
  assert_true(are_same(x, alone, n));
  assert_int_equal(qn_parts_new(&prefectures, t->s.plan.model, QN_PREFECTURE), QN_OK);
  trade(&t->s, &prefectures, best, alone, NULL);
  trade(&t->s, &prefectures, best, x, t->crew);
  assert_true(have_helped(t, QN_JOB_TRADE));
  qn_parts_free(&prefectures);
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
  read_region(&the.s, argv[1]);
  if (qn_crew_gather(&the.crew, &the.s.run)) return EXIT_FAILURE;
  if (qn_crew_is_helper(the.crew)) {
    qn_crew_help(the.crew, the.s.region, the.s.demand, QN_OK, &the.s.run);
    void *state = &the;
    return end(&state);
  }
  return cmocka_run_group_tests_name("crew", tests, begin, end);
}
