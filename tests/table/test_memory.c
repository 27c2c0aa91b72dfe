/* wraps: malloc calloc realloc free */
/* Every allocation of table fails in turn: the work is then refused for want of memory, or done as
 * if nothing had happened; nothing leaks, and no file stays behind half written. */
#include "failing.h"
#include "sample.h"
#include "table/json.h"
#include "table/reference.h"
#include "table/template.h"

static char *folder, *input, *output, *book;

/* "id,area,modes\nx,通辽市,hp\n" */
static const char units_utf16[] =
    "\xFF\xFEi\0d\0,\0a\0r\0e\0a\0,\0m\0o\0d\0e\0s\0\n\0"
    "x\0,\0\x1A\x90\xBD\x8F\x02\x5E,\0h\0p\0\n\0";

static int prepare(void **state) {
  (void)state;
  folder = new_folder();
  input = in_folder(folder, "in");
  output = in_folder(folder, "out");
  book = in_folder(folder, "book.xlsx");
  assert_int_equal(mkdir(input, 0755), 0);
  put_file(input, "areas.csv",
           "代码,名称,级别\n150500,通辽市,地级市\n0150502,科尔沁区,ＣＯＵＮＴＹ\n");
  put_bytes(input, "units.csv", units_utf16, sizeof units_utf16 - 1);
  put_file(input, "modes.csv",
           "方式表,,\n,,\n编号,名称,类别（选填）,年份,备注\nhp,热泵一,热泵,２０２５年,\n合计,,,,"
           "\n注：,,,\n");
  put_file(input, "settings.csv", "键,值,单位\n方案名称,甲,\n基准年,2025-2026,\n面积,3.2万,m2\n");
  return 0;
}

static int clean(void **state) {
  (void)state;
  qn_folder_remove(folder);
  free(folder);
  free(input);
  free(output);
  free(book);
  return 0;
}

/* To sync a folder memory is needed too: then it is the disk that failed. */
static bool as_promised(qn_status s) {
  return s == QN_OK || ((s == QN_ENOMEM || s == QN_EIO) && heap.failed);
}

/* What stands in the files, when it was read. */
static bool is_right(const qn_rows *rows) {
  const area_row *areas = rows[0].at;
  const unit_row *units = rows[1].at;
  const mode_row *modes = rows[2].at;
  const setting_row *settings = rows[3].at;
  return rows[0].count == 2 && areas[1].level == 2 && rows[1].count == 1 && units->i_area == 0 &&
         units->l_modes.count == 1 && rows[2].count == 1 && modes->family == 0 &&
         modes->year == 2025 && rows[3].count == 1 && settings->year == 2025 &&
         settings->area_m2 == 32000;
}

static qn_status read_all(qn_rows *rows, qn_arena *arena, qn_findings *findings) {
  static const qn_table *const tables[] = {&areas_table, &units_table, &modes_table,
                                           &settings_table};
  qn_store *store = NULL;
  qn_status s = qn_store_open(&store, input, findings);
  for (size_t i = 0; i < 4 && !s; i++)
    s = qn_table_read(&rows[i], tables[i], store, arena, findings);
  if (!s) s = qn_store_unclaimed(store, tables, 4, findings);
  if (!s) s = qn_tables_link(rows, 3, arena, findings);
  qn_store_close(store);
  return s;
}

static bool reading_and_writing(void) {
  qn_rows rows[4];
  qn_arena *arena = qn_arena_new();
  qn_findings *findings = qn_findings_new();
  qn_status s = arena ? read_all(rows, arena, findings) : QN_ENOMEM;
  bool ok = as_promised(s) && (s || is_right(rows));
  qn_folder_remove(output);
  if (!s) {
    s = qn_store_write(output, rows, 4, 0, findings);
    ok = ok && as_promised(s) && qn_path_exists(output) == !s;
  }
  qn_findings_free(findings);
  qn_arena_free(arena);
  return ok;
}

static bool printing(void) {
  static const qn_table *const tables[] = {&areas_table, &units_table, &settings_table};
  unit_row unit = {.id = "1", .name = "<甲>", .area_m2 = 0.5, .opened = 20251115};
  const qn_rows rows = {.table = &units_table, .at = &unit, .count = 1};
  const qn_wording english = {tables, 3, true}, chinese = {tables, 3, false};
  qn_text out = {0};
  bool ok = as_promised(qn_tables_json(&out, NULL, &rows, 1));
  ok = as_promised(qn_schema_text(&out, tables, 3, &chinese)) && ok;
  ok = as_promised(qn_schema_markdown(&out, tables, 3, &english)) && ok;
  ok = as_promised(qn_schema_json(&out, tables, 3)) && ok;
  ok = as_promised(qn_schema_ddl(&out, tables, 3, QN_POSTGIS)) && ok;
  qn_text_clear(&out);
  return ok;
}

static bool workbooks(void) {
  static const qn_table *const tables[] = {&areas_table, &units_table, &settings_table};
  unit_row units[] = {{.id = "1", .name = "=甲", .area_m2 = 0.5, .opened = 20251115}};
  const qn_rows rows = {.table = &units_table, .at = units, .count = 1};
  bool ok = true;
  for (int kind = 0; kind < 2; kind++) {
    unlink(book);
    const qn_status s = kind ? qn_template_write(book, tables, 3, 0, NULL)
                             : qn_store_write(book, &rows, 1, 0, NULL);
    ok = ok && as_promised(s) && qn_path_exists(book) == !s;
  }
  return ok;
}

static const struct {
  const char *name;
  bool (*work)(void);
} works[] = {
    {"reading and writing", reading_and_writing}, {"printing", printing}, {"workbooks", workbooks}};

static void refuses_or_does_the_work(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof works / sizeof *works; i++)
    every_allocation_fails(works[i].work, works[i].name);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(refuses_or_does_the_work)};
  return cmocka_run_group_tests_name("memory", tests, prepare, clean);
}
