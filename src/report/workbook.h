/* The plan as workbooks: result.xlsx, one sheet a table, and one workbook a township for its clerks
 * (确村确户台账). */
#ifndef QN_REPORT_WORKBOOK_H
#define QN_REPORT_WORKBOOK_H
#include <stdbool.h>

#include "base/findings.h"
#include "table/schema.h"

/* Writes the n tables of a plan to path (.xlsx), whole or not at all: Chinese or English headers
 * with units, modes in the colours of their families, ready to print. name stands above every
 * page. */
qn_status qn_report_workbook(const char *path, const char *name, const qn_rows *tables, size_t n,
                             bool english, qn_findings *findings);

/* Writes FOLDER/CODE-NAME.xlsx for every township that has a row in units (of qn_unit_plans_table):
 * what each village gets, with empty columns for acceptance and signature. folder must exist.
 * modes: rows of qn_mode_names_table, for the colours, or NULL. */
qn_status qn_report_townships(const char *folder, const qn_rows *units, const qn_rows *modes,
                              bool english, qn_findings *findings);

#endif
