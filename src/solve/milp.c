/* The child solves, the parent keeps the clock. They share a page of memory: two rooms for points,
 * of which the child fills the one that is not current and then turns a counter. Nothing the child
 * does can harm the parent but what it writes there, and that is verified.
 *
 * A point can be verified, a bound cannot: it is as good as the solver's proof, and HiGHS 1.15.1
 * has been seen to lose the optimum in presolve (docs/validation.md). So a small program is proved
 * a second time without presolve, and the weaker of the two proofs counts. */
#include "solve/milp.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "solve/highs.h"

enum {
  CHILD_OPTIMAL = 0,
  CHILD_INFEASIBLE = 1,
  CHILD_UNBOUNDED = 2,
  CHILD_STOPPED = 3,
  CHILD_FAILED = 4
};
/* Most small programs end within a millisecond: the first looks come soon. */
static const long FIRST_POLL_NS = 100 * 1000, LAST_POLL_NS = 5 * 1000 * 1000;
enum { PROVED_TWICE = 2000 };        /* columns up to which a proof is made again */
static const double DIFFERS = 1e-6;  /* of an objective: proofs that differ by more contradict */
static const double ABSOLUTE = 1e-9; /* of an objective: as good as closed */

typedef struct {
  atomic_long turn; /* how many points came; the last lies in room turn % 2 */
  _Atomic double objective[2];
  _Atomic double bound;
  int n_column;
  double x[];
} shared_page;

/* ---- the child ---- */

static void publish(shared_page *page, const double *x, double objective) {
  const long next = atomic_load(&page->turn) + 1;
  memcpy(page->x + (next % 2) * page->n_column, x, (size_t)page->n_column * sizeof *x);
  atomic_store(&page->objective[next % 2], objective);
  atomic_store(&page->turn, next);
}

static void raise_bound(shared_page *page, double bound) {
  if (bound > atomic_load(&page->bound)) atomic_store(&page->bound, bound);
}

static void hear_point(void *who, const double *x, double objective) {
  publish(who, x, objective);
}
static void hear_bound(void *who, double bound) {
  raise_bound(who, bound);
}

static bool set_options(qn_highs *highs, const qn_milp_options *options, bool presolves,
                        const qn_run *run) {
  bool ok = qn_highs_set_real(highs, "mip_rel_gap", options->gap);
  ok &= qn_highs_set_real(highs, "mip_abs_gap", ABSOLUTE);
  if (!presolves) ok &= qn_highs_set_word(highs, "presolve", "off");
  ok &= qn_highs_set_real(highs, "mip_feasibility_tolerance", 1e-7);
  ok &= qn_highs_set_real(highs, "primal_feasibility_tolerance", 1e-8);
  ok &= qn_highs_set_whole(highs, "random_seed", (long)(run->seed % 1000000));
  ok &= qn_highs_set_truth(highs, "mip_detect_symmetry", false);
  /* A search for any point at all, a quarter of the time on small programs: not where one is given.
   */
  if (options->start) ok &= qn_highs_set_truth(highs, "mip_heuristic_run_feasibility_jump", false);
  if (options->work_limit > 0)
    ok &= qn_highs_set_whole(highs, "mip_max_nodes", options->work_limit);
  if (options->effort >= 0) ok &= qn_highs_set_real(highs, "mip_heuristic_effort", options->effort);
  return ok;
}

static int child_solve(shared_page *page, const qn_lp *lp, const qn_milp_options *options,
                       bool presolves, const qn_run *run) {
  qn_highs *highs = NULL;
  const qn_highs_ears ears = {.who = page, .point = hear_point, .bound = hear_bound};
  qn_lp_state state;
  int status;
  if (qn_highs_new(&highs, lp, 1, ears, NULL) || !set_options(highs, options, presolves, run) ||
      (options->start && !qn_highs_set_point(highs, options->start)) ||
      qn_highs_run(highs, &state, &status))
    return CHILD_FAILED;
  raise_bound(page, qn_highs_bound(highs));
  if (state == QN_LP_INFEASIBLE) return CHILD_INFEASIBLE;
  if (state == QN_LP_UNBOUNDED) return CHILD_UNBOUNDED;
  if (qn_highs_has_point(highs)) { /* one that presolve found does not come by callback */
    const long next = atomic_load(&page->turn) + 1;
    if (!qn_highs_answer(highs, page->x + (next % 2) * page->n_column, NULL)) {
      atomic_store(&page->objective[next % 2], qn_highs_objective(highs));
      atomic_store(&page->turn, next);
    }
  }
  return state == QN_LP_OPTIMAL ? CHILD_OPTIMAL : CHILD_STOPPED;
}

static void run_child(shared_page *page, const qn_lp *lp, const qn_milp_options *options,
                      bool presolves, const qn_run *run, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL); /* no orphan goes on solving */
  if (getppid() != parent) _exit(CHILD_FAILED);
  signal(SIGINT, SIG_IGN); /* Ctrl-C is the parent's to answer */
  _exit(child_solve(page, lp, options, presolves, run));
}

/* ---- the parent ---- */

typedef struct {
  shared_page *page;
  long seen;
  qn_milp_answer *answer;
  qn_milp_better *better;
  void *who;
} watch;

/* Copies a new point out; false when the caller has enough. A point that was being replaced while
 * it was copied is taken the next time. */
static bool look(watch *w) {
  const long turn = atomic_load(&w->page->turn);
  w->answer->bound = atomic_load(&w->page->bound);
  if (turn == w->seen) return true;
  memcpy(w->answer->x, w->page->x + (turn % 2) * w->page->n_column,
         (size_t)w->page->n_column * sizeof(double));
  const double objective = atomic_load(&w->page->objective[turn % 2]);
  if (atomic_load(&w->page->turn) > turn + 1) return true;
  w->seen = turn;
  w->answer->has_point = 1;
  w->answer->objective = objective;
  return !w->better || w->better(w->who, w->answer->x, objective, w->answer->bound);
}

