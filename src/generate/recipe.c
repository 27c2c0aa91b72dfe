/* The rows that a recipe brings itself, after everything is generated, and its patches. */
#include <stdlib.h>
#include <string.h>

#include "generate/maker.h"

#define TABLE_OF(member, type, table) &table,
static const qn_table *const declared[] = {QN_CASE_LIST(TABLE_OF)};

/* A plan's own aims and money take the place of all generated ones. */
static bool is_whole(int table) {
  return table == QN_T_targets || table == QN_T_budgets || table == QN_T_build_limits ||
         table == QN_T_statements;
}

/* Merged before, with the catalogues and areas. */
static bool is_catalogue(int table) {
  return table >= QN_T_zones && table <= QN_T_subsidies;
}

static qn_status merge_table(qn_maker *m, int table, qn_store *store) {
  qn_pile *pile = &m->piles[table];
  const size_t before = pile->count;
  if (!is_whole(table)) return qn_pile_merge(m, table, store, NULL);
  pile->count = 0;
  const qn_status s = qn_pile_merge(m, table, store, NULL);
  if (!s && !pile->count) pile->count = before;
  return s;
}

/* ---- patches ---- */

static qn_status set_member(qn_maker *m, char *member, const qn_column *column, const char *text) {
  double value = 0;
  const bool is_number = text && qn_real_parse(text, &value);
  switch (column->kind) {
    case QN_REAL:
      if (!is_number) return QN_EINPUT;
      *(double *)member = value;
      return QN_OK;
    case QN_INT:
    case QN_BOOL:
    case QN_DATE:
      if (!is_number) return QN_EINPUT;
      *(int *)member = (int)value;
      return QN_OK;
    case QN_CHOICE:
      *(int *)member = text ? qn_choice_find(column, text) : -1;
      return text && *(int *)member < 0 ? QN_EINPUT : QN_OK;
    default:
      *(const char **)member = qn_arena_text(m->arena, text);
      return text && !*(const char **)member ? QN_ENOMEM : QN_OK;
  }
}

/* The row says where it has its new value from. */
static qn_status set_source(qn_maker *m, int table, int row, const char *source) {
  const qn_column *column = qn_table_column(declared[table], "source");
  if (!column || !source) return QN_OK;
  return set_member(m,
                    m->piles[table].at + (size_t)row * declared[table]->row_size + column->offset,
                    column, source);
}

/* One cell, and the row's source. */
static qn_status apply_patch(qn_maker *m, const qn_patch *patch) {
  int table = 0;
  while (table < QN_CASE_TABLES && strcmp(declared[table]->name, patch->table)) table++;
  const qn_column *column =
      table < QN_CASE_TABLES ? qn_table_column(declared[table], patch->column) : NULL;
  const int row =
      column ? qn_pile_find(m, table, declared[table]->columns[0].offset, patch->key) : -1;
  if (row < 0)
    return qn_fail(m->findings, QN_EINPUT, QN_N_("patch of %s, %s, %s finds no such cell"),
                   patch->table, patch->key, patch->column);
  char *at = m->piles[table].at + (size_t)row * declared[table]->row_size + column->offset;
  const qn_status s = set_member(m, at, column, patch->value);
  if (s == QN_EINPUT)
    qn_fail(m->findings, s, QN_N_("patch of %s, %s, %s cannot be %s"), patch->table, patch->key,
            patch->column, patch->value ? patch->value : "");
  return s ? s : set_source(m, table, row, patch->source);
}

qn_status qn_make_recipe(qn_maker *m) {
  if (!m->options->recipe) return QN_OK;
  qn_store *store = NULL;
  const int generated = QN_COUNT(m, sources);
  qn_status s = qn_store_open(&store, m->options->recipe, m->findings);
  for (int table = 0; table < QN_CASE_TABLES && !s; table++)
    if (!is_catalogue(table)) s = merge_table(m, table, store);
  qn_store_close(store);
  if (!s) s = qn_offer_receivers(m, generated);
  for (size_t i = 0; i < m->spec.n_patches && !s; i++) s = apply_patch(m, &m->spec.patches[i]);
  return s;
}
