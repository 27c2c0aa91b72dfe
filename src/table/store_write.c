/* Which format a place has, for writing. */
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "table/csv_write.h"
#include "table/keyed.h"
#include "table/ogr_write.h"
#include "table/store.h"
#include "table/xlsx_write.h"

static bool ends_with(const char *text, const char *end) {
  const size_t n = strlen(text), m = strlen(end);
  return n > m && !strcasecmp(text + n - m, end);
}

/* A file is made in a folder of its own beside its place, with whatever the library needs there,
 * then put in its place. */
static qn_status write_file(const char *place, const qn_rows *tables, size_t n, bool english,
                            qn_findings *findings) {
  const bool is_xlsx = ends_with(place, ".xlsx");
  qn_text folder = {0}, file = {0};
  qn_status s = qn_folder_begin(&folder, place, findings);
  const bool begun = !s;
  if (!s) s = qn_path_join(&file, folder.bytes, is_xlsx ? "new.xlsx" : "new.gpkg");
  if (!s)
    s = is_xlsx ? qn_xlsx_write(file.bytes, folder.bytes, tables, n, english, findings)
                : qn_gpkg_write(file.bytes, tables, n, findings);
  if (!s) s = qn_file_commit(file.bytes, place, findings);
  if (begun) qn_folder_remove(folder.bytes);
  qn_text_clear(&folder);
  qn_text_clear(&file);
  return s;
}

qn_status qn_store_write(const char *place, const qn_rows *tables, size_t n, int english,
                         qn_findings *findings) {
  const bool is_pg = !strncasecmp(place, "PG:", 3);
  const bool is_file = ends_with(place, ".xlsx") || ends_with(place, ".gpkg");
  const bool in_english = english || is_pg || ends_with(place, ".gpkg");
  qn_arena *scratch = qn_arena_new();
  qn_rows *written = scratch ? qn_arena_array(scratch, n, sizeof *written) : NULL;
  qn_status s = written ? QN_OK : QN_ENOMEM;
  for (size_t t = 0; t < n && !s; t++)
    s = qn_keyed_lines(&written[t], &tables[t], in_english, scratch);
  if (!s && is_pg)
    s = qn_pg_write(place, written, n, findings);
  else if (!s && is_file)
    s = write_file(place, written, n, english, findings);
  else if (!s)
    s = qn_csv_write(place, written, n, english, findings);
  qn_arena_free(scratch);
  return s;
}
