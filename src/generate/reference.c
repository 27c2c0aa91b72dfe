#include "generate/reference.h"

#include <math.h>
#include <string.h>

static const double INDOOR_DEGC = 18, DAY_H = 24, GJ_PER_KWH = 0.0036;
enum { MOST_POINTS = 24 };

static bool same_text(const char *a, const char *b) {
  return a && b && !strcmp(a, b);
}

static double annuity(double rate, double life_a) {
  return rate > 0 ? rate / (1 - pow(1 + rate, -life_a)) : 1 / life_a;
}

/* ---- prices ---- */

typedef struct {
  double mean, valley_h; /* mean at the share of valley hours given; 0: no valley band */
} price;

static const qn_price *best_price(const qn_maker *m, const char *carrier, const char *code,
                                  const char *zone, int band) {
  const qn_price *best = NULL;
  size_t best_score = 0;
  for (int i = 0; i < QN_COUNT(m, prices); i++) {
    const qn_price *p = &QN_ROWS(m, prices, qn_price)[i];
    if (p->band != band || !same_text(p->carrier, carrier)) continue;
    if (!qn_code_within(code, p->area) || (p->zone && !same_text(p->zone, zone))) continue;
    const size_t score = 1 + 2 * (p->area ? strlen(p->area) : 0) + (p->zone != NULL);
    if (score > best_score) best = p, best_score = score;
  }
  return best;
}

static price price_of(const qn_maker *m, const char *carrier, const char *code, const char *zone,
                      double valley_share) {
  const qn_price *flat = best_price(m, carrier, code, zone, QN_BAND_FLAT);
  const qn_price *day = best_price(m, carrier, code, zone, QN_BAND_DAY);
  const qn_price *valley = best_price(m, carrier, code, zone, QN_BAND_VALLEY);
  if (!day || !valley) return (price){.mean = flat ? flat->price_cny : 0};
  const double share = isnan(valley_share) ? valley->hours / DAY_H : valley_share;
  return (price){share * valley->price_cny + (1 - share) * day->price_cny, valley->hours};
}

/* ---- performance ---- */

static int curve_of(const qn_maker *m, const char *mode, double *at, double *cop,
                    double *capacity) {
  int n = 0;
  for (int i = 0; i < QN_COUNT(m, mode_curves) && n < MOST_POINTS; i++) {
    const qn_mode_curve *c = &QN_ROWS(m, mode_curves, qn_mode_curve)[i];
    if (!same_text(c->mode, mode)) continue;
    at[n] = c->outdoor_degc;
    cop[n] = c->cop;
    capacity[n++] = c->capacity_share;
  }
  return n;
}

typedef struct {
  double seasonal, design, capacity; /* performance; capacity share at the design temperature */
} performance;

static performance performance_of(const qn_maker *m, const qn_mode *mode, const qn_season *season) {
  double at[MOST_POINTS], cop[MOST_POINTS], capacity[MOST_POINTS];
  const int n = curve_of(m, mode->id, at, cop, capacity);
  if (!n) return (performance){mode->efficiency, mode->efficiency, 1};
  return (performance){qn_season_scop(season, INDOOR_DEGC, at, cop, n),
                       qn_curve_at(at, cop, n, season->design_degc),
                       qn_curve_at(at, capacity, n, season->design_degc)};
}

static const qn_season *season_of(const qn_maker *m, const qn_stock *u) {
  return &m->seasons[m->station[u->township]];
}

double qn_reference_full_kwh(const qn_maker *m, const qn_stock *u) {
  return u->design_kw * qn_season_full_load_hours(season_of(m, u), INDOOR_DEGC);
}

/* Heat use over full heating, for a factor over today's. */
static double kappa_of(const qn_maker *m, const qn_stock *u, double factor) {
  double sum = 0;
  for (int i = 0; i < u->n_class; i++) {
    const qn_building_class *c = &QN_ROWS(m, building_classes, qn_building_class)[u->classes[i]];
    sum += u->class_share[i] * fmin(1, c->kappa_now * factor);
  }
  return sum;
}

/* ---- parts ---- */

typedef struct {
  const qn_stock *u;
  double capacity, store_kw, kva, branch_m;
} sizes;

