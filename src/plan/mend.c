/* Where neither start nor dive holds all rules: programs that count nothing but what is missed
 * (loose.h), one after the other from the best point so far. The first takes the pathways near the
 * relaxation and comes close. For every other one a linear program says which choices would have to
 * change for all rules to hold (reach.h), each time others, as what a change costs is drawn: these
 * are free, and some blocks by chance. What is solved without gain makes the next one larger, what
 * is cut short makes it smaller; where nothing can be gained, more pathways come into the field.
 * One that left nothing out and still misses something is a proof that there is no plan. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "plan/loose.h"
#include "plan/reach.h"
#include "plan/search.h"

enum {
  NEAR = 10,      /* pathways of a unit in the first program */
  AROUND = 25,    /* and in the field at first */
  FIRST_FREE = 8, /* blocks by chance */
  MOST_ROUNDS = 1000
};
static const double GROW = 1.15, SHRINK = 0.9; /* of these */
static const double SHARE_OF_FIRST = 0.25;     /* of the time */
static const double LONGEST_S = 1;             /* any later one */
static const double PART = 1e-6;               /* of a choice: more than rounding */
static const double REACHED = 1e-7;            /* mean choices in all: nothing is missed */
static const double GAIN = 1e-9;

typedef struct {
  qn_search *search;
  const qn_model *m;
  qn_loose *loose;
  qn_row_role *role;      /* [n_row] */
  int *rank;              /* [n_column] within its block by reduced cost */
  unsigned char *may;     /* [n_column] */
  unsigned char *is_free; /* [n_block] */
  double *x;              /* [n_column] the point so far */
  double *near;           /* [n_column] shares that would hold all (reach.h) */
  qn_reach reach;
  double measure;      /* INFINITY: no point yet */
  double n_free;       /* blocks by chance */
  int n_path, in_vain; /* pathways of a free unit; programs without gain */
  int most_path;       /* of any unit */
  qn_random random;
} mender;

/* ---- what may be chosen ---- */

static qn_status rank_columns(mender *w) {
  const qn_model *m = w->m;
  qn_candidate *list = malloc((m->n_column + 1) * sizeof *list);
  if (!list) return QN_ENOMEM;
  for (int b = 0; b < m->first_source; b++) {
    const size_t first = m->block_first[b], n = m->block_first[b + 1] - first;
    for (size_t i = 0; i < n; i++)
      list[i] = (qn_candidate){w->search->relaxation.reduced[first + i], first + i};
    qn_candidates_sort(list, n);
    for (size_t i = 0; i < n; i++) w->rank[list[i].column] = (int)i;
    if ((int)n > w->most_path) w->most_path = (int)n;
  }
  free(list);
  return QN_OK;
}

/* Free blocks may take their first pathways, all may stay or go to what is near. */
static void set_may(mender *w) {
  const qn_model *m = w->m;
  for (size_t c = 0; c < m->n_column; c++) {
    const int block = m->columns[c].block;
    w->may[c] = block < 0 || w->x[c] > 0 || w->near[c] > PART ||
                (w->is_free[block] && w->rank[c] < w->n_path);
  }
}

/* Blocks that the nearest shares change are free, and some by chance. */
static void choose_free(mender *w) {
  const qn_model *m = w->m;
  for (int b = 0; b < m->n_block; b++) {
    w->is_free[b] = w->n_free >= m->n_block;
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1]; c++)
      w->is_free[b] |= w->near[c] > PART && !(w->x[c] > 0);
  }
  for (int i = 0; i < (int)w->n_free; i++)
    w->is_free[qn_random_below(&w->random, (uint64_t)m->n_block)] = 1;
}

/* ---- programs ---- */

/* Solves among what may be chosen and keeps the point where it is better. *is_proved: nothing among
 * it misses less. */
static qn_status solve(mender *w, double seconds, int *is_proved) {
  const qn_loose_part part = {.may = w->may,
                              .from = isfinite(w->measure) ? w->x : NULL,
                              .seconds = seconds,
                              .work_limit = w->search->run->work_limit};
  const qn_status s = qn_loose_solve_near(w->loose, w->role, &part);
  const qn_loose_answer *answer = qn_loose_answer_of(w->loose);
  *is_proved = !s && answer->is_known;
  if (s || !answer->has_point) return s;
  w->in_vain = answer->measure < w->measure - GAIN ? 0 : w->in_vain + 1;
  if (answer->measure <= w->measure) {
    memcpy(w->x, answer->x, w->m->n_column * sizeof *w->x);
    w->measure = answer->measure;
  }
  return QN_OK;
}

