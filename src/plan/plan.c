/* The order of work: model, relaxation, start, kernel by HiGHS. The kernel holds the pathways whose
 * reduced cost is small; a plan that uses any other costs at least bound + the least reduced cost
 * left out, so the kernel's own bound holds for all as far as that. */
#include "plan/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/certify.h"
#include "plan/complete.h"
#include "plan/conflict.h"
#include "plan/dive.h"
#include "plan/divide.h"
#include "plan/recall.h"
#include "plan/relax.h"
#include "plan/start.h"
#include "solve/milp.h"

enum { KERNEL_LEAST = 9000, KERNEL_A_BLOCK = 5 };
static const double LEAST_GAP = 1e-9; /* relative gap that counts as closed */
static const double LEAST_CNY = 1e-4; /* and in money: a hundredth of a fen */
static const double SHARE_OF_RELAX = 0.45, SHARE_OF_START = 0.35; /* of the time limit */
static const double SHARE_OF_DIVIDE = 0.4;                        /* of the start's time */
static const double SHARE_OF_QUICK = 0.2; /* of the start's time: rounding and mending */
static const double UNLIMITED_START_S = 60;
static const double SHARE_OF_UNDECIDED = 0.4; /* of the time left */
static const double UNLIMITED_S = 86400;
static const double WHOLE = 1e-6; /* a share of the relaxation that is as good as whole */
static const double CONFLICT_LEAST_S = 2, CONFLICT_MOST_S = 60;
static const double SHARE_OF_CONFLICT = 0.5; /* of the time left, where one is likely */
static const double CONFLICT_ELASTIC = 1e-6; /* scaled: what the relaxation misses */
static const double NEAR_BEST = 0.02; /* of a block's mean cost: reduced costs worth a look */

typedef struct {
  qn_plan *plan;
  qn_run *run;
  qn_subset subset;
  qn_relaxation relaxation;
  double *x;    /* [n_column] scratch */
  double *wish; /* [n_column] what parts would have, when has_wish */
  double *best; /* [n_column] the plan's point, when has_plan */
  int has_plan, verify_failed;
  const qn_conflict *within; /* rules that may be missed; NULL: none */
  double choices;
  double last_verify_s, verify_took_s;
} work;

static double now_s(const work *w) {
  return qn_clock() - w->run->started_s;
}

static double left_s(const work *w) {
  return fmin(qn_run_left(w->run), UNLIMITED_S);
}

static void tell(const work *w, const char *stage) {
  const qn_plan *p = w->plan;
  if (!w->run->progress) return;
  const double cost = w->has_plan ? p->cost_cny : NAN;
  const qn_progress progress = {stage,   now_s(w),     w->run->time_limit_s,
                                cost,    p->bound_cny, w->has_plan ? p->gap : NAN,
                                now_s(w)};
  w->run->progress(w->run->who, &progress);
}

/* Completes and verifies the point in w->x; keeps it when it is the best. */
static qn_status offer(work *w, const char *stage) {
  qn_plan *p = w->plan;
  qn_verdict verdict = {0};
  qn_decision decision;
  int served = 0;
  const double began = qn_clock();
  qn_status s = qn_complete(p->model, w->x, &served, w->run);
  if (s || !served) return s;
  s = qn_decision_of(&decision, p->model, w->x, p->arena);
  if (s) return s;
  qn_findings *findings = qn_findings_new();
  s = qn_verify(&verdict, p->context->region, p->context->demand, &decision, p->arena, findings);
  w->last_verify_s = qn_clock();
  w->verify_took_s = w->last_verify_s - began;
  if (s == QN_EVERIFY && w->within && qn_conflict_excuses(w->within, w->choices, &verdict))
    s = QN_OK;
  if (s == QN_EVERIFY) {
    w->verify_failed = 1;
    if (!w->has_plan) qn_findings_append(w->run->findings, findings);
    s = QN_OK;
  } else if (!s && (!w->has_plan || verdict.cost_cny < p->cost_cny)) {
    if (!w->has_plan) p->first_s = now_s(w);
    w->has_plan = 1;
    p->verdict = verdict;
    p->decision = decision;
    p->cost_cny = verdict.cost_cny;
    memcpy(w->best, w->x, p->model->n_column * sizeof *w->best);
    qn_certify(p, -INFINITY, w->run->findings);
    tell(w, stage);
  }
  qn_findings_free(findings);
  return s;
}

