/* Numbers on their way to another process of the same program on the same kind of machine: put in
 * one after the other, taken out in the same order. Starts as {0}. */
#ifndef QN_BASE_PARCEL_H
#define QN_BASE_PARCEL_H
#include <stddef.h>

#include "base/status.h"

typedef struct {
  char *bytes;
  size_t length, room;
  size_t at; /* taken out so far */
} qn_parcel;

void qn_parcel_clear(qn_parcel *parcel);
/* Empty again; the room stays. */
void qn_parcel_reset(qn_parcel *parcel);
/* QN_ENOMEM leaves it as it was. */
qn_status qn_parcel_extend(qn_parcel *parcel, size_t n); /* by n bytes, to be filled */
qn_status qn_parcel_put(qn_parcel *parcel, const void *bytes, size_t n);
/* QN_ERANGE when fewer bytes are left. */
qn_status qn_parcel_get(qn_parcel *parcel, void *bytes, size_t n);

qn_status qn_parcel_put_whole(qn_parcel *parcel, long long value);
qn_status qn_parcel_get_whole(qn_parcel *parcel, long long *value);
qn_status qn_parcel_put_real(qn_parcel *parcel, double value);
qn_status qn_parcel_get_real(qn_parcel *parcel, double *value);
/* Those of x[list[0]] .. x[list[n - 1]] that are not 0, with their places in the list. */
qn_status qn_parcel_put_sparse(qn_parcel *parcel, const double *x, const size_t *list, size_t n);
/* Into the same places; the others are set to 0. */
qn_status qn_parcel_get_sparse(qn_parcel *parcel, double *x, const size_t *list, size_t n);
/* n small numbers most of which are `usual`: a bit each, and a byte for those that are not. */
qn_status qn_parcel_put_bytes(qn_parcel *parcel, const signed char *bytes, size_t n, int usual);
qn_status qn_parcel_get_bytes(qn_parcel *parcel, signed char *bytes, size_t n, int usual);

#endif
