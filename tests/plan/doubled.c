/* By the declarations: a column that is a copied table's key, or refers to one, gets the new id. */
#include "plan/doubled.h"

#include <stdlib.h>
#include <string.h>

#include "case/metric.h"
#include "check.h"
#include "plan/sketch.h"

typedef struct {
  qn_case *c;
  int is_joined;
} twin;

static int is_copied(int table) {
  switch (table) {
    case QN_T_areas:
    case QN_T_units:
    case QN_T_unit_areas:
    case QN_T_unit_years:
    case QN_T_sources:
    case QN_T_source_areas:
    case QN_T_source_options:
    case QN_T_projects:
    case QN_T_trunks:
    case QN_T_supplies:
    case QN_T_supply_years:
    case QN_T_supply_steps:
    case QN_T_targets:
    case QN_T_budgets:
    case QN_T_build_limits:
      return 1;
    default:
      return 0;
  }
}

static int table_of(const twin *w, const char *ref) {
  const char *dot = strchr(ref, '.');
  for (int t = 0; t < QN_CASE_TABLES; t++) {
    const char *name = w->c->tables[t].table->name;
    if (strlen(name) == (size_t)(dot - ref) && !strncmp(ref, name, strlen(name))) return t;
  }
  fail_msg("no table %s", ref);
  return -1;
}

/* ---- what joins the two ---- */

static int joins(const twin *w, const char *area) {
  for (int a = 0; a < w->c->n_areas; a++)
    if (!strcmp(w->c->areas[a].code, area)) return w->is_joined && !w->c->areas[a].parent;
  return 0;
}

static int supply_joins(const twin *w, const char *id) {
  for (int i = 0; i < w->c->n_supplies; i++) {
    const qn_supply *row = &w->c->supplies[i];
    if (strcmp(row->id, id)) continue;
    return (row->role == QN_ROLE_LIMIT || row->role == QN_ROLE_STORAGE) && joins(w, row->area);
  }
  return 0;
}

/* The area a row names, NULL for none: rows without one hold for both copies as they are. */
static const char *area_of(const twin *w, int table, const void *row) {
  const qn_column *column = qn_table_column(w->c->tables[table].table, "area");
  return column && column->ref ? *(const char *const *)((const char *)row + column->offset) : NULL;
}

/* Whether the row stays one: a limit of an area that does, and what belongs to such a limit. */
static int row_joins(const twin *w, int table, const void *row) {
  const char *area = area_of(w, table, row);
  switch (table) {
    case QN_T_areas:
      return joins(w, ((const qn_area *)row)->code);
    case QN_T_supplies:
      return supply_joins(w, ((const qn_supply *)row)->id);
    case QN_T_supply_years:
      return supply_joins(w, ((const qn_supply_year *)row)->supply);
    case QN_T_supply_steps:
      return supply_joins(w, ((const qn_supply_step *)row)->supply);
    case QN_T_sources:
    case QN_T_projects:
    case QN_T_trunks:
    case QN_T_units:
      return 0;
    default:
      return area && joins(w, area);
  }
}

/* ---- ids ---- */

static const char *twin_text(const twin *w, int table, const char *id) {
  if (table == QN_T_areas ? joins(w, id) : table == QN_T_supplies && supply_joins(w, id)) return id;
  return sketch_text(w->c, "%s'", id);
}

/* Table whose ids the column holds, -1 where they stay what they are. A source's id is its supply's
 * as well, and such a supply never joins. */
static int ids_of(const twin *w, int table, const qn_column *column) {
  if (column->ref) {
    const int of = table_of(w, column->ref);
    return is_copied(of) ? of : -1;
  }
  const int is_id = !strcmp(column->name, "id") || !strcmp(column->name, "code");
  return is_id && (column->flags & QN_KEY) ? table : -1;
}

