/* Running sums are kept of every column that can be added up, each with the most that rounding may
 * have changed it by (half a step of the last printed decimal of every number). A row of sums takes
 * a copy of them; what lies between two copies is what the rows in between add up to. */
#include "table/totals.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "base/units.h"
#include "table/cell.h"

typedef struct {
  double sum, slack;
} running;

typedef struct {
  double value, slack; /* NaN where the cell is empty */
  running before;      /* of all rows above */
  char *text;          /* as printed */
} printed;

typedef struct {
  long line;
  qn_sum_kind kind;
  size_t rows;  /* above it */
  size_t first; /* in printed cells: one for each column */
} sum_row;

struct qn_totals {
  const qn_table *table;
  size_t rows; /* values added in the column that has most */
  running *now;
  size_t *count;
  bool *is_additive, *is_bad;
  QN_ARRAY(sum_row) sums;
  QN_ARRAY(printed) cells;
};

/* Amounts can be added up; shares, prices, temperatures, durations and years cannot. */
static bool is_additive(const qn_column *column) {
  qn_unit unit;
  if ((column->kind != QN_REAL && column->kind != QN_INT) || column->flags & (QN_ANNUAL | QN_EACH))
    return false;
  if (!column->unit || strchr(column->unit, '/') || qn_unit_parse(&unit, column->unit))
    return false;
  bool is_number = true;
  for (size_t d = 0; d < QN_DIMENSIONS; d++) is_number = is_number && !unit.power[d];
  static const qn_unit second = {.power = {0, 0, 1}}, kelvin = {.power = {0, 0, 0, 1}};
  return !is_number && !qn_unit_same_dimension(&unit, &second) &&
         !qn_unit_same_dimension(&unit, &kelvin);
}

qn_totals *qn_totals_new(const qn_table *table) {
  qn_totals *t = calloc(1, sizeof *t);
  if (!t) return NULL;
  const size_t n = table->n_column + 1;
  t->table = table;
  t->now = calloc(n, sizeof *t->now);
  t->count = calloc(n, sizeof *t->count);
  t->is_additive = calloc(n, sizeof *t->is_additive);
  t->is_bad = calloc(n, sizeof *t->is_bad);
  if (!t->now || !t->count || !t->is_additive || !t->is_bad) {
    qn_totals_free(t);
    return NULL;
  }
  for (size_t c = 0; c < table->n_column; c++) t->is_additive[c] = is_additive(&table->columns[c]);
  return t;
}

void qn_totals_free(qn_totals *totals) {
  if (!totals) return;
  for (size_t i = 0; i < totals->cells.count; i++) free(totals->cells.at[i].text);
  QN_CLEAR(&totals->cells);
  QN_CLEAR(&totals->sums);
  free(totals->now);
  free(totals->count);
  free(totals->is_additive);
  free(totals->is_bad);
  free(totals);
}

static double half_step(const qn_cell *cell, const qn_column *column, qn_scale scale) {
  if (cell->is_number) return 0;
  /* People are counted, not measured. */
  if (column->kind == QN_INT && scale.factor == 1 && !strpbrk(cell->text, ".")) return 0;
  return 0.5 * qn_number_step(cell->text, column->unit, scale);
}

void qn_totals_add(qn_totals *t, size_t c, const void *member, const qn_cell *cell,
                   const qn_heading *heading, bool is_read) {
  const qn_column *column = &t->table->columns[c];
  if (!t->is_additive[c]) return;
  if (!is_read) {
    t->is_bad[c] = true;
    return;
  }
  t->now[c].sum += column->kind == QN_REAL ? *(const double *)member : *(const int *)member;
  t->now[c].slack += half_step(cell, column, heading->scale);
  if (++t->count[c] > t->rows) t->rows = t->count[c];
}

