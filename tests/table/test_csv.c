#include "sample.h"
#include "table/csv_read.h"

static const char areas[] =
    "代码,名称,上级代码,级别\n150500,通辽市,,地级市\n150502,科尔沁区,150500,\n"
    "150521,科尔沁左翼中旗,通辽市,县\n";

static void reads_what_clerks_write(void **state) {
  (void)state;
  region r = {.folder = new_folder()};
  put_file(r.folder, "areas.csv", areas);
  put_file(r.folder, "units.csv",
           "编号,村名,所属乡镇,面积（万m²）,户数,低收入比例(%),开放,开工日期,年份,可用方式,序号\n"
           "1,甲,科尔沁区,3.2,\"1,234\",25,是,2025年11月15日,2025-2026,热泵；gas1,1\n\n"
           "2,乙,0150502, ５．１ ,１２３,,否,45976,2025,,2\n");
  put_file(r.folder, "取暖方式.csv", "id;name;family\nhp;热泵一;pump\ngas1;壁挂炉;燃气\n");
  assert_int_equal(read_region(&r), QN_OK);
  check_told(&r, "warning units.csv:4 area: read as 150502: leading zeros differ [0150502]\n");
  const area_row *a = r.rows[0].at;
  const unit_row *u = r.rows[1].at;
  assert_int_equal(r.rows[0].count, 3);
  assert_int_equal(a[0].i_parent, -1);
  assert_int_equal(a[1].i_parent, 0);
  assert_string_equal(a[2].parent, "150500");
  assert_int_equal(a[1].level, 2);
  assert_int_equal(r.rows[1].count, 2);
  assert_int_equal(r.rows[1].line[1], 4);
  assert_string_equal(u[0].area, "150502");
  assert_int_equal(u[0].i_area, 1);
  assert_int_equal(u[1].i_area, 1);
  assert_true(u[0].area_m2 == 32000 && u[1].area_m2 == 51000);
  assert_true(u[0].share == 0.25 && u[1].share == 0.1);
  assert_int_equal(u[0].households, 1234);
  assert_int_equal(u[1].households, 123);
  assert_true(u[0].is_open == 1 && u[1].is_open == 0);
  assert_int_equal(u[0].opened, 20251115);
  assert_int_equal(u[1].opened, 20251115);
  assert_int_equal(u[0].year, 2025);
  assert_string_equal(u[0].modes, "pump;gas1");
  assert_int_equal(u[0].l_modes.count, 2);
  assert_int_equal(u[0].l_modes.at[1], 1);
  close_region(&r);
}

static void finds_every_error_in_one_run(void **state) {
  (void)state;
  region r = {.folder = new_folder()};
  put_file(r.folder, "areas.csv", areas);
  put_file(r.folder, "units.csv",
           "编号,名称,行政区,面积（kW）,户数,开放,开工日期,年份,可用方式,面机\n"
           "1,甲,150502,x,10,是,,,锅炉,\n"
           "2,乙,150502,1,1.5,hm,2025/2/30,1999,,3,7\n"
           "2,丙,科尔沁,1,-1,,,,,,\n");
  put_file(r.folder, "modes.csv", "id,name,family\nhp,热泵一,热本\ngas2,炉,燃气\n");
  assert_int_equal(read_region(&r), QN_EINPUT);
  check_told(
      &r,
      "error units.csv:1 area_m2: the unit in the header does not fit: expected one of m2 [kW]\n"
      "warning units.csv:1 面机: unknown column, not read [面机] -> 取暖面积\n"
      "error units.csv:3 households: expected a whole number [1.5]\n"
      "error units.csv:3 is_open: expected yes or no (是 or 否) [hm]\n"
      "error units.csv:3 opened: expected a date such as 2025-11-15 [2025/2/30]\n"
      "error units.csv:3 year: expected a year from 2000 to 2100 [1999]\n"
      "error units.csv:3 : cell 11 of the row stands under no header [7]\n"
      "error units.csv:4 households: expected 0 to 1000000 户 [-1]\n"
      "error modes.csv:2 family: expected one of: pump 热泵, gas 燃气, coal 燃煤 [热本] -> 热泵\n"
      "error units.csv:4 id: the key stands already in row 3 [2]\n"
      "error units.csv:4 area: refers to nothing: expected a value of areas.code [科尔沁] -> "
      "科尔沁区\n"
      "error units.csv:2 modes: refers to nothing: expected a value of modes.id [锅炉] -> 炉\n");
  assert_int_equal(r.rows[1].count, 3);
  close_region(&r);
}

