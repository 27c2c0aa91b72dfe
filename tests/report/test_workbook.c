#include "report/workbook.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "check.h"
#include "result/plan_tables.h"
#include "table/store.h"

#define ROOM QN_BINARY_DIR "/report-workbook"
#include "room.h"

#define BOOK ROOM "/result.xlsx"

static qn_mode_name modes[] = {{"hot_air", "热风机", "heat_pump", "热泵"},
                               {"pellet", "生物质炉具", "biomass", "生物质"}};
static const qn_rows mode_rows = {.table = &qn_mode_names_table, .at = modes, .count = 2};

/* Two townships, their rows mixed; the name of the second may be no sheet and no file. */
static qn_unit_plan units[] = {
    {.unit = "150502101201",
     .name = "东村",
     .township = "大林镇",
     .township_code = "150502101",
     .county = "科尔沁区",
     .households = 120,
     .area_m2 = 7200,
     .present_mode_name = "散煤",
     .mode = "hot_air",
     .mode_name = "热风机",
     .season = 2024,
     .retrofit = 1,
     .share = 1,
     .equipment_kw = 5.25,
     .invest_cny = 1140000.5,
     .subsidy_cny = 500000,
     .bill_cny = 1234.56},
    {.unit = "150502102201",
     .name = "=cmd()",
     .township = "甲/乙镇",
     .township_code = "150502102",
     .county = "科尔沁区",
     .households = 80,
     .area_m2 = 4800,
     .present_mode_name = "散煤",
     .mode = "pellet",
     .mode_name = "生物质炉具",
     .season = 2023,
     .share = 1,
     .equipment_kw = NAN,
     .invest_cny = 300000,
     .subsidy_cny = 100000,
     .bill_cny = 1900},
    {.unit = "150502101202",
     .name = "西村",
     .township = "大林镇",
     .township_code = "150502101",
     .county = "科尔沁区",
     .households = 60,
     .area_m2 = 3600,
     .present_mode_name = "散煤",
     .mode = "coal",
     .mode_name = "散煤",
     .season = QN_NO_INT,
     .share = 1,
     .equipment_kw = NAN,
     .invest_cny = 0,
     .subsidy_cny = 0,
     .bill_cny = 1100},
};
static const qn_rows unit_rows = {.table = &qn_unit_plans_table, .at = units, .count = 3};

/* A workbook is a zip archive, which CMake unpacks. */
static char *part(const char *book, const char *name) {
  qn_text command = {0}, text = {0};
  assert_int_equal(qn_text_addf(&command, "cd '%s' && cmake -E tar xf '%s'", ROOM, book), QN_OK);
  assert_int_equal(system(command.bytes), 0);
  command.length = 0;
  assert_int_equal(qn_path_join(&command, ROOM, name), QN_OK);
  assert_int_equal(qn_file_read(&text, command.bytes, 0, NULL), QN_OK);
  qn_text_clear(&command);
  return qn_text_take(&text);
}

static void check_part(const char *book, const char *name, const char *const *wanted) {
  char *text = part(book, name);
  for (; *wanted; wanted++)
    if (!strstr(text, *wanted)) fail_msg("%s of %s has no %s", name, book, *wanted);
  free(text);
}

/* What another program sees: paper, head on every page, frozen, formats, fills (30 % of the
 * family's colour, 70 % white: 2A9D8F gives BFE2DD, 7DA453 gives D8E4CB). */
static void workbook_is_ready_to_print(void **state) {
  (void)state;
  qn_mix_row mix = {.area_name = "科尔沁区",
                    .season = 2025,
                    .mode_name = "电厂",
                    .family = "network",
                    .is_clean = 1,
                    .area_m2 = 12,
                    .households = 3};
  const qn_rows tables[] = {unit_rows, mode_rows, {.table = &qn_mix_table, .at = &mix, .count = 1}};
  assert_int_equal(qn_report_workbook(BOOK, "通辽市 A&B", tables, 3, false, NULL), QN_OK);
  check_part(BOOK, "xl/workbook.xml", (const char *const[]){"确村确户", "取暖方式结构", NULL});
  check_part(BOOK, "xl/worksheets/sheet1.xml",
             (const char *const[]){"orientation=\"landscape\"", "paperSize=\"9\"", "ySplit=\"1\"",
                                   "<autoFilter", "通辽市 A&amp;&amp;B", "&amp;P / &amp;N",
                                   "'=cmd()", NULL});
  check_part(BOOK, "xl/styles.xml",
             (const char *const[]){"FFBFE2DD", "FFD8E4CB", "FFC9D2DE", "\"0.0%\"", NULL});
}

/* A column whose rows have units of their own shows each value with the decimals it bears: 90.12
 * (format 0.00) beside 12280000 (#,##0). */
static void mixed_units_keep_their_decimals(void **state) {
  (void)state;
  qn_target_met targets[] = {{.target = "rate", .unit = "%", .achieved = 90.12, .slack = NAN},
                             {.target = "area", .unit = "m2", .achieved = 12280000, .slack = NAN}};
  const qn_rows rows = {.table = &qn_targets_met_table, .at = targets, .count = 2};
  assert_int_equal(qn_report_workbook(BOOK, NULL, &rows, 1, true, NULL), QN_OK);
  check_part(BOOK, "xl/worksheets/sheet1.xml",
             (const char *const[]){"<v>90.12</v>", "<v>12280000</v>", NULL});
  check_part(BOOK, "xl/styles.xml",
             (const char *const[]){"formatCode=\"0.00\"", "formatCode=\"#,##0\"", NULL});
}

