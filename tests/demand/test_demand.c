/* Loads and season heat of the region in tests/demand/region, by hand. */
#include <stdlib.h>
#include <string.h>

#include "demand/region.h"

static int unit(const fixture *f, const char *id) {
  for (int i = 0; i < f->region->n_units; i++)
    if (!strcmp(f->region->units[i].id, id)) return i;
  fail_msg("no unit %s", id);
  return -1;
}

/* One question a row: area m2, households, design load kW and season heat at the factor, kWh. */
static void loads_by_hand(void **state) {
  const fixture *f = *state;
  const struct {
    const char *name, *unit;
    int year, level;
    double factor, m2, households, kw, kwh;
  } cases[] = {
      {"heated area", "v1", 2021, 0, 1, 10000, 100, 950, 0.5 * 950 * H18},
      {"equal service", "v1", 2021, 0, 1.3, 10000, 100, 950, 0.65 * 950 * H18},
      {"kappa ends at 1", "v1", 2021, 0, 3, 10000, 100, 950, 950 * H18},
      {"full heating", "v1", 2021, 0, QN_FULL_HEATING, 10000, 100, 950, 950 * H18},
      {"first retrofit", "v1", 2021, 1, 1, 10000, 100, 665, 0.5 * 665 * H18},
      {"second retrofit", "v1", 2025, 2, 1, 10000, 100, 475, 0.5 * 475 * H18},
      {"building area", "v2", 2021, 0, 1, 10000, 100, 665, 0.5 * 665 * H18},
      /* 1,000 usable = 1,300 building = 1,040 heated, at 2.6 * 37 * 35 / 37 = 91 W/m2 */
      {"usable area", "v3", 2021, 0, 1, 1000, 10, 94.64, 0.6 * 94.64 * H16},
      {"level it has not", "v3", 2021, 2, 1, 1000, 10, 94.64, 0.6 * 94.64 * H16},
      {"connected area", "v4", 2021, 0, 1, 1000, 10, 54, 54 * H18},
      {"supplied area", "v5", 2021, 0, 1, 1000, 10, 95, 0.5 * 95 * H18},
      {"two classes", "v6", 2021, 0, 1, 10000, 50, 934, 0.5 * 570 * H18 + 0.6 * 364 * H16},
      {"two classes 1", "v6", 2021, 1, 1, 10000, 50, 690.2, 0.5 * 399 * H18 + 0.6 * 291.2 * H16},
      {"two classes 2", "v6", 2021, 2, 1, 10000, 50, 649, 0.5 * 285 * H18 + 0.6 * 364 * H16},
      {"before growth", "v7", 2021, 0, 1, 1000, 10, 95, 0.5 * 95 * H18},
      {"grown", "v7", 2022, 0, 1, 1500, 15, 142.5, 0.5 * 142.5 * H18},
      {"shrunk", "v7", 2023, 0, 1, 1300, 13, 123.5, 0.5 * 123.5 * H18},
      {"new class", "v7", 2024, 0, 1, 1700, 16, 147.5, (0.5 * 123.5 + 24) * H18},
      {"growth after the horizon is left out", "v7", 2036, 0, 1, 1700, 16, 147.5,
       (0.5 * 123.5 + 24) * H18},
      {"stands", "v8", 2023, 0, 1, 1000, 10, 95, 0.5 * 95 * H18},
      {"demolished", "v8", 2024, 0, 1, 0, 0, 0, 0},
      {"not built", "n1", 2022, 0, 1, 0, 0, 0, 0},
      {"built", "n1", 2023, 0, 1, 2000, 20, 120, 120 * H18},
      {"own station", "b1", 2021, 0, 1, 1000, 10, 60, 60 * JINAN_H18},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const int u = unit(f, cases[i].unit), y = cases[i].year, level = cases[i].level;
    CHECK_NEAR(qn_demand_area_m2(f->demand, u, y), cases[i].m2, 1e-12, cases[i].name);
    CHECK_NEAR(qn_demand_households(f->demand, u, y), cases[i].households, 1e-12, cases[i].name);
    CHECK_NEAR(qn_demand_design_kw(f->demand, u, y, level), cases[i].kw, 1e-12, cases[i].name);
    CHECK_NEAR(qn_demand_heat_kwh(f->demand, u, y, level, cases[i].factor), cases[i].kwh, 1e-11,
               cases[i].name);
  }
}

static void retrofits_by_hand(void **state) {
  const fixture *f = *state;
  static const struct {
    const char *name, *unit;
    int year, level;
    double household, county;
    int levels;
  } cases[] = {
      {"one class", "v1", 2022, 1, 10000 * 200, 0, 2},
      {"by household too", "v1", 2022, 2, 0, 10000 * 300 + 100 * 5000, 2},
      {"two classes", "v6", 2022, 1, 6000 * 200 + 4000 * 100, 0, 2},
      /* households shared by area: 50 * 6000 / 10000 live in houses */
      {"share of households", "v6", 2022, 2, 0, 6000 * 300 + 30 * 5000, 2},
      {"grown", "v7", 2022, 1, 1500 * 200, 0, 2},
      {"none left", "v8", 2024, 1, 0, 0, 2},
      {"no level", "v4", 2022, 1, 0, 0, 0},
      {"level none", "v1", 2022, 0, 0, 0, 2},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const int u = unit(f, cases[i].unit);
    double by_payer[QN_PAYERS] = {[QN_PAY_COUNTY] = 7};
    const double all =
        qn_demand_retrofit_cny(f->demand, u, cases[i].year, cases[i].level, by_payer);
    CHECK_NEAR(all, cases[i].household + cases[i].county, 1e-12, cases[i].name);
    CHECK_NEAR(by_payer[QN_PAY_HOUSEHOLD], cases[i].household, 1e-12, cases[i].name);
    CHECK_NEAR(by_payer[QN_PAY_COUNTY], 7 + cases[i].county, 1e-12, cases[i].name);
    CHECK(qn_demand_levels(f->demand, u) == cases[i].levels, cases[i].name);
  }
}

