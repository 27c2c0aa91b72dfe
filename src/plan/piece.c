/* A priced row that joins parts and is missed gets a column of the piece's own for what the piece
 * leaves of it. */
#include "plan/piece.h"

#include <math.h>
#include <stdlib.h>

#include "plan/parts_parcel.h"

/* ---- shares ---- */

static qn_status room_for(qn_shares *out, const qn_parts *parts, const double *best) {
  const size_t n = parts->model->n_row + 1;
  *out = (qn_shares){.parts = parts,
                     .best = best,
                     .spare = calloc(n, sizeof(double)),
                     .missed = calloc(n, sizeof(double))};
  if (out->spare && out->missed) return QN_OK;
  qn_shares_free(out);
  return QN_ENOMEM;
}

/* How many of the list take from each joining row: n_taker[n_row]. */
static qn_status count_takers(const qn_parts *parts, const int *list, int n, int *n_taker) {
  const qn_model *m = parts->model;
  int *last = malloc((m->n_row + 1) * sizeof *last); /* of the list that took from it */
  if (!last) return QN_ENOMEM;
  for (size_t i = 0; i < parts->n_joining; i++) last[parts->joining[i]] = -1;
  for (int i = 0; i < n; i++)
    for (size_t k = parts->column_first[list[i]]; k < parts->column_first[list[i] + 1]; k++) {
      const qn_model_column *column = &m->columns[parts->columns[k]];
      for (int e = 0; e < column->count; e++) {
        const int row = qn_column_entry(m, column, e).row;
        if (!parts->number[row] || last[row] == i) continue;
        last[row] = i;
        n_taker[row]++;
      }
    }
  free(last);
  return QN_OK;
}

/* Every joining row's spare and what it misses, by the number of its takers. */
static void divide_rows(qn_shares *out, const double *activity, const int *n_taker) {
  const qn_parts *parts = out->parts;
  const qn_model *m = parts->model;
  for (size_t i = 0; i < parts->n_joining; i++) {
    const size_t r = parts->joining[i];
    const double spare = m->rows[r].rhs - activity[r];
    const int is_free = m->rows[r].sense == QN_AT_MOST ? spare > 0 : spare < 0;
    if (is_free && m->rows[r].sense != QN_EQUAL && n_taker[r]) out->spare[r] = spare / n_taker[r];
  }
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++) {
    const qn_model_column *column = &m->columns[c];
    if (column->kind == QN_COLUMN_SHORT && n_taker[column->id])
      out->missed[column->id] += out->best[c] / n_taker[column->id];
  }
}

qn_status qn_shares_new(qn_shares *out, const qn_parts *parts, const double *best, const int *list,
                        int n) {
  const qn_model *m = parts->model;
  double *activity = calloc(m->n_row + 1, sizeof *activity);
  int *n_taker = calloc(m->n_row + 1, sizeof *n_taker);
  qn_status s = activity && n_taker ? room_for(out, parts, best) : QN_ENOMEM;
  if (!s && list) s = count_takers(parts, list, n, n_taker);
  for (size_t i = 0; i < parts->n_joining && !s && !list; i++) n_taker[parts->joining[i]] = n;
  if (!s) {
    qn_model_activity(m, best, activity);
    divide_rows(out, activity, n_taker);
  }
  free(activity);
  free(n_taker);
  return s;
}

void qn_shares_free(qn_shares *shares) {
  free(shares->spare);
  free(shares->missed);
  *shares = (qn_shares){0};
}

qn_status qn_shares_put(qn_parcel *out, const qn_shares *shares, int part) {
  const qn_parts *parts = shares->parts;
  qn_status s = qn_put_point(out, parts, part, shares->best);
  if (!s) s = qn_parcel_put_sparse(out, shares->spare, parts->joining, parts->n_joining);
  return s ? s : qn_parcel_put_sparse(out, shares->missed, parts->joining, parts->n_joining);
}

