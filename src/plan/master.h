/* Better prices for the rows that join parts: every point that a part has given shows what the part
 * would cost at other prices at most; the prices where the sum of these is highest, not far from
 * the best so far, are tried next (cutting planes in a box). */
#ifndef QN_PLAN_MASTER_H
#define QN_PLAN_MASTER_H
#include "plan/parts.h"
#include "solve/lp.h"

typedef struct {
  const qn_parts *parts;
  int cluster;                   /* whose rows and parts these are, or QN_ALL_CLUSTERS */
  int n_part, *place;            /* [n_part of all] place of a part in the cluster */
  size_t first_row, n_row;       /* of the joining rows */
  const size_t *row;             /* [n_row] in the whole */
  double *lower, *upper, *scale; /* [n_row] of their prices, CNY per unit */
  size_t
      *relief; /* [n_row] column that bears what the row misses at the highest price, or n_column */
  size_t n_cut, room;
  int *part;            /* [n_cut] its place */
  double *cost, *use;   /* [n_cut], [n_cut * n_row] */
  double *weight;       /* [n_cut] of the points in the last program: 1 in all for a part */
  size_t *first, *held; /* points: held[first[k] .. first[k + 1]) are columns, at amount */
  double *amount;
  size_t room_held;
} qn_master;

/* Of one cluster, or of all together. price[n_row of the whole]: gives the measure of what is far;
 * least: of the mean price, where a row has none yet. */
qn_status qn_master_new(qn_master *out, const qn_parts *parts, int cluster, const double *price,
                        double least);
/* One a cluster: [n_cluster], to be freed by the next. NULL: no memory. */
qn_master *qn_masters_new(const qn_parts *parts, const double *price, double least);
void qn_masters_free(qn_master *masters, const qn_parts *parts);
void qn_master_free(qn_master *master);
/* The part's columns at x[n_column of the whole], which cost `beside` more than they tell. */
qn_status qn_master_learn(qn_master *master, int part, const double *x, double beside);
/* price[n_row of the whole]: the joining rows' move to the best within box (1: about as far as
 * prices are high); *hope: what the bound could be there. Unchanged, and hope -INFINITY, when the
 * program had no answer. */
qn_status qn_master_next(qn_master *master, double *price, double box, double *hope, qn_run *run);
/* The points that the parts have given, mixed at least cost so that the joining rows hold, with
 * what relieves them, added to x[n_column of the whole]. price: about where. */
qn_status qn_master_blend(qn_master *master, const double *price, double *x, qn_run *run);

/* Up to better prices, round by round, while there is hope and time. What can be gained grows with
 * the distance at most (the sum of the parts' minima is concave in the prices), so that little hope
 * nearby is little hope anywhere. */
typedef struct {
  double box,
      worth; /* relative: of prices the first step, of the bound what a round must promise */
  double
      most_missed; /* a row's scale: by points mixed, else the climb goes on; INFINITY: no matter */
  int most_rounds;
  double until_s;
  /* The parts of the clusters that are marked, at price[n_row]: bound[n_cluster] of these. Teaches
   * their masters what the parts give. */
  qn_status (*ask)(void *who, qn_master *masters, const unsigned char *is_asked,
                   const double *price, double *bound);
  void (*keep)(void *who, int cluster); /* the last answer is the cluster's best so far */
  void *who;
} qn_climb;

/* Every cluster climbs by itself, all at once. price[n_row] and bound[n_cluster]: where the climb
 * begins, about which the masters have been taught, and where it ends. */
qn_status qn_masters_climb(qn_master *masters, const qn_climb *climb, double *price, double *bound,
                           qn_run *run);

#endif
