#include "audit/formula.h"

#include <string.h>

#include "audit/range.h"
#include "check.h"

/* Value of a formula in which every id that ends in a digit has that digit's value. */
static double value_of(const qn_formula *f, qn_arena *arena) {
  qn_interval box[64], out = {NAN, NAN};
  qn_ranger ranger;
  for (int v = 0; v < f->n_name; v++) {
    const double digit = f->names[v][strlen(f->names[v]) - 1] - '0';
    box[v] = (qn_interval){digit, digit};
  }
  assert_int_equal(qn_ranger_make(&ranger, f, arena), QN_OK);
  assert_int_equal(qn_range_find(&out, &ranger, box), QN_OK);
  return out.low / 2 + out.high / 2;
}

/* Precedence, associativity and units by hand; known ids: a2 and h2, which read as units too. */
static void computes(void **state) {
  (void)state;
  static const struct {
    const char *text;
    double value;
    int names;
  } cases[] = {
      {"a1", 1, 1},
      {"= a1", 1, 1},
      {"a1+a2*a3", 7, 3},
      {"(a1+a2)*a3", 9, 3},
      {"a9-a3-a2", 4, 3},
      {"a8/a4/a2", 1, 3},
      {"a8/(a4/a2)", 4, 3},
      {"-a3+a5", 2, 2},
      {"a2*-a3", -6, 2},
      {"--a3", 3, 1},
      {"sum(a1,a2,a3)", 6, 3},
      {"SUM(a1, a2) * 2", 6, 2},
      {"sum(a1)", 1, 1},
      {"sum(a1*a2, sum(a3, a4), -(a5))", 4, 5},
      {"a2*a2 + a2", 6, 1},
      {"1.5 + .5", 2, 0},
      {"ａ２×ａ３÷（ａ１＋ａ２）", 2, 3},
      {"a5 − a2", 3, 2},
      {"sum(a1、a2；a3)", 6, 3},
      {"城区1 + 农村2", 3, 2},
      {"_x1 + x.y2", 3, 2},
      {"summe3 + sum4", 7, 2},
      {"a1*29 kgce/m2", 29 * 29307600., 1},
      {"29kgce/m2*a2", 58 * 29307600., 1},
      {"29 kgce/m2/a2", 14.5 * 29307600., 1},
      {"0.7 MW/(t/h)", 1, 0},
      {"a1*2 W/(m2·K)*a3", 6, 2},
      {"65%", 0.65, 0},
      {"a2 * 50 %", 1, 1},
      {"100%-a1", 0, 1},
      {"3 万", 30000, 0},
      {"2 m^2", 2, 0},
      {"8 m^-2", 8, 0},
      {"6 kg/h2", 3, 1},
      {"6 kg/(h2)", 3, 1},
      {"6 kg/h", 6. / 3600, 0},
      {"48 W/m^2", 48, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_arena *arena = qn_arena_new();
    qn_names known = {0};
    qn_formula f;
    qn_names_add(&known, "h2", 0, NULL);
    qn_names_add(&known, "a2", 1, NULL);
    CHECK(qn_formula_parse(&f, cases[i].text, &known, arena, NULL) == QN_OK, cases[i].text);
    CHECK(f.n_name == cases[i].names, cases[i].text);
    CHECK_NEAR(value_of(&f, arena), cases[i].value, 1e-13, cases[i].text);
    qn_names_clear(&known);
    qn_arena_free(arena);
  }
}

/* at: what the finding quotes as the place; "" when the end came too early. */
static void refuses_with_the_place(void **state) {
  (void)state;
  static const struct {
    const char *text, *at;
  } cases[] = {
      {"", ""},
      {"=", ""},
      {"a1+", ""},
      {"a1 a2", "a2"},
      {"a1+*a2", "*a2"},
      {"(a1", ""},
      {"a1)", ")"},
      {"sum(", ""},
      {"sum()", ")"},
      {"sum(a1,)", ")"},
      {"sum(a1", ""},
      {"a1 & a2", "& a2"},
      {"1.2.3", "1.2.3"},
      {"5 nounit", "5 nounit"},
      {"a1 > 5", "> 5"},
      {"a1^2", "^2"},
      {"3 4", "3 4"},
      {"+a1", "+a1"},
      {"a1,a2", ",a2"},
      {"5 kg/", ""},
      {"\"a1\"", "\"a1\""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_arena *arena = qn_arena_new();
    qn_findings *list = qn_findings_new();
    qn_formula f = {.n_node = -7};
    CHECK(qn_formula_parse(&f, cases[i].text, NULL, arena, list) == QN_EINPUT, cases[i].text);
    CHECK(f.n_node == -7, cases[i].text);
    CHECK(qn_findings_count(list) == 1, cases[i].text);
    const qn_finding *found = qn_findings_at(list, 0);
    CHECK(found->n_arg == (*cases[i].at ? 1 : 0), cases[i].text);
    if (found->n_arg) assert_string_equal(found->args[0].as.text, cases[i].at);
    qn_findings_free(list);
    qn_arena_free(arena);
  }
}

static void refuses_what_is_too_much(void **state) {
  (void)state;
  char deep[200], wide[5000];
  memset(deep, '(', 100);
  memcpy(deep + 100, "a1", 3);
  for (size_t i = 0; i < sizeof wide - 1; i++) wide[i] = i % 2 ? '+' : '1';
  wide[sizeof wide - 1] = '\0';
  const char *const cases[] = {deep, wide, "a1 + \xFF"};
  qn_arena *arena = qn_arena_new();
  for (size_t i = 0; i < 3; i++) {
    qn_formula f;
    assert_int_equal(qn_formula_parse(&f, cases[i], NULL, arena, NULL), QN_EINPUT);
  }
  wide[3999] = '\0'; /* the longest that is read: 2,000 ones */
  qn_formula f;
  assert_int_equal(qn_formula_parse(&f, wide, NULL, arena, NULL), QN_OK);
  CHECK_NEAR(value_of(&f, arena), 2000, 1e-12, "2,000 ones");
  qn_arena_free(arena);
}

/* Dimensions of x (m2), y (W/m2) and z (%) put together. */
static void knows_dimensions(void **state) {
  (void)state;
  static const struct {
    const char *text, *dimension; /* NULL: unlike quantities are added */
  } cases[] = {
      {"x*y", "m2*kg/s3"},
      {"x+x*z", "m2"},
      {"x+y", NULL},
      {"x-1", NULL},
      {"x/x", "1"},
      {"1-z", "1"},
      {"x*48 W/m2", "m2*kg/s3"},
      {"-x", "m2"},
      {"sum(x,x,5 ha)", "m2"},
      {"sum(x,5 km)", NULL},
      {"1/x", "1/m2"},
      {"x*(z+y)", NULL},
      {"2 元/户/x", "CNY/m2/household"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_arena *arena = qn_arena_new();
    qn_findings *list = qn_findings_new();
    qn_formula f;
    qn_unit units[4], out;
    qn_text words = {0};
    CHECK(qn_formula_parse(&f, cases[i].text, NULL, arena, list) == QN_OK, cases[i].text);
    for (int v = 0; v < f.n_name; v++) {
      const char *unit = *f.names[v] == 'x' ? "万平方米" : *f.names[v] == 'y' ? "W/m2" : "%";
      assert_int_equal(qn_unit_parse(&units[v], unit), QN_OK);
    }
    const qn_status s = qn_formula_dimension(&out, &f, units, arena, list);
    CHECK(s == (cases[i].dimension ? QN_OK : QN_ERANGE), cases[i].text);
    CHECK(qn_findings_count(list) == (s ? 1 : 0), cases[i].text);
    if (!s) {
      assert_int_equal(qn_dimension_words(&words, &out), QN_OK);
      assert_string_equal(words.bytes, cases[i].dimension);
    }
    qn_text_clear(&words);
    qn_findings_free(list);
    qn_arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(computes),
      cmocka_unit_test(refuses_with_the_place),
      cmocka_unit_test(refuses_what_is_too_much),
      cmocka_unit_test(knows_dimensions),
  };
  return cmocka_run_group_tests_name("formula", tests, NULL, NULL);
}
