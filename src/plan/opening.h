/* A basis to begin the relaxation of a large model with. Prices of the rows that join parts come
 * from a sample of the parts; at these every part's relaxation is solved by itself, side by side;
 * their bases together are one of the whole, optimal but for the joining rows, from which the
 * solver has few steps to go. */
#ifndef QN_PLAN_OPENING_H
#define QN_PLAN_OPENING_H
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
} qn_opening;

/* Not found when there are no parts to speak of, or time was short. */
qn_status qn_opening_new(qn_opening *out, const qn_model *model, qn_run *run, double seconds);
void qn_opening_free(qn_opening *opening);

/* Tells the solver, which holds the subset with its elastic columns, where to begin. */
qn_status qn_opening_begin(const qn_opening *opening, const qn_subset *subset,
                           qn_lp_solver *solver);
/* Gives the stand-ins their own cost and ends back. */
qn_status qn_opening_end(const qn_opening *opening, const qn_subset *subset, qn_lp_solver *solver);

#endif
