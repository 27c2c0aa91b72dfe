#include <jansson.h>

#include "sample.h"
#include "table/json.h"

static const struct {
  const char *text, *json;
} strings[] = {
    {NULL, "null"},
    {"", "\"\""},
    {"通辽市", "\"通辽市\""},
    {"a\"b\\c\n\t", "\"a\\\"b\\\\c\\n\\t\""},
    {"</script>", "\"\\u003c/script>\""},
    {"\x01", "\"\\u0001\""},
    {"a\xFF", "\"a\xEF\xBF\xBD\""},
    {"\xFFz", "\"\xEF\xBF\xBDz\""},
    {"中\xE4\xB8", "\"中\xEF\xBF\xBD\xEF\xBF\xBD\""},
};

static void escapes_strings(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
    qn_text out = {0};
    CHECK(!qn_json_string(&out, strings[i].text), strings[i].json);
    CHECK(!strcmp(out.bytes, strings[i].json), out.bytes);
    qn_text_clear(&out);
  }
}

/* Another reader (jansson) finds every member. */
static void another_reader_agrees(void **state) {
  (void)state;
  mode_row modes[] = {{"hp", "热泵 <1>", 0, 2025}, {"x", NULL, -1, QN_NO_INT}};
  unit_row unit = {.id = "001",
                   .area_m2 = 0.1,
                   .share = NAN,
                   .opened = 20251115,
                   .is_open = 1,
                   .households = 1234567,
                   .year = QN_NO_INT};
  const qn_rows rows[] = {{.table = &modes_table, .at = modes, .count = 2},
                          {.table = &areas_table, .at = NULL, .count = 0}};
  const qn_rows run = {.table = &units_table, .at = &unit, .count = 1};
  qn_text out = {0};
  assert_int_equal(qn_tables_json(&out, &run, rows, 2), QN_OK);
  json_error_t error;
  json_t *root = json_loads(out.bytes, 0, &error);
  if (!root) fail_msg("%s: %s", error.text, out.bytes);
  const json_t *r = json_object_get(root, "run"), *tables = json_object_get(root, "tables");
  assert_int_equal(json_integer_value(json_object_get(root, "format")), 1);
  assert_string_equal(json_string_value(json_object_get(r, "id")), "001");
  assert_true(json_real_value(json_object_get(r, "area_m2")) == 0.1);
  assert_true(json_is_null(json_object_get(r, "share")));
  assert_true(json_is_null(json_object_get(r, "year")));
  assert_true(json_is_true(json_object_get(r, "is_open")));
  assert_string_equal(json_string_value(json_object_get(r, "opened")), "2025-11-15");
  assert_int_equal(json_integer_value(json_object_get(r, "households")), 1234567);
  const json_t *m = json_object_get(tables, "modes");
  assert_int_equal(json_array_size(m), 2);
  assert_string_equal(json_string_value(json_object_get(json_array_get(m, 0), "name")), "热泵 <1>");
  assert_string_equal(json_string_value(json_object_get(json_array_get(m, 0), "family")), "pump");
  assert_true(json_is_null(json_object_get(json_array_get(m, 1), "name")));
  assert_true(json_is_null(json_object_get(json_array_get(m, 1), "family")));
  assert_int_equal(json_array_size(json_object_get(tables, "areas")), 0);
  json_decref(root);
  qn_text_clear(&out);
}

static void without_a_run(void **state) {
  (void)state;
  qn_text out = {0};
  assert_int_equal(qn_tables_json(&out, NULL, NULL, 0), QN_OK);
  assert_string_equal(out.bytes, "{\"format\":1,\n\"run\":{},\n\"tables\":{}}\n");
  qn_text_clear(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(escapes_strings),
      cmocka_unit_test(another_reader_agrees),
      cmocka_unit_test(without_a_run),
  };
  return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
