#include "base/names.h"

#include <stdio.h>
#include <string.h>

#include "check.h"

static void keeps_the_first_of_a_name(void **state) {
  (void)state;
  qn_names names = {0};
  size_t earlier;
  assert_int_equal(qn_names_find(&names, "a"), QN_NO_INDEX);
  assert_int_equal(qn_names_add(&names, "a", 5, &earlier), QN_OK);
  assert_int_equal(earlier, QN_NO_INDEX);
  assert_int_equal(qn_names_add(&names, "a", 6, &earlier), QN_OK);
  assert_int_equal(earlier, 5);
  assert_int_equal(qn_names_add(&names, "", 7, NULL), QN_OK);
  assert_int_equal(qn_names_find(&names, "a"), 5);
  assert_int_equal(qn_names_find(&names, ""), 7);
  assert_int_equal(qn_names_find(&names, "A"), QN_NO_INDEX);
  assert_int_equal(qn_names_find(&names, NULL), QN_NO_INDEX);
  assert_int_equal(names.count, 2);
  qn_names_clear(&names);
  assert_int_equal(qn_names_find(&names, "a"), QN_NO_INDEX);
}

static void finds_among_many(void **state) {
  (void)state;
  enum { COUNT = 20000 };
  static char text[COUNT][16];
  qn_names names = {0};
  for (size_t i = 0; i < COUNT; i++) {
    snprintf(text[i], sizeof text[i], "v%zu", i * 7919);
    assert_int_equal(qn_names_add(&names, text[i], i, NULL), QN_OK);
  }
  for (size_t i = 0; i < COUNT; i++) assert_int_equal(qn_names_find(&names, text[i]), i);
  assert_int_equal(qn_names_find(&names, "v1"), QN_NO_INDEX);
  qn_names_clear(&names);
}

/* At most a third of the misspelt name's characters differ; of equally near ones the first in
 * byte order, whatever the order of adding. */
static void names_the_nearest(void **state) {
  (void)state;
  static const char *const known[] = {"heat_pump", "gas_boiler", "清洁取暖面积", "取暖面积",
                                      "b2",        "b1",         "households"};
  static const struct {
    const char *wrong, *nearest;
  } cases[] = {
      {"heat_pmup", "heat_pump"},
      {"gasboiler", "gas_boiler"},
      {"清洁取暖面识", "清洁取暖面积"},
      {"取曖面积", "取暖面积"},
      {"b9", "b1"},
      {"household", "households"},
      {"coal", NULL},
      {"x", NULL},
      {"gas_boiler", "gas_boiler"},
  };
  for (int backwards = 0; backwards < 2; backwards++) {
    const size_t n = sizeof known / sizeof *known;
    qn_names names = {0};
    assert_null(qn_names_nearest(&names, "a"));
    for (size_t i = 0; i < n; i++) qn_names_add(&names, known[backwards ? n - 1 - i : i], i, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
      const char *nearest = qn_names_nearest(&names, cases[i].wrong);
      CHECK(nearest ? cases[i].nearest && !strcmp(nearest, cases[i].nearest) : !cases[i].nearest,
            cases[i].wrong);
    }
    qn_names_clear(&names);
  }
}

/* FNV-1a of the standard's test vectors, then folded by its own upper half. */
static void hashes_alike_everywhere(void **state) {
  (void)state;
  static const struct {
    const char *text;
    unsigned long long fnv;
  } cases[] = {
      {"", 0xcbf29ce484222325ULL}, {"a", 0xaf63dc4c8601ec8cULL}, {"foobar", 0x85944171f73967e8ULL}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    CHECK(qn_hash(cases[i].text) == (cases[i].fnv ^ (cases[i].fnv >> 32)), cases[i].text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keeps_the_first_of_a_name),
      cmocka_unit_test(finds_among_many),
      cmocka_unit_test(names_the_nearest),
      cmocka_unit_test(hashes_alike_everywhere),
  };
  return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
