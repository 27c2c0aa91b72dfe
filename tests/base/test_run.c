#include "base/run.h"

#include "check.h"

static void every_status_has_words(void **state) {
  (void)state;
#define QN_AS_CHECK(name, number, text) \
  assert_int_equal(name, number);       \
  assert_string_equal(qn_status_text(name), text);
  QN_STATUS_LIST(QN_AS_CHECK)
  assert_string_equal(qn_status_text((qn_status)99), "unknown status");
}

static void runs_stop_when_told(void **state) {
  (void)state;
  atomic_bool cancel = false;
  qn_run run = {.cancel = &cancel};
  const double before = qn_clock();
  assert_true(qn_clock() >= before);
  assert_false(qn_run_stopped(&run) || qn_run_stopped(&(qn_run){0}));
  assert_true(qn_run_left(&run) > 1e20);
  atomic_store(&cancel, true);
  assert_true(qn_run_stopped(&run));
  run = (qn_run){.started_s = qn_clock() - 10, .time_limit_s = 5};
  assert_true(qn_run_stopped(&run) && qn_run_left(&run) <= -5);
  run.time_limit_s = 1e9;
  assert_false(qn_run_stopped(&run));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_status_has_words),
      cmocka_unit_test(runs_stop_when_told),
  };
  return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
