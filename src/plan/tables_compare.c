/* Each mode for a mean household of a zone, by the model's own functions on one unit that stands
 * for the zone: whose area a household is nearest the zone's mean, among those on scattered coal
 * where there are any. Modes are bought for the whole unit and all figures divided by its
 * households. Heat is that of the objective: with equal service the same for all; a second ratio to
 * coal is that of the heat each is used for, as plans that speak of bills mean it. */
#include <math.h>

#include "plan/family.h"
#include "plan/tables_sums.h"

/* The household that stands for a zone. */
typedef struct {
  const qn_tables_work *w;
  qn_unit_state unit;
  int season;           /* of the figures of one season: the horizon's */
  double n;             /* households then */
  int coal;             /* mode on scattered coal, -1 none */
  double coal_cny;      /* energy of a season by it */
  double coal_used_cny; /* of the heat that it is used for today */
} household;

/* One mode there, a household: seasons and investment. */
typedef struct {
  int mode, is_possible;
  int heat_source, state; /* the cheapest of a network mode, -1 none */
  double metres;          /* of pipe from outside */
  qn_performance performance;
  double energy_cny[QN_MOST_SEASONS], kept_cny[QN_MOST_SEASONS]; /* kept: upkeep and labour */
  double heat_kwh, use, bill_cny;
  double used_cny; /* energy of the horizon's season for the heat in actual use */
  double invest_cny, annuity_cny, capital_cny;
} offer;

/* ---- the household ---- */

static int burns_coal(const qn_case *c, int mode) {
  return mode >= 0 && c->modes[mode].i_carrier >= 0 &&
         c->carriers[c->modes[mode].i_carrier].is_scattered_coal;
}

/* Area a household of the units of a zone that are lived in; 0 without any. */
static double mean_m2(const qn_tables_work *w, int zone, int season) {
  double area = 0, households = 0;
  for (size_t i = 0; i < w->n_chosen; i++) {
    const qn_unit_state *u = &w->chosen[i].state;
    if (u->zone != zone || !(u->households[season] > 0)) continue;
    area += w->chosen[i].choice->share * u->area_m2[season];
    households += w->chosen[i].choice->share * u->households[season];
  }
  return households > 0 ? area / households : 0;
}

/* Row of units that stands for the zone, -1 none. */
static int typical_unit(const qn_tables_work *w, int zone, int season) {
  const qn_case *c = w->region;
  const double mean = mean_m2(w, zone, season);
  int best = -1, best_burns = 0;
  double least = INFINITY;
  for (size_t i = 0; i < w->n_chosen; i++) {
    const qn_unit_state *u = &w->chosen[i].state;
    if (u->zone != zone || !(u->households[season] > 0) || !(u->households[0] > 0)) continue;
    const int burns = burns_coal(c, c->units[u->unit].i_present_mode);
    const double off = fabs(u->area_m2[season] / u->households[season] - mean);
    if (burns < best_burns || (burns == best_burns && off >= least)) continue;
    best = u->unit, best_burns = burns, least = off;
  }
  return best;
}

/* The mode that today's coal is burnt by: the unit's own, else the first of the table. */
static int coal_mode(const qn_case *c, int unit) {
  if (burns_coal(c, c->units[unit].i_present_mode)) return c->units[unit].i_present_mode;
  for (int m = 0; m < c->n_modes; m++)
    if (c->modes[m].status == QN_MODE_PRESENT && burns_coal(c, m)) return m;
  return -1;
}

/* Metres of pipe a household to bring a mode to those units of the zone that are near enough; NaN
 * where none is. A distance not given is none, as in the model. */
static double metres_a_household(const household *h, const qn_mode *mode) {
  const qn_case *c = h->w->region;
  const int is_gas = mode->needs_trunk == QN_GAS_TRUNK;
  const int is_piped = mode->is_network || mode->needs_trunk != QN_NO_TRUNK;
  double metres = 0, households = 0;
  for (size_t i = 0; i < h->w->n_chosen && is_piped; i++) {
    const qn_unit_state *u = &h->w->chosen[i].state;
    const qn_unit_row *row = &c->units[u->unit];
    const double far = is_gas ? row->gas_distance_m : row->heat_distance_m;
    if (u->zone != h->unit.zone || !(u->households[h->season] > 0)) continue;
    if (far > (is_gas ? mode->max_gas_distance_m : mode->max_heat_distance_m)) continue;
    metres += h->w->chosen[i].choice->share * (isnan(far) ? 0 : far);
    households += h->w->chosen[i].choice->share * u->households[h->season];
  }
  return !is_piped ? 0 : households > 0 ? metres / households : NAN;
}

