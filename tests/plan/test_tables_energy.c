#include "plan/tables.h"

#include <string.h>

#include "check.h"
#include "plan/sketch.h"
#include "plan/tabled.h"

/* Relative room for sums in another order. */
static const double SUMMED = 1e-9;

/* ---- carriers ---- */

static int is_watch(const qn_case *c, int supply) {
  return !strncmp(c->supplies[supply].id, "watch ", 6);
}

/* Uses and design days of a county are the verifier's. */
static void check_energy(const tabled *t, const char *name) {
  const qn_case *c = t->region;
  const qn_rows *rows = tabled_rows(t, &qn_energy_table);
  int found = 0;
  for (int s = 0; s < c->n_supplies; s++)
    for (int year = c->settings.base_year + 1; is_watch(c, s) && year <= c->settings.horizon;
         year++) {
      double use = 0, peak = 0;
      for (size_t i = 0; i < rows->count; i++) {
        const qn_energy_row *row = qn_row(rows, i);
        if (row->season != year || strcmp(row->carrier, c->supplies[s].carrier)) continue;
        use += row->use;
        peak += row->peak;
        found += row->use > 0;
      }
      const double used = tabled_used(t, "annual", s, year), day = tabled_used(t, "peak", s, year);
      CHECK(fabs(use - used) <= SUMMED * fmax(1, used), name);
      CHECK(fabs(peak - day) <= SUMMED * fmax(1, day), name);
    }
  CHECK(found, name);
}

static void uses_are_the_verifiers(void **state) {
  (void)state;
  tabled_each(check_energy);
}

/* ---- sources ---- */

static double flow_kw(const tabled *t, int source, int season) {
  const qn_decision *d = &t->plan->decision;
  double kw = 0;
  for (size_t i = 0; i < d->n_flow; i++)
    if (d->flows[i].heat_source == source && d->flows[i].season == season) kw += d->flows[i].kw;
  return kw;
}

static double capacity_limit(const tabled *t, int source, int season) {
  const qn_verdict *v = &t->plan->verdict;
  for (size_t i = 0; i < v->n_rule; i++)
    if (!strcmp(v->rules[i].family, "capacity") && v->rules[i].row == source &&
        v->rules[i].season == season)
      return v->rules[i].limit;
  return NAN;
}

static void check_balance(const tabled *t, const char *name) {
  const qn_case *c = t->region;
  const qn_rows *rows = tabled_rows(t, &qn_heat_balance_table);
  double whole_kw = 0, whole_gj = 0, part_kw = 0, part_gj = 0;
  for (size_t i = 0; i < rows->count; i++) {
    const qn_heat_balance_row *row = qn_row(rows, i);
    if (!row->heat_source) {
      whole_kw += row->load_kw;
      whole_gj += row->heat_gj;
      continue;
    }
    int k = 0;
    while (strcmp(c->sources[k].id, row->heat_source)) k++;
    CHECK_NEAR(row->load_kw, flow_kw(t, k, row->season), SUMMED, name);
    const double limit = capacity_limit(t, k, row->season);
    CHECK(isnan(limit) == isnan(row->capacity_kw), name);
    if (!isnan(limit)) {
      CHECK_NEAR((1 - c->settings.reserve) * row->capacity_kw, limit, SUMMED, name);
      CHECK_NEAR(row->reserve_kw, row->capacity_kw - row->load_kw, SUMMED, name);
    }
    part_kw += row->load_kw;
    part_gj += row->heat_gj;
  }
  CHECK_NEAR(whole_kw, part_kw, SUMMED, name);
  CHECK_NEAR(whole_gj, part_gj, SUMMED, name);
}

static void balance_follows_flows_and_capacity(void **state) {
  (void)state;
  tabled_each(check_balance);
}

static int is_area(const qn_case *c, const char *name) {
  for (int a = 0; a < c->n_areas; a++)
    if (!strcmp(c->areas[a].name, name)) return 1;
  return 0;
}

/* Curves fall, and what the sources of a network send adds up to its load at every hour. */
static void check_duration(const tabled *t, const char *name) {
  const qn_rows *rows = tabled_rows(t, &qn_duration_table);
  CHECK(rows->count > 0, name);
  for (size_t i = 0; i < rows->count; i++) {
    const qn_duration_row *row = qn_row(rows, i);
    CHECK(row->season == t->region->settings.horizon, name);
    if (i && row->hour > 0)
      CHECK(row->load_kw <= ((const qn_duration_row *)qn_row(rows, i - 1))->load_kw, name);
    if (row->heat_source || is_area(t->region, row->area_name)) continue;
    double sent = 0;
    for (size_t k = 0; k < rows->count; k++) {
      const qn_duration_row *part = qn_row(rows, k);
      if (part->heat_source && part->hour == row->hour && !strcmp(part->area_name, row->area_name))
        sent += part->load_kw;
    }
    CHECK(fabs(sent - row->load_kw) <= SUMMED * fmax(1, row->load_kw), name);
  }
}

static void sources_are_stacked_to_the_load(void **state) {
  (void)state;
  tabled_each(check_duration);
}

/* ---- heat load ---- */

