#include "base/text.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "check.h"

static void builds_texts(void **state) {
  (void)state;
  qn_text text = {0};
  assert_string_equal(qn_text_str(&text), "");
  assert_int_equal(qn_text_add(&text, "取暖"), QN_OK);
  assert_int_equal(qn_text_add_n(&text, "abcdef", 3), QN_OK);
  assert_int_equal(qn_text_addf(&text, " %d/%s", 7, "x"), QN_OK);
  assert_int_equal(qn_text_real(&text, 0.1), QN_OK);
  assert_string_equal(qn_text_str(&text), "取暖abc 7/x0.1");
  assert_int_equal(text.length, strlen(text.bytes));
  for (int i = 0; i < 1000; i++) assert_int_equal(qn_text_add(&text, "0123456789"), QN_OK);
  assert_int_equal(text.length, strlen(text.bytes));
  char *taken = qn_text_take(&text);
  assert_true(!text.bytes && !text.length && strlen(taken) > 10000);
  free(taken);
  taken = qn_text_take(&text);
  assert_string_equal(taken, "");
  free(taken);
  qn_text_clear(&text);
}

/* Shortest forms by hand. */
static void prints_numbers(void **state) {
  (void)state;
  static const struct {
    double value;
    const char *text;
  } cases[] = {
      {0, "0"},
      {-0.0, "0"},
      {1, "1"},
      {-17, "-17"},
      {0.1, "0.1"},
      {1.0 / 3, "0.3333333333333333"},
      {1234567, "1234567"},
      {123456789012345., "123456789012345"},
      {1e15, "1e+15"},
      {-2.5e-7, "-2.5e-07"},
      {645.95, "645.95"},
      {INFINITY, "inf"},
      {-INFINITY, "-inf"},
      {NAN, "nan"},
      {0x1p-1074, "4.94065645841247e-324"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char out[32];
    qn_real_print(out, cases[i].value);
    assert_string_equal(out, cases[i].text);
  }
}

/* Expected: by hand, of the definition. */
static void numbers_for_people_have_no_powers(void **state) {
  (void)state;
  static const struct {
    double value;
    int digits;
    const char *text;
  } cases[] = {
      {5813.5, 3, "5814"},
      {0.0058135, 3, "0.00581"},
      {1.85, 3, "1.85"},
      {999.96, 4, "1000"},
      {-12345678.9, 6, "-12345679"},
      {0.1 + 0.2, 15, "0.3"},
      {1e-6, 4, "0.000001"},
      {9.87e-7, 4, "9.87e-07"},
      {1e15, 3, "1000000000000000"},
      {2e18, 3, "2e+18"},
      {100, 2, "100"},
      {0, 3, "0"},
      {NAN, 3, "nan"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char out[32];
    assert_string_equal(qn_real_round(out, cases[i].value, cases[i].digits), cases[i].text);
  }
}

/* Every finite double comes back as itself: random bit patterns and their short decimals. */
static void numbers_come_back(void **state) {
  (void)state;
  qn_random random = qn_random_stream(1, "text", "numbers");
  for (int i = 0; i < 200000; i++) {
    const uint64_t bits = qn_random_next(&random);
    double value, back;
    if (i % 2)
      memcpy(&value, &bits, sizeof value);
    else
      value = (double)(bits % 100000000) / (double)(1 + bits % 1000);
    if (!isfinite(value)) continue;
    char out[32];
    qn_real_print(out, value);
    if (!qn_real_parse(out, &back) || back != value) fail_msg("%.17g printed as %s", value, out);
  }
}

static void reads_numbers(void **state) {
  (void)state;
  static const struct {
    const char *text;
    double value;
  } good[] = {{"0", 0},  {"-1.5", -1.5}, {"+2", 2},      {".5", 0.5}, {"-.5", -0.5},
              {"1.", 1}, {"1e3", 1000},  {"1E-2", 0.01}, {"007", 7},  {"4.170", 4.17}};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    double value = NAN;
    CHECK(qn_real_parse(good[i].text, &value), good[i].text);
    CHECK(value == good[i].value, good[i].text);
  }
  static const char *const bad[] = {"",    " 1",    "1 ",   "-",   "+",   ".",       "e5",
                                    "1e",  "0x10",  "-0X1", "inf", "nan", "1,000",   "1.2.3",
                                    "--1", "1e999", "十",   "1%",  "12a", "infinity"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    double value = 42;
    CHECK(!qn_real_parse(bad[i], &value), bad[i]);
    CHECK(value == 42, bad[i]);
  }
}

/* With a locale whose decimal sign is a comma, when the machine has one. */
static void numbers_ignore_the_locale(void **state) {
  (void)state;
  static const char *const commas[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "fr_FR.utf8",
                                       "ru_RU.UTF-8"};
  const char *set = NULL;
  for (size_t i = 0; i < sizeof commas / sizeof *commas && !set; i++)
    set = setlocale(LC_ALL, commas[i]);
  if (!set) skip();
  char out[32];
  double value = 0;
  qn_real_print(out, 0.25);
  const bool read = qn_real_parse("0.25", &value), comma = qn_real_parse("0,25", &value);
  qn_text text = {0};
  assert_int_equal(qn_text_addf(&text, "%.1f", 2.5), QN_OK);
  setlocale(LC_ALL, "C");
  assert_string_equal(out, "0.25");
  assert_true(read && value == 0.25 && !comma);
  assert_string_equal(text.bytes, "2.5");
  qn_text_clear(&text);
}

/* RFC 3629: the ends of each length, surrogates, overlong forms, cut and stray bytes. */
static void decodes_utf8(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    unsigned code;
    size_t length;
  } cases[] = {
      {"a", 'a', 1},
      {"\x7F", 0x7F, 1},
      {"\xC2\x80", 0x80, 2},
      {"\xDF\xBF", 0x7FF, 2},
      {"\xE0\xA0\x80", 0x800, 3},
      {"暖", 0x6696, 3},
      {"\xED\x9F\xBF", 0xD7FF, 3},
      {"\xEE\x80\x80", 0xE000, 3},
      {"\xEF\xBF\xBF", 0xFFFF, 3},
      {"\xF0\x90\x80\x80", 0x10000, 4},
      {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4},
      {"", 0, 0},
      {"\x80", 0, 0},
      {"\xC0\x80", 0, 0},
      {"\xC1\xBF", 0, 0},
      {"\xE0\x9F\xBF", 0, 0},
      {"\xED\xA0\x80", 0, 0},
      {"\xF0\x8F\xBF\xBF", 0, 0},
      {"\xF4\x90\x80\x80", 0, 0},
      {"\xF8\x88\x80\x80\x80", 0, 0},
      {"\xC2", 0, 0},
      {"\xE6\x9A", 0, 0},
      {"\xE6\x9A"
       "a",
       0, 0},
      {"\xFF", 0, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    size_t length = 99;
    assert_int_equal(qn_utf8_decode(cases[i].bytes, &length), cases[i].code);
    assert_int_equal(length, cases[i].length);
    assert_int_equal(qn_utf8_length(cases[i].bytes), cases[i].length);
    const size_t n = strlen(cases[i].bytes);
    assert_int_equal(qn_utf8_valid(cases[i].bytes, n), n == cases[i].length);
  }
}

/* The bytes need no zero behind them; a zero inside is not text. */
static void validates_utf8_of_a_length(void **state) {
  (void)state;
  const char bytes[] = {'a', '\xE6', '\x9A', '\x96'}, zero[] = {'a', '\0', 'b'};
  assert_true(qn_utf8_valid(bytes, 4) && qn_utf8_valid(bytes, 1) && qn_utf8_valid(bytes, 0));
  assert_false(qn_utf8_valid(bytes, 2) || qn_utf8_valid(bytes, 3) || qn_utf8_valid(zero, 3));
}

static void folds_what_people_type(void **state) {
  (void)state;
  static const struct {
    const char *text, *kept, *lowered;
  } cases[] = {
      {"", "", ""},
      {"  a  b ", "a b", "a b"},
      {"\t取暖\n面积\r\n", "取暖 面积", "取暖 面积"},
      {"　取暖　面积　", "取暖 面积", "取暖 面积"},
      {"Ａｒｅａ（ＨＡ）", "Area(HA)", "area(ha)"},
      {"１２，３４５．６％", "12,345.6%", "12,345.6%"},
      {"\xEF\xBB\xBFid", "id", "id"},
      {"a\xC2\xA0"
       "b",
       "a b", "a b"},
      {"MW/㎡", "MW/㎡", "mw/㎡"},
      {"ÄÖ", "ÄÖ", "ÄÖ"},
      {"a\xFF"
       "B",
       "a\xFF"
       "B",
       "a\xFF"
       "b"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_text kept = {0}, lowered = {0};
    assert_int_equal(qn_text_add(&kept, "x"), QN_OK);
    assert_int_equal(qn_text_fold(&kept, cases[i].text, false), QN_OK);
    assert_int_equal(qn_text_fold(&lowered, cases[i].text, true), QN_OK);
    assert_string_equal(kept.bytes + 1, cases[i].kept);
    assert_string_equal(lowered.bytes, cases[i].lowered);
    qn_text_clear(&kept);
    qn_text_clear(&lowered);
  }
}

/* Levenshtein distances by hand, in characters, not bytes. */
static void measures_distance(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
    size_t limit, distance;
  } cases[] = {
      {"", "", 3, 0},
      {"", "abc", 5, 3},
      {"kitten", "sitting", 9, 3},
      {"kitten", "sitting", 2, 3},
      {"ab", "ba", 5, 2},
      {"取暖面积", "取曖面积", 5, 1},
      {"households", "house_holds", 5, 1},
      {"a", "aaaaaaaaaa", 2, 3},
      {"same", "same", 0, 0},
      {"same", "sane", 0, 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const size_t there = qn_text_distance(cases[i].a, cases[i].b, cases[i].limit);
    CHECK(there == cases[i].distance, cases[i].a);
    CHECK(qn_text_distance(cases[i].b, cases[i].a, cases[i].limit) == there, cases[i].a);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(builds_texts),
      cmocka_unit_test(prints_numbers),
      cmocka_unit_test(numbers_for_people_have_no_powers),
      cmocka_unit_test(numbers_come_back),
      cmocka_unit_test(reads_numbers),
      cmocka_unit_test(numbers_ignore_the_locale),
      cmocka_unit_test(decodes_utf8),
      cmocka_unit_test(validates_utf8_of_a_length),
      cmocka_unit_test(folds_what_people_type),
      cmocka_unit_test(measures_distance),
  };
  return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
