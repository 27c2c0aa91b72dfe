/* Heat from sources to attached loads and new loads (docs/model.md section 4): which ways heat can
 * take is listed once (flows); rows balance loads, states and capacities. */
#include <math.h>
#include <string.h>

#include "plan/family.h"

static const double GJ_PER_KWH = 0.0036;
static const double LEAST_USABLE = 1e-3; /* of a capacity, whatever the reserve */

static double usable(const qn_model *m) {
  return 1 - m->x->region->settings.reserve;
}

/* ---- the ways heat can take ---- */

/* Loads and full-load hours of what hangs on every source. */
static void measure_attached(qn_model *m) {
  const qn_case *c = m->x->region;
  const size_t n = (size_t)c->n_sources;
  m->attached_kw = qn_arena_array(m->arena, n * (size_t)m->n + 1, sizeof(double));
  m->attached_hours = qn_arena_array(m->arena, n + 1, sizeof(double));
  double *kwh = qn_arena_array(m->arena, n + 1, sizeof(double));
  if (!m->attached_kw || !m->attached_hours || !kwh) {
    m->failed = QN_ENOMEM;
    return;
  }
  for (int k = 0; k < c->n_sources; k++) {
    kwh[k] = qn_demand_source_heat_kwh(m->x->demand, k);
    for (int j = 0; j < m->n; j++)
      m->attached_kw[k * m->n + j] = qn_demand_source_design_kw(m->x->demand, k);
  }
  for (int u = 0; u < c->n_units; u++) {
    const int k = c->units[u].i_present_source;
    for (int j = 0; k >= 0 && j < m->n; j++)
      m->attached_kw[k * m->n + j] +=
          qn_demand_design_kw(m->x->demand, u, qn_timeline_year(&m->x->time, j), 0);
    if (k >= 0)
      kwh[k] += qn_demand_heat_kwh(m->x->demand, u, c->settings.horizon, 0, QN_FULL_HEATING);
  }
  for (int k = 0; k < c->n_sources; k++) {
    const double kw = m->attached_kw[k * m->n + m->n - 1];
    const qn_season *season = qn_demand_season_of_area(m->x->demand, c->sources[k].i_area);
    m->attached_hours[k] = kw > 0   ? kwh[k] / kw
                           : season ? qn_season_full_load_hours(season, 18)
                                    : 0;
  }
}

static int add_flow(qn_model *m, qn_flow flow, size_t *room) {
  const qn_case *c = m->x->region;
  if (m->n_flow == *room) {
    const size_t more = *room ? 2 * *room : 64;
    qn_flow *flows = qn_arena_array(m->arena, more, sizeof *flows);
    if (!flows) {
      m->failed = QN_ENOMEM;
      return 0;
    }
    if (m->n_flow) memcpy(flows, m->flows, m->n_flow * sizeof *flows);
    m->flows = flows;
    *room = more;
  }
  const qn_heat_source *source = &c->sources[flow.heat_source];
  const qn_source_option *o = flow.state >= 0 ? &c->source_options[flow.state] : NULL;
  flow.carrier = o && o->i_carrier >= 0 ? o->i_carrier : source->i_carrier;
  const double efficiency = o && !isnan(o->efficiency) ? o->efficiency : source->efficiency;
  flow.per_kwh = 1 / (efficiency * c->carriers[flow.carrier].kwh_per_unit);
  m->flows[m->n_flow++] = flow;
  return 1;
}

/* A flow from the source as it is, and one from each state an option leads to. */
static void add_states(qn_model *m, qn_flow flow, size_t *room) {
  const qn_case *c = m->x->region;
  flow.state = -1;
  add_flow(m, flow, room);
  for (int o = c->heat.first_option[flow.heat_source]; o >= 0; o = c->heat.next_option[o]) {
    const int kind = c->source_options[o].kind;
    if (kind != QN_OPTION_ULTRA_LOW && kind != QN_OPTION_FUEL) continue;
    flow.state = o;
    add_flow(m, flow, room);
  }
}

