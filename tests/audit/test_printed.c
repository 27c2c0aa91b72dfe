#include "audit/printed.h"

#include <string.h>

#include "check.h"

/* Ends by the rule of the header, by hand, in the unit's SI value. */
static const struct {
  const char *value, *unit, *qualifier;
  double low, high;
} cases[] = {
    {"4.17", "亿平方米", "exact", 4.165e8, 4.175e8},
    {"4.17", "亿平方米", NULL, 4.165e8, 4.175e8},
    {"4.170", "", "", 4.1695, 4.1705},
    {"9547", "万平方米", "exact", 95465000, 95475000},
    {"600", "万平方米", "about", 5.5e6, 6.5e6},
    {"620", "", "about", 613.8, 626.2}, /* 1 % is more than 5 */
    {"10", "", "about", 5, 15},
    {"7.5", "", "左右", 7.425, 7.575}, /* 1 % is more than 0.05 */
    {"0.27", "", "约", 0.265, 0.275},
    {"1.2", "万元/户", "about", 11500, 12500},
    {"24709", "", "about", 24461.91, 24956.09},
    {"0", "", "about", -0.5, 0.5},
    {"90", "%", "at_least", 0.895, INFINITY},
    {"90", "%", "以上", 0.895, INFINITY},
    {"35", "mg/m3", "at_most", -INFINITY, 35.5e-6},
    {"50", "毫克/立方米", "不高于", -INFINITY, 50.5e-6},
    {"90-100", "W/m2", "exact", 89.5, 100.5},
    {"1470 ~ 1590", "", "", 1469.5, 1590.5},
    {"7～7.5", "m/s", "", 6.5, 7.55},
    {"2至3", "倍", "", 1.5, 3.5},
    {"2 到 3", "倍", "about", 1.5, 3.5},
    {"-15 - -3", "℃", "", -15.5, -2.5},
    {"零下15到零下3", "℃", "", -15.5, -2.5},
    {"-50", "℃", "", -50.5, -49.5},
    {"−50", "℃", "", -50.5, -49.5},
    {"24,709", "", "", 24708.5, 24709.5},
    {"1,234,567.8", "", "", 1234567.75, 1234567.85},
    {"２４，７０９．５", "", "", 24709.45, 24709.55},
    {"  12 ", "", "", 11.5, 12.5},
    {"2万", "台", "", 15000, 25000},
    {"2 万", "台", "", 15000, 25000},
    {"3.2×10⁴", "m2", "", 31500, 32500},
    {"75.5%", "%", "", 0.7545, 0.7555},
    {"75.5%", "", "", 0.7545, 0.7555},
    {"3亿元", NULL, "", 2.5e8, 3.5e8},
    {"645.95", "MW", "", 645.945e6, 645.955e6},
    {".5", "", "", 0.45, 0.55},
};

static void reads_what_is_printed(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *name = cases[i].value;
    qn_printed got;
    CHECK(!qn_printed_parse(&got, name, cases[i].unit, cases[i].qualifier), name);
    if (isinf(cases[i].low))
      CHECK(got.range.low == cases[i].low, name);
    else
      CHECK_NEAR(got.range.low, cases[i].low, 1e-13, name);
    if (isinf(cases[i].high))
      CHECK(got.range.high == cases[i].high, name);
    else
      CHECK_NEAR(got.range.high, cases[i].high, 1e-13, name);
  }
}

static void keeps_value_and_unit(void **state) {
  (void)state;
  qn_printed got;
  assert_int_equal(qn_printed_parse(&got, "2万", "台", ""), QN_PRINTED_FINE);
  assert_true(got.value == 20000 && got.unit.factor == 1);
  assert_int_equal(qn_printed_parse(&got, "90-100", "W/m2", ""), QN_PRINTED_FINE);
  assert_true(got.value == 95);
  assert_int_equal(qn_printed_parse(&got, "7.5亿平方米", "", ""), QN_PRINTED_FINE);
  assert_true(got.value == 7.5 && got.unit.factor == 1e8);
}

static void says_which_part_is_at_fault(void **state) {
  (void)state;
  static const struct {
    const char *value, *unit, *qualifier;
    qn_fault fault;
  } wrong[] = {
      {"", "m2", "", QN_PRINTED_VALUE},
      {NULL, "m2", "", QN_PRINTED_VALUE},
      {"许多", "m2", "", QN_PRINTED_VALUE},
      {"12x", "m2", "", QN_PRINTED_VALUE},
      {"1,23", "", "", QN_PRINTED_VALUE},
      {"1234,567", "", "", QN_PRINTED_VALUE},
      {"1,234,56", "", "", QN_PRINTED_VALUE},
      {"1.2.3", "", "", QN_PRINTED_VALUE},
      {"1 000", "", "", QN_PRINTED_VALUE},
      {"100-90", "", "", QN_PRINTED_VALUE},
      {"90-", "", "", QN_PRINTED_VALUE},
      {"-", "", "", QN_PRINTED_VALUE},
      {".", "", "", QN_PRINTED_VALUE},
      {"1 5", "", "", QN_PRINTED_VALUE},
      {"5 km", "m2", "", QN_PRINTED_VALUE},
      {"1-2-3", "", "", QN_PRINTED_VALUE},
      {"\xFF", "", "", QN_PRINTED_VALUE},
      {"12", "furlong", "", QN_PRINTED_UNIT},
      {"12", "m2", "roughly", QN_PRINTED_QUALIFIER},
      {"12", "m2", "ab|out", QN_PRINTED_QUALIFIER},
      {"12345678901234567890123456789012345678901234567890123456789012345", "", "",
       QN_PRINTED_VALUE},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    qn_printed got = {.value = -7};
    const qn_fault fault =
        qn_printed_parse(&got, wrong[i].value, wrong[i].unit, wrong[i].qualifier);
    CHECK(fault == wrong[i].fault, wrong[i].value ? wrong[i].value : "NULL");
    CHECK(got.value == -7, wrong[i].value ? wrong[i].value : "NULL");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_what_is_printed),
      cmocka_unit_test(keeps_value_and_unit),
      cmocka_unit_test(says_which_part_is_at_fault),
  };
  return cmocka_run_group_tests_name("printed values", tests, NULL, NULL);
}