/* ---- HiGHS on the kernel ---- */

/* The solver's column i is the subset's column i. */
static void spread(const work *w, const double *in) {
  memset(w->x, 0, w->plan->model->n_column * sizeof *w->x);
  for (size_t i = 0; i < w->subset.n; i++) w->x[w->subset.column[i]] = in[i];
}

static bool heard(void *who, const double *x, double objective, double bound) {
  work *w = who;
  (void)bound;
  (void)objective;
  const double since = qn_clock() - w->last_verify_s;
  if (since < 3 * w->verify_took_s) return true; /* the last one is offered at the end */
  spread(w, x);
  return offer(w, QN_N_("branch and bound")) != QN_ENOMEM;
}

/* Least reduced cost of a pathway left out; INFINITY when none is. */
static double least_left_out(const work *w) {
  double least = INFINITY;
  for (size_t c = 0; c < w->plan->model->n_column; c++)
    if (!w->subset.is_in[c]) least = fmin(least, w->relaxation.reduced[c]);
  return least;
}

typedef struct {
  double reduced;
  size_t column;
} candidate;

static int by_reduced(const void *a, const void *b) {
  const candidate *x = a, *y = b;
  if (x->reduced != y->reduced) return x->reduced < y->reduced ? -1 : 1;
  return x->column < y->column ? -1 : 1;
}

/* Begins the kernel anew with at most most pathways of units by reduced cost, and all that is not a
 * unit's, and the plan's own. */
static qn_status choose_kernel(work *w, size_t most) {
  const qn_model *m = w->plan->model;
  candidate *list = malloc((m->n_column + 1) * sizeof *list);
  if (!list) return QN_ENOMEM;
  size_t n = 0;
  for (size_t c = 0; c < m->block_first[m->first_source]; c++)
    list[n++] = (candidate){w->relaxation.reduced[c], c};
  qsort(list, n, sizeof *list, by_reduced);
  memset(w->subset.is_in, 0, m->n_column);
  w->subset.n = 0;
  qn_status s = QN_OK;
  for (size_t i = 0; i < n && i < most && !s; i++) s = qn_subset_add(&w->subset, list[i].column);
  for (size_t c = m->block_first[m->first_source]; c < m->n_column && !s; c++)
    s = qn_subset_add(&w->subset, c);
  for (size_t c = 0; c < m->n_column && w->has_plan && !s; c++)
    if (w->best[c] > 0) s = qn_subset_add(&w->subset, c);
  free(list);
  return s;
}

/* The first kernel: where the relaxation has decided, its own pathway and the plan's; where it has
 * not, those near the best. Small, and mostly all that is needed. */
static qn_status choose_undecided(work *w) {
  const qn_model *m = w->plan->model;
  const double *x = w->relaxation.x, *reduced = w->relaxation.reduced;
  const double near = NEAR_BEST * w->relaxation.objective / m->n_block;
  memset(w->subset.is_in, 0, m->n_column);
  w->subset.n = 0;
  qn_status s = QN_OK;
  for (int b = 0; b < m->n_block && !s; b++) {
    int is_decided = b < m->first_source;
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1]; c++)
      is_decided &= x[c] < WHOLE || x[c] > 1 - WHOLE;
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1] && !s; c++)
      if (b >= m->first_source || x[c] > WHOLE || w->best[c] > 0 ||
          (!is_decided && reduced[c] <= near))
        s = qn_subset_add(&w->subset, c);
  }
  for (size_t c = m->block_first[m->n_block]; c < m->n_column && !s; c++)
    s = qn_subset_add(&w->subset, c);
  return s;
}

/* Whether the plan's point lies within the kernel. */
static int is_start_in(const work *w) {
  int is_in = w->has_plan;
  for (size_t c = 0; c < w->plan->model->n_column && is_in; c++)
    is_in = !(w->best[c] > 0) || w->subset.is_in[c];
  return is_in;
}

/* What is large as in the point w->x; of units the pathways that are in part there, and of those
 * that are not whole also what is near the best. */
