/* What a plan prints, as the interval of values that are printed so.
 *
 * qualifier   interval
 * exact       half of the last printed decimal either way: 4.17 is 4.165 to 4.175
 * about       half of the last digit that is not zero, at least 1 %: 约 600 is 550 to 650
 * at_least    from the lower end of exact upward without end
 * at_most     from the upper end of exact downward without end
 *
 * A range as printed (90-100, 1470~1590, 2 至 3) reaches from the lower end of its first number to
 * the upper end of its second. Thousands separators, full-width digits, 零下, and 万 or 亿 behind
 * the number are read. */
#ifndef QN_AUDIT_PRINTED_H
#define QN_AUDIT_PRINTED_H
#include "audit/interval.h"
#include "base/units.h"

typedef struct {
  double value;      /* as printed, in unit; the middle of a range */
  qn_interval range; /* SI */
  qn_unit unit;      /* of the column unit, or behind the number where that is empty */
} qn_printed;

/* Which part of a statement is at fault. */
typedef enum { QN_PRINTED_FINE, QN_PRINTED_VALUE, QN_PRINTED_UNIT, QN_PRINTED_QUALIFIER } qn_fault;

/* out untouched unless QN_PRINTED_FINE. Any text may be NULL: an empty qualifier is exact. */
qn_fault qn_printed_parse(qn_printed *out, const char *value, const char *unit,
                          const char *qualifier);

#endif
