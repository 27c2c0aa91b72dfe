/* Smallest hitting sets against all subsets of a few numbers. */
#include "base/random.h"
#include "check.h"
#include "plan/hitting.h"

enum { NUMBERS = 8, MOST_SETS = 7, CASES = 500 };

/* The sets as bits. */
static int smallest(const unsigned *sets, int n) {
  int best = NUMBERS + 1;
  for (unsigned chosen = 0; chosen < 1u << NUMBERS; chosen++) {
    int meets = 1, size = 0;
    for (int i = 0; i < n; i++) meets &= (sets[i] & chosen) != 0;
    for (int k = 0; k < NUMBERS; k++) size += chosen >> k & 1;
    if (meets && size < best) best = size;
  }
  return best;
}

static void add(qn_sets *to, unsigned set) {
  int member[NUMBERS];
  size_t n = 0;
  for (int k = 0; k < NUMBERS; k++)
    if (set >> k & 1) member[n++] = k;
  assert_int_equal(qn_sets_add(to, member, n), QN_OK);
}

static void as_small_as_any_subset(void **state) {
  (void)state;
  qn_random random = qn_random_stream(3, "hitting", "");
  for (int i = 0; i < CASES; i++) {
    unsigned set[MOST_SETS], chosen = 0;
    int out[NUMBERS];
    qn_sets sets = {0};
    const int n = 1 + (int)qn_random_below(&random, MOST_SETS);
    for (int k = 0; k < n; k++) {
      set[k] = 1 + (unsigned)qn_random_below(&random, (1u << NUMBERS) - 1);
      add(&sets, set[k]);
    }
    const int size = qn_hitting_set(out, NUMBERS, &sets, 1000000);
    assert_int_equal(size, smallest(set, n));
    for (int k = 0; k < size; k++) chosen |= 1u << out[k];
    for (int k = 0; k < n; k++) assert_true(set[k] & chosen);
    if (size > 0) assert_int_equal(qn_hitting_set(out, size - 1, &sets, 1000000), QN_HITTING_NONE);
    qn_sets_clear(&sets);
  }
}

static void says_when_steps_run_out(void **state) {
  (void)state;
  int out[NUMBERS];
  qn_sets sets = {0};
  assert_int_equal(qn_hitting_set(out, NUMBERS, &sets, 10), 0); /* nothing to meet */
  for (unsigned k = 0; k < NUMBERS; k++) add(&sets, 1u << k);
  assert_int_equal(qn_hitting_set(out, NUMBERS, &sets, 3), QN_HITTING_UNKNOWN);
  assert_int_equal(qn_hitting_set(out, NUMBERS, &sets, 1000), NUMBERS);
  qn_sets_clear(&sets);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(as_small_as_any_subset),
      cmocka_unit_test(says_when_steps_run_out),
  };
  return cmocka_run_group_tests_name("hitting", tests, NULL, NULL);
}
