/* Parts of work: every one is done once, and together they are all there is. */
#include "base/team.h"
#include "check.h"

enum { MOST = 64 };

static void count_part(void *who, int part) {
  ((int *)who)[part]++;
}

static void every_part_once(void **state) {
  (void)state;
  for (int n = 1; n <= MOST; n *= 2) {
    int count[MOST + 1] = {0};
    qn_team_work(n, count_part, count);
    for (int i = 0; i <= MOST; i++) assert_int_equal(count[i], i < n);
  }
}

static void runs_follow_each_other(void **state) {
  (void)state;
  static const size_t sizes[] = {0, 1, 7, 2783, 319522, (size_t)1 << 40};
  for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
    for (int n = 1; n <= MOST; n++) {
      assert_int_equal(qn_team_first(sizes[k], 0, n), 0);
      assert_int_equal(qn_team_first(sizes[k], n, n), sizes[k]);
      for (int i = 0; i < n; i++) {
        const size_t length = qn_team_first(sizes[k], i + 1, n) - qn_team_first(sizes[k], i, n);
        assert_true(length >= sizes[k] / (size_t)n && length <= sizes[k] / (size_t)n + 1);
      }
    }
}

static void as_many_as_asked(void **state) {
  (void)state;
  assert_int_equal(qn_team_size(&(qn_run){.threads = 3}), 3);
  assert_true(qn_team_size(&(qn_run){.threads = 0}) >= 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_part_once),
      cmocka_unit_test(runs_follow_each_other),
      cmocka_unit_test(as_many_as_asked),
  };
  return cmocka_run_group_tests_name("team", tests, NULL, NULL);
}
