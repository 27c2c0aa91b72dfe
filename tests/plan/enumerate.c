#include "plan/enumerate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/verify_parts.h"

enum { SOURCE_MODULES = 2 }; /* most modules of a source that are tried */

/* A pathway of a unit: its cost, and what it adds to the sums under the sources at hand. */
typedef struct {
  qn_unit_choice choice;
  qn_unit_account account;
  double cost_cny;
  double *sums;
} pathway;

typedef struct {
  pathway *at;
  size_t n;
} pathways;

typedef struct {
  qn_check check;
  qn_verdict verdict;
  qn_decision plan;
  pathways *unit;
  double *own;        /* sums before any unit */
  double *partial;    /* [n_units + 1][n_block] */
  double *least_rest; /* [n_units + 1]: cheapest of the units from i on */
  double shared_cny;  /* options, projects, trunks, modules of sources */
  double source_module_cny;
  enumerated *out;
  const slacks *slack; /* NULL: every rule holds */
  double *least;       /* the weighted sum of what is missed is sought, not a plan; else NULL */
} search;

/* ---- heat ---- */

/* What a kW from a source in season s costs to the next slot's end, for a township. */
static double kw_cost(qn_check *check, int source, int township, int season) {
  const qn_case *region = check->region;
  const int objective = region->settings.objective;
  const int state = qn_check_source_at(check, source, season)->state;
  const int carrier = qn_check_state_carrier(check, source, state);
  const int to = season == check->horizon ? check->last : season;
  double cny = 0;
  if (objective == QN_PUBLIC || objective == QN_HOUSEHOLD) return 0;
  for (int s = season; s <= to; s++) {
    double per_kw = check->equal_hours[township] * qn_check_heat_price(check, source, state, s);
    if (objective == QN_WEIGHTED)
      per_kw += check->full_hours[township] * qn_check_heat_use(check, source, state) *
                qn_check_emission_cny(check, carrier, region->sources[source].sector);
    cny += qn_check_discount(check, s) * per_kw;
  }
  return cny;
}

static void send(qn_decision *plan, qn_heat_flow flow) {
  if (flow.kw > 0) plan->flows[plan->n_flow++] = flow;
}

/* What a source can send in a season: capacity less reserve, and less what N-1 keeps back where it
 * is alone in its network. */
static double can_send(const qn_check *check, const slacks *slack, int source, int season) {
  const qn_case *region = check->region;
  const qn_settings *g = &region->settings;
  const qn_heat_source *k = &region->sources[source];
  const qn_source_season *now = qn_check_source_at(check, source, season);
  const double all = now->capacity_kw + now->adds_kw;
  const double td = qn_demand_season_of_area(check->demand, k->i_area)->design_degc;
  const double share = td > -10    ? g->accident_share_mild
                       : td >= -20 ? g->accident_share_cold
                                   : g->accident_share_severe;
  const slack_rule *capacity = slack_find(slack, "capacity", source, season, QN_AT_MOST);
  const slack_rule *accident = slack_find(slack, "n_minus_1", source, season, QN_AT_LEAST);
  int in_network = 0;
  for (int other = 0; other < region->n_sources; other++)
    in_network += !strcmp(region->sources[other].network, k->network);
  double kw = (1 - g->reserve) * all + (capacity ? capacity->amount : 0);
  if (g->n_minus_1 && in_network == 1 && !isnan(k->largest_kw))
    kw = fmin(kw, fmax(0, all - k->largest_kw + (accident ? accident->amount : 0)) / share);
  return kw;
}

static int send_attached(qn_check *check, qn_decision *plan, int k, int season, double *left_kw) {
  const int server = qn_check_source_at(check, k, season)->server;
  const double kw = check->sums.attached_kw[k * check->n_season + season - check->base - 1];
  if (!(kw > 0)) return 1;
  if (server < 0) return 0;
  const int state = qn_check_source_at(check, server, season)->state;
  if (state == QN_OUT_OF_SERVICE) return 0;
  send(plan, (qn_heat_flow){server, state, k, -1, season, kw});
  left_kw[server] -= kw;
  return 1;
}

