/* Unique keys and references over all tables of a case. A column that is referred to gets an index
 * (value to first row, and from each row to the next with the same value) when it is first needed;
 * indices of names and groups are thus made only where a key was not found. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/names.h"
#include "table/choice.h"
#include "table/store.h"

typedef struct value_index {
  struct value_index *older;
  const qn_rows *rows;
  const qn_column *column;
  qn_names names;
  int *next; /* of each row: the next one with the same value, -1 for none */
} value_index;

typedef struct {
  qn_rows *tables;
  size_t n;
  qn_arena *arena;
  qn_arena *scratch;
  qn_findings *findings;
  value_index *indices;
  size_t comparisons_left; /* for suggestions: a table of nothing but errors must not take hours */
  bool is_bad;
} linker;

static const size_t MOST_COMPARISONS = 4000000;

/* The text of a member for keys and indices; NULL when it is missing or memory is out. */
static const char *value_text(const qn_rows *rows, size_t i, const qn_column *column,
                              qn_arena *arena) {
  const void *member = (const char *)qn_row(rows, i) + column->offset;
  if (column->kind == QN_TEXT || column->kind == QN_CODE) return *(const char *const *)member;
  const int value = column->kind == QN_REAL ? 0 : *(const int *)member;
  if (column->kind == QN_CHOICE)
    return value < 0 ? NULL : qn_choice_text(column, value, true, arena);
  if (column->kind == QN_INT && value == QN_NO_INT) return NULL;
  char digits[32];
  if (column->kind == QN_REAL)
    qn_real_print(digits, *(const double *)member);
  else
    snprintf(digits, sizeof digits, "%d", value);
  return qn_arena_text(arena, digits);
}

static qn_status fill_index(value_index *index, qn_arena *arena) {
  const size_t n = index->rows->count;
  int *last = malloc((n + 1) * sizeof *last);
  index->next = qn_arena_array(arena, n, sizeof *index->next);
  qn_status s = last && index->next ? QN_OK : QN_ENOMEM;
  for (size_t i = 0; i < n && !s; i++) {
    size_t first;
    index->next[i] = -1;
    const char *text = value_text(index->rows, i, index->column, arena);
    if (!text) continue;
    s = qn_names_add(&index->names, text, i, &first);
    if (s || first == QN_NO_INDEX) first = i;
    if (first != i) index->next[last[first]] = (int)i;
    last[first] = (int)i;
  }
  free(last);
  return s;
}

/* The index of a column, made when it is not there yet; NULL when memory is out. */
static const value_index *index_of(linker *l, const qn_rows *rows, const qn_column *column) {
  for (value_index *index = l->indices; index; index = index->older)
    if (index->column == column) return index;
  value_index *index = qn_arena_alloc(l->scratch, sizeof *index);
  if (!index) return NULL;
  *index = (value_index){.older = l->indices, .rows = rows, .column = column};
  l->indices = index;
  return fill_index(index, l->scratch) ? NULL : index;
}

static const char *const *text_member(const qn_rows *rows, size_t i, const qn_column *column) {
  return (const char *const *)((const char *)qn_row(rows, i) + column->offset);
}

/* --- keys --- */

static const char PART_END = '\x1F'; /* between the parts of a key; no text has it */

/* Joins the key of a row; QN_EINPUT when a part is missing. */
static qn_status key_text(qn_text *out, const qn_rows *rows, size_t i, qn_arena *scratch) {
  out->length = 0;
  for (size_t c = 0; c < rows->table->n_column; c++) {
    const qn_column *column = &rows->table->columns[c];
    if (!(column->flags & (QN_KEY | QN_KEY_OPTIONAL))) continue;
    const char *part = value_text(rows, i, column, scratch);
    if (!part && !(column->flags & QN_KEY_OPTIONAL)) return QN_EINPUT;
    qn_status s = qn_text_add(out, part ? part : "-");
    if (!s) s = qn_text_add_n(out, &PART_END, 1);
    if (s) return s;
  }
  return out->length ? QN_OK : QN_EINPUT;
}

