/* Inside table only. */
#ifndef QN_TABLE_XLSX_WRITE_H
#define QN_TABLE_XLSX_WRITE_H
#include "base/findings.h"
#include "table/schema.h"

/* Writes a workbook, one sheet a table (Chinese sheet names and headers with units, or English),
 * the header frozen, codes as text, numbers with 16 digits. folder takes the temporary files. The
 * same tables give the same bytes. */
qn_status qn_xlsx_write(const char *path, const char *folder, const qn_rows *tables, size_t n,
                        bool english, qn_findings *findings);

#endif
