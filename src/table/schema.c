/* Look-ups in a declaration. Choices are parsed where they stand: "english=中文|english=中文". */
#include "table/schema.h"

#include <string.h>

#include "table/choice.h"
#include "table/fold.h"

const qn_column *qn_table_column(const qn_table *table, const char *name) {
  for (size_t c = 0; c < table->n_column; c++)
    if (!strcmp(table->columns[c].name, name)) return &table->columns[c];
  return NULL;
}

qn_place qn_row_place(const qn_rows *rows, size_t i, const char *column) {
  return (qn_place){.file = rows->file,
                    .sheet = rows->sheet,
                    .table = rows->table->name,
                    .column = column,
                    .row = rows->line ? rows->line[i] : 0};
}

qn_slice qn_part(const char **rest) {
  qn_slice part = {*rest, *rest ? strcspn(*rest, "|") : 0};
  if (!*rest) return part;
  *rest += part.length;
  *rest = **rest ? *rest + 1 : NULL;
  return part;
}

qn_slice qn_list_item(const char **rest) {
  static const char *const separators[] = {";", "；", "、", ",", "，"};
  qn_slice item = {*rest, 0};
  for (const char *p = *rest; *p; p++, item.length++)
    for (size_t k = 0; k < sizeof separators / sizeof *separators; k++)
      if (!strncmp(p, separators[k], strlen(separators[k]))) {
        *rest = p + strlen(separators[k]);
        return item;
      }
  *rest = NULL;
  return item;
}

qn_status qn_column_zh(qn_text *out, const qn_column *column) {
  const char *rest = column->zh;
  const qn_slice first = qn_part(&rest);
  return qn_text_add_n(out, first.length ? first.at : "", first.length);
}

/* The half of "english=中文" that is asked for; the English one where there is no other. */
static qn_slice half(qn_slice entry, bool english) {
  const char *equals = memchr(entry.at, '=', entry.length);
  if (!equals) return entry;
  const size_t first = (size_t)(equals - entry.at);
  if (english) return (qn_slice){entry.at, first};
  return (qn_slice){equals + 1, entry.length - first - 1};
}

qn_slice qn_choice_span(const qn_column *column, int choice, bool english) {
  const char *rest = column->choices;
  for (int i = 0; rest && choice >= 0; i++) {
    const qn_slice entry = qn_part(&rest);
    if (i == choice) return half(entry, english);
  }
  return (qn_slice){"", 0};
}

const char *qn_choice_text(const qn_column *column, int choice, int english, qn_arena *arena) {
  const qn_slice span = qn_choice_span(column, choice, english);
  return span.length ? qn_arena_copy(arena, span.at, span.length) : "";
}

static bool is_span(qn_slice span, const char *text, size_t length) {
  return span.length == length && !memcmp(span.at, text, length);
}

static int find_exact(const qn_column *column, const char *text) {
  const size_t length = strlen(text);
  const char *rest = column->choices;
  for (int i = 0; rest; i++) {
    const qn_slice entry = qn_part(&rest);
    if (is_span(half(entry, true), text, length) || is_span(half(entry, false), text, length))
      return i;
  }
  return -1;
}

static bool is_folded(qn_slice word, const char *folded) {
  char copy[QN_FOLDED], other[QN_FOLDED];
  if (word.length >= sizeof copy) return false;
  memcpy(copy, word.at, word.length);
  copy[word.length] = '\0';
  qn_fold(other, copy, QN_FOLD_LOWER);
  return !strcmp(other, folded);
}

int qn_choice_find(const qn_column *column, const char *text) {
  char folded[QN_FOLDED];
  const int found = find_exact(column, text);
  if (found >= 0 || !qn_fold(folded, text, QN_FOLD_LOWER)) return found;
  const char *rest = column->choices;
  for (int i = 0; rest; i++) {
    const qn_slice entry = qn_part(&rest);
    if (is_folded(half(entry, true), folded) || is_folded(half(entry, false), folded)) return i;
  }
  return -1;
}