qn_status qn_shares_get(qn_shares *out, double *best, const qn_parts *parts, int part,
                        qn_parcel *in) {
  qn_status s = room_for(out, parts, best);
  if (!s) s = qn_get_point(in, parts, part, best);
  if (!s) s = qn_parcel_get_sparse(in, out->spare, parts->joining, parts->n_joining);
  return s ? s : qn_parcel_get_sparse(in, out->missed, parts->joining, parts->n_joining);
}

/* ---- a piece ---- */

/* Room for so many columns more, of one entry each. */
static qn_status widen(qn_model *m, size_t more) {
  qn_model_column *columns = realloc(m->columns, (m->n_column + more + 1) * sizeof *columns);
  if (columns) m->columns = columns;
  int *row = realloc(m->entry_row, (m->n_entry + more + 1) * sizeof *row);
  if (row) m->entry_row = row;
  double *value = realloc(m->entry_value, (m->n_entry + more + 1) * sizeof *value);
  if (value) m->entry_value = value;
  return columns && row && value ? QN_OK : QN_ENOMEM;
}

static qn_status open(qn_piece *out, const qn_shares *w, int part) {
  *out = (qn_piece){0};
  qn_status s = qn_part_new(&out->part, w->parts, part, NULL);
  if (s) return s;
  qn_model *m = &out->part.model;
  const size_t more = m->n_row - out->part.n_own;
  out->n_given = m->n_column;
  out->x = malloc((m->n_column + more + 1) * sizeof *out->x);
  s = out->x ? widen(m, more) : QN_ENOMEM;
  for (size_t c = 0; c < m->n_column && !s; c++) out->x[c] = w->best[out->part.column[c]];
  return s;
}

void qn_piece_free(qn_piece *p) {
  free(p->x);
  qn_part_free(&p->part);
}

/* A priced row that joins parts and whose shortfall is no column of this one. */
static int wants_short(const qn_piece *p, size_t r) {
  const qn_model *m = &p->part.model;
  if (!(m->rows[r].penalty > 0) || m->rows[r].sense == QN_EQUAL) return 0;
  for (size_t c = m->block_first[m->n_block]; c < p->n_given; c++)
    if (m->columns[c].kind == QN_COLUMN_SHORT &&
        qn_column_entry(m, &m->columns[c], 0).row == (int)r)
      return 0;
  return 1;
}

/* The row asks for what is missed too; a column stands for what the part leaves of that. */
static void add_short(qn_piece *p, size_t r, double missed) {
  qn_model *m = &p->part.model;
  const int sign = m->rows[r].sense == QN_AT_LEAST ? 1 : -1;
  m->rows[r].rhs += sign * missed;
  m->columns[m->n_column] = (qn_model_column){.kind = QN_COLUMN_SHORT,
                                              .block = -1,
                                              .cost = m->rows[r].penalty,
                                              .upper = INFINITY,
                                              .first = m->n_entry,
                                              .count = 1};
  m->entry_row[m->n_entry] = (int)r;
  m->entry_value[m->n_entry++] = sign;
  p->x[m->n_column++] = missed;
}

/* The part's joining rows become its own: what it uses and its share of what is free or missed. */
static qn_status share_rows(const qn_shares *w, qn_piece *p) {
  qn_model *m = &p->part.model;
  double *use = malloc((m->n_row + 1) * sizeof *use);
  if (!use) return QN_ENOMEM;
  qn_model_activity(m, p->x, use);
  for (size_t r = p->part.n_own; r < m->n_row; r++) {
    m->rows[r].rhs = use[r] + w->spare[p->part.row[r]];
    if (wants_short(p, r)) add_short(p, r, w->missed[p->part.row[r]]);
  }
  free(use);
  return QN_OK;
}

qn_status qn_piece_new(qn_piece *out, const qn_shares *shares, int part) {
  qn_status s = open(out, shares, part);
  if (!s) s = share_rows(shares, out);
  if (s) qn_piece_free(out);
  return s;
}

void qn_piece_keep(const qn_piece *piece, const double *x, double *whole) {
  for (size_t c = 0; c < piece->n_given; c++) whole[piece->part.column[c]] = x[c];
}