qn_status qn_totals_sum(qn_totals *t, qn_sum_kind kind, const qn_sheet_row *row,
                        const qn_heading *heading, size_t n_heading) {
  sum_row *sum = QN_PUSH(&t->sums);
  if (!sum) return QN_ENOMEM;
  *sum = (sum_row){row->line, kind, t->rows, t->cells.count};
  for (size_t c = 0; c < t->table->n_column; c++) {
    printed *p = QN_PUSH(&t->cells);
    if (!p) return QN_ENOMEM;
    *p = (printed){.value = NAN, .before = t->now[c]};
  }
  for (size_t i = 0; i < row->count && i < n_heading; i++) {
    const int c = heading[i].column;
    const qn_cell *cell = &row->cell[i];
    if (c < 0 || !t->is_additive[c]) continue;
    const qn_column *column = &t->table->columns[c];
    if (qn_cell_is_empty(cell, column)) continue;
    printed *p = &t->cells.at[sum->first + (size_t)c];
    if (p->text) continue; /* a column headed twice is told of where headers are read */
    if (cell->is_number)
      p->value = cell->number * heading[i].scale.factor;
    else if (qn_number_read(&p->value, cell->text, column->unit, heading[i].scale))
      p->value = NAN;
    p->slack = half_step(cell, column, heading[i].scale);
    p->text = strdup(cell->text ? cell->text : "");
    if (!p->text) return QN_ENOMEM;
  }
  return QN_OK;
}

static bool fits(const printed *p, running a, running b) {
  const double sum = b.sum - a.sum;
  return fabs(p->value - sum) <= p->slack + (b.slack - a.slack) + 1e-9 * fabs(b.sum);
}

/* Sum of all rows above place k: a row of sums, or the end. */
static running above(const qn_totals *t, size_t k, size_t c) {
  return k < t->sums.count ? t->cells.at[t->sums.at[k].first + c].before : t->now[c];
}

/* On a sheet that begins with a sum, sums stand above their rows. */
static bool stands_above(const qn_totals *t, size_t s) {
  return !t->sums.at[0].rows && t->sums.at[s].rows < t->rows;
}

/* A sum adds up the rows from any earlier sum, or the beginning, to it; or those from it to any
 * later sum or the end. */
static bool is_sum(const qn_totals *t, size_t s, size_t c) {
  const running none = {0};
  const printed *p = &t->cells.at[t->sums.at[s].first + c];
  for (size_t k = s + 1; k-- > 0;)
    if (fits(p, k ? above(t, k - 1, c) : none, p->before)) return true;
  for (size_t k = s + 1; k <= t->sums.count && stands_above(t, s); k++)
    if (fits(p, p->before, above(t, k, c))) return true;
  return false;
}

/* Enough rows for a sum that means something. */
enum { LEAST_ROWS = 2 };

static bool is_sum_of_above(const qn_totals *t, size_t s, size_t c) {
  const running none = {0};
  const printed *p = &t->cells.at[t->sums.at[s].first + c];
  if (!(p->value > 0) || t->count[c] < LEAST_ROWS) return false;
  for (size_t k = s + 1; k-- > 0;)
    if (fits(p, k ? above(t, k - 1, c) : none, p->before)) return true;
  return false;
}

qn_sum_state qn_totals_last(const qn_totals *t) {
  const size_t s = t->sums.count - 1;
  qn_sum_state state = QN_SUM_EMPTY;
  for (size_t c = 0; c < t->table->n_column; c++) {
    if (!t->cells.at[t->sums.at[s].first + c].text) continue;
    if (!is_sum_of_above(t, s, c)) return QN_SUM_OFF;
    state = QN_SUM_HOLDS;
  }
  return state;
}

void qn_totals_give_back(qn_totals *t) {
  const size_t first = t->sums.at[--t->sums.count].first;
  while (t->cells.count > first) free(t->cells.at[--t->cells.count].text);
}

/* What the rows add up to that the sum most likely means. */
static double likely_sum(const qn_totals *t, size_t s, size_t c) {
  const double here = above(t, s, c).sum;
  const bool is_part = t->sums.at[s].kind == QN_SUBTOTAL;
  if (stands_above(t, s)) return above(t, is_part ? s + 1 : t->sums.count, c).sum - here;
  return is_part && s ? here - above(t, s - 1, c).sum : here;
}

qn_status qn_totals_check(qn_totals *t, qn_findings *findings) {
  qn_status worst = QN_OK;
  for (size_t s = 0; s < t->sums.count; s++)
    for (size_t c = 0; c < t->table->n_column; c++) {
      const qn_column *column = &t->table->columns[c];
      const printed *p = &t->cells.at[t->sums.at[s].first + c];
      if (t->is_bad[c] || isnan(p->value) || is_sum(t, s, c)) continue;
      const size_t mark = qn_findings_count(findings);
      worst = qn_fail(findings, QN_EINPUT, QN_N_("the rows add up to %g %s"), likely_sum(t, s, c),
                      column->unit);
      qn_found(findings, p->text);
      qn_locate(findings, mark, (qn_place){.column = column->name, .row = t->sums.at[s].line});
    }
  return worst;
}
