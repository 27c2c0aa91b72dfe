/* Work on parts of the model, by the threads of this process and, where there are more (ranks.h),
 * by the other processes of the run.
 *
 * One process leads: it alone keeps the plan, looks at the clock, decides and talks. The others
 * (helpers) read the same tables, build the same model and then ask for work: the leader sends a
 * part's number with what has to be known of prices or of the plan, the helper sends what the part
 * gives. A helper remembers nothing between two errands, so who does what changes no result. */
#ifndef QN_PLAN_CREW_H
#define QN_PLAN_CREW_H
#include "base/parcel.h"
#include "plan/parts.h"

typedef struct qn_crew qn_crew;

/* What can be done elsewhere: for counties, exchange for prefectures. */
typedef enum { QN_JOB_ACCORD, QN_JOB_BRANCH, QN_JOB_TRADE, QN_JOB_RENEW, QN_N_JOB } qn_job_kind;

/* A loop over n things, each the matter of one part. */
typedef struct {
  qn_job_kind kind;
  const qn_parts *parts;
  int n;
  void *who;
  qn_status (*work)(void *who, int i, qn_run *run);     /* here */
  qn_status (*ask)(void *who, int i, qn_parcel *out);   /* what a helper has to know */
  qn_status (*take)(void *who, int i, qn_parcel *gave); /* what it gave, as work leaves it */
} qn_job;

/* Like qn_team_each, with the helpers if they have the model that the parts are of. work, ask and
 * take are called side by side, but never for the same i. */
qn_status qn_crew_each(const qn_job *job, const qn_run *run);
/* Threads that work on such loops, here and elsewhere. */
int qn_crew_threads(const qn_run *run);

/* ---- the life of a crew ---- */

/* *out NULL when this process was started alone. QN_EUSAGE: ranks.h. */
qn_status qn_crew_gather(qn_crew **out, const qn_run *run);
int qn_crew_is_helper(const qn_crew *crew);
int qn_crew_size(const qn_crew *crew); /* processes */
/* The leader's model; the first is the one that the helpers have too. */
void qn_crew_show(qn_crew *crew, const qn_model *model);
/* A helper's whole work, until the leader ends it; so_far: how reading went. Where it could not
 * begin the leader is told what is in findings, and nobody else. */
void qn_crew_help(qn_crew *crew, const qn_case *region, const qn_demand *demand, qn_status so_far,
                  qn_run *run);
/* Sends the helpers home; a helper's is over after qn_crew_help. What was counted stays. */
void qn_crew_dismiss(qn_crew *crew);
void qn_crew_free(qn_crew *crew); /* NULL is fine; dismisses first */

/* ---- what was moved ---- */

typedef struct {
  long n_loop, n, n_away;         /* loops, things done, of them by helpers */
  double sent_bytes, came_bytes;  /* by the leader */
  double seconds, busy_s, away_s; /* of the loops; of threads at work here, elsewhere */
} qn_crew_count;
qn_crew_count qn_crew_counted(const qn_crew *crew, qn_job_kind kind);
const char *qn_job_name(qn_job_kind kind); /* message id */

typedef struct {
  const char *host;
  int threads;
  long n;         /* things done */
  double ready_s; /* processor time until the model stood */
  double user_s;  /* processor time of the process and its solvers, after it has ended its work */
} qn_crew_member;
qn_crew_member qn_crew_member_at(const qn_crew *crew, int rank);

#endif
