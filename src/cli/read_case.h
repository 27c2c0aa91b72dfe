/* The case that a command works on: read, linked, checked, and held against the limits of
 * data/limits.csv. */
#ifndef QN_CLI_READ_CASE_H
#define QN_CLI_READ_CASE_H
#include "case/case.h"
#include "cli/cli.h"
#include "demand/demand.h"

/* As qn_case_read; what data/limits.csv calls impossible makes it QN_EINPUT too. */
qn_status qn_cli_read_case(qn_case **out, const char *place, qn_cli *cli);
/* The heat of a case, with the weather of the catalogues; *out refers to region. */
qn_status qn_cli_demand(qn_demand **out, const qn_case *region, qn_cli *cli);
/* One table of a place, its rows in the command's arena. */
qn_status qn_cli_read_table(qn_rows *out, const qn_table *table, const char *place, qn_cli *cli);

#endif
