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

/* Its own run, quiet; the seventh fails where a count says so. */
static qn_status count_next(void *who, int i, qn_run *run) {
  int *count = who;
  if (run->progress || !run->findings) return QN_ESOLVER;
  count[i]++;
  return count[MOST] && i == 6 ? QN_ENOMEM : QN_OK;
}

static void each_is_taken_once(void **state) {
  (void)state;
  for (int threads = 1; threads <= 8; threads++) {
    const qn_run run = {.threads = threads};
    int count[MOST + 1] = {0};
    assert_int_equal(qn_team_each(MOST, count_next, count, &run), QN_OK);
    for (int i = 0; i < MOST; i++) assert_int_equal(count[i], 1);
    count[MOST] = 1;
    assert_int_equal(qn_team_each(MOST, count_next, count, &run), QN_ENOMEM);
    for (int i = 0; i < MOST; i++) assert_true(count[i] <= 2);
    assert_int_equal(count[6], 2);
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
      cmocka_unit_test(each_is_taken_once),
      cmocka_unit_test(as_many_as_asked),
  };
  return cmocka_run_group_tests_name("team", tests, NULL, NULL);
}