/* ---- one mode ---- */

/* The source of a network mode whose heat is cheapest at the horizon, clean ones first. */
static void find_source(offer *o, const household *h) {
  const qn_case *c = h->w->region;
  double least = INFINITY;
  int best_clean = 0;
  for (int k = 0; k < c->n_sources; k++) {
    if (c->sources[k].i_mode != o->mode) continue;
    const int state = qn_plan_source_state(h->w, k, h->w->x->time.n_decision - 1);
    if (state == QN_OUT) continue;
    const int is_clean =
        qn_state_is_clean(h->w->plan->model, k, state, h->w->x->time.n_decision - 1);
    const double cny = qn_source_heat_cny(h->w, k, state, h->season);
    if (is_clean < best_clean || (is_clean == best_clean && cny >= least)) continue;
    o->heat_source = k, o->state = state, best_clean = is_clean, least = cny;
  }
}

/* Heat that costs are compared at. */
static double compared_kwh(const household *h, const qn_running *r, int season) {
  const qn_settings *g = &h->w->region->settings;
  const int year = qn_timeline_year(&h->w->x->time, season);
  if (g->service != QN_EQUAL_SERVICE) return r->heat_kwh;
  return qn_demand_heat_kwh(h->w->x->demand, h->unit.unit, year, 0, g->service_factor);
}

static void fill_seasons(offer *o, const household *h) {
  const qn_tables_work *w = h->w;
  const qn_mode *mode = &w->region->modes[o->mode];
  qn_running running[QN_MOST_SEASONS];
  qn_running_make(running, w->x, &h->unit, o->mode, 0, 0);
  for (int j = 0; j < w->x->time.n_season; j++) {
    const qn_running *r = &running[j];
    const double heat = compared_kwh(h, r, j) / h->n;
    o->energy_cny[j] = r->energy_cny / h->n;
    o->kept_cny[j] = (r->upkeep_cny + r->labour_cny) / h->n;
    if (mode->is_network)
      o->energy_cny[j] =
          heat * (1 + mode->loss) * qn_source_heat_cny(w, o->heat_source, o->state, j);
    if (j != h->season) continue;
    o->heat_kwh = heat;
    o->used_cny = heat > 0 ? o->energy_cny[j] * r->heat_kwh / h->n / heat : 0;
    o->bill_cny = r->bill_cny / h->n;
    o->use = mode->is_network
                 ? heat * (1 + mode->loss) * qn_source_fuel_of(w, o->heat_source, o->state).per_kwh
             : r->heat_kwh > 0 ? r->use / r->heat_kwh * heat
                               : 0;
  }
}

/* Yearly cost of one CNY over a life in whole years. */
static double annuity(double rate, double life_a) {
  const double life = life_a < 1 ? 1 : round(life_a);
  return rate > 0 ? rate / (1 - pow(1 + rate, -life)) : 1 / life;
}

static void fill_investment(offer *o, const household *h) {
  const qn_tables_work *w = h->w;
  int rows[QN_MOST_PARTS];
  double cny[QN_MOST_SEASONS];
  const int n = qn_parts_of(w->x, o->mode, h->unit.zone, rows);
  for (int i = 0; i < n; i++) {
    const qn_mode_part *part = &w->region->mode_parts[rows[i]];
    qn_part_cny(cny, w->x, &h->unit, rows[i], 0);
    const double cost =
        part->per == QN_PER_BRANCH_M ? part->cost_cny * o->metres : cny[h->season] / h->n;
    o->invest_cny += cost;
    o->annuity_cny += cost * annuity(w->region->settings.discount_rate, part->life_a);
    o->capital_cny += cost * qn_timeline_capital(&w->x->time, 0, part->life_a, part->is_equipment);
  }
}

/* Not possible: a network mode without a source, a pipe that no unit of the zone is near to. */
static void make_offer(offer *o, const household *h, int mode) {
  const qn_mode *row = &h->w->region->modes[mode];
  *o = (offer){.mode = mode, .heat_source = -1, .metres = metres_a_household(h, row)};
  if (row->is_network) find_source(o, h);
  o->is_possible = !isnan(o->metres) && (!row->is_network || o->heat_source >= 0);
  if (!o->is_possible) return;
  o->performance = qn_context_performance(h->w->x, mode, h->unit.area, h->unit.indoor_degc);
  fill_seasons(o, h);
  fill_investment(o, h);
}

/* ---- rows ---- */

