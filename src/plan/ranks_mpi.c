/* The module qingnuan-mpi.so: what ranks.h asks for, by MPI. It knows nothing of Qingnuan but this
 * one declaration. An error of MPI ends all processes (MPI_ERRORS_ARE_FATAL, its default). */
#include <mpi.h>
#include <stdlib.h>

#include "plan/ranks.h"

static bool begin(int *count, int *me) {
  int got = MPI_THREAD_SINGLE;
  if (MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &got)) return false;
  if (got < MPI_THREAD_SERIALIZED) {
    MPI_Finalize();
    return false;
  }
  MPI_Comm_size(MPI_COMM_WORLD, count);
  MPI_Comm_rank(MPI_COMM_WORLD, me);
  return true;
}

static void *start(int to, int tag, const void *bytes, int n) {
  MPI_Request *sending = malloc(sizeof *sending);
  if (sending) MPI_Isend(bytes, n, MPI_BYTE, to, tag, MPI_COMM_WORLD, sending);
  return sending;
}

static bool is_done(void *sending) {
  int done = 0;
  MPI_Test(sending, &done, MPI_STATUS_IGNORE);
  if (done) free(sending);
  return done;
}

static bool look(int *from, int *tag, int *n) {
  MPI_Status status;
  int is_there = 0;
  MPI_Iprobe(MPI_ANY_SOURCE, *tag == QN_ANY_TAG ? MPI_ANY_TAG : *tag, MPI_COMM_WORLD, &is_there,
             &status);
  if (!is_there) return false;
  *from = status.MPI_SOURCE;
  *tag = status.MPI_TAG;
  MPI_Get_count(&status, MPI_BYTE, n);
  return true;
}

static void take(int from, int tag, void *bytes, int n) {
  MPI_Recv(bytes, n, MPI_BYTE, from, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}

static void end(void) {
  MPI_Finalize();
}

extern const qn_ranks_module qn_ranks_functions;
__attribute__((visibility("default"))) const qn_ranks_module qn_ranks_functions = {
    .begin = begin, .start = start, .is_done = is_done, .look = look, .take = take, .end = end};
