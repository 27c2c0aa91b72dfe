/* A table that stands as lines of key, value, unit, note (settings): the lines are turned into a
 * header and one row. Inside table only. */
#ifndef QN_TABLE_KEYED_H
#define QN_TABLE_KEYED_H
#include "table/layout.h"

typedef struct qn_keyed qn_keyed;

/* *out is NULL when the rows have no header with a column of keys: the table then stands as usual.
 * QN_EINPUT with findings when the header has no values. */
qn_status qn_keyed_new(qn_keyed **out, qn_layout *layout, const qn_sheet_row *rows, size_t n,
                       qn_arena *arena, qn_findings *findings);
void qn_keyed_free(qn_keyed *keyed); /* NULL is fine */
/* A value stands in the line, but nothing says of what. */
bool qn_keyed_lacks_key(const qn_keyed *keyed, const qn_sheet_row *row);
/* Takes a line; those without a value say nothing. */
qn_status qn_keyed_row(qn_keyed *keyed, const qn_sheet_row *row);
/* Keys (with their units in brackets) and values, each where it stood; valid until the free. */
qn_sheet_row qn_keyed_heads(const qn_keyed *keyed);
qn_sheet_row qn_keyed_values(const qn_keyed *keyed);

/* The lines that a row of a table by_key is written as, as rows of a table of the same name; rows
 * of other tables are left as they are. */
qn_status qn_keyed_lines(qn_rows *out, const qn_rows *rows, bool english, qn_arena *arena);

#endif