/* A new load in a township, and the sources that can serve it. */
typedef struct {
  int township, n, source[2];
  double kw, dearer; /* of source 0 over source 1, CNY/kW */
} new_load;

static int can_serve(const qn_check *check, int source, int mode, int township, int season) {
  const qn_heat_source *k = &check->region->sources[source];
  const int trunk = qn_check_trunk(check, township, k->network);
  return k->i_mode == mode && qn_check_source_at(check, source, season)->is_clean && trunk >= 0 &&
         qn_check_trunk_stands(check, trunk, season);
}

static int by_difference(const void *a, const void *b) {
  const double x = ((const new_load *)a)->dearer, y = ((const new_load *)b)->dearer;
  return (x > y) - (x < y);
}

static void send_new(const qn_check *check, qn_decision *plan, const new_load *load, int which,
                     int season, double kw) {
  const int source = load->source[which];
  const int state = qn_check_source_at(check, source, season)->state;
  send(plan, (qn_heat_flow){source, state, -1, load->township, season, kw});
}

/* Shares loads out between sources a and b: as much to a as is cheaper there and fits, and at least
 * what b cannot send. */
static int share_out(const qn_check *check, qn_decision *plan, new_load *loads, int n, int season,
                     const double *left_kw) {
  double all = 0;
  for (int i = 0; i < n; i++) all += loads[i].kw;
  if (!n) return 1;
  const double room_a = left_kw[loads[0].source[0]], room_b = left_kw[loads[0].source[1]];
  const double slack = 1e-9 * all;
  if (room_a + room_b < all - slack) return 0;
  double to_a = 0;
  qsort(loads, (size_t)n, sizeof *loads, by_difference);
  for (int i = 0; i < n; i++) {
    const double wish = loads[i].dearer < 0 ? room_a - to_a : all - room_b - to_a;
    const double kw = fmin(loads[i].kw, fmax(0, wish));
    send_new(check, plan, &loads[i], 0, season, kw);
    send_new(check, plan, &loads[i], 1, season, loads[i].kw - kw);
    to_a += kw;
  }
  return 1;
}

enum { MOST_LOADS = 64 };

static int send_season(qn_check *check, const slacks *slack, qn_decision *plan, int season) {
  const qn_case *region = check->region;
  double left_kw[16] = {0};
  new_load shared[MOST_LOADS];
  int n_shared = 0;
  for (int k = 0; k < region->n_sources; k++) left_kw[k] = can_send(check, slack, k, season);
  for (int k = 0; k < region->n_sources; k++)
    if (!send_attached(check, plan, k, season, left_kw)) return 0;
  for (int a = 0; a < region->n_areas; a++)
    for (int m = 0; m < region->n_modes; m++) {
      const double kw =
          check->sums
              .joiner_kw[(a * region->n_modes + m) * check->n_season + season - check->base - 1];
      new_load load = {.township = a, .kw = kw};
      for (int k = 0; kw > 0 && k < region->n_sources && load.n < 2; k++)
        if (can_serve(check, k, m, a, season)) load.source[load.n++] = k;
      if (!(kw > 0)) continue;
      if (!load.n) return 0;
      if (load.n == 1) {
        send_new(check, plan, &load, 0, season, kw);
        left_kw[load.source[0]] -= kw;
      } else {
        load.dearer =
            kw_cost(check, load.source[0], a, season) - kw_cost(check, load.source[1], a, season);
        shared[n_shared++] = load;
      }
    }
  return share_out(check, plan, shared, n_shared, season, left_kw);
}

static int send_all(qn_check *check, const slacks *slack, qn_decision *plan) {
  plan->n_flow = 0;
  for (int s = check->base + 1; s <= check->horizon; s++)
    if (!send_season(check, slack, plan, s)) return 0;
  return 1;
}

/* ---- a complete plan ---- */

