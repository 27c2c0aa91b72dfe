/* GDAL's file layer unpacks; the rest is the reader of the tables. */
#include "table/plain_csv.h"

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <string.h>

#include "base/array.h"
#include "table/csv_read.h"

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

/* Whole file, unpacked, appended to out; the caller keeps GDAL quiet. */
static qn_status unpack(qn_text *out, const char *path, qn_findings *findings) {
  char piece[1 << 15];
  const size_t length = strlen(path);
  const int is_packed = length > 3 && !strcmp(path + length - 3, ".gz");
  qn_text name = {0};
  qn_status s = qn_text_addf(&name, "%s%s", is_packed ? "/vsigzip/" : "", path);
  VSILFILE *file = s ? NULL : VSIFOpenL(name.bytes, "rb");
  if (!s && !file) s = qn_fail(findings, QN_EINPUT, "cannot open %s", path);
  for (size_t n = 1; !s && n > 0;) {
    n = VSIFReadL(piece, 1, sizeof piece, file);
    s = qn_text_add_n(out, piece, n);
    if (!s && CPLGetLastErrorType() >= CE_Failure)
      s = qn_fail(findings, QN_EINPUT, "%s is damaged: it cannot be unpacked", path);
  }
  if (file) VSIFCloseL(file);
  qn_text_clear(&name);
  return s;
}

qn_status qn_plain_csv_read(const char *path, qn_plain_row *take, void *who,
                            qn_findings *findings) {
  const size_t mark = qn_findings_count(findings);
  taker t = {.take = take, .who = who};
  qn_text text = {0};
  CPLPushErrorHandler(CPLQuietErrorHandler);
  CPLErrorReset();
  qn_status s = unpack(&text, path, findings);
  CPLErrorReset();
  CPLPopErrorHandler();
  if (!s) s = qn_csv_decode(&text, findings);
  if (!s) s = qn_csv_read(text.bytes, text.length, take_row, &t, findings);
  qn_locate(findings, mark, (qn_place){.file = path});
  QN_CLEAR(&t.cell);
  qn_text_clear(&text);
  return s;
}
