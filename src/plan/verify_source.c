/* Sources with their options, the heat they send, projects, trunks and modules (docs/model.md
 * sections 4 and 5): is what is decided allowed, what does it cost, do the balances of heat hold.
 */
#include <math.h>
#include <string.h>

#include "plan/verify_parts.h"

static const double KWH_TO_GJ = 0.0036;
static const double MILD_DEGC = -10, COLD_DEGC = -20; /* CJJ 34: bounds of the accident shares */

static int in_plan(const qn_check *check, int year) {
  return year > check->base && year <= check->horizon;
}

/* The year lies within earliest..latest (each may be missing) and the plan. */
static int in_window(const qn_check *check, int year, int earliest, int latest) {
  return in_plan(check, year) && (earliest == QN_NO_INT || year >= earliest) &&
         (latest == QN_NO_INT || year <= latest);
}

qn_source_season *qn_check_source_at(const qn_check *check, int source, int season) {
  return &check->source[source * check->n_season + season - check->base - 1];
}

/* ---- states ---- */

int qn_check_state_carrier(const qn_check *check, int source, int state) {
  const qn_case *region = check->region;
  const int changed = state >= 0 ? region->source_options[state].i_carrier : -1;
  return changed >= 0 ? changed : region->sources[source].i_carrier;
}

static double state_efficiency(const qn_check *check, int source, int state) {
  const double changed = state >= 0 ? check->region->source_options[state].efficiency : NAN;
  return isnan(changed) ? check->region->sources[source].efficiency : changed;
}

static double state_upkeep_gj(const qn_check *check, int source, int state) {
  const double changed = state >= 0 ? check->region->source_options[state].om_cny_gj : NAN;
  return isnan(changed) ? check->region->sources[source].om_cny_gj : changed;
}

double qn_check_heat_use(const qn_check *check, int source, int state) {
  const int carrier = qn_check_state_carrier(check, source, state);
  return 1 /
         (state_efficiency(check, source, state) * check->region->carriers[carrier].kwh_per_unit);
}

double qn_check_heat_price(qn_check *check, int source, int state, int season) {
  const qn_heat_source *k = &check->region->sources[source];
  const int carrier = qn_check_state_carrier(check, source, state);
  const qn_mode *mode = &check->region->modes[k->i_mode];
  const double price = qn_check_price(check, k->i_area, -1, carrier, mode, season);
  return price * qn_check_heat_use(check, source, state) +
         KWH_TO_GJ * state_upkeep_gj(check, source, state);
}

int qn_check_state_is_clean(const qn_check *check, int source, int state, int season) {
  const qn_heat_source *k = &check->region->sources[source];
  const int emission = state >= 0 ? check->region->source_options[state].state : k->state;
  return qn_check_is_clean(check, k->i_mode, emission, -1, k->i_area, season);
}

static double state_capacity(const qn_check *check, int source, int state, int season) {
  const int supply = check->region->heat.supply_of_source[source];
  const double changed = state >= 0 ? check->region->source_options[state].capacity_kw : NAN;
  if (!isnan(changed)) return changed;
  const double peak = supply < 0 ? NAN : qn_check_supply_at(check, supply, season).peak;
  return isnan(peak) ? INFINITY : peak;
}

/* What a source is in a season after its choice: sets state and server. */
static void set_state(const qn_check *check, int source, int season, qn_source_season *out) {
  const qn_source_choice *choice = &check->decision->sources[source];
  out->state = QN_AS_IT_IS;
  out->server = source;
  if (choice->option < 0 || season < choice->year) return;
  const qn_source_option *option = &check->region->source_options[choice->option];
  out->state = choice->option;
  if (option->kind == QN_OPTION_ULTRA_LOW || option->kind == QN_OPTION_FUEL) return;
  out->state = QN_OUT_OF_SERVICE;
  out->server = option->kind == QN_OPTION_MERGE ? option->i_receiver : -1;
}

static void fill_source(qn_check *check, int source, int season) {
  qn_source_season *now = qn_check_source_at(check, source, season);
  const int supply = check->region->heat.supply_of_source[source];
  *now = (qn_source_season){0};
  set_state(check, source, season, now);
  if (now->state == QN_OUT_OF_SERVICE) return;
  now->is_clean = qn_check_state_is_clean(check, source, now->state, season);
  now->capacity_kw = state_capacity(check, source, now->state, season);
  now->adds_kw = supply < 0 ? 0 : qn_check_added_peak(check, supply, season);
}

