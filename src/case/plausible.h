/* Values that are unlikely or cannot be: every quantity that data/limits.csv names is held against
 * its limits, row by row. A quantity is a numeric column of the table, or one that is reckoned from
 * the row: units.m2_per_household, supplies.kva_per_household, and in prices the price of the
 * carrier of that name. Rows of a table that a case does not have (derived) are for others. */
#ifndef QN_CASE_PLAUSIBLE_H
#define QN_CASE_PLAUSIBLE_H
#include "case/case.h"

typedef struct {
  const char *table, *quantity, *unit;
  double warn_min, warn_max, error_min, error_max; /* inclusive, in unit */
  const char *source, *source_year, *sure;
} qn_limit;

extern const qn_table qn_limit_table;

/* QN_EINPUT when a value cannot be; what is only unlikely is a warning. limits: rows of
 * qn_limit_table. QN_EUSAGE with a finding for a limit that fits no column. */
qn_status qn_case_plausible(const qn_case *region, const qn_rows *limits, qn_findings *findings);

#endif
