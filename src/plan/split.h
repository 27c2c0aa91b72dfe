/* The nodes of the search tree and the limits on columns that each stands for (branch.h). */
#ifndef QN_PLAN_SPLIT_H
#define QN_PLAN_SPLIT_H
#include "plan/relax.h"

/* What a node is split by: a block's pathways up to a column and those behind it, or a number of
 * modules up to whole and from whole + 1. */
typedef struct {
  int block;     /* -1: modules */
  size_t column; /* last of the first side; the module's column */
  double whole;  /* modules of the first side */
  double part;   /* how far the point is from the first side, 0..1 */
} qn_split;

typedef struct qn_node {
  const struct qn_node *parent;
  qn_split split; /* by which it came from the parent */
  int side;       /* 0, 1 */
  double bound;
  qn_split next; /* by which it will be split */
} qn_node;

/* Limits of a node in the model, in the program, and as the solver holds them. */
typedef struct {
  qn_subset *subset;
  qn_relaxation *relaxation;
  qn_limits limits;
  double *held_lower, *held_upper; /* [n_column] */
  size_t *touched, n_touched;      /* columns whose limits differ from the model's */
  size_t *place;                   /* [n_column] in the subset, + 1 */
  size_t n_placed;
} qn_narrowing;

qn_status qn_narrowing_new(qn_narrowing *out, qn_subset *subset, qn_relaxation *relaxation);
void qn_narrowing_free(qn_narrowing *narrowing);
/* Makes the limits those of the node, with last (NULL none) on its side as if it were a child. */
qn_status qn_narrow(qn_narrowing *narrowing, const qn_node *node, const qn_split *last, int side);

/* Splits that the point x offers; units only when there is no other. Returns how many were
 * written, at most most; *is_large is 0 when they are of units. */
size_t qn_splits(qn_split *out, size_t most, const qn_narrowing *narrowing, const double *x,
                 int *is_large);

#endif
