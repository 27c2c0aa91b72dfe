/* Workbooks as clerks keep them and as they come back broken by hand: a ledger of villages with
 * title, number column, subtotals and remarks, one fault in each. What `qingnuan check` says of it
 * must name file, sheet, row, column, what stands there and what should, in either language. The
 * other sheets are the case of tests/bad/good. */
#include "check.h"
/* after check.h */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/file.h"

#define TITLE "甲市农村清洁取暖台账\n填报单位：甲市能源局\n"
#define HEAD                                                                                                                               \
  "序号|村编码|村名|所属乡镇|分区|类型|取暖户数|面积口径|现有取暖方式|现状热源|户均收入（万元）|" \
  "馈线|首年|可分\n"
#define U1 "1|u1|一村|一镇|rural|村庄|200|取暖面积|散煤炉||4|f1\n"
#define U2 "2|u2|二村|一镇|rural|村庄|150|取暖面积|散煤炉||3.8|f1\n"
#define U3 "3|u3|三村|二镇|rural|村庄|120|取暖面积|散煤炉||3.6\n"
#define SUBTOTAL "农村小计||||||470\n"
#define U4 "4|u4|东社区|二镇|urban|社区|900|建筑面积|集中供热|b1|6|||是\n"
#define U5 "5|u5|新区|三镇|urban|新建项目|500|建筑面积|||6||2023\n"
#define TOTAL "合计||||||1870\n"
#define FOOT "注：户数为实际取暖户数。\n填表人：|||||审核：\n"

/* What the grid of text cannot say. */
typedef struct {
  enum { NOTHING, MERGED, DATE, HIDDEN, FORMULA_ERROR } kind;
  lxw_row_t row, last;
  lxw_col_t column;
  const char *text;
} hand;

typedef struct {
  const char *name;
  const char *units; /* the sheet: cells between |, rows between line ends */
  hand by_hand;
  int code;
  const char *en, *zh; /* all lines that check says, each without file and sheet */
} broken;

