/* What the leader and the helpers of a crew say to each other. Inside plan only (crew.c, helper.c).
 *
 * Helper to leader:
 *   tag 0          HELLO: status, threads, processor time, digest of the model, host, message
 *                  BYE: processor time
 *   tag of thread  IDLE
 *                  DONE: thing, status, seconds, what the errand gave
 * Leader to helper:
 *   tag 0          STOP: the run is over, end early; END: go
 *   tag of thread  kind of job, thing, part, what it has to know */
#ifndef QN_PLAN_CREW_TALK_H
#define QN_PLAN_CREW_TALK_H
#include <stdint.h>

#include "plan/crew.h"
#include "plan/ranks.h"

enum { QN_TALK_HELLO, QN_TALK_BYE, QN_TALK_IDLE, QN_TALK_DONE, QN_TALK_STOP, QN_TALK_END };
enum { QN_LEADER = 0, QN_TAG_OF_PROCESS = 0 };
enum { QN_MOST_WORDS = 512 };

/* Does a job for one part, on whatever process it is: reads what ask wrote, writes what take reads.
 */
typedef qn_status qn_errand(const qn_parts *parts, int part, qn_parcel *in, qn_parcel *out,
                            qn_run *run);
qn_errand qn_accord_errand; /* accord.c */
qn_errand qn_branch_errand; /* divide.c */
qn_errand qn_trade_errand;  /* trade.c */
qn_errand qn_renew_errand;  /* renew.c */

typedef struct {
  int rank, tag;
} qn_idle;

typedef struct {
  qn_crew_member is;
  char host[64];
  int is_here; /* has said hello */
  int is_gone; /* has said goodbye */
} qn_helper;

struct qn_crew {
  qn_ranks *ranks; /* NULL once dismissed */
  int n_rank, me;
  const qn_model *model;
  uint64_t digest;
  qn_helper *helpers; /* [n_rank], the leader's own first */
  qn_idle *idle;      /* threads elsewhere that wait for work */
  size_t n_idle, room_idle;
  atomic_int n_thread; /* of helpers that have said hello */
  int is_stopped;
  qn_crew_count counts[QN_N_JOB];
};

/* Over all that the work on parts depends on: the same on every process, or their tables differ. */
uint64_t qn_model_digest(const qn_model *model);
/* User time of this process and of its children that have ended. */
double qn_crew_user_s(void);
/* Texts of at most QN_MOST_WORDS - 1 bytes; out has room for size. */
qn_status qn_talk_put_words(qn_parcel *parcel, const char *words);
qn_status qn_talk_get_words(qn_parcel *parcel, char *out, size_t size);

#endif
