/* A plan's folder as qingnuan plan wrote it, opened to be asked. */
#ifndef QN_CLI_READ_RESULT_H
#define QN_CLI_READ_RESULT_H
#include "case/case.h"
#include "cli/cli.h"
#include "demand/demand.h"
#include "result/plan_tables.h"

typedef struct {
  const char *folder;
  const qn_run_row *run;
} qn_result;

/* place: the folder, or a file in it. QN_EINPUT with a finding when it is no result of a plan. */
qn_status qn_cli_open_result(qn_result *out, const char *place, qn_cli *cli);
/* One of its output tables, from the folder csv (or why); rows in the command's arena. A table that
 * has no file has no rows. */
qn_status qn_cli_result_table(qn_rows *out, const qn_result *result, const char *folder,
                              const qn_table *table, qn_cli *cli);
/* The case as it was planned, and its heat; a warning when the case where it came from has changed
 * since, or is gone. *demand refers to *region. */
qn_status qn_cli_result_case(qn_case **region, qn_demand **demand, const qn_result *result,
                             qn_cli *cli);

#endif
