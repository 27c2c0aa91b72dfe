/* Work split into parts that threads do side by side. What the parts give must not depend on how
 * many there are: every part writes to its own place, and the caller puts them together in order.
 */
#ifndef QN_BASE_TEAM_H
#define QN_BASE_TEAM_H
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "base/run.h"

/* Threads that the run may use: as many as it says, or as the machine has. */
int qn_team_size(const qn_run *run);
/* Calls work(who, part) for every part 0..n_part-1, each in a thread of its own, and returns when
 * all are done. A part for which no thread can be had is done by the caller's. */
void qn_team_work(int n_part, void (*work)(void *who, int part), void *who);
/* Calls work(who, i, run) for every i in 0..n-1, each thread taking the next that nobody has; run
 * is a copy without progress; what it finds is handed over one by one. Returns a status of those
 * that failed, if any did; what has not begun by then is left. */
qn_status qn_team_each(int n, qn_status (*work)(void *who, int i, qn_run *run), void *who,
                       const qn_run *run);
/* What the threads of such a loop share, for loops that have others take part besides. */
typedef struct {
  int n;
  atomic_int next, failed; /* failed: a status, 0 none */
  pthread_mutex_t telling; /* {0}: what threads found goes to the run's findings one by one */
} qn_turns;
/* The next of 0..n-1 that nobody has; -1 when there is none or one has failed. */
int qn_turns_take(qn_turns *turns);
bool qn_turns_are_over(const qn_turns *turns);
void qn_turns_fail(qn_turns *turns, qn_status status);
/* What one thread does: takes turns while there are any. */
void qn_team_turns(qn_turns *turns, qn_status (*work)(void *who, int i, qn_run *run), void *who,
                   const qn_run *run);
/* A copy of a run for a thread of its own: silent, with findings to be freed by the caller. */
qn_status qn_team_run(qn_run *out, const qn_run *run);
/* First of n things that are a part's when every part has a run of nearly as many; the part's end
 * is the next one's first. */
size_t qn_team_first(size_t n, int part, int n_part);

#endif