/* ---- what is decided about shared things ---- */

static const char *bad_source_choice(const qn_check *check, int source) {
  const qn_case *region = check->region;
  const qn_heat_source *k = &region->sources[source];
  const qn_source_choice *choice = &check->decision->sources[source];
  const int must_go = k->keep_until != QN_NO_INT && k->keep_until < check->horizon;
  if (choice->option < 0) {
    if (choice->year) return QN_N_("a source that is kept has no year");
    return must_go ? QN_N_("the source may not be kept to the horizon") : NULL;
  }
  if (choice->option >= region->n_source_options ||
      region->source_options[choice->option].i_source != source)
    return QN_N_("no such option of the source");
  const qn_source_option *option = &region->source_options[choice->option];
  if (!in_window(check, choice->year, option->earliest, option->latest))
    return QN_N_("the option is not possible in that year");
  if (must_go && choice->year > k->keep_until + 1)
    return QN_N_("the source may not be kept that long");
  return NULL;
}

static const char *bad_project(const qn_check *check, int project) {
  const qn_project *row = &check->region->projects[project];
  const int year = check->decision->projects[project];
  if (!year) return row->is_fixed ? QN_N_("a fixed project must be built") : NULL;
  return in_window(check, year, row->earliest, row->latest)
             ? NULL
             : QN_N_("the project cannot be built in that year");
}

static const char *bad_trunk(const qn_check *check, int trunk) {
  const qn_trunk *row = &check->region->trunks[trunk];
  const int year = check->decision->trunks[trunk];
  if (!year) return NULL;
  if (row->is_built) return QN_N_("the trunk stands already");
  return in_window(check, year, row->earliest, QN_NO_INT)
             ? NULL
             : QN_N_("the trunk cannot be built in that year");
}

static int modules_at(const qn_check *check, int supply, int season) {
  return season <= check->base
             ? 0
             : check->decision->modules[supply * check->n_season + season - check->base - 1];
}

static const char *bad_modules(const qn_check *check, int supply, int season) {
  const int now = modules_at(check, supply, season);
  if (now < modules_at(check, supply, season - 1)) return QN_N_("modules do not go away");
  return now > check->region->supplies[supply].module_most ? QN_N_("more modules than possible")
                                                           : NULL;
}

static void check_shared(qn_check *check) {
  const qn_case *region = check->region;
  const char *why;
  for (int k = 0; k < region->n_sources; k++)
    if ((why = bad_source_choice(check, k)))
      qn_check_broken(check, "choose_source", k, region->sources[k].i_area, 0, why);
  for (int i = 0; i < region->n_projects; i++)
    if ((why = bad_project(check, i)))
      qn_check_broken(check, "choose_project", i, qn_check_project_area(region, i), 0, why);
  for (int i = 0; i < region->n_trunks; i++)
    if ((why = bad_trunk(check, i)))
      qn_check_broken(check, "choose_trunk", i, region->trunks[i].i_area, 0, why);
  for (int i = 0; i < region->n_supplies; i++)
    for (int s = check->base + 1; s <= check->horizon; s++)
      if ((why = bad_modules(check, i, s)))
        qn_check_broken(check, "modules", i, region->supplies[i].i_area, s, why);
}

int qn_check_project_area(const qn_case *region, int project) {
  const qn_project *row = &region->projects[project];
  if (row->i_area >= 0 || row->i_supply < 0) return row->i_area;
  return region->supplies[row->i_supply].i_area;
}

static int project_stands(const qn_check *check, int project, int season) {
  const int year = check->decision->projects[project];
  return year && year <= season;
}

double qn_check_added_peak(const qn_check *check, int supply, int season) {
  const qn_case *region = check->region;
  double added = modules_at(check, supply, season) * region->supplies[supply].module_peak;
  for (int i = 0; i < region->n_projects; i++)
    if (region->projects[i].i_supply == supply && project_stands(check, i, season))
      added += region->projects[i].adds_peak;
  return added;
}

double qn_check_added_annual(const qn_check *check, int supply, int season) {
  const qn_case *region = check->region;
  double added = modules_at(check, supply, season) * region->supplies[supply].module_annual;
  for (int i = 0; i < region->n_projects; i++)
    if (region->projects[i].i_supply == supply && project_stands(check, i, season))
      added += region->projects[i].adds_annual;
  return added;
}

