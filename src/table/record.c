/* A table of keys and values is a table of one row that lies on its side: its keys are handed to
 * the reader as a header, its values as the row below, so that headers, units and cells are
 * understood as everywhere. */
#include "table/record.h"

#include <stdlib.h>
#include <string.h>

#include "table/cell.h"
#include "table/print.h"
#include "table/reader.h"

const qn_column qn_pair_columns[] = {
    {.name = "key",
     .zh = "键|设置项|项目",
     .kind = QN_TEXT,
     .flags = QN_KEY,
     .offset = offsetof(qn_pair, key),
     .en = "which setting",
     .zh_help = "设置项"},
    {.name = "value",
     .zh = "值|数值",
     .kind = QN_TEXT,
     .offset = offsetof(qn_pair, value),
     .en = "its value",
     .zh_help = "取值"},
    {.name = "unit",
     .zh = "单位",
     .kind = QN_TEXT,
     .offset = offsetof(qn_pair, unit),
     .en = "unit of the value, where it is not the setting's own",
     .zh_help = "数值的单位；空为该项的默认单位"},
    {.name = "note",
     .zh = "备注|说明",
     .kind = QN_TEXT,
     .offset = offsetof(qn_pair, note),
     .en = "why it is so",
     .zh_help = "说明"},
};

qn_status qn_row_default(void *row, const qn_table *table, qn_arena *arena, qn_findings *findings) {
  for (size_t c = 0; c < table->n_column; c++) {
    const qn_column *column = &table->columns[c];
    void *member = (char *)row + column->offset;
    qn_cell_clear(member, column);
    if (column->link && !(column->flags & QN_LIST)) *(int *)((char *)row + column->link) = -1;
    if (!column->fallback || !*column->fallback) continue;
    const qn_cell cell = {.text = column->fallback};
    const qn_status s = qn_cell_read(member, &cell, column, qn_scale_of(1), arena, findings);
    if (s) return s;
  }
  return QN_OK;
}

/* Header and value cells of the pairs that have a value; texts live in the arena. */
static qn_status lay_out(qn_cell *header, qn_cell *value, size_t *count, const qn_rows *pairs,
                         qn_arena *arena) {
  *count = 0;
  for (size_t i = 0; i < pairs->count; i++) {
    const qn_pair *pair = qn_row(pairs, i);
    if (!pair->key) continue;
    qn_text head = {0};
    qn_status s = qn_text_add(&head, pair->key);
    if (!s && pair->unit) s = qn_text_addf(&head, "(%s)", pair->unit);
    header[*count] = (qn_cell){.text = qn_arena_text(arena, qn_text_str(&head))};
    value[*count] = (qn_cell){.text = pair->value ? pair->value : ""};
    qn_text_clear(&head);
    if (s || !header[*count].text) return QN_ENOMEM;
    ++*count;
  }
  return QN_OK;
}

/* Line of the pair that names the column of a finding; 0 when none does. */
static long line_of(const qn_rows *pairs, const char *column) {
  for (size_t i = 0; column && pairs->line && i < pairs->count; i++) {
    const qn_pair *pair = qn_row(pairs, i);
    if (pair->key && !strncmp(column, pair->key, strlen(pair->key))) return pairs->line[i];
  }
  return 0;
}

/* Copies findings of the laid-out row with their line put right. */
static void hand_on(qn_findings *out, const qn_findings *from, const qn_rows *pairs) {
  const size_t mark = qn_findings_count(out);
  qn_findings_append(out, from);
  for (size_t i = mark; i < qn_findings_count(out); i++) {
    qn_finding *f = (qn_finding *)qn_findings_at(out, i);
    f->place.row = line_of(pairs, f->place.column);
  }
}

qn_status qn_row_of_pairs(void *row, const qn_table *table, const qn_rows *pairs, qn_arena *arena,
                          qn_findings *findings) {
  qn_status s = qn_row_default(row, table, arena, findings);
  qn_findings *own = qn_findings_new();
  qn_cell *cells = calloc(2 * pairs->count + 1, sizeof *cells);
  qn_reader *reader =
      own && cells ? qn_reader_new(table, pairs->file, pairs->sheet, arena, own) : NULL;
  if (!s && !reader) s = QN_ENOMEM;
  size_t count = 0;
  if (!s) s = lay_out(cells, cells + pairs->count, &count, pairs, arena);
  qn_rows one = {0};
  if (!s) {
    const qn_sheet_row header = {1, count, cells};
    const qn_sheet_row values = {2, count, cells + pairs->count};
    s = qn_reader_row(reader, &header);
    if (!s) s = qn_reader_row(reader, &values);
    s = qn_reader_end(reader, s, &one);
  }
  if (one.count) memcpy(row, one.at, table->row_size);
  hand_on(findings, own, pairs);
  qn_reader_free(reader);
  qn_findings_free(own);
  free(cells);
  return s;
}

qn_status qn_row_to_pairs(qn_rows *pairs, const qn_table *pair_table, const qn_table *table,
                          const void *row, qn_arena *arena) {
  qn_pair *at = qn_arena_array(arena, table->n_column, sizeof *at);
  if (!at) return QN_ENOMEM;
  *pairs = (qn_rows){.table = pair_table, .at = at};
  for (size_t c = 0; c < table->n_column; c++) {
    const qn_column *column = &table->columns[c];
    const void *member = (const char *)row + column->offset;
    if (qn_print_is_empty(member, column)) continue;
    qn_text value = {0};
    const qn_status s = qn_print_cell(&value, member, column, true);
    const char *text = s ? NULL : qn_arena_text(arena, qn_text_str(&value));
    qn_text_clear(&value);
    if (!text) return QN_ENOMEM;
    at[pairs->count++] = (qn_pair){.key = column->name, .value = text, .note = column->zh_help};
  }
  return QN_OK;
}
