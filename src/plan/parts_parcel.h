/* What belongs to one part of a model, put into a parcel and taken out where the same parts are
 * known; arrays are those of the whole. Inside plan only. */
#ifndef QN_PLAN_PARTS_PARCEL_H
#define QN_PLAN_PARTS_PARCEL_H
#include "base/parcel.h"
#include "plan/parts.h"

/* price[n_row]: of the part's own rows. */
qn_status qn_put_own_prices(qn_parcel *out, const qn_parts *parts, int part, const double *price);
qn_status qn_get_own_prices(qn_parcel *in, const qn_parts *parts, int part, double *price);
/* And of those that join parts. */
qn_status qn_put_prices(qn_parcel *out, const qn_parts *parts, int part, const double *price);
qn_status qn_get_prices(qn_parcel *in, const qn_parts *parts, int part, double *price);
/* x[n_column] at the part's columns; few are not 0. */
qn_status qn_put_point(qn_parcel *out, const qn_parts *parts, int part, const double *x);
qn_status qn_get_point(qn_parcel *in, const qn_parts *parts, int part, double *x);
/* is_marked[n_column], 0 or 1, at the part's columns. */
qn_status qn_put_marks(qn_parcel *out, const qn_parts *parts, int part,
                       const unsigned char *is_marked);
qn_status qn_get_marks(qn_parcel *in, const qn_parts *parts, int part, unsigned char *is_marked);

#endif
