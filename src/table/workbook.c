/* Formats are made when a cell first needs one and kept by what they look like; a workbook needs a
 * few dozen. Rows are written in order, so that the library keeps one row in memory. */
#include "table/workbook.h"

#include <math.h>
#include <string.h>

#include "base/file.h"
#include "table/cell.h"
#include "table/print.h"
#include "table/xlsx_style.h"

enum { MOST_ROWS = 1048576, MOST_FORMATS = 256, PAPER_A4 = 9 };
/* Characters that fit across a page of A4 at a readable size; a wider sheet takes several. */
static const double PAGE_WIDTH = 190;
static const double LEAST_WIDTH = 7, MOST_WIDTH = 42;
/* Points: of a line of text, and of a row that is written in by hand. */
static const double LINE_HEIGHT = 15, FORM_HEIGHT = 24;

/* How a column of a sheet is written. */
typedef struct {
  const char *pattern;
  double width;
  bool is_wrapped; /* holds texts that are longer than the column is wide */
} shown;

typedef struct {
  const char *pattern;
  int fill;
  bool is_bold, has_border, is_wrapped, is_head;
} look;

typedef struct {
  lxw_workbook *book;
  qn_xlsx_style style;
  bool english;
  size_t n_format;
  look looks[MOST_FORMATS];
  lxw_format *formats[MOST_FORMATS];
  qn_text scratch;
} writer;

static lxw_format *make_format(lxw_workbook *book, const look *l) {
  lxw_format *format = workbook_add_format(book);
  if (!format) return NULL;
  if (l->pattern) format_set_num_format(format, l->pattern);
  if (l->is_bold) format_set_bold(format);
  if (l->is_wrapped) format_set_text_wrap(format);
  if (l->fill >= 0) format_set_bg_color(format, (lxw_color_t)l->fill);
  if (l->has_border) format_set_border(format, LXW_BORDER_THIN);
  if (l->is_head) format_set_align(format, LXW_ALIGN_CENTER);
  /* Texts stand clear of the figures at their left. */
  if (!l->is_head && (!l->pattern || !strcmp(l->pattern, "@"))) format_set_indent(format, 1);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  return format;
}

/* The format that looks so; NULL when memory is out. Past MOST_FORMATS fills are left out. */
static lxw_format *format_of(writer *w, look want) {
  if (w->n_format == MOST_FORMATS) want.fill = -1;
  for (size_t i = 0; i < w->n_format; i++) {
    const look *l = &w->looks[i];
    const bool same = l->pattern == want.pattern && l->fill == want.fill &&
                      l->is_bold == want.is_bold && l->has_border == want.has_border &&
                      l->is_wrapped == want.is_wrapped && l->is_head == want.is_head;
    if (same) return w->formats[i];
  }
  if (w->n_format == MOST_FORMATS) return w->formats[0];
  lxw_format *format = make_format(w->book, &want);
  if (format) w->looks[w->n_format] = want, w->formats[w->n_format++] = format;
  return format;
}

/* ---- How the values of a column are shown ---- */

static size_t row_at(const qn_book_sheet *sheet, size_t i) {
  return sheet->pick ? (size_t)sheet->pick[i] : i;
}

static double real_at(const qn_book_sheet *sheet, size_t i, const qn_column *column) {
  return *(const double *)((const char *)qn_row(sheet->rows, row_at(sheet, i)) + column->offset);
}

/* Decimals by the size of a value: about three figures, none where it is whole. */
static const char *size_pattern(double size, bool is_whole) {
  if (is_whole || size >= 1000) return "#,##0";
  return size >= 100 ? "#,##0.0" : size >= 1 ? "0.00" : "0.000";
}

