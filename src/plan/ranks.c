/* One call of MPI at a time, and none that blocks: so that threads may share it (serialized) and
 * whoever waits gives its processor away. */
#include "plan/ranks.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct qn_ranks {
  const qn_ranks_module *module;
  int count, me;
  pthread_mutex_t lock;
};

static const long SHORTEST_NS = 50 * 1000, LONGEST_NS = 2 * 1000 * 1000;

/* Open MPI; MPICH and srun --mpi=pmi2. */
int qn_ranks_started(void) {
  static const char *const names[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *text = getenv(names[i]);
    const long n = text ? strtol(text, NULL, 10) : 0;
    if (n > 0 && n < INT_MAX) return (int)n;
  }
  return 1;
}

/* Found by the run path of the program. MPI's own modules look for its symbols among the global. */
static const qn_ranks_module *load(qn_findings *findings) {
  void *handle = dlopen("qingnuan-mpi.so", RTLD_NOW | RTLD_GLOBAL | RTLD_NODELETE);
  const qn_ranks_module *module = handle ? dlsym(handle, "qn_ranks_functions") : NULL;
  if (!module)
    qn_fail(findings, QN_EUSAGE,
            "%d processes were started together, but the part that lets them work together is "
            "missing: %s",
            qn_ranks_started(), dlerror());
  return module;
}

qn_status qn_ranks_join(qn_ranks **out, qn_findings *findings) {
  const qn_ranks_module *module = load(findings);
  if (!module) return QN_EUSAGE;
  qn_ranks *ranks = calloc(1, sizeof *ranks);
  if (!ranks) return QN_ENOMEM;
  ranks->module = module;
  pthread_mutex_init(&ranks->lock, NULL);
  if (module->begin(&ranks->count, &ranks->me)) {
    *out = ranks;
    return QN_OK;
  }
  pthread_mutex_destroy(&ranks->lock);
  free(ranks);
  return qn_fail(findings, QN_EUSAGE, "MPI did not start, or does not bear threads");
}

void qn_ranks_leave(qn_ranks *ranks) {
  if (!ranks) return;
  ranks->module->end();
  pthread_mutex_destroy(&ranks->lock);
  free(ranks);
}

int qn_ranks_count(const qn_ranks *ranks) {
  return ranks->count;
}

int qn_ranks_me(const qn_ranks *ranks) {
  return ranks->me;
}

qn_status qn_ranks_send(qn_ranks *ranks, int to, int tag, const qn_parcel *parcel) {
  if (parcel->length > INT_MAX) return QN_ERANGE;
  pthread_mutex_lock(&ranks->lock);
  void *sending = ranks->module->start(to, tag, parcel->bytes, (int)parcel->length);
  bool is_done = sending && ranks->module->is_done(sending);
  pthread_mutex_unlock(&ranks->lock);
  for (int idle = 0; sending && !is_done;) {
    qn_ranks_pause(&idle);
    pthread_mutex_lock(&ranks->lock);
    is_done = ranks->module->is_done(sending);
    pthread_mutex_unlock(&ranks->lock);
  }
  return sending ? QN_OK : QN_ENOMEM;
}

bool qn_ranks_poll(qn_ranks *ranks, int *from, int *tag, qn_parcel *parcel, qn_status *failed) {
  int n;
  pthread_mutex_lock(&ranks->lock);
  bool is_there = ranks->module->look(from, tag, &n);
  if (is_there) {
    qn_parcel_reset(parcel);
    *failed = qn_parcel_extend(parcel, (size_t)n);
    if (!*failed) ranks->module->take(*from, *tag, parcel->bytes, n);
    is_there = !*failed;
  }
  pthread_mutex_unlock(&ranks->lock);
  return is_there;
}

void qn_ranks_pause(int *idle) {
  const int doubled = *idle < 6 ? *idle : 6;
  const long ns = SHORTEST_NS << doubled;
  ++*idle;
  nanosleep(&(struct timespec){0, ns < LONGEST_NS ? ns : LONGEST_NS}, NULL);
}
