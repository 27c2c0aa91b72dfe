/* Four small tables for the tests of table, and a folder to put files into. */
#ifndef QN_TESTS_TABLE_SAMPLE_H
#define QN_TESTS_TABLE_SAMPLE_H
#include "check.h"
/* after check.h */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "table/store.h"

typedef struct {
  const char *code, *name, *parent;
  int i_parent, level;
} area_row;

typedef struct {
  const char *id, *name, *area, *modes;
  int i_area;
  qn_links l_modes;
  double area_m2, share;
  int households, is_open, opened, year;
} unit_row;

typedef struct {
  const char *id, *name;
  int family, year;
} mode_row;

static const qn_column area_columns[] = {
    {.name = "code",
     .zh = "行政区划代码|代码",
     .kind = QN_CODE,
     .flags = QN_KEY,
     .offset = offsetof(area_row, code),
     .en = "Code.",
     .zh_help = "代码。"},
    {.name = "name",
     .zh = "名称",
     .kind = QN_TEXT,
     .flags = QN_REQUIRED,
     .max = 20,
     .offset = offsetof(area_row, name),
     .en = "Name.",
     .zh_help = "名称。"},
    {.name = "parent",
     .zh = "上级代码",
     .kind = QN_CODE,
     .ref = "areas.code",
     .offset = offsetof(area_row, parent),
     .link = offsetof(area_row, i_parent),
     .en = "Above.",
     .zh_help = "上级。"},
    {.name = "level",
     .zh = "级别",
     .kind = QN_CHOICE,
     .fallback = "county",
     .choices = "province=省|prefecture=地级市|county=县",
     .offset = offsetof(area_row, level),
     .en = "Level.",
     .zh_help = "级别。"},
};
static const qn_table areas_table = {.name = "areas",
                                     .zh = "行政区",
                                     .en = "Areas.",
                                     .zh_help = "行政区。",
                                     .columns = area_columns,
                                     .n_column = QN_COLUMN_COUNT(area_columns),
                                     .row_size = sizeof(area_row),
                                     .alias = "name"};

static const qn_column unit_columns[] = {
    {.name = "id",
     .zh = "编号",
     .kind = QN_CODE,
     .flags = QN_KEY,
     .offset = offsetof(unit_row, id),
     .en = "Id.",
     .zh_help = "编号。"},
    {.name = "name",
     .zh = "名称|村名",
     .kind = QN_TEXT,
     .offset = offsetof(unit_row, name),
     .en = "Name.",
     .zh_help = "名称。"},
    {.name = "area",
     .zh = "行政区|所属乡镇",
     .kind = QN_CODE,
     .flags = QN_REQUIRED,
     .ref = "areas.code",
     .offset = offsetof(unit_row, area),
     .link = offsetof(unit_row, i_area),
     .en = "Area.",
     .zh_help = "行政区。"},
    {.name = "area_m2",
     .zh = "取暖面积|面积",
     .kind = QN_REAL,
     .unit = "m2",
     .min = 0,
     .max = 1e9,
     .offset = offsetof(unit_row, area_m2),
     .en = "Heated area.",
     .zh_help = "取暖面积。"},
    {.name = "households",
     .zh = "户数",
     .kind = QN_INT,
     .unit = "户",
     .min = 0,
     .max = 1e6,
     .offset = offsetof(unit_row, households),
     .en = "Households.",
     .zh_help = "户数。"},
    {.name = "share",
     .zh = "低收入比例",
     .kind = QN_REAL,
     .unit = "1",
     .min = 0,
     .max = 1,
     .fallback = "10%",
     .offset = offsetof(unit_row, share),
     .en = "Share.",
     .zh_help = "比例。"},
    {.name = "is_open",
     .zh = "开放",
     .kind = QN_BOOL,
     .fallback = "1",
     .offset = offsetof(unit_row, is_open),
     .en = "Open.",
     .zh_help = "开放。"},
    {.name = "opened",
     .zh = "开工日期",
     .kind = QN_DATE,
     .offset = offsetof(unit_row, opened),
     .en = "Date.",
     .zh_help = "日期。"},
    {.name = "year",
     .zh = "年份",
     .kind = QN_INT,
     .flags = QN_ANNUAL,
     .offset = offsetof(unit_row, year),
     .en = "Year.",
     .zh_help = "年份。"},
    {.name = "modes",
     .zh = "可用方式",
     .kind = QN_TEXT,
     .flags = QN_LIST,
     .ref = "modes.id|modes.family",
     .offset = offsetof(unit_row, modes),
     .link = offsetof(unit_row, l_modes),
     .en = "Modes.",
     .zh_help = "方式。"},
};
static const qn_table units_table = {.name = "units",
                                     .zh = "用热单元",
                                     .en = "Units.",
                                     .zh_help = "用热单元。",
                                     .columns = unit_columns,
                                     .n_column = QN_COLUMN_COUNT(unit_columns),
                                     .row_size = sizeof(unit_row),
                                     .alias = "name"};

