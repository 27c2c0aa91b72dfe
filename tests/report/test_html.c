#include "report/html.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "check.h"
#include "result/plan_tables.h"
#include "table/squeeze.h"

#define ROOM QN_BINARY_DIR "/report-html"
#include "room.h"

#define PAGE ROOM "/page.html"
#define REPORT ROOM "/report.html"

static void put(const char *path, const char *text) {
  assert_int_equal(qn_file_write(path, text, strlen(text), NULL), QN_OK);
}

static char *content(const char *path) {
  qn_text text = {0};
  assert_int_equal(qn_file_read(&text, path, 0, NULL), QN_OK);
  return qn_text_take(&text);
}

static qn_status write_report(const char *page, qn_findings *findings) {
  qn_run_row run = {.name = "</script><script>alert(1)</script><!--", .base_year = 2021};
  qn_target_met targets[] = {{.target = "T1", .name = "清洁取暖率", .achieved = 0.9, .is_met = 1},
                             {.target = "T2", .name = "@QN_DATA@", .achieved = NAN}};
  const qn_rows run_rows = {.table = &qn_run_table, .at = &run, .count = 1};
  const qn_rows tables[] = {{.table = &qn_targets_met_table, .at = targets, .count = 2},
                            {.table = &qn_progress_table, .at = NULL, .count = 0}};
  const qn_page content = {.run = &run_rows, .tables = tables, .n = 2};
  return qn_report_html(REPORT, page, &content, findings);
}

/* Between what stood before and after the placeholder is the JSON, and no "<" in it. */
static void data_stands_at_the_place(void **state) {
  (void)state;
  put(PAGE, "<head><script id=\"data\">@QN_DATA@</script>tail");
  assert_int_equal(write_report(PAGE, NULL), QN_OK);
  char *report = content(REPORT);
  static const char head[] = "<head><script id=\"data\">", tail[] = "</script>tail";
  assert_memory_equal(report, head, sizeof head - 1);
  const size_t length = strlen(report);
  assert_string_equal(report + length - (sizeof tail - 1), tail);
  report[length - (sizeof tail - 1)] = '\0';
  const char *json = report + sizeof head - 1;
  assert_null(strchr(json, '<'));
  assert_non_null(strstr(json, "\"format\":2"));
  assert_non_null(strstr(json, "清洁取暖率"));
  assert_non_null(strstr(json, "\\u003c/script>\\u003cscript>alert(1)"));
  assert_non_null(strstr(json, "\"@QN_DATA@\""));
  free(report);
}

/* Far more rows than a page reads at once: only the small table stands in the first element, and
 * the second holds what the page of a small region would. */
static void a_large_region_is_packed(void **state) {
  (void)state;
  enum { MANY = 200000 };
  qn_run_row run = {.name = "large", .base_year = 2021};
  qn_target_met targets[] = {{.target = "T1", .name = "small", .achieved = 0.9, .is_met = 1}};
  qn_progress_row *many = calloc(MANY, sizeof *many);
  assert_non_null(many);
  for (int i = 0; i < MANY; i++)
    many[i] = (qn_progress_row){.season = i, .area_m2 = i / 7.0, .clean_m2 = i / 9.0};
  const qn_rows run_rows = {.table = &qn_run_table, .at = &run, .count = 1};
  const qn_rows tables[] = {{.table = &qn_targets_met_table, .at = targets, .count = 1},
                            {.table = &qn_progress_table, .at = many, .count = MANY}};
  const qn_page page = {.run = &run_rows, .tables = tables, .n = 2};
  qn_text whole = {0}, packed = {0};
  put(PAGE, "<script>@QN_DATA@</script>");
  assert_int_equal(qn_report_html(REPORT, PAGE, &page, NULL), QN_OK);
  assert_int_equal(qn_page_data(&whole, &page), QN_OK);
  assert_int_equal(qn_squeeze(&packed, whole.bytes, whole.length), QN_OK);
  char *report = content(REPORT);
  static const char between[] = "</script>\n<script type=\"text/plain\" id=\"whole\">";
  char *second = strstr(report, between);
  assert_non_null(second);
  *second = '\0';
  second += sizeof between - 1;
  assert_non_null(strstr(report, "\"small\""));
  assert_null(strstr(report, "\"progress\""));
  assert_true(strlen(second) < whole.length / 2);
  assert_int_equal(strlen(second), packed.length + strlen("</script>"));
  assert_memory_equal(second, packed.bytes, packed.length);
  free(report);
  free(many);
  qn_text_clear(&whole);
  qn_text_clear(&packed);
}

static const struct {
  const char *name, *page;
} bad[] = {
    {"no placeholder", "<html></html>"},
    {"placeholder twice", "@QN_DATA@ and @QN_DATA@"},
    {"empty", ""},
};

static void refuses_what_is_no_page(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    qn_findings *findings = qn_findings_new();
    put(REPORT, "the old report");
    put(PAGE, bad[i].page);
    CHECK(write_report(PAGE, findings) == QN_EINPUT, bad[i].name);
    CHECK(qn_findings_count(findings) == 1, bad[i].name);
    char *report = content(REPORT);
    CHECK(!strcmp(report, "the old report"), bad[i].name);
    free(report);
    qn_findings_free(findings);
  }
  assert_int_equal(write_report(ROOM "/missing.html", NULL), QN_EINPUT);
}

static void page_is_found_beside_the_data_or_in_the_build(void **state) {
  (void)state;
  qn_text path = {0};
  assert_int_equal(mkdir(ROOM "/data", 0777), 0);
  qn_findings *findings = qn_findings_new();
  assert_int_equal(qn_report_template(&path, ROOM "/data", findings), QN_EIO);
  assert_int_equal(qn_findings_count(findings), 1);
  assert_string_equal(qn_text_str(&path), "");
  assert_int_equal(mkdir(ROOM "/build", 0777) | mkdir(ROOM "/build/web", 0777), 0);
  put(ROOM "/build/web/report.html", "@QN_DATA@");
  assert_int_equal(qn_report_template(&path, ROOM "/data", NULL), QN_OK);
  assert_string_equal(qn_text_str(&path), ROOM "/data/../build/web/report.html");
  put(ROOM "/data/report.html", "@QN_DATA@");
  path.length = 0;
  assert_int_equal(qn_report_template(&path, ROOM "/data", NULL), QN_OK);
  assert_string_equal(qn_text_str(&path), ROOM "/data/report.html");
  qn_text_clear(&path);
  qn_findings_free(findings);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(data_stands_at_the_place, make_room, clear_room),
      cmocka_unit_test_setup_teardown(a_large_region_is_packed, make_room, clear_room),
      cmocka_unit_test_setup_teardown(refuses_what_is_no_page, make_room, clear_room),
      cmocka_unit_test_setup_teardown(page_is_found_beside_the_data_or_in_the_build, make_room,
                                      clear_room),
  };
  return cmocka_run_group_tests_name("report page", tests, NULL, NULL);
}