/* A joined key as people read it, appended. */
static qn_status key_words(qn_text *out, const char *key) {
  qn_status s = QN_OK;
  for (const char *p = key; *p && !s; p++)
    if (*p != PART_END)
      s = qn_text_add_n(out, p, 1);
    else if (p[1])
      s = qn_text_add(out, ", ");
  return s;
}

static void double_key(linker *l, const qn_rows *rows, size_t i, size_t earlier, const char *key) {
  const size_t mark = qn_findings_count(l->findings);
  if (rows->line)
    qn_fail(l->findings, QN_EINPUT, QN_N_("the key stands already in row %ld"),
            rows->line[earlier]);
  else
    qn_fail(l->findings, QN_EINPUT, QN_N_("the key stands already in an earlier row"));
  qn_text words = {0};
  if (!key_words(&words, key)) qn_found(l->findings, words.bytes);
  qn_text_clear(&words);
  const char *column = NULL;
  for (size_t c = 0; c < rows->table->n_column && !column; c++)
    if (rows->table->columns[c].flags & QN_KEY) column = rows->table->columns[c].name;
  qn_locate(l->findings, mark, qn_row_place(rows, i, column));
  l->is_bad = true;
}

/* The column that alone is the key, when its texts are; references need its index anyway. */
static const qn_column *single_key(const qn_table *table) {
  const qn_column *key = NULL;
  for (size_t c = 0; c < table->n_column; c++) {
    const qn_column *column = &table->columns[c];
    if (!(column->flags & (QN_KEY | QN_KEY_OPTIONAL))) continue;
    if (key || (column->kind != QN_TEXT && column->kind != QN_CODE)) return NULL;
    key = column;
  }
  return key;
}

static qn_status check_single_key(linker *l, const qn_rows *rows, const qn_column *key) {
  const value_index *index = index_of(l, rows, key);
  if (!index) return QN_ENOMEM;
  for (size_t i = 0; i < rows->count; i++)
    if (index->next[i] >= 0)
      double_key(l, rows, (size_t)index->next[i], i, *text_member(rows, i, key));
  return QN_OK;
}

static qn_status check_keys(linker *l, const qn_rows *rows) {
  const qn_column *single = single_key(rows->table);
  if (single) return check_single_key(l, rows, single);
  qn_arena *scratch = qn_arena_new();
  qn_names seen = {0};
  qn_text key = {0};
  qn_status s = scratch ? QN_OK : QN_ENOMEM;
  for (size_t i = 0; i < rows->count && !s; i++) {
    size_t earlier;
    s = key_text(&key, rows, i, scratch);
    if (s == QN_EINPUT) {
      s = QN_OK;
      continue;
    }
    const char *kept = s ? NULL : qn_arena_copy(scratch, key.bytes, key.length);
    s = kept ? qn_names_add(&seen, kept, i, &earlier) : QN_ENOMEM;
    if (!s && earlier != QN_NO_INDEX) double_key(l, rows, i, earlier, kept);
  }
  qn_text_clear(&key);
  qn_names_clear(&seen);
  qn_arena_free(scratch);
  return s;
}

/* --- references --- */

/* A column whose values are allowed, as "table.column" names it. */
typedef struct {
  const qn_rows *rows;
  const qn_column *column;
} target;

typedef struct {
  const qn_rows *rows; /* of the referring table */
  const qn_column *column;
  target key, group; /* group.rows NULL for none */
  size_t last_row;   /* key found last, QN_NO_INDEX for none, and its text */
  const char *last_text;
} reference;

/* What a text was found to mean: the first row and, for a group, the chain behind it. */
typedef struct {
  size_t row; /* QN_NO_INDEX for none */
  const value_index *chain;
  const char *key; /* the text to store, NULL to leave it */
} meaning;

static bool find_target(target *out, const linker *l, qn_slice name) {
  const char *dot = memchr(name.at, '.', name.length);
  const size_t table_length = dot ? (size_t)(dot - name.at) : 0;
  const size_t column_length = dot ? name.length - table_length - 1 : 0;
  for (size_t t = 0; t < l->n && dot; t++) {
    const qn_table *table = l->tables[t].table;
    if (strlen(table->name) != table_length || memcmp(table->name, name.at, table_length)) continue;
    for (size_t c = 0; c < table->n_column; c++) {
      const qn_column *column = &table->columns[c];
      if (strlen(column->name) == column_length && !memcmp(column->name, dot + 1, column_length)) {
        *out = (target){&l->tables[t], column};
        return true;
      }
    }
  }
  return false;
}