/* The least whole modules that hold the limits, read off what is missed without any. */
static int set_modules(search *my) {
  qn_check *check = &my->check;
  const qn_case *region = check->region;
  int *modules = my->plan.modules;
  check->rules.count = 0;
  qn_check_supply_rules(check);
  for (size_t i = 0; i < check->rules.count; i++) {
    const qn_rule_state *rule = &check->rules.at[i];
    const qn_supply *supply = &region->supplies[rule->row];
    const int is_annual = !strcmp(rule->family, "annual") || !strcmp(rule->family, "storage");
    const double size = is_annual ? supply->module_annual : supply->module_peak;
    const double missed = rule->shortfall - slack_amount(my->slack, rule);
    if (rule->is_met || missed <= QN_VERIFY_REL * rule->scale) continue;
    const double count = ceil(missed / size - 1e-9);
    if (!(size > 0) || count > supply->module_most) return 0;
    for (int s = rule->season; s <= check->horizon; s++) {
      int *there = &modules[rule->row * check->n_season + s - check->base - 1];
      if (*there < count) *there = (int)count;
    }
  }
  check->rules.count = 0;
  my->verdict.n_broken = 0;
  return 1;
}

static void keep_best(search *my, double cost) {
  const qn_case *c = my->check.region;
  qn_decision *best = &my->out->decision;
  const size_t seasons = (size_t)my->check.n_season;
  my->out->cost_cny = cost;
  my->out->is_feasible = 1;
  memcpy(best->units, my->plan.units, (size_t)c->n_units * sizeof *best->units);
  memcpy(best->sources, my->plan.sources, (size_t)c->n_sources * sizeof *best->sources);
  memcpy(best->projects, my->plan.projects, (size_t)c->n_projects * sizeof *best->projects);
  memcpy(best->trunks, my->plan.trunks, (size_t)c->n_trunks * sizeof *best->trunks);
  memcpy(best->modules, my->plan.modules, (size_t)c->n_supplies * seasons * sizeof *best->modules);
  memcpy(best->flows, my->plan.flows, my->plan.n_flow * sizeof *best->flows);
  best->n_unit = (size_t)c->n_units;
  best->n_flow = my->plan.n_flow;
}

static void clear_modules(search *my) {
  const qn_case *c = my->check.region;
  for (int i = 0; i < c->n_supplies; i++)
    if (c->supplies[i].role != QN_ROLE_SOURCE)
      memset(&my->plan.modules[i * my->check.n_season], 0,
             (size_t)my->check.n_season * sizeof(int));
}

/* Weighs a complete choice of blocks whose units cost units_cny. */
static void weigh(search *my, const double *sums, double units_cny) {
  qn_check *check = &my->check;
  const int objective = check->region->settings.objective;
  my->out->weighed++;
  memcpy(check->sums.block, sums, check->sums.n_block * sizeof *sums);
  my->verdict.penalty_cny = 0;
  my->verdict.n_broken = 0;
  clear_modules(my);
  qn_check_sources(check);
  if (!send_all(check, my->slack, &my->plan)) return;
  qn_check_flows(check);
  if (my->verdict.n_broken || (!my->least && !set_modules(my))) return;
  double cost = units_cny + my->shared_cny - my->source_module_cny +
                qn_check_module_cost(check, objective) + qn_check_heat_cost(check, objective);
  if (objective == QN_SOCIAL || objective == QN_WEIGHTED) cost += qn_check_step_cost(check);
  if (my->out->is_feasible && cost >= my->out->cost_cny) return;
  qn_check_payments(check);
  qn_check_rules(check);
  const size_t broken = slack_broken(my->slack, check->rules.at, check->rules.count);
  if (my->least)
    *my->least = fmin(*my->least, slack_sum(my->slack, check->rules.at, check->rules.count));
  check->rules.count = 0;
  cost += my->verdict.penalty_cny;
  if (my->least || broken || (my->out->is_feasible && cost >= my->out->cost_cny)) return;
  keep_best(my, cost);
}

/* ---- units ---- */

/* The trunk that a conversion needs stands in its year. */
static int has_trunk(const qn_check *check, const pathway *p) {
  const qn_case *region = check->region;
  const qn_mode *mode = &region->modes[p->choice.mode];
  if (!p->account.is_conversion) return 1;
  if (mode->needs_trunk == QN_GAS_TRUNK) {
    const int trunk = qn_check_trunk(check, p->account.township, "gas");
    if (!qn_check_trunk_stands(check, trunk, p->choice.year)) return 0;
  }
  if (!mode->is_network) return 1;
  for (int k = 0; k < region->n_sources; k++)
    if (can_serve(check, k, p->choice.mode, p->account.township, p->choice.year)) return 1;
  return 0;
}