static const broken cases[] = {
    {"as it should be",
     TITLE HEAD U1 U2 U3 SUBTOTAL U4 U5 TOTAL FOOT,
     {.kind = NOTHING},
     0,
     "",
     ""},
    {"hidden sheet", TITLE HEAD U1 U2 U3 SUBTOTAL U4 U5 TOTAL FOOT, {.kind = HIDDEN}, 0, "", ""},
    {"township merged down",
     TITLE HEAD U1 "2|u2|二村||rural|村庄|150|取暖面积|散煤炉||3.8|f1\n" U3 U4 U5 FOOT,
     {MERGED, 3, 4, 3, "一镇"},
     1,
     "row 5, column area: error: the cell is part of a merged one: unmerge it and give every row "
     "its own value\n",
     "第 5 行，所属（area）列：错误：单元格属于合并单元格：请取消合并，逐行填写\n"},
    {"income merged down, which may be empty",
     TITLE HEAD U1 "2|u2|二村|一镇|rural|村庄|150|取暖面积|散煤炉|||f1\n" U3 U4 U5 FOOT,
     {MERGED, 3, 4, 10, "4"},
     1,
     "row 5, column income_cny: error: the cell is part of a merged one: unmerge it and give every "
     "row its own value\n",
     "第 5 行，户均收入（income_cny）列：错误：单元格属于合并单元格：请取消合并，逐行填写\n"},
    {"code made a date",
     TITLE HEAD U1 U2 U3 U4 U5 FOOT,
     {DATE, 7, 7, 1, ""},
     1,
     "row 8, column id: error: a spreadsheet has made a date of this code: format the column as "
     "text and enter it again; found \"45717\"\n",
     "第 8 "
     "行，编号（id）列：错误：该编码被表格软件当成了日期：请将该列设为文本格式后重新填写；读到“4571"
     "7”\n"},
    {"code rounded",
     TITLE HEAD U1 U2 "3|u3|三村|1.50501E+11|rural|村庄|120|取暖面积|散煤炉||3.6\n" U4 U5 FOOT,
     {.kind = NOTHING},
     1,
     "row 6, column area: error: a spreadsheet has rounded this code: format the column as text "
     "and enter it again; found \"1.50501E+11\"\n",
     "第 6 "
     "行，所属（area）列：错误：电子表格把这个代码舍入了：请把该列设为文本格式后重新输入；读到“1."
     "50501E+11”\n"},
    {"long code kept as a number",
     TITLE HEAD U1 U2 U3 U4 U5 "6|1505010010012345|北村|一镇|rural|村庄|10|取暖面积|散煤炉||4\n",
     {.kind = NOTHING},
     1,
     "row 9, column id: error: a spreadsheet has rounded this code: format the column as text and "
     "enter it again; found \"1505010010012345\"\n",
     "第 9 "
     "行，编号（id）列：错误：电子表格把这个代码舍入了：请把该列设为文本格式后重新输入；读到“150501"
     "0010012345”\n"},
    {"sum not carried on",
     TITLE HEAD U1 U2 U3 "农村小计||||||450\n" U4 U5 "合计||||||1850\n" FOOT,
     {.kind = NOTHING},
     1,
     "row 7, column households: error: the rows add up to 470 household; found \"450\"\n"
     "row 10, column households: error: the rows add up to 1870 household; found \"1850\"\n",
     "第 7 行，取暖户（households）列：错误：各行合计为 470 户；读到“450”\n"
     "第 10 行，取暖户（households）列：错误：各行合计为 1870 户；读到“1850”\n"},
    {"words in a number",
     TITLE HEAD U1 "2|u2|二村|一镇|rural|村庄|约150户|取暖面积|散煤炉||3.8|f1\n" U3 U4 U5,
     {.kind = NOTHING},
     1,
     "row 5, column households: error: expected a number in household; found \"约150户\"\n",
     "第 5 行，取暖户（households）列：错误：应为数字，单位 户；读到“约150户”\n"},
    {"letter O in a number",
     TITLE HEAD U1 U2 "3|u3|三村|二镇|rural|村庄|12O|取暖面积|散煤炉||3.6\n" U4 U5 FOOT,
     {.kind = NOTHING},
     1,
     "row 6, column households: error: expected a number in household; found \"12O\"\n",
     "第 6 行，取暖户（households）列：错误：应为数字，单位 户；读到“12O”\n"},
    {"township misspelt",
     TITLE HEAD U1 U2 "3|u3|三村|二真|rural|村庄|120|取暖面积|散煤炉||3.6\n" U4 U5 FOOT,
     {.kind = NOTHING},
     1,
     "row 6, column area: error: refers to nothing: expected a value of areas.code; found "
     "\"二真\"; perhaps 二镇\n",
     "第 6 "
     "行，所属（area）列：错误：引用的对象不存在：应为表“行政区”的“编码”之一；读到“二真”；或应为 "
     "二镇\n"},
    {"row copied and not renumbered",
     TITLE HEAD U1 U2 U2 U3 U4 U5 FOOT,
     {.kind = NOTHING},
     1,
     "row 6, column id: error: the key stands already in row 5; found \"u2\"\n"
     "row 6, column id: warning: unit u2 has households but no floor area\n",
     "第 6 行，编号（id）列：错误：主键在第 5 行已有；读到“u2”\n"
     "第 6 行，编号（id）列：警告：用热单元 u2 有户数而没有面积\n"},
    {"income in another unit",
     TITLE "序号|村编码|村名|所属乡镇|分区|类型|取暖户数|面积口径|现有取暖方式|现状热源|"
           "户均收入（元）|馈线|"
           "首年|可分\n" U1 U2 U3 U4 U5 FOOT,
     {.kind = NOTHING},
     1,
     "row 4, column income_cny: error: income_cny of 4 CNY cannot be: possible are 1000 to "
     "3000000\n"
     "row 5, column income_cny: error: income_cny of 3.8 CNY cannot be: possible are 1000 to "
     "3000000\n"
     "row 6, column income_cny: error: income_cny of 3.6 CNY cannot be: possible are 1000 to "
     "3000000\n"
     "row 7, column income_cny: error: income_cny of 6 CNY cannot be: possible are 1000 to "
     "3000000\n"
     "row 8, column income_cny: error: income_cny of 6 CNY cannot be: possible are 1000 to "
     "3000000\n",
     "第 4 行，户均收入（income_cny）列：错误：户均收入 为 4 元，不可能：应在 1000 至 3000000 "
     "之间\n"
     "第 5 行，户均收入（income_cny）列：错误：户均收入 为 3.8 元，不可能：应在 1000 至 3000000 "
     "之间\n"
     "第 6 行，户均收入（income_cny）列：错误：户均收入 为 3.6 元，不可能：应在 1000 至 3000000 "
     "之间\n"
     "第 7 行，户均收入（income_cny）列：错误：户均收入 为 6 元，不可能：应在 1000 至 3000000 "
     "之间\n"
     "第 8 行，户均收入（income_cny）列：错误：户均收入 为 6 元，不可能：应在 1000 至 3000000 "
     "之间\n"},
    {"unit of another kind",
     TITLE "序号|村编码|村名|所属乡镇|分区|类型|取暖户数（万m²）|面积口径|现有取暖方式|现状热源|"
           "户均收入（万元）|馈线|首年|可分\n" U1 U2 U3 U4 U5 FOOT,
     {.kind = NOTHING},
     1,
     "row 3, column households: error: the unit in the header does not fit: expected one of "
     "household; found \"万m²\"\n",
     "第 3 行，取暖户（households）列：错误：表头中的单位不符：应为以下之一：户；读到“万m²”\n"},
    {"header misspelt",
     TITLE
     "序号|村编码|村名|所属乡镇|分区|类型|取暧户数|面积口径|现有取暖方式|现状热源|户均收入（万元）|"
     "馈线|首年|可分\n" U1 U2 U3 U4 U5 FOOT,
     {.kind = NOTHING},
     1,
     "row 3, column 取暧户数: warning: unknown column, not read; found \"取暧户数\"; perhaps "
     "取暖户\n"
     "row 3, column households: error: the column households (取暖户) is missing\n",
     "第 3 行，取暧户数列：警告：不认识的列，未读取；读到“取暧户数”；或应为 取暖户\n"
     "第 3 行，取暖户（households）列：错误：缺少 households（取暖户）列\n"},
    {"error of a formula",
     TITLE HEAD U1 U2 U3 U4 U5 FOOT,
     {FORMULA_ERROR, 4, 4, 6, "#REF!"},
     1,
     "row 5, column households: error: expected a number in household; found \"#REF!\"\n",
     "第 5 行，取暖户（households）列：错误：应为数字，单位 户；读到“#REF!”\n"},
    {"village called 合计",
     TITLE HEAD U1 U2 U3 U4 U5 "6|合计|合计村|一镇|rural|村庄|10|取暖面积|散煤炉||4\n" FOOT,
     {.kind = NOTHING},
     0,
     "row 9: warning: named like a row of sums, but read as a row of the table; found \"合计\"\n"
     "row 9, column id: warning: unit 合计 has households but no floor area\n",
     "第 9 行：警告：名称像合计行，但各项齐全，已作为普通行读取；读到“合计”\n"
     "第 9 行，编号（id）列：警告：用热单元 合计 有户数而没有面积\n"},
    {"second table beside",
     TITLE
     "序号|村编码|村名|所属乡镇|分区|类型|取暖户数|面积口径|现有取暖方式|现状热源|户均收入（万元）|"
     "馈线|首年|可分||乡镇|人口\n" U1 "2|u2|二村|一镇|rural|村庄|150|取暖面积|散煤炉||3.8|f1||||"
     "一镇|3000\n" U3 U4 U5 FOOT,
     {.kind = NOTHING},
     1,
     "row 3, column area: error: the headers 所属乡镇 and 乡镇 name the same column\n"
     "row 3, column 人口: warning: unknown column, not read; found \"人口\"\n",
     "第 3 行，所属（area）列：错误：表头 所属乡镇 和 乡镇 指同一列\n"
     "第 3 行，人口列：警告：不认识的列，未读取；读到“人口”\n"},
    {"rows added below the remarks",
     TITLE HEAD U1 U2 U3 U4 FOOT U5 "6|u6|北村\n",
     {.kind = NOTHING},
     1,
     "row 11, column area: error: the cell must not be empty\n"
     "row 11, column zone: error: the cell must not be empty\n"
     "row 11, column households: error: the cell must not be empty\n"
     "row 11, column present_mode: error: a unit needs its present mode, or a first year when it "
     "is a new development\n",
     "第 11 行，所属（area）列：错误：单元格不能为空\n"
     "第 11 行，分区（zone）列：错误：单元格不能为空\n"
     "第 11 行，取暖户（households）列：错误：单元格不能为空\n"
     "第 11 行，现状方式（present_mode）列：错误：用热单元需要现状取暖方式；新建项目则需要首年\n"},
    {"years as a clerk writes them",
     TITLE HEAD U1 U2 U3 U4 "5|u5|新区|三镇|urban|新建项目|500|建筑面积|||6||明年\n" FOOT,
     {.kind = NOTHING},
     1,
     "row 8, column first_year: error: expected a year from 2000 to 2100; found \"明年\"\n"
     "row 8, column present_mode: error: a unit needs its present mode, or a first year when it is "
     "a new development\n",
     "第 8 行，首年（first_year）列：错误：应为 2000 至 2100 的年份；读到“明年”\n"
     "第 8 行，现状方式（present_mode）列：错误：用热单元需要现状取暖方式；新建项目则需要首年\n"},
};

