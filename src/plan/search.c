/* The plan at hand, the clock, and what is told. */
#include "plan/search.h"

#include <math.h>
#include <string.h>

#include "plan/certify.h"
#include "plan/complete.h"

static const double LEAST_GAP = 1e-9; /* relative gap that counts as closed */
static const double LEAST_CNY = 1e-4; /* and in money: a hundredth of a fen */
enum { MOST_UNITS_WHOLE = 20000 };
static const double UNLIMITED_S = 86400;

double qn_search_now_s(const qn_search *w) {
  return qn_clock() - w->run->started_s;
}

double qn_search_left_s(const qn_search *w) {
  return fmin(qn_run_left(w->run), UNLIMITED_S);
}

void qn_search_tell(const qn_search *w, const char *stage) {
  const qn_plan *p = w->plan;
  qn_run_tell(w->run, stage, w->has_plan ? p->cost_cny : NAN, p->bound_cny,
              w->has_plan ? p->gap : NAN);
}

/* The plan at hand is one that the run may end with. */
static void tell_better(const qn_search *w) {
  qn_plan *p = w->plan;
  if (!w->run->better || w->within) return;
  p->status = QN_PLAN_LIMIT;
  p->seconds = qn_search_now_s(w);
  w->run->better(w->run->who, p);
}

/* A plan that may be the best, with all that it owns. */
typedef struct {
  qn_arena *arena;
  qn_findings *findings;
  qn_decision decision;
  qn_verdict verdict;
} offer;

static qn_status check(offer *o, const qn_search *w) {
  const qn_plan *p = w->plan;
  qn_status s = qn_decision_of(&o->decision, p->model, w->x, o->arena);
  if (!s)
    s = qn_verify(&o->verdict, p->context->region, p->context->demand, &o->decision, o->arena,
                  o->findings);
  if (s == QN_EVERIFY && w->within && qn_conflict_excuses(w->within, w->choices, &o->verdict))
    s = QN_OK;
  return s;
}

/* The offer becomes the plan; what the plan had before goes. */
static void keep(qn_search *w, offer *o, const char *stage) {
  qn_plan *p = w->plan;
  if (!w->has_plan) p->first_s = qn_search_now_s(w);
  w->has_plan = 1;
  qn_arena_free(p->found);
  p->found = o->arena;
  o->arena = NULL;
  p->verdict = o->verdict;
  p->decision = o->decision;
  p->cost_cny = o->verdict.cost_cny;
  memcpy(w->best, w->x, p->model->n_column * sizeof *w->best);
  qn_certify(p, -INFINITY, w->run->findings);
  qn_search_tell(w, stage);
  tell_better(w);
}

qn_status qn_search_offer(qn_search *w, const char *stage) {
  const double began = qn_clock();
  offer o = {.arena = qn_arena_new(), .findings = qn_findings_new()};
  int served = 0;
  qn_status s =
      o.arena && o.findings ? qn_complete(w->plan->model, w->x, &served, w->run) : QN_ENOMEM;
  if (!s && served) {
    s = check(&o, w);
    w->last_verify_s = qn_clock();
    w->verify_took_s = w->last_verify_s - began;
  }
  if (s == QN_EVERIFY) {
    w->verify_failed = 1;
    if (!w->has_plan) qn_findings_append(w->run->findings, o.findings);
    s = QN_OK;
  } else if (!s && served && (!w->has_plan || o.verdict.cost_cny < w->plan->cost_cny)) {
    keep(w, &o, stage);
  }
  qn_findings_free(o.findings);
  qn_arena_free(o.arena);
  return s;
}

int qn_search_is_closed(const qn_search *w) {
  const qn_plan *p = w->plan;
  return w->has_plan && (p->gap <= fmax(w->run->gap, LEAST_GAP) || p->gap_cny <= LEAST_CNY);
}

int qn_search_fits_whole(const qn_search *w) {
  return w->plan->model->first_source <= MOST_UNITS_WHOLE;
}
