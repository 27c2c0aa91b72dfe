/* Members of rows as text, for every format that is written. Inside table only. */
#ifndef QN_TABLE_PRINT_H
#define QN_TABLE_PRINT_H
#include "base/text.h"
#include "table/schema.h"

/* Appends the header of a column: the English name, or the Chinese one with its unit. */
qn_status qn_print_header(qn_text *out, const qn_column *column, bool english);
/* True when the member is missing. */
bool qn_print_is_empty(const void *member, const qn_column *column);
/* Appends a member as it is read back; nothing for a missing one. Dates are 2025-11-15, truth 1 and
 * 0 or 是 and 否. */
qn_status qn_print_cell(qn_text *out, const void *member, const qn_column *column, bool english);

#endif