static void list_attached_flows(qn_model *m, size_t *room) {
  const qn_case *c = m->x->region;
  for (int k = 0; k < c->n_sources; k++) {
    double most = 0;
    for (int j = 0; j < m->n; j++) most = fmax(most, m->attached_kw[k * m->n + j]);
    if (!(most > 0)) continue;
    qn_flow flow = {.heat_source = k,
                    .attached_of = k,
                    .by_option = -1,
                    .township = -1,
                    .mode = -1,
                    .trunk = -1,
                    .hours = m->attached_hours[k],
                    .cost_hours = m->attached_hours[k]};
    add_states(m, flow, room);
    for (int o = c->heat.first_option[k]; o >= 0; o = c->heat.next_option[o]) {
      if (c->source_options[o].kind != QN_OPTION_MERGE) continue;
      flow.heat_source = c->source_options[o].i_receiver;
      flow.by_option = o;
      add_states(m, flow, room);
    }
  }
}

/* Hours of a township's units, full and as the objective counts them, and their load on mode. */
static void measure_joint(const qn_model *m, qn_joint *joint) {
  const qn_case *c = m->x->region;
  const int year = c->settings.horizon;
  double kw = 0, full = 0, cost = 0;
  joint->most_kw = 0;
  for (int u = m->x->units.first[joint->township]; u >= 0; u = m->x->units.next[u]) {
    const double full_u = qn_demand_heat_kwh(m->x->demand, u, year, 0, QN_FULL_HEATING);
    kw += qn_demand_design_kw(m->x->demand, u, year, 0);
    full += full_u;
    cost += fmin(full_u, qn_demand_heat_kwh(m->x->demand, u, year, 0, c->settings.service_factor));
    double most = 0;
    for (int j = 0; j < m->n; j++)
      most = fmax(most, qn_demand_design_kw(m->x->demand, u, qn_timeline_year(&m->x->time, j), 0));
    joint->most_kw += most * (1 + c->modes[joint->mode].loss);
  }
  if (kw > 0) {
    joint->hours = full / kw;
  } else {
    const qn_season *season = qn_demand_season_of_area(m->x->demand, joint->township);
    joint->hours = season ? qn_season_full_load_hours(season, 18) : 0;
  }
  joint->cost_hours = kw > 0 && c->settings.service == QN_EQUAL_SERVICE ? cost / kw : joint->hours;
}

int qn_joint_of(const qn_model *m, int township, int mode) {
  int i = m->joint_of_area[township];
  while (i >= 0 && m->joints[i].mode != mode) i = m->joints[i].next;
  return i;
}

/* The joint, a new one behind the others of its township. */
static const qn_joint *joint_at(qn_model *m, int township, int mode) {
  const int known = qn_joint_of(m, township, mode);
  if (known >= 0) return &m->joints[known];
  int *last = &m->joint_of_area[township];
  while (*last >= 0) last = &m->joints[*last].next;
  *last = (int)m->n_joint;
  qn_joint *joint = &m->joints[m->n_joint++];
  *joint = (qn_joint){.township = township, .mode = mode, .next = -1};
  measure_joint(m, joint);
  return joint;
}

/* At most one for each trunk and source of its network. */
static int room_for_joints(qn_model *m) {
  const qn_case *c = m->x->region;
  size_t most = 0;
  for (int i = 0; i < c->n_trunks; i++)
    most += (size_t)c->heat.network_size[c->heat.network_of_trunk[i]];
  m->joints = qn_arena_array(m->arena, most + 1, sizeof *m->joints);
  m->joint_of_area = qn_index_new(m, (size_t)c->n_areas);
  if (!m->joints) m->failed = QN_ENOMEM;
  return !m->failed;
}

/* A trunk of a heat network opens its township to every source of that network. */
static void list_joint_flows(qn_model *m, size_t *room) {
  const qn_case *c = m->x->region;
  if (!room_for_joints(m)) return;
  for (int i = 0; i < c->n_trunks; i++)
    for (int k = c->heat.first_in_network[c->heat.network_of_trunk[i]]; k >= 0;
         k = c->heat.next_in_network[k]) {
      const qn_joint *joint = joint_at(m, c->trunks[i].i_area, c->sources[k].i_mode);
      if (!(joint->most_kw > 0)) continue;
      add_states(m,
                 (qn_flow){.heat_source = k,
                           .attached_of = -1,
                           .by_option = -1,
                           .township = joint->township,
                           .mode = joint->mode,
                           .trunk = i,
                           .hours = joint->hours,
                           .cost_hours = joint->cost_hours},
                 room);
    }
}

/* ---- rows ---- */

static int *season_rows(qn_model *m, size_t count) {
  return qn_index_new(m, count * (size_t)m->n);
}