/* A workbook for people can still be read by the program. */
static void workbook_reads_back(void **state) {
  (void)state;
  const qn_rows tables[] = {unit_rows, mode_rows};
  assert_int_equal(qn_report_workbook(BOOK, NULL, tables, 2, false, NULL), QN_OK);
  qn_arena *arena = qn_arena_new();
  qn_store *store = NULL;
  qn_rows rows = {0};
  assert_int_equal(qn_store_open(&store, BOOK, NULL), QN_OK);
  assert_int_equal(qn_table_read(&rows, &qn_unit_plans_table, store, arena, NULL), QN_OK);
  assert_int_equal(rows.count, 3);
  for (size_t i = 0; i < 3; i++) {
    const qn_unit_plan *u = qn_row(&rows, i);
    CHECK(!strcmp(u->unit, units[i].unit), u->unit);
    CHECK(!strcmp(u->name, units[i].name), u->name);
    CHECK(u->season == units[i].season, u->unit);
    CHECK_NEAR(u->invest_cny, units[i].invest_cny, 1e-15, u->unit);
  }
  assert_true(isnan(((const qn_unit_plan *)qn_row(&rows, 1))->equipment_kw));
  qn_store_close(store);
  qn_arena_free(arena);
}

/* The columns of the ledger as a table of its own, read with the reader for clerks' workbooks. */
typedef struct {
  const char *name, *mode;
  double households, invest;
  const char *signed_by;
} ledger_row;
static const qn_column ledger_columns[] = {
    {.name = "name",
     .zh = "村（社区）",
     .kind = QN_TEXT,
     .flags = QN_REQUIRED,
     .offset = offsetof(ledger_row, name)},
    {.name = "households",
     .zh = "户数",
     .kind = QN_REAL,
     .offset = offsetof(ledger_row, households)},
    {.name = "mode", .zh = "改造方式", .kind = QN_TEXT, .offset = offsetof(ledger_row, mode)},
    {.name = "invest",
     .zh = "投资",
     .kind = QN_REAL,
     .unit = "CNY",
     .offset = offsetof(ledger_row, invest)},
    {.name = "signed_by",
     .zh = "验收人签字",
     .kind = QN_TEXT,
     .offset = offsetof(ledger_row, signed_by)},
};
static const qn_table ledger_table = {.name = "ledger",
                                      .zh = "大林镇",
                                      .columns = ledger_columns,
                                      .n_column = QN_COLUMN_COUNT(ledger_columns),
                                      .row_size = sizeof(ledger_row)};

static void each_township_gets_its_ledger(void **state) {
  (void)state;
  assert_int_equal(qn_report_townships(ROOM, &unit_rows, &mode_rows, false, NULL), QN_OK);
  static const char first[] = ROOM "/150502101-大林镇.xlsx";
  assert_true(qn_path_exists(ROOM "/150502102-甲_乙镇.xlsx"));
  check_part(first, "xl/worksheets/sheet1.xml",
             (const char *const[]){"科尔沁区大林镇冬季清洁取暖确村确户台账", "验收结论", "村负责人",
                                   "合计", "审核：", "orientation=\"landscape\"",
                                   "fitToHeight=\"0\"", NULL});
  qn_arena *arena = qn_arena_new();
  qn_store *store = NULL;
  qn_rows rows = {0};
  assert_int_equal(qn_store_open(&store, first, NULL), QN_OK);
  qn_findings *findings = qn_findings_new();
  assert_int_equal(qn_table_read(&rows, &ledger_table, store, arena, findings), QN_OK);
  assert_int_equal(rows.count, 2);
  const ledger_row *east = qn_row(&rows, 0), *west = qn_row(&rows, 1);
  assert_string_equal(east->name, "东村");
  assert_string_equal(west->name, "西村");
  assert_string_equal(east->mode, "热风机");
  assert_true(east->households == 120 && west->households == 60 && east->invest == 1140000.5);
  assert_null(east->signed_by);
  qn_store_close(store);
  qn_findings_free(findings);
  qn_arena_free(arena);
}

static void same_plan_same_bytes(void **state) {
  (void)state;
  qn_text a = {0}, b = {0};
  const qn_rows tables[] = {unit_rows, mode_rows};
  assert_int_equal(qn_report_workbook(BOOK, "x", tables, 2, true, NULL), QN_OK);
  assert_int_equal(qn_file_read(&a, BOOK, 0, NULL), QN_OK);
  assert_int_equal(qn_report_workbook(BOOK, "x", tables, 2, true, NULL), QN_OK);
  assert_int_equal(qn_file_read(&b, BOOK, 0, NULL), QN_OK);
  assert_int_equal(a.length, b.length);
  assert_memory_equal(a.bytes, b.bytes, a.length);
  qn_text_clear(&a);
  qn_text_clear(&b);
}

static void a_folder_that_is_not_there_is_a_finding(void **state) {
  (void)state;
  qn_findings *findings = qn_findings_new();
  assert_int_equal(qn_report_townships(ROOM "/none", &unit_rows, NULL, false, findings), QN_EIO);
  assert_true(qn_findings_count(findings) > 0);
  qn_findings_free(findings);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(workbook_is_ready_to_print, make_room, clear_room),
      cmocka_unit_test_setup_teardown(mixed_units_keep_their_decimals, make_room, clear_room),
      cmocka_unit_test_setup_teardown(workbook_reads_back, make_room, clear_room),
      cmocka_unit_test_setup_teardown(each_township_gets_its_ledger, make_room, clear_room),
      cmocka_unit_test_setup_teardown(same_plan_same_bytes, make_room, clear_room),
      cmocka_unit_test_setup_teardown(a_folder_that_is_not_there_is_a_finding, make_room,
                                      clear_room),
  };
  return cmocka_run_group_tests_name("workbooks", tests, NULL, NULL);
}
