/* Two points are settled side by side, at first that of the plan and another, later the plan's
 * twice: once with what is large as it is, once with that changed first. What is found is offered,
 * and the best exchanges units. Ends when rounds find nothing. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/team.h"
#include "plan/search.h"
#include "plan/settle.h"

enum { PLAIN, CHANGED, LANES, FIRST_FREE = 500, IDLE_ROUNDS = 2 };
static const double MORE = 1.4;    /* pathways, after a round that found nothing */
static const double ROUND_S = 4;   /* at most */
static const double SHARE = 0.4;   /* of the time, a round at most */
static const double TRADE_S = 1.5; /* at most */
static const double WORTH = 1e-6;  /* relative: a round that finds less is idle */

typedef struct {
  const qn_model *model;
  double *x[LANES]; /* [n_column] */
  int holds[LANES], found[LANES];
  double n_free[LANES];
  double seconds;
} contest;

static qn_status settle(void *who, int i, qn_run *run) {
  contest *c = who;
  const qn_settling how = {.holds = c->holds[i],
                           .descends = i == CHANGED,
                           .n_free = (size_t)c->n_free[i],
                           .seconds = c->seconds};
  return qn_settle(c->x[i], &c->found[i], c->model, &how, run);
}

static qn_status offer(qn_search *w, const contest *c) {
  qn_status s = QN_OK;
  for (int i = 0; i < LANES && !s; i++) {
    if (!c->found[i]) continue;
    memcpy(w->x, c->x[i], c->model->n_column * sizeof *w->x);
    s = qn_search_offer(w, QN_N_("settled"));
  }
  return s;
}

static qn_status trade(qn_search *w, double seconds) {
  if (seconds <= 0 || qn_run_stopped(w->run) || qn_search_is_closed(w)) return QN_OK;
  memcpy(w->x, w->best, w->plan->model->n_column * sizeof *w->x);
  return qn_trade(w, w->run->work_limit > 0 ? seconds : fmin(seconds, TRADE_S));
}

static void begin_with_best(contest *c, const qn_search *w, int lane) {
  memcpy(c->x[lane], w->best, c->model->n_column * sizeof *w->best);
  c->holds[lane] = 1;
}

/* Of a round; under a limit of work the clock has no say. */
static double seconds_of(const qn_search *w, double all, double left) {
  const int turns = (LANES + qn_team_size(w->run) - 1) / qn_team_size(w->run);
  return w->run->work_limit > 0 ? left : fmin(left / turns, fmin(ROUND_S, SHARE * all));
}

static void next(contest *c, const qn_search *w, int is_better) {
  for (int i = 0; i < LANES; i++) {
    c->n_free[i] *= is_better ? 1 : MORE;
    begin_with_best(c, w, i);
  }
}

static qn_status rounds(qn_search *w, contest *c, double until_s) {
  const double all = until_s - qn_clock();
  qn_status s = QN_OK;
  for (int idle = 0; idle < IDLE_ROUNDS && !s;) {
    const double before = w->plan->cost_cny, left = until_s - qn_clock();
    if (left <= 0 || qn_run_stopped(w->run) || qn_search_is_closed(w)) break;
    c->seconds = seconds_of(w, all, left);
    s = qn_team_each(LANES, settle, c, w->run);
    if (!s) s = offer(w, c);
    if (!s) s = trade(w, until_s - qn_clock());
    const int is_better = w->plan->cost_cny < before * (1 - WORTH);
    idle = is_better ? 0 : idle + 1;
    next(c, w, is_better);
  }
  return s;
}

qn_status qn_contest(qn_search *w, const double *other, double seconds) {
  const size_t size = (w->plan->model->n_column + 1) * sizeof(double);
  const double until_s = qn_clock() + seconds;
  contest c = {.model = w->plan->model, .n_free = {FIRST_FREE, FIRST_FREE}};
  qn_status s = QN_OK;
  for (int i = 0; i < LANES && !s; i++)
    if (!(c.x[i] = malloc(size))) s = QN_ENOMEM;
  for (int i = 0; i < LANES && !s; i++) begin_with_best(&c, w, i);
  if (!s && other) {
    memcpy(c.x[CHANGED], other, size - sizeof(double));
    c.holds[CHANGED] = 0;
  }
  if (!s) s = rounds(w, &c, until_s);
  for (int i = 0; i < LANES; i++) free(c.x[i]);
  return s;
}
