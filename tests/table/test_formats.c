/* The same tables through every format. */
#include "sample.h"

#include <xlsxwriter.h>

static const qn_table *const tables[] = {&areas_table, &units_table, &modes_table};

static void make_region(region *r) {
  *r = (region){.folder = new_folder()};
  put_file(r->folder, "areas.csv",
           "code,name,parent,level\n0150500,通辽市,,prefecture\n0150502,\"科尔沁区, \"\"河西\"\"\","
           "0150500,county\n0150503,'=甲,0150500,\n");
  put_file(r->folder, "units.csv",
           "id,name,area,area_m2,share,households,is_open,opened,year,modes\n"
           "001,甲,0150502,0.1,33.3%,12,0,2025-11-15,2025,hp;gas\n"
           "002,乙\n");
  put_file(r->folder, "modes.csv", "id,name,family\nhp,热泵一,热泵\nwb,壁挂炉,燃气\ng2,炉,燃气\n");
  put_file(r->folder, "units.csv",
           "id,name,area,area_m2,share,households,is_open,opened,year,modes\n"
           "001,甲,0150502,0.1,33.3%,12,0,2025-11-15,2025,hp;gas\n"
           "002,\"乙\n二行\",0150503,12345678.90123456,,,,2024/2/29,,\n"
           "003,'-1+2,0150502,3,1,0,1,,2030,g2\n");
  assert_int_equal(read_region(r), QN_OK);
}

static qn_status reread(region *r, const char *place) {
  qn_store *store;
  *r = (region){.arena = qn_arena_new(), .findings = qn_findings_new()};
  qn_status worst = qn_store_open(&store, place, r->findings);
  if (worst) return worst;
  for (size_t i = 0; i < 3; i++) {
    const qn_status s = qn_table_read(&r->rows[i], tables[i], store, r->arena, r->findings);
    if (s) worst = s;
  }
  assert_int_equal(qn_store_unclaimed(store, tables, 3, r->findings), QN_OK);
  qn_store_close(store);
  const qn_status s = qn_tables_link(r->rows, 3, r->arena, r->findings);
  return s ? s : worst;
}

static void drop(region *r) {
  qn_arena_free(r->arena);
  qn_findings_free(r->findings);
}

static char *bytes_of(const char *folder, const char *name) {
  char *path = in_folder(folder, name);
  qn_text text = {0};
  assert_int_equal(qn_file_read(&text, path, 0, NULL), QN_OK);
  free(path);
  return qn_text_take(&text);
}

/* Both folders hold the same three files. */
static void check_same(const char *a, const char *b, const char *name) {
  static const char *const files[] = {"areas.csv", "units.csv", "modes.csv"};
  for (size_t i = 0; i < 3; i++) {
    char *x = bytes_of(a, files[i]), *y = bytes_of(b, files[i]);
    if (strcmp(x, y)) fail_msg("%s: %s:\n%s\n%s", name, files[i], x, y);
    free(x);
    free(y);
  }
}

/* Written as CSV, the tables are byte for byte the same before and after another format. */
static void round_trips(void **state) {
  static const char *const places[] = {"chain.xlsx", "chain.gpkg", "chain"};
  (void)state;
  for (int english = 0; english < 2; english++) {
    region first, now;
    make_region(&first);
    char *before = in_folder(first.folder, "before"), *after = in_folder(first.folder, "after");
    assert_int_equal(qn_store_write(before, first.rows, 3, english, first.findings), QN_OK);
    for (size_t i = 0; i < 3; i++) {
      char *place = in_folder(first.folder, places[i]);
      assert_int_equal(qn_store_write(place, first.rows, 3, english, first.findings), QN_OK);
      const qn_status s = reread(&now, place);
      char *words = told(now.findings);
      if (s || *words) fail_msg("%s: %s", places[i], words);
      assert_int_equal(qn_store_write(after, now.rows, 3, english, now.findings), QN_OK);
      check_same(before, after, places[i]);
      assert_string_equal(((area_row *)now.rows[0].at)[2].name, "=甲");
      free(words);
      drop(&now);
      free(place);
    }
    free(before);
    free(after);
    close_region(&first);
  }
}

static void same_tables_same_bytes(void **state) {
  static const char *const places[][2] = {{"a.xlsx", "b.xlsx"}, {"a.gpkg", "b.gpkg"}};
  (void)state;
  region r;
  make_region(&r);
  for (size_t i = 0; i < 2; i++) {
    qn_text bytes[2] = {0};
    for (size_t k = 0; k < 2; k++) {
      char *place = in_folder(r.folder, places[i][k]);
      assert_int_equal(qn_store_write(place, r.rows, 3, 0, r.findings), QN_OK);
      assert_int_equal(qn_file_read(&bytes[k], place, 0, NULL), QN_OK);
      free(place);
    }
    CHECK(bytes[0].length == bytes[1].length, places[i][0]);
    CHECK(!memcmp(bytes[0].bytes, bytes[1].bytes, bytes[0].length), places[i][0]);
    qn_text_clear(&bytes[0]);
    qn_text_clear(&bytes[1]);
  }
  close_region(&r);
}