static int heat_row(qn_model *m, const qn_family *family, int row, int season, int place, int sense,
                    double rhs) {
  return qn_model_add_row(m, (qn_model_row){.family = family,
                                            .row = row,
                                            .season = season,
                                            .place = place,
                                            .sense = sense,
                                            .rhs = rhs});
}

/* Loads are served exactly. More heat than is needed only ever costs, so that at least is enough
 * and leaves more pathways dominated; but an emission target that wants much would be met by waste.
 */
static int load_sense(const qn_model *m) {
  const qn_case *c = m->x->region;
  for (int i = 0; i < c->n_targets; i++)
    if (c->targets[i].metric == QN_EMISSION && c->targets[i].sense != QN_AT_MOST &&
        c->targets[i].rule != QN_REPORTED)
      return QN_EQUAL;
  return QN_AT_LEAST;
}

/* More than all loads together, with what reserve and an accident take off. */
static double boundless_kw(const qn_model *m) {
  const qn_case *c = m->x->region;
  double load_kw = 0, largest_kw = 0;
  for (int i = 0; i < c->n_sources * m->n; i++) load_kw += m->attached_kw[i];
  for (size_t i = 0; i < m->n_joint; i++) load_kw += m->joints[i].most_kw;
  for (int k = 0; k < c->n_sources; k++)
    if (c->sources[k].largest_kw > 0) largest_kw += c->sources[k].largest_kw;
  return load_kw / fmax(usable(m), LEAST_USABLE) + largest_kw;
}

static void attached_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  size_t room = 0;
  measure_attached(m);
  if (!m->failed) list_attached_flows(m, &room);
  if (!m->failed) list_joint_flows(m, &room);
  if (!m->failed) m->all_load_kw = boundless_kw(m);
  if (m->failed || !(m->data->attached = season_rows(m, (size_t)c->n_sources))) return;
  for (int k = 0; k < c->n_sources; k++)
    for (int j = 0; j < m->n; j++)
      if (m->attached_kw[k * m->n + j] > 0)
        m->data->attached[k * m->n + j] =
            heat_row(m, &qn_family_attached, k, j, c->sources[k].i_area, load_sense(m),
                     qn_demand_source_design_kw(m->x->demand, k));
}

static void attached_unit(qn_model *m, const qn_unit_takes *t) {
  const int k = m->x->region->units[t->unit].i_present_source;
  for (int j = 0; k >= 0 && j < m->n; j++)
    qn_model_take(m, m->data->attached[k * m->n + j],
                  -qn_demand_design_kw(m->x->demand, t->unit, qn_timeline_year(&m->x->time, j),
                                       t->account->level[j]));
}

static void attached_flow(qn_model *m, const qn_flow *f, int j) {
  if (f->attached_of >= 0) qn_model_take(m, m->data->attached[f->attached_of * m->n + j], 1);
}

/* What a kWh from a flow's state costs over the seasons of a slot, by the flow's hours. */
static double flow_cost(const qn_model *m, const qn_flow *f, int slot) {
  const qn_case *c = m->x->region;
  const int objective = c->settings.objective;
  const qn_heat_source *source = &c->sources[f->heat_source];
  const qn_source_option *o = f->state >= 0 ? &c->source_options[f->state] : NULL;
  const double om = o && !isnan(o->om_cny_gj) ? o->om_cny_gj : source->om_cny_gj;
  if (objective != QN_SOCIAL && objective != QN_WEIGHTED) return 0;
  double emission = 0;
  for (int q = 0; objective == QN_WEIGHTED && q < c->n_pollutants; q++)
    emission += c->pollutants[q].price_cny_kg *
                qn_context_emission_kg(m->x, f->carrier, q, source->sector, f->per_kwh);
  double cost = 0;
  const int last = slot == m->n - 1 ? m->x->time.n_season - 1 : slot;
  for (int j = slot; j <= last; j++) {
    const qn_tariff_bands *bands = qn_price_bands(m->x->prices, f->carrier, source->i_area, -1, j);
    const double heat =
        f->per_kwh * qn_price_mean(bands, c->modes[source->i_mode].valley_share) + GJ_PER_KWH * om;
    cost += m->x->time.discount[j] * (heat * f->cost_hours + emission * f->hours);
  }
  return cost;
}

