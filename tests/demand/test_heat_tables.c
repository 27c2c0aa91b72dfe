/* The three tables of the region in tests/demand/region, by hand. */
#include <string.h>

#include "demand/energy.h"
#include "demand/heat_tables.h"
#include "demand/region.h"

static const double GJ = 0.0036;
/* kgce for a kWh: stove at 0.5 of coal with 660 kgce for 5,500 kWh; straw 500 for 4,000 at 0.25; v1
 * burns 0.4 straw; the network's source 0.8. */
static const double STOVE = 0.12 / 0.5, MIXED = 0.6 * 0.12 / 0.5 + 0.4 * 0.125 / 0.25;
static const double NETWORK = 0.12 / 0.8;

static const qn_heat_load_row *load_row(const qn_rows *rows, const char *area, const char *zone,
                                        int season) {
  const qn_heat_load_row *row = rows->at, *last = row + rows->count;
  while (row < last &&
         (strcmp(row->area, area) || strcmp(row->zone, zone) || row->season != season))
    row++;
  if (row == last) fail_msg("no row %s %s %d", area, zone, season);
  return row;
}

static void sums_load_by_county_and_zone(void **state) {
  fixture *f = *state;
  const qn_demand_stage before = {.name = "before"};
  qn_rows rows;
  assert_int_equal(qn_demand_heat_load(&rows, f->demand, &before, f->arena, f->findings), QN_OK);
  /* north rural and town, south town, six seasons each */
  assert_int_equal(rows.count, 15);
  const double houses = 950 + 665 + 570 + 95 + 95, warm = 94.64 + 364;
  const struct {
    const char *name, *area, *zone;
    int season;
    double m2, kw, base_kw, full_kwh, heat_kwh, kgce;
  } cases[] = {
      {"v1 v2 v3 v6 v7 v8", "1501", "rural", 2021, 33000, houses + warm,
       houses * 13 / 37 + warm * 11 / 35, houses * H18 + warm * H16,
       0.5 * houses * H18 + 0.6 * warm * H16,
       0.5 * H18 * (950 * MIXED + (houses - 950) * STOVE) + 0.6 * warm * H16 * STOVE},
      /* two connected units, heated fully, and the source's own 5,000 m2 */
      {"v4 v5 s1", "1501", "town", 2021, 7000, 449, 449.0 * 13 / 37, 449 * H18, 449 * H18,
       449 * H18 * NETWORK},
      /* without a present mode n1 counts as it is used, kappa_now 1, by its heat */
      {"v4 v5 n1 s1", "1501", "town", 2023, 9000, 569, 569.0 * 13 / 37, 569 * H18, 569 * H18,
       449 * H18 * NETWORK + 120 * H18 * 3.6 / 29.3076},
      {"b1", "1502", "town", 2025, 1000, 60, 60 * 13 / 23.3, 60 * JINAN_H18, 60 * JINAN_H18,
       60 * JINAN_H18 * NETWORK},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const qn_heat_load_row *row = load_row(&rows, cases[i].area, cases[i].zone, cases[i].season);
    const char *name = cases[i].name;
    CHECK_NEAR(row->area_m2, cases[i].m2, 1e-12, name);
    CHECK_NEAR(row->design_kw, cases[i].kw, 1e-12, name);
    CHECK_NEAR(row->index_w_m2, 1000 * cases[i].kw / cases[i].m2, 1e-12, name);
    CHECK_NEAR(row->base_kw, cases[i].base_kw, 1e-12, name);
    CHECK_NEAR(row->full_heat_gj, GJ * cases[i].full_kwh, 1e-11, name);
    CHECK_NEAR(row->heat_gj, GJ * cases[i].heat_kwh, 1e-11, name);
    CHECK_NEAR(row->full_load_hours, cases[i].full_kwh / cases[i].kw, 1e-11, name);
    CHECK_NEAR(row->kgce_m2, cases[i].kgce / cases[i].m2, 1e-11, name);
    CHECK(!strcmp(row->stage, "before"), name);
    if (!strcmp(cases[i].zone, "town"))
      CHECK_NEAR(row->combined_kw, 0.048 * cases[i].m2, 1e-12, name);
    else
      CHECK(isnan(row->combined_kw), name);
  }
}

static int second_level(void *who, int unit, int season) {
  (void)who, (void)unit;
  return season >= 2023 ? 2 : 0;
}
static int on_pump(void *who, int unit, int season) {
  (void)unit, (void)season;
  return *(int *)who;
}

