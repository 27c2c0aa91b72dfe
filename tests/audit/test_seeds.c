/* The figures of the five official plans under examples/, against a list made by hand.
 *
 * What does not close (万千瓦 = 10 MW; each figure within half of its last decimal):
 *   Tongliao  coal_capacity   645.95 MW, but the same figure again as 645.95 万千瓦 = 6459.5 MW
 *             power_capacity  1230 万千瓦, but its parts 645.95 + 453.7 + 131.4 + 4.2 = 1235.25
 *             power_use       513.6 亿千瓦时, but made - sent = 636.2 - 120.6 = 515.6
 *
 * What closes, narrowly first:
 *   Harbin    0.76 + 0.13 + 0.055 = 0.945 (0.9345 .. 0.9555), printed 0.95 (0.945 .. 0.955)
 *             0.13/0.66 = 19.7 % (18.8 .. 20.6), printed 19 % (18.5 .. 19.5)
 *             0.055/0.67 = 8.2 %, 0.76/2.84 = 26.8 %, 0.95/4.17 = 22.8 %: printed 8, 27, 23
 *             2.84 + 0.66 + 0.67 = 4.17; 100 - 0.4 - 0.4 - 2.9 - 0.5 = 95.8; 1320 + 3365 = 4685;
 *             4685 - 1385 = 3300; 3300/4685 = 70.4 %, 1385/4685 = 29.6 %: printed 70, 30
 *   Tongliao  6577 + 2970 = 9547; 4968 + 426 = 5394; 4716 + 252 = 4968; 4968/6577 = 75.54 %;
 *             426/2970 = 14.34 %; 600 + 620 = 1220; 6577 + 1220 = 7797; 7017/7797 = 89.996 %,
 *             printed as 90 % or more (from 89.5); 1228/2970 = 41.3 %, printed as 40 % or more;
 *             336.6 万吨 of 1100-1400 kcal/kg are 52.9 .. 67.3 万吨标煤, printed as about 62
 *   Xinzhou   6.0836 + 6.12 + 3.7321 + 1.0266 + 1.1917 + 0.4037 + 0.08 + 0.5257 = 19.1634
 *   Jinan     20642 + 2180 + 814 + 907 + 166 = 24709; 100 - 81.8 = 18.2
 *   Inner Mongolia  7.5 + 2.5 = 10; 0.9 + 6.6 = 7.5; 100 - 51.5 - 43.6 - 4.5 = 0.4 */
#include <stdio.h>
#include <string.h>

#include "audit/audit.h"
#include "check.h"
#include "table/store.h"

enum { MOST_RESULTS = 4 };

static const struct {
  const char *name;
  size_t rows, relations;
  struct {
    const char *id;
    double low, high;
    const char *suggestion; /* how the list begins */
  } expected[MOST_RESULTS];
} plans[] = {
    {"tongliao-2025",
     82,
     14,
     {{"coal_capacity", 6459.45, 6459.55, "coal_capacity: 645.95 -> 6459.5 MW (x10); "},
      {"power_use", 515.5, 515.7,
       "power_use: 513.6 -> 515.6 亿千瓦时; power_made: 636.2 -> 634.2 亿千瓦时; "
       "power_sent: 120.6 -> 122.6 亿千瓦时"},
      /* 645.945 + 453.65 + 131.35 + 4.15 and 645.955 + 453.75 + 131.45 + 4.25 */
      {"power_capacity", 1235.095, 1235.405, "power_capacity: 1230 -> 1235 万千瓦"}}},
    {"harbin-2021", 104, 21, {{0}}},
    {"xinzhou-2021", 19, 10, {{0}}},
    {"jinan-2022", 30, 3, {{0}}},
    {"inner-mongolia-2021", 46, 5, {{0}}},
};

static void read_table(qn_rows *out, const qn_table *table, const char *place, qn_arena *arena) {
  qn_store *store = NULL;
  qn_findings *findings = qn_findings_new();
  CHECK(qn_store_open(&store, place, findings) == QN_OK, place);
  CHECK(qn_table_read(out, table, store, arena, findings) == QN_OK, place);
  CHECK(qn_findings_count(findings) == 0, place);
  qn_store_close(store);
  qn_findings_free(findings);
}

static void audits_a_plan(size_t i, const qn_rows *limits) {
  char place[256];
  qn_arena *arena = qn_arena_new();
  qn_rows statements;
  qn_audit *audit;
  snprintf(place, sizeof place, "%s/examples/%s", QN_SOURCE_DIR, plans[i].name);
  read_table(&statements, &qn_statements_table, place, arena);
  CHECK(qn_audit_new(&audit, &statements, limits) == QN_OK, place);
  size_t n = 0;
  for (; n < MOST_RESULTS && plans[i].expected[n].id; n++) {
    const char *id = plans[i].expected[n].id;
    CHECK(n < audit->count, id);
    const qn_audit_result *r = &audit->results[n];
    CHECK(!strcmp(r->id, id) && r->kind == QN_AUDIT_MISMATCH, id);
    CHECK_NEAR(r->implied_low, plans[i].expected[n].low, 1e-12, id);
    CHECK_NEAR(r->implied_high, plans[i].expected[n].high, 1e-12, id);
    if (strncmp(r->suggestion, plans[i].expected[n].suggestion,
                strlen(plans[i].expected[n].suggestion)) != 0)
      fail_msg("%s: suggests %s", id, r->suggestion);
  }
  if (audit->count > n) fail_msg("%s: false alarm at %s", place, audit->results[n].id);
  assert_int_equal(statements.count, plans[i].rows);
  assert_int_equal(audit->relations, plans[i].relations);
  assert_int_equal(audit->closed, plans[i].relations - n);
  qn_audit_free(audit);
  qn_arena_free(arena);
}

static void finds_what_does_not_close_and_nothing_else(void **state) {
  (void)state;
  qn_arena *arena = qn_arena_new();
  qn_rows limits;
  read_table(&limits, &qn_plausibility_table, QN_SOURCE_DIR "/data", arena);
  for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) audits_a_plan(i, &limits);
  qn_arena_free(arena);
}

/* Every limit has a unit that is read, and a lower end below the upper. */
static void limits_are_in_order(void **state) {
  (void)state;
  qn_arena *arena = qn_arena_new();
  qn_rows limits;
  read_table(&limits, &qn_plausibility_table, QN_SOURCE_DIR "/data", arena);
  assert_true(limits.count >= 15);
  for (size_t i = 0; i < limits.count; i++) {
    const qn_plausible *limit = qn_row(&limits, i);
    qn_unit unit;
    CHECK(qn_unit_parse(&unit, limit->unit) == QN_OK, limit->id);
    CHECK(limit->low < limit->high, limit->id);
    CHECK(limit->source && limit->sure, limit->id);
  }
  qn_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_what_does_not_close_and_nothing_else),
      cmocka_unit_test(limits_are_in_order),
  };
  return cmocka_run_group_tests_name("five plans", tests, NULL, NULL);
}
