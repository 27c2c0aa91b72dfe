#include "table/ogr_gpkg.h"

#include <math.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* ---- points: GeoPackage 1.3, 2.1.3 (a head, an envelope, then WKB) ---- */

static uint64_t number_at(const unsigned char *p, int bytes, bool is_little) {
  uint64_t value = 0;
  for (int i = 0; i < bytes; i++) value = value << 8 | p[is_little ? bytes - 1 - i : i];
  return value;
}

static double real_at(const unsigned char *p, bool is_little) {
  const uint64_t bits = number_at(p, 8, is_little);
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/* False for anything but a point that has coordinates. */
static bool read_point(double xy[2], const unsigned char *blob, int length) {
  static const int envelope[] = {0, 32, 48, 48, 64};
  enum { HEAD = 8, POINT = 1 + 4 + 2 * 8, EMPTY = 0x10, WKB_POINT = 1 };
  if (length < HEAD || blob[0] != 'G' || blob[1] != 'P' || blob[3] & EMPTY) return false;
  const int kind = blob[3] >> 1 & 7;
  const int at = kind <= 4 ? HEAD + envelope[kind] : length;
  if (length < at + POINT) return false;
  const bool is_little = blob[at] == 1;
  if (number_at(blob + at + 1, 4, is_little) % 1000 != WKB_POINT) return false;
  xy[0] = real_at(blob + at + 5, is_little);
  xy[1] = real_at(blob + at + 13, is_little);
  return isfinite(xy[0]) && isfinite(xy[1]);
}

/* ---- rows ---- */

static qn_status add_name(qn_text *sql, const char *name) {
  qn_status s = qn_text_add(sql, "\"");
  for (const char *p = name; *p && !s; p++)
    s = *p == '"' ? qn_text_add(sql, "\"\"") : qn_text_add_n(sql, p, 1);
  return s ? s : qn_text_add(sql, "\"");
}

/* The number of the row, the fields, the point. */
static qn_status make_query(qn_text *sql, const qn_gpkg_layer *layer) {
  qn_status s = qn_text_add(sql, "SELECT ");
  if (!s) s = layer->id ? add_name(sql, layer->id) : qn_text_add(sql, "NULL");
  for (int i = 0; i < layer->n && !s; i++) {
    s = qn_text_add(sql, ",");
    if (!s) s = add_name(sql, layer->field[i]);
  }
  if (!s && layer->point) s = qn_text_add(sql, ",");
  if (!s && layer->point) s = add_name(sql, layer->point);
  if (!s) s = qn_text_add(sql, " FROM ");
  return s ? s : add_name(sql, layer->table);
}

typedef struct {
  qn_cell *cell;
  char (*digits)[32]; /* of whole numbers that no double holds */
} row_cells;

static void fill_cell(row_cells *r, sqlite3_stmt *query, int i) {
  static const sqlite3_int64 EXACT = (sqlite3_int64)1 << 53;
  qn_cell *cell = &r->cell[i];
  *cell = (qn_cell){.is_exact = true};
  const int type = sqlite3_column_type(query, i + 1);
  const sqlite3_int64 whole = type == SQLITE_INTEGER ? sqlite3_column_int64(query, i + 1) : 0;
  if (type == SQLITE_TEXT) {
    cell->text = (const char *)sqlite3_column_text(query, i + 1);
  } else if (type == SQLITE_BLOB) {
    cell->text = "(BLOB)";
  } else if (whole <= -EXACT || whole >= EXACT) {
    snprintf(r->digits[i], sizeof *r->digits, "%lld", (long long)whole);
    cell->text = r->digits[i];
  } else if (type != SQLITE_NULL) {
    cell->is_number = true;
    cell->number = type == SQLITE_INTEGER ? (double)whole : sqlite3_column_double(query, i + 1);
  }
}

static void fill_point(qn_cell *cell, sqlite3_stmt *query, int column) {
  double xy[2];
  cell[0] = cell[1] = (qn_cell){0};
  const unsigned char *blob = sqlite3_column_blob(query, column);
  if (!blob || !read_point(xy, blob, sqlite3_column_bytes(query, column))) return;
  for (int k = 0; k < 2; k++) cell[k] = (qn_cell){.is_number = true, .number = xy[k]};
}

/* QN_EINPUT when SQLite cannot go on. */
static qn_status push_rows(const qn_gpkg_layer *layer, sqlite3_stmt *query, row_cells *r,
                           qn_row_taker *row, void *who) {
  const size_t count = (size_t)layer->n + (layer->point ? 2 : 0);
  qn_status s = QN_OK;
  int step = SQLITE_ROW;
  for (long n = 1; !s && (step = sqlite3_step(query)) == SQLITE_ROW; n++) {
    for (int i = 0; i < layer->n; i++) fill_cell(r, query, i);
    if (layer->point) fill_point(r->cell + layer->n, query, layer->n + 1);
    const long line = layer->id ? (long)sqlite3_column_int64(query, 0) : n;
    s = row(who, &(qn_sheet_row){line, count, r->cell});
  }
  return s ? s : step == SQLITE_DONE ? QN_OK : QN_EINPUT;
}

static qn_status read_all(sqlite3 *db, const qn_gpkg_layer *layer, const char *sql,
                          qn_row_taker *row, void *who, qn_findings *findings) {
  const size_t n = (size_t)layer->n + 2;
  row_cells r = {calloc(n, sizeof *r.cell), calloc(n, sizeof *r.digits)};
  sqlite3_stmt *query = NULL;
  qn_status s = r.cell && r.digits ? QN_OK : QN_ENOMEM;
  bool is_damaged = !s && sqlite3_prepare_v2(db, sql, -1, &query, NULL) != SQLITE_OK;
  if (!s && !is_damaged) {
    s = push_rows(layer, query, &r, row, who);
    is_damaged = s == QN_EINPUT;
  }
  if (is_damaged)
    s = qn_fail(findings, QN_EINPUT, QN_N_("damaged: not all of it can be read (%s)"),
                sqlite3_errmsg(db));
  sqlite3_finalize(query);
  free(r.cell);
  free(r.digits);
  return s;
}

qn_status qn_gpkg_read(const qn_gpkg_layer *layer, qn_row_taker *row, void *who,
                       qn_findings *findings) {
  sqlite3 *db = NULL;
  qn_text sql = {0};
  qn_status s = make_query(&sql, layer);
  if (!s && sqlite3_open_v2(layer->place, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL))
    s = qn_fail(findings, QN_EINPUT, QN_N_("damaged, or not a file of its kind (%s)"),
                db ? sqlite3_errmsg(db) : "");
  if (!s) s = read_all(db, layer, sql.bytes, row, who, findings);
  sqlite3_close(db);
  qn_text_clear(&sql);
  return s;
}
