#include "plan/cheapest.h"

#include <string.h>

#include "check.h"
#include "plan/sketch.h"
#include "plan/tabled.h"

/* Two villages of 40 and 60 households. Heater and film differ in nothing but 1,000 and 3,000 CNY a
 * household; nothing is discounted and nothing outlives the two seasons. Both villages are to be
 * clean, 40 households of them by film. */
static qn_case *two_devices(int with_film) {
  qn_case *c = sketch_region(2021, 2);
  c->settings.discount_rate = 0;
  sketch_carrier(c, "coal", "t", 5000)->is_scattered_coal = 1;
  sketch_carrier(c, "power", "kWh", 1);
  sketch_price(c, "coal", 900)->year = 2020;
  sketch_price(c, "power", 0.5)->year = 2020;
  sketch_mode(c, "stove", "coal", QN_MODE_PRESENT, "coal")->efficiency = 0.5;
  const char *const devices[] = {"heater", "film"};
  for (int i = 0; i < 2; i++) {
    sketch_mode(c, devices[i], "electric", QN_MODE_CANDIDATE, "power")->efficiency = 1;
    sketch_part(c, devices[i], "device", QN_PER_HOUSEHOLD, i ? 3000 : 1000, 2);
    sketch_clean(c, devices[i], QN_STATE_ANY, 1);
  }
  sketch_unit(c, "V", "T", "R", 40, "stove");
  sketch_floor(c, "V", "house", 2400);
  sketch_unit(c, "W", "T", "R", 60, "stove");
  sketch_floor(c, "W", "house", 3600);
  sketch_target(c, "all", "C", QN_CLEAN_HOUSEHOLDS, 2021, 100);
  if (with_film) sketch_target(c, "film", "C", QN_MODE_HOUSEHOLDS, 2021, 40)->modes = "film";
  return c;
}

static const qn_mixes_row *item(const qn_rows *rows, const char *kind, const char *id) {
  for (size_t i = 0; i < rows->count; i++) {
    const qn_mixes_row *row = qn_row(rows, i);
    if (!strcmp(row->kind, kind) && !strcmp(row->id, id)) return row;
  }
  fail_msg("no row %s %s", kind, id);
  return NULL;
}

/* 40 households pay 2,000 CNY more than they need to. */
static void what_a_prescribed_mix_costs(void **state) {
  (void)state;
  tabled t;
  qn_run run = {.gap = 0};
  run.findings = qn_findings_new();
  tabled_case(&t, two_devices(1));
  assert_int_equal(qn_plan_find_cheapest(t.plan, &run), QN_OK);
  assert_non_null(t.plan->cheapest);
  CHECK_NEAR(t.plan->cost_cny - t.plan->cheapest->cost_cny, 80000.0, 1e-9, "cost");
  qn_plan_tables *tables = NULL;
  assert_int_equal(qn_plan_tables_new(&tables, t.plan, 1, &run), QN_OK);
  const qn_rows *rows = NULL;
  for (size_t i = 0; i < tables->n; i++)
    if (tables->rows[i].table == &qn_mixes_table) rows = &tables->rows[i];
  assert_non_null(rows);
  static const struct {
    const char *kind, *id;
    double prescribed, cheapest;
  } want[] = {{"households", "film", 40, 0},
              {"households", "heater", 60, 100},
              {"area", "film", 2400, 0},
              {"area", "heater", 3600, 6000}};
  CHECK_NEAR(item(rows, "cost", "cost")->difference, 80000.0, 1e-9, "difference");
  for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
    const qn_mixes_row *row = item(rows, want[i].kind, want[i].id);
    assert_true(row->prescribed == want[i].prescribed && row->cheapest == want[i].cheapest);
  }
  qn_plan_tables_free(tables);
  tabled_free(&t);
  qn_findings_free(run.findings);
}

static void without_targets_by_mode_there_is_none(void **state) {
  (void)state;
  tabled t;
  qn_run run = {.gap = 0};
  run.findings = qn_findings_new();
  tabled_case(&t, two_devices(0));
  assert_int_equal(qn_plan_find_cheapest(t.plan, &run), QN_OK);
  assert_null(t.plan->cheapest);
  CHECK_NEAR(qn_share_of_plan(t.region), 1.0, 1e-12, "share of the time");
  assert_int_equal(tabled_rows(&t, &qn_mixes_table)->count, 0);
  tabled_free(&t);
  qn_findings_free(run.findings);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_a_prescribed_mix_costs),
      cmocka_unit_test(without_targets_by_mode_there_is_none),
  };
  return cmocka_run_group_tests_name("cheapest", tests, NULL, NULL);
}
