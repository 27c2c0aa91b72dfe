/* A thin hand on HiGHS: every return code is looked at, an option that is refused is a failure, and
 * the clock is a callback of ours beside HiGHS's own. */
#include "solve/lp.h"

#include <math.h>
#include <stdlib.h>

#include "base/run.h"
#include "solve/highs.h"

struct qn_lp_solver {
  void *highs;
  int n_column, n_row;
  double until_s;
  const atomic_bool *cancel;
};

void *qn_highs_new(qn_findings *findings) {
  void *highs = Highs_create();
  if (!highs || Highs_setBoolOptionValue(highs, "output_flag", 0) != kHighsStatusOk ||
      Highs_setIntOptionValue(highs, "threads", 1) != kHighsStatusOk) {
    qn_fail(findings, QN_ESOLVER, "the solver could not be started");
    if (highs) Highs_destroy(highs);
    return NULL;
  }
  return highs;
}

double qn_highs_infinity(double bound, double infinity) {
  return bound == INFINITY ? infinity : bound == -INFINITY ? -infinity : bound;
}

double *qn_highs_bounds(const void *highs, const double *bounds, int n) {
  double *out = malloc(((size_t)n + 1) * sizeof *out);
  const double infinity = Highs_getInfinity(highs);
  for (int i = 0; out && i < n; i++) out[i] = qn_highs_infinity(bounds[i], infinity);
  return out;
}

qn_status qn_highs_pass(void *highs, const qn_lp *lp, int with_integers, qn_findings *findings) {
  double *lower = qn_highs_bounds(highs, lp->lower, lp->n_column);
  double *upper = qn_highs_bounds(highs, lp->upper, lp->n_column);
  double *row_lower = qn_highs_bounds(highs, lp->row_lower, lp->n_row);
  double *row_upper = qn_highs_bounds(highs, lp->row_upper, lp->n_row);
  HighsInt *integer = with_integers ? calloc((size_t)lp->n_column + 1, sizeof *integer) : NULL;
  qn_status s =
      lower && upper && row_lower && row_upper && (integer || !with_integers) ? QN_OK : QN_ENOMEM;
  for (int c = 0; !s && integer && lp->is_integer && c < lp->n_column; c++)
    integer[c] = lp->is_integer[c];
  if (!s) {
    const HighsInt entries = lp->start[lp->n_column];
    const HighsInt code =
        with_integers
            ? Highs_passMip(highs, lp->n_column, lp->n_row, entries, kHighsMatrixFormatColwise,
                            kHighsObjSenseMinimize, 0, lp->cost, lower, upper, row_lower, row_upper,
                            lp->start, lp->index, lp->value, integer)
            : Highs_passLp(highs, lp->n_column, lp->n_row, entries, kHighsMatrixFormatColwise,
                           kHighsObjSenseMinimize, 0, lp->cost, lower, upper, row_lower, row_upper,
                           lp->start, lp->index, lp->value);
    if (code == kHighsStatusError)
      s = qn_fail(findings, QN_ESOLVER, "the solver refused the model (%d columns, %d rows)",
                  lp->n_column, lp->n_row);
  }
  free(lower);
  free(upper);
  free(row_lower);
  free(row_upper);
  free(integer);
  return s;
}

/* HiGHS asks whether to go on. */
static void ask(int type, const char *message, const HighsCallbackDataOut *out,
                HighsCallbackDataIn *in, void *who) {
  (void)type;
  (void)message;
  (void)out;
  const qn_lp_solver *solver = who;
  const bool is_over = qn_clock() > solver->until_s;
  if (in) in->user_interrupt = is_over || (solver->cancel && atomic_load(solver->cancel));
}

qn_status qn_lp_solver_new(qn_lp_solver **out, const qn_lp *lp, qn_findings *findings) {
  qn_lp_solver *solver = calloc(1, sizeof *solver);
  if (!solver) return QN_ENOMEM;
  solver->highs = qn_highs_new(findings);
  solver->n_column = lp->n_column;
  solver->n_row = lp->n_row;
  qn_status s = solver->highs ? qn_highs_pass(solver->highs, lp, 0, findings) : QN_ESOLVER;
  if (!s && (Highs_setCallback(solver->highs, ask, solver) != kHighsStatusOk ||
             Highs_startCallback(solver->highs, kHighsCallbackSimplexInterrupt) != kHighsStatusOk))
    s = qn_fail(findings, QN_ESOLVER, "the solver could not be started");
  if (s)
    qn_lp_solver_free(solver);
  else
    *out = solver;
  return s;
}

void qn_lp_solver_free(qn_lp_solver *solver) {
  if (!solver) return;
  if (solver->highs) Highs_destroy(solver->highs);
  free(solver);
}

qn_status qn_lp_solver_add(qn_lp_solver *solver, int n, const double *cost, const double *lower,
                           const double *upper, const int *start, const int *index,
                           const double *value) {
  double *low = qn_highs_bounds(solver->highs, lower, n);
  double *high = qn_highs_bounds(solver->highs, upper, n);
  qn_status s = low && high ? QN_OK : QN_ENOMEM;
  if (!s && Highs_addCols(solver->highs, n, cost, low, high, start[n], start, index, value) ==
                kHighsStatusError)
    s = QN_ESOLVER;
  if (!s) solver->n_column += n;
  free(low);
  free(high);
  return s;
}

qn_status qn_lp_solver_cost(qn_lp_solver *solver, int column, double cost) {
  return Highs_changeColCost(solver->highs, column, cost) == kHighsStatusError ? QN_ESOLVER : QN_OK;
}

qn_status qn_lp_solver_run(qn_lp_solver *solver, double seconds, const atomic_bool *cancel,
                           qn_lp_state *state, qn_findings *findings) {
  solver->until_s = qn_clock() + seconds;
  solver->cancel = cancel;
  if (Highs_run(solver->highs) == kHighsStatusError)
    return qn_fail(findings, QN_ESOLVER, "the solver failed on a linear program (status %d)",
                   (int)Highs_getModelStatus(solver->highs));
  const HighsInt status = Highs_getModelStatus(solver->highs);
  *state =
      status == kHighsModelStatusOptimal || status == kHighsModelStatusModelEmpty ? QN_LP_OPTIMAL
      : status == kHighsModelStatusInfeasible                                     ? QN_LP_INFEASIBLE
      : status == kHighsModelStatusUnbounded || status == kHighsModelStatusUnboundedOrInfeasible
          ? QN_LP_UNBOUNDED
          : QN_LP_STOPPED;
  return QN_OK;
}

qn_status qn_lp_solver_answer(const qn_lp_solver *solver, double *x, double *price,
                              double *objective) {
  if ((x || price) && Highs_getSolution(solver->highs, x, NULL, NULL, price) == kHighsStatusError)
    return QN_ESOLVER;
  if (objective) *objective = Highs_getObjectiveValue(solver->highs);
  return QN_OK;
}
