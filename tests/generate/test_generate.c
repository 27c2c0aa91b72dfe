#include "generate/generate.h"

#include <string.h>

#include "check.h"

static const char DATA[] = QN_SOURCE_DIR "/data";

static qn_status generate(qn_case **out, const char *region, uint64_t seed, qn_findings *findings) {
  const qn_generate_options options = {.regions = &region,
                                       .n_region = 1,
                                       .data_folder = DATA,
                                       .seed = seed,
                                       .base_year = 2021,
                                       .horizon = 2025};
  return qn_generate_case(out, &options, findings);
}

/* Expected: counted in the village list with awk (townships + counties + what lies above); zones by
 * the rule of docs/defaults.md. */
static const struct {
  const char *region;
  int areas, places, pastoral;
} regions[] = {
    {"通辽市", 154, 2561, 1}, {"1505", 154, 2561, 1},       {"开鲁县", 16, 273, 0},
    {"150523", 16, 273, 0},   {"忻州市", 193, 2863, 0},     {"通辽市科尔沁区", 30, 481, 0},
    {"济南市", 180, 5698, 0}, {"北京市东城区", 20, 168, 0},
};

static void every_place_becomes_a_unit(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
    qn_case *c = NULL;
    qn_findings *findings = qn_findings_new();
    CHECK(generate(&c, regions[i].region, 0, findings) == QN_OK, regions[i].region);
    CHECK(qn_findings_count_of(findings, QN_ERROR) == 0, regions[i].region);
    int places = 0, pastoral = 0;
    for (int u = 0; u < c->n_units; u++) {
      places += strlen(c->units[u].id) == 12;
      pastoral += !strcmp(c->units[u].zone, "pastoral");
      CHECK(c->units[u].households >= 1, c->units[u].id);
    }
    CHECK(places == regions[i].places, regions[i].region);
    CHECK(c->n_areas == regions[i].areas, regions[i].region);
    CHECK((pastoral > 0) == regions[i].pastoral, regions[i].region);
    qn_case_free(c);
    qn_findings_free(findings);
  }
}

static void names_are_resolved_or_refused(void **state) {
  (void)state;
  static const struct {
    const char *name, *fmt, *suggested;
  } cases[] = {
      {"不存在市", "no area is called %s", NULL},
      {"通辽是", "no area is called %s", "通辽市"},
      {"999999", "no area has the code %s", NULL},
      {"朝阳区", "%zu areas are called %s: give a code", "110105 市辖区朝阳区"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_case *c = NULL;
    qn_findings *findings = qn_findings_new();
    CHECK(generate(&c, cases[i].name, 0, findings) == QN_EINPUT, cases[i].name);
    CHECK(!c && qn_findings_count(findings) == 1, cases[i].name);
    const qn_finding *f = qn_findings_at(findings, 0);
    CHECK(!strcmp(f->fmt, cases[i].fmt), cases[i].name);
    if (cases[i].suggested)
      CHECK(f->suggestion && strstr(f->suggestion, cases[i].suggested), cases[i].name);
    qn_findings_free(findings);
  }
}

static double area_in(const qn_case *c, int urban) {
  double m2 = 0;
  for (int i = 0; i < c->n_unit_areas; i++)
    if (c->zones[c->units[c->unit_areas[i].i_unit].i_zone].is_urban == urban)
      m2 += c->unit_areas[i].area_m2;
  return m2;
}

static void totals_are_met(void **state) {
  (void)state;
  const char *region = "通辽市";
  const qn_generate_options options = {.regions = &region,
                                       .n_region = 1,
                                       .data_folder = DATA,
                                       .base_year = 2021,
                                       .horizon = 2025,
                                       .urban_area_m2 = 65770000,
                                       .rural_area_m2 = 29700000};
  qn_case *c = NULL;
  assert_int_equal(qn_generate_case(&c, &options, NULL), QN_OK);
  /* Each row of table present is rounded to a square metre: at most one a row. */
  assert_true(fabs(area_in(c, 1) - 65770000) <= 20);
  assert_true(fabs(area_in(c, 0) - 29700000) <= 20);
  qn_case_free(c);
}

static const qn_unit_row *unit_called(const qn_case *c, const char *id) {
  for (int i = 0; i < c->n_units; i++)
    if (!strcmp(c->units[i].id, id)) return &c->units[i];
  return NULL;
}

/* The draw of a village is its own: the same in a county as in its prefecture, another with another
 * seed. Totals differ, so only what is not scaled is compared. */
static void draws_do_not_depend_on_others(void **state) {
  (void)state;
  qn_case *county = NULL, *prefecture = NULL, *other = NULL;
  assert_int_equal(generate(&county, "150523", 7, NULL), QN_OK);
  assert_int_equal(generate(&prefecture, "1505", 7, NULL), QN_OK);
  assert_int_equal(generate(&other, "150523", 8, NULL), QN_OK);
  int differ = 0;
  for (int i = 0; i < county->n_units; i++) {
    const qn_unit_row *a = &county->units[i];
    const qn_unit_row *b = unit_called(prefecture, a->id), *o = unit_called(other, a->id);
    if (strlen(a->id) != 12) continue;
    CHECK(b && b->income_cny == a->income_cny && b->gas_distance_m == a->gas_distance_m, a->id);
    differ += o && o->income_cny != a->income_cny;
  }
  assert_true(differ > 200);
  qn_case_free(county);
  qn_case_free(prefecture);
  qn_case_free(other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_place_becomes_a_unit),
      cmocka_unit_test(names_are_resolved_or_refused),
      cmocka_unit_test(totals_are_met),
      cmocka_unit_test(draws_do_not_depend_on_others),
  };
  return cmocka_run_group_tests_name("generate", tests, NULL, NULL);
}
