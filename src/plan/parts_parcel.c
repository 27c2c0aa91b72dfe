/* A part's lists give the places. */
#include "plan/parts_parcel.h"

#include <stdlib.h>

qn_status qn_put_own_prices(qn_parcel *out, const qn_parts *parts, int part, const double *price) {
  const size_t *rows = parts->rows + parts->row_first[part];
  return qn_parcel_put_sparse(out, price, rows, qn_parts_rows(parts, part));
}

qn_status qn_get_own_prices(qn_parcel *in, const qn_parts *parts, int part, double *price) {
  const size_t *rows = parts->rows + parts->row_first[part];
  return qn_parcel_get_sparse(in, price, rows, qn_parts_rows(parts, part));
}

qn_status qn_put_prices(qn_parcel *out, const qn_parts *parts, int part, const double *price) {
  const qn_status s = qn_put_own_prices(out, parts, part, price);
  return s ? s : qn_parcel_put_sparse(out, price, parts->joining, parts->n_joining);
}

qn_status qn_get_prices(qn_parcel *in, const qn_parts *parts, int part, double *price) {
  const qn_status s = qn_get_own_prices(in, parts, part, price);
  return s ? s : qn_parcel_get_sparse(in, price, parts->joining, parts->n_joining);
}

qn_status qn_put_point(qn_parcel *out, const qn_parts *parts, int part, const double *x) {
  const size_t from = parts->column_first[part], n = qn_parts_columns(parts, part);
  return qn_parcel_put_sparse(out, x, parts->columns + from, n);
}

qn_status qn_get_point(qn_parcel *in, const qn_parts *parts, int part, double *x) {
  const size_t from = parts->column_first[part], n = qn_parts_columns(parts, part);
  return qn_parcel_get_sparse(in, x, parts->columns + from, n);
}

/* The part's marks side by side. */
static signed char *marks_of(const qn_parts *parts, int part, const unsigned char *is_marked) {
  const size_t *columns = parts->columns + parts->column_first[part];
  const size_t n = qn_parts_columns(parts, part);
  signed char *marks = malloc(n + 1);
  for (size_t i = 0; marks && i < n; i++) marks[i] = (signed char)is_marked[columns[i]];
  return marks;
}

qn_status qn_put_marks(qn_parcel *out, const qn_parts *parts, int part,
                       const unsigned char *is_marked) {
  signed char *marks = marks_of(parts, part, is_marked);
  const qn_status s =
      marks ? qn_parcel_put_bytes(out, marks, qn_parts_columns(parts, part), 0) : QN_ENOMEM;
  free(marks);
  return s;
}

qn_status qn_get_marks(qn_parcel *in, const qn_parts *parts, int part, unsigned char *is_marked) {
  const size_t *columns = parts->columns + parts->column_first[part];
  const size_t n = qn_parts_columns(parts, part);
  signed char *marks = malloc(n + 1);
  const qn_status s = marks ? qn_parcel_get_bytes(in, marks, n, 0) : QN_ENOMEM;
  for (size_t i = 0; i < n && !s; i++) is_marked[columns[i]] = (unsigned char)marks[i];
  free(marks);
  return s;
}