/* Both stages have the demand's area; a retrofit never raises load or heat. */
static void check_load(const tabled *t, const char *name) {
  const qn_case *c = t->region;
  const qn_rows *rows = tabled_rows(t, &qn_heat_load_table);
  double kw[2] = {0}, area[2] = {0}, want = 0;
  for (size_t i = 0; i < rows->count; i++) {
    const qn_heat_load_row *row = qn_row(rows, i);
    const int is_after = !strcmp(row->stage, "after");
    if (row->season != c->settings.horizon) continue;
    kw[is_after] += row->design_kw;
    area[is_after] += row->area_m2;
  }
  for (int u = 0; u < c->n_units; u++) want += qn_demand_area_m2(t->demand, u, c->settings.horizon);
  for (int i = 0; i < c->n_source_areas; i++) want += c->source_areas[i].area_m2;
  CHECK_NEAR(area[0], want, SUMMED, name);
  CHECK_NEAR(area[1], want, SUMMED, name);
  CHECK(kw[1] <= kw[0] * (1 + SUMMED), name);
}

static void heat_load_has_both_stages(void **state) {
  (void)state;
  tabled_each(check_load);
}

/* ---- one village by hand ---- */

/* 100 households of 60 m2 at 40 W/m2 and 1,200 h: 240 kW, 288,000 kWh in full, half of it in use.
 * A third of today's heat is straw at 20 %, the rest coal at 40 % and 5,000 kWh/t: 48 t, and 60 t
 * of straw at 4,000 kWh/t. On the design day the stove carries all: 24 h 240 kW 1 / (0.4 5000) =
 * 2.88 t. */
static qn_case *coal_village(void) {
  qn_case *c = sketch_region(2021, 3);
  qn_carrier *coal = sketch_carrier(c, "coal", "t", 5000);
  coal->is_scattered_coal = 1;
  coal->kgce_per_unit = 700;
  qn_carrier *straw = sketch_carrier(c, "straw", "t", 4000);
  straw->is_straw = 1;
  straw->kgce_per_unit = 500;
  sketch_price(c, "coal", 900)->year = 2020;
  sketch_mode(c, "stove", "coal", QN_MODE_PRESENT, "coal")->efficiency = 0.4;
  sketch_mode(c, "kang", "coal", QN_MODE_PRESENT, "straw")->efficiency = 0.2;
  sketch_unit(c, "V", "T", "R", 100, "stove")->straw_share = 1.0 / 3;
  sketch_floor(c, "V", "house", 6000);
  return c;
}

static void village_by_hand(void **state) {
  (void)state;
  static const struct {
    const char *carrier, *peak_unit;
    double use, peak, tce;
  } want[] = {{"coal", "t/d", 48, 2.88, 33.6}, {"straw", "t/d", 60, 0, 30}};
  tabled t;
  tabled_case(&t, coal_village());
  const qn_rows *rows = tabled_rows(&t, &qn_energy_table);
  assert_int_equal(rows->count, 4);
  for (size_t i = 0; i < rows->count; i++) {
    const qn_energy_row *row = qn_row(rows, i);
    assert_int_equal(row->season, 2020 + i % 2);
    assert_string_equal(row->carrier, want[i / 2].carrier);
    assert_string_equal(row->area, "C");
    assert_string_equal(row->peak_unit, want[i / 2].peak_unit);
    CHECK_NEAR(row->use, want[i / 2].use, 1e-12, row->carrier);
    CHECK_NEAR(row->peak, want[i / 2].peak, 1e-12, row->carrier);
    CHECK_NEAR(row->tce, want[i / 2].tce, 1e-12, row->carrier);
  }
  tabled_free(&t);
}

/* What other uses take all of has no price that would say what more is worth; what is left free has
 * the price nought. */
static void a_supply_that_others_take_has_no_price(void **state) {
  (void)state;
  tabled t;
  int seen = 0;
  qn_case *c = sketch_stoves(2021, 3, 0.05);
  sketch_unit(c, "V", "T", "R", 100, "stove");
  sketch_floor(c, "V", "house", 6000);
  for (int i = 0; i < 2; i++) {
    qn_supply *row = sketch_supply(c, i ? "free" : "taken", "C", QN_ROLE_LIMIT, "pellets");
    row->annual = 5000;
    row->base_annual = i ? 0 : 5000;
  }
  tabled_case(&t, c);
  const qn_rows *rows = tabled_rows(&t, &qn_limits_table);
  for (size_t i = 0; i < rows->count; i++) {
    const qn_limit_row *row = qn_row(rows, i);
    if (strcmp(row->family, "annual") != 0 || row->season == 2020) continue;
    assert_true(strcmp(row->id, "taken") ? row->price_cny == 0 : isnan(row->price_cny));
    seen |= strcmp(row->id, "taken") ? 1 : 2;
  }
  assert_int_equal(seen, 3);
  tabled_free(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(uses_are_the_verifiers),
      cmocka_unit_test(balance_follows_flows_and_capacity),
      cmocka_unit_test(sources_are_stacked_to_the_load),
      cmocka_unit_test(heat_load_has_both_stages),
      cmocka_unit_test(village_by_hand),
      cmocka_unit_test(a_supply_that_others_take_has_no_price),
  };
  return cmocka_run_group_tests_name("tables of energy", tests, NULL, NULL);
}
