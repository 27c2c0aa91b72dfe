#include "base/units.h"

#include <string.h>

#include "check.h"

#define POWER \
  { 2, 1, -3 }
#define ENERGY \
  { 2, 1, -2 }
#define MONEY(length) \
  { length, 0, 0, 0, 1 }

/* Expected factors from the definitions: SI prefixes, 万 = 10^4, 亿 = 10^8, 1 t/h of a boiler
 * 0.7 MW, 1 kgce 29.3076 MJ, 1 kcal 4186.8 J, 1 a = 8760 h, 15 亩 = 1 hm2. */
static const struct {
  const char *text;
  double factor;
  signed char power[QN_DIMENSIONS];
} cases[] = {
    {"", 1, {0}},
    {NULL, 1, {0}},
    {"1", 1, {0}},
    {"m2", 1, {2}},
    {"m^2", 1, {2}},
    {"m²", 1, {2}},
    {"㎡", 1, {2}},
    {"平方米", 1, {2}},
    {"  平米 ", 1, {2}},
    {"万平方米", 1e4, {2}},
    {"万 平方米", 1e4, {2}},
    {"万m2", 1e4, {2}},
    {"万㎡", 1e4, {2}},
    {"万平米", 1e4, {2}},
    {"亿平方米", 1e8, {2}},
    {"10^4m2", 1e4, {2}},
    {"10⁴m²", 1e4, {2}},
    {"×10⁴ m²", 1e4, {2}},
    {"x10^4 m2", 1e4, {2}},
    {"hm2", 1e4, {2}},
    {"hm²", 1e4, {2}},
    {"ha", 1e4, {2}},
    {"公顷", 1e4, {2}},
    {"亩", 2000. / 3, {2}},
    {"km", 1e3, {1}},
    {"KM", 1e3, {1}},
    {"km2", 1e6, {2}},
    {"平方公里", 1e6, {2}},
    {"万平方公里", 1e10, {2}},
    {"公里", 1e3, {1}},
    {"千米", 1e3, {1}},
    {"万公里", 1e7, {1}},
    {"mm", 1e-3, {1}},
    {"厘米", 1e-2, {1}},
    {"W", 1, POWER},
    {"w", 1, POWER},
    {"kW", 1e3, POWER},
    {"KW", 1e3, POWER},
    {"千瓦", 1e3, POWER},
    {"万千瓦", 1e7, POWER},
    {"万kW", 1e7, POWER},
    {"兆瓦", 1e6, POWER},
    {"百万千瓦", 1e9, POWER},
    {"MW", 1e6, POWER},
    {"Mw", 1e6, POWER},
    {"mW", 1e-3, POWER},
    {"GW", 1e9, POWER},
    {"kVA", 1e3, POWER},
    {"MVA", 1e6, POWER},
    {"蒸吨", 0.7e6, POWER},
    {"蒸吨/小时", 0.7e6, POWER},
    {"万蒸吨", 0.7e10, POWER},
    {"t/h", 0.7e6, POWER},
    {"T/H", 0.7e6, POWER},
    {"吨/小时", 0.7e6, POWER},
    {"kWh", 3.6e6, ENERGY},
    {"KWH", 3.6e6, ENERGY},
    {"kW·h", 3.6e6, ENERGY},
    {"kW h", 3.6e6, ENERGY},
    {"千瓦时", 3.6e6, ENERGY},
    {"千瓦·时", 3.6e6, ENERGY},
    {"万千瓦时", 3.6e10, ENERGY},
    {"亿千瓦时", 3.6e14, ENERGY},
    {"亿kWh", 3.6e14, ENERGY},
    {"GWh", 3.6e12, ENERGY},
    {"MJ", 1e6, ENERGY},
    {"GJ", 1e9, ENERGY},
    {"Gj", 1e9, ENERGY},
    {"TJ", 1e12, ENERGY},
    {"吉焦", 1e9, ENERGY},
    {"万吉焦", 1e13, ENERGY},
    {"兆焦", 1e6, ENERGY},
    {"tce", 29.3076e9, ENERGY},
    {"万tce", 29.3076e13, ENERGY},
    {"吨标煤", 29.3076e9, ENERGY},
    {"吨标准煤", 29.3076e9, ENERGY},
    {"万吨标煤", 29.3076e13, ENERGY},
    {"kgce", 29.3076e6, ENERGY},
    {"千克标煤", 29.3076e6, ENERGY},
    {"kgce/m2", 29.3076e6, {0, 1, -2}},
    {"kCal/kg", 4186.8, {2, 0, -2}},
    {"大卡/千克", 4186.8, {2, 0, -2}},
    {"t", 1e3, {0, 1}},
    {"吨", 1e3, {0, 1}},
    {"万吨", 1e7, {0, 1}},
    {"kg", 1, {0, 1}},
    {"公斤", 1, {0, 1}},
    {"mg/m3", 1e-6, {-3, 1}},
    {"毫克/立方米", 1e-6, {-3, 1}},
    {"kg/t", 1e-3, {0}},
    {"m3", 1, {3}},
    {"㎥", 1, {3}},
    {"Nm3", 1, {3}},
    {"立方米", 1, {3}},
    {"万立方米", 1e4, {3}},
    {"万方", 1e4, {3}},
    {"亿方", 1e8, {3}},
    {"亿立方米", 1e8, {3}},
    {"元", 1, MONEY(0)},
    {"万元", 1e4, MONEY(0)},
    {"亿元", 1e8, MONEY(0)},
    {"CNY", 1, MONEY(0)},
    {"￥", 1, MONEY(0)},
    {"分", 0.01, MONEY(0)},
    {"元/平方米", 1, MONEY(-2)},
    {"元/m2", 1, MONEY(-2)},
    {"元/100m2", 0.01, MONEY(-2)},
    {"元／㎡", 1, MONEY(-2)},
    {"元/平方米·季", 1, MONEY(-2)},
    {"元/千瓦时", 1 / 3.6e6, {-2, -1, 2, 0, 1}},
    {"CNY/kWh", 1 / 3.6e6, {-2, -1, 2, 0, 1}},
    {"元/(户·年)", 1. / 31536000, {0, 0, -1, 0, 1, -1}},
    {"元/户·年", 1. / 31536000, {0, 0, -1, 0, 1, -1}},
    {"元/户/年", 1. / 31536000, {0, 0, -1, 0, 1, -1}},
    {"万元/蒸吨", 1e4 / 0.7e6, {-2, -1, 3, 0, 1}},
    {"元/t/h", 1 / 0.7e6, {-2, -1, 3, 0, 1}},
    {"户", 1, {0, 0, 0, 0, 0, 1}},
    {"万户", 1e4, {0, 0, 0, 0, 0, 1}},
    {"household", 1, {0, 0, 0, 0, 0, 1}},
    {"平方米/户", 1, {2, 0, 0, 0, 0, -1}},
    {"人", 1, {0, 0, 0, 0, 0, 0, 1}},
    {"万人", 1e4, {0, 0, 0, 0, 0, 0, 1}},
    {"台", 1, {0, 0, 0, 0, 0, 0, 0, 1}},
    {"万台", 1e4, {0, 0, 0, 0, 0, 0, 0, 1}},
    {"座", 1, {0, 0, 0, 0, 0, 0, 0, 1}},
    {"个", 1, {0, 0, 0, 0, 0, 0, 0, 1}},
    {"处", 1, {0, 0, 0, 0, 0, 0, 0, 1}},
    {"万头", 1e4, {0, 0, 0, 0, 0, 0, 0, 1}},
    {"个月", 31536000. / 12, {0, 0, 1}},
    {"h", 3600, {0, 0, 1}},
    {"小时", 3600, {0, 0, 1}},
    {"d", 86400, {0, 0, 1}},
    {"天", 86400, {0, 0, 1}},
    {"日", 86400, {0, 0, 1}},
    {"a", 31536000, {0, 0, 1}},
    {"年", 31536000, {0, 0, 1}},
    {"month", 31536000. / 12, {0, 0, 1}},
    {"1/d", 1. / 86400, {0, 0, -1}},
    {"d^-1", 1. / 86400, {0, 0, -1}},
    {"d⁻¹", 1. / 86400, {0, 0, -1}},
    {"m/s", 1, {1, 0, -1}},
    {"season", 1, {0}},
    {"采暖季", 1, {0}},
    {"℃", 1, {0, 0, 0, 1}},
    {"degC", 1, {0, 0, 0, 1}},
    {"°C", 1, {0, 0, 0, 1}},
    {"%", 0.01, {0}},
    {"％", 0.01, {0}},
    {"个百分点", 0.01, {0}},
    {"‰", 0.001, {0}},
    {"share", 1, {0}},
    {"万", 1e4, {0}},
    {"W/m2", 1, {0, 1, -3}},
    {"W/㎡", 1, {0, 1, -3}},
    {"瓦/平方米", 1, {0, 1, -3}},
    {"W/(m2K)", 1, {0, 1, -3, -1}},
    {"W/(m²·℃)", 1, {0, 1, -3, -1}},
    {"W/m²·K", 1, {0, 1, -3, -1}},
    {"W/m2/K", 1, {0, 1, -3, -1}},
    {"W m-2 K-1", 1, {0, 1, -3, -1}},
    {"W/（m·K）", 1, {1, 1, -3, -1}},
    {"W/mK", 1, {1, 1, -3, -1}},
    {"kWh/(m2 a)", 3.6e6 / 31536000, {0, 1, -3}},
    {"GJ/m2", 1e9, {0, 1, -2}},
    {"(km/h)^2", 1e6 / (3600. * 3600), {2, 0, -2}},
};

