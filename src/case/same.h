/* Whether two cases say the same. */
#ifndef QN_CASE_SAME_H
#define QN_CASE_SAME_H
#include "base/text.h"
#include "case/case.h"

/* Appends the English names of the tables that differ in any value, separated by commas; *n of
 * them. Order of rows counts. */
qn_status qn_case_differences(qn_text *out, size_t *n, const qn_case *a, const qn_case *b);

#endif
