/* One line on standard error, rewritten in place: stage, bar, gap, seconds. */
#include "cli/progress.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum { BAR = 24 };
static const double REFRESH_S = 0.1; /* faster than the eye, too slow to cost anything */

/* A signal handler has no other way to reach the run. */
static atomic_bool interrupted;
static const char *_Atomic last_words;

static void draw(void *who, const qn_progress *now) {
  static double drawn_s;
  (void)who;
  const double time = qn_clock();
  if (time - drawn_s < REFRESH_S) return;
  drawn_s = time;
  char bar[BAR + 1];
  const double share = now->total > 0 ? fmin(fmax(now->done / now->total, 0), 1) : 0;
  const int full = (int)(share * BAR);
  for (int i = 0; i < BAR; i++) bar[i] = i < full ? '#' : '.';
  bar[BAR] = 0;
  fprintf(stderr, "\r\033[K%s ", now->stage ? qn_words(now->stage) : "");
  if (now->total > 0) fprintf(stderr, "[%s] ", bar);
  if (isfinite(now->gap)) fprintf(stderr, qn_words(QN_N_("gap %.2f %% ")), 100 * now->gap);
  fprintf(stderr, qn_words(QN_N_("%.0f s")), now->seconds);
  fflush(stderr);
}

void qn_progress_show(qn_run *run) {
  if (isatty(STDERR_FILENO)) run->progress = draw;
}

void qn_progress_hide(const qn_run *run) {
  if (run->progress) fputs("\r\033[K", stderr);
}

static void interrupt(int signal_number) {
  const char *words = signal_number == SIGTERM ? atomic_exchange(&last_words, NULL) : NULL;
  if (words && write(STDERR_FILENO, words, strlen(words)) < 0) {
    /* nobody hears */
  }
  if (atomic_exchange(&interrupted, true)) _exit(QN_EXIT_INTERRUPTED);
}

/* SIGUSR1 is what mpirun passes on to the processes it has started. */
static const int signals[] = {SIGINT, SIGTERM, SIGUSR1};

static void handle(void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
    sigaction(signals[i], &action, NULL);
}

void qn_interrupt_catch(qn_run *run) {
  handle(interrupt);
  run->cancel = &interrupted;
}

void qn_interrupt_last_words(const char *text) {
  atomic_store(&last_words, text);
}

void qn_interrupt_ignore(qn_run *run) {
  handle(SIG_IGN);
  run->cancel = NULL;
}
