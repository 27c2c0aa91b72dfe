/* What a mode takes and costs in one unit and season (docs/model.md sections 2 and 3): seasonal
 * performance, the design day, tariffs, and a season of running it. */
#include <math.h>
#include <string.h>

#include "plan/verify_device.h"

static const double GJ_PER_KWH = 0.0036;
static const double HOURS_A_DAY = 24;

/* ---- performance ---- */

/* The rows of a mode's curve by rising temperature; their number, 0 when there is none. */
enum { CURVE_POINTS = 64 };
typedef struct {
  double at_degc[CURVE_POINTS], cop[CURVE_POINTS], capacity[CURVE_POINTS];
  int n;
} curve;

static void load_curve(const qn_case *region, int mode, curve *out) {
  out->n = 0;
  for (int i = 0; i < region->n_mode_curves && out->n < CURVE_POINTS; i++) {
    const qn_mode_curve *row = &region->mode_curves[i];
    if (row->i_mode != mode) continue;
    int k = out->n++;
    for (; k > 0 && out->at_degc[k - 1] > row->outdoor_degc; k--) {
      out->at_degc[k] = out->at_degc[k - 1];
      out->cop[k] = out->cop[k - 1];
      out->capacity[k] = out->capacity[k - 1];
    }
    out->at_degc[k] = row->outdoor_degc;
    out->cop[k] = row->cop;
    out->capacity[k] = row->capacity_share;
  }
}

/* eta of the season. The last answer of each mode is kept: neighbours ask the same. */
static double seasonal_efficiency(qn_moment at, int mode) {
  qn_performance *kept = &at.check->performance[mode];
  const qn_season *season = qn_moment_winter(at);
  const double indoor = qn_demand_indoor_degc(at.check->demand, at.unit);
  if (kept->season == season && !(fabs(kept->indoor_degc - indoor) > 0)) return kept->value;
  curve c;
  load_curve(at.check->region, mode, &c);
  *kept = (qn_performance){season, indoor, qn_moment_mode(at, mode)->efficiency};
  if (c.n) kept->value = qn_season_scop(season, indoor, c.at_degc, c.cop, c.n);
  return kept->value;
}

/* COP_d, and the share of its rated capacity that a device has at design temperature. */
static double design_cop(qn_moment at, int mode) {
  curve c;
  load_curve(at.check->region, mode, &c);
  return c.n ? qn_curve_at(c.at_degc, c.cop, c.n, qn_moment_winter(at)->design_degc)
             : qn_moment_mode(at, mode)->efficiency;
}
double qn_moment_capacity(qn_moment at, int mode) {
  curve c;
  load_curve(at.check->region, mode, &c);
  return c.n ? qn_curve_at(c.at_degc, c.capacity, c.n, qn_moment_winter(at)->design_degc) : 1;
}

/* ---- the design day ---- */

static double service_of(const qn_mode *mode) {
  return mode->is_network ? QN_FULL_HEATING : mode->service_factor;
}

/* Q' = Q max(peak factor, kappa). */
static double design_day_kw(qn_moment at, int mode, int level) {
  const double full = qn_moment_heat_kwh(at, level, QN_FULL_HEATING);
  const double kappa =
      full > 0 ? qn_moment_heat_kwh(at, level, service_of(qn_moment_mode(at, mode))) / full : 0;
  const double factor = at.check->region->zones[qn_moment_unit(at)->i_zone].peak_factor;
  return qn_moment_kw(at, level) * fmax(factor, kappa);
}

double qn_moment_kva(qn_moment at, int mode, int level) {
  const qn_mode *m = qn_moment_mode(at, mode);
  const qn_unit_row *u = qn_moment_unit(at);
  const qn_bands *bands = qn_check_bands(at.check, u->i_area, u->i_zone, m->i_carrier, at.season);
  const double h = bands->valley_hours, share = qn_check_valley_share(m, bands);
  const double cop = design_cop(at, mode), day_kw = design_day_kw(at, mode, level);
  const double load_kw = qn_moment_kw(at, level);
  double kw = day_kw / cop, installed_kw = load_kw / cop;
  if (h > 0) {
    const double in_valley = HOURS_A_DAY * day_kw * share / (h * cop);
    const double in_day =
        h < HOURS_A_DAY ? HOURS_A_DAY * day_kw * (1 - share) / ((HOURS_A_DAY - h) * cop) : 0;
    kw = fmax(in_valley, in_day);
    if (share > h / HOURS_A_DAY) installed_kw = HOURS_A_DAY * load_kw / (h * cop);
  }
  return fmin(kw, installed_kw) * m->coincidence / at.check->region->settings.power_factor;
}

double qn_moment_units_a_day(qn_moment at, int mode, int level) {
  const qn_mode *m = qn_moment_mode(at, mode);
  const double kwh_per_unit = at.check->region->carriers[m->i_carrier].kwh_per_unit;
  return HOURS_A_DAY * design_day_kw(at, mode, level) * (1 + m->loss) /
         (m->efficiency * kwh_per_unit);
}

/* ---- tariffs ---- */

