/* A thread a part, started anew for every call: the parts are seconds of work, a thread costs some
 * tens of microseconds. */
#include "base/team.h"

#include <pthread.h>
#include <stdatomic.h>
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

typedef struct {
  qn_status (*work)(void *who, int i, qn_run *run);
  void *who;
  const qn_run *run;
  int n;
  atomic_int next, failed;
} queue;

static void take_next(void *who, int thread) {
  queue *q = who;
  qn_run run = *q->run;
  (void)thread;
  run.progress = NULL;
  run.findings = qn_findings_new();
  if (!run.findings) atomic_store(&q->failed, QN_ENOMEM);
  for (int i; !atomic_load(&q->failed) && (i = atomic_fetch_add(&q->next, 1)) < q->n;) {
    const qn_status s = q->work(q->who, i, &run);
    if (s) atomic_store(&q->failed, s);
  }
  qn_findings_free(run.findings);
}

qn_status qn_team_each(int n, qn_status (*work)(void *who, int i, qn_run *run), void *who,
                       const qn_run *run) {
  queue q = {.work = work, .who = who, .run = run, .n = n};
  qn_team_work(qn_team_size(run), take_next, &q);
  return (qn_status)atomic_load(&q.failed);
}
