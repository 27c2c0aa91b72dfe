/* The order of work: model, relaxation, start, exchange, bound by parts, dive, the mending of what
 * is missed, kernels by HiGHS, improvement part by part. */
#include "plan/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/large.h"
#include "plan/accord.h"
#include "plan/approach.h"
#include "plan/branch.h"
#include "plan/certify.h"
#include "plan/conflict.h"
#include "plan/crew.h"
#include "plan/dive.h"
#include "plan/divide.h"
#include "plan/recall.h"
#include "plan/search.h"
#include "plan/start.h"

enum { KERNEL_LEAST = 9000, KERNEL_A_BLOCK = 5, MANY_PARTS = 4, NODES = 30, FEW_LARGE = 10 };
static const double SHARE_OF_RELAX = 0.45, SHARE_OF_START = 0.35; /* of the time limit */
static const double SHARE_OF_TREE = 0.15;                         /* of the start's time */
static const double SHARE_OF_DIVIDE = 0.4;                        /* of the start's time */
static const double SHARE_OF_POLISH = 0.5;                        /* of the start's time */
static const double SHARE_OF_CONTEST = 0.6;                       /* of the time left, at most */
static const double SHARE_OF_QUICK = 0.2; /* of the start's time: rounding and mending */
static const double SHARE_OF_MEND = 0.8;  /* of the time left, where no plan was found */
static const double UNLIMITED_START_S = 60, UNLIMITED_MEND_S = 3600;
static const double CONFLICT_LEAST_S = 2, CONFLICT_MOST_S = 60;
static const double SHARE_OF_CONFLICT = 0.5;  /* of the time left, where one is likely */
static const double CONFLICT_ELASTIC = 1e-6;  /* scaled: what the relaxation misses */
static const double SHARE_OF_IMPROVE = 0.6;   /* of the time left */
static const double SHARE_OF_FIRST = 0.5;     /* of the improvement's time: before the bound */
static const double SHARE_OF_BOUND = 0.4;     /* of what is left then */
static const double SHARE_OF_UNDECIDED = 0.4; /* of the time left */

/* Columns of the first kernel. */
static size_t most_in_kernel(const qn_model *m) {
  const size_t most = (size_t)m->first_source * KERNEL_A_BLOCK;
  return most < KERNEL_LEAST ? KERNEL_LEAST : most;
}

/* A county or little more: too few parts to be improved one by one. */
static int has_few_parts(const qn_search *w) {
  return w->parts.n_part < MANY_PARTS;
}

/* Whether counties are all that is solved. So it is where the whole is too large, and where so many
 * limits bite that the relaxation divides many units: there the dive decides for a point that no
 * plan comes near, and whole units for it take HiGHS longer than any time limit leaves. */
static int goes_by_counties(const qn_search *w) {
  if (!qn_search_fits_whole(w)) return 1;
  return w->has_plan && !has_few_parts(w) && w->run->time_limit_s > 0 &&
         qn_is_tense(w->plan->model, w->relaxation.x);
}

/* The way that is taken from here on, for the certificate. */
static qn_plan_way way_of(const qn_search *w) {
  if (!qn_search_fits_whole(w)) return QN_WAY_PROVINCE;
  if (w->plan->model->n_column <= most_in_kernel(w->plan->model)) return QN_WAY_WHOLE;
  return goes_by_counties(w) ? QN_WAY_COUNTIES : QN_WAY_KERNELS;
}

/* The bound by parts. */
static qn_status divide(qn_search *w, double seconds) {
  qn_division division;
  const qn_status s = qn_divide(&division, w->wish, &w->subset, &w->relaxation, w->run, seconds);
  if (s) return s;
  qn_certify(w->plan, division.bound, w->run->findings);
  qn_search_tell(w, QN_N_("parts"));
  return s;
}

/* A few nodes of a tree over the whole: where little that is large is divided, and some of that
 * serves several counties (the gas store of a prefecture), it is closed by them, and the prices by
 * which counties are parted know nothing of it. */
static qn_status branch_on_whole(qn_search *w, double seconds) {
  const qn_model *m = w->plan->model;
  if (qn_divided_blocks(m, w->relaxation.x, m->first_source, m->n_block, NULL) > FEW_LARGE)
    return QN_OK;
  const qn_branch_options options = {
      .seconds = seconds, .most_nodes = NODES, .gap = w->run->gap / 2};
  qn_branching branching;
  const qn_status s = qn_branch(&branching, &w->subset, &w->relaxation,
                                w->has_plan ? w->plan->cost_cny : INFINITY, &options, w->run);
  if (s) return s;
  qn_certify(w->plan, branching.bound, w->run->findings);
  qn_search_tell(w, QN_N_("branch and bound"));
  return s;
}

/* The plan county by county, then the bound, then what time is left for the plan again. */
static qn_status improve(qn_search *w, double seconds) {
  const double until_s = qn_clock() + seconds;
  qn_status s = qn_improve(w, SHARE_OF_FIRST * seconds);
  if (!s && !qn_search_is_closed(w)) s = divide(w, SHARE_OF_BOUND * (until_s - qn_clock()));
  return s || qn_search_is_closed(w) ? s : qn_improve(w, until_s - qn_clock());
}