static int is_compared(const household *h, int mode) {
  const qn_mode *m = &h->w->region->modes[mode];
  if (mode == h->coal) return 1;
  if (m->status == QN_MODE_PRESENT) return 0;
  for (int i = 0; i < m->l_zones.count; i++)
    if (m->l_zones.at[i] == h->unit.zone) return 1;
  return !m->l_zones.count;
}

static int is_clean(const household *h, const offer *o) {
  const qn_case *c = h->w->region;
  const int last = h->w->x->time.n_decision - 1;
  if (c->modes[o->mode].is_network)
    return qn_state_is_clean(h->w->plan->model, o->heat_source, o->state, last);
  return qn_context_is_clean(h->w->x, o->mode, QN_STATE_ANY, h->unit.zone, h->unit.area,
                             c->settings.horizon);
}

/* Carrier, its price and the efficiency with which heat is made: of a network by its source. */
static void fill_carrier(qn_comparison_row *row, const household *h, const offer *o) {
  const qn_tables_work *w = h->w;
  const qn_mode *mode = &w->region->modes[o->mode];
  int carrier = mode->i_carrier, area = h->unit.area, zone = h->unit.zone;
  row->efficiency = o->performance.seasonal;
  if (mode->is_network) {
    const qn_source_fuel fuel = qn_source_fuel_of(w, o->heat_source, o->state);
    carrier = fuel.carrier;
    area = w->region->sources[o->heat_source].i_area;
    zone = -1;
    row->efficiency = fuel.efficiency;
  }
  row->price_cny = qn_price_mean(qn_price_bands(w->x->prices, carrier, area, zone, h->season),
                                 mode->valley_share);
  row->carrier_unit = w->region->carriers[carrier].unit;
}

static void fill_row(qn_comparison_row *row, const household *h, const offer *o) {
  const qn_tables_work *w = h->w;
  const qn_case *c = w->region;
  const qn_mode *mode = &c->modes[o->mode];
  const int year = qn_timeline_year(&w->x->time, h->season);
  *row = (qn_comparison_row){
      .zone = c->zones[h->unit.zone].id,
      .mode = mode->id,
      .mode_name = mode->name,
      .family = mode->family_id,
      .is_clean = is_clean(h, o),
      .area_m2 = h->unit.area_m2[h->season] / h->n,
      .heat_kwh = o->heat_kwh,
      .design_kw = qn_demand_design_kw(w->x->demand, h->unit.unit, year, 0) / h->n,
      .use = o->use,
      .invest_cny = o->invest_cny,
      .run_cny = o->energy_cny[h->season] + o->kept_cny[h->season],
      .bill_cny = o->bill_cny,
      .cost_cny = o->capital_cny,
      .coal_ratio = h->coal_cny > 0 ? o->energy_cny[h->season] / h->coal_cny : NAN,
      .used_ratio = h->coal_used_cny > 0 ? o->used_cny / h->coal_used_cny : NAN};
  fill_carrier(row, h, o);
  row->annual_cny = row->run_cny + o->annuity_cny;
  for (int j = 0; j < w->x->time.n_season; j++)
    row->cost_cny += w->x->time.discount[j] * (o->energy_cny[j] + o->kept_cny[j]);
}

typedef QN_ARRAY(qn_comparison_row) row_list;

static qn_status push_zone(row_list *out, const qn_tables_work *w, int zone) {
  const qn_case *c = w->region;
  household h = {.w = w, .season = w->x->time.n_decision - 1, .coal = -1};
  const int unit = typical_unit(w, zone, h.season);
  offer o;
  if (unit < 0) return QN_OK;
  h.unit = qn_unit_state_of(w->x, unit);
  h.n = h.unit.households[h.season];
  h.coal = coal_mode(c, unit);
  if (h.coal >= 0) {
    make_offer(&o, &h, h.coal);
    h.coal_cny = o.energy_cny[h.season];
    h.coal_used_cny = o.used_cny;
  }
  for (int m = 0; m < c->n_modes; m++) {
    if (!is_compared(&h, m)) continue;
    make_offer(&o, &h, m);
    if (!o.is_possible) continue;
    qn_comparison_row *row = QN_PUSH(out);
    if (!row) return QN_ENOMEM;
    fill_row(row, &h, &o);
  }
  return QN_OK;
}

qn_status qn_tabulate_comparison(qn_rows *rows, qn_tables_work *work) {
  row_list out = {0};
  qn_status s = QN_OK;
  for (int z = 0; z < work->region->n_zones && !s; z++) s = push_zone(&out, work, z);
  if (!s) return qn_rows_take(rows, work->arena, out.at, out.count);
  QN_CLEAR(&out);
  return s;
}
