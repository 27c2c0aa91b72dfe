/* Rows drawn at random for every declared table of a case come back exactly, value by value, from
 * every format: doubles to the last bit, texts with quotes, line ends and characters of four bytes,
 * codes with leading zeros, cells with nothing. */
#include <sqlite3.h>

#include "base/random.h"
#include "case/case.h"
#include "sample.h"
#include "server.h"
#include "table/choice.h"

enum { ROWS = 60, SEED = 20251115 };

#define TABLE_OF(member, type, table) &table,
static const qn_table *const all[] = {QN_CASE_LIST(TABLE_OF) & qn_settings_table};
enum { TABLES = sizeof all / sizeof *all };

/* ---- drawing ---- */

static bool may_be_missing(const qn_column *column) {
  return !(column->flags & (QN_KEY | QN_REQUIRED)) && !column->fallback;
}

/* Of any size where any is allowed, else evenly spread; with few or with all digits. */
static double draw_real(const qn_column *column, qn_random *r) {
  const bool is_free = column->min == 0 && column->max == 0;
  const double high = column->max >= QN_NO_CEILING ? 1e12 : column->max;
  if (is_free) return (qn_random_real(r) - 0.5) * pow(10, 40 * qn_random_real(r) - 20);
  const double value = column->min + (high - column->min) * qn_random_real(r);
  const double rounded = floor(value * 100) / 100;
  return qn_random_below(r, 3) && rounded >= column->min ? rounded : value;
}

static int draw_int(const qn_column *column, qn_random *r) {
  if (column->flags & QN_ANNUAL) return 2000 + (int)qn_random_below(r, 101);
  const bool is_free = column->min == 0 && column->max == 0;
  const double low = is_free ? -1e6 : column->min, high = is_free ? 1e6 : fmin(column->max, 1e9);
  return (int)(low + floor((high - low) * qn_random_real(r)));
}

static int draw_date(qn_random *r) {
  const int year = 1950 + (int)qn_random_below(r, 150), month = 1 + (int)qn_random_below(r, 12);
  return year * 10000 + month * 100 + 1 + (int)qn_random_below(r, 28);
}

static int n_choices(const qn_column *column) {
  int n = 0;
  while (qn_choice_span(column, n, true).length) n++;
  return n;
}

/* Pieces that formats stumble over; none is a blank, which may be lost at the ends. */
static const char *const pieces[] = {"村",    "\"",  "'",  ",",  ";",    "=1+1", "@",
                                     "-",     "+3",  "𠮷", "😀", "0",    "x",    "\\",
                                     "&amp;", "<a>", "%",  "$$", "１２", "é",    "|"};
static const char *const between[] = {"", "", "", "\n", " ", "\t", "　"};

/* A code may look like a number, with any zeros before it. */
static const char *draw_text(const qn_column *column, qn_random *r, qn_arena *arena) {
  static const char *const single[] = {"村", "\"", "'", ",", ";", "𠮷", "0", "x", "\\", "é"};
  const size_t n_piece = sizeof pieces / sizeof *pieces, n_gap = sizeof between / sizeof *between;
  const size_t least = column->max > 0 ? (size_t)column->min : 1;
  const size_t most = column->max > 0 ? (size_t)fmin(column->max, least + 7) : 8;
  const size_t n = least + qn_random_below(r, most - least + 1);
  const bool is_digits = column->kind == QN_CODE && qn_random_below(r, 2);
  qn_text text = {0};
  for (size_t i = 0; i < n || !i; i++)
    if (is_digits)
      qn_text_addf(&text, "%d", (int)qn_random_below(r, 3));
    else if (column->max > 0)
      qn_text_add(&text, single[qn_random_below(r, sizeof single / sizeof *single)]);
    else
      qn_text_addf(&text, "%s%s", i ? between[qn_random_below(r, n_gap)] : "",
                   pieces[qn_random_below(r, n_piece)]);
  const char *kept = qn_arena_text(arena, text.bytes);
  qn_text_clear(&text);
  return kept;
}

static void draw_cell(void *member, const qn_column *column, qn_random *r, qn_arena *arena) {
  const bool is_missing = may_be_missing(column) && !qn_random_below(r, 4);
  switch (column->kind) {
    case QN_REAL:
      *(double *)member = is_missing ? NAN : draw_real(column, r);
      break;
    case QN_INT:
      *(int *)member = is_missing ? QN_NO_INT : draw_int(column, r);
      break;
    case QN_BOOL:
      *(int *)member = (int)qn_random_below(r, 2);
      break;
    case QN_DATE:
      *(int *)member = is_missing ? 0 : draw_date(r);
      break;
    case QN_CHOICE:
      *(int *)member = is_missing ? -1 : (int)qn_random_below(r, (uint64_t)n_choices(column));
      break;
    case QN_TEXT:
    case QN_CODE:
      *(const char **)member = is_missing ? NULL : draw_text(column, r, arena);
  }
}

static void draw_table(qn_rows *rows, const qn_table *table, qn_arena *arena) {
  const size_t n = table->by_key ? 1 : ROWS;
  *rows = (qn_rows){.table = table, .count = n, .at = qn_arena_array(arena, n, table->row_size)};
  for (size_t i = 0; i < n; i++)
    for (size_t c = 0; c < table->n_column; c++) {
      char key[80];
      snprintf(key, sizeof key, "%zu %s", i, table->columns[c].name);
      qn_random r = qn_random_stream(SEED, table->name, key);
      draw_cell((char *)qn_row(rows, i) + table->columns[c].offset, &table->columns[c], &r, arena);
    }
}

/* ---- comparing ---- */

