/* The questions of qingnuan explain, one function each. */
#ifndef QN_CLI_EXPLAIN_H
#define QN_CLI_EXPLAIN_H
#include "cli/read_result.h"

/* Why a unit (id or name) gets what it gets. most: ways told beside the chosen. */
qn_status qn_explain_unit(qn_cli *cli, const qn_result *result, const char *unit, size_t most);
/* What a rule (id), or every rule ("all"), costs. seconds: for each plan without one; 0: by the
 * prices alone. */
qn_status qn_explain_rule(qn_cli *cli, const qn_result *result, const char *rule, double seconds);

#endif
