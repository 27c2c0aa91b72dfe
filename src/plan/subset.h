/* A part of the model's columns as a linear program, scaled for the solver: rows by their scale,
 * money by money_scale. Columns after the first n are elastic: one a hard row (choice rows aside)
 * and direction, so that the program always has an answer. */
#ifndef QN_PLAN_SUBSET_H
#define QN_PLAN_SUBSET_H
#include "plan/model.h"
#include "solve/lp.h"

typedef struct {
  const qn_model *model;
  double money_scale;
  size_t n, room;                /* columns of the model that are in */
  size_t *column;                /* [n] */
  unsigned char *is_in;          /* [n_column of the model] */
  double *row_lower, *row_upper; /* [n_row] scaled */
  /* the elastic columns, fixed from the start */
  int n_elastic;
  int *elastic_row;
  double *elastic_sign;
  double elastic_cost;
  qn_lp lp; /* of the last qn_subset_lp; arrays owned here */
  void *arrays[6];
} qn_subset;

qn_status qn_subset_new(qn_subset *out, const qn_model *model);
void qn_subset_clear(qn_subset *subset);
qn_status qn_subset_add(qn_subset *subset, size_t column);
/* Builds lp over columns from .. n, elastic ones first when from is 0 and elastic is set, so that
 * later columns can be added behind. Integrality as in the model (elastic: none). */
qn_status qn_subset_lp(qn_subset *subset, size_t from, int elastic);

/* Columns in the order of their reduced costs. */
typedef struct {
  double reduced;
  size_t column;
} qn_candidate;
void qn_candidates_sort(qn_candidate *list, size_t n);

/* Writes a point of the program (elastic columns first) to the model's columns x[n_column]; returns
 * the sum of the elastic amounts. */
double qn_subset_spread(const qn_subset *subset, const double *point, double *x);

#endif
