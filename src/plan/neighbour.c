/* Which neighbourhood comes next: parts by what the plan loses there against the prices (the sum of
 * the reduced costs of its choices), the most first; in later rounds with a second part, so that
 * what one gives up the other can use. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "plan/crew.h"
#include "plan/parts.h"
#include "plan/search.h"

enum {
  FIRST_FREE = 1000,
  LEAST_FREE = 200,
  LEAST_PARTS = 2,
  ROUNDS = 1000,
  LEAST_WAVE = 4,
  MOST_WAVE = 40 /* a cluster */
};
static const double WORTH = 2e-5; /* relative: a round that finds less is the last of its kind */
/* Of the time given: a neighbourhood solved in less may grow, one cut short shrinks. */
static const double QUICK = 0.5, GROW = 1.4, SHRINK = 0.7;
static const double LONGEST_S = 3;        /* one neighbourhood */
static const double SHARE_OF_ALL = 0.2;   /* of the time, at most */
static const double SHARE_OF_TRADE = 0.2; /* of the time left, at most */

typedef struct {
  qn_search *search;
  const qn_parts *parts;
  int *of_block;
  double *loss; /* [n_part] */
  int *order;   /* [n_part] most loss first */
  int wave;     /* parts side by side: verifying what they give takes time as well */
  unsigned char *is_free;
  double n_free; /* columns that a neighbourhood may have: as many as are solved in time */
  qn_random random;
} neighbours;

static void measure(neighbours *w) {
  const qn_model *m = w->search->plan->model;
  const int n = w->parts->n_part;
  for (int p = 0; p < n; p++) w->loss[p] = 0;
  for (size_t c = 0; c < m->block_first[m->n_block]; c++)
    if (w->search->best[c] > 0)
      w->loss[w->parts->of_column[c]] += w->search->best[c] * w->search->relaxation.reduced[c];
  for (int i = 0; i < n; i++) {
    int k = i;
    for (; k && w->loss[w->order[k - 1]] < w->loss[i]; k--) w->order[k] = w->order[k - 1];
    w->order[k] = i;
  }
}

static void set_free(neighbours *w, int a, int b) {
  const qn_model *m = w->search->plan->model;
  for (int i = 0; i < m->n_block; i++) w->is_free[i] = w->of_block[i] == a || w->of_block[i] == b;
}

/* As many columns as are solved in time; under a limit of work the clock has no say. */
static void adapt(neighbours *w, double began, double seconds) {
  if (w->search->run->work_limit > 0) return;
  const double took = qn_clock() - began;
  if (took < QUICK * seconds) w->n_free *= GROW;
  if (took >= seconds) w->n_free = fmax(w->n_free * SHRINK, LEAST_FREE);
}

/* A part of the order together with another of whatever loss. */
static qn_status try_pair(neighbours *w, int at, double seconds) {
  const double began = qn_clock();
  set_free(w, w->order[at],
           (int)(qn_random_real(&w->random) * w->parts->n_part) % w->parts->n_part);
  const qn_status s = qn_kernel_around(w->search, w->is_free, (size_t)w->n_free, seconds);
  adapt(w, began, seconds);
  return s;
}

/* Every part of the wave has its seconds; that all its turns end in time is seen to here. */
static qn_status try_wave(neighbours *w, int at, double longest, double left) {
  const double began = qn_clock();
  const int rest = w->parts->n_part - at, n = rest < w->wave ? rest : w->wave;
  const int team = qn_crew_threads(w->search->run), turns = (n + team - 1) / team;
  const double seconds = w->search->run->work_limit > 0 ? longest : fmin(longest, left / turns);
  const qn_status s = qn_renew(w->search, w->order + at, n, (size_t)w->n_free, seconds);
  adapt(w, began, turns * seconds);
  return s;
}

/* What the parts left of the rows that join them goes round. */
static qn_status trade(neighbours *w, double left) {
  const qn_search *search = w->search;
  if (left <= 0 || qn_run_stopped(search->run) || qn_search_is_closed(search)) return QN_OK;
  memcpy(search->x, search->best, search->plan->model->n_column * sizeof *search->x);
  return qn_trade(w->search, left * SHARE_OF_TRADE);
}

/* Waves over all parts first, again as long as they help, then pairs. */
static qn_status go(neighbours *w, double seconds) {
  const double until_s = qn_clock() + seconds;
  const double longest =
      w->search->run->work_limit > 0 ? seconds : fmin(LONGEST_S, seconds * SHARE_OF_ALL);
  const int may_pair = qn_search_fits_whole(w->search);
  int in_pairs = 0;
  qn_status s = QN_OK;
  for (int round = 0; round < ROUNDS && !s; round++) {
    const double before = w->search->plan->cost_cny;
    measure(w);
    for (int i = 0; i < w->parts->n_part && w->loss[w->order[i]] > 0 && !s;) {
      const double left = until_s - qn_clock();
      if (left <= 0 || qn_run_stopped(w->search->run) || qn_search_is_closed(w->search)) return s;
      s = in_pairs ? try_pair(w, i, fmin(left, longest)) : try_wave(w, i, longest, left);
      i += in_pairs ? 1 : w->wave;
    }
    if (!s) s = trade(w, until_s - qn_clock());
    const int is_better = w->search->plan->cost_cny < before * (1 - WORTH);
    if (!is_better && (in_pairs || !may_pair)) break;
    in_pairs |= !is_better;
  }
  return s;
}

qn_status qn_improve(qn_search *search, double seconds) {
  const qn_model *m = search->plan->model;
  neighbours w = {.search = search,
                  .parts = &search->parts,
                  .n_free = FIRST_FREE,
                  .random = qn_random_stream(search->run->seed, "neighbours", "")};
  qn_status s = QN_OK;
  w.of_block = malloc(((size_t)m->n_block + 1) * sizeof *w.of_block);
  w.loss = malloc(((size_t)w.parts->n_part + 1) * sizeof *w.loss);
  w.order = malloc(((size_t)w.parts->n_part + 1) * sizeof *w.order);
  w.is_free = malloc((size_t)m->n_block + 1);
  if (!w.of_block || !w.loss || !w.order || !w.is_free) s = QN_ENOMEM;
  for (int b = 0; b < m->n_block && !s; b++) w.of_block[b] = w.parts->of_column[m->block_first[b]];
  w.wave = w.parts->n_part / 4;
  if (w.wave < LEAST_WAVE) w.wave = LEAST_WAVE;
  if (w.wave > MOST_WAVE * w.parts->n_cluster) w.wave = MOST_WAVE * w.parts->n_cluster;
  if (!s && w.parts->n_part >= LEAST_PARTS) s = go(&w, seconds);
  free(w.of_block);
  free(w.loss);
  free(w.order);
  free(w.is_free);
  return s;
}
