#include "table/xlsx_write.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "table/cell.h"
#include "table/print.h"
#include "table/xlsx_style.h"

enum { MOST_ROWS = 1048576 };

static lxw_error write_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, const char *text,
                            qn_text *scratch, lxw_format *format) {
  if (!qn_cell_is_formula(text, true)) return worksheet_write_string(sheet, row, col, text, format);
  scratch->length = 0;
  if (qn_text_add(scratch, "'") || qn_text_add(scratch, text))
    return LXW_ERROR_MEMORY_MALLOC_FAILED;
  return worksheet_write_string(sheet, row, col, scratch->bytes, format);
}

/* Days since the eve of 1900 as spreadsheets count them are left to the library. */
static lxw_error write_date(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, int date,
                            lxw_format *format) {
  lxw_datetime day = {.year = date / 10000, .month = date / 100 % 100, .day = date % 100};
  return worksheet_write_datetime(sheet, row, col, &day, format);
}

/* The library writes 16 digits. A value that takes 17 goes as text, which reads back; numbers that
 * people typed are never such. */
static lxw_error write_real(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, double value,
                            bool is_computed, lxw_format *format) {
  char shown[32], read_back[32];
  double same = value;
  qn_real_print(shown, value);
  snprintf(read_back, sizeof read_back, "%.16G", value);
  if (is_computed || (qn_real_parse(read_back, &same) && same == value))
    return worksheet_write_number(sheet, row, col, value, format);
  return worksheet_write_string(sheet, row, col, shown, format);
}

static lxw_error write_cell(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, const void *member,
                            const qn_column *column, bool is_computed, bool english,
                            const qn_xlsx_style *style, qn_text *scratch) {
  lxw_format *format = qn_xlsx_format(style, column);
  if (qn_print_is_empty(member, column)) return LXW_NO_ERROR;
  if (column->kind == QN_REAL) {
    const double value = *(const double *)member;
    if (format == style->part && value == floor(value)) format = style->whole;
    return write_real(sheet, row, col, value, is_computed, format);
  }
  if (column->kind == QN_TEXT || column->kind == QN_CODE)
    return write_text(sheet, row, col, *(const char *const *)member, scratch, format);
  const int value = *(const int *)member;
  if (column->kind == QN_INT) return worksheet_write_number(sheet, row, col, value, format);
  if (column->kind == QN_DATE) return write_date(sheet, row, col, value, format);
  scratch->length = 0;
  if (qn_print_cell(scratch, member, column, english)) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  return worksheet_write_string(sheet, row, col, qn_text_str(scratch), format);
}

static lxw_error write_header(lxw_worksheet *sheet, const qn_table *table, bool english,
                              const qn_xlsx_style *style, qn_text *scratch) {
  lxw_error e = LXW_NO_ERROR;
  for (size_t c = 0; c < table->n_column && !e; c++) {
    scratch->length = 0;
    if (qn_print_header(scratch, &table->columns[c], english))
      return LXW_ERROR_MEMORY_MALLOC_FAILED;
    const lxw_col_t col = (lxw_col_t)c;
    e = worksheet_set_column(sheet, col, col, qn_xlsx_width(scratch->bytes),
                             qn_xlsx_format(style, &table->columns[c]));
    if (!e) e = worksheet_write_string(sheet, 0, col, scratch->bytes, style->header);
  }
  return e;
}

static qn_status write_table(lxw_workbook *book, const qn_rows *rows, bool english,
                             const qn_xlsx_style *style, qn_findings *findings) {
  const qn_table *table = rows->table;
  if (rows->count >= MOST_ROWS)
    return qn_fail(findings, QN_EINPUT,
                   QN_N_("table %s has %zu rows, more than a sheet holds: write a .gpkg"),
                   table->name, rows->count);
  lxw_worksheet *sheet = qn_xlsx_sheet(book, table, english);
  qn_text scratch = {0};
  lxw_error e =
      sheet ? write_header(sheet, table, english, style, &scratch) : LXW_ERROR_MEMORY_MALLOC_FAILED;
  size_t i = 0;
  for (; i < rows->count && !e; i++)
    for (size_t c = 0; c < table->n_column && !e; c++) {
      const qn_column *column = &table->columns[c];
      const char *member = (const char *)qn_row(rows, i) + column->offset;
      e = write_cell(sheet, (lxw_row_t)i + 1, (lxw_col_t)c, member, column, table->is_computed,
                     english, style, &scratch);
    }
  if (!e && rows->count)
    e = worksheet_autofilter(sheet, 0, 0, (lxw_row_t)rows->count, (lxw_col_t)table->n_column - 1);
  qn_text_clear(&scratch);
  const size_t mark = qn_findings_count(findings);
  const qn_status s = qn_xlsx_failed(e, findings);
  if (s) qn_locate(findings, mark, qn_row_place(rows, i ? i - 1 : 0, NULL));
  return s;
}

qn_status qn_xlsx_write(const char *path, const char *folder, const qn_rows *tables, size_t n,
                        bool english, qn_findings *findings) {
  qn_xlsx_style style;
  lxw_workbook *book = qn_xlsx_new(path, folder, true, &style);
  qn_status s = book ? QN_OK : QN_ENOMEM;
  for (size_t t = 0; t < n && !s; t++) s = write_table(book, &tables[t], english, &style, findings);
  if (!s) return qn_xlsx_close(book, folder, findings);
  lxw_workbook_free(book);
  return s;
}
