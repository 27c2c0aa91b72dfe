/* The relaxation of a model approached by its parts. A few of the parts with the joining rows
 * scaled to their share give prices of these rows, every part is solved at them by itself, side by
 * side, and where all of them end the program of the whole begins: a few steps from its end. */
#ifndef QN_PLAN_APPROACH_H
#define QN_PLAN_APPROACH_H
#include "plan/parts.h"
#include "plan/relax.h"

/* As qn_relax from the solver's own basis. */
qn_status qn_approach(qn_relaxation *out, qn_subset *subset, qn_run *run, double seconds);

/* Prices of the rows that join parts, price[n_row], by samples of about so many units a cluster
 * (parts.h); 0 where a sample does not know a row, or cannot hold its share of it. */
qn_status qn_approach_prices(double *price, const qn_parts *parts, int units, qn_run *run,
                             double seconds);

#endif