static qn_status choose_polish(work *w) {
  const qn_model *m = w->plan->model;
  const double *reduced = w->relaxation.reduced;
  const double near = NEAR_BEST * w->relaxation.objective / m->n_block;
  memset(w->subset.is_in, 0, m->n_column);
  w->subset.n = 0;
  qn_status s = QN_OK;
  for (int b = 0; b < m->n_block && !s; b++) {
    int is_whole = 0;
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1]; c++)
      is_whole |= w->x[c] > 1 - WHOLE;
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1] && !s; c++)
      if (w->x[c] > WHOLE || (b < m->first_source && reduced[c] <= (is_whole ? near / 4 : near)))
        s = qn_subset_add(&w->subset, c);
  }
  for (size_t c = m->block_first[m->n_block]; c < m->n_column && !s; c++)
    s = qn_subset_add(&w->subset, c);
  return s;
}

/* Solves the kernel; *closed when the gap asked for is proved. */
static qn_status solve_kernel(work *w, double seconds, qn_lp_state *state) {
  qn_status s = qn_subset_lp(&w->subset, 0, 0);
  double *start = malloc((w->subset.n + 1) * sizeof *start);
  qn_milp_answer answer = {.x = malloc((w->subset.n + 1) * sizeof(double))};
  if (!start || !answer.x) s = QN_ENOMEM;
  for (size_t i = 0; i < w->subset.n && !s; i++) start[i] = w->best[w->subset.column[i]];
  if (!s) {
    const qn_milp_options options = {.gap = fmax(w->run->gap * 0.5, LEAST_GAP / 4),
                                     .seconds = seconds,
                                     .work_limit = w->run->work_limit,
                                     .effort = -1,
                                     .start = is_start_in(w) ? start : NULL};
    s = qn_milp_solve(&answer, &w->subset.lp, &options, w->run, heard, w);
  }
  if (!s && answer.has_point) {
    spread(w, answer.x);
    s = offer(w, QN_N_("branch and bound"));
  }
  *state = answer.state;
  if (!s) {
    const double scale = w->subset.money_scale;
    const double outside =
        isfinite(w->relaxation.bound) ? w->relaxation.bound + least_left_out(w) : -INFINITY;
    const double inside = answer.state == QN_LP_INFEASIBLE ? INFINITY : answer.bound / scale;
    const double bound = fmin(inside, isinf(least_left_out(w)) ? INFINITY : outside);
    if (isfinite(bound)) qn_certify(w->plan, bound, w->run->findings);
  }
  free(start);
  free(answer.x);
  return s;
}

static int is_closed(const work *w) {
  const qn_plan *p = w->plan;
  return w->has_plan && (p->gap <= fmax(w->run->gap, LEAST_GAP) || p->gap_cny <= LEAST_CNY);
}

static qn_status branch(work *w, qn_lp_state *state) {
  const qn_model *m = w->plan->model;
  size_t most = (size_t)m->first_source * KERNEL_A_BLOCK;
  if (most < KERNEL_LEAST) most = KERNEL_LEAST;
  qn_status s = QN_OK;
  *state = QN_LP_STOPPED;
  if (w->has_plan && m->n_column > most) {
    s = choose_undecided(w);
    if (!s) s = solve_kernel(w, SHARE_OF_UNDECIDED * left_s(w), state);
  }
  while (!s && !is_closed(w) && !qn_run_stopped(w->run)) {
    s = choose_kernel(w, most);
    if (!s) s = solve_kernel(w, left_s(w), state);
    if (w->subset.n >= m->n_column || *state == QN_LP_STOPPED) break;
    most *= 4;
  }
  return s;
}

/* ---- the whole ---- */

static qn_status prepare(work *w, const qn_case *region, const qn_demand *demand) {
  qn_plan *p = w->plan;
  const double began = qn_clock();
  qn_status s = qn_context_new(&p->context, region, demand);
  if (!s && w->within)
    s = qn_model_new_open(&p->model, p->context, w->run);
  else if (!s)
    s = qn_model_new(&p->model, p->context, w->run);
  if (s) return s;
  if (w->within) qn_conflict_loosen(p->model, w->within, w->choices);
  p->build_s = qn_clock() - began;
  w->x = calloc(p->model->n_column + 1, sizeof(double));
  w->wish = calloc(p->model->n_column + 1, sizeof(double));
  w->best = calloc(p->model->n_column + 1, sizeof(double));
  p->price = qn_arena_array(p->arena, p->model->n_row + 1, sizeof(double));
  if (!w->x || !w->wish || !w->best || !p->price) return QN_ENOMEM;
  return qn_subset_new(&w->subset, p->model);
}

