/* The verifier's way through a plan: is it a plan at all (every block one pathway of its own,
 * shares that sum to one), then each unit's account added to the sums, the heat that sources send,
 * every rule, and the cost. */
#include "plan/verify.h"

#include <math.h>
#include <string.h>

#include "plan/verify_parts.h"

static const double SHARE_ROUNDING = 1e-6; /* of a divisible unit's shares */

/* ---- one pathway a block ---- */

static void check_choice(qn_check *check, const qn_unit_choice *choice) {
  const qn_case *region = check->region;
  const int is_unit = choice->unit >= 0 && choice->unit < region->n_units;
  const char *why = qn_check_illegal(check, choice);
  if (!why && !(choice->share > 0 && choice->share <= 1 + SHARE_ROUNDING))
    why = QN_N_("a share must lie between 0 and 1");
  if (!why && !region->units[choice->unit].is_divisible && fabs(choice->share - 1) > 0)
    why = QN_N_("the unit cannot be divided");
  if (why)
    qn_check_broken(check, "choose", is_unit ? choice->unit : -1,
                    is_unit ? region->units[choice->unit].i_area : -1, choice->year, why);
}

/* The shares of each unit sum to one; a unit that cannot be divided has a single row. */
static qn_status check_shares(qn_check *check) {
  const qn_case *region = check->region;
  const qn_decision *plan = check->decision;
  double *sum = qn_arena_array(check->arena, (size_t)region->n_units, sizeof *sum);
  if (!sum) return QN_ENOMEM;
  for (size_t i = 0; i < plan->n_unit; i++) {
    const int u = plan->units[i].unit;
    sum[u] += plan->units[i].share;
    if (i && u < plan->units[i - 1].unit)
      qn_check_broken(check, "choose", u, region->units[u].i_area, 0,
                      QN_N_("its pathways do not stand together"));
  }
  for (int u = 0; u < region->n_units; u++) {
    const double slack = region->units[u].is_divisible ? SHARE_ROUNDING : 0;
    if (fabs(sum[u] - 1) > slack)
      qn_check_broken(check, "choose", u, region->units[u].i_area, 0,
                      sum[u] > 0 ? QN_N_("the shares of its pathways do not sum to one")
                                 : QN_N_("no pathway is chosen"));
  }
  return QN_OK;
}

/* Marks the modes of a unit that its rows end in and returns how many there are. */
static int modes_used(const qn_decision *plan, size_t first, size_t end) {
  int n = 0;
  for (size_t i = first; i < end; i++) {
    size_t k = first;
    while (plan->units[k].mode != plan->units[i].mode) k++;
    n += k == i;
  }
  return n;
}

static double extra_mode_cost(const qn_check *check) {
  const qn_decision *plan = check->decision;
  double cny = 0;
  for (size_t i = 0, end; i < plan->n_unit; i = end) {
    for (end = i; end < plan->n_unit && plan->units[end].unit == plan->units[i].unit;) end++;
    cny += check->region->settings.extra_mode_price_cny * (modes_used(plan, i, end) - 1);
  }
  return cny;
}

/* ---- units ---- */

static qn_status check_units(qn_check *check, double *social_cny) {
  const qn_decision *plan = check->decision;
  const int objective = check->region->settings.objective;
  qn_unit_account account = {
      .season = qn_arena_array(check->arena, (size_t)check->n_all, sizeof *account.season)};
  if (!account.season) return QN_ENOMEM;
  for (size_t i = 0; i < plan->n_unit; i++) {
    const qn_unit_choice *choice = &plan->units[i];
    qn_check_unit(check, choice, &account);
    check->verdict->unit_cny[choice->unit] +=
        choice->share * qn_check_unit_cost(check, objective, &account);
    *social_cny += choice->share * qn_check_unit_cost(check, QN_SOCIAL, &account);
    check->verdict->penalty_cny += choice->share * qn_check_burden_price(check, &account);
    if (qn_check_burden_removes(check, &account))
      qn_check_broken(check, "choose", choice->unit, check->region->units[choice->unit].i_area,
                      choice->year, QN_N_("the burden rises by more than the limit"));
    qn_check_add_unit(check, &account);
  }
  return check->status;
}

/* ---- cost ---- */