static bool is_same(const qn_column *column, const void *a, const void *b) {
  if (column->kind == QN_TEXT || column->kind == QN_CODE) {
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    return x && y ? !strcmp(x, y) : !x && !y;
  }
  if (column->kind != QN_REAL) return *(const int *)a == *(const int *)b;
  const double x = *(const double *)a, y = *(const double *)b;
  return (isnan(x) && isnan(y)) || !memcmp(&x, &y, sizeof x);
}

static void check_same(const qn_rows *wrote, const qn_rows *read, const char *place) {
  const qn_table *table = wrote->table;
  if (read->count != wrote->count)
    fail_msg("%s: %s has %zu rows, not %zu", place, table->name, read->count, wrote->count);
  for (size_t i = 0; i < wrote->count; i++)
    for (size_t c = 0; c < table->n_column; c++) {
      const qn_column *column = &table->columns[c];
      const char *x = (char *)qn_row(wrote, i) + column->offset;
      const char *y = (char *)qn_row(read, i) + column->offset;
      if (is_same(column, x, y)) continue;
      if (column->kind == QN_TEXT || column->kind == QN_CODE)
        fail_msg("%s: %s.%s: \"%s\" for \"%s\"", place, table->name, column->name,
                 *(const char *const *)y ? *(const char *const *)y : "(null)",
                 *(const char *const *)x ? *(const char *const *)x : "(null)");
      if (column->kind == QN_REAL)
        fail_msg("%s: %s.%s: %.17g for %.17g", place, table->name, column->name, *(const double *)y,
                 *(const double *)x);
      fail_msg("%s: %s.%s: %d for %d", place, table->name, column->name, *(const int *)y,
               *(const int *)x);
    }
}

static void goes_there_and_back(const char *place, const qn_rows *rows, int english) {
  qn_arena *arena = qn_arena_new();
  qn_findings *findings = qn_findings_new();
  qn_store *store = NULL;
  qn_status s = qn_store_write(place, rows, TABLES, english, findings);
  if (!s) s = qn_store_open(&store, place, findings);
  for (size_t t = 0; t < TABLES && !s; t++) {
    qn_rows again;
    s = qn_table_read(&again, all[t], store, arena, findings);
    if (!s) check_same(&rows[t], &again, place);
  }
  char *words = told(findings);
  if (s || *words) fail_msg("%s: %s\n%s", place, qn_status_text(s), words);
  free(words);
  qn_store_close(store);
  qn_findings_free(findings);
  qn_arena_free(arena);
}

static void comes_back_from_files(void **state) {
  static const char *const places[] = {"folder", "book.xlsx", "package.gpkg"};
  qn_rows rows[TABLES];
  qn_arena *arena = qn_arena_new();
  char *folder = new_folder();
  (void)state;
  for (size_t t = 0; t < TABLES; t++) draw_table(&rows[t], all[t], arena);
  for (size_t p = 0; p < sizeof places / sizeof *places; p++)
    for (int english = 0; english < 2; english++) {
      char *place = in_folder(folder, places[p]);
      goes_there_and_back(place, rows, english);
      free(place);
    }
  qn_folder_remove(folder);
  free(folder);
  qn_arena_free(arena);
}

static void comes_back_from_postgres(void **state) {
  const server *s = *state;
  qn_rows rows[TABLES];
  if (!server_is_there(s)) skip();
  qn_arena *arena = qn_arena_new();
  char *place = server_place(s, "random");
  for (size_t t = 0; t < TABLES; t++) draw_table(&rows[t], all[t], arena);
  goes_there_and_back(place, rows, 1);
  free(place);
  qn_arena_free(arena);
}

/* Without columns lon and lat the points of a layer tell where something is. */
static void reads_points_of_a_geopackage(void **state) {
  char *folder = new_folder(), *place = in_folder(folder, "points.gpkg");
  qn_arena *arena = qn_arena_new();
  qn_store *store;
  sqlite3 *db;
  (void)state;
  qn_area areas[2] = {{.code = "15", .name = "甲", .lon = 122.25, .lat = 43.625},
                      {.code = "16", .name = "乙", .lon = NAN, .lat = NAN}};
  qn_rows rows = {.table = &qn_areas_table, .at = areas, .count = 2}, again;
  assert_int_equal(qn_store_write(place, &rows, 1, 1, NULL), QN_OK);
  assert_int_equal(sqlite3_open(place, &db), SQLITE_OK);
  /* The triggers of the index call functions that only GDAL knows. */
  for (const char *end = "insert;update1;update2;update3;update4;delete"; end;) {
    const qn_slice name = qn_list_item(&end);
    char sql[100];
    snprintf(sql, sizeof sql, "DROP TRIGGER rtree_areas_geom_%.*s", (int)name.length, name.at);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  }
  assert_int_equal(sqlite3_exec(db,
                                "ALTER TABLE areas DROP COLUMN lon;"
                                "ALTER TABLE areas DROP COLUMN lat",
                                NULL, NULL, NULL),
                   SQLITE_OK);
  sqlite3_close(db);
  assert_int_equal(qn_store_open(&store, place, NULL), QN_OK);
  assert_int_equal(qn_table_read(&again, &qn_areas_table, store, arena, NULL), QN_OK);
  const qn_area *read = again.at;
  assert_int_equal(again.count, 2);
  assert_true(read[0].lon == 122.25 && read[0].lat == 43.625);
  assert_true(isnan(read[1].lon) && isnan(read[1].lat));
  qn_store_close(store);
  qn_arena_free(arena);
  qn_folder_remove(folder);
  free(folder);
  free(place);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(comes_back_from_files),
      cmocka_unit_test(comes_back_from_postgres),
      cmocka_unit_test(reads_points_of_a_geopackage),
  };
  return cmocka_run_group_tests_name("property", tests, server_start, server_stop);
}
