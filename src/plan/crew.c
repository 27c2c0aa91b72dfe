/* The leader's side. Its own threads take turns as in base/team.h; the thread that called gives
 * turns to helpers, each thread of theirs as it asks, and takes what they send. It does not work on
 * parts itself: what waits for an answer would wait for it. */
#include "plan/crew.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/run.h"
#include "base/team.h"
#include "plan/crew_talk.h"

static const double PATIENCE_S = 20; /* with a helper, once the run is over */

/* A loop at work. */
typedef struct {
  qn_crew *crew;
  const qn_job *job;
  const qn_run *run;
  qn_turns turns;
  pthread_mutex_t counting;
  qn_crew_count count;
  int n_out;     /* things that helpers have */
  double over_s; /* when the run was seen to be over, 0 not yet */
} loop;

/* ---- what is said ---- */

static qn_status tell(qn_crew *crew, int word) {
  qn_parcel parcel = {0};
  qn_status s = qn_parcel_put_whole(&parcel, word);
  for (int rank = 1; rank < crew->n_rank && !s; rank++)
    s = qn_ranks_send(crew->ranks, rank, QN_TAG_OF_PROCESS, &parcel);
  qn_parcel_clear(&parcel);
  return s;
}

static qn_status add_idle(qn_crew *crew, int rank, int tag) {
  if (crew->n_idle == crew->room_idle) {
    const size_t room = crew->room_idle ? 2 * crew->room_idle : 64;
    qn_idle *grown = realloc(crew->idle, room * sizeof *grown);
    if (!grown) return QN_ENOMEM;
    crew->idle = grown;
    crew->room_idle = room;
  }
  crew->idle[crew->n_idle++] = (qn_idle){rank, tag};
  return QN_OK;
}

static qn_status hear_hello(qn_crew *crew, int rank, qn_parcel *in, qn_findings *findings) {
  qn_helper *helper = &crew->helpers[rank];
  char words[QN_MOST_WORDS] = "";
  long long status, threads;
  uint64_t digest;
  qn_status s = qn_parcel_get_whole(in, &status);
  if (!s) s = qn_parcel_get_whole(in, &threads);
  if (!s) s = qn_parcel_get_real(in, &helper->is.ready_s);
  if (!s) s = qn_parcel_get(in, &digest, sizeof digest);
  if (!s) s = qn_talk_get_words(in, helper->host, sizeof helper->host);
  if (!s) s = qn_talk_get_words(in, words, sizeof words);
  if (s) return s;
  helper->is_here = 1;
  helper->is.threads = (int)threads;
  if (status)
    return qn_fail(findings, (qn_status)status, "process %d, on %s, cannot take part: %s", rank,
                   helper->host, words);
  if (crew->model && digest != crew->digest)
    return qn_fail(findings, QN_EINPUT,
                   "process %d, on %s, read other tables or is another version of the program",
                   rank, helper->host);
  atomic_fetch_add(&crew->n_thread, (int)threads);
  return QN_OK;
}

static qn_status hear_done(loop *l, int rank, qn_parcel *in) {
  long long i, status;
  double seconds;
  qn_status s = qn_parcel_get_whole(in, &i);
  if (!s) s = qn_parcel_get_whole(in, &status);
  if (!s) s = qn_parcel_get_real(in, &seconds);
  if (s) return s;
  l->n_out--;
  l->crew->helpers[rank].is.n++;
  l->count.n_away++;
  l->count.away_s += seconds;
  l->count.came_bytes += (double)in->length;
  return status ? (qn_status)status : l->job->take(l->job->who, (int)i, in);
}

/* One message; l NULL: between two loops, when nothing can be done. */
static qn_status hear(qn_crew *crew, loop *l, int rank, int tag, qn_parcel *in,
                      qn_findings *findings) {
  long long word;
  qn_status s = qn_parcel_get_whole(in, &word);
  if (s) return s;
  if (word == QN_TALK_HELLO) return hear_hello(crew, rank, in, findings);
  if (word == QN_TALK_BYE) {
    crew->helpers[rank].is_gone = 1;
    s = qn_parcel_get_real(in, &crew->helpers[rank].is.user_s);
    return l ? qn_fail(findings, QN_EIO, "process %d, on %s, has left", rank,
                       crew->helpers[rank].host)
             : s;
  }
  if (word == QN_TALK_DONE && l) s = hear_done(l, rank, in);
  return s ? s : add_idle(crew, rank, tag);
}

