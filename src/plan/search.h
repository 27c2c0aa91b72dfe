/* The search for a plan at work: what its steps share. Inside plan only. */
#ifndef QN_PLAN_SEARCH_H
#define QN_PLAN_SEARCH_H
#include "plan/conflict.h"
#include "plan/parts.h"
#include "plan/plan.h"
#include "plan/relax.h"

typedef struct {
  qn_plan *plan;
  qn_run *run;
  qn_parts parts; /* of the model: counties */
  qn_subset subset;
  qn_relaxation relaxation;
  double *x;    /* [n_column] scratch */
  double *wish; /* [n_column] what parts would have */
  double *best; /* [n_column] the plan's point, when has_plan */
  int has_plan, verify_failed;
  int n_trade;               /* times that units were exchanged */
  const qn_conflict *within; /* rules that may be missed; NULL: none */
  double choices;
  double last_verify_s, verify_took_s;
} qn_search;

double qn_search_now_s(const qn_search *search);
/* Seconds left; a day when there is no limit. */
double qn_search_left_s(const qn_search *search);
/* Whether the gap asked for is reached. */
int qn_search_is_closed(const qn_search *search);
/* Whether programs over all rows are small enough to be solved again and again. */
int qn_search_fits_whole(const qn_search *search);
/* Tells cost, bound and gap as the stage has them. */
void qn_search_tell(const qn_search *search, const char *stage);
/* Completes and verifies the point in x; keeps it when it is the best. */
qn_status qn_search_offer(qn_search *search, const char *stage);

/* ---- mixed-integer programs over a part of the columns (kernel.c) ---- */

/* Begins the subset anew. The first: where the relaxation has decided, its own pathway and the
 * plan's; where it has not, those near the best. Small, and mostly all that is needed. */
qn_status qn_kernel_undecided(qn_search *search);
/* At most most pathways of units by reduced cost, all that is not a unit's, and the plan's own. */
qn_status qn_kernel_cheapest(qn_search *search, size_t most);
/* What is large as in the point x; of units the pathways that are in part there and what is near
 * the best; and the plan's own. */
qn_status qn_kernel_polish(qn_search *search);
/* Solves it from the plan at hand and offers what is found; raises the bound as far as it holds for
 * columns left out. */
qn_status qn_kernel_solve(qn_search *search, double seconds, qn_lp_state *state);
/* The plan's point in part free: blocks whose is_free is set may take any of their n_free columns
 * of least reduced cost, all others stay. Solves and offers. */
qn_status qn_kernel_around(qn_search *search, const unsigned char *is_free, size_t n_free,
                           double seconds);

/* ---- a first plan where rules are tight (mend.c) ---- */

/* Comes from the relaxation to a plan by programs in which rules may be missed, and offers it. */
qn_status qn_mend(qn_search *search, double seconds);

/* ---- improvement by exchange (trade.c) ---- */

/* Exchanges units of the point in x, which holds, for at most about so many seconds, and offers the
 * outcome; large regions prefecture by prefecture. */
qn_status qn_trade(qn_search *search, double seconds);
/* The same in every part by itself, side by side, and nothing is offered. */
qn_status qn_trade_parts(qn_search *search, const qn_parts *parts, double seconds);

/* ---- improvement of a county (contest.c) ---- */

/* Settles the plan (settle.h) and, where there is another point whose large things are whole, that
 * one too, side by side, then the better one, as long as that finds something. */
qn_status qn_contest(qn_search *search, const double *other, double seconds);

/* ---- improvement by neighbourhoods (neighbour.c) ---- */

/* Solves n parts of the plan anew, side by side, each for at most seconds, and offers the outcome;
 * what is left of shared rows is divided among them (renew.c). */
qn_status qn_renew(qn_search *search, const int *list, int n, size_t n_free, double seconds);
/* Solves the parts anew, wave by wave, then two at a time together, while the rest of the plan
 * stays, until time is over or nothing is found any more. */
qn_status qn_improve(qn_search *search, double seconds);

#endif