static void choose_units(search *my, int u, double cost) {
  const qn_case *region = my->check.region;
  const size_t n_block = my->check.sums.n_block;
  double *sums = my->partial + (size_t)u * n_block;
  if (u == region->n_units) {
    weigh(my, sums, cost);
    return;
  }
  for (size_t i = 0; i < my->unit[u].n; i++) {
    const pathway *p = &my->unit[u].at[i];
    const double least = my->shared_cny + cost + p->cost_cny + my->least_rest[u + 1];
    if (my->slack && my->out->is_feasible) return;                 /* one is enough */
    if (my->out->is_feasible && least >= my->out->cost_cny) break; /* the rest is dearer */
    if (!has_trunk(&my->check, p)) continue;
    my->plan.units[u] = p->choice;
    for (size_t j = 0; j < n_block; j++) sums[n_block + j] = sums[j] + p->sums[j];
    choose_units(my, u + 1, cost + p->cost_cny);
  }
}

/* What each pathway adds to the sums: targets ask what the sources at hand are. */
static void add_up_pathways(search *my) {
  qn_check *check = &my->check;
  const size_t bytes = check->sums.n_block * sizeof(double);
  for (int u = 0; u < check->region->n_units; u++)
    for (size_t i = 0; i < my->unit[u].n; i++) {
      memset(check->sums.block, 0, bytes);
      qn_check_add_unit(check, &my->unit[u].at[i].account);
      memcpy(my->unit[u].at[i].sums, check->sums.block, bytes);
    }
}

static int by_cost(const void *a, const void *b) {
  const double x = ((const pathway *)a)->cost_cny, y = ((const pathway *)b)->cost_cny;
  return (x > y) - (x < y);
}

static qn_status load_pathways(search *my, int u) {
  qn_check *check = &my->check;
  const int objective = check->region->settings.objective;
  qn_choices all = {0};
  qn_status s = qn_check_pathways(check, u, &all);
  pathways *list = &my->unit[u];
  list->at = qn_arena_array(check->arena, all.count, sizeof *list->at);
  if (!list->at) s = QN_ENOMEM;
  for (size_t i = 0; i < all.count && !s; i++) {
    pathway *p = &list->at[list->n];
    p->choice = all.at[i];
    p->account.season =
        qn_arena_array(check->arena, (size_t)check->n_all, sizeof *p->account.season);
    p->sums = qn_arena_array(check->arena, check->sums.n_block, sizeof(double));
    if (!p->account.season || !p->sums) {
      s = QN_ENOMEM;
      break;
    }
    qn_check_unit(check, &p->choice, &p->account);
    if (qn_check_burden_removes(check, &p->account)) continue;
    p->cost_cny = qn_check_unit_cost(check, objective, &p->account) +
                  qn_check_burden_price(check, &p->account);
    list->n++;
  }
  QN_CLEAR(&all);
  qsort(list->at, list->n, sizeof *list->at, by_cost);
  return s ? s : check->status;
}

static qn_status load_units(search *my) {
  const int n = my->check.region->n_units;
  my->unit = qn_arena_array(my->check.arena, (size_t)n, sizeof *my->unit);
  my->least_rest = qn_arena_array(my->check.arena, (size_t)n + 1, sizeof(double));
  my->partial =
      qn_arena_array(my->check.arena, ((size_t)n + 1) * my->check.sums.n_block, sizeof(double));
  if (!my->unit || !my->least_rest || !my->partial) return QN_ENOMEM;
  for (int u = 0; u < n; u++) {
    const qn_status s = load_pathways(my, u);
    if (s) return s;
  }
  for (int u = n; u-- > 0;)
    my->least_rest[u] =
        my->least_rest[u + 1] + (my->unit[u].n ? my->unit[u].at[0].cost_cny : INFINITY);
  return QN_OK;
}

/* ---- shared blocks, one after the other ---- */

