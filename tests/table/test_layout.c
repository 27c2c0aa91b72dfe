/* Sheets as clerks lay them out, as CSV files: the layout does not depend on the format. */
#include "sample.h"

static const char areas[] = "code,name\n150502,科尔沁区\n";
static const char modes[] = "id,name,family\nhp,热泵,热泵\n";

/* What comes out of a file units.csv: the rows as "id area_m2 households;" and the findings. */
static const struct {
  const char *name, *units, *rows, *told;
} cases[] = {
    {"titles above and remarks below",
     "通辽市用热单元表,,,\n2025年11月,,,\n,,,\n序号,编号,行政区,面积,户数\n1,a,150502,10,1\n"
     "2,b,150502,20,2\n注：面积为建筑面积,,,,\n1.户数为取暖户,,,,\n填表人：,,,审核：,\n",
     "a 10 1;b 20 2;", ""},
    {"two header rows, the unit below",
     "编号,行政区,面积,户数\n,,（万m²）,（户）\na,150502,1.5,3\n", "a 15000 3;", ""},
    {"two header rows, one merged cell", "编号,行政区,取暖,,开放\n,,面积,户数,\na,150502,7,4,是\n",
     "a 7 4;", ""},
    {"two header rows, the unit above", "编号,行政区,规模(万m²),户数\n,,面积,\na,150502,1,4\n",
     "a 10000 4;", ""},
    {"columns numbered", "编号,行政区,面积,户数\n甲,乙,(1),(2)\na,150502,10,1\n", "a 10 1;", ""},
    {"header on every page", "编号,行政区,面积\na,150502,10\n编号,行政区,面积\nb,150502,5\n",
     "a 10 -2147483648;b 5 -2147483648;", ""},
    {"unit above the table", "单元表,,单位：万平方米、户\n编号,行政区,面积,户数\na,150502,10,1\n",
     "a 100000 1;",
     "note units.csv:2 area_m2: read in 万平方米, the unit that stands above the table\n"},
    {"sums that hold",
     "编号,行政区,面积,户数\na,150502,1.3,1\nb,150502,1.4,2\n小计,,2.6,3\nc,150502,10,5\n小计,,10,"
     "5\n"
     "合 计,,12.7,8\n",
     "a 1.3 1;b 1.4 2;c 10 5;", ""},
    {"sums above their rows",
     "序号,编号,行政区,面积,户数\n合计,,,13,8\n科尔沁区小计,,,3,3\n1,a,150502,1,1\n2,b,150502,2,2\n"
     "开发区小计,,,10,5\n3,c,150502,10,5\n",
     "a 1 1;b 2 2;c 10 5;", ""},
    {"sums that do not hold",
     "编号,行政区,面积（万m²）,户数\na,150502,1.3,1\nb,150502,1.4,2\n小计,,2.9,3\nc,150502,10,5\n"
     "合计,,12.7,9\n",
     "a 13000 1;b 14000 2;c 100000 5;",
     "error units.csv:4 area_m2: the rows add up to 27000 m2 [2.9]\n"
     "error units.csv:6 households: the rows add up to 8 户 [9]\n"},
    {"a name that only ends like a sum", "编号,名称,行政区,面积\na,城区合计,150502,1\n",
     "a 1 -2147483648;", ""},
    {"a unit called total",
     "编号,行政区,面积,户数\na,150502,10,1\ntotal,150502,7,4\n合计,150502,,\n",
     "a 10 1;total 7 4;合计 nan -2147483648;",
     "warning units.csv:3 : named like a row of sums, but read as a row of the table [total]\n"
     "warning units.csv:4 : named like a row of sums, but read as a row of the table [合计]\n"},
    {"a sum that has all a row needs",
     "编号,行政区,面积,户数\na,150502,10,1\nb,150502,5,2\n合计,150502,15,3\n", "a 10 1;b 5 2;",
     "warning units.csv:4 : taken for a row of sums and not read [合计]\n"},
    {"one row and one like it called total",
     "编号,行政区,面积,户数\na,150502,10,1\ntotal,150502,10,1\n", "a 10 1;total 10 1;",
     "warning units.csv:3 : named like a row of sums, but read as a row of the table [total]\n"},
    {"sums without amounts", "编号,行政区,面积,户数\na,150502,10,1\n小计,,,\n", "a 10 1;",
     "warning units.csv:3 : taken for a row of sums and not read [小计]\n"},
    {"a unit called like a remark", "编号,行政区,面积,户数\na,150502,10,1\n注1,150502,7,4\n",
     "a 10 1;注1 7 4;", ""},
    {"columns numbered plainly", "编号,行政区,面积,户数,开放\n1,2,3,4,5\na,150502,10,1,是\n",
     "a 10 1;",
     "note units.csv:2 : taken for the line that numbers the columns, and not read [1]\n"},
    {"columns numbered by stems", "编号,行政区,面积,户数\n甲,乙,1,2\na,150502,10,1\n", "a 10 1;",
     ""},
    {"codes that a spreadsheet changed",
     "编号,行政区,面积,户数\n2E+11,150502,1,1\n2025/3/1,150502,1,1\n3月1日,150502,1,1\n"
     "1-Mar,150502,1,1\n3-1,150502,1,1\n",
     "(null) 1 1;(null) 1 1;(null) 1 1;(null) 1 1;3-1 1 1;",
     "error units.csv:2 id: a spreadsheet has rounded this code: format the column as text and "
     "enter it again [2E+11]\n"
     "error units.csv:3 id: a spreadsheet has made a date of this code: format the column as text "
     "and enter it again [2025/3/1]\n"
     "error units.csv:4 id: a spreadsheet has made a date of this code: format the column as text "
     "and enter it again [3月1日]\n"
     "error units.csv:5 id: a spreadsheet has made a date of this code: format the column as text "
     "and enter it again [1-Mar]\n"},
    {"no header at all", "1,2,3\n4,5,6\n", "-",
     "warning units.csv:1 1: unknown column, not read [1]\n"
     "warning units.csv:1 2: unknown column, not read [2]\n"
     "warning units.csv:1 3: unknown column, not read [3]\n"
     "error units.csv:1 id: the column id (编号) is missing\n"
     "error units.csv:1 area: the column area (行政区) is missing\n"},
    {"nothing", "\n\n", "", "error units.csv:0 : the table has no header row\n"},
};

