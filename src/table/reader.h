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
/* A qn_row_taker: who is the reader. Only QN_ENOMEM stops it; everything else is found. */
qn_status qn_reader_row(void *who, const qn_sheet_row *row);
/* Hands the rows over: all that were there, also those with faulty cells (which are left missing).
 * read: how the pushing of rows ended. QN_EINPUT when there was any error. */
qn_status qn_reader_end(qn_reader *reader, qn_status read, qn_rows *out);

#endif
