/* What the two users of HiGHS share. Inside solve only. */
#ifndef QN_SOLVE_HIGHS_H
#define QN_SOLVE_HIGHS_H
#include <interfaces/highs_c_api.h>

#include "solve/lp.h"

/* A silent HiGHS on one thread, or NULL with a finding. */
void *qn_highs_new(qn_findings *findings);
/* Hands a model over; QN_ESOLVER when it is refused. */
qn_status qn_highs_pass(void *highs, const qn_lp *lp, int with_integers, qn_findings *findings);
double qn_highs_infinity(double bound, double infinity);
/* A copy of bounds with HiGHS's own infinity, or NULL. */
double *qn_highs_bounds(const void *highs, const double *bounds, int n);

#endif