/* --- writing the workbook --- */

static void put_cell(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text) {
  char *end;
  const double number = strtod(text, &end);
  if (*text && !*end && !strpbrk(text, "E"))
    worksheet_write_number(sheet, row, column, number, NULL);
  else if (*text)
    worksheet_write_string(sheet, row, column, text, NULL);
}

static void put_grid(lxw_worksheet *sheet, const char *grid, char between) {
  char *copy = strdup(grid), *at = copy;
  lxw_row_t row = 0;
  lxw_col_t column = 0;
  for (char *p = copy; *p; p++) {
    if (*p != between && *p != '\n') continue;
    const int is_end = *p == '\n';
    *p = '\0';
    put_cell(sheet, row, column, at);
    at = p + 1, column++;
    if (is_end) row++, column = 0;
  }
  free(copy);
}

static void put_by_hand(lxw_workbook *book, lxw_worksheet *sheet, const hand *h) {
  lxw_format *day = workbook_add_format(book);
  format_set_num_format(day, "m\"月\"d\"日\"");
  if (h->kind == MERGED)
    worksheet_merge_range(sheet, h->row, h->column, h->last, h->column, h->text, NULL);
  if (h->kind == DATE)
    worksheet_write_datetime(sheet, h->row, h->column,
                             &(lxw_datetime){.year = 2025, .month = 3, .day = 1}, day);
  if (h->kind == FORMULA_ERROR)
    worksheet_write_formula_str(sheet, h->row, h->column, "=SUM(#REF!)", NULL, h->text);
  if (h->kind == HIDDEN) worksheet_hide(sheet);
}

