/* Every cell is written as JSON once; a text column whose values repeat becomes a list of words and
 * their numbers. */
#include "report/page_data.h"

#include <string.h>

#include "base/names.h"
#include "table/json.h"
#include "table/print.h"

static qn_status add_cell(qn_text *out, const qn_rows *rows, size_t i, const qn_column *column) {
  const void *member = (const char *)qn_row(rows, i) + column->offset;
  if (qn_print_is_empty(member, column)) return qn_text_add(out, "null");
  if (column->kind == QN_REAL) return qn_text_addf(out, "%.9g", *(const double *)member);
  if (column->kind == QN_INT) return qn_text_addf(out, "%d", *(const int *)member);
  if (column->kind == QN_BOOL) return qn_text_add(out, *(const int *)member ? "true" : "false");
  if (column->kind == QN_TEXT || column->kind == QN_CODE)
    return qn_json_string(out, *(const char *const *)member);
  qn_text words = {0};
  qn_status s = qn_print_cell(&words, member, column, true);
  if (!s) s = qn_json_string(out, qn_text_str(&words));
  qn_text_clear(&words);
  return s;
}

/* Appends the cell that all rows share, nothing when they differ. */
static qn_status add_shared(qn_text *out, const qn_rows *rows, const qn_column *column) {
  qn_text first = {0}, other = {0};
  qn_status s = add_cell(&first, rows, 0, column);
  int is_shared = 1;
  for (size_t i = 1; i < rows->count && !s && is_shared; i++) {
    other.length = 0;
    s = add_cell(&other, rows, i, column);
    is_shared = !s && !strcmp(first.bytes, other.bytes);
  }
  if (!s && is_shared) s = qn_text_add(out, first.bytes);
  qn_text_clear(&first);
  qn_text_clear(&other);
  return s;
}

static qn_status add_cells(qn_text *out, const qn_rows *rows, const qn_column *column) {
  qn_status s = qn_text_add(out, "[");
  for (size_t i = 0; i < rows->count && !s; i++) {
    if (i) s = qn_text_add(out, ",");
    if (!s) s = add_cell(out, rows, i, column);
  }
  return s ? s : qn_text_add(out, "]");
}

static const char *text_at(const qn_rows *rows, size_t i, const qn_column *column) {
  return *(const char *const *)((const char *)qn_row(rows, i) + column->offset);
}

/* Numbers the words of a text column in the order in which they come; *n of them. */
static qn_status number_words(qn_names *words, size_t *n, const qn_rows *rows,
                              const qn_column *column) {
  qn_status s = QN_OK;
  *n = 0;
  for (size_t i = 0; i < rows->count && !s; i++) {
    const char *text = text_at(rows, i, column);
    size_t earlier = QN_NO_INDEX;
    if (!text) continue;
    s = qn_names_add(words, text, *n, &earlier);
    if (!s && earlier == QN_NO_INDEX) ++*n;
  }
  return s;
}

static qn_status add_words(qn_text *out, const qn_rows *rows, const qn_column *column,
                           const qn_names *words) {
  size_t told = 0;
  qn_status s = qn_text_add(out, "{\"words\":[");
  for (size_t i = 0; i < rows->count && !s; i++) {
    const char *text = text_at(rows, i, column);
    if (!text || qn_names_find(words, text) != told) continue;
    if (told++) s = qn_text_add(out, ",");
    if (!s) s = qn_json_string(out, text);
  }
  if (!s) s = qn_text_add(out, "],\"at\":[");
  for (size_t i = 0; i < rows->count && !s; i++) {
    const size_t word = qn_names_find(words, text_at(rows, i, column));
    if (i) s = qn_text_add(out, ",");
    if (!s && word == QN_NO_INDEX)
      s = qn_text_add(out, "null");
    else if (!s)
      s = qn_text_addf(out, "%zu", word);
  }
  return s ? s : qn_text_add(out, "]}");
}

/* A word is worth a number when it comes at least twice on average. */
static qn_status add_texts(qn_text *out, const qn_rows *rows, const qn_column *column) {
  qn_names words = {0};
  size_t n;
  qn_status s = number_words(&words, &n, rows, column);
  if (!s)
    s = 2 * n <= rows->count ? add_words(out, rows, column, &words) : add_cells(out, rows, column);
  qn_names_clear(&words);
  return s;
}

static qn_status add_column(qn_text *out, const qn_rows *rows, const qn_column *column,
                            const char *shared) {
  if (*shared) return qn_text_addf(out, "{\"all\":%s}", shared);
  return column->kind == QN_TEXT || column->kind == QN_CODE ? add_texts(out, rows, column)
                                                            : add_cells(out, rows, column);
}

static qn_status add_columns(qn_text *out, const qn_rows *rows) {
  qn_text shared = {0};
  int told = 0;
  qn_status s = QN_OK;
  for (size_t c = 0; c < rows->table->n_column && rows->count && !s; c++) {
    const qn_column *column = &rows->table->columns[c];
    shared.length = 0;
    s = qn_text_add(&shared, "");
    if (!s) s = add_shared(&shared, rows, column);
    if (s || !strcmp(qn_text_str(&shared), "null")) continue;
    if (told++) s = qn_text_add(out, ",\n");
    if (!s) s = qn_json_string(out, column->name);
    if (!s) s = qn_text_add(out, ":");
    if (!s) s = add_column(out, rows, column, qn_text_str(&shared));
  }
  qn_text_clear(&shared);
  return s;
}

static qn_status add_table(qn_text *out, const qn_rows *rows) {
  qn_status s = qn_text_addf(out, "{\"count\":%zu,\"columns\":{", rows->count);
  if (!s) s = add_columns(out, rows);
  return s ? s : qn_text_add(out, "}}");
}

qn_status qn_page_data(qn_text *out, const qn_page *page) {
  qn_status s = qn_text_add(out, "{\"format\":2,\n\"run\":");
  if (!s) s = add_table(out, page->run);
  if (!s) s = qn_text_add(out, ",\n\"tables\":{");
  for (size_t t = 0; t < page->n && !s; t++) {
    s = qn_text_add(out, t ? ",\n" : "\n");
    if (!s) s = qn_json_string(out, page->tables[t].table->name);
    if (!s) s = qn_text_add(out, ":");
    if (!s) s = add_table(out, &page->tables[t]);
  }
  if (!s) s = qn_text_add(out, "},\n\"ways\":");
  if (!s) s = page->ways ? qn_ways_data(out, page->ways) : qn_text_add(out, "null");
  return s ? s : qn_text_add(out, "}\n");
}
