#include "table/keyed.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "table/choice.h"
#include "table/facts.h"
#include "table/print.h"

enum { KEY, VALUE, UNIT, PARTS };

typedef struct {
  const char *key, *value, *unit, *note;
} line;

static const qn_column columns[] = {
    {.name = "key",
     .zh = "键|设置项|项目|参数",
     .kind = QN_TEXT,
     .flags = QN_KEY,
     .offset = offsetof(line, key),
     .en = "what is set",
     .zh_help = "设置项"},
    {.name = "value",
     .zh = "值|数值|取值",
     .kind = QN_TEXT,
     .flags = QN_REQUIRED,
     .offset = offsetof(line, value),
     .en = "its value",
     .zh_help = "取值"},
    {.name = "unit",
     .zh = "单位",
     .kind = QN_TEXT,
     .offset = offsetof(line, unit),
     .en = "unit of the value",
     .zh_help = "取值的单位"},
    {.name = "note",
     .zh = "备注|说明",
     .kind = QN_TEXT,
     .offset = offsetof(line, note),
     .en = "remark, not read",
     .zh_help = "备注，不读取"},
};
static const qn_table lines_table = {
    .columns = columns, .n_column = QN_COLUMN_COUNT(columns), .row_size = sizeof(line)};

struct qn_keyed {
  qn_arena *arena;
  size_t at[PARTS], count; /* of each part in a line; cells of the header */
  QN_ARRAY(qn_cell) heads;
  QN_ARRAY(qn_cell) values;
};

/* Where each part stands in the lines; false when the header has no keys. */
static bool find_parts(qn_keyed *keyed, const qn_headings *headings, const qn_sheet_row *head) {
  keyed->count = head->count;
  for (size_t part = 0; part < PARTS; part++) keyed->at[part] = keyed->count;
  for (size_t i = keyed->count; i-- > 0;) {
    const char *text = head->cell[i].text;
    const int part = text ? qn_headings_find(headings, text) : QN_NO_HEADING;
    if (part >= 0 && part < PARTS) keyed->at[part] = i;
  }
  return keyed->at[KEY] < keyed->count;
}

qn_status qn_keyed_new(qn_keyed **out, qn_layout *layout, const qn_sheet_row *rows, size_t n,
                       qn_arena *arena, qn_findings *findings) {
  qn_headings headings;
  qn_keyed keyed = {.arena = arena};
  *out = NULL;
  qn_status s = qn_headings_make(&headings, &lines_table, arena);
  if (s) return s;
  s = qn_layout_find(layout, &headings, rows, n);
  if (!s && layout->height && find_parts(&keyed, &headings, &layout->head)) {
    qn_heading *matched;
    const size_t mark = qn_findings_count(findings);
    s = qn_headings_match(&matched, &headings, &layout->head, NULL, findings);
    qn_locate(findings, mark, (qn_place){.row = layout->head.line});
    if (!s) *out = malloc(sizeof **out);
    if (!s && !*out) s = QN_ENOMEM;
    if (!s) **out = keyed;
  }
  qn_headings_clear(&headings);
  return s;
}

void qn_keyed_free(qn_keyed *keyed) {
  if (!keyed) return;
  QN_CLEAR(&keyed->heads);
  QN_CLEAR(&keyed->values);
  free(keyed);
}

static const char *part_of(const qn_keyed *keyed, const qn_sheet_row *row, int part) {
  const size_t i = keyed->at[part];
  return i < row->count && row->cell[i].text ? row->cell[i].text : "";
}

bool qn_keyed_lacks_key(const qn_keyed *keyed, const qn_sheet_row *row) {
  const size_t at = keyed->at[VALUE];
  if (*part_of(keyed, row, KEY) || at >= row->count) return false;
  return row->cell[at].is_number || (row->cell[at].text && *row->cell[at].text);
}

qn_status qn_keyed_row(qn_keyed *keyed, const qn_sheet_row *row) {
  const char *key = part_of(keyed, row, KEY), *unit = part_of(keyed, row, UNIT);
  const size_t at = keyed->at[VALUE];
  if (!*key || at >= row->count || qn_row_is_note(row)) return QN_OK;
  qn_text head = {0};
  qn_status s = *unit ? qn_text_addf(&head, "%s(%s)", key, unit) : qn_text_add(&head, key);
  qn_cell *name = s ? NULL : QN_PUSH(&keyed->heads);
  qn_cell *value = name ? QN_PUSH(&keyed->values) : NULL;
  if (value) {
    *value = row->cell[at];
    value->text = qn_arena_text(keyed->arena, value->text);
    name->text = qn_arena_text(keyed->arena, head.bytes);
    name->line = value->line = row->line;
  }
  if (!value || !name->text || (row->cell[at].text && !value->text)) s = QN_ENOMEM;
  qn_text_clear(&head);
  return s;
}

qn_sheet_row qn_keyed_heads(const qn_keyed *keyed) {
  return (qn_sheet_row){0, keyed->heads.count, keyed->heads.at};
}

qn_sheet_row qn_keyed_values(const qn_keyed *keyed) {
  return (qn_sheet_row){0, keyed->values.count, keyed->values.at};
}

static qn_status fill_line(line *out, const qn_rows *rows, const qn_column *column, bool english,
                           qn_arena *arena) {
  qn_text text = {0};
  qn_status s = english ? qn_text_add(&text, column->name) : qn_column_zh(&text, column);
  out->key = s ? NULL : qn_arena_text(arena, text.bytes);
  text.length = 0;
  if (!s) s = qn_text_add(&text, "");
  if (!s) s = qn_print_cell(&text, (char *)qn_row(rows, 0) + column->offset, column, english);
  out->value = s ? NULL : qn_arena_text(arena, text.bytes);
  text.length = 0;
  if (!s) s = qn_fact_unit(&text, column, english);
  out->unit = s || !text.length ? NULL : qn_arena_text(arena, text.bytes);
  if (text.length && !out->unit) s = QN_ENOMEM;
  out->note = english ? column->en : column->zh_help;
  qn_text_clear(&text);
  return !s && out->key && out->value ? QN_OK : QN_ENOMEM;
}

qn_status qn_keyed_lines(qn_rows *out, const qn_rows *rows, bool english, qn_arena *arena) {
  *out = *rows;
  if (!rows->table->by_key) return QN_OK;
  qn_table *table = qn_arena_alloc(arena, sizeof *table);
  if (!table) return QN_ENOMEM;
  *table = lines_table;
  table->name = rows->table->name;
  table->zh = rows->table->zh;
  table->en = rows->table->en;
  table->zh_help = rows->table->zh_help;
  *out = (qn_rows){.table = table, .count = rows->count ? rows->table->n_column : 0};
  line *lines = qn_arena_array(arena, out->count, sizeof *lines);
  out->at = lines;
  qn_status s = lines ? QN_OK : QN_ENOMEM;
  for (size_t c = 0; c < out->count && !s; c++)
    s = fill_line(&lines[c], rows, &rows->table->columns[c], english, arena);
  return s;
}