static void takes_a_stage(void **state) {
  fixture *f = *state;
  int pump = 0;
  while (strcmp(f->region->modes[pump].id, "pump")) pump++;
  const qn_demand_stage after = {"after", second_level, on_pump, &pump};
  qn_rows rows;
  assert_int_equal(qn_demand_heat_load(&rows, f->demand, &after, f->arena, NULL), QN_OK);
  /* houses halved, v7 grown by then to 1,300 m2 of them; kappa 0.5 * 1.5 and 0.6 * 1.5 */
  const double houses = (950 + 665 + 570 + 123.5 + 95) / 2, warm = 94.64 + 364;
  const qn_heat_load_row *row = load_row(&rows, "1501", "rural", 2023);
  CHECK_NEAR(row->design_kw, houses + warm, 1e-12, "design");
  CHECK_NEAR(row->heat_gj, GJ * (0.75 * houses * H18 + 0.9 * warm * H16), 1e-11, "heat");
}

/* Pump: 0.8 * 1.1 of the heat at the seasonal performance of test_season.c, 0.123 kgce a kWh. */
static void weighs_modes(void **state) {
  fixture *f = *state;
  static const struct {
    const char *mode;
    double kgce;
  } cases[] = {{"stove", 0.6 * 0.12 / 0.5 + 0.4 * 0.125 / 0.25},
               {"kang", 0.125 / 0.25},
               {"pump", 0.8 * 1.1 / 2.0909745013261354 * 0.123},
               {"network", 3.6 / 29.3076}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int mode = 0;
    while (strcmp(f->region->modes[mode].id, cases[i].mode)) mode++;
    CHECK_NEAR(qn_energy_kgce_kwh(f->demand, 0, mode), cases[i].kgce, 1e-6, cases[i].mode);
  }
  CHECK_NEAR(qn_energy_kgce_kwh(f->demand, 0, -1), 3.6 / 29.3076, 1e-15, "unknown mode");
}

static void lists_notes_on_bases(void **state) {
  fixture *f = *state;
  const size_t mark = qn_findings_count(f->findings);
  const qn_demand_stage before = {.name = "before"};
  qn_rows rows;
  assert_int_equal(qn_demand_heat_load(&rows, f->demand, &before, f->arena, f->findings), QN_OK);
  assert_int_equal(qn_findings_count(f->findings), mark + 2); /* rural and town both do */
  assert_int_equal(qn_findings_at(f->findings, mark)->severity, QN_WARNING);
}

/* Rows of an area and season, in order; NULL-terminated by count. */
static const qn_duration_row *curve_of(const qn_rows *rows, const char *area, int season,
                                       size_t *count) {
  const qn_duration_row *row = rows->at, *first = NULL;
  *count = 0;
  for (size_t i = 0; i < rows->count; i++)
    if (!strcmp(row[i].area_name, area) && row[i].season == season) {
      if (!first) first = &row[i];
      (*count)++;
    }
  if (!first) fail_msg("no curve of %s in %d", area, season);
  return first;
}

static void draws_duration_curves(void **state) {
  fixture *f = *state;
  qn_rows rows;
  size_t n, n_south;
  assert_int_equal(qn_demand_duration(&rows, f->demand, f->arena), QN_OK);
  assert_int_equal(rows.count, 6 * 73); /* the whole and two counties, two seasons */
  const qn_duration_row *all = curve_of(&rows, "测试市", 2021, &n);
  const qn_duration_row *north = curve_of(&rows, "北县", 2021, &n);
  const qn_duration_row *south = curve_of(&rows, "南县", 2021, &n_south);
  assert_int_equal(n, 73);
  assert_int_equal(n_south, 73);
  const double houses = 950 + 665 + 570 + 95 + 95 + 449, warm = 94.64 + 364;
  CHECK_NEAR(north[0].load_kw, houses + warm, 1e-12, "design load");
  CHECK_NEAR(north[72].load_kw, houses * 11.5 / 37 + warm * 9.5 / 35, 1e-12, "at 6.5 degrees");
  CHECK_NEAR(north[72].hour, 24 * 183, 1e-12, "season");
  CHECK_NEAR(south[0].load_kw, 60, 1e-12, "design load");
  for (size_t k = 0; k < n; k++) {
    CHECK_NEAR(all[k].load_kw, north[k].load_kw + south[k].load_kw, 1e-12, "sum");
    CHECK(!k || north[k].load_kw <= north[k - 1].load_kw, "falls");
    CHECK((south[k].hour <= 24 * 121) == (south[k].load_kw > 0), "ends with its season");
  }
  /* day 40 of the formula is (40 - 5)/(166 - 5) of the way; bins are 0.06 degrees wide, so the
   * loads lie within that of the curve's */
  const double b = 24 / (166.0 / 161 * 11.6) - 1;
  for (size_t k = 2; k < 65; k++) {
    const double days = north[k].hour / 24;
    const double t = -19 + 24 * pow((days - 5) / 161, b);
    const double exact = houses * (18 - t) / 37 + warm * (16 - t) / 35;
    CHECK(fabs(north[k].load_kw - exact) <= 0.06 * (houses / 37 + warm / 35), "on the curve");
  }
}

