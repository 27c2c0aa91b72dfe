/* Every return code is looked at: HiGHS goes on after a refused option or a bad number. */
#include "solve/highs.h"

#include <interfaces/highs_c_api.h>
#include <math.h>
#include <stdlib.h>

struct qn_highs {
  void *highs;
  qn_highs_ears ears;
};

/* Bounds with HiGHS's own infinity, or NULL. */
static double *with_infinity(const void *highs, const double *bounds, int n) {
  double *out = malloc(((size_t)n + 1) * sizeof *out);
  const double infinity = Highs_getInfinity(highs);
  for (int i = 0; out && i < n; i++)
    out[i] = bounds[i] == INFINITY ? infinity : bounds[i] == -INFINITY ? -infinity : bounds[i];
  return out;
}

static qn_status pass_model(void *highs, const qn_lp *lp, int with_integers,
                            qn_findings *findings) {
  double *lower = with_infinity(highs, lp->lower, lp->n_column);
  double *upper = with_infinity(highs, lp->upper, lp->n_column);
  double *row_lower = with_infinity(highs, lp->row_lower, lp->n_row);
  double *row_upper = with_infinity(highs, lp->row_upper, lp->n_row);
  HighsInt *integer = calloc((size_t)lp->n_column + 1, sizeof *integer);
  qn_status s = lower && upper && row_lower && row_upper && integer ? QN_OK : QN_ENOMEM;
  for (int c = 0; !s && with_integers && lp->is_integer && c < lp->n_column; c++)
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

static void hear(int type, const char *message, const HighsCallbackDataOut *out,
                 HighsCallbackDataIn *in, void *who) {
  (void)message;
  const qn_highs_ears *ears = &((qn_highs *)who)->ears;
  if (type == kHighsCallbackSimplexInterrupt) {
    if (ears->must_stop && in) in->user_interrupt = ears->must_stop(ears->who);
    return;
  }
  if (type == kHighsCallbackMipImprovingSolution && ears->point && out->mip_solution)
    ears->point(ears->who, out->mip_solution, out->objective_function_value);
  if (ears->bound && isfinite(out->mip_dual_bound)) ears->bound(ears->who, out->mip_dual_bound);
}

static bool listen(qn_highs *h, int is_mixed) {
  const HighsInt mixed[] = {kHighsCallbackMipImprovingSolution, kHighsCallbackMipLogging,
                            kHighsCallbackMipInterrupt};
  if (Highs_setCallback(h->highs, hear, h) != kHighsStatusOk) return false;
  if (!is_mixed)
    return Highs_startCallback(h->highs, kHighsCallbackSimplexInterrupt) == kHighsStatusOk;
  for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++)
    if (Highs_startCallback(h->highs, mixed[i]) != kHighsStatusOk) return false;
  return true;
}

qn_status qn_highs_new(qn_highs **out, const qn_lp *lp, int with_integers, qn_highs_ears ears,
                       qn_findings *findings) {
  qn_highs *h = calloc(1, sizeof *h);
  if (!h) return QN_ENOMEM;
  h->ears = ears;
  h->highs = Highs_create();
  qn_status s = QN_OK;
  if (!h->highs || !qn_highs_set_truth(h, "output_flag", false) ||
      !qn_highs_set_whole(h, "threads", 1) || !listen(h, with_integers))
    s = qn_fail(findings, QN_ESOLVER, "the solver could not be started");
  if (!s) s = pass_model(h->highs, lp, with_integers, findings);
  if (s)
    qn_highs_free(h);
  else
    *out = h;
  return s;
}

void qn_highs_free(qn_highs *highs) {
  if (!highs) return;
  if (highs->highs) Highs_destroy(highs->highs);
  free(highs);
}

const char *qn_solver_version(void) {
  return Highs_version();
}

void qn_highs_rest(void) {
  Highs_resetGlobalScheduler(1);
}

