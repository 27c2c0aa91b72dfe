/* SQL from declarations. What a database can check it is told to check; the rest (lists, groups,
 * names that stand for keys) stays with us. */
#include <string.h>

#include "table/choice.h"
#include "table/keyed.h"
#include "table/reference.h"

typedef struct {
  const qn_table *const *tables;
  size_t n;
  qn_dialect dialect;
} schema;

static const char *sql_type(const qn_column *column, qn_dialect dialect) {
  static const char *const types[][2] = {[QN_REAL] = {"REAL", "double precision"},
                                         [QN_INT] = {"INTEGER", "integer"},
                                         [QN_TEXT] = {"TEXT", "text"},
                                         [QN_CODE] = {"TEXT", "text"},
                                         [QN_BOOL] = {"INTEGER", "boolean"},
                                         [QN_DATE] = {"TEXT", "date"},
                                         [QN_CHOICE] = {"TEXT", "text"}};
  return types[column->kind][dialect];
}

/* A string literal. */
static qn_status add_literal(qn_text *out, const char *text, size_t length) {
  qn_status s = qn_text_add(out, "'");
  for (size_t i = 0; i < length && !s; i++)
    s = text[i] == '\'' ? qn_text_add(out, "''") : qn_text_add_n(out, text + i, 1);
  return s ? s : qn_text_add(out, "'");
}

static qn_status add_check(qn_text *out, const qn_column *column) {
  const char *name = column->name;
  qn_status s = QN_OK;
  if (column->choices) {
    s = qn_text_addf(out, " CHECK (\"%s\" IN (", name);
    for (int i = 0; !s && qn_choice_span(column, i, true).length; i++) {
      const qn_slice word = qn_choice_span(column, i, true);
      if (i) s = qn_text_add(out, ", ");
      if (!s) s = add_literal(out, word.at, word.length);
    }
    return s ? s : qn_text_add(out, "))");
  }
  const bool is_number = column->kind == QN_REAL || column->kind == QN_INT;
  if (!is_number || (!column->min && !column->max)) return QN_OK;
  s = qn_text_addf(out, " CHECK (\"%s\" >= ", name);
  if (!s) s = qn_text_real(out, column->min);
  if (!s && column->max < QN_NO_CEILING) {
    s = qn_text_addf(out, " AND \"%s\" <= ", name);
    if (!s) s = qn_text_real(out, column->max);
  }
  return s ? s : qn_text_add(out, ")");
}

static qn_status add_column(qn_text *out, const qn_column *column, qn_dialect dialect) {
  qn_status s = qn_text_addf(out, "  \"%s\" %s", column->name, sql_type(column, dialect));
  if (!s && column->flags & (QN_KEY | QN_REQUIRED)) s = qn_text_add(out, " NOT NULL");
  return s ? s : add_check(out, column);
}

/* PRIMARY KEY, or UNIQUE where a part of the key may be empty. */
static qn_status add_key(qn_text *out, const qn_table *table) {
  unsigned flags = 0;
  for (size_t c = 0; c < table->n_column; c++) flags |= table->columns[c].flags;
  if (!(flags & QN_KEY)) return QN_OK;
  qn_status s = qn_text_add(out, flags & QN_KEY_OPTIONAL ? ",\n  UNIQUE (" : ",\n  PRIMARY KEY (");
  bool first = true;
  for (size_t c = 0; c < table->n_column && !s; c++) {
    if (!(table->columns[c].flags & (QN_KEY | QN_KEY_OPTIONAL))) continue;
    s = qn_text_addf(out, "%s\"%s\"", first ? "" : ", ", table->columns[c].name);
    first = false;
  }
  return s ? s : qn_text_add(out, ")");
}

/* The table that a column refers to when the column it names is that table's whole key. */
static const qn_table *referenced(const schema *all, const qn_column *column, qn_slice *key) {
  if (!column->ref || column->flags & QN_LIST || strchr(column->ref, '|')) return NULL;
  const char *dot = strchr(column->ref, '.');
  for (size_t t = 0; t < all->n && dot; t++) {
    const qn_table *table = all->tables[t];
    const size_t n = (size_t)(dot - column->ref);
    if (strlen(table->name) != n || memcmp(table->name, column->ref, n)) continue;
    size_t keys = 0;
    for (size_t c = 0; c < table->n_column; c++)
      keys += (table->columns[c].flags & (QN_KEY | QN_KEY_OPTIONAL)) != 0;
    const qn_column *target = qn_table_column(table, dot + 1);
    if (keys != 1 || !target || !(target->flags & QN_KEY)) return NULL;
    *key = (qn_slice){dot + 1, strlen(dot + 1)};
    return table;
  }
  return NULL;
}

