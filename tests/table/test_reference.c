/* The reference: the sample in words, and every table of the program in every form. */
#include <jansson.h>
#include <sqlite3.h>

#include "case/case.h"
#include "sample.h"
#include "table/reference.h"

static const qn_table *const sample[] = {&areas_table, &modes_table};
#define TABLE_OF(member, type, table) &table,
static const qn_table *const all[] = {QN_CASE_LIST(TABLE_OF) & qn_settings_table};
enum { ALL = sizeof all / sizeof *all };

static void tells_in_both_languages(void **state) {
  (void)state;
  const qn_wording english = {sample, 2, true}, chinese = {sample, 2, false};
  qn_text out = {0};
  assert_int_equal(qn_schema_text(&out, sample, 1, &english), QN_OK);
  assert_string_equal(out.bytes,
                      "areas  行政区\n  Areas.\n"
                      "  code  行政区划代码、代码\n      code (text): Code.\n      key\n"
                      "  name  名称\n      text: Name.\n      required; 0 to 20 characters\n"
                      "  parent  上级代码\n      code (text): Above.\n      refers to areas.code\n"
                      "  level  级别\n      one of several: Level.\n"
                      "      default county; one of: province, prefecture, county\n");
  out.length = 0;
  assert_int_equal(qn_schema_text(&out, sample + 1, 1, &chinese), QN_OK);
  assert_string_equal(out.bytes,
                      "modes  取暖方式\n  取暖方式。\n"
                      "  id  编号\n      文本: 编号。\n      主键\n"
                      "  name  名称\n      文本: 名称。\n"
                      "  family  类别\n      选项: 类别。\n"
                      "      可选：热泵(pump)、燃气(gas)、燃煤(coal)\n"
                      "  year  年份\n      年份: 年份。\n      主键；默认 2025\n");
  out.length = 0;
  assert_int_equal(qn_schema_markdown(&out, sample + 1, 1, &english), QN_OK);
  assert_string_equal(
      out.bytes,
      "## modes 取暖方式\n\nModes.\n\n"
      "| column | Chinese headers | kind | unit | rules | meaning |\n"
      "|---|---|---|---|---|---|\n"
      "| `id` | 编号 | text |  | key | Id. |\n"
      "| `name` | 名称 | text |  |  | Name. |\n"
      "| `family` | 类别 | one of several |  | one of: pump, gas, coal | Family. |\n"
      "| `year` | 年份 | year |  | key; default 2025 | Year. |\n");
  qn_text_clear(&out);
}

/* In Chinese by the names that a clerk sees; a table that is not among those known by its own. */
static void references_are_told_by_the_names_of_their_tables(void **state) {
  (void)state;
  static const struct {
    const char *ref, *words[2];
  } cases[] = {
      {"areas.code", {"表“行政区”的“行政区划代码”之一", "refers to areas.code"}},
      {"modes.id|modes.family",
       {"表“取暖方式”的“编号”或“类别”之一", "refers to modes.id or group modes.family"}},
      {"units.id", {"表“units”的“id”之一", "refers to units.id"}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int english = 0; english < 2; english++) {
      const qn_wording in = {sample, 2, english};
      const qn_column column = {.name = "c", .kind = QN_CODE, .ref = cases[i].ref};
      qn_text out = {0};
      assert_int_equal(qn_fact_rules(&out, &column, &in), QN_OK);
      assert_string_equal(out.bytes, cases[i].words[english]);
      qn_text_clear(&out);
    }
}

/* Every table and column is there, with its headers. */
static void json_has_everything(void **state) {
  (void)state;
  qn_text out = {0};
  assert_int_equal(qn_schema_json(&out, all, ALL), QN_OK);
  json_error_t error;
  json_t *root = json_loads(out.bytes, 0, &error);
  if (!root) fail_msg("%s", error.text);
  const json_t *tables = json_object_get(root, "tables");
  assert_int_equal(json_array_size(tables), ALL);
  for (size_t t = 0; t < ALL; t++) {
    const json_t *table = json_array_get(tables, t), *columns = json_object_get(table, "columns");
    assert_string_equal(json_string_value(json_object_get(table, "name")), all[t]->name);
    assert_int_equal(json_array_size(columns), all[t]->n_column);
    for (size_t c = 0; c < all[t]->n_column; c++) {
      const json_t *column = json_array_get(columns, c);
      const qn_column *declared = &all[t]->columns[c];
      CHECK(!strcmp(json_string_value(json_object_get(column, "name")), declared->name),
            declared->name);
      CHECK(json_array_size(json_object_get(column, "zh")) > 0, declared->name);
      CHECK((json_array_size(json_object_get(column, "choices")) > 0) == !!declared->choices,
            declared->name);
      CHECK(json_string_length(json_object_get(column, "help_en")) > 0, declared->name);
      CHECK(json_string_length(json_object_get(column, "help_zh")) > 0, declared->name);
    }
  }
  json_decref(root);
  qn_text_clear(&out);
}

static int run_sql(sqlite3 *db, const char *sql) {
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* SQLite takes the statements and checks what they say. */
static void sqlite_checks_rows(void **state) {
  static const struct {
    const char *sql;
    int result;
  } rows[] = {
      {"INSERT INTO areas VALUES ('15', '省', NULL, 'province')", SQLITE_OK},
      {"INSERT INTO areas VALUES ('1505', '通辽', '15', 'prefecture')", SQLITE_OK},
      {"INSERT INTO areas VALUES ('1505', '又', '15', 'prefecture')", SQLITE_CONSTRAINT},
      {"INSERT INTO areas VALUES ('1506', '丙', '16', 'prefecture')", SQLITE_CONSTRAINT},
      {"INSERT INTO areas VALUES ('1507', NULL, '15', 'prefecture')", SQLITE_CONSTRAINT},
      {"INSERT INTO areas VALUES ('1508', '丁', '15', 'city')", SQLITE_CONSTRAINT},
      {"INSERT INTO units (id, area, area_m2) VALUES ('1', '1505', -1)", SQLITE_CONSTRAINT},
      {"INSERT INTO units (id, area, area_m2) VALUES ('1', '1505', 1)", SQLITE_OK},
  };
  static const qn_table *const three[] = {&units_table, &areas_table, &modes_table};
  (void)state;
  qn_text out = {0};
  sqlite3 *db;
  assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
  assert_int_equal(qn_schema_ddl(&out, three, 3, QN_SQLITE), QN_OK);
  assert_int_equal(run_sql(db, "PRAGMA foreign_keys = ON"), SQLITE_OK);
  if (run_sql(db, out.bytes)) fail_msg("%s\n%s", sqlite3_errmsg(db), out.bytes);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    CHECK(run_sql(db, rows[i].sql) == rows[i].result, rows[i].sql);
  sqlite3_close(db);
  out.length = 0;
  assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
  assert_int_equal(qn_schema_ddl(&out, all, ALL, QN_SQLITE), QN_OK);
  if (run_sql(db, out.bytes)) fail_msg("%s\n%s", sqlite3_errmsg(db), out.bytes);
  sqlite3_close(db);
  qn_text_clear(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tells_in_both_languages),
      cmocka_unit_test(references_are_told_by_the_names_of_their_tables),
      cmocka_unit_test(json_has_everything),
      cmocka_unit_test(sqlite_checks_rows),
  };
  return cmocka_run_group_tests_name("reference", tests, NULL, NULL);
}
