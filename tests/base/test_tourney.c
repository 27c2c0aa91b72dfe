#include "base/tourney.h"

#include "base/random.h"
#include "check.h"

/* The first of the largest, by looking at all. */
static int first_of(const double *value, int n) {
  int first = -1;
  for (int i = 0; i < n; i++)
    if (value[i] > 0 && (first < 0 || value[i] > value[first])) first = i;
  return first;
}

/* Few different values, so that many are equal. */
static void knows_the_first_of_the_largest(void **state) {
  (void)state;
  enum { MOST = 40, CHANGES = 500 };
  qn_random random = qn_random_stream(1, "tests", "tourney");
  for (int n = 0; n <= MOST; n++) {
    double value[MOST] = {0};
    qn_tourney tourney;
    assert_int_equal(qn_tourney_new(&tourney, (size_t)n), QN_OK);
    assert_int_equal(qn_tourney_first(&tourney), -1);
    for (int k = 0; k < CHANGES && n > 0; k++) {
      const int i = (int)qn_random_below(&random, (uint64_t)n);
      value[i] = (double)qn_random_below(&random, 4) / 2;
      qn_tourney_set(&tourney, (size_t)i, value[i]);
      assert_int_equal(qn_tourney_first(&tourney), first_of(value, n));
    }
    qn_tourney_free(&tourney);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(knows_the_first_of_the_largest)};
  return cmocka_run_group_tests_name("tourney", tests, NULL, NULL);
}