/* One for all values of a column; NULL where each has a unit, and so a pattern, of its own. */
static const char *real_pattern(const qn_book_sheet *sheet, const qn_column *column) {
  double largest = 0;
  bool is_whole = true;
  if (!column->unit || !*column->unit) return NULL;
  for (size_t i = 0; i < sheet->n_row; i++) {
    const double value = real_at(sheet, i, column);
    if (isnan(value)) continue;
    largest = fmax(largest, fabs(value));
    is_whole = is_whole && value == floor(value);
  }
  /* A share stays near 1; an efficiency of 3.2 has the unit 1 too. */
  const bool is_share = !strcmp(column->unit, "1") && largest <= 1.2;
  return is_share ? "0.0%" : size_pattern(largest, is_whole);
}

static const char *value_pattern(double value) {
  return isnan(value) ? NULL : size_pattern(fabs(value), value == floor(value));
}

static const char *pattern_of(const qn_book_sheet *sheet, const qn_column *column) {
  if (!column) return NULL;
  switch (column->kind) {
    case QN_REAL:
      return real_pattern(sheet, column);
    case QN_INT:
      return "0";
    case QN_DATE:
      return "yyyy-mm-dd";
    case QN_CODE:
      return "@";
    default:
      return NULL;
  }
}

/* A Chinese character has three bytes and is as wide as two letters. */
static double text_width(const char *text) {
  double width = 0;
  for (const char *p = text; p && *p; p++) width += (unsigned char)*p < 0x80 ? 1 : 2. / 3;
  return width;
}

static double real_width(double value, const char *pattern) {
  const double size = fabs(value) * (strchr(pattern, '%') ? 100 : 1);
  const double digits = size < 10 ? 1 : floor(log10(size)) + 1;
  const char *dot = strchr(pattern, '.');
  return digits + floor((digits - 1) / 3) + (value < 0) + (dot ? (double)strlen(dot) : 0);
}

static double value_width(const void *member, const qn_column *column, const char *pattern) {
  if (column->kind == QN_REAL) {
    const double value = *(const double *)member;
    return isnan(value) ? 0 : real_width(value, pattern ? pattern : value_pattern(value));
  }
  if (column->kind == QN_TEXT || column->kind == QN_CODE)
    return text_width(*(const char *const *)member);
  return column->kind == QN_DATE ? 10 : column->kind == QN_INT ? 5 : 8;
}

static shown show_column(const qn_book_sheet *sheet, const qn_book_column *show,
                         const char *header) {
  shown out = {.pattern = pattern_of(sheet, show->column)};
  double content = 0;
  for (size_t i = 0; show->column && i < sheet->n_row; i++) {
    const char *row = qn_row(sheet->rows, row_at(sheet, i));
    const double width = value_width(row + show->column->offset, show->column, out.pattern);
    content = fmax(content, width);
  }
  const double wanted = fmax(fmin(text_width(header), 16), content) + 3;
  out.width = show->width > 0 ? show->width : fmin(fmax(wanted, LEAST_WIDTH), MOST_WIDTH);
  const bool is_text = show->column && show->column->kind == QN_TEXT;
  out.is_wrapped = is_text && content + 1 > out.width;
  return out;
}

/* Points that the longest text of a row needs. */
static double row_height(const qn_book_sheet *sheet, size_t i, const shown *as) {
  const char *row = qn_row(sheet->rows, row_at(sheet, i));
  double lines = 1;
  for (size_t c = 0; c < sheet->n_column; c++) {
    const qn_column *column = sheet->columns[c].column;
    if (!as[c].is_wrapped) continue;
    lines = fmax(lines, ceil((value_width(row + column->offset, column, NULL) + 2) / as[c].width));
  }
  return fmax(sheet->is_form ? FORM_HEIGHT : 0, lines * LINE_HEIGHT);
}

/* ---- Cells ---- */

static lxw_error write_text(writer *w, lxw_worksheet *to, lxw_row_t row, lxw_col_t col,
                            const char *text, lxw_format *format) {
  if (!text || !*text) return worksheet_write_blank(to, row, col, format);
  if (!qn_cell_is_formula(text, true)) return worksheet_write_string(to, row, col, text, format);
  w->scratch.length = 0;
  if (qn_text_add(&w->scratch, "'") || qn_text_add(&w->scratch, text))
    return LXW_ERROR_MEMORY_MALLOC_FAILED;
  return worksheet_write_string(to, row, col, w->scratch.bytes, format);
}

