/* Sums are taken in a fixed order, compensated (Neumaier), and what rounding can have done is taken
 * off at the end: each term is off by at most a few ulps of the sum of absolute values. */
#include "plan/bound.h"

#include <math.h>

typedef struct {
  double sum, carry, absolute;
} careful;

static void add(careful *c, double term) {
  const double next = c->sum + term;
  c->carry += fabs(c->sum) >= fabs(term) ? (c->sum - next) + term : (term - next) + c->sum;
  c->sum = next;
  c->absolute += fabs(term);
}

/* 2^-50 of all that was added: above the rounding of the products and of the sum. */
static double floor_of(const careful *c) {
  return c->sum + c->carry - 0x1p-50 * c->absolute;
}

static double reduced_cost(const qn_model *m, const qn_model_column *column, const double *price,
                           double *absolute) {
  double rc = column->cost;
  *absolute = fabs(column->cost);
  for (int i = 0; i < column->count; i++) {
    const qn_entry entry = qn_column_entry(m, column, i);
    if (entry.row < m->n_block) continue; /* the choice row: min over the block instead */
    const double term = entry.value * price[entry.row];
    rc -= term;
    *absolute += fabs(term);
  }
  return rc;
}

/* Columns without an upper end must not have a negative reduced cost: their first row's price gives
 * way (they touch one row alone: steps and shortfalls). */
static void make_bearable(const qn_model *m, double *price) {
  for (size_t c = 0; c < m->n_column; c++) {
    const qn_model_column *column = &m->columns[c];
    if (column->block >= 0 || !isinf(column->upper) || column->count != 1) continue;
    const qn_entry entry = qn_column_entry(m, column, 0);
    if (column->cost - entry.value * price[entry.row] < 0)
      price[entry.row] = column->cost / entry.value;
  }
}

/* Least that a column of no block adds between its ends. */
static double least(const qn_model_column *column, const qn_limits *limits, size_t c, double rc) {
  const double lower = limits ? limits->lower[c] : 0;
  return rc * (rc < 0 ? limits ? limits->upper[c] : column->upper : lower);
}

double qn_model_bound(const qn_model *model, const qn_limits *limits, double *price,
                      double *reduced) {
  careful bound = {0};
  double rounding = 0;
  for (size_t r = 0; r < model->n_row; r++) {
    const int sense = model->rows[r].sense;
    if (sense == QN_AT_LEAST && price[r] < 0) price[r] = 0;
    if (sense == QN_AT_MOST && price[r] > 0) price[r] = 0;
  }
  make_bearable(model, price);
  for (size_t r = (size_t)model->n_block; r < model->n_row; r++)
    add(&bound, price[r] * model->rows[r].rhs);
  for (int b = 0; b < model->n_block; b++) {
    double best = INFINITY;
    for (size_t c = model->block_first[b]; c < model->block_first[b + 1]; c++) {
      double absolute = 0;
      const double rc = limits && limits->upper[c] <= 0
                            ? INFINITY
                            : reduced_cost(model, &model->columns[c], price, &absolute);
      if (reduced) reduced[c] = rc;
      if (rc < best) best = rc;
      rounding = fmax(rounding, absolute);
    }
    if (isinf(best)) return INFINITY; /* a block without a pathway: no plan at all */
    add(&bound, best);
    bound.absolute += rounding, rounding = 0;
    for (size_t c = model->block_first[b]; reduced && c < model->block_first[b + 1]; c++)
      reduced[c] -= best;
  }
  for (size_t c = model->block_first[model->n_block]; c < model->n_column; c++) {
    double absolute;
    const qn_model_column *column = &model->columns[c];
    const double rc = reduced_cost(model, column, price, &absolute);
    if (reduced) reduced[c] = rc;
    if (isinf(column->upper) && rc < 0) return -INFINITY;
    if (rc != 0) add(&bound, least(column, limits, c, rc));
    if (!isinf(column->upper)) bound.absolute += absolute * column->upper;
  }
  return floor_of(&bound);
}
