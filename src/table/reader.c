/* The first row that is not blank is the header. A row begins as a copy of the blank row, in which
 * fallbacks and missing values stand, and gets its cells one by one. Rows grow in plain memory and
 * move into the arena at the end, so that the arena holds no abandoned copies. */
#include "table/reader.h"

#include <stdlib.h>
#include <string.h>

#include "table/cell.h"
#include "table/header.h"
#include "table/record.h"

struct qn_reader {
  const qn_table *table;
  qn_arena *arena;
  qn_findings *findings;
  const char *file, *sheet;
  qn_headings headings;
  qn_heading *heading; /* NULL until the header was met */
  size_t n_heading;
  bool is_bad;
  char *blank;       /* a row without cells */
  char *rows;        /* count rows of table->row_size */
  bool *given;       /* of the row being read: columns that had a cell */
  const char **last; /* the text read last in each column, to share equal ones */
  long *line;
  size_t count, room;
};

static qn_place place_of(const qn_reader *r, long line, const char *column) {
  return (qn_place){r->file, r->sheet, r->table->name, column, line};
}

qn_reader *qn_reader_new(const qn_table *table, const char *file, const char *sheet,
                         qn_arena *arena, qn_findings *findings) {
  qn_reader *r = calloc(1, sizeof *r);
  if (!r) return NULL;
  *r = (qn_reader){.table = table, .arena = arena, .findings = findings};
  r->file = qn_arena_text(arena, file);
  r->sheet = qn_arena_text(arena, sheet);
  r->blank = calloc(1, table->row_size);
  r->given = calloc(table->n_column + 1, sizeof *r->given);
  r->last = calloc(table->n_column + 1, sizeof *r->last);
  if ((file && !r->file) || (sheet && !r->sheet) || !r->blank || !r->given || !r->last ||
      qn_headings_make(&r->headings, table, arena) || qn_row_default(r->blank, table, arena, findings)) {
    qn_reader_free(r);
    return NULL;
  }
  return r;
}

void qn_reader_free(qn_reader *reader) {
  if (!reader) return;
  qn_headings_clear(&reader->headings);
  free(reader->blank);
  free(reader->rows);
  free(reader->given);
  free(reader->last);
  free(reader->line);
  free(reader);
}

/* A zeroed place for the next row, or NULL when memory is out. */
static char *next_row(qn_reader *r, long line) {
  if (r->count == r->room) {
    const size_t room = r->room ? 2 * r->room : 64;
    if (room > (size_t)-1 / r->table->row_size) return NULL;
    char *rows = realloc(r->rows, room * r->table->row_size);
    if (rows) r->rows = rows;
    long *lines = rows ? realloc(r->line, room * sizeof *lines) : NULL;
    if (!lines) return NULL;
    r->line = lines;
    r->room = room;
  }
  r->line[r->count] = line;
  char *row = r->rows + r->count * r->table->row_size;
  r->count++;
  memcpy(row, r->blank, r->table->row_size);
  memset(r->given, 0, r->table->n_column * sizeof *r->given);
  return row;
}

static bool is_text(const qn_column *column) {
  return column->kind == QN_TEXT || column->kind == QN_CODE;
}

static qn_status read_cell(qn_reader *r, char *row, const qn_sheet_row *from, size_t i) {
  const qn_heading *heading = &r->heading[i];
  const size_t c = (size_t)heading->column;
  const qn_column *column = &r->table->columns[c];
  if (qn_cell_is_empty(&from->cell[i], column)) return QN_OK;
  void *member = row + column->offset;
  const size_t mark = qn_findings_count(r->findings);
  r->given[c] = true;
  if (is_text(column)) *(const char **)member = r->last[c];
  const qn_status s =
      qn_cell_read(member, &from->cell[i], column, heading->scale, r->arena, r->findings);
  if (is_text(column)) r->last[c] = *(const char **)member;
  if (qn_findings_count(r->findings) > mark)
    qn_locate(r->findings, mark, place_of(r, from->line, column->name));
  return s;
}

