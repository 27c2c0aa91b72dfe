/* The examples are what their recipes give, to the byte; statements are written by hand. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "check.h"
#include "generate/generate.h"

static const char *const examples[] = {"tongliao-2025", "harbin-2021", "xinzhou-2021", "jinan-2022",
                                       "inner-mongolia-2021"};

static void path_of(qn_text *out, const char *a, const char *b, const char *c) {
  out->length = 0;
  assert_int_equal(qn_text_addf(out, "%s/%s/%s", a, b, c), QN_OK);
}

static void compare(const char *made, const char *name) {
#define COMPARE(member, type, table) #member,
  static const char *const tables[] = {"settings", QN_CASE_LIST(COMPARE)};
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    qn_text file = {0}, a = {0}, b = {0}, label = {0};
    assert_int_equal(qn_text_addf(&file, "%s.csv", tables[i]), QN_OK);
    assert_int_equal(qn_text_addf(&label, "%s %s", name, tables[i]), QN_OK);
    qn_text left = {0}, right = {0};
    path_of(&left, made, "case", file.bytes);
    path_of(&right, QN_SOURCE_DIR "/examples", name, file.bytes);
    if (strcmp(tables[i], "statements")) {
      CHECK(qn_path_exists(left.bytes) == qn_path_exists(right.bytes), label.bytes);
      if (qn_path_exists(left.bytes)) {
        CHECK(!qn_file_read(&a, left.bytes, 0, NULL), label.bytes);
        CHECK(!qn_file_read(&b, right.bytes, 0, NULL), label.bytes);
        CHECK(a.length == b.length && !memcmp(a.bytes, b.bytes, a.length), label.bytes);
      }
    }
    qn_text_clear(&file);
    qn_text_clear(&a);
    qn_text_clear(&b);
    qn_text_clear(&label);
    qn_text_clear(&left);
    qn_text_clear(&right);
  }
}

static void recipes_give_the_examples(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
    char folder[] = "/tmp/qingnuan-examples-XXXXXX";
    assert_non_null(mkdtemp(folder));
    qn_text recipe = {0}, made = {0};
    path_of(&recipe, QN_SOURCE_DIR "/examples", "recipes", examples[i]);
    assert_int_equal(qn_text_addf(&made, "%s/case", folder), QN_OK);
    const qn_generate_options options = {.data_folder = QN_SOURCE_DIR "/data",
                                         .recipe = recipe.bytes};
    qn_case *c = NULL;
    qn_findings *findings = qn_findings_new();
    CHECK(!qn_generate_case(&c, &options, findings), examples[i]);
    CHECK(!qn_findings_count_of(findings, QN_ERROR), examples[i]);
    CHECK(!qn_case_write(c, made.bytes, 0, findings), examples[i]);
    compare(folder, examples[i]);
    qn_folder_remove(folder);
    qn_case_free(c);
    qn_findings_free(findings);
    qn_text_clear(&recipe);
    qn_text_clear(&made);
  }
}

/* What the plans print about their base year, in m2: sums over the units of a zone. Expected: the
 * plans' own figures (Tongliao chapter 2; Harbin 1.1.1; Jinan 1.1 and 1.2; Inner Mongolia 1.1). */
static const struct {
  const char *example, *zone; /* zone NULL: all */
  double total_m2;
} printed[] = {
    {"tongliao-2025", "city", 77970000},         {"tongliao-2025", "rural", 29700000},
    {"harbin-2021", "city", 284000000},          {"harbin-2021", "town", 66000000},
    {"harbin-2021", "rural", 67000000},          {"jinan-2022", NULL, 256190000},
    {"inner-mongolia-2021", "rural", 250000000}, {"inner-mongolia-2021", NULL, 1000000000},
};

static void printed_areas_close(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
    qn_text path = {0};
    path_of(&path, QN_SOURCE_DIR, "examples", printed[i].example);
    qn_case *c = NULL;
    CHECK(!qn_case_read(&c, path.bytes, NULL), printed[i].example);
    double m2 = 0;
    for (int k = 0; k < c->n_unit_areas; k++)
      if (!printed[i].zone || !strcmp(c->units[c->unit_areas[k].i_unit].zone, printed[i].zone))
        m2 += c->unit_areas[k].area_m2;
    CHECK_NEAR(m2, printed[i].total_m2, 1e-9, printed[i].example);
    qn_case_free(c);
    qn_text_clear(&path);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(recipes_give_the_examples),
      cmocka_unit_test(printed_areas_close),
  };
  return cmocka_run_group_tests_name("examples", tests, NULL, NULL);
}
