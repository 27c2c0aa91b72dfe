/* Unpacked as a whole, then read as tables are. */
#include "table/plain_csv.h"

#include "base/array.h"
#include "table/csv_read.h"
#include "table/ogr_unpack.h"

typedef struct {
  qn_plain_row *take;
  void *who;
  QN_ARRAY(const char *) cell;
} taker;

static qn_status take_row(void *who, const qn_sheet_row *row) {
  taker *t = who;
  t->cell.count = 0;
  for (size_t i = 0; i < row->count; i++) {
    const char **cell = QN_PUSH(&t->cell);
    if (!cell) return QN_ENOMEM;
    *cell = row->cell[i].text ? row->cell[i].text : "";
  }
  return t->take(t->who, row->line, t->cell.count, t->cell.at);
}

qn_status qn_plain_csv_read(const char *path, qn_plain_row *take, void *who,
                            qn_findings *findings) {
  const size_t mark = qn_findings_count(findings);
  taker t = {.take = take, .who = who};
  qn_text text = {0};
  qn_status s = qn_ogr_unpack(&text, path, findings);
  if (!s) s = qn_csv_decode(&text, findings);
  if (!s) s = qn_csv_read(text.bytes, text.length, take_row, &t, findings);
  qn_locate(findings, mark, (qn_place){.file = path});
  QN_CLEAR(&t.cell);
  qn_text_clear(&text);
  return s;
}