static double quantity(const qn_maker *m, const qn_mode_part *part, const sizes *z) {
  const double n = z->u->households, room_m2 = m->region->settings.room_m2;
  switch (part->per) {
    case QN_PER_HOUSEHOLD:
      return n;
    case QN_PER_KW:
      return z->u->design_kw / z->capacity;
    case QN_PER_STORE_KW:
      return z->store_kw;
    case QN_PER_KVA:
      return z->kva;
    case QN_PER_M2:
      return z->u->m2;
    case QN_PER_BRANCH_M:
      return z->branch_m;
    default:
      return n > 0 ? n * fmax(2, ceil(z->u->m2 / n / room_m2)) : 0;
  }
}

static void add_parts(const qn_maker *m, const qn_mode *mode, const sizes *z, qn_reference *out) {
  for (int i = 0; i < QN_COUNT(m, mode_parts); i++) {
    const qn_mode_part *part = &QN_ROWS(m, mode_parts, qn_mode_part)[i];
    if (!same_text(part->mode, mode->id)) continue;
    if (part->zone && !same_text(part->zone, m->zone_id[z->u->zone])) continue;
    const double cost = part->cost_cny * quantity(m, part, z);
    out->annual_cny += cost * annuity(m->region->settings.discount_rate, part->life_a);
    if (part->payer == QN_PAY_HOUSEHOLD) out->household_cny += cost;
  }
}

/* ---- networks ---- */

/* Cheapest heat of a clean source of the county's network and mode, CNY/kWh; negative: none. */
static double cheapest(const qn_maker *m, const char *county, const char *mode) {
  double best = -1;
  for (int i = 0; i < QN_COUNT(m, sources); i++) {
    const qn_heat_source *k = &QN_ROWS(m, sources, qn_heat_source)[i];
    if (strcmp(k->mode, mode) || strcmp(k->area, county) || k->network[0] != 'R') continue;
    if (!qn_reference_clean(m, k->mode, k->state, k->area, NULL, m->horizon)) continue;
    const int carrier = QN_FIND(m, carriers, qn_carrier, id, k->carrier);
    const double kwh = carrier < 0 ? 1 : QN_ROWS(m, carriers, qn_carrier)[carrier].kwh_per_unit;
    const double cost = price_of(m, k->carrier, k->area, NULL, NAN).mean / (k->efficiency * kwh) +
                        k->om_cny_gj * GJ_PER_KWH;
    if (best < 0 || cost < best) best = cost;
  }
  return best;
}

static double network_price(const qn_maker *m, const qn_stock *u, int mode) {
  const int county = qn_division_at(&m->divisions, qn_stock_code(m, u), 6);
  double *known = &m->network_cny[county * QN_COUNT(m, modes) + mode];
  if (isnan(*known))
    *known = cheapest(m, m->divisions.areas[county].code, QN_ROWS(m, modes, qn_mode)[mode].id);
  return *known;
}

qn_status qn_reference_begin(qn_maker *m) {
  const size_t n = m->divisions.n_area * m->piles[QN_T_modes].count;
  m->network_cny = qn_arena_array(m->arena, n, sizeof *m->network_cny);
  for (size_t i = 0; i < n && m->network_cny; i++) m->network_cny[i] = NAN;
  return m->network_cny ? QN_OK : QN_ENOMEM;
}

bool qn_reference_clean(const qn_maker *m, const char *mode, int state, const char *code,
                        const char *zone, int year) {
  bool clean = false;
  for (int i = 0; i < QN_COUNT(m, clean_rules); i++) {
    const qn_clean_rule *r = &QN_ROWS(m, clean_rules, qn_clean_rule)[i];
    if (!same_text(r->mode, mode) || year < r->from_year || year > r->to_year) continue;
    if (r->state != QN_STATE_ANY && r->state != state) continue;
    if (r->zone && !same_text(r->zone, zone)) continue;
    if (!qn_code_within(code, r->area)) continue;
    clean = r->is_clean;
  }
  return clean;
}