/* ---- money ---- */

double qn_check_source_cost(const qn_check *check, int objective) {
  const qn_case *region = check->region;
  double cny = 0;
  for (int k = 0; k < region->n_sources; k++) {
    const qn_source_choice *choice = &check->decision->sources[k];
    if (choice->option < 0) continue;
    const qn_source_option *option = &region->source_options[choice->option];
    cny += qn_check_shared_cost(check, objective, option->payer, option->invest_cny, option->life_a,
                                choice->year);
  }
  return cny;
}

double qn_check_project_cost(const qn_check *check, int objective) {
  const qn_case *region = check->region;
  const int has_upkeep = objective == QN_SOCIAL || objective == QN_WEIGHTED;
  double cny = 0;
  for (int i = 0; i < region->n_projects; i++) {
    const qn_project *row = &region->projects[i];
    const int year = check->decision->projects[i];
    if (!year) continue;
    cny += qn_check_shared_cost(check, objective, row->payer, row->cost_cny, row->life_a, year);
    for (int s = year; has_upkeep && !isnan(row->om_cny) && s <= check->last; s++)
      cny += qn_check_discount(check, s) * row->om_cny;
  }
  return cny;
}

double qn_check_trunk_cost(const qn_check *check, int objective) {
  const qn_case *region = check->region;
  double cny = 0;
  for (int i = 0; i < region->n_trunks; i++) {
    const qn_trunk *row = &region->trunks[i];
    const int year = check->decision->trunks[i];
    if (year)
      cny += qn_check_shared_cost(check, objective, row->payer, row->cost_cny, row->life_a, year);
  }
  return cny;
}

double qn_check_module_cost(const qn_check *check, int objective) {
  const qn_case *region = check->region;
  double cny = 0;
  for (int i = 0; i < region->n_supplies; i++) {
    const qn_supply *row = &region->supplies[i];
    for (int s = check->base + 1; s <= check->horizon; s++) {
      const int added = modules_at(check, i, s) - modules_at(check, i, s - 1);
      if (added > 0)
        cny += added * qn_check_shared_cost(check, objective, row->payer, row->module_cost_cny,
                                            row->module_life_a, s);
    }
  }
  return cny;
}

void qn_check_payments(qn_check *check) {
  const qn_case *region = check->region;
  const qn_decision *plan = check->decision;
  for (int k = 0; k < region->n_sources; k++) {
    if (plan->sources[k].option < 0) continue;
    const qn_source_option *option = &region->source_options[plan->sources[k].option];
    qn_check_add_paid(check, region->sources[k].i_area, plan->sources[k].year, option->payer,
                      option->invest_cny);
  }
  for (int i = 0; i < region->n_projects; i++)
    qn_check_add_paid(check, qn_check_project_area(region, i), plan->projects[i],
                      region->projects[i].payer, region->projects[i].cost_cny);
  for (int i = 0; i < region->n_trunks; i++)
    qn_check_add_paid(check, region->trunks[i].i_area, plan->trunks[i], region->trunks[i].payer,
                      region->trunks[i].cost_cny);
  for (int i = 0; i < region->n_supplies; i++)
    for (int s = check->base + 1; s <= check->horizon; s++)
      qn_check_add_paid(check, region->supplies[i].i_area, s, region->supplies[i].payer,
                        (modules_at(check, i, s) - modules_at(check, i, s - 1)) *
                            region->supplies[i].module_cost_cny);
}

void qn_check_source_states(qn_check *check) {
  for (int k = 0; k < check->region->n_sources; k++)
    for (int s = check->base + 1; s <= check->horizon; s++) fill_source(check, k, s);
}

void qn_check_sources(qn_check *check) {
  check_shared(check);
  if (!check->verdict->n_broken) qn_check_source_states(check);
}

/* ---- heat ---- */

/* Hours of full load of what a flow serves; cost: at the service that costs are compared at. */
static double flow_hours(const qn_check *check, const qn_heat_flow *flow, int is_cost) {
  if (flow->attached_of >= 0) return check->attached_hours[flow->attached_of];
  return (is_cost ? check->equal_hours : check->full_hours)[flow->township];
}

static int is_row(int row, int n) {
  return row >= 0 && row < n;
}