static void choose_source_modules(search *my, int supply);
static void choose_trunks(search *my, int trunk);
static void choose_projects(search *my, int project);

static void all_chosen(search *my) {
  qn_check *check = &my->check;
  const int objective = check->region->settings.objective;
  clear_modules(my);
  my->source_module_cny = qn_check_module_cost(check, objective);
  my->shared_cny = qn_check_source_cost(check, objective) +
                   qn_check_project_cost(check, objective) + qn_check_trunk_cost(check, objective) +
                   my->source_module_cny;
  my->verdict.n_broken = 0;
  qn_check_sources(check);
  check->rules.count = 0;
  if (my->verdict.n_broken) return;
  memcpy(my->partial, my->own, check->sums.n_block * sizeof(double));
  choose_units(my, 0, 0);
}

/* Modules of a source's supply: every sequence that does not fall. */
static void raise_modules(search *my, int supply, int j, int least) {
  const qn_supply *row = &my->check.region->supplies[supply];
  const int most = row->module_most < SOURCE_MODULES ? row->module_most : SOURCE_MODULES;
  if (j == my->check.n_season) {
    choose_source_modules(my, supply + 1);
    return;
  }
  for (int n = least; n <= most; n++) {
    my->plan.modules[supply * my->check.n_season + j] = n;
    raise_modules(my, supply, j + 1, n);
  }
}

static void choose_source_modules(search *my, int supply) {
  const qn_case *region = my->check.region;
  if (supply == region->n_supplies) {
    all_chosen(my);
    return;
  }
  const qn_supply *row = &region->supplies[supply];
  if (row->role == QN_ROLE_SOURCE && row->module_peak > 0)
    raise_modules(my, supply, 0, 0);
  else
    choose_source_modules(my, supply + 1);
}

static void choose_trunks(search *my, int trunk) {
  const qn_case *region = my->check.region;
  if (trunk == region->n_trunks) {
    choose_source_modules(my, 0);
    return;
  }
  const int n = region->trunks[trunk].is_built ? 0 : my->check.n_season;
  for (int j = 0; j <= n; j++) {
    my->plan.trunks[trunk] = j ? my->check.base + j : 0;
    choose_trunks(my, trunk + 1);
  }
}

static void choose_projects(search *my, int project) {
  if (project == my->check.region->n_projects) {
    choose_trunks(my, 0);
    return;
  }
  for (int j = 0; j <= my->check.n_season; j++) {
    my->plan.projects[project] = j ? my->check.base + j : 0;
    choose_projects(my, project + 1);
  }
}

/* The states of the sources, and with them what units add, without the other blocks. */
static void sources_chosen(search *my) {
  my->verdict.n_broken = 0;
  qn_check_source_states(&my->check);
  add_up_pathways(my);
  choose_projects(my, 0);
}

static void choose_sources(search *my, int k) {
  const qn_case *region = my->check.region;
  if (k == region->n_sources) {
    sources_chosen(my);
    return;
  }
  my->plan.sources[k] = (qn_source_choice){-1, 0};
  choose_sources(my, k + 1);
  for (int o = 0; o < region->n_source_options; o++)
    for (int j = 1; j <= my->check.n_season && region->source_options[o].i_source == k; j++) {
      my->plan.sources[k] = (qn_source_choice){o, my->check.base + j};
      choose_sources(my, k + 1);
    }
}

/* ---- public ---- */

qn_status enumerate_room(qn_decision *out, const qn_case *c, qn_arena *arena) {
  const size_t seasons = (size_t)(c->settings.horizon - c->settings.base_year);
  const size_t loads = (size_t)c->n_sources * (1 + (size_t)c->n_areas * (size_t)c->n_modes);
  *out = (qn_decision){
      .units = qn_arena_array(arena, (size_t)c->n_units, sizeof *out->units),
      .n_unit = (size_t)c->n_units,
      .sources = qn_arena_array(arena, (size_t)c->n_sources, sizeof *out->sources),
      .projects = qn_arena_array(arena, (size_t)c->n_projects, sizeof *out->projects),
      .trunks = qn_arena_array(arena, (size_t)c->n_trunks, sizeof *out->trunks),
      .modules = qn_arena_array(arena, (size_t)c->n_supplies * seasons, sizeof *out->modules),
      .flows = qn_arena_array(arena, loads * seasons, sizeof *out->flows),
  };
  for (int k = 0; out->sources && k < c->n_sources; k++) out->sources[k].option = -1;
  return out->units && out->sources && out->projects && out->trunks && out->modules && out->flows
             ? QN_OK
             : QN_ENOMEM;
}