static void locate(const linker *l, size_t mark, const reference *ref, size_t i) {
  qn_locate(l->findings, mark, qn_row_place(ref->rows, i, ref->column->name));
}

/* A code with leading zeros added or taken away that is a known key, else NULL. */
static const char *other_zeros(const value_index *keys, const char *text) {
  enum { LONGEST = 20 };
  char padded[LONGEST + 1];
  size_t n = strlen(text);
  if (keys->column->kind != QN_CODE || n > LONGEST || strspn(text, "0123456789") != n) return NULL;
  while (*text == '0' && n > 1) text++, n--;
  for (size_t zeros = 0; zeros + n <= LONGEST; zeros++) {
    memset(padded, '0', zeros);
    memcpy(padded + zeros, text, n + 1);
    const size_t row = qn_names_find(&keys->names, padded);
    if (row != QN_NO_INDEX) return *text_member(keys->rows, row, keys->column);
  }
  return NULL;
}

static qn_status ambiguous(linker *l, const value_index *alias, const target *key, size_t first,
                           const char *text) {
  enum { SHOWN = 6 };
  qn_text all = {0};
  qn_status s = QN_OK;
  int shown = 0, row = (int)first;
  for (; row >= 0 && shown < SHOWN && !s; row = alias->next[row], shown++) {
    const char *code = value_text(key->rows, (size_t)row, key->column, l->scratch);
    s = qn_text_addf(&all, "%s%s", shown ? ", " : "", code ? code : "?");
  }
  if (!s && row >= 0) s = qn_text_add(&all, ", ...");
  if (!s) {
    qn_fail(l->findings, QN_EINPUT, QN_N_("stands for several rows of table %s: %s"),
            key->rows->table->name, all.bytes);
    qn_found(l->findings, text);
    l->is_bad = true;
  }
  qn_text_clear(&all);
  return s;
}

static const char *nearest(linker *l, const value_index *index, const char *text) {
  const size_t work = index->names.count;
  if (work > l->comparisons_left) return NULL;
  l->comparisons_left -= work;
  return qn_names_nearest(&index->names, text);
}

static void dangling(linker *l, const value_index *keys, const value_index *alias,
                     const char *text) {
  if (keys->rows->is_partial) return;
  qn_fail(l->findings, QN_EINPUT, QN_N_("refers to nothing: expected a value of %s.%s"),
          keys->rows->table->name, keys->column->name);
  qn_found(l->findings, text);
  const char *suggestion = nearest(l, keys, text);
  if (!suggestion && alias) suggestion = nearest(l, alias, text);
  qn_suggest(l->findings, suggestion);
  l->is_bad = true;
}

/* In a group column that is a choice, either language names it; a choice that no row has is an
 * empty group, not an error. */
static qn_status find_group(linker *l, meaning *out, bool *found, const target *group,
                            const char *text) {
  const char *value = text;
  if (group->column->kind == QN_CHOICE) {
    const int choice = qn_choice_find(group->column, text);
    if (choice < 0) return QN_OK;
    value = qn_choice_text(group->column, choice, true, l->arena);
    if (!value) return QN_ENOMEM;
    *found = true;
  }
  const value_index *index = index_of(l, group->rows, group->column);
  if (!index) return QN_ENOMEM;
  out->row = qn_names_find(&index->names, value);
  out->chain = index;
  out->key = value == text ? NULL : value;
  if (out->row != QN_NO_INDEX) *found = true;
  return QN_OK;
}

static const qn_column *alias_column(const qn_table *table) {
  return table->alias ? qn_table_column(table, table->alias) : NULL;
}

