/* Single rows: the row that stands for an empty line, and a table of keys and values read as one
 * row (settings). */
#ifndef QN_TABLE_RECORD_H
#define QN_TABLE_RECORD_H
#include "table/store.h"

/* A line of a table of keys and values. */
typedef struct {
  const char *key, *value, *unit, *note;
} qn_pair;
extern const qn_column qn_pair_columns[];
enum { QN_PAIR_COLUMNS = 4 };

/* Fills row as an empty line would: missing values, fallbacks, links to nothing. QN_ENOMEM, or a
 * fallback that its own column refuses (a fault of the declaration). */
qn_status qn_row_default(void *row, const qn_table *table, qn_arena *arena, qn_findings *findings);

/* Reads pairs (rows of qn_pair) as one row of table: each key names a column, in either language; a
 * unit given beside converts. Findings stand at the line of the key. QN_EINPUT on any error; row is
 * filled all the same. */
qn_status qn_row_of_pairs(void *row, const qn_table *table, const qn_rows *pairs, qn_arena *arena,
                          qn_findings *findings);
/* The pairs of a row, one a column that is not missing. */
qn_status qn_row_to_pairs(qn_rows *pairs, const qn_table *pair_table, const qn_table *table,
                          const void *row, qn_arena *arena);

#endif
