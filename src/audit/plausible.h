/* Limits of the plausible by dimension: a statement in m² a household is held against every limit
 * in m² a household, whatever it is called. Rows of data/plausibility.csv. */
#ifndef QN_AUDIT_PLAUSIBLE_H
#define QN_AUDIT_PLAUSIBLE_H
#include "audit/printed.h"
#include "case/region.h"

typedef struct {
  const char *id, *name, *unit;
  double low, high; /* inclusive, in unit */
  const char *source, *source_year, *sure;
} qn_plausible;

extern const qn_table qn_plausibility_table;

/* False when the limit speaks of what was printed and no value that is printed so lies within it. A
 * limit of a pure number speaks of statements in the same unit only: 3 倍 is not 300 %. A limit
 * whose unit cannot be read speaks of nothing. */
bool qn_plausible_allows(const qn_plausible *limit, const qn_printed *printed);

#endif
