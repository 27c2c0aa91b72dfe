#include "plan/tables.h"

#include <string.h>

#include "check.h"
#include "plan/sketch.h"
#include "plan/tabled.h"

/* A village of 100 households of 60 m2 at 40 W/m2 and 1,200 h, half of full heating in use: a
 * household has 2.4 kW and 1,440 kWh, costs are compared at 1.5 times that, 2,160 kWh. A second
 * village has no household of that size and does not stand for the zone, and is too far from the
 * network to count in the length of its branch. */
static qn_case *two_villages(void) {
  qn_case *c = sketch_region(2021, 2);
  c->settings.service_factor = 1.5;
  c->settings.discount_rate = 0.05;
  sketch_carrier(c, "coal", "t", 5000)->is_scattered_coal = 1;
  sketch_carrier(c, "power", "kWh", 1);
  sketch_carrier(c, "chips", "t", 4000);
  sketch_price(c, "coal", 900)->year = 2020;
  sketch_price(c, "power", 0.5)->year = 2020;
  sketch_price(c, "chips", 600)->year = 2020;
  qn_mode *stove = sketch_mode(c, "stove", "coal", QN_MODE_PRESENT, "coal");
  stove->efficiency = 0.4;
  stove->labour_cny_household = 100;
  qn_mode *heater = sketch_mode(c, "heater", "electric", QN_MODE_CANDIDATE, "power");
  heater->efficiency = 1;
  heater->service_factor = 2;
  heater->om_cny_household = 50;
  qn_mode *network = sketch_mode(c, "network", "network", QN_MODE_CANDIDATE, NULL);
  network->loss = 0.25;
  network->max_heat_distance_m = 3000;
  qn_mode *town_only = sketch_mode(c, "town_only", "gas", QN_MODE_CANDIDATE, "power");
  town_only->zones = "U";
  sketch_part(c, "stove", "stove", QN_PER_HOUSEHOLD, 600, 10)->is_equipment = 1;
  sketch_part(c, "heater", "heater", QN_PER_HOUSEHOLD, 3000, 15)->is_equipment = 1;
  sketch_part(c, "network", "branch", QN_PER_BRANCH_M, 300, 30);
  qn_zone *town = sketch_row(c, QN_T_zones);
  town->id = town->name = "U";
  sketch_clean(c, "heater", QN_STATE_ANY, 1);
  sketch_clean(c, "network", QN_STATE_CLEAN, 1);
  for (int k = 0; k < 2; k++) { /* the dearer one comes first */
    qn_heat_source *source = sketch_source(c, k ? "K" : "D", "C", "N", "network", "chips");
    source->efficiency = k ? 0.75 : 0.5;
    source->om_cny_gj = 0;
    source->state = QN_STATE_CLEAN;
    sketch_supply(c, k ? "K" : "D", "C", QN_ROLE_SOURCE, NULL)->peak = 1000;
  }
  sketch_unit(c, "V", "T", "R", 100, "stove")->heat_distance_m = 400;
  sketch_floor(c, "V", "house", 6000);
  sketch_unit(c, "W", "T", "R", 1, "stove")->heat_distance_m = 5000;
  sketch_floor(c, "W", "house", 90);
  return c;
}

/* Annuity of 10 years at 5 %: 0.1295046; of 15 years: 0.0963423; of 30: 0.0650514. Two seasons
 * discounted: 1.8594104. cap() of what is bought in the first of two seasons: d(1) - d(2) (L -
 * 2)/L. */