static lxw_error write_value(writer *w, lxw_worksheet *to, lxw_row_t row, lxw_col_t col,
                             const void *member, const qn_column *column, lxw_format *format) {
  if (qn_print_is_empty(member, column)) return worksheet_write_blank(to, row, col, format);
  if (column->kind == QN_REAL)
    return worksheet_write_number(to, row, col, *(const double *)member, format);
  if (column->kind == QN_INT)
    return worksheet_write_number(to, row, col, *(const int *)member, format);
  if (column->kind == QN_TEXT || column->kind == QN_CODE)
    return write_text(w, to, row, col, *(const char *const *)member, format);
  if (column->kind == QN_DATE) {
    const int date = *(const int *)member;
    lxw_datetime day = {.year = date / 10000, .month = date / 100 % 100, .day = date % 100};
    return worksheet_write_datetime(to, row, col, &day, format);
  }
  qn_text text = {0};
  lxw_error e = qn_print_cell(&text, member, column, w->english) ? LXW_ERROR_MEMORY_MALLOC_FAILED
                                                                 : LXW_NO_ERROR;
  if (!e) e = worksheet_write_string(to, row, col, qn_text_str(&text), format);
  qn_text_clear(&text);
  return e;
}

static lxw_error write_cell(writer *w, lxw_worksheet *to, const qn_book_sheet *sheet, size_t i,
                            size_t c, lxw_row_t row, const shown *as) {
  const qn_column *column = sheet->columns[c].column;
  const char *from = qn_row(sheet->rows, row_at(sheet, i));
  look want = {.pattern = as->pattern,
               .fill = sheet->fill && column ? sheet->fill(sheet->who, from, column) : -1,
               .has_border = sheet->is_form,
               .is_wrapped = as->is_wrapped};
  if (column && column->kind == QN_REAL && !want.pattern)
    want.pattern = value_pattern(real_at(sheet, i, column));
  lxw_format *format = format_of(w, want);
  if (!format) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  if (column) return write_value(w, to, row, (lxw_col_t)c, from + column->offset, column, format);
  if (sheet->columns[c].is_number)
    return worksheet_write_number(to, row, (lxw_col_t)c, (double)i + 1, format);
  return worksheet_write_blank(to, row, (lxw_col_t)c, format);
}

/* ---- Rows ---- */

static lxw_error write_head(writer *w, lxw_worksheet *to, const qn_book_sheet *sheet,
                            const char *const *headers, const shown *as, lxw_row_t row) {
  lxw_format *format = format_of(w, (look){.fill = 0xEEF1F5,
                                           .is_bold = true,
                                           .has_border = true,
                                           .is_wrapped = true,
                                           .is_head = true});
  lxw_error e = format ? worksheet_set_row(to, row, 34, NULL) : LXW_ERROR_MEMORY_MALLOC_FAILED;
  for (lxw_col_t c = 0; c < sheet->n_column && !e; c++) {
    e = worksheet_set_column(to, c, c, as[c].width, NULL);
    if (!e) e = worksheet_write_string(to, row, c, headers[c], format);
  }
  return e;
}

