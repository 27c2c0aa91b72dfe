#include "sample.h"
#include "table/choice.h"
#include "table/record.h"

static void finds_columns(void **state) {
  (void)state;
  assert_ptr_equal(qn_table_column(&units_table, "area_m2"), &unit_columns[3]);
  assert_null(qn_table_column(&units_table,
                              "area"
                              "_m3"));
  assert_null(qn_table_column(&units_table, ""));
}

static const struct {
  const char *text;
  int choice;
} choices[] = {{"province", 0},     {"省", 0},          {"地级市", 1},   {" Prefecture ", 1},
               {"ＣＯＵＮＴＹ", 2}, {"县", 2},          {"provinc", -1}, {"", -1},
               {"|", -1},           {"province=省", -1}};

static void finds_choices(void **state) {
  (void)state;
  const qn_column *level = qn_table_column(&areas_table, "level");
  for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
    CHECK(qn_choice_find(level, choices[i].text) == choices[i].choice, choices[i].text);
  qn_arena *arena = qn_arena_new();
  assert_string_equal(qn_choice_text(level, 1, 1, arena), "prefecture");
  assert_string_equal(qn_choice_text(level, 1, 0, arena), "地级市");
  assert_string_equal(qn_choice_text(level, 2, 0, arena), "县");
  assert_string_equal(qn_choice_text(level, 3, 1, arena), "");
  assert_string_equal(qn_choice_text(level, -1, 1, arena), "");
  qn_arena_free(arena);
}

static void places_rows(void **state) {
  (void)state;
  long lines[] = {2, 7};
  const qn_rows read = {.table = &areas_table, .count = 2, .line = lines, .file = "areas.csv"};
  const qn_place place = qn_row_place(&read, 1, "code");
  assert_int_equal(place.row, 7);
  assert_string_equal(place.table, "areas");
  assert_string_equal(place.file, "areas.csv");
  const qn_rows made = {.table = &areas_table, .count = 2};
  assert_int_equal(qn_row_place(&made, 1, NULL).row, 0);
}

static void fills_an_empty_row(void **state) {
  (void)state;
  unit_row row;
  memset(&row, 0x5A, sizeof row);
  row.l_modes = (qn_links){0};
  qn_arena *arena = qn_arena_new();
  assert_int_equal(qn_row_default(&row, &units_table, arena, NULL), QN_OK);
  assert_true(!row.id && !row.name && !row.area && !row.modes);
  assert_true(isnan(row.area_m2) && row.share == 0.1);
  assert_int_equal(row.households, QN_NO_INT);
  assert_int_equal(row.is_open, 1);
  assert_int_equal(row.opened, 0);
  assert_int_equal(row.i_area, -1);
  qn_arena_free(arena);
}

static void splits_lists(void **state) {
  (void)state;
  static const char *const items[] = {"a", "乙", "", "丁 ", "e"};
  const char *rest = "a；乙;、丁 ，e";
  for (size_t i = 0; i < 5; i++) {
    assert_non_null(rest);
    const qn_slice item = qn_list_item(&rest);
    assert_int_equal(item.length, strlen(items[i]));
    assert_memory_equal(item.at, items[i], item.length);
  }
  assert_null(rest);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_columns), cmocka_unit_test(finds_choices),
      cmocka_unit_test(places_rows),   cmocka_unit_test(fills_an_empty_row),
      cmocka_unit_test(splits_lists),
  };
  return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
