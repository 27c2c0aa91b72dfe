/* The empty workbook: what a spreadsheet finds in its parts, and that we read it back. */
#include "case/case.h"
#include "sample.h"
#include "table/template.h"

static const qn_table *const sample[] = {&areas_table, &units_table, &modes_table, &settings_table};

/* A workbook is a zip archive, which CMake unpacks. */
static void unpack(const char *folder, const char *book) {
  qn_text command = {0};
  assert_int_equal(qn_text_addf(&command, "cd '%s' && cmake -E tar xf '%s'", folder, book), QN_OK);
  assert_int_equal(system(command.bytes), 0);
  qn_text_clear(&command);
}

static char *part_of(const char *folder, const char *part) {
  char *path = in_folder(folder, part);
  qn_text text = {0};
  assert_int_equal(qn_file_read(&text, path, 0, NULL), QN_OK);
  free(path);
  return qn_text_take(&text);
}

/* What must stand where. The sheets are 1 说明, 2 行政区, 3 用热单元, 4 取暖方式, 5 设置. */
static const struct {
  const char *name, *part, *text;
} expected[] = {
    {"sheets in order", "xl/workbook.xml",
     "<sheet name=\"说明\" sheetId=\"1\" r:id=\"rId1\"/>"
     "<sheet name=\"行政区\" sheetId=\"2\" r:id=\"rId2\"/>"},
    {"choices", "xl/worksheets/sheet2.xml", "<formula1>\"省,地级市,县\"</formula1>"},
    {"reference to another sheet", "xl/worksheets/sheet3.xml",
     "sqref=\"C2:C5000\"><formula1>'行政区'!$A$2:$A$5000</formula1>"},
    {"reference to the same sheet", "xl/worksheets/sheet2.xml",
     "<formula1>'行政区'!$A$2:$A$5000</formula1>"},
    {"range", "xl/worksheets/sheet3.xml",
     "sqref=\"E2:E5000\"><formula1>0</formula1><formula2>1000000</formula2>"},
    {"years", "xl/worksheets/sheet3.xml", "<formula1>2000</formula1><formula2>2100</formula2>"},
    {"truth", "xl/worksheets/sheet3.xml", "<formula1>\"是,否\"</formula1>"},
    {"header frozen", "xl/worksheets/sheet3.xml", "topLeftCell=\"A2\""},
    {"header with unit", "xl/sharedStrings.xml", "<t>取暖面积(m2)</t>"},
    {"comment", "xl/comments2.xml", "行政区。\n代码（文本）；必填；表“行政区”的“行政区划代码”之一"},
    {"link", "xl/worksheets/sheet1.xml", "location=\"'用热单元'!A1\""},
    {"settings: choice in its own cell", "xl/worksheets/sheet5.xml",
     "sqref=\"B4\"><formula1>\"低,高\"</formula1>"},
};

static void offers_lists_and_comments(void **state) {
  (void)state;
  char *folder = new_folder(), *place = in_folder(folder, "模板.xlsx");
  assert_int_equal(qn_template_write(place, sample, 4, 0, NULL), QN_OK);
  unpack(folder, "模板.xlsx");
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    char *text = part_of(folder, expected[i].part);
    if (!strstr(text, expected[i].text)) fail_msg("%s: %s", expected[i].name, text);
    free(text);
  }
  qn_folder_remove(folder);
  free(place);
  free(folder);
}

/* Every table of the program has a template in both languages that reads as empty tables. */
static void reads_back_as_empty(void **state) {
#define TABLE_OF(member, type, table) &table,
  static const qn_table *const all[] = {QN_CASE_LIST(TABLE_OF) & qn_settings_table};
  enum { ALL = sizeof all / sizeof *all };
  (void)state;
  for (int english = 0; english < 2; english++) {
    char *folder = new_folder(), *place = in_folder(folder, "all.xlsx");
    qn_findings *findings = qn_findings_new();
    qn_arena *arena = qn_arena_new();
    qn_store *store;
    assert_int_equal(qn_template_write(place, all, ALL, english, findings), QN_OK);
    assert_int_equal(qn_store_open(&store, place, findings), QN_OK);
    for (size_t t = 0; t < ALL - 1; t++) {
      qn_rows rows;
      CHECK(qn_table_read(&rows, all[t], store, arena, findings) == QN_OK, all[t]->name);
      CHECK(rows.count == 0 && rows.sheet, all[t]->name);
    }
    assert_int_equal(qn_store_unclaimed(store, all, ALL, findings), QN_OK);
    char *words = told(findings);
    assert_string_equal(words, "");
    free(words);
    qn_store_close(store);
    qn_arena_free(arena);
    qn_findings_free(findings);
    qn_folder_remove(folder);
    free(place);
    free(folder);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(offers_lists_and_comments),
      cmocka_unit_test(reads_back_as_empty),
  };
  return cmocka_run_group_tests_name("template", tests, NULL, NULL);
}
