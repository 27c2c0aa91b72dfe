/* A model cut into parts that few rows join. Blocks go by county, or by prefecture; whatever is no
 * block goes with the blocks that its rows speak of. A row that touches one part alone is that
 * part's own, every other row joins parts: at a price for each of its units the parts can be solved
 * one by one, and the sum of their bounds is a bound of the whole (Lagrange). */
#ifndef QN_PLAN_PARTS_H
#define QN_PLAN_PARTS_H
#include "case/region.h"
#include "plan/model.h"

enum { QN_JOINS_PARTS = -1, QN_OF_NO_PART = -2 }; /* of no part: no column touches the row */
enum { QN_ALL_CLUSTERS = -1 };

typedef struct {
  const qn_model *model;
  int n_part;
  int *of_column;                                    /* [n_column] */
  int *of_row;                                       /* [n_row], QN_JOINS_PARTS or QN_OF_NO_PART */
  size_t *column_first, *columns, *row_first, *rows; /* of a part, in the order of the model */
  size_t *joining, n_joining;                        /* rows that join parts, cluster by cluster */
  /* Clusters (clusters.h) share no row; not known of a sample. */
  int n_cluster, *cluster; /* [n_part] */
  size_t *joining_first;   /* [n_cluster + 1] in joining */
  int *number;             /* [n_row] place in joining, + 1; 0 of other rows */
} qn_parts;

/* level: QN_COUNTY, or QN_PREFECTURE, where a county that is in none is a part by itself. */
qn_status qn_parts_new(qn_parts *out, const qn_model *model, enum qn_level level);
/* A part a cluster, with about so many of its units, all of some counties, and what belongs to no
 * county; behind them one part for all the rest. Of several clusters those that are small enough to
 * be solved as one program are in it whole. */
qn_status qn_parts_sample(qn_parts *out, const qn_parts *parts, int units);
void qn_parts_free(qn_parts *parts);
size_t qn_parts_columns(const qn_parts *parts, int part); /* how many */
size_t qn_parts_rows(const qn_parts *parts, int part);    /* of its own */

/* One part as a model of its own: its blocks, columns and rows, numbered from 0 in the order of the
 * whole. With prices, what a column takes from rows that join parts is in its cost; without, those
 * rows follow behind the part's own. */
typedef struct {
  qn_model model;
  const size_t *column; /* in the whole; borrowed from the parts */
  size_t *row;          /* in the whole */
  size_t n_own;         /* rows of the part alone */
  double rounding;      /* by how much the costs may be off in all, CNY */
} qn_part;

/* price[n_row of the whole], CNY per unit, or NULL. */
qn_status qn_part_new(qn_part *out, const qn_parts *parts, int part, const double *price);
void qn_part_free(qn_part *part);

/* The joining rows of a cluster, or of all: first .. end - 1 of joining. */
void qn_parts_joining(const qn_parts *parts, int cluster, size_t *first, size_t *end);

/* What the joining rows of a cluster add to the sum of its parts' bounds; of all: with the rows
 * that no column touches. */
double qn_parts_shared(const qn_parts *parts, int cluster, const double *price);

#endif
