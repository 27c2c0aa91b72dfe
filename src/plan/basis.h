/* A basis to begin the relaxation of a model with, put together from elsewhere (opening.h). */
#ifndef QN_PLAN_BASIS_H
#define QN_PLAN_BASIS_H
#include "plan/subset.h"

/* A column that stands in for a joining row at its price until the solver has taken over. */
typedef struct {
  size_t row;
  double price; /* CNY per unit of the row */
} qn_stand_in;

typedef struct {
  int is_found;
  unsigned char *is_in;  /* [n_column] what the parts' programs held */
  int *column;           /* [n_column] standing, as the solver names it */
  int *elastic;          /* [2 * n_row] of the elastic columns of a row: takes, gives */
  int *row;              /* [n_row] */
  qn_stand_in *stand_in; /* rows with a price */
  size_t n_stand_in;
} qn_basis;

void qn_basis_free(qn_basis *basis);

/* Tells the solver, which holds the subset with its elastic columns, where to begin. */
qn_status qn_basis_begin(const qn_basis *basis, const qn_subset *subset, qn_lp_solver *solver);
/* Gives the stand-ins their own cost and ends back. */
qn_status qn_basis_end(const qn_basis *basis, const qn_subset *subset, qn_lp_solver *solver);

#endif