static bool is_blank_cell(const qn_cell *cell) {
  static const qn_column any = {.kind = QN_TEXT};
  return qn_cell_is_empty(cell, &any);
}

/* A cell to the right of the header, or below an empty header, belongs to nothing. */
static void check_surplus(qn_reader *r, const qn_sheet_row *row) {
  for (size_t i = 0; i < row->count; i++) {
    if (i < r->n_heading && r->heading[i].column != QN_NO_HEADING) continue;
    if (is_blank_cell(&row->cell[i])) continue;
    const size_t mark = qn_findings_count(r->findings);
    qn_fail(r->findings, QN_EINPUT, QN_N_("cell %zu of the row stands under no header"), i + 1);
    qn_found(r->findings, row->cell[i].text);
    qn_locate(r->findings, mark, place_of(r, row->line, NULL));
    r->is_bad = true;
    return;
  }
}

static void check_required(qn_reader *r, long line) {
  for (size_t i = 0; i < r->n_heading; i++) {
    if (r->heading[i].column < 0) continue;
    const size_t c = (size_t)r->heading[i].column;
    const qn_column *column = &r->table->columns[c];
    if (r->given[c] || !(column->flags & (QN_KEY | QN_REQUIRED)) || column->fallback) continue;
    const size_t mark = qn_findings_count(r->findings);
    qn_fail(r->findings, QN_EINPUT, QN_N_("the cell must not be empty"));
    qn_locate(r->findings, mark, place_of(r, line, column->name));
    r->is_bad = true;
  }
}

static qn_status data_row(qn_reader *r, const qn_sheet_row *row) {
  char *out = next_row(r, row->line);
  if (!out) return QN_ENOMEM;
  for (size_t i = 0; i < row->count && i < r->n_heading; i++) {
    if (r->heading[i].column < 0) continue;
    const qn_status s = read_cell(r, out, row, i);
    if (s == QN_ENOMEM) return s;
    if (s) r->is_bad = true;
  }
  check_surplus(r, row);
  check_required(r, row->line);
  return QN_OK;
}

static qn_status header_row(qn_reader *r, const qn_sheet_row *row) {
  const size_t mark = qn_findings_count(r->findings);
  const qn_status s = qn_headings_match(&r->heading, &r->headings, row, r->findings);
  qn_locate(r->findings, mark, place_of(r, row->line, NULL));
  if (s == QN_ENOMEM) return s;
  if (s) r->is_bad = true;
  r->n_heading = row->count;
  return QN_OK;
}

static bool is_blank(const qn_sheet_row *row) {
  for (size_t i = 0; i < row->count; i++)
    if (!is_blank_cell(&row->cell[i])) return false;
  return true;
}

qn_status qn_reader_row(void *who, const qn_sheet_row *row) {
  qn_reader *r = who;
  if (is_blank(row)) return QN_OK;
  return r->heading ? data_row(r, row) : header_row(r, row);
}

qn_status qn_reader_end(qn_reader *reader, qn_status read, qn_rows *out) {
  qn_reader *r = reader;
  *out = (qn_rows){.table = r->table, .file = r->file, .sheet = r->sheet};
  if (read && read != QN_EINPUT) return read;
  if (!r->heading) {
    if (read) return read;
    const size_t mark = qn_findings_count(r->findings);
    const qn_status s = qn_fail(r->findings, QN_EINPUT, QN_N_("the table has no header row"));
    qn_locate(r->findings, mark, place_of(r, 0, NULL));
    return s;
  }
  void *rows = qn_arena_array(r->arena, r->count, r->table->row_size);
  long *line = qn_arena_array(r->arena, r->count, sizeof *line);
  if (!rows || !line) return QN_ENOMEM;
  if (r->count) {
    memcpy(rows, r->rows, r->count * r->table->row_size);
    memcpy(line, r->line, r->count * sizeof *line);
  }
  out->at = rows;
  out->line = line;
  out->count = r->count;
  return r->is_bad ? QN_EINPUT : read;
}
