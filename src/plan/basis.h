/* Where a linear program stands: the columns that are in, and which of columns and rows are basic,
 * by the numbers of the model. */
#ifndef QN_PLAN_BASIS_H
#define QN_PLAN_BASIS_H
#include "plan/subset.h"

typedef struct {
  signed char *column;  /* [n_column] as the solver names it (lp.h), or QN_NOT_IN */
  signed char *elastic; /* [2 * n_row] of the elastic columns of a row: takes, gives */
  signed char *row;     /* [n_row] */
} qn_basis;

enum { QN_NOT_IN = -1 };

/* No column in; for a model of so many. */
qn_status qn_basis_new(qn_basis *out, size_t n_column, size_t n_row);
void qn_basis_free(qn_basis *basis);

/* The columns that are in join the subset. */
qn_status qn_basis_columns(const qn_basis *basis, qn_subset *subset);
/* The solver, which holds the first n columns of the subset behind its elastic ones, begins there;
 * a column of the subset that was not in is at its lower end. */
qn_status qn_basis_begin(const qn_basis *basis, const qn_subset *subset, qn_lp_solver *solver);
/* Where the solver stands, with its first n columns of the subset. */
qn_status qn_basis_take(qn_basis *basis, const qn_subset *subset, size_t n,
                        const qn_lp_solver *solver);

#endif