/* What is written reads back the same, in either language. */
static void writes_what_it_reads(void **state) {
  (void)state;
  for (int english = 0; english < 2; english++) {
    region r = {.folder = new_folder()}, again = {0};
    put_file(r.folder, "areas.csv", areas);
    put_file(
        r.folder, "units.csv",
        "id,name,area,area_m2,opened,modes\n01,\"'=甲,\"\"乙\"\"\",150502,0.1,2025-11-15,hp\n");
    put_file(r.folder, "modes.csv", "id,name,family\nhp,热泵一,热泵\n");
    assert_int_equal(read_region(&r), QN_OK);
    again.folder = in_folder(r.folder, "out");
    assert_int_equal(qn_store_write(again.folder, r.rows, 3, english, r.findings), QN_OK);
    assert_int_equal(read_region(&again), QN_OK);
    const unit_row *u = r.rows[1].at, *v = again.rows[1].at;
    assert_string_equal(u->name, "=甲,\"乙\"");
    assert_string_equal(v->name, u->name);
    assert_string_equal(v->id, "01");
    assert_true(v->area_m2 == 0.1 && v->opened == 20251115 && v->i_area == 1);
    close_region(&again);
    close_region(&r);
  }
}

/* The same two rows in every encoding, separator and line end. gb: the text as GB18030. */
static const char utf8[] = "编号,行政区,面积\na,150502,1\nb,科尔沁区,2\n";
static const char gb[] =
    "\xB1\xE0\xBA\xC5,\xD0\xD0\xD5\xFE\xC7\xF8,\xC3\xE6\xBB\xFD\na,150502,1\n"
    "b,\xBF\xC6\xB6\xFB\xC7\xDF\xC7\xF8,2\n";

static void put_utf16(const char *folder, const char *name, const char *text, bool is_big) {
  qn_text out = {0};
  size_t n;
  assert_int_equal(qn_text_add_n(&out, is_big ? "\xFE\xFF" : "\xFF\xFE", 2), QN_OK);
  for (const char *p = text; *p; p += n) {
    const unsigned code = qn_utf8_decode(p, &n);
    const char pair[2] = {(char)(is_big ? code >> 8 : code), (char)(is_big ? code : code >> 8)};
    assert_int_equal(qn_text_add_n(&out, pair, 2), QN_OK);
  }
  put_bytes(folder, name, out.bytes, out.length);
  qn_text_clear(&out);
}

static void put_variant(const char *folder, int variant) {
  char text[sizeof utf8];
  memcpy(text, utf8, sizeof utf8);
  qn_text out = {0};
  for (char *p = text; variant >= 4 && variant <= 5 && *p; p++)
    if (*p == ',') *p = variant == 4 ? ';' : '\t';
  for (const char *p = text; *p; p++) {
    if (*p == '\n' && variant == 6) qn_text_add(&out, "\r");
    qn_text_add_n(&out, *p == '\n' && variant == 7 ? "\r" : p, 1);
  }
  switch (variant) {
    case 1:
      put_file(folder, "units.csv", gb);
      break;
    case 2:
      put_utf16(folder, "units.csv", utf8, false);
      break;
    case 3:
      put_utf16(folder, "units.csv", utf8, true);
      break;
    case 8:
      qn_text_add(&out, "\n\n \n"); /* fall through */
    default:
      put_file(folder, variant == 5 ? "UNITS.TSV" : "units.csv", out.bytes);
  }
  qn_text_clear(&out);
}

