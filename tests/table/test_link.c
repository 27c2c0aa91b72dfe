/* Keys and references over several tables, with rows made by hand. */
#include "sample.h"

enum { AREAS, UNITS, MODES, TABLES };

typedef struct {
  area_row areas[6];
  unit_row units[4];
  mode_row modes[4];
  qn_rows rows[TABLES];
  qn_arena *arena;
  qn_findings *findings;
} world;

/* Two areas are called 城关, the codes begin with a zero. */
static void begin(world *w) {
  *w = (world){.areas = {{"0150500", "通辽市", NULL, 9, 1},
                         {"0150502", "科尔沁区", "0150500", 9, 2},
                         {"0150521", "城关", "通辽市", 9, 2},
                         {"0150522", "城关", "150500", 9, 2}},
               .units = {{.id = "a", .area = "0150502", .i_area = 9},
                         {.id = "b", .area = "科尔沁区", .i_area = 9}},
               .modes = {{"hp", "空气源", 0, 2025},
                         {"gp", "地源", 0, 2025},
                         {"wb", "壁挂炉", 1, 2025},
                         {"hp", "空气源新", 0, 2030}},
               .arena = qn_arena_new(),
               .findings = qn_findings_new()};
  w->rows[AREAS] = (qn_rows){.table = &areas_table, .at = w->areas, .count = 4};
  w->rows[UNITS] = (qn_rows){.table = &units_table, .at = w->units, .count = 2};
  w->rows[MODES] = (qn_rows){.table = &modes_table, .at = w->modes, .count = 4};
}

static void end(world *w, qn_status status, const char *expected) {
  assert_int_equal(qn_tables_link(w->rows, TABLES, w->arena, w->findings), status);
  char *words = told(w->findings);
  assert_string_equal(words, expected);
  free(words);
}

static void drop(world *w) {
  qn_arena_free(w->arena);
  qn_findings_free(w->findings);
}

static void by_key_by_name_by_code_without_zero(void **state) {
  (void)state;
  world w;
  begin(&w);
  end(&w, QN_OK, "warning :0 parent: read as 0150500: leading zeros differ [150500]\n");
  assert_int_equal(w.areas[0].i_parent, 9); /* empty: left as it was */
  assert_int_equal(w.areas[1].i_parent, 0);
  assert_int_equal(w.areas[2].i_parent, 0);
  assert_string_equal(w.areas[2].parent, "0150500");
  assert_int_equal(w.areas[3].i_parent, 0);
  assert_string_equal(w.areas[3].parent, "0150500");
  assert_int_equal(w.units[1].i_area, 1);
  assert_string_equal(w.units[1].area, "0150502");
  drop(&w);
}

/* modes.id|modes.family: a family in either language stands for every mode of it; rows ascend and
 * stand once. */
static const struct {
  const char *list, *stored;
  int count, at[4];
} lists[] = {
    {"wb", "wb", 1, {2}},
    {"wb;gp", "wb;gp", 2, {1, 2}},
    {"pump", "pump", 3, {0, 1, 3}},
    {"热泵、wb", "pump;wb", 4, {0, 1, 2, 3}},
    {"gp；热泵，gp", "gp;pump;gp", 3, {0, 1, 3}},
    {"地源", "gp", 1, {1}},
    {"coal", "coal", 0, {0}}, /* a family that no mode has is empty, not wrong */
    {" wb ; ", "wb", 1, {2}},
};

static void lists_and_groups(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    world w;
    begin(&w);
    w.units[0].modes = lists[i].list;
    CHECK(!qn_tables_link(w.rows, TABLES, w.arena, w.findings), lists[i].list);
    CHECK(w.units[0].l_modes.count == lists[i].count, lists[i].list);
    for (int k = 0; k < lists[i].count; k++)
      CHECK(w.units[0].l_modes.at[k] == lists[i].at[k], lists[i].list);
    if (strcmp(w.units[0].modes, lists[i].stored))
      fail_msg("%s: %s", lists[i].list, w.units[0].modes);
    drop(&w);
  }
}

