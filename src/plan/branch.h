/* Branch and bound over the whole model: every node is the linear relaxation within limits, its
 * columns generated anew at its prices, and its bound is that of weak duality over all columns
 * (bound.h). What is large is split first: the pathways of a source, project or trunk in two runs,
 * the number of modules below and above; then units. Nodes of least bound come first. */
#ifndef QN_PLAN_BRANCH_H
#define QN_PLAN_BRANCH_H
#include "plan/relax.h"

typedef struct {
  double seconds;
  long most_nodes; /* 0: no end */
  double gap;      /* relative, a node this close to the cutoff is done with */
  int units;       /* units are split too; else a node where all that is large is whole is a leaf */
  /* A point where all that is large is whole, with the bound of its node; lowers *cutoff when it
   * makes a plan of it. Returns other than QN_OK to end with it. */
  qn_status (*leaf)(void *who, const double *x, double bound, int is_whole, double *cutoff);
  void (*told)(void *who, double bound); /* the bound of all has risen; may be NULL */
  void *who;
} qn_branch_options;

typedef struct {
  double bound; /* of every plan cheaper than the cutoff, -INFINITY none */
  long n_node, n_leaf;
  int is_closed; /* nothing is left open */
} qn_branching;

/* The relaxation must have been solved; its solver is moved about, its point and prices stay.
 * cutoff: cost of the best plan known, INFINITY none. */
qn_status qn_branch(qn_branching *out, qn_subset *subset, qn_relaxation *relaxation, double cutoff,
                    const qn_branch_options *options, qn_run *run);

#endif