/* Kernels that grow until nothing is left out; where the model has parts to go by, improvement part
 * by part has the time that is left after the first. */
static qn_status branch(qn_search *w, qn_lp_state *state) {
  const qn_model *m = w->plan->model;
  size_t most = most_in_kernel(m);
  qn_status s = QN_OK;
  *state = QN_LP_STOPPED;
  w->plan->way = way_of(w);
  if (w->has_plan && m->n_column > most) {
    if (goes_by_counties(w)) return improve(w, qn_search_left_s(w));
    s = qn_improve(w, SHARE_OF_IMPROVE * qn_search_left_s(w));
    if (!s && !qn_search_is_closed(w)) s = qn_kernel_undecided(w);
    if (!s && !qn_search_is_closed(w))
      s = qn_kernel_solve(w, SHARE_OF_UNDECIDED * qn_search_left_s(w), state);
  }
  if (!w->has_plan && !qn_search_fits_whole(w)) return s; /* no kernel would find one in memory */
  while (!s && !qn_search_is_closed(w) && !qn_run_stopped(w->run)) {
    s = qn_kernel_cheapest(w, most);
    if (!s) s = qn_kernel_solve(w, qn_search_left_s(w), state);
    if (w->subset.n >= m->n_column || *state == QN_LP_STOPPED) break;
    most *= 4;
  }
  return s;
}

/* ---- the whole ---- */

static qn_status prepare(qn_search *w, const qn_case *region, const qn_demand *demand) {
  qn_plan *p = w->plan;
  const double began = qn_clock();
  qn_run_tell(w->run, QN_N_("model"), NAN, NAN, NAN);
  qn_status s = qn_context_new(&p->context, region, demand);
  if (!s && w->within)
    s = qn_model_new_open(&p->model, p->context, w->run);
  else if (!s)
    s = qn_model_new(&p->model, p->context, w->run);
  if (s) return s;
  if (w->within) qn_conflict_loosen(p->model, w->within, w->choices);
  if (w->run->crew) qn_crew_show(w->run->crew, p->model);
  p->build_s = qn_clock() - began;
  w->x = calloc(p->model->n_column + 1, sizeof(double));
  w->wish = calloc(p->model->n_column + 1, sizeof(double));
  w->best = calloc(p->model->n_column + 1, sizeof(double));
  p->price = qn_arena_array(p->arena, p->model->n_row + 1, sizeof(double));
  if (!w->x || !w->wish || !w->best || !p->price) return QN_ENOMEM;
  qn_keep_from_children(w->x, p->model->n_column * sizeof *w->x);
  qn_keep_from_children(w->wish, p->model->n_column * sizeof *w->wish);
  qn_keep_from_children(w->best, p->model->n_column * sizeof *w->best);
  s = qn_subset_new(&w->subset, p->model);
  if (!s) s = qn_parts_new(&w->parts, p->model, QN_COUNTY);
  p->n_part = w->parts.n_part;
  p->n_joining = w->parts.n_joining;
  return s;
}

/* So that every unit has another way out: of each of its modes the pathway of least reduced cost.
 */
