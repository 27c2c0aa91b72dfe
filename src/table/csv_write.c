#include "table/csv_write.h"

#include <dirent.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/text.h"
#include "table/cell.h"
#include "table/print.h"

/* Appends a cell: quoted where it must be, text that looks like a formula guarded. */
static qn_status add_cell(qn_text *out, const char *cell, bool is_text) {
  const bool guard = is_text && qn_cell_is_formula(cell, true);
  const size_t n = strlen(cell);
  const bool has_edge = n && (cell[0] == ' ' || cell[n - 1] == ' ');
  if (!has_edge && !cell[strcspn(cell, ",;\t\"\r\n")])
    return qn_text_addf(out, "%s%s", guard ? "'" : "", cell);
  qn_status s = qn_text_add(out, guard ? "\"'" : "\"");
  for (const char *p = cell; *p && !s;) {
    const size_t plain = strcspn(p, "\"");
    s = qn_text_add_n(out, p, plain);
    p += plain;
    if (*p && !s) s = qn_text_add(out, "\"\""), p++;
  }
  return s ? s : qn_text_add(out, "\"");
}

static qn_status add_row(qn_text *out, const qn_rows *rows, size_t i, bool english, qn_text *cell) {
  qn_status s = QN_OK;
  for (size_t c = 0; c < rows->table->n_column && !s; c++) {
    const qn_column *column = &rows->table->columns[c];
    cell->length = 0;
    s = qn_text_add(cell, "");
    if (!s) s = qn_print_cell(cell, (char *)qn_row(rows, i) + column->offset, column, english);
    if (!s && c) s = qn_text_add(out, ",");
    if (!s) s = add_cell(out, cell->bytes, column->kind == QN_TEXT || column->kind == QN_CODE);
  }
  return s ? s : qn_text_add(out, "\n");
}

static qn_status add_header(qn_text *out, const qn_table *table, bool english, qn_text *cell) {
  qn_status s = english ? QN_OK : qn_text_add(out, "\xEF\xBB\xBF");
  for (size_t c = 0; c < table->n_column && !s; c++) {
    cell->length = 0;
    s = qn_print_header(cell, &table->columns[c], english);
    if (!s && c) s = qn_text_add(out, ",");
    if (!s) s = add_cell(out, cell->bytes, false);
  }
  return s ? s : qn_text_add(out, "\n");
}

static qn_status write_table(const char *folder, const qn_rows *rows, bool english,
                             qn_findings *findings) {
  qn_text out = {0}, cell = {0}, path = {0};
  qn_status s = add_header(&out, rows->table, english, &cell);
  for (size_t i = 0; i < rows->count && !s; i++) s = add_row(&out, rows, i, english, &cell);
  if (!s) s = qn_path_join(&path, folder, rows->table->name);
  if (!s) s = qn_text_add(&path, ".csv");
  if (!s) s = qn_file_write(path.bytes, out.bytes, out.length, findings);
  qn_text_clear(&out);
  qn_text_clear(&cell);
  qn_text_clear(&path);
  return s;
}

/* A folder that would be replaced must hold nothing that is not ours to replace. */
static qn_status check_replaceable(const char *folder, qn_findings *findings) {
  if (!qn_path_exists(folder)) return QN_OK;
  DIR *dir = opendir(folder);
  if (!dir)
    return qn_fail(findings, QN_EINPUT, QN_N_("%s stands where the folder is to be written"),
                   folder);
  qn_status s = QN_OK;
  for (struct dirent *e; !s && (e = readdir(dir));) {
    const size_t n = strlen(e->d_name);
    const bool is_csv = n > 4 && !strcasecmp(e->d_name + n - 4, ".csv");
    if (is_csv || !strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
    s = qn_fail(findings, QN_EINPUT,
                QN_N_("the folder %s is not replaced: it holds %s, which is no table"), folder,
                e->d_name);
  }
  closedir(dir);
  return s;
}

qn_status qn_csv_write(const char *folder, const qn_rows *tables, size_t n, bool english,
                       qn_findings *findings) {
  qn_status s = check_replaceable(folder, findings);
  qn_text temporary = {0};
  if (!s) s = qn_folder_begin(&temporary, folder, findings);
  const bool begun = !s;
  for (size_t t = 0; t < n && !s; t++)
    s = write_table(temporary.bytes, &tables[t], english, findings);
  if (!s) s = qn_folder_commit(temporary.bytes, folder, findings);
  if (s && begun) qn_folder_remove(temporary.bytes);
  qn_text_clear(&temporary);
  return s;
}