static const qn_calibration_row *calibration_row(const qn_rows *rows, const char *id) {
  const qn_calibration_row *row = rows->at, *last = row + rows->count;
  while (row < last && strcmp(row->id, id)) row++;
  if (row == last) fail_msg("no row %s", id);
  return row;
}

static void compares_with_printed_use(void **state) {
  fixture *f = *state;
  qn_rows rows;
  assert_int_equal(qn_demand_calibration(&rows, f->demand, f->arena), QN_OK);
  assert_int_equal(rows.count, 5);
  const double houses = 950 + 665 + 570 + 95 + 95, warm = 94.64 + 364;
  const double rural =
      0.5 * H18 * (950 * MIXED + (houses - 950) * STOVE) + 0.6 * warm * H16 * STOVE;
  const double urban = (449 * H18 + 60 * JINAN_H18) * NETWORK;
  const struct {
    const char *id, *scope, *unit;
    double printed, model;
  } cases[] = {
      {"load_start", "all", "kgce/m2", 20, (rural + urban) / (33000 + 8000)},
      {"rural", "rural", "kgce/m2", 27, rural / 33000},
      {"urban", "urban", "kgce/m2", 19, urban / 8000},
      {"network", "network", "GJ/m2", 0.351, GJ * (449 * H18 + 60 * JINAN_H18) / 8000},
      {"unreachable", "rural", "kgce/m2", 99, rural / 33000},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const qn_calibration_row *row = calibration_row(&rows, cases[i].id);
    CHECK(!strcmp(row->scope, cases[i].scope), cases[i].id);
    CHECK(!strcmp(row->unit, cases[i].unit), cases[i].id);
    CHECK_NEAR(row->printed, cases[i].printed, 0, cases[i].id);
    CHECK_NEAR(row->model, cases[i].model, 1e-11, cases[i].id);
    CHECK_NEAR(row->ratio, cases[i].model / cases[i].printed, 1e-11, cases[i].id);
  }
  /* nothing but networks in the towns; 99 kgce is more than full heating */
  assert_true(isnan(calibration_row(&rows, "urban")->kappa_factor));
  assert_true(isnan(calibration_row(&rows, "network")->kappa_factor));
  assert_true(isnan(calibration_row(&rows, "unreachable")->kappa_factor));
}

/* The factor put into kappa_now gives the printed use. */
static void finds_the_factor(void **state) {
  fixture *f = *state;
  static const double wanted[] = {5, 20, 27, 45};
  for (size_t i = 0; i < 4; i++) {
    const double factor = qn_demand_kappa_factor(f->demand, QN_SCOPE_RURAL, wanted[i], f->arena);
    assert_true(factor > 0);
    qn_case *c = NULL;
    qn_demand *demand = NULL;
    qn_rows rows;
    assert_int_equal(qn_case_read(&c, REGION, NULL), QN_OK);
    for (int k = 0; k < 2; k++) c->building_classes[k].kappa_now *= factor;
    assert_int_equal(qn_demand_new(&demand, c, NULL, NULL), QN_OK);
    assert_int_equal(qn_demand_calibration(&rows, demand, f->arena), QN_OK);
    CHECK_NEAR(calibration_row(&rows, "rural")->model, wanted[i], 1e-12, "met");
    qn_demand_free(demand);
    qn_case_free(c);
  }
  assert_true(isnan(qn_demand_kappa_factor(f->demand, QN_SCOPE_ALL, 1, f->arena)));
}

static void makes_all_three(void **state) {
  fixture *f = *state;
  qn_rows rows[QN_DEMAND_TABLES];
  assert_int_equal(qn_demand_tables(rows, f->demand, f->arena, f->findings), QN_OK);
  assert_string_equal(rows[QN_HEAT_LOAD].table->name, "heat_load");
  assert_string_equal(rows[QN_DURATION].table->name, "duration");
  assert_string_equal(rows[QN_CALIBRATION].table->name, "calibration");
  assert_int_equal(rows[QN_HEAT_LOAD].count, 15);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sums_load_by_county_and_zone),
      cmocka_unit_test(takes_a_stage),
      cmocka_unit_test(weighs_modes),
      cmocka_unit_test(lists_notes_on_bases),
      cmocka_unit_test(draws_duration_curves),
      cmocka_unit_test(compares_with_printed_use),
      cmocka_unit_test(finds_the_factor),
      cmocka_unit_test(makes_all_three),
  };
  return cmocka_run_group_tests_name("heat tables", tests, begin, end);
}