static void reads_every_encoding(void **state) {
  (void)state;
  for (int variant = 0; variant < 9; variant++) {
    region r = {.folder = new_folder()};
    char name[16];
    snprintf(name, sizeof name, "variant %d", variant);
    put_file(r.folder, "areas.csv", areas);
    put_variant(r.folder, variant);
    CHECK(read_region(&r) == QN_OK, name);
    CHECK(r.rows[1].count == 2 && r.rows[1].line[1] == 3, name);
    CHECK(((unit_row *)r.rows[1].at)[1].i_area == 1, name);
    CHECK(qn_findings_count(r.findings) == 0, name);
    close_region(&r);
  }
}

/* Files that are no tables of text: what is said of units.csv. n 0: the length of bytes. */
static const struct {
  const char *name, *bytes;
  size_t n;
  const char *told;
} broken[] = {
    {"unclosed quote", "id,area\na,150502\n\"b,150502\nc,150502\n", 0,
     "error units.csv:3 : a quotation mark is not closed or stands inside a cell; the rest is not "
     "read\n"},
    {"quote inside a cell", "id,area\n\nDN 3\" pipe,150502\n", 0,
     "error units.csv:3 : a quotation mark is not closed or stands inside a cell; the rest is not "
     "read\n"},
    {"text behind a quote", "id,area\n\"a\"b,150502\n", 0,
     "error units.csv:2 : a quotation mark is not closed or stands inside a cell; the rest is not "
     "read\n"},
    {"zero bytes", "id,area\na\0,150502\n", 18,
     "error units.csv:0 : not a text file: it holds zero bytes\n"},
    {"nothing at all", "", 0, "error units.csv:0 : the table has no header row\n"},
    {"neither UTF-8 nor GB18030", "id,area\na,150502\n\xFF\xFF,1\n", 0,
     "error units.csv:3 : the text is neither UTF-8 nor GB18030: save the file as CSV UTF-8\n"},
    {"one damaged character in UTF-8",
     "编号,行政区,名称\na,150502,科尔沁区科尔沁区\nb,150502,科尔\xE6\xB2\n", 0,
     "error units.csv:3 : the text is neither UTF-8 nor GB18030: save the file as CSV UTF-8\n"},
    {"a formula's error", "id,area,name\na,150502,#REF!\n", 0,
     "error units.csv:2 name: the cell holds the error of a formula [#REF!]\n"},
    {"a code that was rounded", "id,area\n1.50502E+11,150502\n", 0,
     "error units.csv:2 id: a spreadsheet has rounded this code: format the column as text and "
     "enter it again [1.50502E+11]\n"},
    {"required cell empty", "id,area\na,\n,150502\n", 0,
     "error units.csv:2 area: the cell must not be empty\n"
     "error units.csv:3 id: the cell must not be empty\n"},
    {"column twice", "id,area,面积,取暖面积\na,150502,1,2\n", 0,
     "error units.csv:1 area_m2: the headers 面积 and 取暖面积 name the same column\n"},
    {"column missing", "id,name\na,x\n", 0,
     "error units.csv:1 area: the column area (行政区) is missing\n"},
};

static void says_what_is_broken(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
    region r = {.folder = new_folder()};
    put_file(r.folder, "areas.csv", areas);
    put_bytes(r.folder, "units.csv", broken[i].bytes,
              broken[i].n ? broken[i].n : strlen(broken[i].bytes));
    CHECK(read_region(&r) == QN_EINPUT, broken[i].name);
    char *words = told(r.findings);
    if (strcmp(words, broken[i].told)) fail_msg("%s:\n%s", broken[i].name, words);
    free(words);
    close_region(&r);
  }
}

/* What is cut out of a text: "line:[cell][cell]" of every row that is not blank, a cell within
 * brackets. Expected by RFC 4180. */