static int may_flow(const qn_model *m, const qn_flow *f, int j) {
  return f->township < 0 || qn_state_is_clean(m, f->heat_source, f->state, j);
}

double qn_flow_most_kw(const qn_model *m, const qn_flow *f, int j) {
  if (f->attached_of >= 0) return m->attached_kw[f->attached_of * m->n + j];
  const int joint = qn_joint_of(m, f->township, f->mode);
  return joint >= 0 ? m->joints[joint].most_kw : 0;
}

static void attached_others(qn_model *m) {
  for (size_t i = 0; i < m->n_flow; i++)
    for (int j = 0; j < m->n; j++) {
      const qn_flow *f = &m->flows[i];
      if (!may_flow(m, f, j)) continue;
      qn_model_open(m, (qn_model_column){.kind = QN_COLUMN_FLOW,
                                         .block = -1,
                                         .id = (int)i,
                                         .option = -1,
                                         .season = j,
                                         .upper = qn_flow_most_kw(m, f, j),
                                         .cost = flow_cost(m, f, j)});
      for (size_t k = 0; k < qn_n_families; k++)
        if (qn_families[k]->flow) qn_families[k]->flow(m, f, j);
      qn_model_close(m);
    }
}

const qn_family qn_family_attached = {.id = "attached",
                                      .noun_zh = "所带负荷须供足",
                                      .noun_en = "attached load served",
                                      .table = QN_T_sources,
                                      .rows = attached_rows,
                                      .unit = attached_unit,
                                      .flow = attached_flow,
                                      .others = attached_others};

/* ---- new load of townships, from clean sources alone ---- */

static void joiners_rows(qn_model *m) {
  if (!(m->data->joint = season_rows(m, m->n_joint))) return;
  for (size_t i = 0; i < m->n_joint; i++)
    for (int j = 0; j < m->n; j++)
      m->data->joint[i * (size_t)m->n + (size_t)j] = heat_row(
          m, &qn_family_joiners, m->joints[i].mode, j, m->joints[i].township, load_sense(m), 0);
}

static void joiners_unit(qn_model *m, const qn_unit_takes *t) {
  const qn_case *c = m->x->region;
  const qn_pathway p = t->account->path;
  if (p.season < 0 || !c->modes[p.mode].is_network || c->units[t->unit].i_present_mode == p.mode)
    return;
  const int joint = qn_joint_of(m, qn_unit_work_state(t->work)->township, p.mode);
  for (int j = p.season; joint >= 0 && j < m->n; j++)
    qn_model_take(m, m->data->joint[joint * m->n + j], -t->account->running[j].load_kw);
}

static void joiners_flow(qn_model *m, const qn_flow *f, int j) {
  if (f->township >= 0)
    qn_model_take(m, m->data->joint[qn_joint_of(m, f->township, f->mode) * m->n + j], 1);
}

const qn_family qn_family_joiners = {.id = "joiners",
                                     .noun_zh = "新接入负荷须由清洁热源供应",
                                     .noun_en = "new load from clean sources",
                                     .table = QN_T_modes,
                                     .rows = joiners_rows,
                                     .unit = joiners_unit,
                                     .flow = joiners_flow};

/* ---- a merge opens the receiver to the load ---- */

static void merge_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->merge = season_rows(m, (size_t)c->n_source_options))) return;
  for (int o = 0; o < c->n_source_options; o++)
    for (int j = 0; c->source_options[o].kind == QN_OPTION_MERGE && j < m->n; j++)
      m->data->merge[o * m->n + j] =
          heat_row(m, &qn_family_merge, c->source_options[o].i_source, j,
                   c->sources[c->source_options[o].i_source].i_area, QN_AT_MOST, 0);
}

static void merge_source(qn_model *m, int source, int option, int season) {
  for (int j = season; option >= 0 && j < m->n; j++)
    qn_model_take(m, m->data->merge[option * m->n + j], -m->attached_kw[source * m->n + j]);
}

static void merge_flow(qn_model *m, const qn_flow *f, int j) {
  if (f->by_option >= 0) qn_model_take(m, m->data->merge[f->by_option * m->n + j], 1);
}

const qn_family qn_family_merge = {.id = "merge",
                                   .noun_zh = "并网后方可由接收热源供热",
                                   .noun_en = "receiver serves after the merge",
                                   .table = QN_T_sources,
                                   .rows = merge_rows,
                                   .source = merge_source,
                                   .flow = merge_flow};

