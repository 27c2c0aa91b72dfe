/* A file of text as the table units and as settings, which stand as keys and values: any bytes give
 * rows or findings. */
#include "case/region.h"
#include "fuzz.h"
#include "table/csv_read.h"
#include "table/reader.h"
#include "table/store.h"

static void read_as(const qn_table *table, const uint8_t *bytes, size_t length) {
  qn_arena *arena = qn_arena_new();
  qn_findings *findings = qn_findings_new();
  qn_text text = {0};
  qn_rows rows = {0};
  if (!arena || !findings || qn_text_add_n(&text, (const char *)bytes, length)) abort();
  qn_reader *reader = qn_reader_new(table, "units.csv", NULL, arena, findings);
  if (!reader) abort();
  qn_status s = qn_csv_decode(&text, findings);
  if (!s) s = qn_csv_read(text.bytes, text.length, qn_reader_row, reader, findings);
  s = qn_reader_end(reader, s, &rows);
  if (s && !qn_findings_count_of(findings, QN_ERROR)) abort();
  if (!s && table->by_key && rows.count != 1) abort();
  if (!s) qn_tables_link(&rows, 1, arena, findings);
  qn_reader_free(reader);
  qn_text_clear(&text);
  qn_findings_free(findings);
  qn_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  read_as(&qn_units_table, bytes, length);
  read_as(&qn_settings_table, bytes, length);
  return 0;
}
