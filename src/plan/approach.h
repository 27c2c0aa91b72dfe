/* The relaxation of a model approached by its parts. A few of the parts with the joining rows
 * scaled to their share give prices of these rows. Where they divide few units, limits hardly bite
 * and the whole is soon solved from nothing; else every part is solved at the prices by itself,
 * side by side, and where all of them end the program of the whole begins: a few steps from its
 * end. */
#ifndef QN_PLAN_APPROACH_H
#define QN_PLAN_APPROACH_H
#include "plan/parts.h"
#include "plan/relax.h"

/* As qn_relax from the solver's own basis. */
qn_status qn_approach(qn_relaxation *out, qn_subset *subset, qn_run *run, double seconds);

/* Prices of the rows that join parts, price[n_row], by samples of about so many units a cluster
 * (parts.h); 0 where a sample does not know a row, or cannot hold its share of it. *is_tense,
 * unless NULL: whether one of them is. */
qn_status qn_approach_prices(double *price, int *is_tense, const qn_parts *parts, int units,
                             qn_run *run, double seconds);

/* Where the parts end at prices, as a basis of the whole: the joining rows are basic, they hold
 * what the parts leave of them. To be freed also when it fails. */
qn_status qn_approach_basis(qn_basis *out, const qn_parts *parts, const double *price, qn_run *run,
                            double seconds);

/* Blocks first .. end - 1 that must choose one pathway and do not in x[n_column]; *n_whole, unless
 * NULL, do. */
int qn_divided_blocks(const qn_model *model, const double *x, int first, int end, int *n_whole);
/* Whether limits bite in most places: x[n_column], a relaxation's point, divides many of the units
 * that must choose one pathway. */
int qn_is_tense(const qn_model *model, const double *x);

#endif
