/* Inside table only. */
#ifndef QN_TABLE_CSV_WRITE_H
#define QN_TABLE_CSV_WRITE_H
#include "base/findings.h"
#include "table/schema.h"

/* Writes folder/NAME.csv for every table, as qn_store_write says. Chinese headers come with a BOM,
 * without which Chinese spreadsheets take the file for GB18030. */
qn_status qn_csv_write(const char *folder, const qn_rows *tables, size_t n, bool english,
                       qn_findings *findings);

#endif
