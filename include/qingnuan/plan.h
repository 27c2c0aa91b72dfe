/* Plans a case: for every unit a heating mode, a season and a retrofit level, for every source what
 * becomes of it, at least cost so that the targets hold within every limit (docs/model.md). A plan
 * that is handed out has passed a verification that shares no arithmetic with the solver.
 *
 *   qn_run run = {.findings = findings, .time_limit_s = 20, .gap = 0.001};
 *   qn_status s = qn_case_read(&region, "examples/tongliao-2025", findings);
 *   if (!s) s = qn_demand_new(&demand, region, "data/weather", findings);
 *   if (!s) s = qn_plan_solve(&plan, region, demand, &run);
 *   if (!s && qn_plan_outcome_of(plan).status <= QN_PLAN_INTERRUPTED)
 *     for (size_t i = 0; i < qn_plan_choices(plan); i++) {
 *       const qn_plan_choice c = qn_plan_choice_at(plan, i);
 *       printf("%s: %s from %d\n", c.unit, c.mode, c.year);
 *     }
 *   qn_plan_free(plan);
 *   qn_demand_free(demand);
 *   qn_case_free(region);
 */
#ifndef QINGNUAN_PLAN_H
#define QINGNUAN_PLAN_H
#include "qingnuan/demand.h"
#include "qingnuan/run.h"

/* How the search ended; the first three have a verified plan. */
typedef enum {
  QN_PLAN_OPTIMAL,     /* within the gap asked for */
  QN_PLAN_LIMIT,       /* stopped by clock or work */
  QN_PLAN_INTERRUPTED, /* stopped by cancel */
  QN_PLAN_INFEASIBLE,  /* proved: no plan holds all rules */
  QN_PLAN_NONE,        /* no verified plan within the limit */
} qn_plan_status;

/* Money is real CNY of the price year, over all evaluated seasons, discounted to the base year. */
typedef struct {
  qn_plan_status status;
  double cost_cny;  /* NaN without a plan */
  double bound_cny; /* no plan costs less; -infinity when none is known */
  double gap;       /* (cost - bound) / cost; NaN without a plan */
  double first_s;   /* from the run's start to the first verified plan; 0 without one */
  double seconds;   /* of the whole search */
} qn_plan_outcome;

/* What a unit does, or a share of a unit that may be divided. */
typedef struct {
  const char *unit, *mode; /* ids; the mode is the present one where it stays */
  int year;                /* season from which the mode serves; 0: nothing is converted */
  int level;               /* retrofit level, 0 none */
  double share;            /* of the unit; the shares of a unit sum to 1 */
} qn_plan_choice;

/* What becomes of a source. */
typedef struct {
  const char *source;
  const char *option; /* id within source_options, NULL: stays as it is */
  int year;           /* season from which the option holds, 0 with NULL */
} qn_plan_fate;

typedef struct qn_plan qn_plan;

/* Searches within the run's limits, which begin at run->started_s (0: now). QN_OK also when no plan
 * was found or none can be (see the outcome). QN_EVERIFY when the only answer failed its
 * verification, with what failed in the findings; QN_ESOLVER; QN_ENOMEM. *out is the caller's to
 * free; case and demand must outlive it. The case must have been read without errors. */
QN_API qn_status qn_plan_solve(qn_plan **out, const qn_case *region, const qn_demand *demand,
                               qn_run *run);
QN_API void qn_plan_free(qn_plan *plan); /* NULL is fine */
/* One English word, a message id; never NULL. */
QN_API const char *qn_plan_status_text(qn_plan_status status);
QN_API qn_plan_outcome qn_plan_outcome_of(const qn_plan *plan);

/* Choices of all units in the order of the table units, at least one a unit; 0 without a plan.
 * Texts are borrowed from the case. */
QN_API size_t qn_plan_choices(const qn_plan *plan);
QN_API qn_plan_choice qn_plan_choice_at(const qn_plan *plan, size_t i);
/* Fates of all sources in the order of the table sources; 0 without a plan. */
QN_API size_t qn_plan_fates(const qn_plan *plan);
QN_API qn_plan_fate qn_plan_fate_at(const qn_plan *plan, size_t i);

#endif