/* ---- a loop ---- */

static qn_status send_turn(loop *l, int i) {
  qn_crew *crew = l->crew;
  const qn_idle to = crew->idle[--crew->n_idle];
  qn_parcel out = {0};
  qn_status s = qn_parcel_put_whole(&out, l->job->kind);
  if (!s) s = qn_parcel_put_whole(&out, i);
  if (!s) s = l->job->ask(l->job->who, i, &out);
  if (!s) s = qn_ranks_send(crew->ranks, to.rank, to.tag, &out);
  if (!s) l->n_out++;
  l->count.sent_bytes += (double)out.length;
  qn_parcel_clear(&out);
  return s;
}

static void hand_out(loop *l) {
  qn_status s = QN_OK;
  for (int i; !s && l->crew->n_idle && (i = qn_turns_take(&l->turns)) >= 0;) s = send_turn(l, i);
  if (s) qn_turns_fail(&l->turns, s);
}

static int is_served(loop *l) {
  return !l->n_out && qn_turns_are_over(&l->turns);
}

/* Lets the helpers know that the run is over; true when they have not answered for too long. */
static int is_lost(loop *l) {
  if (!qn_run_stopped(l->run)) return 0;
  if (l->over_s == 0) l->over_s = qn_clock();
  if (!l->crew->is_stopped) {
    l->crew->is_stopped = 1;
    tell(l->crew, QN_TALK_STOP);
  }
  return qn_clock() > l->over_s + PATIENCE_S;
}

static void serve(loop *l) {
  qn_parcel in = {0};
  for (int idle = 0; hand_out(l), !is_served(l);) {
    int from, tag = QN_ANY_TAG;
    qn_status s = QN_OK;
    if (qn_ranks_poll(l->crew->ranks, &from, &tag, &in, &s)) {
      s = hear(l->crew, l, from, tag, &in, l->run->findings);
      idle = 0;
    } else {
      qn_ranks_pause(&idle);
    }
    if (s) qn_turns_fail(&l->turns, s);
    if (!is_lost(l)) continue;
    qn_turns_fail(&l->turns,
                  qn_fail(l->run->findings, QN_EIO,
                          "%d tasks given to other processes were not answered", l->n_out));
    break;
  }
  qn_parcel_clear(&in);
}

static qn_status work_timed(void *who, int i, qn_run *run) {
  loop *l = who;
  const double began = qn_clock();
  const qn_status s = l->job->work(l->job->who, i, run);
  const double took = qn_clock() - began;
  pthread_mutex_lock(&l->counting);
  l->count.busy_s += took;
  l->crew->helpers[QN_LEADER].is.n++;
  pthread_mutex_unlock(&l->counting);
  return s;
}

static void take_part(void *who, int thread) {
  loop *l = who;
  if (thread == 0)
    serve(l);
  else
    qn_team_turns(&l->turns, work_timed, l, l->run);
}

static void add_count(qn_crew_count *to, const qn_crew_count *more) {
  to->n_loop++;
  to->n += more->n;
  to->n_away += more->n_away;
  to->sent_bytes += more->sent_bytes;
  to->came_bytes += more->came_bytes;
  to->seconds += more->seconds;
  to->busy_s += more->busy_s;
  to->away_s += more->away_s;
}

qn_status qn_crew_each(const qn_job *job, const qn_run *run) {
  qn_crew *crew = run->crew;
  if (!crew || !crew->ranks || crew->model != job->parts->model)
    return qn_team_each(job->n, job->work, job->who, run);
  loop l = {.crew = crew, .job = job, .run = run, .turns = {.n = job->n}, .count = {.n = job->n}};
  const double began = qn_clock();
  pthread_mutex_init(&l.counting, NULL);
  qn_team_work(qn_team_size(run) + 1, take_part, &l);
  pthread_mutex_destroy(&l.counting);
  l.count.seconds = qn_clock() - began;
  add_count(&crew->counts[job->kind], &l.count);
  return (qn_status)atomic_load(&l.turns.failed);
}

