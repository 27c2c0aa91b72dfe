/* Whether a run is over, asked by long work as it goes along. */
#ifndef QN_BASE_RUN_H
#define QN_BASE_RUN_H
#include "base/findings.h"
#include "qingnuan/run.h"

/* True once the run was cancelled or its time is over. */
bool qn_run_stopped(const qn_run *run);
/* Seconds left of the time limit; a very large number when there is none. */
double qn_run_left(const qn_run *run);
/* Tells whoever listens how far the run is. */
void qn_run_tell(const qn_run *run, const char *stage, double cost, double bound, double gap);

#endif
