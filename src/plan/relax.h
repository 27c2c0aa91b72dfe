/* The linear relaxation of the whole model by generating columns: a linear program over few
 * pathways gives prices, the prices show which of the others would help, and so on until none does.
 */
#ifndef QN_PLAN_RELAX_H
#define QN_PLAN_RELAX_H
#include "plan/basis.h"
#include "plan/bound.h"
#include "plan/subset.h"

typedef struct {
  double *price;    /* [n_row] CNY per unit of the row, of the best bound */
  double *reduced;  /* [n_column] reduced costs at those prices */
  double *x;        /* [n_column] the relaxation's point (0 where a column was not in) */
  double bound;     /* valid lower bound, -INFINITY when none was reached; INFINITY: no plan */
  double objective; /* of the relaxation, elastic costs included */
  double elastic;   /* sum of elastic amounts in the relaxation: > 0 hints at rules in conflict */
  int is_complete;  /* no column outside would help */
  qn_lp_solver *solver; /* kept open; holds the first n_column columns of the subset; NULL none */
  size_t n_column;
} qn_relaxation;

/* Before any program is solved: every block at its cheapest. */
qn_status qn_relaxation_new(qn_relaxation *out, const qn_model *model);
/* basis: where to begin (basis.h), NULL: at the solver's own. */
qn_status qn_relax(qn_relaxation *out, qn_subset *subset, const qn_basis *basis, qn_run *run,
                   double seconds);
/* Opens the program with the columns to begin with and solves nothing yet. */
qn_status qn_relax_open(qn_relaxation *out, qn_subset *subset, qn_findings *findings);
/* The same program again from where it stands, the columns within limits: only the best bound so
 * far is forgotten, and it ends early when the bound reaches cutoff. The limits must have been told
 * to the solver. */
qn_status qn_relaxation_again(qn_relaxation *relaxation, qn_subset *subset, const qn_limits *limits,
                              double cutoff, qn_run *run, double seconds);
/* Brings the columns that the subset has got since into the program. */
qn_status qn_relaxation_widen(qn_relaxation *relaxation, qn_subset *subset);
void qn_relaxation_clear(qn_relaxation *relaxation);

#endif
