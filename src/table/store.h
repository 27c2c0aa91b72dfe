/* Where tables stand: a folder of CSV files, an .xlsx workbook, a .gpkg GeoPackage, a PostgreSQL
 * schema ("PG:..."). A table is found by its English or Chinese name. */
#ifndef QN_TABLE_STORE_H
#define QN_TABLE_STORE_H
#include "base/arena.h"
#include "base/findings.h"
#include "table/schema.h"

typedef struct qn_store qn_store;

/* QN_EINPUT with a finding when place is missing, damaged or of no known kind. */
qn_status qn_store_open(qn_store **out, const char *place, qn_findings *findings);
void qn_store_close(qn_store *store); /* NULL is fine */
/* Reads one table into rows from arena. A table that is not there gives no rows and QN_OK. Every
 * cell that cannot be read is a located finding; then QN_EINPUT, and the rows that were there all
 * the same, the faulty cells left missing (so also required ones may be: link them for more
 * findings, but do not compute with them). */
qn_status qn_table_read(qn_rows *out, const qn_table *table, qn_store *store, qn_arena *arena,
                        qn_findings *findings);
/* Warns of every sheet or file that belongs to none of the n tables. */
qn_status qn_store_unclaimed(qn_store *store, const qn_table *const *tables, size_t n,
                             qn_findings *findings);

/* Checks that keys are unique and resolves references over all tables of a case: fills the link
 * members. A reference may give the key or, where the table has an alias column, a text that stands
 * there once; the text member is then replaced by the key. A code whose leading zeros a spreadsheet
 * ate is mended with a warning. QN_EINPUT for a double key, a reference to nothing (with the
 * nearest known name as suggestion) or to several. */
qn_status qn_tables_link(qn_rows *tables, size_t n, qn_arena *arena, qn_findings *findings);

/* Writes all tables to place, whole or not at all: folder/NAME.csv, one .xlsx, one .gpkg or a
 * PostgreSQL schema. Headers are English names, or Chinese ones with units. A text that a
 * spreadsheet would take for a formula is guarded by an apostrophe, which reading takes off. An
 * existing folder is replaced, but refused (QN_EINPUT) when it holds anything but CSV files. */
qn_status qn_store_write(const char *place, const qn_rows *tables, size_t n, int english,
                         qn_findings *findings);

#endif
