/* An empty workbook that a clerk can fill in. */
#ifndef QN_TABLE_TEMPLATE_H
#define QN_TABLE_TEMPLATE_H
#include "base/findings.h"
#include "table/schema.h"

/* Writes place (.xlsx), whole or not at all: a first sheet that explains, then one sheet a table.
 * Headers carry units and comments (meaning, range, default); those that must be filled in stand
 * out; cells offer lists for choices, yes and no, and references, and warn outside the range. Of a
 * table by_key the keys and defaults are filled in. Hidden columns are left out. */
qn_status qn_template_write(const char *place, const qn_table *const *tables, size_t n, int english,
                            qn_findings *findings);

#endif