static lxw_error write_sums(writer *w, lxw_worksheet *to, const qn_book_sheet *sheet, lxw_row_t row,
                            const shown *as) {
  lxw_error e = LXW_NO_ERROR;
  bool is_named = false;
  for (size_t c = 0; c < sheet->n_column && !e; c++) {
    const qn_book_column *show = &sheet->columns[c];
    lxw_format *format = format_of(w, (look){.pattern = show->has_sum ? as[c].pattern : NULL,
                                             .fill = -1,
                                             .is_bold = true,
                                             .has_border = true});
    if (!format) return LXW_ERROR_MEMORY_MALLOC_FAILED;
    double sum = 0;
    for (size_t i = 0; i < sheet->n_row && show->has_sum; i++) {
      const double value = real_at(sheet, i, show->column);
      if (!isnan(value)) sum += value;
    }
    if (show->has_sum)
      e = worksheet_write_number(to, row, (lxw_col_t)c, sum, format);
    else if (!is_named && !show->is_number)
      e = worksheet_write_string(to, row, (lxw_col_t)c, w->english ? "Total" : "合计", format);
    else
      e = worksheet_write_blank(to, row, (lxw_col_t)c, format);
    is_named = is_named || (!show->has_sum && !show->is_number);
  }
  return e;
}

/* A4 landscape, page numbers, the head on every page. */
static void set_up_print(lxw_worksheet *to, const qn_book_sheet *sheet, const shown *as,
                         const char *header, lxw_row_t head, qn_text *scratch) {
  double width = 0;
  for (size_t c = 0; c < sheet->n_column; c++) width += as[c].width;
  const double pages = ceil(width / PAGE_WIDTH);
  worksheet_set_landscape(to);
  worksheet_set_paper(to, PAPER_A4);
  worksheet_set_margins(to, 0.5, 0.5, 0.7, 0.6);
  worksheet_repeat_rows(to, head, head);
  worksheet_freeze_panes(to, head + 1, pages > 1 ? 2 : 0);
  if (pages > 1) worksheet_repeat_columns(to, 0, 1);
  worksheet_fit_to_pages(to, (uint16_t)pages, 0);
  worksheet_set_footer(to, "&C&P / &N");
  /* "&" begins a code in a header; a longer one than 255 characters is refused. */
  scratch->length = 0;
  qn_status s = qn_text_add(scratch, "&L");
  size_t n;
  for (const char *p = header; (n = qn_utf8_length(p)) && scratch->length < 200 && !s; p += n)
    s = *p == '&' ? qn_text_add(scratch, "&&") : qn_text_add_n(scratch, p, n);
  if (!s) s = qn_text_add(scratch, "&R&A");
  if (!s) worksheet_set_header(to, scratch->bytes);
}

static lxw_error write_rows(writer *w, lxw_worksheet *to, const qn_book_sheet *sheet,
                            const char *header, const char *const *headers, const shown *as) {
  lxw_row_t row = 0;
  lxw_error e = LXW_NO_ERROR;
  bool has_sum = false;
  if (sheet->title) {
    e = worksheet_write_string(to, row, 0, sheet->title, w->style.title);
    if (!e) e = worksheet_set_row(to, row++, 28, NULL);
  }
  const lxw_row_t head = row;
  if (!e) e = write_head(w, to, sheet, headers, as, row++);
  for (size_t i = 0; i < sheet->n_row && !e; i++, row++) {
    const double height = row_height(sheet, i, as);
    if (height > LINE_HEIGHT) e = worksheet_set_row(to, row, height, NULL);
    for (size_t c = 0; c < sheet->n_column && !e; c++)
      e = write_cell(w, to, sheet, i, c, row, &as[c]);
  }
  if (!e && sheet->n_row && !sheet->is_form)
    e = worksheet_autofilter(to, head, 0, row - 1, (lxw_col_t)sheet->n_column - 1);
  for (size_t c = 0; c < sheet->n_column; c++) has_sum = has_sum || sheet->columns[c].has_sum;
  if (!e && has_sum) e = write_sums(w, to, sheet, row++, as);
  if (sheet->n_note) row++;
  for (size_t k = 0; k < sheet->n_note && !e; k++)
    e = worksheet_write_string(to, row++, 0, sheet->notes[k], NULL);
  set_up_print(to, sheet, as, header, head, &w->scratch);
  return e;
}

/* ---- Sheets ---- */

