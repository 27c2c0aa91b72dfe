#include "generate/maker.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "table/record.h"

const char QN_GENERATED[] = "generated";

#define TABLE_OF(member, type, table) &table,
static const qn_table *const declared[] = {QN_CASE_LIST(TABLE_OF)};

void *qn_pile_add(qn_maker *m, int table) {
  const size_t size = declared[table]->row_size;
  qn_pile *pile = &m->piles[table];
  if (!m->blank[table]) {
    void *blank = qn_arena_alloc(m->arena, size);
    if (!blank || qn_row_default(blank, declared[table], m->arena, NULL)) return NULL;
    m->blank[table] = blank;
  }
  if (!qn_array_grow((void **)&pile->at, pile->count, &pile->room, size)) return NULL;
  return memcpy(pile->at + pile->count++ * size, m->blank[table], size);
}

const char *qn_maker_text(qn_maker *m, const char *fmt, ...) {
  char text[512];
  va_list args;
  va_start(args, fmt);
  const int n = vsnprintf(text, sizeof text, fmt, args);
  va_end(args);
  return n < 0 || (size_t)n >= sizeof text ? NULL : qn_arena_copy(m->arena, text, (size_t)n);
}

qn_random qn_maker_draw(const qn_maker *m, const char *table, const char *key) {
  return qn_random_stream(m->seed, table, key);
}

const char *qn_stock_code(const qn_maker *m, const qn_stock *u) {
  return m->divisions.areas[u->township].code;
}

double qn_maker_assume(const qn_maker *m, const char *key, const qn_stock *u) {
  return qn_assume(&m->spec, key, qn_stock_code(m, u), m->zone_id[u->zone]);
}

int qn_pile_find(const qn_maker *m, int table, size_t offset, const char *text) {
  const size_t size = declared[table]->row_size;
  const qn_pile *pile = &m->piles[table];
  if (!text) return -1;
  for (size_t i = 0; i < pile->count; i++) {
    const char *found = *(const char *const *)(pile->at + i * size + offset);
    if (found && !strcmp(found, text)) return (int)i;
  }
  return -1;
}

/* ---- merging ---- */

static bool same_member(const qn_column *column, const char *a, const char *b) {
  if (column->kind == QN_REAL) {
    const double x = *(const double *)(a + column->offset),
                 y = *(const double *)(b + column->offset);
    return !(x < y) && !(x > y);
  }
  if (column->kind != QN_TEXT && column->kind != QN_CODE)
    return *(const int *)(a + column->offset) == *(const int *)(b + column->offset);
  const char *x = *(const char *const *)(a + column->offset);
  const char *y = *(const char *const *)(b + column->offset);
  return x && y ? !strcmp(x, y) : x == y;
}

/* False also where the table has no key: such rows never take another's place. */
static bool same_key(const qn_table *table, const char *a, const char *b) {
  bool has_key = false;
  for (size_t c = 0; c < table->n_column; c++) {
    if (!(table->columns[c].flags & (QN_KEY | QN_KEY_OPTIONAL))) continue;
    if (!same_member(&table->columns[c], a, b)) return false;
    has_key = true;
  }
  return has_key;
}

qn_status qn_pile_merge(qn_maker *m, int table, qn_store *store,
                        bool (*keep)(const qn_maker *m, int table, const void *row)) {
  const qn_table *t = declared[table];
  qn_rows rows = {0};
  const qn_status s = qn_table_read(&rows, t, store, m->arena, m->findings);
  if (s) return s;
  for (size_t i = 0; i < rows.count; i++) {
    const char *row = qn_row(&rows, i);
    if (keep && !keep(m, table, row)) continue;
    const qn_pile *pile = &m->piles[table];
    size_t at = 0;
    while (at < pile->count && !same_key(t, pile->at + at * t->row_size, row)) at++;
    char *slot = at < pile->count ? pile->at + at * t->row_size : qn_pile_add(m, table);
    if (!slot) return QN_ENOMEM;
    memcpy(slot, row, t->row_size);
  }
  return QN_OK;
}