int qn_crew_threads(const qn_run *run) {
  const int own = qn_team_size(run);
  return run->crew ? own + atomic_load(&run->crew->n_thread) : own;
}

/* ---- the life of a crew ---- */

static void introduce(qn_crew *crew, int threads) {
  for (int rank = 0; rank < crew->n_rank; rank++)
    crew->helpers[rank].is.host = crew->helpers[rank].host;
  if (gethostname(crew->helpers[QN_LEADER].host, sizeof crew->helpers->host - 1))
    crew->helpers[QN_LEADER].host[0] = 0;
  crew->helpers[QN_LEADER].is.threads = threads;
}

qn_status qn_crew_gather(qn_crew **out, const qn_run *run) {
  *out = NULL;
  if (qn_ranks_started() < 2) return QN_OK;
  qn_crew *crew = calloc(1, sizeof *crew);
  if (!crew) return QN_ENOMEM;
  qn_status s = qn_ranks_join(&crew->ranks, run->findings);
  if (!s) {
    crew->n_rank = qn_ranks_count(crew->ranks);
    crew->me = qn_ranks_me(crew->ranks);
    crew->helpers = calloc((size_t)crew->n_rank, sizeof *crew->helpers);
    s = crew->helpers ? QN_OK : QN_ENOMEM;
  }
  if (s) {
    qn_ranks_leave(crew->ranks);
    free(crew);
    return s;
  }
  introduce(crew, qn_team_size(run));
  *out = crew;
  return QN_OK;
}

int qn_crew_is_helper(const qn_crew *crew) {
  return crew && crew->me != QN_LEADER;
}

int qn_crew_size(const qn_crew *crew) {
  return crew ? crew->n_rank : 1;
}

void qn_crew_show(qn_crew *crew, const qn_model *model) {
  if (crew->model) return;
  crew->model = model;
  crew->digest = qn_model_digest(model);
  crew->helpers[QN_LEADER].is.ready_s = qn_crew_user_s();
}

static int are_gone(const qn_crew *crew) {
  int n = 1;
  for (int rank = 1; rank < crew->n_rank; rank++) n += crew->helpers[rank].is_gone;
  return n == crew->n_rank;
}

/* Waits for their goodbyes; what they have to say besides is of no use any more. */
static void hear_goodbyes(qn_crew *crew) {
  const double until_s = qn_clock() + PATIENCE_S;
  qn_parcel in = {0};
  for (int idle = 0; !are_gone(crew) && qn_clock() < until_s;) {
    int from, tag = QN_ANY_TAG;
    qn_status s = QN_OK;
    if (qn_ranks_poll(crew->ranks, &from, &tag, &in, &s))
      hear(crew, NULL, from, tag, &in, NULL);
    else
      qn_ranks_pause(&idle);
  }
  qn_parcel_clear(&in);
}

void qn_crew_dismiss(qn_crew *crew) {
  if (!crew || !crew->ranks) return;
  if (!qn_crew_is_helper(crew)) {
    if (!tell(crew, QN_TALK_END)) hear_goodbyes(crew);
    crew->helpers[QN_LEADER].is.user_s = qn_crew_user_s();
  }
  qn_ranks_leave(crew->ranks);
  crew->ranks = NULL;
}

void qn_crew_free(qn_crew *crew) {
  if (!crew) return;
  qn_crew_dismiss(crew);
  free(crew->helpers);
  free(crew->idle);
  free(crew);
}

/* ---- what was moved ---- */

qn_crew_count qn_crew_counted(const qn_crew *crew, qn_job_kind kind) {
  return crew->counts[kind];
}

const char *qn_job_name(qn_job_kind kind) {
  static const char *const names[QN_N_JOB] = {[QN_JOB_ACCORD] = QN_N_("relaxation"),
                                              [QN_JOB_BRANCH] = QN_N_("parts"),
                                              [QN_JOB_TRADE] = QN_N_("exchange"),
                                              [QN_JOB_RENEW] = QN_N_("branch and bound")};
  return names[kind];
}

qn_crew_member qn_crew_member_at(const qn_crew *crew, int rank) {
  return crew->helpers[rank].is;
}
