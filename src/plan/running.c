/* One season of one mode, straight from the formulas of docs/model.md. */
#include "plan/running.h"

#include <math.h>
#include <string.h>

static const double GJ_PER_KWH = 0.0036;

qn_unit_state qn_unit_state_of(const qn_context *context, int unit) {
  const qn_case *c = context->region;
  const qn_unit_row *row = &c->units[unit];
  qn_unit_state state = {.unit = unit,
                         .area = row->i_area,
                         .township = qn_context_township(context, row->i_area),
                         .zone = row->i_zone,
                         .is_present = row->i_present_mode >= 0,
                         .indoor_degc = qn_demand_indoor_degc(context->demand, unit)};
  for (int j = 0; j < context->time.n_season; j++) {
    const int year = qn_timeline_year(&context->time, j);
    state.households[j] = qn_demand_households(context->demand, unit, year);
    state.area_m2[j] = qn_demand_area_m2(context->demand, unit, year);
  }
  return state;
}

static qn_performance performance_of(const qn_context *x, const qn_unit_state *u, int mode) {
  return u->performance ? u->performance[mode]
                        : qn_context_performance(x, mode, u->area, u->indoor_degc);
}

/* ---- tariffs ---- */

/* How well a tariff fits a place and year: deeper area and a zone given are better; -1 not at all.
 */
static int tariff_rank(const qn_case *c, const qn_tariff *t, const qn_unit_state *u, int year) {
  if (year < t->from_year || year > t->to_year) return -1;
  if (t->i_zone >= 0 && t->i_zone != u->zone) return -1;
  if (!qn_case_area_within(c, u->area, t->i_area)) return -1;
  return 2 * (t->i_area >= 0 ? 1 + c->areas[t->i_area].level : 0) + (t->i_zone >= 0);
}

static int holds(const qn_links *set, int mode) {
  for (int i = 0; i < set->count; i++)
    if (set->at[i] == mode) return 1;
  return 0;
}

static const qn_tariff *heat_tariff(const qn_context *x, const qn_unit_state *u, int mode,
                                    int season) {
  const qn_case *c = x->region;
  const qn_tariff *best = NULL;
  int best_rank = -1;
  for (int i = 0; i < c->n_tariffs; i++) {
    if (!holds(&c->tariffs[i].l_modes, mode)) continue;
    const int rank = tariff_rank(c, &c->tariffs[i], u, qn_timeline_year(&x->time, season));
    if (rank > best_rank) best = &c->tariffs[i], best_rank = rank;
  }
  return best;
}

double qn_connection_cny_m2(const qn_context *context, const qn_unit_state *unit, int mode,
                            int season) {
  if (!context->region->modes[mode].is_network) return 0;
  const qn_tariff *t = heat_tariff(context, unit, mode, season);
  return t ? t->connection_cny_m2 : 0;
}

/* Bill of a use by tiers; NaN when no tariff names the carrier there. */
static double tiered_bill(const qn_context *x, const qn_unit_state *u, int carrier, int season,
                          double use) {
  const qn_case *c = x->region;
  const int year = qn_timeline_year(&x->time, season);
  const double n = u->households[season];
  int best = -1;
  for (int i = 0; i < c->n_tariffs; i++)
    if (c->tariffs[i].i_carrier == carrier) {
      const int rank = tariff_rank(c, &c->tariffs[i], u, year);
      if (rank > best) best = rank;
    }
  if (best < 0 || !(n > 0)) return NAN;
  double bill = 0, from = 0;
  const qn_tariff *last = NULL;
  while (from < use / n) { /* the tier that begins at from: the least end above it */
    const qn_tariff *tier = NULL;
    double end = INFINITY;
    for (int i = 0; i < c->n_tariffs; i++) {
      const qn_tariff *t = &c->tariffs[i];
      if (t->i_carrier != carrier || tariff_rank(c, t, u, year) != best) continue;
      const double to = isnan(t->tier_to) ? INFINITY : t->tier_to;
      if (to > from && (!tier || to < end)) tier = t, end = to;
    }
    if (!tier) { /* above the last end its rate goes on */
      tier = last;
      end = INFINITY;
    }
    const double part = fmin(end, use / n) - from;
    bill += part * tier->rate_cny;
    from += part;
    last = tier;
  }
  return bill * n;
}

/* ---- one season ---- */

typedef struct {
  const qn_context *x;
  const qn_unit_state *u;
  const qn_mode *mode;
  qn_performance performance;
  double straw_share, straw_per_kwh;
  int level, season;
} season_of;

/* Use of the carrier for heat at the rooms, in the carrier's unit a kWh. */
static double use_per_kwh(const qn_case *c, const qn_mode *mode, double efficiency) {
  return (1 - mode->free_share) * (1 + mode->loss) /
         (efficiency * c->carriers[mode->i_carrier].kwh_per_unit);
}

