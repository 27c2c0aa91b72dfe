/* A thread a part, started anew for every call: the parts are seconds of work, a thread costs some
 * tens of microseconds. */
#include "base/team.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

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