/* ---- states and capacities ---- */

static void state_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->state = season_rows(m, (size_t)(c->n_sources + c->n_source_options)))) return;
  for (int i = 0; i < c->n_sources + c->n_source_options; i++) {
    const int source = i < c->n_sources ? i : c->source_options[i - c->n_sources].i_source;
    for (int j = 0; j < m->n; j++)
      m->data->state[i * m->n + j] =
          heat_row(m, &qn_family_state, source, j, c->sources[source].i_area, QN_AT_MOST, 0);
  }
}

static void state_source(qn_model *m, int source, int option, int season) {
  for (int j = 0; j < m->n; j++) {
    const int state = qn_source_state(m, option, season, j);
    if (state == QN_OUT) continue;
    const double kw = qn_state_capacity_kw(m, source, state, j) + qn_most_adds_kw(m, source);
    qn_model_take(m, qn_state_row(m, m->data->state, source, state, j),
                  -(m->is_open ? m->all_load_kw : fmin(kw, m->all_load_kw)));
  }
}

static void state_flow(qn_model *m, const qn_flow *f, int j) {
  qn_model_take(m, qn_state_row(m, m->data->state, f->heat_source, f->state, j), 1);
}

const qn_family qn_family_state = {.id = "state",
                                   .noun_zh = "热源状态",
                                   .noun_en = "state of a source",
                                   .table = QN_T_sources,
                                   .rows = state_rows,
                                   .source = state_source,
                                   .flow = state_flow};

static void capacity_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->capacity = season_rows(m, (size_t)c->n_sources))) return;
  for (int k = 0; k < c->n_sources; k++)
    for (int j = 0; j < m->n; j++)
      m->data->capacity[k * m->n + j] =
          heat_row(m, &qn_family_capacity, k, j, c->sources[k].i_area, QN_AT_MOST, 0);
}

static void capacity_source(qn_model *m, int source, int option, int season) {
  for (int j = 0; j < m->n; j++) {
    const int state = qn_source_state(m, option, season, j);
    if (state != QN_OUT)
      qn_model_take(m, m->data->capacity[source * m->n + j],
                    -usable(m) * qn_state_capacity_kw(m, source, state, j));
  }
}

static void capacity_flow(qn_model *m, const qn_flow *f, int j) {
  qn_model_take(m, m->data->capacity[f->heat_source * m->n + j], 1);
}

/* Calls for the source whose supply it is: the rows of a table keyed by source. */
static void take_adds(qn_model *m, int *table, int supply, int from, int to, double kw) {
  const int k = supply >= 0 ? m->x->region->heat.source_of_supply[supply] : -1;
  for (int j = from; k >= 0 && j <= to; j++) qn_model_take(m, table[k * m->n + j], kw);
}

static void capacity_project(qn_model *m, int p, int season) {
  const qn_project *row = &m->x->region->projects[p];
  take_adds(m, m->data->capacity, row->i_supply, season, m->n - 1, -usable(m) * row->adds_peak);
}

static void capacity_module(qn_model *m, int supply, int j) {
  take_adds(m, m->data->capacity, supply, j, j,
            -usable(m) * m->x->region->supplies[supply].module_peak);
}

const qn_family qn_family_capacity = {.id = "capacity",
                                      .noun_zh = "供热能力",
                                      .noun_en = "heat capacity",
                                      .table = QN_T_sources,
                                      .rows = capacity_rows,
                                      .source = capacity_source,
                                      .flow = capacity_flow,
                                      .project = capacity_project,
                                      .module = capacity_module};

/* ---- accidents: the largest boiler of a network out ---- */

static double accident_share(const qn_model *m, int source) {
  const qn_settings *g = &m->x->region->settings;
  const qn_season *season =
      qn_demand_season_of_area(m->x->demand, m->x->region->sources[source].i_area);
  const double td = season ? season->design_degc : 0;
  return td > -10    ? g->accident_share_mild
         : td >= -20 ? g->accident_share_cold
                     : g->accident_share_severe;
}

static void accident_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->accident = season_rows(m, (size_t)c->n_sources))) return;
  for (int k = 0; k < c->n_sources && c->settings.n_minus_1; k++)
    for (int j = 0; c->sources[k].largest_kw > 0 && j < m->n; j++)
      m->data->accident[k * m->n + j] =
          heat_row(m, &qn_family_accident, k, j, c->sources[k].i_area, QN_AT_LEAST, 0);
}