static qn_status add_reference(qn_text *out, const schema *all, const qn_column *column,
                               const char *before) {
  qn_slice key;
  const qn_table *target = referenced(all, column, &key);
  if (!target) return QN_OK;
  return qn_text_addf(out, "%sFOREIGN KEY (\"%s\") REFERENCES \"%s\" (\"%.*s\")", before,
                      column->name, target->name, (int)key.length, key.at);
}

static qn_status add_table(qn_text *out, const schema *all, const qn_table *table) {
  const bool is_sqlite = all->dialect == QN_SQLITE;
  qn_status s = qn_text_addf(out, "CREATE TABLE \"%s\" (\n", table->name);
  for (size_t c = 0; c < table->n_column && !s; c++) {
    if (c) s = qn_text_add(out, ",\n");
    if (!s) s = add_column(out, &table->columns[c], all->dialect);
  }
  const bool has_point = qn_table_column(table, "lon") && qn_table_column(table, "lat");
  if (!s && has_point && !is_sqlite)
    s = qn_text_add(out,
                    ",\n  \"geom\" geometry(Point, 4326) GENERATED ALWAYS AS "
                    "(ST_SetSRID(ST_MakePoint(\"lon\", \"lat\"), 4326)) STORED");
  if (!s) s = add_key(out, table);
  /* SQLite cannot add them later, PostgreSQL cannot refer to tables that come later. */
  for (size_t c = 0; c < table->n_column && !s && is_sqlite; c++)
    s = add_reference(out, all, &table->columns[c], ",\n  ");
  return s ? s : qn_text_add(out, "\n);\n");
}

static qn_status add_late_references(qn_text *out, const schema *all, const qn_table *table) {
  qn_status s = QN_OK;
  for (size_t c = 0; c < table->n_column && !s; c++) {
    qn_slice key;
    if (!referenced(all, &table->columns[c], &key)) continue;
    s = qn_text_addf(out, "ALTER TABLE \"%s\" ", table->name);
    if (!s) s = add_reference(out, all, &table->columns[c], "ADD ");
    if (!s) s = qn_text_add(out, ";\n");
  }
  return s;
}

static qn_status add_comments(qn_text *out, const qn_table *table) {
  qn_status s = qn_text_addf(out, "COMMENT ON TABLE \"%s\" IS ", table->name);
  const char *help = table->zh_help ? table->zh_help : "";
  if (!s) s = add_literal(out, help, strlen(help));
  if (!s) s = qn_text_add(out, ";\n");
  for (size_t c = 0; c < table->n_column && !s; c++) {
    const qn_column *column = &table->columns[c];
    help = column->zh_help ? column->zh_help : "";
    s = qn_text_addf(out, "COMMENT ON COLUMN \"%s\".\"%s\" IS ", table->name, column->name);
    if (!s) s = add_literal(out, help, strlen(help));
    if (!s) s = qn_text_add(out, ";\n");
  }
  return s;
}

qn_status qn_schema_ddl(qn_text *out, const qn_table *const *tables, size_t n, qn_dialect dialect) {
  const schema all = {tables, n, dialect};
  qn_arena *arena = qn_arena_new();
  qn_status s = arena ? qn_text_add(out, "") : QN_ENOMEM;
  for (size_t t = 0; t < n && !s; t++) {
    const qn_rows rows = {.table = tables[t]};
    qn_rows lines;
    s = qn_keyed_lines(&lines, &rows, true, arena);
    if (!s) s = add_table(out, &all, lines.table);
  }
  for (size_t t = 0; t < n && !s && dialect == QN_POSTGIS; t++) {
    if (tables[t]->by_key) continue;
    s = add_late_references(out, &all, tables[t]);
    if (!s) s = add_comments(out, tables[t]);
  }
  qn_arena_free(arena);
  return s;
}