static qn_status widen(qn_search *w) {
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
static qn_status offer_known(qn_search *w, const qn_decision *known) {
  if (!known || !qn_recall(w->x, w->plan->model, known)) return QN_OK;
  return qn_search_offer(w, QN_N_("start"));
}

/* Rounds and mends the point in x, exchanges its units, and offers it. */
static qn_status mend_rounded(qn_search *w, double seconds) {
  size_t missed = 0;
  qn_status s = qn_start(w->x, &missed, &w->subset, &w->relaxation, w->run, seconds);
  if (s || missed) return s;
  s = qn_search_offer(w, QN_N_("start"));
  return s || !w->has_plan ? s : qn_trade(w, seconds);
}

/* All that may stay as it is does, in x. */
static void stay(qn_search *w) {
  const qn_model *m = w->plan->model;
  for (size_t c = 0; c < m->n_column; c++)
    w->x[c] = m->columns[c].block >= 0 && m->columns[c].season < 0;
}

/* Two starts: the relaxation's point rounded and mended, quick, or where that goes round in circles
 * what is today; then, where the solver would not take the whole model at once, the dive and whole
 * units for it, in a county beside those of the first. */
static qn_status start(qn_search *w, double seconds) {
  qn_lp_state state;
  int reached = 0;
  const size_t size = w->plan->model->n_column * sizeof *w->x;
  const double quick = qn_search_fits_whole(w) ? seconds * SHARE_OF_QUICK : seconds;
  memcpy(w->x, w->relaxation.x, size);
  qn_status s = mend_rounded(w, quick);
  if (!s && !w->has_plan) {
    stay(w);
    s = mend_rounded(w, quick);
  }
  if (s || qn_search_is_closed(w) || w->plan->model->n_column <= KERNEL_LEAST) return s;
  if (goes_by_counties(w)) return s;
  if (!has_few_parts(w)) s = branch_on_whole(w, seconds * SHARE_OF_TREE);
  if (s || qn_search_is_closed(w)) return s;
  s = divide(w, seconds * SHARE_OF_DIVIDE);
  if (s || qn_search_is_closed(w)) return s;
  s = qn_dive(w->x, &reached, w->wish, &w->subset, &w->relaxation, w->run, seconds);
  if (s || !reached) return s;
  memcpy(w->wish, w->x, size);
  s = mend_rounded(w, seconds * SHARE_OF_QUICK);
  if (s || qn_search_is_closed(w)) return s;
  if (w->has_plan && has_few_parts(w))
    return qn_contest(w, w->wish, SHARE_OF_CONTEST * qn_search_left_s(w));
  memcpy(w->x, w->wish, size);
  s = qn_kernel_polish(w);
  return s ? s : qn_kernel_solve(w, seconds * SHARE_OF_POLISH, &state);
}

/* Where the relaxation misses rules whatever that costs, they are likely to conflict. Small models
 * are left to branch and bound. */
static qn_status find_conflict(qn_search *w) {
  qn_plan *p = w->plan;
  if (!(w->relaxation.elastic > CONFLICT_ELASTIC) || p->model->n_column <= QN_CONFLICT_WHOLE ||
      w->within)
    return QN_OK;
  qn_search_tell(w, QN_N_("conflict"));
  const qn_status s = qn_conflict_find(&p->conflict, p->context, QN_CONFLICT_BY_LINEAR, w->run,
                                       SHARE_OF_CONFLICT * qn_search_left_s(w));
  if (s || p->conflict->state == QN_CONFLICT_STANDS) return s;
  qn_conflict_free(p->conflict);
  p->conflict = NULL;
  return QN_OK;
}

/* The relaxation, of a large region by its counties. */
static qn_status relax(qn_search *w, double seconds) {
  return qn_search_fits_whole(w) ? qn_approach(&w->relaxation, &w->subset, w->run, seconds)
                                 : qn_accord(&w->relaxation, &w->subset, w->run, seconds);
}

static qn_status relax_and_start(qn_search *w, const qn_decision *known) {
  qn_plan *p = w->plan;
  const int is_limited = w->run->time_limit_s > 0;
  const double all = qn_search_left_s(w);
  qn_status s = relax(w, is_limited ? all * SHARE_OF_RELAX : all);
  if (s) return s;
  p->bound_cny = p->relaxed_cny = w->relaxation.bound;
  memcpy(p->price, w->relaxation.price, p->model->n_row * sizeof(double));
  qn_search_tell(w, QN_N_("relaxation"));
  s = find_conflict(w);
  if (s || p->conflict) return s;
  s = widen(w);
  if (!s) s = offer_known(w, known);
  if (!s) s = start(w, is_limited ? all * SHARE_OF_START : UNLIMITED_START_S);
  if (s || w->has_plan || w->relaxation.elastic > CONFLICT_ELASTIC || !qn_search_fits_whole(w))
    return s;
  return qn_mend(w, is_limited ? SHARE_OF_MEND * qn_search_left_s(w) : UNLIMITED_MEND_S);
}

static void conclude(qn_search *w, qn_lp_state state) {
  qn_plan *p = w->plan;
  p->seconds = qn_search_now_s(w);
  const int is_cancelled = w->run->cancel && atomic_load(w->run->cancel);
  if (w->has_plan)
    p->status = qn_search_is_closed(w) ? QN_PLAN_OPTIMAL
                : is_cancelled         ? QN_PLAN_INTERRUPTED
                                       : QN_PLAN_LIMIT;
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

qn_status qn_plan_blank(qn_plan **out) {
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
  *out = p;
  return QN_OK;
}

static qn_status solve(qn_plan **out, const qn_case *region, const qn_demand *demand,
                       const qn_decision *known, const qn_conflict *within, double choices,
                       qn_run *run) {
  qn_plan *p;
  const qn_status made = qn_plan_blank(&p);
  if (made) return made;
  if (run->started_s == 0) run->started_s = qn_clock();
  qn_search w = {.plan = p, .run = run, .within = within, .choices = choices};
  qn_lp_state state = QN_LP_STOPPED;
  qn_status s = prepare(&w, region, demand);
  if (!s) s = relax_and_start(&w, known);
  if (!s && !p->conflict && isinf(w.relaxation.bound) != 1) s = branch(&w, &state);
  if (s == QN_ESOLVER && w.has_plan) s = QN_OK; /* a plan is not lost to a solver that fails */
  if (!s) {
    conclude(&w, state);
    if (p->status == QN_PLAN_INFEASIBLE && !within) s = tell_conflict(p, run);
    if (p->status == QN_PLAN_NONE && w.verify_failed) s = QN_EVERIFY;
  }
  qn_relaxation_clear(&w.relaxation);
  qn_subset_clear(&w.subset);
  qn_parts_free(&w.parts);
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
  qn_arena_free(plan->found);
  qn_arena_free(plan->arena);
}

const char *qn_plan_status_text(qn_plan_status status) {
  static const char *const text[] = {QN_N_("optimal"), QN_N_("limit"), QN_N_("interrupted"),
                                     QN_N_("infeasible"), QN_N_("none")};
  return text[status];
}
