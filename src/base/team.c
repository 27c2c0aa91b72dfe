/* A thread a part, started anew for every call: the parts are seconds of work, a thread costs some
 * tens of microseconds. */
#include "base/team.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/findings.h"

typedef struct {
  void (*work)(void *who, int part);
  void *who;
  int part;
  int is_started;
  pthread_t thread;
} member;

int qn_team_size(const qn_run *run) {
  if (run->threads > 0) return run->threads;
  cpu_set_t allowed; /* what taskset, a batch system or mpirun leaves of the machine */
  if (!sched_getaffinity(0, sizeof allowed, &allowed)) return CPU_COUNT(&allowed);
  const long machine = sysconf(_SC_NPROCESSORS_ONLN);
  return machine > 1 ? (int)machine : 1;
}

size_t qn_team_first(size_t n, int part, int n_part) {
  return n / (size_t)n_part * (size_t)part + n % (size_t)n_part * (size_t)part / (size_t)n_part;
}

static void *do_part(void *who) {
  const member *m = who;
  m->work(m->who, m->part);
  return NULL;
}

void qn_team_work(int n_part, void (*work)(void *who, int part), void *who) {
  member *members = calloc((size_t)n_part, sizeof *members);
  for (int i = 1; i < n_part && members; i++) {
    members[i] = (member){.work = work, .who = who, .part = i};
    members[i].is_started = !pthread_create(&members[i].thread, NULL, do_part, &members[i]);
  }
  for (int i = 0; i < n_part; i++)
    if (!members || !members[i].is_started) work(who, i);
  for (int i = 1; i < n_part && members; i++)
    if (members[i].is_started) pthread_join(members[i].thread, NULL);
  free(members);
}

int qn_turns_take(qn_turns *turns) {
  if (atomic_load(&turns->failed)) return -1;
  const int i = atomic_fetch_add(&turns->next, 1);
  return i < turns->n ? i : -1;
}

bool qn_turns_are_over(const qn_turns *turns) {
  return atomic_load(&turns->failed) || atomic_load(&turns->next) >= turns->n;
}

void qn_turns_fail(qn_turns *turns, qn_status status) {
  atomic_store(&turns->failed, status);
}

qn_status qn_team_run(qn_run *out, const qn_run *run) {
  *out = *run;
  out->progress = NULL;
  out->better = NULL;
  out->crew = NULL;
  out->findings = qn_findings_new();
  return out->findings ? QN_OK : QN_ENOMEM;
}

void qn_team_turns(qn_turns *turns, qn_status (*work)(void *who, int i, qn_run *run), void *who,
                   const qn_run *run) {
  qn_run own;
  qn_status s = qn_team_run(&own, run);
  for (int i; !s && (i = qn_turns_take(turns)) >= 0;) s = work(who, i, &own);
  if (s) qn_turns_fail(turns, s);
  pthread_mutex_lock(&turns->telling);
  if (run->findings && own.findings) qn_findings_append(run->findings, own.findings);
  pthread_mutex_unlock(&turns->telling);
  qn_findings_free(own.findings);
}

typedef struct {
  qn_turns turns;
  qn_status (*work)(void *who, int i, qn_run *run);
  void *who;
  const qn_run *run;
} loop;

static void take_turns(void *who, int thread) {
  loop *l = who;
  (void)thread;
  qn_team_turns(&l->turns, l->work, l->who, l->run);
}

qn_status qn_team_each(int n, qn_status (*work)(void *who, int i, qn_run *run), void *who,
                       const qn_run *run) {
  loop l = {.turns = {.n = n}, .work = work, .who = who, .run = run};
#ifdef QN_TURNS_IN_ONE_THREAD
  take_turns(&l, 0);
#else
  qn_team_work(qn_team_size(run), take_turns, &l);
#endif
  return (qn_status)atomic_load(&l.turns.failed);
}