static void double_keys(void **state) {
  (void)state;
  world w;
  begin(&w);
  w.units[1].id = "a";
  w.modes[3].year = 2025; /* a key of two columns */
  long lines[] = {2, 5};
  w.rows[UNITS].line = lines;
  end(&w, QN_EINPUT,
      "error :5 id: the key stands already in row 2 [a]\n"
      "error :0 id: the key stands already in an earlier row [hp, 2025]\n"
      "warning :0 parent: read as 0150500: leading zeros differ [150500]\n");
  drop(&w);
}

static void references_to_nothing_and_to_several(void **state) {
  (void)state;
  world w;
  begin(&w);
  w.units[0].area = "城关";
  w.units[1].area = "0150512";
  w.units[1].modes = "hp;壁挂";
  w.areas[3].parent = NULL;
  end(&w, QN_EINPUT,
      "error :0 area: stands for several rows of table areas: 0150521, 0150522 [城关]\n"
      "error :0 area: refers to nothing: expected a value of areas.code [0150512] -> 0150502\n"
      "error :0 modes: refers to nothing: expected a value of modes.id [壁挂] -> 壁挂炉\n");
  assert_int_equal(w.units[0].i_area, 9);
  assert_int_equal(w.units[1].l_modes.count, 1); /* what can be read is linked */
  drop(&w);
}

static void references_to_an_empty_table(void **state) {
  (void)state;
  world w;
  begin(&w);
  w.rows[AREAS].count = 0;
  end(&w, QN_EINPUT, "error :0 area: refers to table areas, which is missing or empty [0150502]\n");
  drop(&w);
}

/* As many wrong references as there are rows: the search for suggestions ends, the rest does not.
 */
static void many_wrong_references(void **state) {
  enum { MANY = 20000 };
  (void)state;
  area_row *areas = calloc(MANY, sizeof *areas);
  unit_row *units = calloc(MANY, sizeof *units);
  char(*names)[16] = calloc(2 * MANY, sizeof *names);
  for (int i = 0; i < MANY; i++) {
    snprintf(names[i], sizeof *names, "%08d", i);
    snprintf(names[MANY + i], sizeof *names, "x%07d", i);
    areas[i].code = areas[i].name = names[i];
    units[i].id = names[i];
    units[i].area = names[MANY + i];
  }
  qn_rows rows[] = {{.table = &areas_table, .at = areas, .count = MANY},
                    {.table = &units_table, .at = units, .count = MANY},
                    {.table = &modes_table}};
  qn_arena *arena = qn_arena_new();
  qn_findings *findings = qn_findings_new();
  assert_int_equal(qn_tables_link(rows, 3, arena, findings), QN_EINPUT);
  assert_int_equal(qn_findings_count(findings), MANY);
  assert_non_null(qn_findings_at(findings, 0)->suggestion);
  assert_null(qn_findings_at(findings, MANY - 1)->suggestion);
  qn_findings_free(findings);
  qn_arena_free(arena);
  free(names);
  free(units);
  free(areas);
}

static void an_undeclared_target(void **state) {
  (void)state;
  world w;
  begin(&w);
  qn_findings *findings = qn_findings_new();
  assert_int_equal(qn_tables_link(&w.rows[UNITS], 1, w.arena, findings), QN_EUSAGE);
  qn_findings_free(findings);
  drop(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(by_key_by_name_by_code_without_zero),
      cmocka_unit_test(lists_and_groups),
      cmocka_unit_test(double_keys),
      cmocka_unit_test(references_to_nothing_and_to_several),
      cmocka_unit_test(references_to_an_empty_table),
      cmocka_unit_test(many_wrong_references),
      cmocka_unit_test(an_undeclared_target),
  };
  return cmocka_run_group_tests_name("link", tests, NULL, NULL);
}