/* The sheets of tests/bad/good but for units. */
static void put_others(lxw_workbook *book) {
  DIR *dir = opendir(QN_SOURCE_DIR "/tests/bad/good");
  assert_non_null(dir);
  for (struct dirent *e; (e = readdir(dir));) {
    char path[512], name[64];
    qn_text text = {0};
    if (*e->d_name == '.' || !strcmp(e->d_name, "units.csv")) continue;
    snprintf(path, sizeof path, QN_SOURCE_DIR "/tests/bad/good/%.60s", e->d_name);
    snprintf(name, sizeof name, "%.*s", (int)strcspn(e->d_name, "."), e->d_name);
    assert_int_equal(qn_file_read(&text, path, 0, NULL), QN_OK);
    put_grid(workbook_add_worksheet(book, name), text.bytes, ',');
    qn_text_clear(&text);
  }
  closedir(dir);
}

static void write_book(const char *path, const broken *c) {
  lxw_workbook *book = workbook_new(path);
  put_others(book);
  lxw_worksheet *units = workbook_add_worksheet(book, "用热单元");
  put_grid(units, c->units, '|');
  put_by_hand(book, units, &c->by_hand);
  assert_int_equal(workbook_close(book), LXW_NO_ERROR);
}

/* --- what check says --- */

