/* Outward rounding without touching the processor's rounding mode: an end is moved by one unit in
 * the last place, which is at least twice what the operation can have lost. */
#include "audit/interval.h"

#include <float.h>
#include <math.h>

qn_interval qn_interval_of(double low, double high) {
  qn_interval out = {low - fabs(low) * DBL_EPSILON, high + fabs(high) * DBL_EPSILON};
  /* An end beyond all numbers says nothing. */
  if (!(out.low < INFINITY)) out.low = -INFINITY;
  if (!(out.high > -INFINITY)) out.high = INFINITY;
  return out;
}

qn_interval qn_interval_add(qn_interval a, qn_interval b) {
  return qn_interval_of(a.low + b.low, a.high + b.high);
}

qn_interval qn_interval_subtract(qn_interval a, qn_interval b) {
  return qn_interval_of(a.low - b.high, a.high - b.low);
}

static double product(double x, double y) {
  return x == 0 || y == 0 ? 0 : x * y;
}

static double least(double a, double b, double c, double d) {
  return fmin(fmin(a, b), fmin(c, d));
}

qn_interval qn_interval_multiply(qn_interval a, qn_interval b) {
  const double p = product(a.low, b.low), q = product(a.low, b.high), r = product(a.high, b.low),
               s = product(a.high, b.high);
  return qn_interval_of(least(p, q, r, s), -least(-p, -q, -r, -s));
}

bool qn_interval_divide(qn_interval *out, qn_interval a, qn_interval b) {
  if (b.low <= 0 && b.high >= 0) return false;
  /* 1/b by its ends, of which an infinite one gives 0. */
  *out = qn_interval_multiply(a, qn_interval_of(1 / b.high, 1 / b.low));
  return true;
}

qn_interval qn_interval_hull(qn_interval a, qn_interval b) {
  return (qn_interval){fmin(a.low, b.low), fmax(a.high, b.high)};
}

bool qn_interval_meet(qn_interval a, qn_interval b) {
  return a.low <= b.high && b.low <= a.high;
}
