/* The exact range of a formula while each variable stays in its interval: a variable that occurs
 * twice is not counted as two.
 *
 * Where interval arithmetic shows that the slope in a variable has one sign, the extremes lie at
 * its ends. Of the other variables those that enter numerator and denominator at most once each
 * (so that the formula is monotone in them, one way or the other) are tried at both ends, up to
 * twelve of them. What is left, and an end without limit, stays an interval in each evaluation,
 * which can only widen the result: what is reported to lie outside does. */
#ifndef QN_AUDIT_RANGE_H
#define QN_AUDIT_RANGE_H
#include "audit/formula.h"
#include "audit/interval.h"

/* Working memory for one formula; reused by every call. */
typedef struct {
  const qn_formula *formula;
  qn_interval *value, *by_node; /* of each node: its value, the result's slope in it */
  qn_interval *slope, *corner;  /* of each variable */
  int *above, *below;           /* of each node: degree in numerator and denominator */
  signed char *sense;           /* of each variable */
} qn_ranger;

/* formula and arena outlive the ranger. */
qn_status qn_ranger_make(qn_ranger *out, const qn_formula *formula, qn_arena *arena);
/* box: interval of each variable, SI. QN_ERANGE, range untouched: a divisor may be zero. */
qn_status qn_range_find(qn_interval *range, qn_ranger *ranger, const qn_interval *box);

#endif
