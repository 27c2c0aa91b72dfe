/* How long a person waits for `qingnuan --help`: the loader, the catalogue of messages and the
 * printing. bench_start [PROGRAM [RUNS]] */
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/run.h"
#include "base/text.h"
#include "bench.h"

enum { MOST_RUNS = 1000 };
extern char **environ;

/* Bytes that the program wrote, negative when it failed. */
static long run_once(const char *program) {
  int ends[2], status;
  pid_t child;
  long length = 0;
  posix_spawn_file_actions_t actions;
  if (pipe(ends)) return -1;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  char name[] = "qingnuan", option[] = "--help";
  char *const arguments[] = {name, option, NULL};
  const int failed = posix_spawn(&child, program, &actions, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  char buffer[4096];
  for (ssize_t n; !failed && (n = read(ends[0], buffer, sizeof buffer)) > 0;) length += n;
  close(ends[0]);
  return failed || waitpid(child, &status, 0) != child || status ? -1 : length;
}

int main(int argc, char **argv) {
  const char *program = argc > 1 ? argv[1] : "build/release/qingnuan";
  double n_run = 50, ms[MOST_RUNS];
  long length = 0;
  if (argc > 2 && (!qn_real_parse(argv[2], &n_run) || n_run < 1 || n_run > MOST_RUNS))
    return EXIT_FAILURE;
  for (int i = 0; i < (int)n_run; i++) {
    const double start_s = qn_clock();
    length = run_once(program);
    ms[i] = 1e3 * (qn_clock() - start_s);
    if (length < 0) return EXIT_FAILURE;
  }
  bench_line("start", 0, (size_t)n_run, ms, (double)length);
  return EXIT_SUCCESS;
}
