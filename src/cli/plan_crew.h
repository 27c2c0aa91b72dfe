/* A plan by several processes (plan/crew.h): who talks, what stands on disk while the search goes
 * on, and what was moved between them. */
#ifndef QN_CLI_PLAN_CREW_H
#define QN_CLI_PLAN_CREW_H
#include "cli/cli.h"
#include "plan/crew.h"

/* Joins the processes that were started with this one; NULL in the run when there are none. A
 * helper tells nothing from here on and leaves signals to the leader. */
qn_status qn_cli_gather(qn_cli *cli);
/* A helper's whole work; so_far: how reading went. */
void qn_cli_help(qn_cli *cli, const qn_case *region, const qn_demand *demand, qn_status so_far);
/* Lets the helpers go and says on standard error what each step has moved; nothing when alone. */
void qn_cli_dismiss(qn_cli *cli);

#endif