static lxw_worksheet *add_sheet(writer *w, const qn_book_sheet *sheet) {
  if (sheet->name && !workbook_validate_sheet_name(w->book, sheet->name))
    return workbook_add_worksheet(w->book, sheet->name);
  w->scratch.length = 0;
  if (qn_xlsx_sheet_name(&w->scratch, w->book, sheet->rows->table, w->english)) return NULL;
  return workbook_add_worksheet(w->book, w->scratch.bytes);
}

/* The header of every column, as texts of the arena, and how it is shown; QN_ENOMEM. */
static qn_status prepare(writer *w, const qn_book_sheet *sheet, const char **headers, shown *as,
                         qn_arena *arena) {
  qn_status s = QN_OK;
  for (size_t c = 0; c < sheet->n_column && !s; c++) {
    const qn_book_column *show = &sheet->columns[c];
    w->scratch.length = 0;
    s = show->header ? qn_text_add(&w->scratch, show->header)
                     : qn_print_header(&w->scratch, show->column, w->english);
    if (!s && !(headers[c] = qn_arena_text(arena, qn_text_str(&w->scratch)))) s = QN_ENOMEM;
    if (!s) as[c] = show_column(sheet, show, headers[c]);
  }
  return s;
}

static qn_status write_sheet(writer *w, const char *header, qn_book_sheet sheet,
                             qn_findings *findings) {
  const qn_table *table = sheet.rows->table;
  if (sheet.n_row + sheet.n_note + 4 >= MOST_ROWS)
    return qn_fail(findings, QN_EINPUT,
                   QN_N_("table %s has %zu rows, more than a sheet holds: write a .gpkg"),
                   table->name, sheet.n_row);
  qn_arena *arena = qn_arena_new();
  if (!arena) return QN_ENOMEM;
  if (!sheet.columns) {
    qn_book_column *all = qn_arena_array(arena, table->n_column, sizeof *all);
    for (size_t c = 0; all && c < table->n_column; c++) all[c].column = &table->columns[c];
    sheet.columns = all, sheet.n_column = table->n_column;
  }
  const char **headers = qn_arena_array(arena, sheet.n_column, sizeof *headers);
  shown *as = qn_arena_array(arena, sheet.n_column, sizeof *as);
  qn_status s = sheet.columns && headers && as ? QN_OK : QN_ENOMEM;
  if (!s) s = prepare(w, &sheet, headers, as, arena);
  lxw_worksheet *to = s ? NULL : add_sheet(w, &sheet);
  if (!s && !to) s = QN_ENOMEM;
  if (!s) s = qn_xlsx_failed(write_rows(w, to, &sheet, header, headers, as), findings);
  qn_arena_free(arena);
  return s;
}

static qn_status write_book(const char *path, const char *folder, const char *header,
                            const qn_book_sheet *sheets, size_t n, bool english,
                            qn_findings *findings) {
  writer w = {.english = english};
  w.book = qn_xlsx_new(path, folder, true, &w.style);
  qn_status s = w.book ? QN_OK : QN_ENOMEM;
  for (size_t i = 0; i < n && !s; i++) s = write_sheet(&w, header, sheets[i], findings);
  if (!s)
    s = qn_xlsx_close(w.book, folder, findings);
  else
    lxw_workbook_free(w.book);
  qn_text_clear(&w.scratch);
  return s;
}

qn_status qn_book_write(const char *path, const char *header, const qn_book_sheet *sheets, size_t n,
                        bool english, qn_findings *findings) {
  qn_text folder = {0}, file = {0};
  qn_status s = qn_folder_begin(&folder, path, findings);
  const bool begun = !s;
  if (!s) s = qn_path_join(&file, folder.bytes, "new.xlsx");
  if (!s) s = write_book(file.bytes, folder.bytes, header, sheets, n, english, findings);
  if (!s) s = qn_file_commit(file.bytes, path, findings);
  if (begun) qn_folder_remove(folder.bytes);
  qn_text_clear(&folder);
  qn_text_clear(&file);
  return s;
}
