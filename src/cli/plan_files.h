/* The files of a plan: those of result_files.h; case/ with the case as planned and why/ with
 * choices and prices, for explain; in a folder that is swapped in whole. */
#ifndef QN_CLI_PLAN_FILES_H
#define QN_CLI_PLAN_FILES_H
#include "cli/result_files.h"

/* The row of table run. */
qn_run_row qn_plan_run_row(const qn_plan *plan, const qn_cli *cli);
/* Which files; KEPT are those that can be written while the search goes on: csv, case and why. */
enum { QN_FILES_KEPT = 1, QN_FILES_ALL = 2, QN_FILES_TOWNSHIPS = 4 };
/* Writes files to folder (replaced). TOWNSHIPS: a workbook a township in folder/township. QN_EIO
 * with a finding when anything fails; what stood there is then untouched. */
qn_status qn_plan_files_write(const char *folder, const qn_plan *plan,
                              const qn_result_tables *tables, unsigned files_asked, qn_cli *cli);

#endif