static const qn_column mode_columns[] = {
    {.name = "id",
     .zh = "编号",
     .kind = QN_TEXT,
     .flags = QN_KEY,
     .offset = offsetof(mode_row, id),
     .en = "Id.",
     .zh_help = "编号。"},
    {.name = "name",
     .zh = "名称",
     .kind = QN_TEXT,
     .offset = offsetof(mode_row, name),
     .en = "Name.",
     .zh_help = "名称。"},
    {.name = "family",
     .zh = "类别",
     .kind = QN_CHOICE,
     .choices = "pump=热泵|gas=燃气|coal=燃煤",
     .offset = offsetof(mode_row, family),
     .en = "Family.",
     .zh_help = "类别。"},
    {.name = "year",
     .zh = "年份",
     .kind = QN_INT,
     .flags = QN_KEY | QN_ANNUAL,
     .fallback = "2025",
     .offset = offsetof(mode_row, year),
     .en = "Year.",
     .zh_help = "年份。"},
};
static const qn_table modes_table = {.name = "modes",
                                     .zh = "取暖方式",
                                     .en = "Modes.",
                                     .zh_help = "取暖方式。",
                                     .columns = mode_columns,
                                     .n_column = QN_COLUMN_COUNT(mode_columns),
                                     .row_size = sizeof(mode_row),
                                     .alias = "name"};

typedef struct {
  const char *name;
  int year, level;
  double rate, area_m2;
} setting_row;

static const qn_column setting_columns[] = {
    {.name = "name", .zh = "方案名称", .kind = QN_TEXT, .offset = offsetof(setting_row, name)},
    {.name = "year",
     .zh = "基准年",
     .kind = QN_INT,
     .flags = QN_REQUIRED | QN_ANNUAL,
     .offset = offsetof(setting_row, year)},
    {.name = "level",
     .zh = "级别",
     .kind = QN_CHOICE,
     .choices = "low=低|high=高",
     .fallback = "high",
     .offset = offsetof(setting_row, level)},
    {.name = "rate",
     .zh = "折现率",
     .kind = QN_REAL,
     .unit = "1",
     .min = 0,
     .max = 1,
     .offset = offsetof(setting_row, rate)},
    {.name = "area_m2",
     .zh = "面积",
     .kind = QN_REAL,
     .unit = "m2",
     .offset = offsetof(setting_row, area_m2)},
};
/* Not every test has settings. */
static const qn_table settings_table
    __attribute__((unused)) = {.name = "settings",
                               .zh = "设置",
                               .by_key = 1,
                               .columns = setting_columns,
                               .n_column = QN_COLUMN_COUNT(setting_columns),
                               .row_size = sizeof(setting_row)};

/* A new empty folder; remove it with qn_folder_remove. */
static inline char *new_folder(void) {
  char *path = strdup("/tmp/qn-table-XXXXXX");
  assert_non_null(mkdtemp(path));
  return path;
}

static inline char *in_folder(const char *folder, const char *name) {
  qn_text path = {0};
  assert_int_equal(qn_path_join(&path, folder, name), QN_OK);
  return qn_text_take(&path);
}

static inline void put_bytes(const char *folder, const char *name, const char *bytes, size_t n) {
  char *path = in_folder(folder, name);
  assert_int_equal(qn_file_write(path, bytes, n, NULL), QN_OK);
  free(path);
}

static inline void put_file(const char *folder, const char *name, const char *text) {
  put_bytes(folder, name, text, strlen(text));
}

/* All findings as "severity file:row column: words [found] -> suggestion" lines. */
static inline char *told(const qn_findings *findings) {
  static const char *const severity[] = {"note", "warning", "error"};
  qn_text out = {0};
  qn_text_add(&out, "");
  for (size_t i = 0; i < qn_findings_count(findings); i++) {
    const qn_finding *f = qn_findings_at(findings, i);
    const char *slash = f->place.file ? strrchr(f->place.file, '/') : NULL;
    qn_text_addf(&out, "%s %s:%ld %s: ", severity[f->severity],
                 slash ? slash + 1 : (f->place.file ? f->place.file : ""), f->place.row,
                 f->place.column ? f->place.column : "");
    qn_finding_words(&out, f, NULL);
    if (f->found) qn_text_addf(&out, " [%s]", f->found);
    if (f->suggestion) qn_text_addf(&out, " -> %s", f->suggestion);
    qn_text_add(&out, "\n");
  }
  return qn_text_take(&out);
}

typedef struct {
  char *folder;
  qn_arena *arena;
  qn_findings *findings;
  qn_rows rows[3]; /* areas, units, modes */
} region;

static inline qn_status read_region(region *r) {
  static const qn_table *const tables[] = {&areas_table, &units_table, &modes_table};
  qn_store *store;
  qn_status worst = QN_OK;
  r->arena = qn_arena_new();
  r->findings = qn_findings_new();
  assert_int_equal(qn_store_open(&store, r->folder, r->findings), QN_OK);
  for (size_t i = 0; i < 3; i++) {
    const qn_status s = qn_table_read(&r->rows[i], tables[i], store, r->arena, r->findings);
    if (s) worst = s;
  }
  const qn_status s = qn_tables_link(r->rows, 3, r->arena, r->findings);
  qn_store_close(store);
  return s ? s : worst;
}

static inline void close_region(region *r) {
  qn_folder_remove(r->folder);
  free(r->folder);
  qn_arena_free(r->arena);
  qn_findings_free(r->findings);
}

static inline void check_told(const region *r, const char *expected) {
  char *words = told(r->findings);
  assert_string_equal(words, expected);
  free(words);
}

#endif
