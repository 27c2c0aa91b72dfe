/* Every number that init knows tells its grounds: where it is from, of which year, how sure it is.
 * First in the files of data/ and of the examples, then as the program reads and hands them on. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/plausible.h"
#include "case/plausible.h"
#include "check.h"
#include "generate/generate.h"
#include "generate/spec.h"
#include "table/plain_csv.h"

static const char DATA[] = QN_SOURCE_DIR "/data";
enum { FIRST_YEAR = 1990, LAST_YEAR = 2026 };

/* The first of the words in words that is a year, or NULL. */
static const char *year_in(const char *words) {
  const char *at = words;
  while (at && (at = strstr(at, "20")) && strspn(at, "0123456789") != 4) at += 2;
  return at;
}

/* 2012, or 2019-2022 in that order. */
static bool is_year(const char *text) {
  const size_t n = text ? strlen(text) : 0;
  const bool is_span = n == 9 && text[4] == '-' && strspn(text + 5, "0123456789") == 4;
  if (!is_span && n != 4) return false;
  if (strspn(text, "0123456789") != 4) return false;
  const int from = atoi(text), to = is_span ? atoi(text + 5) : from;
  return FIRST_YEAR <= from && from <= to && to <= LAST_YEAR;
}

static bool is_told(const char *text) {
  return text && *text && strcmp(text, "generated") != 0;
}

/* dated: words that may name the year, the source unless it prints numbers of other years. */
static void check_grounds(const char *place, const char *source, const char *year, const char *sure,
                          const char *dated) {
  char row[600];
  snprintf(row, sizeof row, "%s: %s, %s", place, source ? source : "", year ? year : "");
  CHECK(is_told(source), row);
  CHECK(sure && strlen(sure) == 1 && strchr("SABC", *sure), row);
  CHECK(is_year(year), row);
  const char *named = year_in(dated);
  CHECK(!named || !strncmp(year, named, 4), row);
}

static void years_are_told_from_other_words(void **state) {
  (void)state;
  static const char *const good[] = {"1990", "2012", "2026", "2019-2022", "2021-2021"};
  static const char *const bad[] = {"",     "undated",   "1989",      "2027",     "20212",
                                    "2O21", "2022-2019", "2019-2027", "2019/2022"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) CHECK(is_year(good[i]), good[i]);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) CHECK(!is_year(bad[i]), bad[i]);
  assert_string_equal(year_in("120-180 元/m2，GB/T 2589-2020 [R]"), "2020 [R]");
  assert_null(year_in("200-350 元/m2，20-25 m2 一间"));
}

/* ---- the files ---- */

typedef struct {
  const char *path;
  bool must; /* a table without the columns is at fault */
  int source, source_year, sure, name;
  size_t checked;
} sheet;

static int column_called(size_t n_cell, const char *const *cell, const char *en, const char *zh) {
  for (size_t i = 0; i < n_cell; i++)
    if (!strcmp(cell[i], en) || !strcmp(cell[i], zh)) return (int)i;
  return -1;
}

static qn_status take_row(void *who, long line, size_t n_cell, const char *const *cell) {
  sheet *s = who;
  if (line == 1) {
    s->source = column_called(n_cell, cell, "source", "来源");
    s->source_year = column_called(n_cell, cell, "source_year", "来源年份");
    s->sure = column_called(n_cell, cell, "sure", "可信度");
    s->name = column_called(n_cell, cell, "name", "名称");
    const bool has_all = s->source >= 0 && s->source_year >= 0 && s->sure >= 0;
    CHECK(has_all || !s->must, s->path);
    if (!has_all) s->source_year = -1;
  } else if (s->source_year >= 0) {
    const bool is_benchmark = strstr(s->path, "/benchmarks.csv") != NULL;
    check_grounds(s->path, cell[s->source], cell[s->source_year], cell[s->sure],
                  cell[is_benchmark ? s->name : s->source]);
    s->checked++;
  }
  return QN_OK;
}

static size_t check_files(const char *pattern, bool must) {
  glob_t found;
  size_t n = 0;
  assert_int_equal(glob(pattern, 0, NULL, &found), 0);
  for (size_t i = 0; i < found.gl_pathc; i++) {
    sheet s = {.path = found.gl_pathv[i], .must = must};
    CHECK(!qn_plain_csv_read(s.path, take_row, &s, NULL), s.path);
    CHECK(s.checked || !must, s.path);
    n += s.checked;
  }
  globfree(&found);
  return n;
}

