/* A store is a list of named entries: files of a folder, sheets, layers. A format knows how to list
 * them and how to push the rows of one into a reader. */
#include "table/store.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/file.h"
#include "table/choice.h"
#include "table/csv_read.h"
#include "table/ogr_read.h"
#include "table/reader.h"

typedef struct {
  const char *name; /* without extension */
  const char *file; /* path; of a sheet that of the workbook */
  size_t layer;
} entry;

struct qn_store {
  qn_arena *arena; /* of the texts */
  const char *place;
  const char *shown; /* the place as it may be told: without a password */
  qn_ogr *ogr;       /* NULL for a folder */
  QN_ARRAY(entry) entries;
  QN_ARRAY(const char *) strangers; /* files of a folder that hold tables, but not as CSV */
};

static int by_name(const void *a, const void *b) {
  const entry *x = a, *y = b;
  const int order = strcmp(x->name, y->name);
  return order ? order : strcmp(x->file, y->file);
}

static bool ends_with(const char *text, const char *end) {
  const size_t n = strlen(text), m = strlen(end);
  return n > m && !strcasecmp(text + n - m, end);
}

static qn_status add_file(qn_store *store, const char *file) {
  entry *e = QN_PUSH(&store->entries);
  qn_text path = {0};
  qn_status s = e ? qn_path_join(&path, store->place, file) : QN_ENOMEM;
  if (!s) {
    e->file = qn_arena_text(store->arena, path.bytes);
    e->name = qn_arena_copy(store->arena, file, strlen(file) - strlen(".csv"));
    if (!e->file || !e->name) s = QN_ENOMEM;
  }
  qn_text_clear(&path);
  return s;
}

/* Files that one may take for part of the case, and which are not read in a folder. */
static qn_status add_stranger(qn_store *store, const char *file) {
  static const char *const endings[] = {".xlsx", ".xls", ".xlsm", ".et", ".ods", ".gpkg"};
  bool is_one = false;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    is_one = is_one || ends_with(file, endings[i]);
  if (!is_one) return QN_OK;
  qn_text path = {0};
  const char **slot = QN_PUSH(&store->strangers);
  qn_status s = slot ? qn_path_join(&path, store->place, file) : QN_ENOMEM;
  if (!s && !(*slot = qn_arena_text(store->arena, path.bytes))) s = QN_ENOMEM;
  qn_text_clear(&path);
  return s;
}

static bool is_table_file(const char *name) {
  return *name != '.' && (ends_with(name, ".csv") || ends_with(name, ".tsv"));
}

static qn_status list_folder(qn_store *store, qn_findings *findings) {
  DIR *folder = opendir(store->place);
  if (!folder)
    return qn_fail(findings, QN_EINPUT, QN_N_("cannot read %s: %s"), store->place, strerror(errno));
  qn_status s = QN_OK;
  for (struct dirent *e; !s && (e = readdir(folder));)
    s = is_table_file(e->d_name) ? add_file(store, e->d_name) : add_stranger(store, e->d_name);
  closedir(folder);
  if (!s && !store->entries.count)
    s = qn_fail(findings, QN_EINPUT, QN_N_("the folder %s holds no table (*.csv)"), store->place);
  if (!s) qsort(store->entries.at, store->entries.count, sizeof(entry), by_name);
  return s;
}

static qn_status list_layers(qn_store *store) {
  const size_t n = qn_ogr_count(store->ogr);
  for (size_t i = 0; i < n; i++) {
    entry *e = QN_PUSH(&store->entries);
    if (!e) return QN_ENOMEM;
    *e = (entry){qn_ogr_name(store->ogr, i, store->arena), store->shown, i};
    if (!e->name) return QN_ENOMEM;
  }
  return QN_OK;
}

/* A connection string without its password; anything else as it is. */
static const char *without_password(const char *place, qn_arena *arena) {
  const char *word = strncasecmp(place, "PG:", 3) ? NULL : strstr(place, "password=");
  if (!word) return qn_arena_text(arena, place);
  word += strlen("password=");
  qn_text text = {0};
  const bool ok = !qn_text_add_n(&text, place, (size_t)(word - place)) &&
                  !qn_text_add(&text, "***") && !qn_text_add(&text, word + strcspn(word, " "));
  const char *out = ok ? qn_arena_text(arena, text.bytes) : NULL;
  qn_text_clear(&text);
  return out;
}

static qn_status open_place(qn_store *store, qn_findings *findings) {
  const char *place = store->place;
  qn_ogr_kind kind = QN_OGR_PG;
  if (strncasecmp(place, "PG:", 3)) {
    if (!qn_path_exists(place))
      return qn_fail(findings, QN_EINPUT, QN_N_("%s is not there"), place);
    if (qn_path_is_folder(place)) return list_folder(store, findings);
    if (!ends_with(place, ".xlsx") && !ends_with(place, ".gpkg"))
      return qn_fail(findings, QN_EINPUT,
                     QN_N_("%s is neither a folder of CSV files nor an .xlsx or .gpkg file"),
                     place);
    kind = ends_with(place, ".xlsx") ? QN_OGR_XLSX : QN_OGR_GPKG;
  }
  const size_t mark = qn_findings_count(findings);
  const qn_status s = qn_ogr_open(&store->ogr, kind, place, findings);
  qn_locate(findings, mark, (qn_place){.file = store->shown});
  return s ? s : list_layers(store);
}

