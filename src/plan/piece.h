/* One part of a plan that may be changed while the rest stays: a model of its own, in which it may
 * use of the rows that join parts what it uses in the plan and its share of what is left free, so
 * that pieces changed side by side hold together. What a priced row misses is divided in the same
 * way: each may make up for its share or leave it at the price. Inside plan only. */
#ifndef QN_PLAN_PIECE_H
#define QN_PLAN_PIECE_H
#include "base/parcel.h"
#include "plan/parts.h"

typedef struct {
  const qn_parts *parts;
  const double *best; /* [n_column of the whole] the plan; the caller's */
  double *spare;      /* [n_row] of joining rows: what one part may use besides */
  double *missed;     /* [n_row] of joining rows with a price: what one part may make up for */
} qn_shares;

/* Of a plan of which n parts are changed side by side: of a row those of the list that take from
 * it have shares; NULL: all n. */
qn_status qn_shares_new(qn_shares *out, const qn_parts *parts, const double *best, const int *list,
                        int n);
void qn_shares_free(qn_shares *shares);
/* What one part has to know, to another process and there; best[n_column] is 0 elsewhere. */
qn_status qn_shares_put(qn_parcel *out, const qn_shares *shares, int part);
qn_status qn_shares_get(qn_shares *out, double *best, const qn_parts *parts, int part,
                        qn_parcel *in);

typedef struct {
  qn_part part;   /* with columns of its own behind those of the whole */
  size_t n_given; /* columns of the whole */
  double *x;      /* [part.model.n_column] the plan there */
} qn_piece;

qn_status qn_piece_new(qn_piece *out, const qn_shares *shares, int part);
void qn_piece_free(qn_piece *piece);
/* Writes a point x of the piece to the whole's columns. */
void qn_piece_keep(const qn_piece *piece, const double *x, double *whole);

#endif