/* Adds to the season's row of every source of the network that one is in. */
static void take_network(qn_model *m, int source, int j, double value) {
  const qn_heat_index *heat = &m->x->region->heat;
  for (int k = heat->first_in_network[heat->network_of_source[source]]; k >= 0;
       k = heat->next_in_network[k])
    qn_model_take(m, m->data->accident[k * m->n + j], value);
}

static void accident_source(qn_model *m, int source, int option, int season) {
  const qn_case *c = m->x->region;
  for (int j = 0; c->settings.n_minus_1 && j < m->n; j++) {
    const int state = qn_source_state(m, option, season, j);
    if (state == QN_OUT) continue;
    take_network(m, source, j, qn_state_capacity_kw(m, source, state, j));
    qn_model_take(m, m->data->accident[source * m->n + j], -c->sources[source].largest_kw);
  }
}

static void accident_flow(qn_model *m, const qn_flow *f, int j) {
  const qn_case *c = m->x->region;
  if (!c->settings.n_minus_1) return;
  for (int k = c->heat.first_in_network[c->heat.network_of_source[f->heat_source]]; k >= 0;
       k = c->heat.next_in_network[k])
    qn_model_take(m, m->data->accident[k * m->n + j], -accident_share(m, k));
}

/* What projects and modules add to a source counts in an accident only while the source is in
 * service: a column beside it that neither the additions nor the service let grow alone. */
static int *added_cell(const qn_model *m, int source, int j) {
  return &m->data->added[2 * (source * m->n + j)];
}

static void added_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->added = season_rows(m, 2 * (size_t)c->n_sources))) return;
  for (int k = 0; k < c->n_sources && c->settings.n_minus_1; k++)
    for (int j = 0; qn_most_adds_kw(m, k) > 0 && j < m->n; j++)
      for (int i = 0; i < 2; i++)
        added_cell(m, k, j)[i] =
            heat_row(m, &qn_family_added, k, j, c->sources[k].i_area, QN_AT_MOST, 0);
}

static void added_source(qn_model *m, int source, int option, int season) {
  for (int j = 0; j < m->n; j++)
    if (qn_source_state(m, option, season, j) != QN_OUT)
      qn_model_take(m, added_cell(m, source, j)[1], -qn_most_adds_kw(m, source));
}

static void added_by(qn_model *m, int supply, int from, int to, double kw) {
  const int k = supply >= 0 ? m->x->region->heat.source_of_supply[supply] : -1;
  for (int j = from; k >= 0 && j <= to; j++) qn_model_take(m, added_cell(m, k, j)[0], -kw);
}

static void added_project(qn_model *m, int p, int season) {
  const qn_project *row = &m->x->region->projects[p];
  added_by(m, row->i_supply, season, m->n - 1, row->adds_peak);
}

static void added_module(qn_model *m, int supply, int j) {
  added_by(m, supply, j, j, m->x->region->supplies[supply].module_peak);
}

static void added_others(qn_model *m) {
  const qn_case *c = m->x->region;
  for (int k = 0; k < c->n_sources; k++)
    for (int j = 0; j < m->n; j++) {
      if (added_cell(m, k, j)[0] < 0) continue;
      qn_model_open(m, (qn_model_column){.kind = QN_COLUMN_ADDED,
                                         .block = -1,
                                         .id = k,
                                         .option = -1,
                                         .season = j,
                                         .upper = qn_most_adds_kw(m, k)});
      for (int i = 0; i < 2; i++) qn_model_take(m, added_cell(m, k, j)[i], 1);
      take_network(m, k, j, 1);
      qn_model_close(m);
    }
}

const qn_family qn_family_added = {.id = "added",
                                   .noun_zh = "在役热源新增能力",
                                   .noun_en = "additions in service",
                                   .table = QN_T_sources,
                                   .rows = added_rows,
                                   .source = added_source,
                                   .project = added_project,
                                   .module = added_module,
                                   .others = added_others};

const qn_family qn_family_accident = {.id = "n_minus_1",
                                      .noun_zh = "事故供热能力",
                                      .noun_en = "capacity in an accident",
                                      .table = QN_T_sources,
                                      .rows = accident_rows,
                                      .source = accident_source,
                                      .flow = accident_flow};