/* Near the relaxation and what the dive came to. */
static qn_status solve_first(mender *w, double seconds) {
  const qn_search *search = w->search;
  int is_proved;
  w->n_path = NEAR;
  for (int b = 0; b < w->m->n_block; b++) w->is_free[b] = 1;
  set_may(w);
  for (size_t c = 0; c < w->m->n_column; c++)
    w->may[c] |= search->relaxation.x[c] > 0 || search->wish[c] > 0;
  const qn_status s = solve(w, seconds, &is_proved);
  w->n_path = AROUND;
  return s;
}

/* The field: the first pathways of every unit and all that is no unit's. */
static qn_status open_field(mender *w) {
  for (int b = 0; b < w->m->n_block; b++) w->is_free[b] = 1;
  set_may(w);
  for (size_t c = 0; c < w->m->n_column; c++) w->may[c] |= w->search->relaxation.x[c] > 0;
  qn_reach_clear(&w->reach);
  return qn_reach_new(&w->reach, w->m, w->may, w->role, w->search->run->findings);
}

/* Twice as many pathways; *is_over when there are no more. */
static qn_status widen(mender *w, int *is_over) {
  *is_over = w->n_path >= w->most_path;
  w->n_path *= 2;
  return *is_over ? QN_OK : open_field(w);
}

/* One more around the nearest shares; *is_over when time was over, or nothing was left out and
 * something is missed. */
static qn_status solve_next(mender *w, double seconds, double left, int *is_over) {
  double missed = 0;
  int is_known, is_proved;
  qn_status s = qn_reach_nearest(&w->reach, w->x, w->near, &missed, &is_known, &w->random,
                                 w->search->run, left);
  if (s || !is_known) return *is_over = 1, s;
  if (missed > REACHED) return widen(w, is_over);
  choose_free(w);
  set_may(w);
  s = solve(w, seconds, &is_proved);
  if (s || !w->in_vain) return s;
  if (is_proved && w->n_free >= w->m->n_block) return widen(w, is_over);
  w->n_free = is_proved ? w->n_free * GROW + 1 : w->n_free * SHRINK;
  return QN_OK;
}

static qn_status go(mender *w, double seconds) {
  const qn_run *run = w->search->run;
  const double until_s = qn_clock() + seconds;
  const double longest = run->work_limit > 0 ? seconds : LONGEST_S;
  int is_over = 0;
  qn_status s = solve_first(w, run->work_limit > 0 ? seconds : SHARE_OF_FIRST * seconds);
  if (!s) s = open_field(w);
  for (int round = 0; round < MOST_ROUNDS && !s && !is_over && w->measure > GAIN; round++) {
    const double left = until_s - qn_clock();
    if (left <= 0 || qn_run_stopped(run)) break;
    s = solve_next(w, fmin(left, longest), left, &is_over);
  }
  return s;
}

/* ---- the whole ---- */

static void mender_free(mender *w) {
  qn_loose_free(w->loose);
  free(w->role);
  free(w->rank);
  free(w->may);
  free(w->is_free);
  free(w->x);
  free(w->near);
  qn_reach_clear(&w->reach);
}

static qn_status mender_new(mender *w, qn_search *search) {
  const qn_model *m = search->plan->model;
  *w = (mender){.search = search,
                .m = m,
                .role = malloc((m->n_row + 1) * sizeof *w->role),
                .rank = calloc(m->n_column + 1, sizeof *w->rank),
                .may = malloc(m->n_column + 1),
                .is_free = malloc((size_t)m->n_block + 1),
                .x = calloc(m->n_column + 1, sizeof *w->x),
                .near = calloc(m->n_column + 1, sizeof *w->near),
                .measure = INFINITY,
                .n_free = FIRST_FREE,
                .random = qn_random_stream(search->run->seed, "mend", "")};
  if (!w->role || !w->rank || !w->may || !w->is_free || !w->x || !w->near) return QN_ENOMEM;
  for (size_t r = 0; r < m->n_row; r++)
    w->role[r] = qn_loose_is_rule(&m->rows[r]) || qn_loose_is_load(&m->rows[r]) ? QN_ROW_COUNTED
                                                                                : QN_ROW_HOLDS;
  const qn_status s = rank_columns(w);
  return s ? s : qn_loose_new(&w->loose, m, QN_LOOSE_NEAR, search->run, INFINITY);
}

qn_status qn_mend(qn_search *search, double seconds) {
  mender w;
  qn_status s = mender_new(&w, search);
  if (!s) s = go(&w, seconds);
  if (!s && w.measure <= GAIN) {
    memcpy(search->x, w.x, w.m->n_column * sizeof *search->x);
    s = qn_search_offer(search, QN_N_("start"));
  }
  mender_free(&w);
  return s;
}
