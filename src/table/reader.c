/* Rows wait until the header is found among them. A row begins as a copy of the blank row, in which
 * fallbacks and missing values stand, and gets its cells one by one. Rows grow in plain memory and
 * move into the arena at the end, so that the arena holds no abandoned copies. */
#include "table/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "table/cell.h"
#include "table/keyed.h"
#include "table/layout.h"
#include "table/record.h"
#include "table/totals.h"

struct qn_reader {
  const qn_table *table;
  qn_arena *arena, *scratch; /* of the rows; of headers and rows that wait */
  qn_findings *findings;
  const char *file, *sheet;
  QN_ARRAY(qn_sheet_row) waiting; /* rows in which the header is looked for */
  qn_headings headings;
  qn_sheet_row head;
  qn_heading *heading; /* NULL until the header was met */
  size_t n_heading;
  qn_totals *totals;       /* NULL: rows of sums are not expected */
  qn_keyed *keyed;         /* lines of key and value are collected there */
  bool is_bad, is_partial; /* an error; a row or key could not be read */
  bool is_first, is_below; /* first row below the header; a remark came */
  char *blank;             /* a row without cells */
  char *rows;              /* count rows of table->row_size */
  bool *given;             /* of the row being read: columns that had a cell */
  const char **last;       /* the text read last in each column, to share equal ones */
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
  *r = (qn_reader){.table = table, .arena = arena, .findings = findings, .is_first = true};
  r->scratch = qn_arena_new();
  r->file = qn_arena_text(arena, file);
  r->sheet = qn_arena_text(arena, sheet);
  r->blank = calloc(1, table->row_size);
  r->given = calloc(table->n_column + 1, sizeof *r->given);
  r->last = calloc(table->n_column + 1, sizeof *r->last);
  if (!r->scratch || (file && !r->file) || (sheet && !r->sheet) || !r->blank || !r->given ||
      !r->last || qn_headings_make(&r->headings, table, r->scratch) ||
      qn_row_default(r->blank, table, arena, findings)) {
    qn_reader_free(r);
    return NULL;
  }
  return r;
}