qn_status qn_store_open(qn_store **out, const char *place, qn_findings *findings) {
  qn_store *store = calloc(1, sizeof *store);
  if (!store) return QN_ENOMEM;
  store->arena = qn_arena_new();
  store->place = store->arena ? qn_arena_text(store->arena, place) : NULL;
  store->shown = store->place ? without_password(place, store->arena) : NULL;
  qn_status s = store->shown ? open_place(store, findings) : QN_ENOMEM;
  if (!s) *out = store, store = NULL;
  qn_store_close(store);
  return s;
}

void qn_store_close(qn_store *store) {
  if (!store) return;
  qn_ogr_close(store->ogr);
  qn_arena_free(store->arena);
  QN_CLEAR(&store->entries);
  QN_CLEAR(&store->strangers);
  free(store);
}

/* --- reading --- */

/* True when an entry of that name holds the table. */
static bool is_named(const qn_table *table, const char *name) {
  if (!strcasecmp(table->name, name)) return true;
  for (const char *rest = table->zh; rest;) {
    const qn_slice zh = qn_part(&rest);
    if (zh.length == strlen(name) && !memcmp(zh.at, name, zh.length)) return true;
  }
  return false;
}

static qn_place place_of(const qn_store *store, const entry *e, const qn_table *table) {
  return (qn_place){
      .file = e->file, .sheet = store->ogr ? e->name : NULL, .table = table ? table->name : NULL};
}

/* The entry of the table, NULL for none; QN_EINPUT when there are two. */
static qn_status find_entry(const entry **out, const qn_table *table, const qn_store *store,
                            qn_findings *findings) {
  *out = NULL;
  for (size_t i = 0; i < store->entries.count; i++) {
    const entry *e = &store->entries.at[i];
    if (!is_named(table, e->name)) continue;
    if (*out) {
      const size_t mark = qn_findings_count(findings);
      const qn_status s =
          qn_fail(findings, QN_EINPUT, QN_N_("%s and %s hold the same table"),
                  store->ogr ? (*out)->name : (*out)->file, store->ogr ? e->name : e->file);
      qn_locate(findings, mark, place_of(store, e, table));
      return s;
    }
    *out = e;
  }
  return QN_OK;
}

static qn_status read_file(qn_reader *reader, const entry *e, qn_findings *findings) {
  qn_text text = {0};
  qn_status s = qn_file_read(&text, e->file, 0, findings);
  if (!s) s = qn_csv_decode(&text, findings);
  if (!s) s = qn_csv_read(text.bytes, text.length, qn_reader_row, reader, findings);
  qn_text_clear(&text);
  return s;
}

static bool has_point(const qn_table *table) {
  return qn_table_column(table, "lon") && qn_table_column(table, "lat");
}

qn_status qn_table_read(qn_rows *out, const qn_table *table, qn_store *store, qn_arena *arena,
                        qn_findings *findings) {
  const entry *e;
  *out = (qn_rows){.table = table};
  qn_status s = find_entry(&e, table, store, findings);
  out->is_partial = s != QN_OK;
  if (s || !e) return s;
  const size_t mark = qn_findings_count(findings);
  const qn_place place = place_of(store, e, table);
  qn_reader *reader = qn_reader_new(table, place.file, place.sheet, arena, findings);
  if (!reader)
    s = QN_ENOMEM;
  else if (store->ogr)
    s = qn_ogr_read(store->ogr, e->layer, has_point(table), qn_reader_header, qn_reader_row, reader,
                    findings);
  else
    s = read_file(reader, e, findings);
  if (reader) s = qn_reader_end(reader, s, out);
  qn_reader_free(reader);
  qn_locate(findings, mark, place);
  return s;
}

/* Sheets that explain, as a template has one. */
static bool is_explanation(const char *name) {
  static const char *const names[] = {"说明", "填表说明", "readme"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (!strcasecmp(names[i], name)) return true;
  return false;
}

qn_status qn_store_unclaimed(qn_store *store, const qn_table *const *tables, size_t n,
                             qn_findings *findings) {
  for (size_t i = 0; i < store->strangers.count; i++) {
    const size_t mark = qn_findings_count(findings);
    qn_warn(findings, QN_N_("of a folder only CSV files are read, so this one is not"));
    qn_locate(findings, mark, (qn_place){.file = store->strangers.at[i]});
  }
  for (size_t i = 0; i < store->entries.count; i++) {
    const entry *e = &store->entries.at[i];
    bool claimed = is_explanation(e->name);
    for (size_t t = 0; t < n && !claimed; t++) claimed = is_named(tables[t], e->name);
    if (claimed) continue;
    const size_t mark = qn_findings_count(findings);
    qn_warn(findings, QN_N_("no table is called %s, so it is not read"), e->name);
    qn_locate(findings, mark, place_of(store, e, NULL));
  }
  return QN_OK;
}
