/* What long work gets: where to tell progress, whether to stop, how much it may use. Passed down by
 * pointer, owned by the caller; everything may be zero. */
#ifndef QINGNUAN_RUN_H
#define QINGNUAN_RUN_H
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "qingnuan/findings.h"

/* stage is a message id; cost (CNY), bound and gap are NaN until there is an answer. Seconds since
 * the run began and until its time is over, INFINITY where there is no limit. */
typedef struct {
  const char *stage;
  double cost, bound, gap;
  double seconds, left_s;
} qn_progress;

struct qn_plan;
struct qn_crew;
typedef struct {
  qn_findings *findings;
  void (*progress)(void *who, const qn_progress *now); /* NULL: silent */
  /* A better verified plan stands, while the search goes on; NULL: nobody asks. */
  void (*better)(void *who, const struct qn_plan *plan);
  void *who;           /* of both */
  atomic_bool *cancel; /* set by a signal or another thread; NULL: never */
  int threads;         /* 0: as many as the machine has */
  uint64_t seed;
  double time_limit_s;  /* 0: none */
  double gap;           /* stop when (cost - bound) / cost is at most this */
  long work_limit;      /* solver's deterministic measure (nodes); 0: none */
  double started_s;     /* qn_clock() when the run began */
  struct qn_crew *crew; /* other processes that help; NULL: this one is alone */
} qn_run;

/* Seconds of a clock that never goes back. */
QN_API double qn_clock(void);

#endif
