#include "plan/tables.h"

#include <string.h>

#include "check.h"
#include "plan/sketch.h"
#include "plan/tabled.h"

/* Relative room for sums in another order. */
static const double SUMMED = 1e-9;

/* ---- emissions ---- */

static qn_emission_row sum_of(const tabled *t, const char *pollutant, int year) {
  const qn_rows *rows = tabled_rows(t, &qn_emissions_table);
  qn_emission_row sum = {0};
  for (size_t i = 0; i < rows->count; i++) {
    const qn_emission_row *row = qn_row(rows, i);
    if (row->season != year || strcmp(row->pollutant, pollutant)) continue;
    sum.before_t += row->before_t;
    sum.after_t += row->after_t;
    sum.removed_t += row->removed_t;
  }
  return sum;
}

/* Coal removed and emissions of a season are the verifier's; in the base year nothing is removed.
 */
static void check_emissions(const tabled *t, const char *name) {
  const qn_case *c = t->region;
  int watched = 0;
  for (int i = 0; i < c->n_targets; i++) {
    const qn_target *target = &c->targets[i];
    if (strncmp(target->id, "watch ", 6)) continue;
    const int year = qn_season_of_date(target->date), is_coal = target->metric == QN_COAL_REMOVED;
    const qn_emission_row sum = sum_of(t, is_coal ? "coal" : target->pollutant, year);
    const double used = tabled_used(t, "target", i, year);
    const double got = is_coal ? sum.removed_t : 1000 * sum.after_t;
    const double size = is_coal ? sum.before_t : used;
    CHECK(fabs(got - used) <= SUMMED * fmax(1, size), name);
    CHECK_NEAR(sum.removed_t, sum.before_t - sum.after_t, 1e-6, name);
    watched++;
  }
  CHECK(watched > 0, name);
  const qn_rows *rows = tabled_rows(t, &qn_emissions_table);
  for (size_t i = 0; i < rows->count; i++) {
    const qn_emission_row *row = qn_row(rows, i);
    CHECK(row->before_t > 0 || row->after_t > 0, name);
    CHECK(row->season > c->settings.base_year || row->removed_t == 0, name);
  }
}

static void effects_are_the_verifiers(void **state) {
  (void)state;
  tabled_each(check_emissions);
}

/* ---- burden ---- */

/* Every household with an income and a present device stands in one band before; after, those of
 * the horizon. */
static void check_burden(const tabled *t, const char *name) {
  const qn_case *c = t->region;
  const qn_rows *rows = tabled_rows(t, &qn_burden_table);
  double before = 0, after = 0, low = 0, want_before = 0, want_after = 0, want_low = 0;
  for (size_t i = 0; i < rows->count; i++) {
    const qn_burden_row *row = qn_row(rows, i);
    if (!strcmp(row->group, "all")) {
      before += row->households_before;
      after += row->households_after;
    } else {
      low += row->households_after;
    }
  }
  for (int u = 0; u < c->n_units; u++) {
    const qn_unit_row *unit = &c->units[u];
    const double last = qn_demand_households(t->demand, u, c->settings.horizon);
    if (!(unit->income_cny > 0)) continue;
    if (unit->i_present_mode >= 0)
      want_before += qn_demand_households(t->demand, u, c->settings.base_year + 1);
    want_after += last;
    want_low += last * unit->low_income_share;
  }
  CHECK_NEAR(before, want_before, SUMMED, name);
  CHECK_NEAR(after, want_after, SUMMED, name);
  CHECK_NEAR(low, want_low, SUMMED, name);
}

static void bands_hold_all_households(void **state) {
  (void)state;
  tabled_each(check_burden);
}

/* 100 households of 60 m2, 144,000 kWh in use; coal at 40 % of 5,000 kWh/t is 72 t or 648 CNY a
 * household at 900 CNY/t, 2.16 % of 30,000 CNY. A tenth have half of that income: 4.32 %. Coal
 * doubles in 2022: 4.32 % and 8.64 % in the worst season. */
static void village_by_hand(void **state) {
  (void)state;
  static const struct {
    const char *group;
    double from, before, after;
  } want[] = {{"all", 0, 0, 0},           {"all", 0.02, 90, 0},        {"all", 0.04, 10, 90},
              {"all", 0.06, 0, 0},        {"all", 0.08, 0, 10},        {"all", 0.10, 0, 0},
              {"all", 0.15, 0, 0},        {"all", 0.20, 0, 0},         {"low_income", 0, 0, 0},
              {"low_income", 0.02, 0, 0}, {"low_income", 0.04, 10, 0}, {"low_income", 0.06, 0, 0},
              {"low_income", 0.08, 0, 10}};
  qn_case *c = sketch_region(2021, 3);
  sketch_carrier(c, "coal", "t", 5000)->is_scattered_coal = 1;
  sketch_price(c, "coal", 900)->year = 2020;
  sketch_price(c, "coal", 1800)->year = 2022;
  sketch_mode(c, "stove", "coal", QN_MODE_PRESENT, "coal")->efficiency = 0.4;
  qn_unit_row *unit = sketch_unit(c, "V", "T", "R", 100, "stove");
  unit->income_cny = 30000;
  unit->low_income_share = 0.1;
  sketch_floor(c, "V", "house", 6000);
  c->settings.low_income_ratio = 0.5;
  tabled t;
  tabled_case(&t, c);
  const qn_rows *rows = tabled_rows(&t, &qn_burden_table);
  assert_int_equal(rows->count, 16);
  for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
    const qn_burden_row *row = qn_row(rows, i);
    assert_string_equal(row->group, want[i].group);
    CHECK_NEAR(row->from_share, want[i].from, 0, want[i].group);
    CHECK_NEAR(row->households_before, want[i].before, 1e-12, want[i].group);
    CHECK_NEAR(row->households_after, want[i].after, 1e-12, want[i].group);
  }
  tabled_free(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(effects_are_the_verifiers),
      cmocka_unit_test(bands_hold_all_households),
      cmocka_unit_test(village_by_hand),
  };
  return cmocka_run_group_tests_name("tables of effects", tests, NULL, NULL);
}