void qn_reader_free(qn_reader *reader) {
  if (!reader) return;
  qn_headings_clear(&reader->headings);
  QN_CLEAR(&reader->waiting);
  qn_totals_free(reader->totals);
  qn_keyed_free(reader->keyed);
  qn_arena_free(reader->scratch);
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

/* A text is shared with the one above it when they are equal. */
static qn_status read_value(qn_reader *r, void *member, const qn_cell *cell, size_t i) {
  const size_t c = (size_t)r->heading[i].column;
  const qn_column *column = &r->table->columns[c];
  const qn_scale scale = r->heading[i].scale;
  if (!is_text(column)) return qn_cell_read(member, cell, column, scale, r->arena, r->findings);
  *(const char **)member = r->last[c];
  const qn_status s = qn_cell_read(member, cell, column, scale, r->arena, r->findings);
  r->last[c] = *(const char **)member;
  return s;
}

static qn_status read_cell(qn_reader *r, char *row, const qn_sheet_row *from, size_t i) {
  const qn_heading *heading = &r->heading[i];
  const size_t c = (size_t)heading->column;
  const qn_column *column = &r->table->columns[c];
  const qn_cell *cell = &from->cell[i];
  void *member = row + column->offset;
  const size_t mark = qn_findings_count(r->findings);
  qn_status s = cell->fault ? qn_cell_check(cell, column, r->findings) : QN_OK;
  if (!s && qn_cell_is_empty(cell, column)) return QN_OK;
  r->given[c] = true;
  if (heading->is_unreadable) return QN_EINPUT;
  if (!s) s = read_value(r, member, cell, i);
  if (r->totals) qn_totals_add(r->totals, c, member, cell, heading, !s);
  if (qn_findings_count(r->findings) > mark)
    qn_locate(r->findings, mark, place_of(r, cell->line ? cell->line : from->line, column->name));
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

static void check_required(qn_reader *r, const qn_sheet_row *row) {
  for (size_t i = 0; i < r->n_heading; i++) {
    if (r->heading[i].column < 0) continue;
    const size_t c = (size_t)r->heading[i].column;
    const qn_column *column = &r->table->columns[c];
    if (r->given[c] || !(column->flags & (QN_KEY | QN_REQUIRED)) || column->fallback) continue;
    const size_t mark = qn_findings_count(r->findings);
    qn_fail(r->findings, QN_EINPUT, QN_N_("the cell must not be empty"));
    const long line = i < row->count && row->cell[i].line ? row->cell[i].line : row->line;
    qn_locate(r->findings, mark, place_of(r, line, column->name));
    r->is_bad = true;
    if (column->flags & QN_KEY) r->is_partial = true;
  }
}

static bool is_key(const qn_reader *r, size_t i) {
  return r->table->columns[r->heading[i].column].flags & QN_KEY;
}

static qn_status data_row(qn_reader *r, const qn_sheet_row *row) {
  char *out = next_row(r, row->line);
  if (!out) return QN_ENOMEM;
  for (size_t i = 0; i < row->count && i < r->n_heading; i++) {
    if (r->heading[i].column < 0) continue;
    const qn_status s = read_cell(r, out, row, i);
    if (s == QN_ENOMEM) return s;
    if (s) r->is_bad = true;
    if (s && is_key(r, i)) r->is_partial = true;
  }
  check_surplus(r, row);
  check_required(r, row);
  return QN_OK;
}

/* True when the header names every key column. */
static bool has_keys(const qn_reader *r) {
  for (size_t c = 0; c < r->table->n_column; c++) {
    bool is_there = !(r->table->columns[c].flags & QN_KEY) || r->table->columns[c].fallback;
    for (size_t i = 0; i < r->n_heading && !is_there; i++)
      is_there = r->heading[i].column == (int)c;
    if (!is_there) return false;
  }
  return true;
}

static qn_status header_row(qn_reader *r, const qn_sheet_row *row, const char *units) {
  const size_t mark = qn_findings_count(r->findings);
  const qn_status s = qn_headings_match(&r->heading, &r->headings, row, units, r->findings);
  qn_locate(r->findings, mark, place_of(r, row->line, NULL));
  if (s == QN_ENOMEM) return s;
  if (s) r->is_bad = true;
  r->n_heading = row->count;
  r->is_partial = s && !has_keys(r);
  return QN_OK;
}

/* The header again, as at the top of every printed page. */
static bool is_header_again(const qn_reader *r, const qn_sheet_row *row) {
  for (size_t i = 0; i < row->count && i < r->head.count; i++) {
    const char *text = row->cell[i].text, *head = r->head.cell[i].text;
    if (strcmp(text ? text : "", head ? head : "")) return false;
  }
  return true;
}

/* Gives what was found last the place of a row, and the cell that gave rise to it. */
static void locate_row(qn_reader *r, size_t mark, const qn_sheet_row *row, const qn_cell *cell) {
  qn_found(r->findings, cell->text);
  qn_locate(r->findings, mark, place_of(r, row->line, NULL));
}

/* A row named like a sum. One that has all that a row of the table needs, and is not the sum of
 * those above, is such a row: a source may be called total. Nothing is left out in silence that
 * could not be held against the rows. */
static qn_status sum_row(qn_reader *r, const qn_sheet_row *row, qn_sum_kind kind,
                         const qn_cell *word) {
  const size_t mark = qn_findings_count(r->findings);
  const bool is_whole = qn_row_is_whole(row, r->table, r->heading, r->n_heading);
  const qn_status s = qn_totals_sum(r->totals, kind, row, r->heading, r->n_heading);
  if (s) return s;
  const qn_sum_state state = qn_totals_last(r->totals);
  if (is_whole && state != QN_SUM_HOLDS) {
    qn_totals_give_back(r->totals);
    qn_warn(r->findings, QN_N_("named like a row of sums, but read as a row of the table"));
    locate_row(r, mark, row, word);
    return data_row(r, row);
  }
  if (is_whole || state == QN_SUM_EMPTY) {
    qn_warn(r->findings, QN_N_("taken for a row of sums and not read"));
    locate_row(r, mark, row, word);
  }
  return QN_OK;
}

/* Remarks, and what stands alone in a row below one. */
static bool is_remark(const qn_reader *r, const qn_sheet_row *row) {
  if (!qn_row_is_note(row) && !(r->is_below && qn_row_is_single(row))) return false;
  return !qn_row_is_whole(row, r->table, r->heading, r->n_heading);
}

static bool is_numbering(qn_reader *r, const qn_sheet_row *row) {
  const qn_numbering kind = qn_row_numbering(row);
  if (kind == QN_NUMBERING_PLAIN) {
    const size_t mark = qn_findings_count(r->findings);
    qn_note(r->findings, QN_N_("taken for the line that numbers the columns, and not read"));
    locate_row(r, mark, row, qn_row_first(row));
  }
  return kind != QN_NO_NUMBERING;
}

/* A row below the header: of the table, or one of those that clerks put between and below. */
static qn_status body_row(qn_reader *r, const qn_sheet_row *row) {
  const bool is_first = r->is_first;
  r->is_first = false;
  if (!r->totals) return data_row(r, row);
  if (is_first && is_numbering(r, row)) return QN_OK;
  if (is_header_again(r, row)) return QN_OK;
  r->is_below = is_remark(r, row);
  if (r->is_below) return QN_OK;
  const qn_cell *word;
  const qn_sum_kind sum = qn_row_sum_kind(row, r->table, r->heading, r->n_heading, &word);
  return sum ? sum_row(r, row, sum, word) : data_row(r, row);
}

static qn_status keyed_row(qn_reader *r, const qn_sheet_row *row) {
  if (!qn_keyed_lacks_key(r->keyed, row)) return qn_keyed_row(r->keyed, row);
  const size_t mark = qn_findings_count(r->findings);
  qn_fail(r->findings, QN_EINPUT, QN_N_("the line has a value but no key"));
  locate_row(r, mark, row, qn_row_first(row));
  r->is_bad = true;
  return QN_OK;
}

static qn_status take_row(qn_reader *r, const qn_sheet_row *row) {
  return r->keyed ? keyed_row(r, row) : body_row(r, row);
}

/* Finds the header among the rows that wait and reads those below it. */
static qn_status settle(qn_reader *r) {
  qn_layout layout = {0};
  const char *units = NULL;
  const qn_sheet_row *rows = r->waiting.at;
  qn_status s = QN_OK;
  if (r->table->by_key)
    s = qn_keyed_new(&r->keyed, &layout, rows, r->waiting.count, r->scratch, r->findings);
  if (!s && !r->keyed) s = qn_layout_find(&layout, &r->headings, rows, r->waiting.count);
  for (size_t i = 0; i < layout.at && !s; i++) s = qn_layout_units(&units, &rows[i], r->scratch);
  if (!s && !r->keyed) {
    r->head = layout.head;
    s = header_row(r, &layout.head, units);
    r->totals = qn_totals_new(r->table);
    if (!r->totals) s = QN_ENOMEM;
  }
  for (size_t i = layout.at + layout.height; i < r->waiting.count && !s; i++)
    s = take_row(r, &rows[i]);
  QN_CLEAR(&r->waiting);
  return s;
}

qn_status qn_reader_header(void *who, const qn_sheet_row *row) {
  qn_reader *r = who;
  if (!r->table->by_key) return header_row(r, row, NULL);
  qn_layout layout;
  const qn_status s = qn_keyed_new(&r->keyed, &layout, row, 1, r->scratch, r->findings);
  return s || r->keyed ? s : header_row(r, row, NULL);
}

qn_status qn_reader_row(void *who, const qn_sheet_row *row) {
  qn_reader *r = who;
  if (qn_row_is_blank(row)) return QN_OK;
  if (r->heading || r->keyed) return take_row(r, row);
  qn_sheet_row *copy = QN_PUSH(&r->waiting);
  if (!copy) return QN_ENOMEM;
  const qn_status s = qn_row_copy(copy, row, r->scratch);
  return s || r->waiting.count < QN_LOOK_AHEAD ? s : settle(r);
}

/* Lines of key and value become a header and the one row below it. */
static qn_status read_keyed(qn_reader *r) {
  const qn_sheet_row heads = qn_keyed_heads(r->keyed), values = qn_keyed_values(r->keyed);
  const qn_status s = header_row(r, &heads, NULL);
  return s ? s : data_row(r, &values);
}

static qn_status no_header(qn_reader *r) {
  const size_t mark = qn_findings_count(r->findings);
  const qn_status s = qn_fail(r->findings, QN_EINPUT, QN_N_("the table has no header row"));
  qn_locate(r->findings, mark, place_of(r, 0, NULL));
  return s;
}

static qn_status check_totals(qn_reader *r) {
  const size_t mark = qn_findings_count(r->findings);
  const qn_status s = qn_totals_check(r->totals, r->findings);
  qn_locate(r->findings, mark, place_of(r, 0, NULL));
  return s;
}

/* Copies the rows into the arena. */
static qn_status hand_over(qn_reader *r, qn_rows *out) {
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
  return QN_OK;
}

qn_status qn_reader_end(qn_reader *r, qn_status read, qn_rows *out) {
  *out = (qn_rows){.table = r->table, .file = r->file, .sheet = r->sheet, .is_partial = true};
  qn_status s = QN_OK;
  if (read && read != QN_EINPUT) return read;
  if (!r->heading && !r->keyed && r->waiting.count) s = settle(r);
  if (!s && r->keyed) s = read_keyed(r);
  if (!s && !r->heading) return read ? read : no_header(r);
  if (!s && r->totals && !read && check_totals(r)) r->is_bad = true;
  if (!s) s = hand_over(r, out);
  out->is_partial = s || read || r->is_partial;
  return s ? s : r->is_bad ? QN_EINPUT : read;
}
