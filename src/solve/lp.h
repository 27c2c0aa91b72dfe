/* Linear programs by HiGHS: minimise cost x, row_lower <= A x <= row_upper, lower <= x <= upper.
 * Infinite bounds are INFINITY. A solver keeps its basis, so columns may be added and the next run
 * starts where the last ended. Every answer is checked here: the objective is recomputed. */
#ifndef QN_SOLVE_LP_H
#define QN_SOLVE_LP_H
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/findings.h"

/* By columns: entries of column c are start[c] .. start[c + 1] - 1. Borrowed. */
typedef struct {
  int n_column, n_row;
  const double *cost, *lower, *upper;
  const double *row_lower, *row_upper;
  const int *start, *index;
  const double *value;
  const unsigned char *is_integer; /* NULL: none */
} qn_lp;

typedef enum { QN_LP_OPTIMAL, QN_LP_INFEASIBLE, QN_LP_UNBOUNDED, QN_LP_STOPPED } qn_lp_state;

/* Version of HiGHS, "1.15.1". */
const char *qn_solver_version(void);

typedef struct qn_lp_solver qn_lp_solver;

/* Takes a copy; integrality is left aside. QN_ESOLVER with a finding when HiGHS refuses. */
qn_status qn_lp_solver_new(qn_lp_solver **out, const qn_lp *lp, qn_findings *findings);
void qn_lp_solver_free(qn_lp_solver *solver);
/* Adds n columns (start[n + 1]). */
qn_status qn_lp_solver_add(qn_lp_solver *solver, int n, const double *cost, const double *lower,
                           const double *upper, const int *start, const int *index,
                           const double *value);
/* Changes the cost of a column. */
qn_status qn_lp_solver_cost(qn_lp_solver *solver, int column, double cost);
/* Changes the bounds of a column. */
qn_status qn_lp_solver_between(qn_lp_solver *solver, int column, double lower, double upper);
/* From here on a run may end, QN_LP_STOPPED, as soon as the optimum is known to be above. INFINITY:
 * none. */
qn_status qn_lp_solver_cutoff(qn_lp_solver *solver, double objective);
/* Where columns and rows stand after a run: basic, at their lower end, or elsewhere. */
enum { QN_BASIS_LOWER = 0, QN_BASIS_BASIC = 1 };
qn_status qn_lp_solver_basis(const qn_lp_solver *solver, int *column, int *row);
/* Lets the next run start there; as many must be basic as there are rows. */
qn_status qn_lp_solver_set_basis(qn_lp_solver *solver, const int *column, const int *row);
/* Solves for at most seconds, or until cancel is set (NULL: never). */
qn_status qn_lp_solver_run(qn_lp_solver *solver, double seconds, const atomic_bool *cancel,
                           qn_lp_state *state, qn_findings *findings);
/* After QN_LP_OPTIMAL: x[n_column], price[n_row] (change of the optimum with a unit more of the
 * right-hand side), objective. Any may be NULL. */
qn_status qn_lp_solver_answer(const qn_lp_solver *solver, double *x, double *price,
                              double *objective);

#endif
