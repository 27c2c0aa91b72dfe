/* The row that stands for an empty line. */
#ifndef QN_TABLE_RECORD_H
#define QN_TABLE_RECORD_H
#include "table/schema.h"

/* Fills row as an empty line would: missing values, fallbacks, links to nothing. QN_ENOMEM, or a
 * fallback that its own column refuses (a fault of the declaration). */
qn_status qn_row_default(void *row, const qn_table *table, qn_arena *arena, qn_findings *findings);

#endif
