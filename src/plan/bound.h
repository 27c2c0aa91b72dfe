/* A lower bound on the cost of every plan from prices of rows, by weak duality: for prices y (>= 0
 * for at least, <= 0 for at most, free for equalities) cost >= sum_r y_r rhs_r + sum over blocks of
 * min (c - y a) + sum over other columns of min over 0..upper of (c - y a) x. Any prices give a
 * valid bound; those of the linear relaxation give its optimum. Shares no code with the search. */
#ifndef QN_PLAN_BOUND_H
#define QN_PLAN_BOUND_H
#include "plan/model.h"

/* Where columns are held closer than in the model, [n_column] each; a pathway is ruled out by an
 * upper end of 0 and its lower end is not looked at. */
typedef struct {
  double *lower, *upper;
} qn_limits;

/* price[n_row] in CNY per unit of the row (unscaled); those of a wrong sign are taken as 0, and
 * those that a column without upper end cannot bear are lowered to what it can. reduced[n_column]
 * may be NULL: gets c - y a of every column, for blocks less the block's own price, and INFINITY
 * for a pathway ruled out. limits may be NULL: the bound then holds for all plans, else for those
 * within them; INFINITY when a block has no pathway left. */
double qn_model_bound(const qn_model *model, const qn_limits *limits, double *price,
                      double *reduced);

#endif