/* By name, or a finding that there is no such name. */
static qn_status find_alias(linker *l, meaning *out, const reference *ref, const value_index *keys,
                            const char *text) {
  const qn_rows *rows = ref->key.rows;
  const qn_column *name = alias_column(rows->table);
  const value_index *alias = name ? index_of(l, rows, name) : NULL;
  if (name && !alias) return QN_ENOMEM;
  const size_t row = alias ? qn_names_find(&alias->names, text) : QN_NO_INDEX;
  if (row == QN_NO_INDEX) {
    dangling(l, keys, alias, text);
  } else if (alias->next[row] >= 0) {
    return ambiguous(l, alias, &ref->key, row, text);
  } else {
    out->row = row;
    out->key = value_text(rows, row, ref->key.column, l->arena);
  }
  return QN_OK;
}

/* A key that is most likely meant, as tables stand in one order: that of the row before (equal
 * texts of a column are one) or the next one. QN_NO_INDEX: to be looked up. */
static size_t likely_row(const reference *ref, const char *text) {
  const target *key = &ref->key;
  const size_t last = ref->last_row, next = last == QN_NO_INDEX ? 0 : last + 1;
  if (text == ref->last_text) return last;
  if (next >= key->rows->count) return QN_NO_INDEX;
  if (key->column->kind != QN_TEXT && key->column->kind != QN_CODE) return QN_NO_INDEX;
  const char *there = *text_member(key->rows, next, key->column);
  return there && !strcmp(there, text) ? next : QN_NO_INDEX;
}

/* By key, by key with other leading zeros, as a group, by name. */
static qn_status resolve(linker *l, meaning *out, reference *ref, const char *text) {
  *out = (meaning){.row = QN_NO_INDEX};
  const value_index *keys = index_of(l, ref->key.rows, ref->key.column);
  if (!keys) return QN_ENOMEM;
  out->row = likely_row(ref, text);
  if (out->row == QN_NO_INDEX) out->row = qn_names_find(&keys->names, text);
  if (out->row != QN_NO_INDEX) {
    ref->last_row = out->row, ref->last_text = text;
    return QN_OK;
  }
  const char *mended = other_zeros(keys, text);
  if (mended) {
    qn_warn(l->findings, QN_N_("read as %s: leading zeros differ"), mended);
    qn_found(l->findings, text);
    *out = (meaning){.row = qn_names_find(&keys->names, mended), .key = mended};
    return QN_OK;
  }
  bool found = false;
  if (ref->group.rows) {
    const qn_status s = find_group(l, out, &found, &ref->group, text);
    if (s || found) return s;
  }
  return find_alias(l, out, ref, keys, text);
}

static qn_status link_one(linker *l, reference *ref, size_t i) {
  char *row = qn_row(ref->rows, i);
  const char **text = (const char **)(row + ref->column->offset);
  if (!*text) return QN_OK;
  meaning m;
  const size_t mark = qn_findings_count(l->findings);
  const qn_status s = resolve(l, &m, ref, *text);
  if (s) return s;
  if (qn_findings_count(l->findings) > mark) locate(l, mark, ref, i);
  if (m.row != QN_NO_INDEX && ref->column->link) *(int *)(row + ref->column->link) = (int)m.row;
  if (m.key) *text = m.key;
  return QN_OK;
}

typedef QN_ARRAY(int) row_numbers;

