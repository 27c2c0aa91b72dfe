/* The clock of a run. */
#include "base/run.h"

#include <math.h>
#include <time.h>

double qn_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double qn_run_left(const qn_run *run) {
  return run->time_limit_s > 0 ? run->time_limit_s - (qn_clock() - run->started_s) : 1e30;
}

bool qn_run_stopped(const qn_run *run) {
  return (run->cancel && atomic_load(run->cancel)) || qn_run_left(run) <= 0;
}

void qn_run_tell(const qn_run *run, const char *stage, double cost, double bound, double gap) {
  if (!run->progress) return;
  const double left = run->time_limit_s > 0 ? qn_run_left(run) : INFINITY;
  run->progress(run->who,
                &(qn_progress){stage, cost, bound, gap, qn_clock() - run->started_s, left});
}
