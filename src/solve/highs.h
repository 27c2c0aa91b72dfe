/* HiGHS behind plain functions: its C header defines objects and may be included by one source file
 * alone (highs.c). Inside solve only. */
#ifndef QN_SOLVE_HIGHS_H
#define QN_SOLVE_HIGHS_H
#include "solve/lp.h"

typedef struct qn_highs qn_highs;

/* What is told while it works; any may be NULL. */
typedef struct {
  void *who;
  bool (*must_stop)(void *who);                                /* linear programs */
  void (*point)(void *who, const double *x, double objective); /* mixed-integer: a better point */
  void (*bound)(void *who, double bound);                      /* mixed-integer */
} qn_highs_ears;

/* A silent solver on one thread; QN_ESOLVER with a finding when it cannot be had or refuses the
 * model. */
qn_status qn_highs_new(qn_highs **out, const qn_lp *lp, int with_integers, qn_highs_ears ears,
                       qn_findings *findings);
void qn_highs_free(qn_highs *highs);
/* Ends the worker threads that HiGHS keeps: they do not cross a fork. */
void qn_highs_rest(void);
/* Options by HiGHS's names; false when refused. */
bool qn_highs_set_real(qn_highs *highs, const char *name, double value);
bool qn_highs_set_whole(qn_highs *highs, const char *name, long value);
bool qn_highs_set_truth(qn_highs *highs, const char *name, bool value);
bool qn_highs_set_word(qn_highs *highs, const char *name, const char *value);
bool qn_highs_set_point(qn_highs *highs, const double *x);
qn_status qn_highs_add(qn_highs *highs, int n, const double *cost, const double *lower,
                       const double *upper, const int *start, const int *index,
                       const double *value);
qn_status qn_highs_cost(qn_highs *highs, int column, double cost);
qn_status qn_highs_between(qn_highs *highs, int column, double lower, double upper);
/* One status a column and a row, in HiGHS's numbers (lp.h names two of them). */
qn_status qn_highs_basis(const qn_highs *highs, int *column, int *row);
qn_status qn_highs_set_basis(qn_highs *highs, const int *column, const int *row);
/* QN_ESOLVER when it failed. *status: HiGHS's own number, for messages. */
qn_status qn_highs_run(qn_highs *highs, qn_lp_state *state, int *status);
qn_status qn_highs_answer(const qn_highs *highs, double *x, double *price);
double qn_highs_objective(const qn_highs *highs);
/* Proven bound of a mixed-integer run, -INFINITY when none. */
double qn_highs_bound(const qn_highs *highs);
bool qn_highs_has_point(const qn_highs *highs);

#endif
