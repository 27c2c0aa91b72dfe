/* All changes of one block are sorted by what the row gains; behind each stand the cheapest two of
 * different blocks among those that give as much or more, so that the partner of every change is
 * found by halving. */
#include "plan/makeup.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/names.h"

typedef struct {
  int block;
  double gain, cost;
} change;
typedef QN_ARRAY(change) changes;

typedef struct {
  size_t best, second; /* of another block than best; QN_NO_INDEX: none */
} cheapest;

typedef struct {
  const qn_model *m;
  const double *price;
  size_t row;
  double sign; /* +1: the row gains by more of it */
} view;

/* Cost of a column at the prices of all rows but the one; *take: of that one. */
static double cost_of(const view *v, const qn_model_column *column, double *take) {
  double cost = column->cost;
  *take = 0;
  for (int i = 0; i < column->count; i++) {
    const qn_entry entry = qn_column_entry(v->m, column, i);
    const size_t row = (size_t)entry.row;
    if (row == v->row)
      *take += entry.value;
    else if (row >= (size_t)v->m->n_block)
      cost -= entry.value * v->price[row];
  }
  return cost;
}

static qn_status add_block(changes *all, const view *v, int block, const double *x) {
  const qn_model *m = v->m;
  const double own = fabs(v->price[v->row]);
  double was_take = 0;
  size_t at = m->block_first[block];
  while (at < m->block_first[block + 1] && x[at] < 1) at++;
  if (at == m->block_first[block + 1]) return QN_OK;
  const double was = cost_of(v, &m->columns[at], &was_take);
  for (size_t c = m->block_first[block]; c < m->block_first[block + 1]; c++) {
    double take;
    const double cost = cost_of(v, &m->columns[c], &take) - was;
    const double gain = v->sign * (take - was_take);
    if (c == at || gain == 0) continue;
    change *one = QN_PUSH(all);
    if (!one) return QN_ENOMEM;
    *one = (change){block, gain, fmax(cost, own * gain)};
  }
  return QN_OK;
}

static int by_gain(const void *a, const void *b) {
  const change *x = a, *y = b;
  if (x->gain != y->gain) return x->gain < y->gain ? -1 : 1;
  if (x->cost != y->cost) return x->cost < y->cost ? -1 : 1;
  return x->block - y->block;
}

/* The cheapest of the changes from i on, given those from i + 1 on. */
static cheapest with(const changes *all, size_t i, cheapest behind) {
  const change *at = all->at;
  if (behind.best == QN_NO_INDEX || at[i].cost < at[behind.best].cost) {
    const int is_same = behind.best != QN_NO_INDEX && at[behind.best].block == at[i].block;
    return (cheapest){i, is_same ? behind.second : behind.best};
  }
  if (at[i].block != at[behind.best].block &&
      (behind.second == QN_NO_INDEX || at[i].cost < at[behind.second].cost))
    behind.second = i;
  return behind;
}

/* First change that gives at least so much. */
static size_t first_with(const changes *all, double gain) {
  size_t low = 0, high = all->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (all->at[middle].gain < gain)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static double least(const changes *all, const cheapest *from, double missed) {
  const size_t alone = from[first_with(all, missed)].best;
  double out = alone == QN_NO_INDEX ? INFINITY : all->at[alone].cost;
  for (size_t i = 0; i < all->count; i++) {
    const change *one = &all->at[i];
    cheapest two = from[first_with(all, missed - one->gain)];
    if (two.best != QN_NO_INDEX && all->at[two.best].block == one->block) two.best = two.second;
    if (two.best != QN_NO_INDEX) out = fmin(out, one->cost + all->at[two.best].cost);
  }
  return out;
}

qn_status qn_makeup_cost(double *cny, const qn_model *model, const double *price, const double *x,
                         size_t row, double missed) {
  const view v = {model, price, row, model->rows[row].sense == QN_AT_MOST ? -1 : 1};
  changes all = {0};
  qn_status s = QN_OK;
  for (int b = 0; b < model->n_block && !s; b++) s = add_block(&all, &v, b, x);
  cheapest *from = s ? NULL : malloc((all.count + 1) * sizeof *from);
  if (!s && !from) s = QN_ENOMEM;
  if (!s) {
    if (all.count) qsort(all.at, all.count, sizeof *all.at, by_gain);
    from[all.count] = (cheapest){QN_NO_INDEX, QN_NO_INDEX};
    for (size_t i = all.count; i-- > 0;) from[i] = with(&all, i, from[i + 1]);
    *cny = least(&all, from, missed);
  }
  free(from);
  QN_CLEAR(&all);
  return s;
}
