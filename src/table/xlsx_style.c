#include "table/xlsx_style.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "table/choice.h"

/* Seconds since 1970 that stand in the workbook: of SOURCE_DATE_EPOCH, else of 2000-01-01. */
static time_t made_at(void) {
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  double seconds;
  return epoch && qn_real_parse(epoch, &seconds) && seconds > 0 ? (time_t)seconds : 946684800;
}

static lxw_format *number(lxw_workbook *book, const char *pattern) {
  lxw_format *format = workbook_add_format(book);
  if (format && pattern) format_set_num_format(format, pattern);
  return format;
}

static lxw_format *header(lxw_workbook *book, lxw_color_t color) {
  lxw_format *format = workbook_add_format(book);
  if (!format) return NULL;
  format_set_bold(format);
  format_set_text_wrap(format);
  format_set_align(format, LXW_ALIGN_CENTER);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_bg_color(format, color);
  return format;
}

static bool make_style(qn_xlsx_style *style, lxw_workbook *book) {
  *style = (qn_xlsx_style){.header = header(book, 0xDDE6EE),
                           .required = header(book, 0xFFD59A),
                           .text = number(book, "@"),
                           .whole = number(book, "#,##0"),
                           .part = number(book, "#,##0.00##"),
                           .plain = number(book, "0"),
                           .share = number(book, "0.0##%"),
                           .date = number(book, "yyyy-mm-dd"),
                           .title = number(book, NULL),
                           .wrapped = number(book, NULL)};
  lxw_format *const *all = (lxw_format *const *)style;
  for (size_t i = 0; i < sizeof *style / sizeof *all; i++)
    if (!all[i]) return false;
  format_set_bold(style->title);
  format_set_font_size(style->title, 14);
  format_set_text_wrap(style->wrapped);
  format_set_align(style->wrapped, LXW_ALIGN_VERTICAL_TOP);
  return true;
}

lxw_workbook *qn_xlsx_new(const char *path, const char *folder, bool large, qn_xlsx_style *style) {
  lxw_workbook_options options = {.constant_memory = large, .tmpdir = (char *)folder};
  lxw_workbook *book = workbook_new_opt(path, &options);
  lxw_doc_properties properties = {.created = made_at()};
  if (!book) return NULL;
  if (workbook_set_properties(book, &properties) || !make_style(style, book)) {
    lxw_workbook_free(book);
    return NULL;
  }
  return book;
}

/* Excel refuses some names; the English ones are none of them. */
qn_status qn_xlsx_sheet_name(qn_text *out, lxw_workbook *book, const qn_table *table,
                             bool english) {
  const char *zh = table->zh;
  const qn_slice first = qn_part(&zh);
  qn_text name = {0};
  qn_status s = qn_text_add_n(&name, first.length ? first.at : "", first.length);
  const bool is_zh = !s && !english && name.length &&
                     (workbook_get_worksheet_by_name(book, name.bytes) ||
                      !workbook_validate_sheet_name(book, name.bytes));
  if (!s) s = qn_text_add(out, is_zh ? name.bytes : table->name);
  qn_text_clear(&name);
  return s;
}

lxw_worksheet *qn_xlsx_sheet(lxw_workbook *book, const qn_table *table, bool english) {
  enum { A4 = 9 };
  qn_text name = {0};
  lxw_worksheet *sheet = NULL;
  if (!qn_xlsx_sheet_name(&name, book, table, english))
    sheet = workbook_add_worksheet(book, name.bytes);
  qn_text_clear(&name);
  if (!sheet) return NULL;
  worksheet_set_paper(sheet, A4);
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_repeat_rows(sheet, 0, 0);
  worksheet_freeze_panes(sheet, 1, 0);
  return sheet;
}

qn_status qn_xlsx_failed(lxw_error error, qn_findings *findings) {
  if (!error) return QN_OK;
  if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) return QN_ENOMEM;
  return qn_fail(findings, QN_EIO, QN_N_("the workbook cannot be written: %s"),
                 lxw_strerror(error));
}

static qn_status no_room(int reason, qn_findings *findings) {
  return qn_fail(findings, QN_EIO, QN_N_("the workbook cannot be written: %s"), strerror(reason));
}

/* Bytes of the rows that lie in temporary files; a negative errno when one could not be written. */
static off_t size_of_rows(const lxw_workbook *book) {
  lxw_worksheet *sheet;
  off_t size = 0;
  STAILQ_FOREACH(sheet, book->worksheets, list_pointers) {
    FILE *rows = sheet->optimize_tmpfile;
    if (!rows) continue;
    if (fflush(rows) != 0 || ferror(rows)) return errno ? -errno : -EIO;
    size += ftello(rows);
  }
  return size;
}

/* The library does not notice when the disk is full while it puts the parts together, and leaves a
 * damaged workbook: so room for them (each once, and all once packed) is claimed and freed before.
 */
qn_status qn_xlsx_close(lxw_workbook *book, const char *folder, qn_findings *findings) {
  const off_t rest = 4 << 20; /* styles, names, comments, whatever else there is */
  const off_t size = size_of_rows(book);
  qn_text path = {0};
  qn_status s = size < 0 ? no_room((int)-size, findings) : qn_path_join(&path, folder, "room");
  const int fd = s ? -1 : open(path.bytes, O_CREAT | O_WRONLY | O_EXCL, 0600);
  if (!s) {
    const int reason = fd < 0 ? errno : posix_fallocate(fd, 0, 2 * size + rest);
    if (reason) s = no_room(reason, findings);
    if (fd >= 0) close(fd);
    unlink(path.bytes);
  }
  qn_text_clear(&path);
  if (!s) return qn_xlsx_failed(workbook_close(book), findings);
  lxw_workbook_free(book);
  return s;
}

lxw_format *qn_xlsx_format(const qn_xlsx_style *style, const qn_column *column) {
  switch (column->kind) {
    case QN_REAL: {
      const bool is_share = column->unit && !strcmp(column->unit, "1") && column->max == 1;
      return is_share ? style->share : style->part;
    }
    case QN_INT:
      return style->plain;
    case QN_DATE:
      return style->date;
    default:
      return style->text;
  }
}

double qn_xlsx_width(const char *header) {
  double width = 2;
  for (const char *p = header; *p; p++) /* a Chinese character has three bytes and two widths */
    width += (unsigned char)*p < 0x80 ? 1 : 2. / 3;
  return width < 9 ? 9 : width > 30 ? 30 : width;
}
