/* Which format a place has, for writing. */
#include <string.h>
#include <strings.h>

#include "table/csv_write.h"
#include "table/keyed.h"
#include "table/ogr_write.h"
#include "table/staged.h"
#include "table/store.h"
#include "table/xlsx_write.h"

static bool ends_with(const char *text, const char *end) {
  const size_t n = strlen(text), m = strlen(end);
  return n > m && !strcasecmp(text + n - m, end);
}

typedef struct {
  const qn_rows *tables;
  size_t n;
  bool english;
} job;

static qn_status make_xlsx(void *who, const char *file, const char *folder, qn_findings *findings) {
  const job *j = who;
  return qn_xlsx_write(file, folder, j->tables, j->n, j->english, findings);
}

static qn_status make_gpkg(void *who, const char *file, const char *folder, qn_findings *findings) {
  const job *j = who;
  (void)folder;
  return qn_gpkg_write(file, j->tables, j->n, findings);
}

qn_status qn_store_write(const char *place, const qn_rows *tables, size_t n, int english,
                         qn_findings *findings) {
  const bool is_pg = !strncasecmp(place, "PG:", 3);
  const bool is_xlsx = ends_with(place, ".xlsx"), is_gpkg = ends_with(place, ".gpkg");
  const bool in_english = english || is_pg || is_gpkg;
  qn_arena *scratch = qn_arena_new();
  qn_rows *written = scratch ? qn_arena_array(scratch, n, sizeof *written) : NULL;
  qn_status s = written ? QN_OK : QN_ENOMEM;
  for (size_t t = 0; t < n && !s; t++)
    s = qn_keyed_lines(&written[t], &tables[t], in_english, scratch);
  job j = {written, n, in_english};
  if (!s && is_pg)
    s = qn_pg_write(place, written, n, findings);
  else if (!s && (is_xlsx || is_gpkg))
    s = qn_staged_write(place, is_xlsx ? "new.xlsx" : "new.gpkg", is_xlsx ? make_xlsx : make_gpkg,
                        &j, findings);
  else if (!s)
    s = qn_csv_write(place, written, n, english, findings);
  qn_arena_free(scratch);
  return s;
}