static void modes_of_a_household(void **state) {
  (void)state;
  static const struct {
    const char *mode;
    int is_clean;
    double heat_kwh, efficiency, price, use, invest, run, bill, annual, cost, ratio, used_ratio;
  } want[] = {
      /* 2,160/(0.4 5,000) = 1.08 t, 972 CNY + 100 of labour; bill of the 0.72 t in use */
      {"stove", 0, 2160, 0.4, 900, 1.08, 600, 1072, 648, 1149.702744979274, 2129.3424036281176, 1,
       1},
      /* 2,160 kWh, 1,080 CNY + 50; bill of the 2,880 kWh that it brings into use */
      {"heater", 1, 2160, 1, 0.5, 2160, 3000, 1130, 1440, 1419.026862827733, 2600,
       1.1111111111111112, 1440.0 / 648},
      /* 2,160 1.25/(0.75 4,000) = 0.9 t of chips at 600, 1.2 t in use; 4 m of branch; no tariff, no
         bill */
      {"network", 1, 2160, 0.75, 600, 0.9, 1200, 540, 0, 618.0617220963319, 1131.0657596371882,
       0.55555555555555558, 720.0 / 648},
  };
  tabled t;
  tabled_case(&t, two_villages());
  const qn_rows *rows = tabled_rows(&t, &qn_comparison_table);
  assert_int_equal(rows->count, sizeof want / sizeof *want);
  for (size_t i = 0; i < rows->count; i++) {
    const qn_comparison_row *row = qn_row(rows, i);
    const char *name = want[i].mode;
    assert_string_equal(row->mode, name);
    assert_string_equal(row->zone, "R");
    CHECK(row->is_clean == want[i].is_clean, name);
    CHECK_NEAR(row->area_m2, 60, 1e-9, name);
    CHECK_NEAR(row->design_kw, 2.4, 1e-9, name);
    CHECK_NEAR(row->heat_kwh, want[i].heat_kwh, 1e-9, name);
    CHECK_NEAR(row->efficiency, want[i].efficiency, 1e-9, name);
    CHECK_NEAR(row->price_cny, want[i].price, 1e-9, name);
    CHECK_NEAR(row->use, want[i].use, 1e-9, name);
    CHECK_NEAR(row->invest_cny, want[i].invest, 1e-9, name);
    CHECK_NEAR(row->run_cny, want[i].run, 1e-9, name);
    CHECK_NEAR(row->bill_cny, want[i].bill, 1e-9, name);
    CHECK_NEAR(row->annual_cny, want[i].annual, 1e-9, name);
    CHECK_NEAR(row->cost_cny, want[i].cost, 1e-9, name);
    CHECK_NEAR(row->coal_ratio, want[i].ratio, 1e-9, name);
    CHECK_NEAR(row->used_ratio, want[i].used_ratio, 1e-9, name);
  }
  tabled_free(&t);
}

/* At actual use each mode has the heat that it brings. */
static void actual_service_compares_actual_use(void **state) {
  (void)state;
  static const double heat_kwh[] = {1440, 2880, 2880}; /* of 2,880 in full */
  qn_case *c = two_villages();
  c->settings.service = QN_ACTUAL_SERVICE;
  tabled t;
  tabled_case(&t, c);
  const qn_rows *rows = tabled_rows(&t, &qn_comparison_table);
  assert_int_equal(rows->count, 3);
  for (size_t i = 0; i < rows->count; i++)
    CHECK_NEAR(((const qn_comparison_row *)qn_row(rows, i))->heat_kwh, heat_kwh[i], 1e-9, "heat");
  tabled_free(&t);
}

/* No number of the table is missing or negative, whatever the case; annual costs hold the running
 * ones. */
static void check_numbers(const tabled *t, const char *name) {
  const qn_rows *rows = tabled_rows(t, &qn_comparison_table);
  for (size_t i = 0; i < rows->count; i++) {
    const qn_comparison_row *row = qn_row(rows, i);
    const double all[] = {row->area_m2,   row->heat_kwh, row->design_kw,  row->efficiency,
                          row->price_cny, row->use,      row->invest_cny, row->bill_cny,
                          row->cost_cny,  row->run_cny};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) CHECK(all[k] >= 0, name);
    CHECK(row->annual_cny >= row->run_cny, name);
  }
  CHECK(rows->count > 0, name);
}

static void numbers_are_there(void **state) {
  (void)state;
  tabled_each(check_numbers);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(modes_of_a_household),
      cmocka_unit_test(actual_service_compares_actual_use),
      cmocka_unit_test(numbers_are_there),
  };
  return cmocka_run_group_tests_name("comparison of modes", tests, NULL, NULL);
}