/* stderr of the command, and what it ended with. */
static char *said(const char *folder, const char *book, const char *language, int *code) {
  char command[1024], buffer[4096];
  qn_text out = {0};
  snprintf(command, sizeof command,
           "cd '%s' && '%s/qingnuan' check '%s' --all --lang %s 2>&1 >/dev/null", folder,
           QN_BINARY_DIR, book, language);
  FILE *pipe = popen(command, "r");
  assert_non_null(pipe);
  qn_text_add(&out, "");
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) qn_text_add_n(&out, buffer, n);
  *code = WEXITSTATUS(pclose(pipe));
  return qn_text_take(&out);
}

/* Takes file and sheet off every line; the line stays whole that does not begin with them. */
static void drop_sheet(char *words, int english) {
  const char *const sheet[] = {"book.xlsx，工作表 用热单元，", "book.xlsx, sheet 用热单元, "};
  const size_t n = strlen(sheet[english]);
  char *to = words;
  for (char *line = words; *line;) {
    const size_t whole = strcspn(line, "\n") + 1,
                 skipped = strncmp(line, sheet[english], n) ? 0 : n;
    memmove(to, line + skipped, whole - skipped);
    to += whole - skipped, line += whole;
  }
  *to = '\0';
}

static void tells_every_fault(void **state) {
  char folder[] = "/tmp/qn-clerk-XXXXXX", path[64];
  (void)state;
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/book.xlsx", folder);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const broken *c = &cases[i];
    write_book(path, c);
    for (int english = 0; english < 2; english++) {
      int code = -1;
      char *words = said(folder, "book.xlsx", english ? "en" : "zh", &code);
      drop_sheet(words, english);
      if (code != c->code || strcmp(words, english ? c->en : c->zh))
        fail_msg("%s: exit %d:\n%s", c->name, code, words);
      free(words);
    }
  }
  qn_folder_remove(folder);
}

/* Made by a script (openpyxl): no spreadsheet program has worked its formulas out. libxlsxwriter
 * cannot make such a book, as it writes 0 for every result. */
static void tells_of_formulas_without_result(void **state) {
  static const char *const wanted[] = {
      "uncalculated.xlsx，工作表 units，第 2 "
      "行，户均收入（income_cny）列：错误：单元格的公式没有计算结果：请用表格软件打开并保存工作簿\n"
      "uncalculated.xlsx，工作表 units，第 3 "
      "行，取暖户（households）列：错误：单元格的公式没有计算结果：请用表格软件打开并保存工作簿\n",
      "uncalculated.xlsx, sheet units, row 2, column income_cny: error: the cell holds a formula "
      "without its result: open the workbook in a spreadsheet program and save it\n"
      "uncalculated.xlsx, sheet units, row 3, column households: error: the cell holds a formula "
      "without its result: open the workbook in a spreadsheet program and save it\n"};
  (void)state;
  for (int english = 0; english < 2; english++) {
    int code = -1;
    char *words =
        said(QN_SOURCE_DIR "/tests/cli", "uncalculated.xlsx", english ? "en" : "zh", &code);
    assert_int_equal(code, 1);
    assert_string_equal(words, wanted[english]);
    free(words);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(tells_every_fault),
                                     cmocka_unit_test(tells_of_formulas_without_result)};
  return cmocka_run_group_tests_name("clerk", tests, NULL, NULL);
}