bool qn_highs_set_real(qn_highs *highs, const char *name, double value) {
  return Highs_setDoubleOptionValue(highs->highs, name, value) == kHighsStatusOk;
}
bool qn_highs_set_whole(qn_highs *highs, const char *name, long value) {
  return Highs_setIntOptionValue(highs->highs, name, (HighsInt)value) == kHighsStatusOk;
}
bool qn_highs_set_truth(qn_highs *highs, const char *name, bool value) {
  return Highs_setBoolOptionValue(highs->highs, name, value) == kHighsStatusOk;
}
bool qn_highs_set_word(qn_highs *highs, const char *name, const char *value) {
  return Highs_setStringOptionValue(highs->highs, name, value) == kHighsStatusOk;
}
bool qn_highs_set_point(qn_highs *highs, const double *x) {
  return Highs_setSolution(highs->highs, x, NULL, NULL, NULL) != kHighsStatusError;
}

qn_status qn_highs_add(qn_highs *highs, int n, const double *cost, const double *lower,
                       const double *upper, const int *start, const int *index,
                       const double *value) {
  double *low = with_infinity(highs->highs, lower, n);
  double *high = with_infinity(highs->highs, upper, n);
  qn_status s = low && high ? QN_OK : QN_ENOMEM;
  if (!s && Highs_addCols(highs->highs, n, cost, low, high, start[n], start, index, value) ==
                kHighsStatusError)
    s = QN_ESOLVER;
  free(low);
  free(high);
  return s;
}

qn_status qn_highs_cost(qn_highs *highs, int column, double cost) {
  return Highs_changeColCost(highs->highs, column, cost) == kHighsStatusError ? QN_ESOLVER : QN_OK;
}

qn_status qn_highs_between(qn_highs *highs, int column, double lower, double upper) {
  const double high = upper == INFINITY ? Highs_getInfinity(highs->highs) : upper;
  return Highs_changeColBounds(highs->highs, column, lower, high) == kHighsStatusError ? QN_ESOLVER
                                                                                       : QN_OK;
}

qn_status qn_highs_basis(const qn_highs *highs, int *column, int *row) {
  return Highs_getBasis(highs->highs, column, row) == kHighsStatusError ? QN_ESOLVER : QN_OK;
}

qn_status qn_highs_set_basis(qn_highs *highs, const int *column, const int *row) {
  return Highs_setBasis(highs->highs, column, row) == kHighsStatusError ? QN_ESOLVER : QN_OK;
}

static qn_lp_state state_of(HighsInt status) {
  if (status == kHighsModelStatusOptimal || status == kHighsModelStatusModelEmpty)
    return QN_LP_OPTIMAL;
  if (status == kHighsModelStatusInfeasible) return QN_LP_INFEASIBLE;
  if (status == kHighsModelStatusUnbounded || status == kHighsModelStatusUnboundedOrInfeasible)
    return QN_LP_UNBOUNDED;
  return QN_LP_STOPPED;
}

qn_status qn_highs_run(qn_highs *highs, qn_lp_state *state, int *status) {
  const HighsInt code = Highs_run(highs->highs);
  *status = (int)Highs_getModelStatus(highs->highs);
  *state = state_of(*status);
  return code == kHighsStatusError ? QN_ESOLVER : QN_OK;
}

qn_status qn_highs_answer(const qn_highs *highs, double *x, double *price) {
  return Highs_getSolution(highs->highs, x, NULL, NULL, price) == kHighsStatusError ? QN_ESOLVER
                                                                                    : QN_OK;
}

double qn_highs_objective(const qn_highs *highs) {
  return Highs_getObjectiveValue(highs->highs);
}

double qn_highs_bound(const qn_highs *highs) {
  double bound = -INFINITY;
  Highs_getDoubleInfoValue(highs->highs, "mip_dual_bound", &bound);
  return isfinite(bound) ? bound : -INFINITY;
}

bool qn_highs_has_point(const qn_highs *highs) {
  HighsInt has = 0;
  Highs_getIntInfoValue(highs->highs, "primal_solution_status", &has);
  return has == kHighsSolutionStatusFeasible;
}