/* So that every unit has another way out: of each of its modes the pathway of least reduced cost.
 */
static qn_status widen(work *w) {
  const qn_model *m = w->plan->model;
  const double *reduced = w->relaxation.reduced;
  const int n_mode = w->plan->context->region->n_modes;
  size_t *best = malloc(((size_t)n_mode + 1) * sizeof *best);
  qn_status s = best ? QN_OK : QN_ENOMEM;
  for (int b = 0; b < m->first_source && !s; b++) {
    for (int k = 0; k < n_mode; k++) best[k] = m->n_column;
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1]; c++) {
      size_t *at = &best[m->columns[c].path.mode];
      if (*at == m->n_column || reduced[c] < reduced[*at]) *at = c;
    }
    for (int k = 0; k < n_mode && !s; k++)
      if (best[k] < m->n_column) s = qn_subset_add(&w->subset, best[k]);
  }
  free(best);
  return s;
}

/* The point of another plan of the same blocks, if it holds here too. */
static qn_status offer_known(work *w, const qn_decision *known) {
  if (!known || !qn_recall(w->x, w->plan->model, known)) return QN_OK;
  return offer(w, QN_N_("start"));
}

/* The bound by parts. */
static qn_status divide(work *w, double seconds) {
  qn_division division;
  const qn_status s = qn_divide(&division, w->wish, &w->subset, &w->relaxation, w->run, seconds);
  if (s) return s;
  qn_certify(w->plan, division.bound, w->run->findings);
  tell(w, QN_N_("parts"));
  return s;
}

/* Two starts: the relaxation's point rounded and mended, quick; then, where the solver would not
 * take the whole model at once, the dive and whole units for it. */
static qn_status start(work *w, double seconds) {
  qn_lp_state state;
  size_t missed = 0;
  int reached = 0;
  const size_t size = w->plan->model->n_column * sizeof *w->x;
  memcpy(w->x, w->relaxation.x, size);
  qn_status s =
      qn_start(w->x, &missed, &w->subset, &w->relaxation, w->run, seconds * SHARE_OF_QUICK);
  if (!s && !missed) s = offer(w, QN_N_("start"));
  if (s || is_closed(w) || w->plan->model->n_column <= KERNEL_LEAST) return s;
  s = divide(w, seconds * SHARE_OF_DIVIDE);
  if (s || is_closed(w)) return s;
  s = qn_dive(w->x, &reached, w->wish, &w->subset, &w->relaxation, w->run, seconds);
  if (s || !reached) return s;
  s = choose_polish(w);
  return s ? s : solve_kernel(w, seconds, &state);
}

/* Where the relaxation misses rules whatever that costs, they are likely to conflict. Small models
 * are left to branch and bound. */
static qn_status find_conflict(work *w) {
  qn_plan *p = w->plan;
  if (!(w->relaxation.elastic > CONFLICT_ELASTIC) || p->model->n_column <= QN_CONFLICT_WHOLE ||
      w->within)
    return QN_OK;
  tell(w, QN_N_("conflict"));
  const qn_status s = qn_conflict_find(&p->conflict, p->context, QN_CONFLICT_BY_LINEAR, w->run,
                                       SHARE_OF_CONFLICT * left_s(w));
  if (s || p->conflict->state == QN_CONFLICT_STANDS) return s;
  qn_conflict_free(p->conflict);
  p->conflict = NULL;
  return QN_OK;
}

static qn_status relax_and_start(work *w, const qn_decision *known) {
  qn_plan *p = w->plan;
  const int is_limited = w->run->time_limit_s > 0;
  const double all = left_s(w);
  qn_status s =
      qn_relax(&w->relaxation, &w->subset, w->run, is_limited ? all * SHARE_OF_RELAX : all);
  if (s) return s;
  p->bound_cny = p->relaxed_cny = w->relaxation.bound;
  memcpy(p->price, w->relaxation.price, p->model->n_row * sizeof(double));
  tell(w, QN_N_("relaxation"));
  s = find_conflict(w);
  if (s || p->conflict) return s;
  s = widen(w);
  if (!s) s = offer_known(w, known);
  return s ? s : start(w, is_limited ? all * SHARE_OF_START : UNLIMITED_START_S);
}

