/* What the program ends with for every status of the library, as docs/commands.md promises. */
#include "check.h"
#include "cli/exit_codes.h"

static const struct {
  qn_status status;
  int code;
} ends[] = {{QN_OK, 0},          {QN_EUSAGE, 2}, {QN_EINPUT, 2},  {QN_ERANGE, 2},
            {QN_EINFEASIBLE, 3}, {QN_ELIMIT, 4}, {QN_ESOLVER, 4}, {QN_ECANCELLED, 4},
            {QN_EIO, 5},         {QN_ENOMEM, 5}, {QN_EVERIFY, 70}};

static void ends_as_promised(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    CHECK((int)qn_exit_of(ends[i].status) == ends[i].code, qn_status_text(ends[i].status));
}

/* A status that is new to the library must be given its code here. */
static void every_status_is_listed(void **state) {
#define ONE(name, number, text) +1
  (void)state;
  assert_int_equal(sizeof ends / sizeof *ends, 0 QN_STATUS_LIST(ONE));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ends_as_promised),
      cmocka_unit_test(every_status_is_listed),
  };
  return cmocka_run_group_tests_name("exit codes", tests, NULL, NULL);
}
