/* A store is a list of named entries (files of a folder, sheets, layers); a format knows how to
 * list them and how to push the rows of one. */
#include "table/store.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "table/choice.h"
#include "table/csv_read.h"
#include "table/csv_write.h"
#include "table/keyed.h"
#include "table/reader.h"

typedef struct {
  char *name; /* without extension */
  char *file; /* path */
} entry;

struct qn_store {
  char *place;
  QN_ARRAY(entry) entries;
};

static int by_name(const void *a, const void *b) {
  const entry *x = a, *y = b;
  const int order = strcmp(x->name, y->name);
  return order ? order : strcmp(x->file, y->file);
}

/* Length of the name of a table file without its extension, 0 when it is none of ours. */
static size_t stem(const char *file) {
  static const char *const extensions[] = {".csv", ".tsv"};
  const size_t n = strlen(file);
  for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
    if (n > 4 && *file != '.' && !strcasecmp(file + n - 4, extensions[i])) return n - 4;
  return 0;
}

static qn_status add_file(qn_store *store, const char *file, size_t stem_length) {
  entry *e = QN_PUSH(&store->entries);
  if (!e) return QN_ENOMEM;
  qn_text path = {0};
  qn_status s = qn_path_join(&path, store->place, file);
  e->file = qn_text_take(&path);
  e->name = strndup(file, stem_length);
  return s || !e->file || !e->name ? QN_ENOMEM : QN_OK;
}

static qn_status open_folder(qn_store *store, qn_findings *findings) {
  DIR *folder = opendir(store->place);
  if (!folder)
    return qn_fail(findings, QN_EINPUT, QN_N_("cannot read %s: %s"), store->place, strerror(errno));
  qn_status s = QN_OK;
  for (struct dirent *e; !s && (e = readdir(folder));) {
    const size_t n = stem(e->d_name);
    if (n) s = add_file(store, e->d_name, n);
  }
  closedir(folder);
  if (!s && !store->entries.count)
    s = qn_fail(findings, QN_EINPUT, QN_N_("the folder %s holds no table (*.csv)"), store->place);
  if (!s) qsort(store->entries.at, store->entries.count, sizeof(entry), by_name);
  return s;
}

qn_status qn_store_open(qn_store **out, const char *place, qn_findings *findings) {
  if (!qn_path_exists(place)) return qn_fail(findings, QN_EINPUT, QN_N_("%s is not there"), place);
  if (!qn_path_is_folder(place))
    return qn_fail(findings, QN_EINPUT,
                   QN_N_("%s is neither a folder of CSV files nor a file of a known kind"), place);
  qn_store *store = calloc(1, sizeof *store);
  if (store) store->place = strdup(place);
  qn_status s = store && store->place ? open_folder(store, findings) : QN_ENOMEM;
  if (!s) *out = store, store = NULL;
  qn_store_close(store);
  return s;
}

void qn_store_close(qn_store *store) {
  if (!store) return;
  for (size_t i = 0; i < store->entries.count; i++) {
    free(store->entries.at[i].name);
    free(store->entries.at[i].file);
  }
  QN_CLEAR(&store->entries);
  free(store->place);
  free(store);
}

/* True when an entry of that name holds the table. */
static bool is_named(const qn_table *table, const char *name) {
  if (!strcasecmp(table->name, name)) return true;
  for (const char *rest = table->zh; rest;) {
    const qn_slice zh = qn_part(&rest);
    if (zh.length == strlen(name) && !memcmp(zh.at, name, zh.length)) return true;
  }
  return false;
}

static qn_status read_entry(qn_reader *reader, const entry *e, qn_findings *findings) {
  qn_text text = {0};
  qn_status s = qn_file_read(&text, e->file, 0, findings);
  if (!s) s = qn_csv_decode(&text, findings);
  if (!s) s = qn_csv_read(text.bytes, text.length, qn_reader_row, reader, findings);
  qn_text_clear(&text);
  return s;
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
      const qn_status s = qn_fail(findings, QN_EINPUT, QN_N_("%s and %s hold the same table"),
                                  (*out)->file, e->file);
      qn_locate(findings, mark, (qn_place){.file = e->file, .table = table->name});
      return s;
    }
    *out = e;
  }
  return QN_OK;
}

qn_status qn_table_read(qn_rows *out, const qn_table *table, qn_store *store, qn_arena *arena,
                        qn_findings *findings) {
  const entry *e;
  *out = (qn_rows){.table = table};
  qn_status s = find_entry(&e, table, store, findings);
  if (s || !e) return s;
  const size_t mark = qn_findings_count(findings);
  qn_reader *reader = qn_reader_new(table, e->file, NULL, arena, findings);
  s = reader ? read_entry(reader, e, findings) : QN_ENOMEM;
  if (reader) s = qn_reader_end(reader, s, out);
  qn_reader_free(reader);
  qn_locate(findings, mark, (qn_place){.file = e->file, .table = table->name});
  return s;
}

qn_status qn_store_unclaimed(qn_store *store, const qn_table *const *tables, size_t n,
                             qn_findings *findings) {
  for (size_t i = 0; i < store->entries.count; i++) {
    const entry *e = &store->entries.at[i];
    bool claimed = false;
    for (size_t t = 0; t < n && !claimed; t++) claimed = is_named(tables[t], e->name);
    if (claimed) continue;
    const size_t mark = qn_findings_count(findings);
    qn_warn(findings, QN_N_("no table is called %s, so it is not read"), e->name);
    qn_locate(findings, mark, (qn_place){.file = e->file});
  }
  return QN_OK;
}

qn_status qn_store_write(const char *place, const qn_rows *tables, size_t n, int english,
                         qn_findings *findings) {
  qn_arena *scratch = qn_arena_new();
  qn_rows *written = scratch ? qn_arena_array(scratch, n, sizeof *written) : NULL;
  qn_status s = written ? QN_OK : QN_ENOMEM;
  for (size_t t = 0; t < n && !s; t++)
    s = qn_keyed_lines(&written[t], &tables[t], english, scratch);
  if (!s) s = qn_csv_write(place, written, n, english, findings);
  qn_arena_free(scratch);
  return s;
}