static bool in_zones(const qn_mode *mode, const char *zone) {
  if (!mode->zones) return true;
  const size_t n = strlen(zone);
  for (const char *at = mode->zones; (at = strstr(at, zone)); at += n)
    if ((at == mode->zones || at[-1] == ';') && (!at[n] || at[n] == ';')) return true;
  return false;
}

bool qn_reference_fits(const qn_maker *m, const qn_stock *u, int row) {
  const qn_mode *mode = &QN_ROWS(m, modes, qn_mode)[row];
  const char *code = qn_stock_code(m, u), *zone = m->zone_id[u->zone];
  if (mode->status == QN_MODE_PRESENT || mode->room_share < 0.5) return false;
  if (!in_zones(mode, zone) || season_of(m, u)->design_degc < mode->coldest_degc) return false;
  if (mode->is_network)
    return u->heat_m <= mode->max_heat_distance_m && m->has_heat[u->township] &&
           network_price(m, u, row) >= 0;
  if (mode->needs_trunk == QN_GAS_TRUNK &&
      (u->gas_m > mode->max_gas_distance_m || !m->has_gas[u->township]))
    return false;
  return qn_reference_clean(m, mode->id, QN_STATE_ANY, code, zone, m->horizon);
}

/* ---- the estimate ---- */

static qn_reference network_of(const qn_maker *m, const qn_stock *u, int row) {
  const qn_mode *mode = &QN_ROWS(m, modes, qn_mode)[row];
  qn_reference out = {0};
  const double kwh = qn_reference_full_kwh(m, u);
  out.annual_cny = kwh * fmax(0, network_price(m, u, row));
  add_parts(m, mode, &(sizes){.u = u, .capacity = 1, .branch_m = u->heat_m}, &out);
  return out;
}

qn_reference qn_reference_of(const qn_maker *m, const qn_stock *u, int row) {
  const qn_mode *mode = &QN_ROWS(m, modes, qn_mode)[row];
  if (mode->is_network) return network_of(m, u, row);
  const char *code = qn_stock_code(m, u), *zone = m->zone_id[u->zone];
  const int carrier = QN_FIND(m, carriers, qn_carrier, id, mode->carrier);
  const qn_carrier *c = &QN_ROWS(m, carriers, qn_carrier)[carrier];
  const performance p = performance_of(m, mode, season_of(m, u));
  const price cny = price_of(m, mode->carrier, code, zone, mode->valley_share);
  const double full = qn_reference_full_kwh(m, u);
  const double a_unit = (1 - mode->free_share) * (1 + mode->loss) / (p.seasonal * c->kwh_per_unit);
  const double equal = kappa_of(m, u, m->region->settings.service_factor);
  const double actual = kappa_of(m, u, mode->service_factor);
  qn_reference out = {.use = full * actual * a_unit, .bill_cny = full * actual * a_unit * cny.mean};

  const int zone_row = QN_FIND(m, zones, qn_zone, id, zone);
  const double peak_factor = zone_row < 0 ? 1 : QN_ROWS(m, zones, qn_zone)[zone_row].peak_factor;
  const double peak_kw = u->design_kw * fmax(peak_factor, actual), h = cny.valley_h;
  const double share = isnan(mode->valley_share) ? h / DAY_H : mode->valley_share;
  const double drawn = h > 0 ? fmax(DAY_H * share / h, DAY_H * (1 - share) / (DAY_H - h)) : 1;
  if (!strcmp(c->unit, "kWh"))
    out.peak = peak_kw * drawn / p.design * mode->coincidence / m->region->settings.power_factor;
  else
    out.peak = DAY_H * peak_kw * (1 + mode->loss) / (mode->efficiency * c->kwh_per_unit);

  out.annual_cny = full * equal * a_unit * cny.mean +
                   (mode->om_cny_household + mode->labour_cny_household) * u->households +
                   mode->om_cny_m2 * u->m2;
  const sizes z = {.u = u,
                   .capacity = p.capacity,
                   .store_kw = h > 0 ? DAY_H * u->design_kw / h : u->design_kw,
                   .kva = out.peak,
                   .branch_m = mode->needs_trunk == QN_GAS_TRUNK ? u->gas_m : u->heat_m};
  add_parts(m, mode, &z, &out);
  return out;
}
