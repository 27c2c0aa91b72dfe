/* Intervals of real numbers, closed, rounded outward: the true result of every operation lies in
 * what is returned. An end may be infinite. */
#ifndef QN_AUDIT_INTERVAL_H
#define QN_AUDIT_INTERVAL_H
#include <stdbool.h>

typedef struct {
  double low, high;
} qn_interval;

/* low to high, each moved outward by one rounding; for ends that were themselves computed. */
qn_interval qn_interval_of(double low, double high);
qn_interval qn_interval_add(qn_interval a, qn_interval b);
qn_interval qn_interval_subtract(qn_interval a, qn_interval b);
/* 0 times infinity is 0: an open end stands for finite values of any size. */
qn_interval qn_interval_multiply(qn_interval a, qn_interval b);
/* false, out untouched, when b holds zero. */
bool qn_interval_divide(qn_interval *out, qn_interval a, qn_interval b);
/* The least interval that holds both. */
qn_interval qn_interval_hull(qn_interval a, qn_interval b);
bool qn_interval_meet(qn_interval a, qn_interval b); /* have a point in common */

#endif