static qn_lp_state state_of_exit(int status, qn_findings *findings, qn_status *s) {
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : CHILD_FAILED;
  if (code == CHILD_FAILED && WIFSIGNALED(status))
    *s = qn_fail(findings, QN_ESOLVER, "the solver's process ended by signal %d", WTERMSIG(status));
  else if (code == CHILD_FAILED)
    *s = qn_fail(findings, QN_ESOLVER, "the solver failed on the mixed-integer model");
  return code == CHILD_OPTIMAL      ? QN_LP_OPTIMAL
         : code == CHILD_INFEASIBLE ? QN_LP_INFEASIBLE
         : code == CHILD_UNBOUNDED  ? QN_LP_UNBOUNDED
                                    : QN_LP_STOPPED;
}

static qn_status attend(pid_t child, watch *w, double until_s, qn_run *run) {
  qn_status s = QN_OK;
  int status;
  for (long poll_ns = FIRST_POLL_NS;;
       poll_ns = poll_ns * 2 < LAST_POLL_NS ? poll_ns * 2 : LAST_POLL_NS) {
    const pid_t ended = waitpid(child, &status, WNOHANG);
    const bool goes_on = look(w);
    if (ended == child) {
      w->answer->state = state_of_exit(status, run->findings, &s);
      return s;
    }
    const bool is_over = qn_clock() > until_s || (run->cancel && atomic_load(run->cancel));
    if (is_over || !goes_on || (ended < 0 && errno != EINTR)) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      look(w);
      w->answer->state = QN_LP_STOPPED;
      return QN_OK;
    }
    nanosleep(&(struct timespec){0, poll_ns}, NULL);
  }
}

static qn_status solve_once(qn_milp_answer *answer, const qn_lp *lp, const qn_milp_options *options,
                            bool presolves, qn_run *run, qn_milp_better *better, void *who) {
  const size_t size = sizeof(shared_page) + 2 * (size_t)lp->n_column * sizeof(double);
  shared_page *page = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return QN_ENOMEM;
  page->n_column = lp->n_column;
  atomic_store(&page->bound, -INFINITY);
  answer->has_point = 0;
  answer->bound = -INFINITY;
  answer->objective = INFINITY;
  qn_highs_rest();
  const double until_s = qn_clock() + options->seconds;
  const pid_t parent = getpid(), child = fork();
  qn_status s = QN_OK;
  if (child == 0) run_child(page, lp, options, presolves, run, parent);
  if (child < 0) {
    s = qn_fail(run->findings, QN_ESOLVER, "no process for the solver: %s", strerror(errno));
  } else {
    watch w = {page, 0, answer, better, who};
    s = attend(child, &w, until_s, run);
  }
  munmap(page, size);
  return s;
}

/* ---- two proofs ---- */

/* Unbounded is HiGHS's word for one of the two, and no program here is. */
static bool is_infeasible(const qn_milp_answer *answer) {
  return answer->state == QN_LP_INFEASIBLE || answer->state == QN_LP_UNBOUNDED;
}

static double proved(const qn_milp_answer *answer) {
  return is_infeasible(answer) ? INFINITY : answer->bound;
}

/* The bound of one lies above a point of the other. */
static bool refutes(const qn_milp_answer *point, const qn_milp_answer *bound) {
  return point->has_point &&
         proved(bound) > point->objective + DIFFERS * fabs(point->objective) + DIFFERS;
}

/* The better point and the weaker bound. */
static void merge(qn_milp_answer *answer, const qn_milp_answer *second, int n_column, double gap) {
  const double bound = fmin(proved(answer), proved(second));
  if (second->has_point && !(answer->has_point && answer->objective <= second->objective)) {
    memcpy(answer->x, second->x, (size_t)n_column * sizeof *answer->x);
    answer->objective = second->objective;
    answer->has_point = 1;
  }
  if (is_infeasible(answer) && is_infeasible(second)) return;
  const double left = answer->has_point ? answer->objective - bound : INFINITY;
  answer->bound = bound;
  answer->state =
      left <= fmax(gap * fabs(answer->objective), ABSOLUTE) ? QN_LP_OPTIMAL : QN_LP_STOPPED;
}

static qn_status prove_again(qn_milp_answer *answer, const qn_lp *lp,
                             const qn_milp_options *options, double until_s, qn_run *run,
                             qn_milp_better *better, void *who) {
  qn_milp_options again = *options;
  qn_milp_answer second = {.x = malloc(((size_t)lp->n_column + 1) * sizeof(double))};
  if (!second.x) return QN_ENOMEM;
  if (answer->has_point) again.start = answer->x;
  again.seconds = fmax(0, until_s - qn_clock());
  const qn_status s = solve_once(&second, lp, &again, false, run, better, who);
  if (!s && (refutes(&second, answer) || refutes(answer, &second)))
    qn_warn(run->findings,
            "the solver contradicted itself: what it proved with its presolve and "
            "without do not agree; the better plan and the weaker proof are taken");
  if (!s) merge(answer, &second, lp->n_column, options->gap);
  free(second.x);
  return s;
}

qn_status qn_milp_solve(qn_milp_answer *answer, const qn_lp *lp, const qn_milp_options *options,
                        qn_run *run, qn_milp_better *better, void *who) {
  const double until_s = qn_clock() + options->seconds;
  const qn_status s = solve_once(answer, lp, options, true, run, better, who);
  if (s || answer->state == QN_LP_STOPPED || lp->n_column > PROVED_TWICE || options->only_point)
    return s;
  return prove_again(answer, lp, options, until_s, run, better, who);
}