static void rename_row(const twin *w, int table, void *row) {
  const qn_table *declared = w->c->tables[table].table;
  for (size_t i = 0; i < declared->n_column; i++) {
    const qn_column *column = &declared->columns[i];
    if (column->kind != QN_TEXT && column->kind != QN_CODE) continue;
    const char **text = (const char **)((char *)row + column->offset);
    const int of = *text ? ids_of(w, table, column) : -1;
    assert_true(of < 0 || !strchr(*text, ';'));
    if (of >= 0) *text = twin_text(w, of, *text);
    if (*text && !strcmp(column->name, "network") && strcmp(*text, "gas"))
      *text = sketch_text(w->c, "%s'", *text);
  }
}

/* ---- rows ---- */

static void double_supply(qn_supply *row) {
  row->peak *= 2;
  row->annual *= 2;
  row->base_peak *= 2;
  row->base_annual *= 2;
  row->module_most *= 2;
}

static void double_target(const twin *w, qn_target *row) {
  if (!qn_metric_is_rate(row->metric)) row->value *= 2;
  if (row->excluded && !joins(w, row->excluded))
    row->excluded = sketch_text(w->c, "%s;%s'", row->excluded, row->excluded);
}

static void double_amounts(const twin *w, int table, void *row) {
  if (table == QN_T_supplies) double_supply(row);
  if (table == QN_T_supply_years) {
    qn_supply_year *year = row;
    year->peak *= 2;
    year->annual *= 2;
    year->base_peak *= 2;
    year->base_annual *= 2;
  }
  if (table == QN_T_supply_steps) ((qn_supply_step *)row)->up_to *= 2;
  if (table == QN_T_targets) double_target(w, row);
  if (table == QN_T_budgets) ((qn_budget *)row)->money_cny *= 2;
  if (table == QN_T_build_limits) ((qn_build_limit *)row)->households *= 2;
}

/* The copies of a table's rows, in text, before any table is longer: ids are looked up in the
 * region as it was. */
static void *copies_of(const twin *w, int table, size_t *n) {
  const qn_rows *rows = &w->c->tables[table];
  const size_t size = rows->table->row_size;
  char *copies = malloc(rows->count * size + 1);
  assert_non_null(copies);
  *n = 0;
  for (size_t i = 0; i < rows->count; i++) {
    const void *row = qn_row(rows, i);
    if (!is_copied(table) && !area_of(w, table, row)) continue;
    if (row_joins(w, table, row)) continue;
    void *copy = memcpy(copies + (*n)++ * size, row, size);
    rename_row(w, table, copy);
  }
  return copies;
}

static void double_by(const twin *w) {
  void *copies[QN_CASE_TABLES];
  size_t n[QN_CASE_TABLES];
  unsigned char *is_joint[QN_CASE_TABLES];
  for (int t = 0; t < QN_CASE_TABLES; t++) {
    copies[t] = copies_of(w, t, &n[t]);
    is_joint[t] = calloc(w->c->tables[t].count + 1, 1);
    assert_non_null(is_joint[t]);
    for (size_t i = 0; i < w->c->tables[t].count; i++)
      is_joint[t][i] = (unsigned char)row_joins(w, t, qn_row(&w->c->tables[t], i));
  }
  for (int t = 0; t < QN_CASE_TABLES; t++) {
    const size_t count = w->c->tables[t].count, size = w->c->tables[t].table->row_size;
    for (size_t i = 0; i < count; i++)
      if (is_joint[t][i]) double_amounts(w, t, qn_row(&w->c->tables[t], i));
    for (size_t i = 0; i < n[t]; i++)
      memcpy(sketch_row(w->c, t), (char *)copies[t] + i * size, size);
    free(copies[t]);
    free(is_joint[t]);
  }
}

void double_region(qn_case *region) {
  double_by(&(twin){.c = region});
}

void double_region_joined(qn_case *region) {
  double_by(&(twin){.c = region, .is_joined = 1});
}