static int by_number(const void *a, const void *b) {
  const int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

static qn_status add_rows(row_numbers *out, const meaning *m) {
  for (int row = m->row == QN_NO_INDEX ? -1 : (int)m->row; row >= 0;) {
    int *slot = QN_PUSH(out);
    if (!slot) return QN_ENOMEM;
    *slot = row;
    row = m->chain ? m->chain->next[row] : -1;
  }
  return QN_OK;
}

static qn_status store_links(qn_links *links, row_numbers *found, qn_arena *arena) {
  if (found->count) qsort(found->at, found->count, sizeof *found->at, by_number);
  links->at = qn_arena_array(arena, found->count, sizeof *links->at);
  links->count = 0;
  if (!links->at) return QN_ENOMEM;
  for (size_t i = 0; i < found->count; i++)
    if (!i || found->at[i] != found->at[i - 1]) links->at[links->count++] = found->at[i];
  return QN_OK;
}

static qn_status link_item(linker *l, reference *ref, qn_slice item, row_numbers *found,
                           qn_text *stored) {
  while (item.length && *item.at == ' ') item.at++, item.length--;
  while (item.length && item.at[item.length - 1] == ' ') item.length--;
  if (!item.length) return QN_OK;
  char *text = qn_arena_copy(l->scratch, item.at, item.length);
  if (!text) return QN_ENOMEM;
  meaning m;
  qn_status s = resolve(l, &m, ref, text);
  if (!s) s = add_rows(found, &m);
  if (!s && stored->length) s = qn_text_add(stored, ";");
  if (!s) s = qn_text_add(stored, m.key ? m.key : text);
  return s;
}

static qn_status link_list(linker *l, reference *ref, size_t i) {
  char *row = qn_row(ref->rows, i);
  const char **text = (const char **)(row + ref->column->offset);
  row_numbers found = {0};
  qn_text stored = {0};
  qn_status s = QN_OK;
  const size_t mark = qn_findings_count(l->findings);
  for (const char *rest = *text; rest && !s;) {
    const qn_slice item = qn_list_item(&rest);
    s = link_item(l, ref, item, &found, &stored);
  }
  if (qn_findings_count(l->findings) > mark) locate(l, mark, ref, i);
  if (!s && ref->column->link)
    s = store_links((qn_links *)(row + ref->column->link), &found, l->arena);
  if (!s && *text && strcmp(*text, qn_text_str(&stored)))
    s = (*text = qn_arena_text(l->arena, qn_text_str(&stored))) ? QN_OK : QN_ENOMEM;
  qn_text_clear(&stored);
  QN_CLEAR(&found);
  return s;
}

/* One finding for the column when the table that it refers to has no rows at all. */
static bool is_target_empty(linker *l, const reference *ref) {
  if (ref->key.rows->count) return false;
  for (size_t i = 0; i < ref->rows->count && !ref->key.rows->is_partial; i++) {
    const char *text = *text_member(ref->rows, i, ref->column);
    if (!text) continue;
    const size_t mark = qn_findings_count(l->findings);
    qn_fail(l->findings, QN_EINPUT, QN_N_("refers to table %s, which is missing or empty"),
            ref->key.rows->table->name);
    qn_found(l->findings, text);
    locate(l, mark, ref, i);
    l->is_bad = true;
    break;
  }
  return true;
}

static qn_status link_column(linker *l, const qn_rows *rows, const qn_column *column) {
  reference ref = {.rows = rows, .column = column, .last_row = QN_NO_INDEX};
  const char *rest = column->ref;
  const bool known = find_target(&ref.key, l, qn_part(&rest));
  if (!known || (rest && !find_target(&ref.group, l, qn_part(&rest)))) {
    qn_fail(l->findings, QN_EUSAGE, QN_N_("column %s.%s refers to %s, which is not declared"),
            rows->table->name, column->name, column->ref);
    return QN_EUSAGE;
  }
  if (is_target_empty(l, &ref)) return QN_OK;
  qn_status s = QN_OK;
  for (size_t i = 0; i < rows->count && !s; i++)
    s = column->flags & QN_LIST ? link_list(l, &ref, i) : link_one(l, &ref, i);
  return s;
}

qn_status qn_tables_link(qn_rows *tables, size_t n, qn_arena *arena, qn_findings *findings) {
  linker l = {.tables = tables, .n = n, .arena = arena, .findings = findings};
  l.comparisons_left = MOST_COMPARISONS;
  l.scratch = qn_arena_new();
  qn_status s = l.scratch ? QN_OK : QN_ENOMEM;
  for (size_t t = 0; t < n && !s; t++) s = check_keys(&l, &tables[t]);
  for (size_t t = 0; t < n && !s; t++)
    for (size_t c = 0; c < tables[t].table->n_column && !s; c++)
      if (tables[t].table->columns[c].ref)
        s = link_column(&l, &tables[t], &tables[t].table->columns[c]);
  for (value_index *index = l.indices; index; index = index->older) qn_names_clear(&index->names);
  qn_arena_free(l.scratch);
  return s ? s : l.is_bad ? QN_EINPUT : QN_OK;
}