static void indoors_by_load(void **state) {
  const fixture *f = *state;
  CHECK_NEAR(qn_demand_indoor_degc(f->demand, unit(f, "v1")), 18, 1e-12, "v1");
  CHECK_NEAR(qn_demand_indoor_degc(f->demand, unit(f, "v6")), (570 * 18 + 364 * 16) / 934.0, 1e-12,
             "v6");
}

static void sources_by_hand(void **state) {
  const fixture *f = *state;
  CHECK_NEAR(qn_demand_source_design_kw(f->demand, 0), 300, 1e-12, "own area");
  CHECK_NEAR(qn_demand_source_heat_kwh(f->demand, 0), 300 * H18, 1e-12, "own area");
}

/* The plan of Tongliao prints 7,797 x10^4 m2 and a combined index of 48 W/m2: 3,742.56 MW. With the
 * indices of its classes instead, a quarter of the area public and all new (1,220) and retrofitted
 * (180) area energy-saving, the rest not, both shares alike for flats and public buildings: 3/4 (60
 * - 18 s) + 1/4 (62 - 12 s) = 60.5 - 16.5 s with s = 1400/7797, so 4,486.185 MW. */
static void tongliao_by_its_combined_index(void **state) {
  (void)state;
  static const struct {
    const char *name;
    double q_w_m2[4], share[4], mw;
  } cases[] = {
      {"combined", {48}, {1}, 3742.56},
      {"classes",
       {60, 42, 62, 50},
       {0.75 * 6397 / 7797, 0.75 * 1400 / 7797, 0.25 * 6397 / 7797, 0.25 * 1400 / 7797},
       4486.185},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_case *c = NULL;
    qn_demand *demand = NULL;
    assert_int_equal(qn_case_read(&c, REGION, NULL), QN_OK);
    const int row = c->areas_of_unit[0].first;
    double mw = 0;
    for (int k = 0; k < 4; k++) { /* one class after the other in the one class of unit v1 */
      c->building_classes[0].q_w_m2 = cases[i].q_w_m2[k] ? cases[i].q_w_m2[k] : 1;
      c->unit_areas[row].area_m2 = 7797e4 * cases[i].share[k];
      assert_int_equal(qn_demand_new(&demand, c, NULL, NULL), QN_OK);
      mw += qn_demand_design_kw(demand, 0, 2025, 0) / 1000;
      qn_demand_free(demand);
    }
    CHECK_NEAR(mw, cases[i].mw, 1e-12, cases[i].name);
    qn_case_free(c);
  }
}

static void spoil_basis(qn_case *c) {
  c->area_bases[0].basis = QN_CONNECTED;
}
static void spoil_indoor(qn_case *c) {
  c->building_classes[0].indoor_degc = -20;
}
static void spoil_growth(qn_case *c) {
  c->unit_years[1].removed_m2 = 2000;
}
static void spoil_households(qn_case *c) {
  c->unit_years[0].added_households = -20;
}
static void spoil_station(qn_case *c) {
  c->area_station[c->units[0].i_area] = -1;
}
static void spoil_source(qn_case *c) {
  c->area_station[c->sources[0].i_area] = -1;
}
static void spoil_climate(qn_case *c) {
  c->climate[1].code_degc = -6;
}

static void refuses(void **state) {
  (void)state;
  static const struct {
    void (*spoil)(qn_case *);
    const char *table, *column;
    long row; /* of the file, 0: any */
    size_t errors;
  } cases[] = {
      {spoil_basis, "units", "area_basis", 4, 1},
      {spoil_indoor, "building_classes", "indoor_degc", 2, 6},
      {spoil_growth, "unit_years", "removed_m2", 0, 1},
      {spoil_households, "unit_years", "added_households", 0, 1},
      {spoil_station, "units", "area", 2, 9},
      {spoil_source, "sources", "area", 2, 1},
      {spoil_climate, "climate", "code_degc", 3, 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_findings *findings = qn_findings_new();
    qn_case *c = NULL;
    qn_demand *demand = NULL;
    assert_int_equal(qn_case_read(&c, REGION, NULL), QN_OK);
    cases[i].spoil(c);
    CHECK(qn_demand_new(&demand, c, NULL, findings) == QN_EINPUT, cases[i].column);
    CHECK(!demand, cases[i].column);
    CHECK(qn_findings_count(findings) == cases[i].errors, cases[i].column);
    const qn_place place = qn_findings_at(findings, 0)->place;
    CHECK(!strcmp(place.table, cases[i].table), cases[i].table);
    CHECK(!strcmp(place.column, cases[i].column), cases[i].column);
    CHECK(!cases[i].row || place.row == cases[i].row, cases[i].column);
    qn_case_free(c);
    qn_findings_free(findings);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(loads_by_hand),   cmocka_unit_test(retrofits_by_hand),
      cmocka_unit_test(indoors_by_load), cmocka_unit_test(sources_by_hand),
      cmocka_unit_test(refuses),         cmocka_unit_test(tongliao_by_its_combined_index),
  };
  return cmocka_run_group_tests_name("demand", tests, begin, end);
}