static qn_status enumerate(enumerated *out, const qn_case *region, const qn_demand *demand,
                           const slacks *slack, double *least, qn_arena *arena) {
  search my = {.check = {.region = region, .demand = demand, .arena = arena},
               .out = out,
               .slack = slack,
               .least = least};
  *out = (enumerated){0};
  my.check.decision = &my.plan;
  my.check.verdict = &my.verdict;
  qn_status s = enumerate_room(&out->decision, region, arena);
  if (!s) s = enumerate_room(&my.plan, region, arena);
  if (!s) s = qn_check_start(&my.check);
  if (!s) s = qn_check_sums_new(&my.check);
  if (!s) {
    my.own = qn_arena_array(arena, my.check.sums.n_block, sizeof(double));
    if (my.own)
      memcpy(my.own, my.check.sums.block, my.check.sums.n_block * sizeof(double));
    else
      s = QN_ENOMEM;
  }
  if (!s) s = load_units(&my);
  if (!s) choose_sources(&my, 0);
  QN_CLEAR(&my.check.rules);
  return s ? s : my.check.status;
}

qn_status enumerate_best(enumerated *out, const qn_case *region, const qn_demand *demand,
                         qn_arena *arena) {
  return enumerate(out, region, demand, NULL, NULL, arena);
}

qn_status enumerate_within(enumerated *out, const qn_case *region, const qn_demand *demand,
                           const slacks *slack, qn_arena *arena) {
  return enumerate(out, region, demand, slack, NULL, arena);
}

qn_status enumerate_least(double *least, const qn_case *region, const qn_demand *demand,
                          const slacks *slack, qn_arena *arena) {
  enumerated none;
  *least = INFINITY;
  return enumerate(&none, region, demand, slack, least, arena);
}

int enumerate_flows(const qn_case *region, const qn_demand *demand, qn_decision *decision,
                    qn_arena *arena) {
  qn_verdict verdict = {0};
  qn_check check = {.region = region,
                    .demand = demand,
                    .arena = arena,
                    .decision = decision,
                    .verdict = &verdict};
  int done = !qn_check_start(&check) && !qn_check_sums_new(&check);
  qn_unit_account account = {
      .season = qn_arena_array(arena, (size_t)check.n_all, sizeof *account.season)};
  if (done) qn_check_source_states(&check);
  for (size_t i = 0; i < decision->n_unit && done && account.season; i++) {
    qn_check_unit(&check, &decision->units[i], &account);
    qn_check_add_unit(&check, &account);
  }
  done = done && account.season && send_all(&check, NULL, decision);
  QN_CLEAR(&check.rules);
  return done;
}

double enumerate_size(const qn_case *region, const qn_demand *demand) {
  qn_arena *arena = qn_arena_new();
  qn_verdict verdict = {0};
  qn_decision none = {0};
  qn_check check = {
      .region = region, .demand = demand, .arena = arena, .decision = &none, .verdict = &verdict};
  const int n = region->settings.horizon - region->settings.base_year + 1;
  double size = pow(n, region->n_projects);
  if (!arena || qn_check_start(&check)) size = INFINITY;
  for (int u = 0; u < region->n_units && isfinite(size); u++) {
    qn_choices all = {0};
    if (qn_check_pathways(&check, u, &all)) size = INFINITY;
    size *= (double)all.count;
    QN_CLEAR(&all);
  }
  for (int i = 0; i < region->n_trunks; i++) size *= region->trunks[i].is_built ? 1 : n;
  for (int k = 0; k < region->n_sources; k++) {
    int options = 0;
    for (int o = 0; o < region->n_source_options; o++)
      options += region->source_options[o].i_source == k;
    size *= 1 + options * (n - 1);
  }
  qn_arena_free(arena);
  return size;
}
