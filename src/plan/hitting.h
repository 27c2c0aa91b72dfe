/* Smallest sets that meet every one of several sets of small whole numbers. */
#ifndef QN_PLAN_HITTING_H
#define QN_PLAN_HITTING_H
#include "base/findings.h"

/* Set i holds member[first[i]] .. member[first[i + 1] - 1]. Begins as {0}. */
typedef struct {
  int *member;
  size_t *first, n;
} qn_sets;

qn_status qn_sets_add(qn_sets *sets, const int *member, size_t n);
void qn_sets_clear(qn_sets *sets);

enum { QN_HITTING_NONE = -1, QN_HITTING_UNKNOWN = -2 };

/* Writes to out[most] a smallest set of at most most numbers that has one of every set, the first
 * in the order of the sets; its size, QN_HITTING_NONE when there is none so small,
 * QN_HITTING_UNKNOWN when steps were not enough. */
int qn_hitting_set(int *out, int most, const qn_sets *sets, long steps);

#endif
