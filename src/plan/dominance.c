/* Each column of the block becomes a dense vector over the rows that the block touches, signed so
 * that smaller is better (both ways for an equality: only equal values compare). Most pairs are
 * told apart by the signs alone, kept as two sets of bits a column. */
#include "plan/dominance.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Rows in which a column takes something and in which it gives something, folded to 64 bits. */
typedef struct {
  uint64_t takes, gives;
} sign_set;

struct qn_dominance {
  double *dense; /* [n_column][n_local] */
  size_t room;
  int *local; /* of a row, + 1 */
  size_t room_local;
  int *rows; /* of a local number */
  size_t room_rows;
  sign_set *signs; /* [n_column] */
  size_t room_signs;
  size_t *order; /* by cost; the first ones of it, once compared, are those that stay */
  size_t room_order;
  unsigned char *is_out;
  size_t room_out;
};

qn_status qn_dominance_new(qn_dominance **out) {
  *out = calloc(1, sizeof **out);
  return *out ? QN_OK : QN_ENOMEM;
}

void qn_dominance_free(qn_dominance *dominance) {
  if (!dominance) return;
  free(dominance->dense);
  free(dominance->local);
  free(dominance->rows);
  free(dominance->signs);
  free(dominance->order);
  free(dominance->is_out);
  free(dominance);
}

static int reserve(void **at, size_t *room, size_t need, size_t size) {
  if (need <= *room) return 1;
  void *grown = realloc(*at, need * 2 * size);
  if (!grown) return 0;
  memset((char *)grown + *room * size, 0, (need * 2 - *room) * size);
  *at = grown;
  *room = need * 2;
  return 1;
}

/* Numbers the rows that the columns touch; returns how many, or 0 when memory is out. */
static size_t number_rows(qn_dominance *d, const qn_model *m, size_t first) {
  size_t n = 0;
  if (!reserve((void **)&d->local, &d->room_local, m->n_row + 1, sizeof *d->local)) return 0;
  for (size_t e = m->columns[first].first; e < m->n_entry; e++) {
    const int row = m->entry_row[e];
    if (d->local[row]) continue;
    if (!reserve((void **)&d->rows, &d->room_rows, n + 1, sizeof *d->rows)) return 0;
    d->rows[n] = row;
    d->local[row] = (int)++n;
  }
  return n;
}

static void fill_dense(qn_dominance *d, const qn_model *m, size_t first, size_t n) {
  memset(d->dense, 0, (m->n_column - first) * n * sizeof *d->dense);
  for (size_t c = first; c < m->n_column; c++) {
    const qn_model_column *column = &m->columns[c];
    sign_set *signs = &d->signs[c - first];
    *signs = (sign_set){0, 0};
    for (int i = 0; i < column->count; i++) {
      const int row = m->entry_row[column->first + (size_t)i], sense = m->rows[row].sense;
      const size_t local = (size_t)(d->local[row] - 1);
      const double given = m->entry_value[column->first + (size_t)i];
      const double value = sense == QN_AT_LEAST ? -given : given;
      const uint64_t bit = UINT64_C(1) << local % 64;
      d->dense[(c - first) * n + local] = value;
      if (value > 0 || (value < 0 && sense == QN_EQUAL)) signs->takes |= bit;
      if (value < 0 || (value > 0 && sense == QN_EQUAL)) signs->gives |= bit;
    }
  }
}

/* Column a can be at least as good as b in every row: it takes only where b does, and gives where b
 * does. */
static int may_cover(sign_set a, sign_set b) {
  return !(a.takes & ~b.takes) && !(b.gives & ~a.gives);
}

/* a is at least as good as b in every row. */
static int covers(const qn_dominance *d, const qn_model *m, size_t a, size_t b, size_t n) {
  const double *x = d->dense + a * n, *y = d->dense + b * n;
  for (size_t i = 0; i < n; i++) {
    if (x[i] > y[i]) return 0;
    if (x[i] < y[i] && m->rows[d->rows[i]].sense == QN_EQUAL) return 0;
  }
  return 1;
}

/* Walks the columns from the cheapest on; one that is covered by one that stays is out. What a
 * column that is out covers is covered by the one that put it out. */
static void mark_covered(qn_dominance *d, const qn_model *m, size_t count, size_t n) {
  size_t stay = 0;
  for (size_t i = 0; i < count; i++) {
    const size_t b = d->order[i];
    const sign_set signs = d->signs[b];
    size_t k = 0;
    while (k < stay &&
           !(may_cover(d->signs[d->order[k]], signs) && covers(d, m, d->order[k], b, n)))
      k++;
    d->is_out[b] = k < stay;
    if (k == stay) d->order[stay++] = b;
  }
}

/* Order by cost, of equal cost by place. */
static void sort_by_cost(size_t *order, const qn_model *m, size_t first, size_t count) {
  for (size_t i = 0; i < count; i++) order[i] = i;
  for (size_t gap = count / 2; gap > 0; gap /= 2)
    for (size_t i = gap; i < count; i++) {
      const size_t at = order[i];
      const double cost = m->columns[first + at].cost;
      size_t k = i;
      for (; k >= gap; k -= gap) {
        const size_t before = order[k - gap];
        const double other = m->columns[first + before].cost;
        if (other < cost || (other == cost && before < at)) break;
        order[k] = before;
      }
      order[k] = at;
    }
}

static void compact(const qn_dominance *d, qn_model *m, size_t first) {
  size_t to = first, entry = m->columns[first].first;
  for (size_t c = first; c < m->n_column; c++) {
    if (d->is_out[c - first]) continue;
    qn_model_column column = m->columns[c];
    memmove(m->entry_row + entry, m->entry_row + column.first, (size_t)column.count * sizeof(int));
    memmove(m->entry_value + entry, m->entry_value + column.first,
            (size_t)column.count * sizeof(double));
    column.first = entry;
    entry += (size_t)column.count;
    m->columns[to++] = column;
  }
  m->n_column = to;
  m->n_entry = entry;
}

void qn_dominance_prune(qn_dominance *dominance, qn_model *model, size_t first) {
  qn_dominance *d = dominance;
  const size_t count = model->n_column - first;
  if (count < 2) return;
  const size_t n = number_rows(d, model, first);
  const int has_room = n && reserve((void **)&d->dense, &d->room, count * n, sizeof *d->dense) &&
                       reserve((void **)&d->signs, &d->room_signs, count, sizeof *d->signs) &&
                       reserve((void **)&d->order, &d->room_order, count, sizeof *d->order) &&
                       reserve((void **)&d->is_out, &d->room_out, count, sizeof *d->is_out);
  for (size_t i = 0; i < n && !has_room; i++) d->local[d->rows[i]] = 0;
  if (!has_room) return; /* nothing is left out, nothing is wrong */
  fill_dense(d, model, first, n);
  sort_by_cost(d->order, model, first, count);
  mark_covered(d, model, count, n);
  compact(d, model, first);
  for (size_t i = 0; i < n; i++) d->local[d->rows[i]] = 0;
}
