/* A walk over the declarations: what is not declared is not part of a case. */
#include "case/same.h"

#include <math.h>
#include <string.h>

static int is_same_text(const char *a, const char *b) {
  return a && b ? !strcmp(a, b) : (!a || !*a) && (!b || !*b);
}

static int is_same_cell(const qn_column *column, const char *a, const char *b) {
  const void *x = a + column->offset, *y = b + column->offset;
  if (column->kind == QN_TEXT || column->kind == QN_CODE)
    return is_same_text(*(const char *const *)x, *(const char *const *)y);
  if (column->kind != QN_REAL) return *(const int *)x == *(const int *)y;
  const double p = *(const double *)x, q = *(const double *)y;
  return (isnan(p) && isnan(q)) || !(p < q || p > q || isnan(p) || isnan(q));
}

static int is_same_row(const qn_table *table, const void *a, const void *b) {
  for (size_t k = 0; k < table->n_column; k++)
    if (!is_same_cell(&table->columns[k], a, b)) return 0;
  return 1;
}

static int is_same_table(const qn_rows *a, const qn_rows *b) {
  if (a->count != b->count) return 0;
  for (size_t i = 0; i < a->count; i++)
    if (!is_same_row(a->table, qn_row(a, i), qn_row(b, i))) return 0;
  return 1;
}

qn_status qn_case_differences(qn_text *out, size_t *n, const qn_case *a, const qn_case *b) {
  qn_status s = QN_OK;
  *n = 0;
  if (!is_same_row(&qn_settings_table, &a->settings, &b->settings))
    s = qn_text_add(out, qn_settings_table.name), ++*n;
  for (int t = 0; t < QN_CASE_TABLES && !s; t++) {
    if (is_same_table(&a->tables[t], &b->tables[t])) continue;
    s = qn_text_addf(out, "%s%s", *n ? ", " : "", a->tables[t].table->name);
    ++*n;
  }
  return s;
}