static const struct {
  const char *name, *text, *cells;
} cuts[] = {
    {"plain", "a,b\n1,2\n", "1:[a][b]2:[1][2]"},
    {"no end of the last line", "a,b\n1,2", "1:[a][b]2:[1][2]"},
    {"empty cells", "a,,\n,,b\n,", "1:[a][][]2:[][][b]3:[][]"},
    {"blank lines count", "\n\r\n  \na\n\n\nb", "4:[a]7:[b]"},
    {"line ends of all three systems", "a\nb\r\nc\rd", "1:[a]2:[b]3:[c]4:[d]"},
    {"blanks around cells", " a ,\tb\t, \"c d\" ,e f\n", "1:[a][b][c d][e f]"},
    {"blanks within quotes", "\" a \",b", "1:[ a ][b]"},
    {"separators and line ends within quotes", "\"a,b\r\nc\n\",d\ne\n", "1:[a,b\r\nc\n][d]2:[e]"},
    {"quotes within quotes", "\"\"\"a\"\"b\"\"\",\"\"\"\",\"\"\n", "1:[\"a\"b\"][\"][]"},
    {"tabs", "a\tb c\t\n\t\t1\n", "1:[a][b c][]2:[][][1]"},
    {"semicolons", "a;b,c;d\n1;2;3\n", "1:[a][b,c][d]2:[1][2][3]"},
};

static qn_status add_cells(void *who, const qn_sheet_row *row) {
  qn_text *out = who;
  qn_text_addf(out, "%ld:", row->line);
  for (size_t i = 0; i < row->count; i++) qn_text_addf(out, "[%s]", row->cell[i].text);
  return QN_OK;
}

static void cuts_text_into_cells(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
    qn_text out = {0};
    char *text = strdup(cuts[i].text);
    CHECK(!qn_csv_read(text, strlen(text), add_cells, &out, NULL), cuts[i].name);
    if (strcmp(qn_text_str(&out), cuts[i].cells)) fail_msg("%s: %s", cuts[i].name, out.bytes);
    qn_text_clear(&out);
    free(text);
  }
}

/* Rows before a stray quote were pushed; the one that has it is told and ends the reading. */
static void stops_at_stray_quotes(void **state) {
  static const char *const texts[] = {"a\n\nb\"c\nd\n", "a\n\n\"b\"c\nd\n", "a\n\n\"b\nd\n",
                                      "a\n\nb,\""};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    qn_text out = {0};
    qn_findings *findings = qn_findings_new();
    char *text = strdup(texts[i]);
    CHECK(qn_csv_read(text, strlen(text), add_cells, &out, findings) == QN_EINPUT, texts[i]);
    assert_string_equal(out.bytes, "1:[a]");
    assert_int_equal(qn_findings_count(findings), 1);
    assert_int_equal(qn_findings_at(findings, 0)->place.row, 3);
    qn_findings_free(findings);
    qn_text_clear(&out);
    free(text);
  }
}

static void refuses_two_files_of_one_table(void **state) {
  (void)state;
  region r = {.folder = new_folder()};
  put_file(r.folder, "areas.csv", areas);
  put_file(r.folder, "行政区.csv", areas);
  assert_int_equal(read_region(&r), QN_EINPUT);
  assert_int_equal(r.rows[0].count, 0);
  const qn_finding *f = qn_findings_at(r.findings, 0);
  assert_string_equal(f->fmt, "%s and %s hold the same table");
  close_region(&r);
}

/* A folder that holds more than tables is not replaced. */
static void spares_other_peoples_folders(void **state) {
  (void)state;
  region r = {.folder = new_folder()};
  put_file(r.folder, "areas.csv", areas);
  put_file(r.folder, "letter.txt", "dear");
  assert_int_equal(read_region(&r), QN_OK);
  assert_int_equal(qn_store_write(r.folder, r.rows, 3, 1, r.findings), QN_EINPUT);
  char *letter = in_folder(r.folder, "letter.txt");
  assert_true(qn_path_exists(letter));
  assert_int_equal(qn_store_write(letter, r.rows, 3, 1, r.findings), QN_EINPUT);
  free(letter);
  close_region(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_what_clerks_write),
      cmocka_unit_test(finds_every_error_in_one_run),
      cmocka_unit_test(writes_what_it_reads),
      cmocka_unit_test(reads_every_encoding),
      cmocka_unit_test(says_what_is_broken),
      cmocka_unit_test(cuts_text_into_cells),
      cmocka_unit_test(stops_at_stray_quotes),
      cmocka_unit_test(refuses_two_files_of_one_table),
      cmocka_unit_test(spares_other_peoples_folders),
  };
  return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
