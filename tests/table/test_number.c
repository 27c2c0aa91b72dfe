/* Numbers, dates and years as people type them; expected values by hand. */
#include <stdio.h>

#include "check.h"
#include "table/number.h"

static const double WAN = 1e4;

static const struct {
  const char *text, *unit;
  double scale, value; /* NAN: refused */
} numbers[] = {
    {"0", "", 1, 0},
    {"-0.5", "", 1, -0.5},
    {"+7", "", 1, 7},
    {"1e3", "", 1, 1000},
    {"1.5E-2", "", 1, 0.015},
    {".5", "", 1, 0.5},
    {"5.", "", 1, 5},
    {" 12 ", "", 1, 12},
    {"１２．５", "", 1, 12.5},
    {"－３", "", 1, -3},
    {"−3", "", 1, -3},
    {"1,234", "", 1, 1234},
    {"1,234,567.8", "", 1, 1234567.8},
    {"1，234", "", 1, 1234},
    {"1 234", "", 1, 1234},
    {"1'234", "", 1, 1234},
    {"12,34", "", 1, NAN},
    {"1234,567", "", 1, NAN},
    {"1,2", "", 1, NAN},
    {"3.2万", "m2", 1, 32000},
    {"3.2 万", "m2", 1, 32000},
    {"4.17亿", "m2", 1, 4.17e8},
    {"5千", "", 1, 5000},
    {"2百万", "", 1, 2e6},
    {"3.2万m2", "m2", 1, 32000},
    {"3.2万平方米", "m2", 1, 32000},
    {"0.3公顷", "m2", 1, 3000},
    {"3.2", "m2", 1e4, 32000},
    {"1.1", "m2", 1e4, 11000},
    {"32000m2", "m2", 1e4, 32000}, /* the cell's unit wins over the header's */
    {"3.2万", "m2", 1e4, NAN},     /* not both */
    {"25%", "1", 1, 0.25},
    {"25.5％", "1", 1, 0.255},
    {"25", "1", 0.01, 0.25},
    {"0.57", "1", 0.01, 0.0057},
    {"80W/m2", "W/m2", 1, 80},
    {"80 W/㎡", "W/m2", 1, 80},
    {"1MW", "kW", 1, 1000},
    {"3 kW", "m2", 1, NAN},
    {"", "", 1, NAN},
    {"-", "", 1, NAN},
    {".", "", 1, NAN},
    {"e5", "", 1, NAN},
    {"1.2.3", "", 1, NAN},
    {"0x10", "", 1, NAN},
    {"3×10", "", 1, NAN},
    {"3*10", "", 1, NAN},
    {"3(2)", "", 1, NAN},
    {"1/2", "", 1, NAN},
    {"5-10", "", 1, NAN},
    {"5~10", "", 1, NAN},
    {"20℃", "degC", 1, 20},
    {"¥5", "CNY", 1, NAN},
    {"5元", "CNY", 1, 5},
    {"5万元", "CNY", 1, 50000},
    {"nan", "", 1, NAN},
    {"inf", "", 1, NAN},
    {"1e999", "", 1, NAN},
    {"约100", "", 1, NAN},
    {"100左右", "", 1, NAN},
    {"12345678901234567890123456789012345678901234567890123456789012345678901234567890", "", 1,
     NAN},
};

static void reads_numbers(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    double value = NAN;
    const qn_status s =
        qn_number_read(&value, numbers[i].text, numbers[i].unit, qn_scale_of(numbers[i].scale));
    if (isnan(numbers[i].value))
      CHECK(s, numbers[i].text);
    else if (s || value != numbers[i].value)
      fail_msg("%s: status %d, %.17g", numbers[i].text, s, value);
  }
}

/* Every number of up to four digits read below 万 is what its own digits with four zeros are. */
static void multiplies_by_ten_thousand_exactly(void **state) {
  (void)state;
  for (int n = 1; n < 10000; n++) {
    char text[16];
    double value;
    snprintf(text, sizeof text, "%d.%03d", n / 1000, n % 1000);
    assert_int_equal(qn_number_read(&value, text, "", qn_scale_of(WAN)), QN_OK);
    CHECK(value == n * 10., text);
    assert_int_equal(qn_number_read(&value, text, "", qn_scale_of(0.01)), QN_OK);
    CHECK(value == n / 1e5, text);
  }
}

static const struct {
  const char *text;
  double scale, step;
} steps[] = {
    {"12", 1, 1},      {"12.5", 1, 0.1},     {"12.50", 1, 0.01}, {"1,234.5", 1, 0.1},
    {"3.2", 1e4, 1e3}, {"3.2万", 1, 1e3},    {"1.5e3", 1, 100},  {"25.5%", 1, 0.001},
    {"x", 1, 0},       {"１２．５", 1, 0.1},
};

static void knows_the_last_digit(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    CHECK_NEAR(qn_number_step(steps[i].text, "1", qn_scale_of(steps[i].scale)), steps[i].step,
               1e-12, steps[i].text);
}

static const struct {
  const char *text;
  int date; /* 0: refused */
} dates[] = {
    {"2025-11-15", 20251115},
    {"2025/11/15", 20251115},
    {"2025.11.15", 20251115},
    {"2025/1/2", 20250102},
    {"20251115", 20251115},
    {"2025年11月15日", 20251115},
    {"2025 年 11 月 5 日", 20251105},
    {"２０２５年１１月１５日", 20251115},
    {"2025年11月15号", 20251115},
    {"2025-11-15 08:30:00", 20251115},
    {"2025-11-15T08:30:00Z", 20251115},
    {"2025/11/15 8:30", 20251115},
    {"45976", 20251115}, /* 2025-11-15 in a spreadsheet */
    {"45976.35", 20251115},
    {"109574", 21991231},
    {"109575", 0},
    {"20000", 19541003},
    {"19999", 0},
    {"36526", 20000101},
    {"2024-02-29", 20240229},
    {"2000-02-29", 20000229},
    {"1900-02-29", 0},
    {"2023-02-29", 0},
    {"2025-13-01", 0},
    {"2025-00-10", 0},
    {"2025-04-31", 0},
    {"2025-11", 0},
    {"2025年11月", 0},
    {"2025", 0},
    {"11/15/2025", 0},
    {"2025-11/15", 0},
    {"2025-11-15 noon", 0},
    {"60", 0},
    {"-5", 0},
    {"暂无", 0},
    {"", 0},
};

static void reads_dates(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
    int date = 0;
    const bool ok = qn_date_read(&date, dates[i].text);
    if (ok != (dates[i].date != 0) || (ok && date != dates[i].date))
      fail_msg("%s: %d", dates[i].text, ok ? date : 0);
  }
}

static const struct {
  const char *text;
  int year;
} years[] = {
    {"2025", 2025},      {"2025年", 2025},
    {"2025年度", 2025},  {"２０２５", 2025},
    {"2025-2026", 2025}, {"2025—2026年采暖季", 2025},
    {"2025/26", 2025},   {"2025年底", 2025},
    {"2025-2027", 0},    {"25", 0},
    {"2025.5", 0},       {"20251", 0},
    {"二〇二五", 0},     {"", 0},
};

static void reads_years(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
    int year = 0;
    const bool ok = qn_year_read(&year, years[i].text);
    if (ok != (years[i].year != 0) || (ok && year != years[i].year))
      fail_msg("%s: %d", years[i].text, ok ? year : 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_numbers),        cmocka_unit_test(multiplies_by_ten_thousand_exactly),
      cmocka_unit_test(knows_the_last_digit), cmocka_unit_test(reads_dates),
      cmocka_unit_test(reads_years),
  };
  return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