/* Why a flow is not possible; NULL when it is. */
static const char *bad_flow(const qn_check *check, const qn_heat_flow *flow) {
  const qn_case *region = check->region;
  if (!is_row(flow->heat_source, region->n_sources) || !in_plan(check, flow->season))
    return QN_N_("heat from nowhere or at no time");
  if (!(flow->kw >= 0) || !isfinite(flow->kw)) return QN_N_("heat that is no quantity");
  if (is_row(flow->attached_of, region->n_sources) == is_row(flow->township, region->n_areas))
    return QN_N_("heat must go to a township or to an attached load");
  const qn_source_season *now = qn_check_source_at(check, flow->heat_source, flow->season);
  if (now->state == QN_OUT_OF_SERVICE || now->state != flow->state)
    return QN_N_("heat from a source that is not in service in that state");
  if (flow->attached_of >= 0)
    return qn_check_source_at(check, flow->attached_of, flow->season)->server == flow->heat_source
               ? NULL
               : QN_N_("heat to what hangs on another source");
  if (!now->is_clean) return QN_N_("new load from a source that is not clean");
  const int trunk =
      qn_check_trunk(check, flow->township, region->sources[flow->heat_source].network);
  return trunk >= 0 && qn_check_trunk_stands(check, trunk, flow->season)
             ? NULL
             : QN_N_("new load where no trunk stands");
}

static void take_flow(qn_check *check, const qn_heat_flow *flow) {
  const qn_case *region = check->region;
  const qn_heat_source *k = &region->sources[flow->heat_source];
  const int j = flow->season - check->base - 1;
  qn_source_season *now = qn_check_source_at(check, flow->heat_source, flow->season);
  const int carrier = qn_check_state_carrier(check, flow->heat_source, flow->state);
  const double use_per_kwh = qn_check_heat_use(check, flow->heat_source, flow->state);
  const double use = flow->kw * flow_hours(check, flow, 0) * use_per_kwh;
  const double kva = flow->kw / state_efficiency(check, flow->heat_source, flow->state) /
                     region->settings.power_factor;
  const int is_electric = qn_check_is_electric(check, carrier);
  now->load_kw += flow->kw;
  now->carrier_use += use;
  qn_check_add_use(check, k->i_area, carrier, flow->season, use,
                   is_electric ? kva : 24 * flow->kw * use_per_kwh);
  if (flow->attached_of >= 0)
    qn_check_source_at(check, flow->attached_of, flow->season)->served_kw += flow->kw;
  else
    check->sums.joiner_flow[(flow->township * region->n_modes + k->i_mode) * check->n_season + j] +=
        flow->kw;
}

void qn_check_flows(qn_check *check) {
  for (size_t i = 0; i < check->decision->n_flow; i++) {
    const qn_heat_flow *flow = &check->decision->flows[i];
    const char *why = bad_flow(check, flow);
    if (why)
      qn_check_broken(check, flow->attached_of >= 0 ? "merge" : "trunk_heat", flow->heat_source,
                      flow->township, flow->season, why);
    else
      take_flow(check, flow);
  }
}

double qn_check_heat_cost(qn_check *check, int objective) {
  const qn_case *region = check->region;
  double cny = 0;
  if (objective == QN_PUBLIC || objective == QN_HOUSEHOLD) return 0;
  for (size_t i = 0; i < check->decision->n_flow; i++) {
    const qn_heat_flow *flow = &check->decision->flows[i];
    if (bad_flow(check, flow)) continue;
    const int to = flow->season == check->horizon ? check->last : flow->season;
    const double hours = flow_hours(check, flow, 1);
    const int carrier = qn_check_state_carrier(check, flow->heat_source, flow->state);
    const double emission =
        objective == QN_WEIGHTED
            ? flow_hours(check, flow, 0) *
                  qn_check_heat_use(check, flow->heat_source, flow->state) *
                  qn_check_emission_cny(check, carrier, region->sources[flow->heat_source].sector)
            : 0;
    for (int s = flow->season; s <= to; s++)
      cny += qn_check_discount(check, s) * flow->kw *
             (hours * qn_check_heat_price(check, flow->heat_source, flow->state, s) + emission);
  }
  return cny;
}

/* ---- rows of section 4 ---- */

