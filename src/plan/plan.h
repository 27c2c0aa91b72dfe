/* Solves the planning model of a case: the best verified plan within the run's limits.
 *
 * One code path for all sizes: build the model, relax it by generating columns (a lower bound and
 * prices), start of our own, then HiGHS on the columns that can matter, from our start. Every plan
 * that is returned has passed qn_verify. */
#ifndef QN_PLAN_PLAN_H
#define QN_PLAN_PLAN_H
#include "plan/decision.h"
#include "plan/model.h"
#include "plan/verify.h"
#include "qingnuan/plan.h"

typedef struct qn_conflict qn_conflict; /* conflict.h */

/* How the search went, chosen by the size of the model and by what its limits leave
 * (docs/solving.md). */
typedef enum {
  QN_WAY_WHOLE,    /* branch and bound on kernels that grow until nothing is left out */
  QN_WAY_KERNELS,  /* what is large first, then kernels and counties by turns */
  QN_WAY_COUNTIES, /* the relaxation of the whole, then county by county */
  QN_WAY_PROVINCE, /* the relaxation, too, by counties */
} qn_plan_way;

struct qn_plan {
  qn_arena *arena;
  qn_arena *found; /* of the decision and its verdict, where they come from the search */
  qn_plan_status status;
  qn_context *context;
  qn_model *model;
  qn_decision decision; /* valid for OPTIMAL, LIMIT, INTERRUPTED */
  qn_verdict verdict;
  double *price; /* [n_row of the model] indicative prices, CNY per unit of the row */
  double cost_cny, bound_cny, gap, gap_cny; /* cost NaN without a plan */
  double relaxed_cny, proved_cny; /* bounds by prices, by branch and bound; -INFINITY: none */
  double refuted_cny; /* a bound that a verified plan has shown to be wrong; NaN: none */
  qn_plan_way way;
  int n_part;       /* counties, and what is no county's */
  size_t n_joining; /* rows that join them */
  double first_s;   /* when the first verified plan stood, from the run's start */
  double build_s, seconds;
  qn_conflict *conflict; /* where no plan holds all rules, or it was asked for; else NULL */
  qn_plan *cheapest;     /* without the targets that prescribe a mix (cheapest.h), or NULL */
};

/* qn_plan_solve from a plan already known of the same blocks (another plan of the case with some
 * rules changed), offered as a start beside our own; NULL: none. */
qn_status qn_plan_solve_from(qn_plan **out, const qn_case *region, const qn_demand *demand,
                             const qn_decision *known, qn_run *run);
/* A plan that may miss the rules of a conflict's least way by their amounts and so many mean
 * choices more (conflict.h); its verdict says what it misses. */
qn_status qn_plan_solve_within(qn_plan **out, const qn_case *region, const qn_demand *demand,
                               const qn_conflict *within, double choices, qn_run *run);

/* A plan of which nothing is known yet: no cost, no bound. qn_plan_free ends it. */
qn_status qn_plan_blank(qn_plan **out);

#endif
