/* The questions of qingnuan explain, one function each. */
#ifndef QN_CLI_EXPLAIN_H
#define QN_CLI_EXPLAIN_H
#include "cli/read_result.h"

/* Why a unit (id or name) gets what it gets. most: ways told beside the chosen. */
qn_status qn_explain_unit(qn_cli *cli, const qn_result *result, const char *unit, size_t most);

#endif
