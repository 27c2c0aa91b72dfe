/* Rows of cells into rows of structs, by a table's declaration. Inside table only. */
#ifndef QN_TABLE_READER_H
#define QN_TABLE_READER_H
#include "table/schema.h"
#include "table/sheet.h"

typedef struct qn_reader qn_reader;

/* file and sheet (NULL for none) are copied. NULL when memory is out. findings may be NULL. */
qn_reader *qn_reader_new(const qn_table *table, const char *file, const char *sheet,
                         qn_arena *arena, qn_findings *findings);
void qn_reader_free(qn_reader *reader);
/* A qn_row_taker for databases: the names of the fields, before any row. Without it the header is
 * looked for among the rows, and what clerks put around and between them is understood. */
qn_status qn_reader_header(void *who, const qn_sheet_row *row);
/* A qn_row_taker: who is the reader. Only QN_ENOMEM stops it; everything else is found. */
qn_status qn_reader_row(void *who, const qn_sheet_row *row);
/* Hands the rows over: all that were there, also those with faulty cells (which are left missing).
 * read: how the pushing of rows ended. QN_EINPUT when there was any error. */
qn_status qn_reader_end(qn_reader *reader, qn_status read, qn_rows *out);

#endif