static void conclude(work *w, qn_lp_state state) {
  qn_plan *p = w->plan;
  p->seconds = now_s(w);
  const int is_cancelled = w->run->cancel && atomic_load(w->run->cancel);
  if (w->has_plan)
    p->status = is_closed(w) ? QN_PLAN_OPTIMAL : is_cancelled ? QN_PLAN_INTERRUPTED : QN_PLAN_LIMIT;
  else
    /* no cost can fall without end here: unbounded is HiGHS's word for one of the two */
    p->status = p->conflict || state == QN_LP_INFEASIBLE || state == QN_LP_UNBOUNDED ||
                        isinf(w->relaxation.bound) == 1
                    ? QN_PLAN_INFEASIBLE
                    : QN_PLAN_NONE;
}

/* Names what stands in the way, in the time left and a little more. A plan that is found on the way
 * shows that the proof was wrong. */
static qn_status tell_conflict(qn_plan *p, qn_run *run) {
  if (p->conflict) return QN_OK; /* found on the way */
  const double seconds = fmax(CONFLICT_LEAST_S, fmin(qn_run_left(run), CONFLICT_MOST_S));
  const qn_status s = qn_conflict_find(&p->conflict, p->context, QN_CONFLICT_BY_SIZE, run, seconds);
  if (s || p->conflict->state != QN_CONFLICT_NONE || !p->conflict->is_checked) return s;
  p->status = QN_PLAN_NONE;
  return qn_fail(run->findings, QN_EVERIFY,
                 "the proof is wrong: it says that no plan holds all rules, and one does");
}

static qn_status solve(qn_plan **out, const qn_case *region, const qn_demand *demand,
                       const qn_decision *known, const qn_conflict *within, double choices,
                       qn_run *run) {
  qn_arena *arena = qn_arena_new();
  qn_plan *p = arena ? qn_arena_alloc(arena, sizeof *p) : NULL;
  if (!p) {
    qn_arena_free(arena);
    return QN_ENOMEM;
  }
  *p = (qn_plan){.arena = arena,
                 .status = QN_PLAN_NONE,
                 .cost_cny = NAN,
                 .bound_cny = -INFINITY,
                 .relaxed_cny = -INFINITY,
                 .proved_cny = -INFINITY,
                 .refuted_cny = NAN};
  if (run->started_s == 0) run->started_s = qn_clock();
  work w = {.plan = p, .run = run, .within = within, .choices = choices};
  qn_lp_state state = QN_LP_STOPPED;
  qn_status s = prepare(&w, region, demand);
  if (!s) s = relax_and_start(&w, known);
  if (!s && !p->conflict && isinf(w.relaxation.bound) != 1) s = branch(&w, &state);
  if (!s) {
    conclude(&w, state);
    if (p->status == QN_PLAN_INFEASIBLE && !within) s = tell_conflict(p, run);
    if (p->status == QN_PLAN_NONE && w.verify_failed) s = QN_EVERIFY;
  }
  qn_relaxation_clear(&w.relaxation);
  qn_subset_clear(&w.subset);
  free(w.x);
  free(w.wish);
  free(w.best);
  if (s)
    qn_plan_free(p);
  else
    *out = p;
  return s;
}

qn_status qn_plan_solve(qn_plan **out, const qn_case *region, const qn_demand *demand,
                        qn_run *run) {
  return qn_plan_solve_from(out, region, demand, NULL, run);
}

qn_status qn_plan_solve_from(qn_plan **out, const qn_case *region, const qn_demand *demand,
                             const qn_decision *known, qn_run *run) {
  return solve(out, region, demand, known, NULL, 0, run);
}

qn_status qn_plan_solve_within(qn_plan **out, const qn_case *region, const qn_demand *demand,
                               const qn_conflict *within, double choices, qn_run *run) {
  return solve(out, region, demand, NULL, within, choices, run);
}

void qn_plan_free(qn_plan *plan) {
  if (!plan) return;
  qn_plan_free(plan->cheapest);
  if (!plan->conflict || plan->model != plan->conflict->model) qn_model_free(plan->model);
  qn_conflict_free(plan->conflict);
  qn_context_free(plan->context);
  qn_arena_free(plan->arena);
}

const char *qn_plan_status_text(qn_plan_status status) {
  static const char *const text[] = {QN_N_("optimal"), QN_N_("limit"), QN_N_("interrupted"),
                                     QN_N_("infeasible"), QN_N_("none")};
  return text[status];
}