static void reads_units(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *name = cases[i].text ? cases[i].text : "NULL";
    qn_unit unit;
    CHECK(qn_unit_parse(&unit, cases[i].text) == QN_OK, name);
    CHECK_NEAR(unit.factor, cases[i].factor, 1e-14, name);
    CHECK(!memcmp(unit.power, cases[i].power, sizeof unit.power), name);
  }
}

static void refuses_what_is_none(void **state) {
  (void)state;
  static const char *const wrong[] = {
      "abc",
      "mw",
      "mwh",
      "M",
      "MM",
      "D",
      "A",
      "k",
      "度",
      "m2 3",
      "W/",
      "/m2",
      "W//m",
      "(W",
      "W)",
      "()",
      "m^",
      "m^0",
      "m10",
      "m^-",
      "Mg",
      "元,",
      "kWhx",
      "t/hx",
      "1.2.3m",
      "10^31 m",
      "-",
      "天然气",
      "m2x",
      "kWh ·",
      "* m",
      "平方厘米",
      "\xFF",
      "m\xB2",
      "9^9^9",
      "0",
      "(((((((((m)))))))))",
      "(m9)9",
      "((10^30)^9)^9",
      "元/平方米元/平方米元/平方米元/平方米元/平方米元/平方米元/平方米元/平方米元/平方米元/平方米"
      "元/平方米元/平方米元/平方米元/平方米元/平方米元/平方米元/平方米",
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    qn_unit unit = {.factor = -7};
    CHECK(qn_unit_parse(&unit, wrong[i]) == QN_EINPUT, wrong[i]);
    CHECK(unit.factor == -7, wrong[i]);
  }
}