typedef struct {
  double source, heat, project, module, trunk, step;
} shared_cost;

static shared_cost share_costs(qn_check *check, int objective) {
  const int has_energy = objective == QN_SOCIAL || objective == QN_WEIGHTED;
  return (shared_cost){.source = qn_check_source_cost(check, objective),
                       .heat = qn_check_heat_cost(check, objective),
                       .project = qn_check_project_cost(check, objective),
                       .module = qn_check_module_cost(check, objective),
                       .trunk = qn_check_trunk_cost(check, objective),
                       .step = has_energy ? qn_check_step_cost(check) : 0};
}

static double sum_shared(shared_cost c) {
  return c.source + c.heat + c.project + c.module + c.trunk + c.step;
}

static void add_costs(qn_check *check, double social_units_cny) {
  qn_verdict *verdict = check->verdict;
  const shared_cost own = share_costs(check, check->region->settings.objective);
  verdict->source_cny = own.source;
  verdict->heat_cny = own.heat;
  verdict->project_cny = own.project;
  verdict->module_cny = own.module;
  verdict->trunk_cny = own.trunk;
  verdict->step_cny = own.step;
  verdict->extra_mode_cny = extra_mode_cost(check);
  verdict->cost_cny = sum_shared(own) + verdict->extra_mode_cny + verdict->penalty_cny;
  for (int u = 0; u < check->region->n_units; u++) verdict->cost_cny += verdict->unit_cny[u];
  verdict->social_cny = social_units_cny + sum_shared(share_costs(check, QN_SOCIAL));
}

static qn_status add_payments(qn_check *check) {
  const size_t seasons = (size_t)check->n_season * QN_PAYERS;
  qn_verdict *verdict = check->verdict;
  verdict->paid = qn_arena_array(check->arena, seasons, sizeof *verdict->paid);
  if (!verdict->paid) return QN_ENOMEM;
  for (size_t a = 0; a <= (size_t)check->region->n_areas; a++)
    for (size_t i = 0; i < seasons; i++) verdict->paid[i] += check->sums.paid[a * seasons + i];
  return QN_OK;
}

/* ---- the whole ---- */

static qn_status check_plan(qn_check *check) {
  const qn_decision *plan = check->decision;
  double social_units_cny = 0;
  for (size_t i = 0; i < plan->n_unit; i++) check_choice(check, &plan->units[i]);
  if (check->verdict->n_broken) return check->status;
  qn_status s = check_shares(check);
  if (!s) qn_check_sources(check);
  if (s || check->verdict->n_broken) return s;
  s = check_units(check, &social_units_cny);
  if (s) return s;
  qn_check_flows(check);
  qn_check_payments(check);
  qn_check_rules(check);
  add_costs(check, social_units_cny);
  s = add_payments(check);
  return s ? s : check->status;
}

static qn_status hand_rules_over(qn_check *check) {
  qn_verdict *verdict = check->verdict;
  verdict->rules = qn_arena_array(check->arena, check->rules.count, sizeof *verdict->rules);
  if (!verdict->rules) return QN_ENOMEM;
  if (check->rules.count)
    memcpy(verdict->rules, check->rules.at, check->rules.count * sizeof *verdict->rules);
  verdict->n_rule = check->rules.count;
  return QN_OK;
}

qn_status qn_verify(qn_verdict *out, const qn_case *region, const qn_demand *demand,
                    const qn_decision *decision, qn_arena *arena, qn_findings *findings) {
  qn_check check = {.region = region,
                    .demand = demand,
                    .decision = decision,
                    .arena = arena,
                    .findings = findings,
                    .verdict = out};
  *out = (qn_verdict){0};
  out->unit_cny = qn_arena_array(arena, (size_t)region->n_units, sizeof *out->unit_cny);
  if (!out->unit_cny) return QN_ENOMEM;
  qn_status s = qn_check_start(&check);
  if (!s) s = qn_check_sums_new(&check);
  if (!s) s = check_plan(&check);
  if (!s) s = hand_rules_over(&check);
  QN_CLEAR(&check.rules);
  if (s) return s;
  if (out->n_broken)
    return qn_fail(findings, QN_EVERIFY, "%zu hard rules are broken", out->n_broken);
  return QN_OK;
}
