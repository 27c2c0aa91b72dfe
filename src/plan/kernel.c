/* HiGHS on a part of the columns. A plan that uses any other costs at least bound + the least
 * reduced cost left out, so the kernel's own bound holds for all as far as that. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/certify.h"
#include "plan/search.h"
#include "solve/milp.h"

static const double LEAST_GAP = 2.5e-10; /* relative, of the solver: well below what counts */
static const double WHOLE = 1e-6;        /* a share of the relaxation that is as good as whole */
static const double AROUND_GAP = 1e-5;   /* relative: what is left is not worth a neighbourhood */
static const double NEAR_BEST = 0.02;    /* of a block's mean cost: reduced costs worth a look */

/* The solver's column i is the subset's column i. */
static void spread(const qn_search *w, const double *in) {
  memset(w->x, 0, w->plan->model->n_column * sizeof *w->x);
  for (size_t i = 0; i < w->subset.n; i++) w->x[w->subset.column[i]] = in[i];
}

static bool heard(void *who, const double *x, double objective, double bound) {
  qn_search *w = who;
  (void)bound;
  (void)objective;
  const double since = qn_clock() - w->last_verify_s;
  const int is_soon = since < 3 * w->verify_took_s; /* the last one is offered at the end */
  if (is_soon && !w->run->work_limit) return true;
  spread(w, x);
  return qn_search_offer(w, QN_N_("branch and bound")) != QN_ENOMEM;
}

/* Least reduced cost of a pathway left out; INFINITY when none is. */
static double least_left_out(const qn_search *w) {
  double least = INFINITY;
  for (size_t c = 0; c < w->plan->model->n_column; c++)
    if (!w->subset.is_in[c]) least = fmin(least, w->relaxation.reduced[c]);
  return least;
}

/* Begins the kernel anew with at most most pathways of units by reduced cost, and all that is not a
 * unit's, and the plan's own. */
qn_status qn_kernel_cheapest(qn_search *w, size_t most) {
  const qn_model *m = w->plan->model;
  qn_candidate *list = malloc((m->n_column + 1) * sizeof *list);
  if (!list) return QN_ENOMEM;
  size_t n = 0;
  for (size_t c = 0; c < m->block_first[m->first_source]; c++)
    list[n++] = (qn_candidate){w->relaxation.reduced[c], c};
  qn_candidates_sort(list, n);
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
qn_status qn_kernel_undecided(qn_search *w) {
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
static int is_start_in(const qn_search *w) {
  int is_in = w->has_plan;
  for (size_t c = 0; c < w->plan->model->n_column && is_in; c++)
    is_in = !(w->best[c] > 0) || w->subset.is_in[c];
  return is_in;
}

/* What is large as in the point w->x; of units the pathways that are in part there, and of those
 * that are not whole also what is near the best. */
qn_status qn_kernel_polish(qn_search *w) {
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
      if (w->x[c] > WHOLE || w->best[c] > 0 ||
          (b < m->first_source && reduced[c] <= (is_whole ? near / 4 : near)))
        s = qn_subset_add(&w->subset, c);
  }
  for (size_t c = m->block_first[m->n_block]; c < m->n_column && !s; c++)
    s = qn_subset_add(&w->subset, c);
  return s;
}

/* Solves the subset from the plan at hand and offers what is found. */
static qn_status solve(qn_search *w, double seconds, double gap, int only_point,
                       qn_milp_answer *answer) {
  qn_status s = qn_subset_lp(&w->subset, 0, 0);
  double *start = malloc((w->subset.n + 1) * sizeof *start);
  *answer = (qn_milp_answer){.x = malloc((w->subset.n + 1) * sizeof(double))};
  if (!start || !answer->x) s = QN_ENOMEM;
  for (size_t i = 0; i < w->subset.n && !s; i++) start[i] = w->best[w->subset.column[i]];
  if (!s) {
    const qn_milp_options options = {.gap = gap,
                                     .seconds = seconds,
                                     .work_limit = w->run->work_limit,
                                     .effort = -1,
                                     .start = is_start_in(w) ? start : NULL,
                                     .only_point = only_point};
    s = qn_milp_solve(answer, &w->subset.lp, &options, w->run, heard, w);
  }
  if (!s && answer->has_point) {
    spread(w, answer->x);
    s = qn_search_offer(w, QN_N_("branch and bound"));
  }
  free(start);
  free(answer->x);
  answer->x = NULL;
  return s;
}

qn_status qn_kernel_solve(qn_search *w, double seconds, qn_lp_state *state) {
  qn_milp_answer answer;
  const qn_status s = solve(w, seconds, fmax(w->run->gap * 0.5, LEAST_GAP), 0, &answer);
  *state = answer.state;
  if (s) return s;
  const double outside =
      isfinite(w->relaxation.bound) ? w->relaxation.bound + least_left_out(w) : -INFINITY;
  const double inside =
      answer.state == QN_LP_INFEASIBLE ? INFINITY : answer.bound / w->subset.money_scale;
  const double bound = fmin(inside, isinf(least_left_out(w)) ? INFINITY : outside);
  if (isfinite(bound)) qn_certify(w->plan, bound, w->run->findings);
  return s;
}

/* Marks the n_free columns of least reduced cost among free blocks. */
static qn_status mark_cheapest(const qn_search *w, const unsigned char *is_free, size_t n_free,
                               unsigned char *mark) {
  const qn_model *m = w->plan->model;
  qn_candidate *list = malloc((m->n_column + 1) * sizeof *list);
  if (!list) return QN_ENOMEM;
  size_t n = 0;
  for (int b = 0; b < m->n_block; b++)
    for (size_t c = m->block_first[b]; is_free[b] && c < m->block_first[b + 1]; c++)
      list[n++] = (qn_candidate){w->relaxation.reduced[c], c};
  qn_candidates_sort(list, n);
  for (size_t i = 0; i < n && i < n_free; i++) mark[list[i].column] = 1;
  free(list);
  return QN_OK;
}

qn_status qn_kernel_around(qn_search *w, const unsigned char *is_free, size_t n_free,
                           double seconds) {
  const qn_model *m = w->plan->model;
  unsigned char *mark = calloc(m->n_column + 1, 1);
  qn_status s = mark ? mark_cheapest(w, is_free, n_free, mark) : QN_ENOMEM;
  memset(w->subset.is_in, 0, m->n_column);
  w->subset.n = 0;
  for (size_t c = 0; c < m->n_column && !s; c++)
    if (m->columns[c].block < 0 || mark[c] || w->best[c] > 0) s = qn_subset_add(&w->subset, c);
  free(mark);
  return s ? s : solve(w, seconds, AROUND_GAP, 1, &(qn_milp_answer){0});
}