/* Design-day kVA of electricity or carrier units a day of another carrier. */
static double design_day(const season_of *s, double load_kw, double kappa) {
  const qn_case *c = s->x->region;
  const double peak = load_kw * fmax(c->zones[s->u->zone].peak_factor, kappa);
  if (!s->x->electric[s->mode->i_carrier])
    return 24 * peak * (1 + s->mode->loss) /
           (s->mode->efficiency * c->carriers[s->mode->i_carrier].kwh_per_unit);
  const qn_tariff_bands *bands =
      qn_price_bands(s->x->prices, s->mode->i_carrier, s->u->area, s->u->zone, s->season);
  const double cop = s->performance.at_design;
  const double share = qn_price_valley_share(bands, s->mode->valley_share);
  const double valley = share > 0 || !isnan(bands->valley_cny) ? bands->valley_hours : 0;
  double kw = peak / cop, installed = load_kw / cop;
  if (valley > 0) {
    const double night = 24 * peak * share / (valley * cop);
    const double day = valley < 24 ? 24 * peak * (1 - share) / ((24 - valley) * cop) : 0;
    kw = fmax(night, day);
    if (share > valley / 24) installed = 24 * load_kw / (valley * cop);
  }
  return fmin(kw, installed) * s->mode->coincidence / c->settings.power_factor;
}

static double price_of(const season_of *s, const qn_mode *mode) {
  const qn_tariff_bands *bands =
      qn_price_bands(s->x->prices, mode->i_carrier, s->u->area, s->u->zone, s->season);
  return qn_price_mean(bands, mode->valley_share);
}

static void network_season(qn_running *out, const season_of *s, double load_kw) {
  const int mode = (int)(s->mode - s->x->region->modes);
  const qn_tariff *tariff = heat_tariff(s->x, s->u, mode, s->season);
  out->load_kw = load_kw * (1 + s->mode->loss);
  if (tariff)
    out->bill_cny = tariff->basic_cny_m2 * s->u->area_m2[s->season] +
                    tariff->rate_cny * out->heat_kwh * GJ_PER_KWH;
}

static void device_season(qn_running *out, const season_of *s, double load_kw, double cost_kwh,
                          double full_kwh) {
  const qn_case *c = s->x->region;
  const double per_kwh = use_per_kwh(c, s->mode, s->performance.seasonal);
  const double own = 1 - s->straw_share;
  out->use = out->heat_kwh * own * per_kwh;
  out->straw_use = out->heat_kwh * s->straw_share * s->straw_per_kwh;
  const double price = price_of(s, s->mode);
  const double straw_price =
      s->straw_share > 0 && s->x->straw_mode >= 0 ? price_of(s, &c->modes[s->x->straw_mode]) : 0;
  out->energy_cny =
      cost_kwh * (own * per_kwh * price + s->straw_share * s->straw_per_kwh * straw_price);
  const double tiered = tiered_bill(s->x, s->u, s->mode->i_carrier, s->season, out->use);
  out->bill_cny = (isnan(tiered) ? out->use * price : tiered) + out->straw_use * straw_price;
  if (c->carriers[s->mode->i_carrier].is_scattered_coal) out->coal_t = out->use;
  if (full_kwh > 0) out->peak = design_day(s, load_kw, out->heat_kwh / full_kwh);
}

/* Adds the straight-line renewal of the device's equipment to every season. */
static void add_renewal(qn_running out[], const qn_context *x, const qn_unit_state *u, int mode,
                        int level) {
  int rows[QN_MOST_PARTS];
  double cost[QN_MOST_SEASONS];
  const int n = qn_parts_of(x, mode, u->zone, rows);
  for (int i = 0; i < n; i++) {
    const qn_mode_part *part = &x->region->mode_parts[rows[i]];
    if (!part->is_equipment) continue;
    const long life = lround(part->life_a);
    qn_part_cny(cost, x, u, rows[i], level);
    for (int j = 0; j < x->time.n_season; j++) {
      const double cny = cost[j] / (life > 1 ? life : 1);
      out[j].renewal_cny += cny;
      if (part->payer == QN_PAY_HOUSEHOLD) out[j].renewal_household_cny += cny;
    }
  }
}

void qn_running_make(qn_running out[], const qn_context *context, const qn_unit_state *unit,
                     int mode, int level, int as_present) {
  const qn_case *c = context->region;
  const qn_mode *row = &c->modes[mode];
  season_of s = {.x = context, .u = unit, .mode = row, .level = level};
  s.performance = performance_of(context, unit, mode);
  if (as_present && row->i_carrier >= 0 && c->carriers[row->i_carrier].is_scattered_coal) {
    s.straw_share = c->units[unit->unit].straw_share;
    const qn_mode *straw = context->straw_mode >= 0 ? &c->modes[context->straw_mode] : NULL;
    if (straw) s.straw_per_kwh = use_per_kwh(c, straw, straw->efficiency);
  }
  const double factor = row->is_network ? QN_FULL_HEATING : row->service_factor;
  const int is_equal = c->settings.service == QN_EQUAL_SERVICE && !row->is_network;
  for (int j = 0; j < context->time.n_season; j++) {
    out[j] = (qn_running){0};
    if (!(unit->area_m2[j] > 0)) continue;
    const int year = qn_timeline_year(&context->time, j);
    const double load = qn_demand_design_kw(context->demand, unit->unit, year, level);
    const double full =
        qn_demand_heat_kwh(context->demand, unit->unit, year, level, QN_FULL_HEATING);
    s.season = j;
    out[j].heat_kwh = qn_demand_heat_kwh(context->demand, unit->unit, year, level, factor);
    out[j].upkeep_cny =
        row->om_cny_household * unit->households[j] + row->om_cny_m2 * unit->area_m2[j];
    out[j].labour_cny = row->labour_cny_household * unit->households[j];
    if (row->is_network) {
      network_season(&out[j], &s, load);
      continue;
    }
    const double cost_kwh = is_equal ? qn_demand_heat_kwh(context->demand, unit->unit, year, level,
                                                          c->settings.service_factor)
                                     : out[j].heat_kwh;
    device_season(&out[j], &s, load, cost_kwh, full);
  }
  if (as_present && !row->is_network) add_renewal(out, context, unit, mode, level);
}

