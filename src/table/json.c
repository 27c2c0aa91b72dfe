#include "table/json.h"

#include <string.h>

#include "table/print.h"

/* The escape of a character that may not stand as it is, "" for none. */
static const char *escape_of(unsigned char c, char buffer[8]) {
  static const char named[] = "\b\f\n\r\t\"\\", letters[] = "bfnrt\"\\";
  const char *at = c ? strchr(named, c) : NULL;
  if (at) {
    buffer[0] = '\\', buffer[1] = letters[at - named], buffer[2] = '\0';
    return buffer;
  }
  static const char hex[] = "0123456789abcdef";
  if (c >= 0x20 && c != '<' && c != 0x7F) return "";
  memcpy(buffer, "\\u00", 4);
  buffer[4] = hex[c >> 4], buffer[5] = hex[c & 15], buffer[6] = '\0';
  return buffer;
}

qn_status qn_json_string(qn_text *out, const char *text) {
  if (!text) return qn_text_add(out, "null");
  qn_status s = qn_text_add(out, "\"");
  const char *plain = text, *p = text;
  while (*p && !s) {
    char buffer[8];
    const char *escape = escape_of((unsigned char)*p, buffer);
    const size_t n = (unsigned char)*p < 0x80 ? 1 : qn_utf8_length(p);
    if (!n) escape = "\xEF\xBF\xBD";
    p += n ? n : 1;
    if (!*escape) continue;
    s = qn_text_add_n(out, plain, (size_t)(p - plain) - (n ? n : 1));
    if (!s) s = qn_text_add(out, escape);
    plain = p;
  }
  if (!s) s = qn_text_add_n(out, plain, (size_t)(p - plain));
  return s ? s : qn_text_add(out, "\"");
}

static qn_status add_value(qn_text *out, const void *member, const qn_column *column,
                           qn_text *scratch) {
  if (qn_print_is_empty(member, column)) return qn_text_add(out, "null");
  if (column->kind == QN_BOOL) return qn_text_add(out, *(const int *)member ? "true" : "false");
  if (column->kind == QN_REAL || column->kind == QN_INT)
    return qn_print_cell(out, member, column, true);
  if (column->kind == QN_TEXT || column->kind == QN_CODE)
    return qn_json_string(out, *(const char *const *)member);
  scratch->length = 0;
  const qn_status s = qn_print_cell(scratch, member, column, true);
  return s ? s : qn_json_string(out, qn_text_str(scratch));
}

static qn_status add_row(qn_text *out, const qn_table *table, const char *row, qn_text *scratch) {
  qn_status s = qn_text_add(out, "{");
  for (size_t c = 0; c < table->n_column && !s; c++) {
    const qn_column *column = &table->columns[c];
    if (c) s = qn_text_add(out, ",");
    if (!s) s = qn_json_string(out, column->name);
    if (!s) s = qn_text_add(out, ":");
    if (!s) s = add_value(out, row + column->offset, column, scratch);
  }
  return s ? s : qn_text_add(out, "}");
}

qn_status qn_rows_json(qn_text *out, const qn_rows *rows) {
  qn_text scratch = {0};
  qn_status s = qn_text_add(out, "[");
  for (size_t i = 0; i < rows->count && !s; i++) {
    if (i) s = qn_text_add(out, ",\n");
    if (!s) s = add_row(out, rows->table, qn_row(rows, i), &scratch);
  }
  qn_text_clear(&scratch);
  return s ? s : qn_text_add(out, "]");
}

static qn_status add_run(qn_text *out, const qn_rows *run) {
  qn_text scratch = {0};
  const bool is_there = run && run->count;
  const qn_status s =
      is_there ? add_row(out, run->table, qn_row(run, 0), &scratch) : qn_text_add(out, "{}");
  qn_text_clear(&scratch);
  return s;
}

qn_status qn_tables_json(qn_text *out, const qn_rows *run, const qn_rows *tables, size_t n) {
  qn_status s = qn_text_add(out, "{\"format\":1,\n\"run\":");
  if (!s) s = add_run(out, run);
  if (!s) s = qn_text_add(out, ",\n\"tables\":{");
  for (size_t t = 0; t < n && !s; t++) {
    s = qn_text_add(out, t ? ",\n" : "\n");
    if (!s) s = qn_json_string(out, tables[t].table->name);
    if (!s) s = qn_text_add(out, ":");
    if (!s) s = qn_rows_json(out, &tables[t]);
  }
  return s ? s : qn_text_add(out, "}}\n");
}
