/* The questions of qingnuan explain, one function each. */
#ifndef QN_CLI_EXPLAIN_H
#define QN_CLI_EXPLAIN_H
#include "cli/read_result.h"

/* Of a question that takes seconds: more where no program holds the region as a whole. */
double qn_explain_time_s(const qn_case *region, double seconds);

/* Why a unit (id or name) gets what it gets. most: ways told beside the chosen. */
qn_status qn_explain_unit(qn_cli *cli, const qn_result *result, const char *unit, size_t most);
/* What a rule (id), or every rule ("all"), costs. seconds: for each plan without one; 0: by the
 * prices alone. */
qn_status qn_explain_rule(qn_cli *cli, const qn_result *result, const char *rule, double seconds);

/* Which rules cannot be held together, and the least by which they must give way: of a case, or of
 * the case that a plan's folder keeps. QN_EINFEASIBLE when there are such rules, QN_ELIMIT when it
 * is not known. */
qn_status qn_explain_conflict(qn_cli *cli, const char *place, double seconds);

#endif
