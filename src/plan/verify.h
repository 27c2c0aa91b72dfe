/* The verifier: recomputes cost, payers, every rule and every balance of a decision from the
 * tables, by arithmetic of its own (docs/model.md); it shares nothing with the model builder or the
 * solver.
 *
 * A hard rule may be missed by at most 1e-6 of the larger of |right-hand side| and the sum of the
 * absolute values of its terms; whole numbers and single choices by nothing. */
#ifndef QN_PLAN_VERIFY_H
#define QN_PLAN_VERIFY_H
#include "base/run.h"
#include "case/case.h"
#include "demand/demand.h"
#include "plan/decision.h"

/* By so much of its scale a hard rule may be missed. */
#define QN_VERIFY_REL 1e-6

/* One rule as it stands in the plan; met ones are listed too. Families, and what row and place are:
 *   target (targets, its area) · peak, annual, feeder, storage (supplies, its area) · build
 *   (build_limits) · budget (budgets) · capacity, attached, n_minus_1 (sources, its area) · joiners
 *   (modes; the township) · trunk_gas (trunks; used 1, limit 1 where the trunk stands)
 * and only where broken, with used 1 against limit 0:
 *   choose (units) · choose_source · choose_project · choose_trunk · modules (supplies) · merge,
 *   trunk_heat (sources: a flow of heat that cannot be).
 * A rate counts in m2 or households: used is clean, limit the rate times all. A rule of role
 * reported is listed with its shortfall, and neither broken nor priced. Steps and extra modes are
 * costs, not rules. Money is compared under the settings' objective. n_season is horizon - base. */
typedef struct {
  const char *family; /* as in docs/model.md section 5: target, peak, annual, feeder, ... */
  int row;            /* row of the family's table (targets, supplies, budgets, ...), -1 none */
  int season;
  int place; /* area concerned, -1 none */
  double used,
      limit;        /* used <= limit holds when sense is at most, >= when at least, = when equal */
  int sense;        /* enum qn_sense */
  double scale;     /* larger of |limit| and the sum of |terms| */
  double shortfall; /* how much it is missed, 0 when met (tolerance of a target included) */
  int is_hard, is_met;
} qn_rule_state;

typedef struct {
  double cost_cny;   /* the objective, penalties of priced rules included */
  double social_cny; /* social cost without penalties */
  double penalty_cny;
  double *unit_cny; /* [n_units] discounted cost of each unit's choice */
  double source_cny, heat_cny, project_cny, module_cny, trunk_cny, step_cny, extra_mode_cny;
  double *paid; /* [n_season][QN_PAYERS] undiscounted investment and subsidies */
  qn_rule_state *rules;
  size_t n_rule, n_broken; /* broken: hard rules missed and broken structure */
} qn_verdict;

/* QN_OK: everything recomputed and every hard rule holds. QN_EVERIFY: with findings that name the
 * rule, the place, the season and by how much; the verdict is filled all the same, but only with
 * the broken structure where the decision is no plan at all (no pathway, or one that is not legal).
 */
qn_status qn_verify(qn_verdict *out, const qn_case *region, const qn_demand *demand,
                    const qn_decision *decision, qn_arena *arena, qn_findings *findings);

#endif