static void capacity_rule(qn_check *check, int source, int season) {
  const qn_source_season *now = qn_check_source_at(check, source, season);
  if (now->state == QN_OUT_OF_SERVICE || !isfinite(now->capacity_kw)) return;
  const double share = 1 - check->region->settings.reserve;
  qn_check_rule(check,
                (qn_rule_state){.family = "capacity",
                                .row = source,
                                .season = season,
                                .place = check->region->sources[source].i_area,
                                .used = now->load_kw,
                                .limit = share * (now->capacity_kw + now->adds_kw),
                                .sense = QN_AT_MOST,
                                .scale = now->load_kw},
                0, QN_HARD, 0);
}

/* Heat goes where a load is: more than it needs would let an emission target be met by waste. */
static void no_waste(qn_check *check, const char *family, int row, int place, int season,
                     double sent_kw, double load_kw) {
  if (sent_kw - load_kw > QN_VERIFY_REL * load_kw)
    qn_check_broken(check, family, row, place, season, QN_N_("more heat is sent than is needed"));
}

static void attached_rule(qn_check *check, int source, int season) {
  const qn_source_season *now = qn_check_source_at(check, source, season);
  const double load = check->sums.attached_kw[source * check->n_season + season - check->base - 1];
  no_waste(check, "attached", source, check->region->sources[source].i_area, season, now->served_kw,
           load);
  if (!(load > 0)) return;
  qn_check_rule(check,
                (qn_rule_state){.family = "attached",
                                .row = source,
                                .season = season,
                                .place = check->region->sources[source].i_area,
                                .used = now->served_kw,
                                .limit = load,
                                .sense = QN_AT_LEAST,
                                .scale = now->served_kw},
                0, QN_HARD, 0);
}

static void joiner_rules(qn_check *check) {
  const qn_case *region = check->region;
  for (int a = 0; a < region->n_areas; a++)
    for (int m = 0; m < region->n_modes; m++)
      for (int j = 0; j < check->n_season; j++) {
        const size_t at =
            ((size_t)a * (size_t)region->n_modes + (size_t)m) * (size_t)check->n_season + (size_t)j;
        const double load = check->sums.joiner_kw[at], flow = check->sums.joiner_flow[at];
        no_waste(check, "joiners", m, a, check->base + 1 + j, flow, load);
        if (!(load > 0)) continue;
        qn_check_rule(check,
                      (qn_rule_state){.family = "joiners",
                                      .row = m,
                                      .place = a,
                                      .season = check->base + 1 + j,
                                      .used = load,
                                      .limit = flow,
                                      .sense = QN_AT_MOST,
                                      .scale = load},
                      0, QN_HARD, 0);
      }
}

static double accident_share(const qn_check *check, int source) {
  const qn_settings *settings = &check->region->settings;
  const qn_season *season =
      qn_demand_season_of_area(check->demand, check->region->sources[source].i_area);
  if (season->design_degc > MILD_DEGC) return settings->accident_share_mild;
  return season->design_degc >= COLD_DEGC ? settings->accident_share_cold
                                          : settings->accident_share_severe;
}

/* The network of source j keeps its share with the largest boiler of j out. */
static void accident_rule(qn_check *check, int j, int season) {
  const qn_case *region = check->region;
  double left = 0, load = 0;
  for (int k = region->heat.first_in_network[region->heat.network_of_source[j]]; k >= 0;
       k = region->heat.next_in_network[k]) {
    const qn_source_season *now = qn_check_source_at(check, k, season);
    if (now->state == QN_OUT_OF_SERVICE) continue;
    left += now->capacity_kw + now->adds_kw;
    load += now->load_kw;
  }
  const double all = left;
  if (qn_check_source_at(check, j, season)->state != QN_OUT_OF_SERVICE)
    left -= region->sources[j].largest_kw;
  if (!isfinite(left)) return;
  qn_check_rule(check,
                (qn_rule_state){.family = "n_minus_1",
                                .row = j,
                                .season = season,
                                .place = region->sources[j].i_area,
                                .used = left,
                                .limit = accident_share(check, j) * load,
                                .sense = QN_AT_LEAST,
                                .scale = all + region->sources[j].largest_kw},
                0, QN_HARD, 0);
}

void qn_check_heat_rules(qn_check *check) {
  const qn_case *region = check->region;
  for (int k = 0; k < region->n_sources; k++)
    for (int s = check->base + 1; s <= check->horizon; s++) {
      capacity_rule(check, k, s);
      attached_rule(check, k, s);
      if (region->settings.n_minus_1 && !isnan(region->sources[k].largest_kw))
        accident_rule(check, k, s);
    }
  joiner_rules(check);
}