double qn_running_emission_kg(const qn_context *context, int mode, const qn_running *running,
                              int pollutant) {
  const qn_case *c = context->region;
  double kg = qn_context_emission_kg(context, c->modes[mode].i_carrier, pollutant,
                                     c->modes[mode].sector, running->use);
  if (running->straw_use > 0)
    kg += qn_context_emission_kg(context, c->modes[context->straw_mode].i_carrier, pollutant,
                                 c->modes[context->straw_mode].sector, running->straw_use);
  return kg;
}

/* ---- investment ---- */

int qn_parts_of(const qn_context *context, int mode, int zone, int rows[QN_MOST_PARTS]) {
  const qn_case *c = context->region;
  const qn_children run = context->parts_of_mode[mode];
  int n = 0;
  for (int i = 0; i < run.count && n < QN_MOST_PARTS; i++) {
    const qn_mode_part *part = &c->mode_parts[context->part_rows[run.first + i]];
    int is_held = part->i_zone < 0 || part->i_zone == zone;
    for (int k = 0; is_held && part->i_zone < 0 && k < run.count; k++) { /* a local row wins */
      const qn_mode_part *other = &c->mode_parts[context->part_rows[run.first + k]];
      if (other->i_zone == zone && !strcmp(other->part, part->part)) is_held = 0;
    }
    if (is_held) rows[n++] = context->part_rows[run.first + i];
  }
  return n;
}

static double quantity(const qn_context *x, const qn_unit_state *u, const qn_mode_part *part,
                       const qn_performance *performance, int level, int j) {
  const qn_case *c = x->region;
  const qn_mode *mode = &c->modes[part->i_mode];
  const qn_unit_row *row = &c->units[u->unit];
  const double n = u->households[j], area = u->area_m2[j];
  const int year = qn_timeline_year(&x->time, j);
  if (part->per == QN_PER_HOUSEHOLD) return n;
  if (part->per == QN_PER_M2) return area;
  if (part->per == QN_PER_ROOM)
    return n > 0 ? n * fmax(2, ceil(area / n / c->settings.room_m2)) : 0;
  if (part->per == QN_PER_BRANCH_M) {
    const double metres =
        mode->needs_trunk == QN_GAS_TRUNK ? row->gas_distance_m : row->heat_distance_m;
    return isnan(metres) || !(area > 0) ? 0 : metres;
  }
  const double load = qn_demand_design_kw(x->demand, u->unit, year, level);
  if (part->per == QN_PER_KW) return load / performance->capacity_share;
  if (part->per == QN_PER_STORE_KW) {
    if (mode->i_carrier < 0) return load;
    const qn_tariff_bands *b = qn_price_bands(x->prices, mode->i_carrier, u->area, u->zone, j);
    return b->valley_hours > 0 ? 24 * load / b->valley_hours : load;
  }
  if (row->i_feeder >= 0 || !(area > 0)) return 0;
  if (mode->i_carrier < 0 || !x->electric[mode->i_carrier]) return 0;
  season_of s = {
      .x = x, .u = u, .mode = mode, .performance = *performance, .level = level, .season = j};
  const double full = qn_demand_heat_kwh(x->demand, u->unit, year, level, QN_FULL_HEATING);
  const double heat = qn_demand_heat_kwh(x->demand, u->unit, year, level, mode->service_factor);
  return full > 0 ? design_day(&s, load, heat / full) : 0;
}

void qn_part_cny(double out[], const qn_context *context, const qn_unit_state *unit, int part_row,
                 int level) {
  const qn_mode_part *part = &context->region->mode_parts[part_row];
  const qn_performance performance = performance_of(context, unit, part->i_mode);
  const int follows_prices = part->per == QN_PER_STORE_KW || part->per == QN_PER_KVA;
  for (int j = 0; j < context->time.n_season; j++) {
    const int is_same = j > 0 && !follows_prices && unit->area_m2[j] == unit->area_m2[j - 1] &&
                        unit->households[j] == unit->households[j - 1];
    out[j] = is_same ? out[j - 1]
                     : part->cost_cny * quantity(context, unit, part, &performance, level, j);
  }
}