static void files_tell_source_year_and_sureness(void **state) {
  (void)state;
  assert_true(check_files(QN_SOURCE_DIR "/data/catalogue/*.csv", true) > 700);
  assert_true(check_files(QN_SOURCE_DIR "/data/regions/*/*.csv", true) > 20);
  assert_true(check_files(QN_SOURCE_DIR "/data/generate/*.csv", true) > 300);
  assert_true(check_files(QN_SOURCE_DIR "/data/climate/*.csv", true) > 100);
  assert_true(check_files(QN_SOURCE_DIR "/data/*.csv", true) > 200);
  assert_true(check_files(QN_SOURCE_DIR "/examples/*/*.csv", false) > 3000);
}

/* ---- as they are read ---- */

static const char *cell(const qn_rows *rows, size_t i, const char *name) {
  const qn_column *column = qn_table_column(rows->table, name);
  CHECK(column, rows->table->name);
  return *(const char *const *)(const void *)((const char *)qn_row(rows, i) + column->offset);
}

static void check_rows(const qn_rows *rows) {
  const char *table = rows->table->name;
  for (size_t i = 0; i < rows->count; i++) {
    const char *source = cell(rows, i, "source");
    check_grounds(table, source, cell(rows, i, "source_year"), cell(rows, i, "sure"),
                  strcmp(table, "benchmarks") ? source : cell(rows, i, "name"));
  }
}

static bool is_catalogue(const char *table) {
  char path[512];
  snprintf(path, sizeof path, "%s/catalogue/%s.csv", DATA, table);
  FILE *file = fopen(path, "r");
  if (file) fclose(file);
  return file || !strcmp(table, "climate") || !strcmp(table, "source_options");
}

static void catalogue_rows_tell_source_year_and_sureness(void **state) {
  (void)state;
  static const char *const all[] = {"通辽市", "忻州市", "济南市", "哈尔滨市", "北京市东城区"};
  for (size_t r = 0; r < sizeof all / sizeof *all; r++) {
    const qn_generate_options options = {
        .regions = &all[r], .n_region = 1, .data_folder = DATA, .base_year = 2021, .horizon = 2025};
    qn_case *c = NULL;
    CHECK(qn_generate_case(&c, &options, NULL) == QN_OK, all[r]);
    size_t n = 0;
    for (int t = 0; t < QN_CASE_TABLES; t++) {
      if (!is_catalogue(c->tables[t].table->name)) continue;
      check_rows(&c->tables[t]);
      n += c->tables[t].count;
    }
    CHECK(n > 600, all[r]);
    qn_case_free(c);
  }
}

static void assumptions_are_read_with_their_grounds(void **state) {
  (void)state;
  qn_spec spec = {0};
  qn_arena *arena = qn_arena_new();
  assert_int_equal(qn_spec_read(&spec, DATA, NULL, arena, NULL), QN_OK);
  assert_true(spec.n_assumptions && spec.n_present && spec.n_source_kinds && spec.n_source_fates &&
              spec.n_pastoral);
#define CHECK_EACH(member)                                                                         \
  for (size_t i = 0; i < spec.n_##member; i++)                                                     \
    check_grounds(#member, spec.member[i].source, spec.member[i].source_year, spec.member[i].sure, \
                  spec.member[i].source);
  CHECK_EACH(assumptions)
  CHECK_EACH(present)
  CHECK_EACH(source_kinds)
  CHECK_EACH(source_fates)
  CHECK_EACH(pastoral)
  /* The plan's own year, that of a price, that of a rule of this project. */
  assert_string_equal(qn_assumed(&spec, "class_set", "150523", NULL)->source_year, "2022-2025");
  assert_string_equal(qn_assumed(&spec, "level_module_cny_kva", "1505", NULL)->source_year,
                      "2019-2022");
  assert_string_equal(qn_assumed(&spec, "room", "1505", NULL)->source_year, "2026");
  qn_spec_clear(&spec);
  qn_arena_free(arena);
}

static void limits_are_read_with_their_grounds(void **state) {
  (void)state;
  const qn_table *const tables[] = {&qn_limit_table, &qn_plausibility_table};
  qn_arena *arena = qn_arena_new();
  for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
    qn_rows rows = {0};
    CHECK(!qn_place_read(&rows, tables[t], DATA, arena, NULL), tables[t]->name);
    CHECK(rows.count > 10, tables[t]->name);
    check_rows(&rows);
  }
  qn_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(years_are_told_from_other_words),
      cmocka_unit_test(files_tell_source_year_and_sureness),
      cmocka_unit_test(catalogue_rows_tell_source_year_and_sureness),
      cmocka_unit_test(assumptions_are_read_with_their_grounds),
      cmocka_unit_test(limits_are_read_with_their_grounds),
  };
  return cmocka_run_group_tests_name("grounds", tests, NULL, NULL);
}
