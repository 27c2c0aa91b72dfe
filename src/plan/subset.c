/* Column-wise arrays for the solver, built anew for every call. */
#include "plan/subset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double ELASTIC = 20; /* a scaled unit of a row missed, of the dearest pathway */

static double clamp_scale(double mean) {
  return mean > 0 ? exp2(-round(log2(mean)) + 7) : 1;
}

/* So that a mean pathway costs about 100. */
static double money_scale_of(const qn_model *m) {
  double sum = 0;
  size_t n = 0;
  for (size_t c = 0; c < m->n_column; c++)
    if (m->columns[c].cost != 0) sum += log2(fabs(m->columns[c].cost)), n++;
  return n ? clamp_scale(exp2(sum / (double)n)) : 1;
}

static qn_status bound_rows(qn_subset *s) {
  const qn_model *m = s->model;
  s->row_lower = malloc((m->n_row + 1) * sizeof(double));
  s->row_upper = malloc((m->n_row + 1) * sizeof(double));
  if (!s->row_lower || !s->row_upper) return QN_ENOMEM;
  for (size_t r = 0; r < m->n_row; r++) {
    const qn_model_row *row = &m->rows[r];
    const double rhs = row->rhs / row->scale;
    s->row_lower[r] = row->sense == QN_AT_MOST ? -INFINITY : rhs;
    s->row_upper[r] = row->sense == QN_AT_LEAST ? INFINITY : rhs;
  }
  return QN_OK;
}

static qn_status list_elastic(qn_subset *s) {
  const qn_model *m = s->model;
  s->elastic_row = malloc((2 * m->n_row + 1) * sizeof(int));
  s->elastic_sign = malloc((2 * m->n_row + 1) * sizeof(double));
  if (!s->elastic_row || !s->elastic_sign) return QN_ENOMEM;
  for (size_t r = (size_t)m->n_block; r < m->n_row; r++) {
    if (m->rows[r].penalty > 0) continue;
    for (int sign = -1; sign <= 1; sign += 2) {
      if (m->rows[r].sense == (sign < 0 ? QN_AT_LEAST : QN_AT_MOST)) continue;
      s->elastic_row[s->n_elastic] = (int)r;
      s->elastic_sign[s->n_elastic++] = sign;
    }
  }
  s->elastic_cost = ELASTIC * fmax(1, m->dearest * s->money_scale);
  return QN_OK;
}

qn_status qn_subset_new(qn_subset *out, const qn_model *model) {
  *out = (qn_subset){.model = model, .money_scale = money_scale_of(model)};
  out->is_in = calloc(model->n_column + 1, 1);
  qn_status s = out->is_in ? bound_rows(out) : QN_ENOMEM;
  if (!s) s = list_elastic(out);
  if (s) qn_subset_clear(out);
  return s;
}

static void clear_lp(qn_subset *s) {
  for (size_t i = 0; i < sizeof s->arrays / sizeof *s->arrays; i++) {
    free(s->arrays[i]);
    s->arrays[i] = NULL;
  }
}

void qn_subset_clear(qn_subset *subset) {
  clear_lp(subset);
  free(subset->column);
  free(subset->is_in);
  free(subset->row_lower);
  free(subset->row_upper);
  free(subset->elastic_row);
  free(subset->elastic_sign);
  *subset = (qn_subset){0};
}

qn_status qn_subset_add(qn_subset *subset, size_t column) {
  if (subset->is_in[column]) return QN_OK;
  if (subset->n == subset->room) {
    const size_t room = subset->room ? 2 * subset->room : 1024;
    size_t *grown = realloc(subset->column, room * sizeof *grown);
    if (!grown) return QN_ENOMEM;
    subset->column = grown;
    subset->room = room;
  }
  subset->column[subset->n++] = column;
  subset->is_in[column] = 1;
  return QN_OK;
}

qn_status qn_subset_lp(qn_subset *subset, size_t from, int elastic) {
  const qn_model *m = subset->model;
  const size_t n_elastic = elastic && from == 0 ? (size_t)subset->n_elastic : 0;
  const size_t n = n_elastic + subset->n - from;
  size_t entries = n_elastic;
  for (size_t i = from; i < subset->n; i++) entries += (size_t)m->columns[subset->column[i]].count;
  clear_lp(subset);
  double *cost = subset->arrays[0] = malloc((n + 1) * sizeof(double));
  double *bounds = subset->arrays[1] = malloc((2 * n + 1) * sizeof(double));
  int *start = subset->arrays[2] = malloc((n + 1) * sizeof(int));
  int *index = subset->arrays[3] = malloc((entries + 1) * sizeof(int));
  double *value = subset->arrays[4] = malloc((entries + 1) * sizeof(double));
  unsigned char *integer = subset->arrays[5] = malloc(n + 1);
  if (!cost || !bounds || !start || !index || !value || !integer) return QN_ENOMEM;
  double *lower = bounds, *upper = bounds + n;
  size_t e = 0;
  for (size_t i = 0; i < n_elastic; i++) {
    cost[i] = subset->elastic_cost;
    lower[i] = 0, upper[i] = INFINITY, integer[i] = 0;
    start[i] = (int)e;
    index[e] = subset->elastic_row[i];
    value[e++] = subset->elastic_sign[i];
  }
  for (size_t i = from; i < subset->n; i++) {
    const size_t k = n_elastic + i - from;
    const qn_model_column *column = &m->columns[subset->column[i]];
    cost[k] = column->cost * subset->money_scale;
    lower[k] = 0, upper[k] = column->upper, integer[k] = (unsigned char)column->is_integer;
    start[k] = (int)e;
    for (int j = 0; j < column->count; j++) {
      const qn_entry entry = qn_column_entry(m, column, j);
      index[e] = entry.row;
      value[e] = entry.value / m->rows[entry.row].scale;
      e++;
    }
  }
  start[n] = (int)e;
  subset->lp = (qn_lp){.n_column = (int)n,
                       .n_row = (int)m->n_row,
                       .cost = cost,
                       .lower = lower,
                       .upper = upper,
                       .row_lower = subset->row_lower,
                       .row_upper = subset->row_upper,
                       .start = start,
                       .index = index,
                       .value = value,
                       .is_integer = integer};
  return QN_OK;
}

static int by_reduced(const void *a, const void *b) {
  const qn_candidate *x = a, *y = b;
  if (x->reduced != y->reduced) return x->reduced < y->reduced ? -1 : 1;
  return x->column < y->column ? -1 : 1;
}

void qn_candidates_sort(qn_candidate *list, size_t n) {
  qsort(list, n, sizeof *list, by_reduced);
}

double qn_subset_spread(const qn_subset *subset, const double *point, double *x) {
  double elastic = 0;
  memset(x, 0, subset->model->n_column * sizeof *x);
  for (int i = 0; i < subset->n_elastic; i++) elastic += point[i];
  for (size_t i = 0; i < subset->n; i++)
    x[subset->column[i]] = point[(size_t)subset->n_elastic + i];
  return elastic;
}