/* How well a tariff fits place and season, larger is better; -1 when it does not. */
static int tariff_fit(qn_moment at, const qn_tariff *row) {
  const qn_unit_row *u = qn_moment_unit(at);
  if (at.season < row->from_year || at.season > row->to_year) return -1;
  if (row->i_zone >= 0 && row->i_zone != u->i_zone) return -1;
  if (!qn_case_area_within(at.check->region, u->i_area, row->i_area)) return -1;
  return 2 * qn_check_depth(at.check->region, row->i_area) + (row->i_zone >= 0);
}

const qn_tariff *qn_moment_heat_tariff(qn_moment at, int mode) {
  const qn_case *region = at.check->region;
  const qn_tariff *best = NULL;
  int best_fit = -1;
  for (int i = 0; i < region->n_tariffs; i++) {
    if (!qn_check_has(region->tariffs[i].l_modes, mode)) continue;
    const int fit = tariff_fit(at, &region->tariffs[i]);
    if (fit > best_fit) best_fit = fit, best = &region->tariffs[i];
  }
  return best;
}

static int best_tier_fit(qn_moment at, int carrier) {
  const qn_case *region = at.check->region;
  int best = -1;
  for (int i = 0; i < region->n_tariffs; i++) {
    if (region->tariffs[i].i_carrier != carrier) continue;
    const int fit = tariff_fit(at, &region->tariffs[i]);
    if (fit > best) best = fit;
  }
  return best;
}

/* The tier that begins at used: the lowest end above it, a missing end last; NULL when none. */
static const qn_tariff *next_tier(qn_moment at, int carrier, int fit, double used) {
  const qn_case *region = at.check->region;
  const qn_tariff *next = NULL;
  for (int i = 0; i < region->n_tariffs; i++) {
    const qn_tariff *row = &region->tariffs[i];
    if (row->i_carrier != carrier || tariff_fit(at, row) != fit) continue;
    if (!isnan(row->tier_to) && !(row->tier_to > used)) continue;
    if (!next || (!isnan(row->tier_to) && !(row->tier_to >= next->tier_to))) next = row;
  }
  return next;
}

/* What a household pays for its use by tiers; above the last end the last rate goes on. */
static double tier_bill(qn_moment at, int carrier, int fit, double use) {
  double cny = 0, used = 0, rate = 0;
  while (used < use) {
    const qn_tariff *tier = next_tier(at, carrier, fit, used);
    const double to = tier && !isnan(tier->tier_to) ? fmin(tier->tier_to, use) : use;
    if (tier) rate = tier->rate_cny;
    cny += rate * (to - used);
    used = to;
  }
  return cny;
}

static double carrier_bill(qn_moment at, int carrier, double use, double price) {
  const double n = qn_moment_households(at);
  const int fit = best_tier_fit(at, carrier);
  return fit < 0 || !(n > 0) ? use * price : n * tier_bill(at, carrier, fit, use / n);
}

/* ---- running a device for a season ---- */

/* Burns a share of the unit's heat in a mode: adds cost at cost heat, bill and use at actual. */
static void burn(qn_moment at, int mode, double cost_kwh, double actual_kwh, qn_running *out) {
  const qn_mode *m = qn_moment_mode(at, mode);
  const qn_unit_row *u = qn_moment_unit(at);
  const double kwh_per_unit = at.check->region->carriers[m->i_carrier].kwh_per_unit;
  const double use_per_kwh =
      (1 - m->free_share) * (1 + m->loss) / (seasonal_efficiency(at, mode) * kwh_per_unit);
  const double price = qn_check_price(at.check, u->i_area, u->i_zone, m->i_carrier, m, at.season);
  out->cost_cny += cost_kwh * use_per_kwh * price;
  out->bill_cny += carrier_bill(at, m->i_carrier, actual_kwh * use_per_kwh, price);
  out->use[out->n_use++] = (qn_use){m->i_carrier, m->sector, actual_kwh * use_per_kwh};
}

static double network_bill(qn_moment at, int mode, double actual_kwh) {
  const qn_tariff *tariff = qn_moment_heat_tariff(at, mode);
  return tariff
             ? tariff->basic_cny_m2 * qn_moment_m2(at) + tariff->rate_cny * actual_kwh * GJ_PER_KWH
             : 0;
}

/* A full season of a mode; is_old: the present or interim device, beside which straw is burnt. */
qn_running qn_moment_run(qn_moment at, int mode, int level, int is_old) {
  const qn_case *region = at.check->region;
  const qn_mode *m = qn_moment_mode(at, mode);
  const double actual = qn_moment_heat_kwh(at, level, service_of(m));
  qn_running out = {0};
  if (m->is_network) {
    out.bill_cny = network_bill(at, mode, actual);
    return out;
  }
  const double cost = region->settings.service == QN_ACTUAL_SERVICE
                          ? actual
                          : qn_moment_heat_kwh(at, level, region->settings.service_factor);
  const int has_straw = is_old && region->carriers[m->i_carrier].is_scattered_coal;
  const double straw = has_straw ? qn_moment_unit(at)->straw_share : 0;
  burn(at, mode, (1 - straw) * cost, (1 - straw) * actual, &out);
  if (straw > 0 && at.check->straw_mode >= 0)
    burn(at, at.check->straw_mode, straw * cost, straw * actual, &out);
  return out;
}
