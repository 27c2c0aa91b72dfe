/* A linear program kept open, with a clock of ours beside the solver's own. */
#include "solve/lp.h"

#include <stdlib.h>

#include "base/run.h"
#include "solve/highs.h"

struct qn_lp_solver {
  qn_highs *highs;
  double until_s;
  const atomic_bool *cancel;
};

static bool must_stop(void *who) {
  const qn_lp_solver *solver = who;
  return qn_clock() > solver->until_s || (solver->cancel && atomic_load(solver->cancel));
}

qn_status qn_lp_solver_new(qn_lp_solver **out, const qn_lp *lp, qn_findings *findings) {
  qn_lp_solver *solver = calloc(1, sizeof *solver);
  if (!solver) return QN_ENOMEM;
  const qn_highs_ears ears = {.who = solver, .must_stop = must_stop};
  const qn_status s = qn_highs_new(&solver->highs, lp, 0, ears, findings);
  if (s)
    free(solver);
  else
    *out = solver;
  return s;
}

void qn_lp_solver_free(qn_lp_solver *solver) {
  if (!solver) return;
  qn_highs_free(solver->highs);
  free(solver);
}

qn_status qn_lp_solver_add(qn_lp_solver *solver, int n, const double *cost, const double *lower,
                           const double *upper, const int *start, const int *index,
                           const double *value) {
  return qn_highs_add(solver->highs, n, cost, lower, upper, start, index, value);
}

qn_status qn_lp_solver_cost(qn_lp_solver *solver, int column, double cost) {
  return qn_highs_cost(solver->highs, column, cost);
}

qn_status qn_lp_solver_between(qn_lp_solver *solver, int column, double lower, double upper) {
  return qn_highs_between(solver->highs, column, lower, upper);
}

qn_status qn_lp_solver_cutoff(qn_lp_solver *solver, double objective) {
  return qn_highs_set_real(solver->highs, "objective_bound", objective) ? QN_OK : QN_ESOLVER;
}

qn_status qn_lp_solver_basis(const qn_lp_solver *solver, int *column, int *row) {
  return qn_highs_basis(solver->highs, column, row);
}

qn_status qn_lp_solver_set_basis(qn_lp_solver *solver, const int *column, const int *row) {
  return qn_highs_set_basis(solver->highs, column, row);
}

qn_status qn_lp_solver_run(qn_lp_solver *solver, double seconds, const atomic_bool *cancel,
                           qn_lp_state *state, qn_findings *findings) {
  int status;
  solver->until_s = qn_clock() + seconds;
  solver->cancel = cancel;
  const qn_status s = qn_highs_run(solver->highs, state, &status);
  if (!s) return s;
  return qn_fail(findings, s, "the solver failed on a linear program (status %d)", status);
}

qn_status qn_lp_solver_answer(const qn_lp_solver *solver, double *x, double *price,
                              double *objective) {
  if (objective) *objective = qn_highs_objective(solver->highs);
  return x || price ? qn_highs_answer(solver->highs, x, price) : QN_OK;
}
