/* wraps: malloc calloc realloc free */
/* Every allocation of an audit fails in turn: it says so or is complete, and nothing leaks. */
#include <string.h>

#include "audit/audit.h"
#include "failing.h"

static bool an_audit(void) {
  static qn_statement rows[] = {
      {.id = "all", .value = "9457", .unit = "万平方米", .formula = "sum(urban, rural)"},
      {.id = "urban", .value = "6577", .unit = "万平方米"},
      {.id = "rural", .value = "2970", .unit = "万平方米"},
      {.id = "rate", .value = "31.1", .unit = "%", .formula = "rural/(rural + urban)"},
      {.id = "load", .value = "5", .unit = "MW", .formula = "urban"},
      {.id = "coal", .value = "5", .unit = "t", .formula = "coal + goal"},
      {.id = "rural", .value = "x", .unit = "y", .formula = ")"},
      {.id = "home", .value = "5000", .unit = "m2/户"},
  };
  static qn_plausible limit = {
      .id = "home", .name = "home", .unit = "m2/household", .low = 10, .high = 1000};
  const qn_rows statements = {.table = &qn_statements_table, .at = rows, .count = 8},
                limits = {.table = &qn_plausibility_table, .at = &limit, .count = 1};
  qn_audit *audit = NULL;
  qn_rows out = {0};
  qn_arena *arena = qn_arena_new();
  qn_status s = arena ? qn_audit_new(&audit, &statements, &limits) : QN_ENOMEM;
  bool ok = s ? s == QN_ENOMEM && heap.failed && !audit : audit->count == 7;
  if (!s) s = qn_audit_rows(&out, audit, &statements, NULL, arena);
  ok = ok && (s ? s == QN_ENOMEM && heap.failed : out.count == 7);
  qn_audit_free(audit);
  qn_arena_free(arena);
  return ok;
}

static void nothing_breaks_or_leaks(void **state) {
  (void)state;
  every_allocation_fails(an_audit, "audit");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_breaks_or_leaks)};
  return cmocka_run_group_tests_name("audit memory", tests, NULL, NULL);
}
