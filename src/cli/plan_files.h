/* The files of a plan: those of result_files.h; case/ with the case as planned and why/ with
 * choices and prices, for explain; in a folder that is swapped in whole. */
#ifndef QN_CLI_PLAN_FILES_H
#define QN_CLI_PLAN_FILES_H
#include "cli/result_files.h"

/* The row of table run. */
qn_run_row qn_plan_run_row(const qn_plan *plan, const qn_cli *cli);
/* Writes all files to folder (replaced). by_township: a workbook a township in folder/township.
 * QN_EIO with a finding when anything fails; what stood there is then untouched. */
qn_status qn_plan_files_write(const char *folder, const qn_plan *plan,
                              const qn_result_tables *tables, int by_township, qn_cli *cli);

#endif
