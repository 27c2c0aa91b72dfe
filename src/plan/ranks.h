/* The processes that mpirun or srun has started together for one run, and bytes sent between them.
 * What needs MPI is a module of its own (ranks_mpi.c, built as qingnuan-mpi.so when MPI is there),
 * loaded only where there is more than one process: the program is the same with and without.
 * Inside plan only.
 *
 * A rank may be used by several threads. Waiting does not hold a processor: whoever waits polls and
 * pauses. */
#ifndef QN_PLAN_RANKS_H
#define QN_PLAN_RANKS_H
#include <stdbool.h>

#include "base/findings.h"
#include "base/parcel.h"

typedef struct qn_ranks qn_ranks;
enum { QN_ANY_TAG = -1 };

/* How many processes the starter says that there are, from its environment; 1: none but this. */
int qn_ranks_started(void);
/* Joins them; QN_EUSAGE with a finding when the module is missing or does not agree. A process that
 * has joined must leave before it ends, else the starter ends the others. */
qn_status qn_ranks_join(qn_ranks **out, qn_findings *findings);
/* Waits for the others to leave too; NULL is fine. */
void qn_ranks_leave(qn_ranks *ranks);
int qn_ranks_count(const qn_ranks *ranks);
int qn_ranks_me(const qn_ranks *ranks); /* 0 .. count - 1 */

/* Returns when the bytes have been taken over. Messages between two ranks keep their order. */
qn_status qn_ranks_send(qn_ranks *ranks, int to, int tag, const qn_parcel *parcel);
/* The next message with that tag, or with any: true when there is one, which replaces what is in
 * parcel. *failed: memory is out. */
bool qn_ranks_poll(qn_ranks *ranks, int *from, int *tag, qn_parcel *parcel, qn_status *failed);
/* Sleeps for a moment; for longer the more often in vain. *idle starts as 0. */
void qn_ranks_pause(int *idle);

/* ---- what the module gives (qn_ranks_functions) ---- */

typedef struct {
  bool (*begin)(int *count, int *me);
  void *(*start)(int to, int tag, const void *bytes, int n); /* NULL: memory is out */
  bool (*is_done)(void *sending);                            /* true frees it */
  bool (*look)(int *from, int *tag, int *n);
  void (*take)(int from, int tag, void *bytes, int n);
  void (*end)(void);
} qn_ranks_module;

#endif