static void understands_sheets(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    region r = {.folder = new_folder()};
    put_file(r.folder, "areas.csv", areas);
    put_file(r.folder, "modes.csv", modes);
    put_file(r.folder, "units.csv", cases[i].units);
    read_region(&r);
    qn_text rows = {0};
    const unit_row *u = r.rows[1].at;
    for (size_t k = 0; k < r.rows[1].count && *cases[i].rows != '-'; k++)
      qn_text_addf(&rows, "%s %g %d;", u[k].id ? u[k].id : "(null)", u[k].area_m2, u[k].households);
    char *words = told(r.findings);
    if (*cases[i].rows != '-' && strcmp(qn_text_str(&rows), cases[i].rows))
      fail_msg("%s: %s", cases[i].name, qn_text_str(&rows));
    if (strcmp(words, cases[i].told)) fail_msg("%s:\n%s", cases[i].name, words);
    qn_text_clear(&rows);
    free(words);
    close_region(&r);
  }
}

static qn_status read_settings(qn_rows *rows, const char *folder, qn_arena *arena,
                               qn_findings *findings) {
  qn_store *store;
  assert_int_equal(qn_store_open(&store, folder, findings), QN_OK);
  const qn_status s = qn_table_read(rows, &settings_table, store, arena, findings);
  qn_store_close(store);
  return s;
}

static void check_settings(const qn_rows *rows) {
  assert_int_equal(rows->count, 1);
  const setting_row *row = rows->at;
  assert_string_equal(row->name, "甲");
  assert_int_equal(row->year, 2020);
  assert_int_equal(row->level, 1);
  assert_true(row->rate == 0.05 && row->area_m2 == 20000);
}

/* Lines of key and value, in either language, with units; a plain row; and what is written. */
static void reads_keys_and_values(void **state) {
  static const char *const files[] = {
      "key,value,unit,note\nname,甲,,x\nyear,2020,年,\nrate,5,%,\narea_m2,2,万平方米,\n",
      "参数表,,\n项目,数值,单位\n方案名称,甲,\n折现率,5%,\n基准年,2020年,\n级别,高,\n面积,20000,"
      "m2\n",
      "name,year,rate,area_m2\n甲,2020,0.05,20000\n",
  };
  (void)state;
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    for (int english = 0; english < 2; english++) {
      char *folder = new_folder(), *out = in_folder(folder, "out");
      qn_arena *arena = qn_arena_new();
      qn_rows rows;
      put_file(folder, "settings.csv", files[i]);
      assert_int_equal(read_settings(&rows, folder, arena, NULL), QN_OK);
      check_settings(&rows);
      assert_int_equal(qn_store_write(out, &rows, 1, english, NULL), QN_OK);
      assert_int_equal(read_settings(&rows, out, arena, NULL), QN_OK);
      check_settings(&rows);
      qn_arena_free(arena);
      qn_folder_remove(folder);
      free(folder);
      free(out);
    }
}

static void locates_errors_of_settings(void **state) {
  (void)state;
  char *folder = new_folder();
  qn_arena *arena = qn_arena_new();
  qn_findings *findings = qn_findings_new();
  qn_rows rows;
  put_file(folder, "settings.csv",
           "key,value,unit\nyeer,2020,\nrate,500,%\nlevel,mid,\narea_m2,1,kW\n,7,\n");
  assert_int_equal(read_settings(&rows, folder, arena, findings), QN_EINPUT);
  char *words = told(findings);
  assert_string_equal(
      words,
      "error settings.csv:6 : the line has a value but no key [7]\n"
      "warning settings.csv:2 yeer: unknown column, not read [yeer] -> year\n"
      "error settings.csv:5 area_m2: the unit in the header does not fit: expected one of m2 [kW]\n"
      "error settings.csv:0 year: the column year (基准年) is missing\n"
      "error settings.csv:3 rate: expected 0 to 1 [500]\n"
      "error settings.csv:4 level: expected one of: low 低, high 高 [mid]\n");
  free(words);
  qn_findings_free(findings);
  qn_arena_free(arena);
  qn_folder_remove(folder);
  free(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(understands_sheets),
      cmocka_unit_test(reads_keys_and_values),
      cmocka_unit_test(locates_errors_of_settings),
  };
  return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
