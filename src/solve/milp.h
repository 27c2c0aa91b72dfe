/* Mixed-integer programs by HiGHS in a process of its own: HiGHS overruns its time limit by minutes
 * in presolve and at the root, so the clock is ours and the process is ended when it is over. What
 * it finds is handed over through shared memory as it comes. */
#ifndef QN_SOLVE_MILP_H
#define QN_SOLVE_MILP_H
#include "base/run.h"
#include "solve/lp.h"

typedef struct {
  double gap;          /* relative, at which to stop */
  double seconds;      /* from now */
  long work_limit;     /* nodes; 0 none */
  double effort;       /* of heuristics, 0..1; negative: the solver's default */
  const double *start; /* a complete point [n_column], or NULL */
  int only_point;      /* nobody asks for the bound: it need not be proved twice */
} qn_milp_options;

typedef struct {
  qn_lp_state state; /* QN_LP_OPTIMAL: within the gap; QN_LP_STOPPED: by clock, work or cancel */
  int has_point;
  double *x;               /* [n_column], room given by the caller; filled when has_point */
  double objective, bound; /* bound: proven by the solver, -INFINITY when none */
} qn_milp_answer;

/* Called in this process for every better point while the solver works; x is valid during the call.
 * Returning false ends the search. */
typedef bool qn_milp_better(void *who, const double *x, double objective, double bound);

/* Small programs are proved twice, the second time from the best point and without the solver's
 * presolve: the answer is the better point with the weaker bound, and a contradiction is a warning
 * among the run's findings. */
qn_status qn_milp_solve(qn_milp_answer *answer, const qn_lp *lp, const qn_milp_options *options,
                        qn_run *run, qn_milp_better *better, void *who);

#endif