/* Hand calculations of the trade. */
static void converts(void **state) {
  (void)state;
  static const struct {
    const char *from, *to;
    double factor;
  } pairs[] = {
      {"万千瓦", "MW", 10},
      {"蒸吨", "kW", 700},
      {"亿平方米", "万平方米", 1e4},
      {"亿元", "CNY", 1e8},
      {"元/GJ", "元/kWh", 0.0036},
      {"kgce/m2", "kWh/m2", 29.3076 / 3.6},
      {"亿千瓦时", "MWh", 1e5},
      {"%", "share", 0.01},
      {"km", "m", 1000},
      {"万户", "户", 1e4},
      {"GJ/m2", "kWh/㎡", 1000 / 3.6},
      {"W·h", "kJ", 3.6},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    double factor = 0;
    CHECK(qn_unit_factor(&factor, pairs[i].from, pairs[i].to) == QN_OK, pairs[i].from);
    CHECK_NEAR(factor, pairs[i].factor, 1e-14, pairs[i].from);
  }
  double factor = 5;
  assert_int_equal(qn_unit_factor(&factor, "kW", "kWh"), QN_ERANGE);
  assert_int_equal(qn_unit_factor(&factor, "户", "人"), QN_ERANGE);
  assert_int_equal(qn_unit_factor(&factor, "kW", "no"), QN_EINPUT);
  assert_int_equal(qn_unit_factor(&factor, "no", "kW"), QN_EINPUT);
  assert_true(factor == 5);
}

static void multiplies_and_divides(void **state) {
  (void)state;
  qn_unit area, index, power;
  assert_int_equal(qn_unit_parse(&area, "万平方米"), QN_OK);
  assert_int_equal(qn_unit_parse(&index, "W/m2"), QN_OK);
  assert_int_equal(qn_unit_parse(&power, "MW"), QN_OK);
  const qn_unit load = qn_unit_times(&area, &index, 1);
  assert_true(qn_unit_same_dimension(&load, &power));
  assert_true(load.factor == 1e4);
  const qn_unit back = qn_unit_times(&load, &index, -1);
  assert_true(qn_unit_same_dimension(&back, &area) && !qn_unit_same_dimension(&back, &power));
}

/* Exponents stop at the end of their range and do not wrap. */
static void exponents_saturate(void **state) {
  (void)state;
  qn_unit metre, high = {.factor = 1}, low = {.factor = 1};
  assert_int_equal(qn_unit_parse(&metre, "m"), QN_OK);
  for (int i = 0; i < 300; i++) {
    high = qn_unit_times(&high, &metre, 1);
    low = qn_unit_times(&low, &metre, -1);
  }
  assert_int_equal(high.power[0], 100);
  assert_int_equal(low.power[0], -100);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_units),        cmocka_unit_test(refuses_what_is_none),
      cmocka_unit_test(converts),           cmocka_unit_test(multiplies_and_divides),
      cmocka_unit_test(exponents_saturate),
  };
  return cmocka_run_group_tests_name("units", tests, NULL, NULL);
}
