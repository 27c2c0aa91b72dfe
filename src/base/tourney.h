/* The largest of many values that change one at a time: a tree of matches, log n steps a change. */
#ifndef QN_BASE_TOURNEY_H
#define QN_BASE_TOURNEY_H
#include <stddef.h>

#include "base/status.h"

typedef struct {
  size_t n, half; /* half: leaves of the tree, a power of two */
  double *value;  /* [n] */
  int *winner;    /* [half] of the matches, the final at 1 */
} qn_tourney;

/* n values of 0. */
qn_status qn_tourney_new(qn_tourney *out, size_t n);
void qn_tourney_free(qn_tourney *tourney);
/* A value is not negative. */
void qn_tourney_set(qn_tourney *tourney, size_t i, double value);
/* Whose value is the largest, the first of equals; -1 when none is above 0. */
int qn_tourney_first(const qn_tourney *tourney);

#endif