/* A damaged file is a clear finding that names it, wherever it is cut or overwritten. */
static void refuses_damaged_files(void **state) {
  static const char *const places[] = {"d.xlsx", "d.gpkg"};
  (void)state;
  region r, now;
  make_region(&r);
  for (size_t i = 0; i < 2; i++) {
    char *place = in_folder(r.folder, places[i]);
    qn_text bytes = {0};
    assert_int_equal(qn_store_write(place, r.rows, 3, 1, r.findings), QN_OK);
    assert_int_equal(qn_file_read(&bytes, place, 0, NULL), QN_OK);
    for (size_t part = 0; part < 4; part++) {
      put_bytes(r.folder, places[i], bytes.bytes, bytes.length * part / 4);
      CHECK(reread(&now, place) == QN_EINPUT, places[i]);
      CHECK(qn_findings_count_of(now.findings, QN_ERROR) > 0, places[i]);
      drop(&now);
    }
    qn_text_clear(&bytes);
    free(place);
  }
  close_region(&r);
}

static const struct {
  const char *place, *told;
} missing[] = {
    {"/nowhere/at/all", "error :0 : /nowhere/at/all is not there\n"},
    {"/etc/passwd",
     "error :0 : /etc/passwd is neither a folder of CSV files nor an .xlsx or .gpkg file\n"},
    {"/proc/self/fdinfo", "error :0 : the folder /proc/self/fdinfo holds no table (*.csv)\n"},
};

static void refuses_what_is_not_there(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
    qn_findings *findings = qn_findings_new();
    qn_store *store;
    CHECK(qn_store_open(&store, missing[i].place, findings) == QN_EINPUT, missing[i].place);
    char *words = told(findings);
    assert_string_equal(words, missing[i].told);
    free(words);
    qn_findings_free(findings);
  }
}

/* A workbook as a clerk makes it: numbers as numbers, dates with formats, sums with values. */
static void write_clerks_book(const char *path) {
  lxw_workbook *book = workbook_new(path);
  lxw_worksheet *units = workbook_add_worksheet(book, "用热单元");
  lxw_worksheet *areas = workbook_add_worksheet(book, "行政区");
  lxw_worksheet *modes = workbook_add_worksheet(book, "modes");
  workbook_add_worksheet(book, "说明");
  worksheet_write_string(workbook_add_worksheet(book, "草稿"), 0, 0, "x", NULL);
  workbook_add_worksheet(book, "Sheet9"); /* empty: nobody misses it */
  lxw_format *day = workbook_add_format(book);
  format_set_num_format(day, "yyyy\"年\"m\"月\"d\"日\"");
  worksheet_merge_range(units, 0, 0, 0, 5, "通辽市用热单元表", NULL);
  static const char *const upper[] = {"序号", "编号", "行政区", "取暖", "", "开工日期"};
  static const char *const lower[] = {"", "", "", "面积(万m²)", "户数", ""};
  for (lxw_col_t c = 0; c < 6; c++) {
    worksheet_write_string(units, 2, c, upper[c], NULL);
    worksheet_write_string(units, 3, c, lower[c], NULL);
  }
  for (lxw_row_t r = 0; r < 2; r++) {
    worksheet_write_number(units, 5 + r, 0, r + 1, NULL);
    worksheet_write_number(units, 5 + r, 1, 15050200100 + r, NULL);
    worksheet_write_number(units, 5 + r, 2, 150502, NULL);
    worksheet_write_number(units, 5 + r, 3, 1.25 + r, NULL);
    worksheet_write_number(units, 5 + r, 4, 120, NULL);
    worksheet_write_datetime(units, 5 + r, 5, &(lxw_datetime){.year = 2025, .month = 11, .day = 15},
                             day);
  }
  worksheet_write_string(units, 7, 0, "合计", NULL);
  worksheet_write_formula_num(units, 7, 3, "=SUM(D6:D7)", NULL, 3.5);
  worksheet_write_formula_num(units, 7, 4, "=SUM(E6:E7)", NULL, 250);
  worksheet_write_string(units, 8, 0, "注：面积为取暖面积。", NULL);
  worksheet_write_string(areas, 0, 0, "代码", NULL);
  worksheet_write_string(areas, 0, 1, "名称", NULL);
  worksheet_write_string(areas, 1, 0, "0150502", NULL);
  worksheet_write_string(areas, 1, 1, "科尔沁区", NULL);
  worksheet_write_string(modes, 0, 0, "id", NULL);
  assert_int_equal(workbook_close(book), LXW_NO_ERROR);
}

static void reads_a_clerks_workbook(void **state) {
  (void)state;
  char *folder = new_folder(), *place = in_folder(folder, "台账.xlsx");
  region r;
  write_clerks_book(place);
  assert_int_equal(reread(&r, place), QN_EINPUT);
  char *words = told(r.findings);
  assert_string_equal(words,
                      "error 台账.xlsx:8 households: the rows add up to 240 户 [250]\n"
                      "warning 台账.xlsx:0 : no table is called 草稿, so it is not read\n"
                      "warning 台账.xlsx:6 area: read as 0150502: leading zeros differ [150502]\n"
                      "warning 台账.xlsx:7 area: read as 0150502: leading zeros differ [150502]\n");
  assert_string_equal(r.rows[1].sheet, "用热单元");
  assert_int_equal(r.rows[1].count, 2);
  const unit_row *u = r.rows[1].at;
  assert_string_equal(u[1].id, "15050200101");
  assert_true(u[0].area_m2 == 12500 && u[1].area_m2 == 22500);
  assert_int_equal(u[0].opened, 20251115);
  assert_int_equal(r.rows[1].line[1], 7);
  free(words);
  drop(&r);
  qn_folder_remove(folder);
  free(place);
  free(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(round_trips),
      cmocka_unit_test(same_tables_same_bytes),
      cmocka_unit_test(refuses_damaged_files),
      cmocka_unit_test(refuses_what_is_not_there),
      cmocka_unit_test(reads_a_clerks_workbook),
  };
  return cmocka_run_group_tests_name("formats", tests, NULL, NULL);
}
