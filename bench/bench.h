/* What every benchmark prints: one line that can be appended to a log. */
#ifndef QN_BENCH_BENCH_H
#define QN_BENCH_BENCH_H
#include <stdio.h>
#include <stdlib.h>

static inline int bench_compare(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Sorts ms[n] and prints what, size, runs, median, best, answer; the answer shows that a faster run
 * did the same. */
static inline void bench_line(const char *what, size_t size, size_t n, double *ms, double answer) {
  qsort(ms, n, sizeof *ms, bench_compare);
  printf("%s\t%zu\t%zu\t%.3f\t%.3f\t%.9g\n", what, size, n, ms[n / 2], ms[0], answer);
}

#endif
