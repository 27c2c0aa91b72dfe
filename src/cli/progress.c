/* One line on standard error, rewritten in place: stage, bar, cost, bound, gap, seconds gone and
 * left. */
#include "cli/progress.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"

enum { BAR = 16, WIDE = 110 /* columns */ };
static const double HUNDRED_MILLION = 1e8; /* CNY, the unit of the line */
static const double REFRESH_S = 0.1;       /* faster than the eye, too slow to cost anything */

/* A signal handler has no other way to reach the run. */
static atomic_bool interrupted;
static const char *_Atomic last_words;

/* The share of the time that is over, where the terminal is wide enough to show it. */
static void draw_bar(const qn_progress *now) {
  struct winsize size;
  if (!isfinite(now->left_s) || ioctl(STDERR_FILENO, TIOCGWINSZ, &size) || size.ws_col < WIDE)
    return;
  char bar[BAR + 1];
  const int full = (int)(fmin(now->seconds / (now->seconds + fmax(now->left_s, 0.1)), 1) * BAR);
  for (int i = 0; i < BAR; i++) bar[i] = i < full ? '#' : '.';
  bar[BAR] = 0;
  fprintf(stderr, "[%s] ", bar);
}

static void draw(void *who, const qn_progress *now) {
  static double drawn_s;
  static const char *drawn_stage = "";
  (void)who;
  const double time = qn_clock();
  if (time - drawn_s < REFRESH_S && !strcmp(now->stage, drawn_stage)) return;
  drawn_s = time;
  drawn_stage = now->stage;
  fprintf(stderr, "\r\033[K%s ", qn_words(now->stage));
  draw_bar(now);
  if (isfinite(now->cost))
    fprintf(stderr, qn_words(QN_N_("cost %.4f ")), now->cost / HUNDRED_MILLION);
  if (isfinite(now->bound))
    fprintf(stderr, qn_words(QN_N_("bound %.4f (10^8 CNY) ")), now->bound / HUNDRED_MILLION);
  if (isfinite(now->gap)) fprintf(stderr, qn_words(QN_N_("gap %.2f %% ")), 100 * now->gap);
  fprintf(stderr, qn_words(QN_N_("%.0f s")), now->seconds);
  if (isfinite(now->left_s))
    fprintf(stderr, qn_words(QN_N_(", %.0f s left")), fmax(now->left_s, 0));
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
