/* A region: all its input tables, read from a place and checked. A place is a folder of CSV files,
 * an .xlsx workbook, a .gpkg GeoPackage or a PostgreSQL schema ("PG:..."). */
#ifndef QINGNUAN_CASE_H
#define QINGNUAN_CASE_H
#include "qingnuan/findings.h"

typedef struct qn_case qn_case;

/* Reads all tables of a place, links and checks them. QN_EINPUT when any table has an error; *out
 * is then still the readable part, for check and audit, unless nothing could be opened (*out NULL).
 */
QN_API qn_status qn_case_read(qn_case **out, const char *place, qn_findings *findings);
/* Writes all tables with rows, and settings, to a place, with English or Chinese headers. */
QN_API qn_status qn_case_write(const qn_case *region, const char *place, int english,
                               qn_findings *findings);
QN_API void qn_case_free(qn_case *region); /* NULL is fine */
/* Rows of the table of that English name, -1 when there is no such table. */
QN_API long qn_case_count(const qn_case *region, const char *table);

#endif
