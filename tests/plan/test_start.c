/* The start on a county of real villages whose limits leave room: whatever is drawn, it comes to a
 * point that holds. What merges of sources make clean used to be raised for a target and lowered
 * again, for ever, with seven draws of twenty. */
#include "plan/start.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "plan/generated.h"
#include "plan/searched.h"
#include "plan/sketch.h"

enum { DRAWS = 20 };
static const double HOLDS_REL = 1e-7; /* of a row's size */

static void begin(searched *t, const char *name) {
  qn_case *region = generated(name, 2025, 2030);
  qn_demand *demand = sketch_finish(region);
  searched_begin(t, region, demand, (qn_run){.threads = 1});
}

/* Rows that x misses by themselves, apart from what the start says. */
static size_t count_missed(const qn_model *m, const double *x) {
  double *activity = calloc(m->n_row + 1, sizeof *activity);
  size_t n = 0;
  assert_non_null(activity);
  for (size_t c = 0; c < m->n_column; c++)
    for (int i = 0; i < m->columns[c].count; i++) {
      const qn_entry entry = qn_column_entry(m, &m->columns[c], i);
      activity[entry.row] += x[c] * entry.value;
    }
  for (size_t r = 0; r < m->n_row; r++) {
    const qn_model_row *row = &m->rows[r];
    const double more = activity[r] - row->rhs, size = fmax(fabs(row->rhs), row->scale);
    const double off = row->sense == QN_AT_MOST    ? more
                       : row->sense == QN_AT_LEAST ? -more
                                                   : fabs(more);
    n += off > HOLDS_REL * size;
  }
  free(activity);
  return n;
}

static void every_draw_comes_to_a_plan(void **state) {
  (void)state;
  searched t;
  begin(&t, "寿光市");
  const qn_model *m = t.plan.model;
  for (uint64_t seed = 0; seed < DRAWS; seed++) {
    size_t missed = 1;
    t.run.seed = seed;
    memcpy(t.search.x, t.search.relaxation.x, m->n_column * sizeof(double));
    assert_int_equal(
        qn_start(t.search.x, &missed, &t.search.subset, &t.search.relaxation, &t.run, 60), QN_OK);
    assert_int_equal(missed, 0);
    assert_int_equal(count_missed(m, t.search.x), 0);
  }
  searched_end(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_draw_comes_to_a_plan)};
  return cmocka_run_group_tests_name("start", tests, NULL, NULL);
}
