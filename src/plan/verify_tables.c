/* Look-ups of the verifier, each as docs/model.md words it: the row that fits best is found by
 * going over the whole table. Only prices are kept once found, since every unit asks for them. */
#include <math.h>
#include <string.h>

#include "plan/verify_parts.h"

/* ---- time and money ---- */

double qn_check_discount(const qn_check *check, int season) {
  return check->discount[season - check->base];
}

double qn_check_slot_weight(const qn_check *check, int season) {
  double sum = 0;
  if (season < check->horizon) return qn_check_discount(check, season);
  for (int s = check->horizon; s <= check->last; s++) sum += qn_check_discount(check, s);
  return sum;
}

int qn_check_life(double life_a) {
  return life_a > 1 ? (int)lround(life_a) : 1;
}

double qn_check_capital(const qn_check *check, double cny, double life_a, int year,
                        int is_renewed) {
  const int life = qn_check_life(life_a);
  int last_bought = year;
  double sum = qn_check_discount(check, year) * cny;
  while (is_renewed && last_bought + life <= check->last) {
    last_bought += life;
    sum += qn_check_discount(check, last_bought) * cny;
  }
  const int used = check->last - last_bought + 1;
  if (used < life) sum -= qn_check_discount(check, check->last) * cny * (life - used) / life;
  return sum;
}

static int payer_counts(int objective, int payer) {
  if (objective == QN_HOUSEHOLD) return payer == QN_PAY_HOUSEHOLD;
  if (objective == QN_PUBLIC) return payer >= QN_PAY_CENTRAL && payer <= QN_PAY_COUNTY;
  return 1;
}

double qn_check_shared_cost(const qn_check *check, int objective, int payer, double cny,
                            double life_a, int year) {
  if (!payer_counts(objective, payer)) return 0;
  if (objective == QN_HOUSEHOLD || objective == QN_PUBLIC)
    return qn_check_discount(check, year) * cny;
  return qn_check_capital(check, cny, life_a, year, 0);
}

/* ---- places ---- */

int qn_check_depth(const qn_case *region, int area) {
  int depth = 0;
  for (; area >= 0; area = region->areas[area].i_parent) depth++;
  return depth;
}

int qn_check_has(qn_links links, int row) {
  for (int i = 0; i < links.count; i++)
    if (links.at[i] == row) return 1;
  return 0;
}

int qn_check_township(const qn_case *region, int unit) {
  const int area = region->units[unit].i_area;
  const int township = region->area_at_level[QN_TOWNSHIP][area];
  return township >= 0 ? township : area;
}

int qn_check_trunk(const qn_check *check, int township, const char *network) {
  int i = township < 0 ? -1 : check->first_trunk[township];
  while (i >= 0 && strcmp(check->region->trunks[i].network, network)) i = check->next_trunk[i];
  return i;
}

void qn_check_within(const qn_check *check, int area, int *first, int *end) {
  const qn_case *region = check->region;
  *first = area < 0 ? 0 : region->area_enter[area];
  *end = area < 0 ? region->n_areas : region->area_leave[area];
}

int qn_check_trunk_stands(const qn_check *check, int trunk, int season) {
  const int year = check->decision->trunks[trunk];
  return check->region->trunks[trunk].is_built || (year && year <= season);
}

/* ---- prices ---- */

/* How well a price row fits, larger is better; -1 when it does not. Years break ties last. */
static long price_fit(const qn_case *region, const qn_price *row, int area, int zone, int season) {
  if (row->year > season) return -1;
  if (row->i_zone >= 0 && row->i_zone != zone) return -1;
  if (!qn_case_area_within(region, area, row->i_area)) return -1;
  return (qn_check_depth(region, row->i_area) * 2L + (row->i_zone >= 0)) * 10000 + row->year;
}

static qn_bands find_bands(const qn_case *region, int area, int zone, int carrier, int season) {
  qn_bands bands = {NAN, NAN, NAN, 0};
  double *const price[] = {
      [QN_BAND_FLAT] = &bands.flat_cny,
      [QN_BAND_DAY] = &bands.day_cny,
      [QN_BAND_VALLEY] = &bands.valley_cny,
  };
  long best[3] = {-1, -1, -1};
  for (int i = 0; i < region->n_prices; i++) {
    const qn_price *row = &region->prices[i];
    if (row->i_carrier != carrier || row->band < 0) continue;
    const long fit = price_fit(region, row, area, zone, season);
    if (fit <= best[row->band]) continue;
    best[row->band] = fit;
    *price[row->band] = row->price_cny;
    if (row->band == QN_BAND_VALLEY) bands.valley_hours = row->hours;
  }
  return bands;
}

const qn_bands *qn_check_bands(qn_check *check, int area, int zone, int carrier, int season) {
  static const qn_bands none = {NAN, NAN, NAN, 0};
  const qn_case *region = check->region;
  const size_t slot = ((size_t)area * (size_t)(region->n_zones + 1) + (size_t)(zone + 1)) *
                          (size_t)region->n_carriers +
                      (size_t)carrier;
  if (!check->bands[slot]) {
    qn_bands *found = qn_arena_array(check->arena, (size_t)check->n_all, sizeof *found);
    if (!found) {
      check->status = QN_ENOMEM;
      return &none;
    }
    for (int j = 0; j < check->n_all; j++)
      found[j] = find_bands(region, area, zone, carrier, check->base + 1 + j);
    check->bands[slot] = found;
  }
  return &check->bands[slot][season - check->base - 1];
}

double qn_check_valley_share(const qn_mode *mode, const qn_bands *bands) {
  return isnan(mode->valley_share) ? bands->valley_hours / 24 : mode->valley_share;
}

double qn_check_price(qn_check *check, int area, int zone, int carrier, const qn_mode *mode,
                      int season) {
  const qn_bands *bands = qn_check_bands(check, area, zone, carrier, season);
  if (!isnan(bands->valley_cny) && !isnan(bands->day_cny)) {
    const double share = qn_check_valley_share(mode, bands);
    return share * bands->valley_cny + (1 - share) * bands->day_cny;
  }
  return isnan(bands->flat_cny) ? 0 : bands->flat_cny;
}

int qn_check_is_electric(const qn_check *check, int carrier) {
  return carrier >= 0 && !strcmp(check->region->carriers[carrier].unit, "kWh");
}

/* ---- emissions ---- */

double qn_check_emission_kg(const qn_check *check, int carrier, int sector, int pollutant) {
  const qn_case *region = check->region;
  double kg = 0;
  for (int i = 0; i < region->n_emission_factors; i++) {
    const qn_emission_factor *row = &region->emission_factors[i];
    if (row->i_carrier == carrier && row->sector == sector && row->i_pollutant == pollutant)
      kg += row->factor_kg;
  }
  return kg;
}

double qn_check_emission_cny(const qn_check *check, int carrier, int sector) {
  double cny = 0;
  for (int i = 0; i < check->region->n_pollutants; i++)
    cny +=
        check->region->pollutants[i].price_cny_kg * qn_check_emission_kg(check, carrier, sector, i);
  return cny;
}

/* ---- clean rules ---- */

int qn_check_is_clean(const qn_check *check, int mode, int state, int zone, int area, int season) {
  const qn_case *region = check->region;
  for (int i = region->n_clean_rules; i-- > 0;) {
    const qn_clean_rule *rule = &region->clean_rules[i];
    if (rule->i_mode == mode && (rule->state == QN_STATE_ANY || rule->state == state) &&
        (rule->i_zone < 0 || rule->i_zone == zone) &&
        qn_case_area_within(region, area, rule->i_area) && rule->from_year <= season &&
        season <= rule->to_year)
      return rule->is_clean;
  }
  return 0;
}

int qn_check_is_clean_in_some_state(const qn_check *check, int mode, int zone, int area,
                                    int season) {
  for (int state = QN_STATE_ORDINARY; state <= QN_STATE_CLEAN; state++)
    if (qn_check_is_clean(check, mode, state, zone, area, season)) return 1;
  return 0;
}

/* ---- supplies over the years ---- */

/* Takes a later value over, when the row has one; *since is the year it holds from. */
static void take_later(double *value, int *since, double given, int year) {
  if (isnan(given) || year < *since) return;
  *value = given;
  *since = year;
}

qn_supply_year qn_check_supply_at(const qn_check *check, int supply, int season) {
  const qn_case *region = check->region;
  const qn_supply *row = &region->supplies[supply];
  qn_supply_year now = {.i_supply = supply,
                        .year = season,
                        .peak = row->peak,
                        .annual = row->annual,
                        .base_peak = row->base_peak,
                        .base_annual = row->base_annual};
  int since[4] = {0};
  const qn_children years = region->years_of_supply[supply];
  for (int i = 0; i < years.count; i++) {
    const qn_supply_year *later = &region->supply_years[years.first + i];
    if (later->year > season) continue;
    take_later(&now.peak, &since[0], later->peak, later->year);
    take_later(&now.annual, &since[1], later->annual, later->year);
    take_later(&now.base_peak, &since[2], later->base_peak, later->year);
    take_later(&now.base_annual, &since[3], later->base_annual, later->year);
  }
  return now;
}

/* ---- the start: what is worked out once ---- */

static int first_straw_mode(const qn_case *region) {
  for (int i = 0; i < region->n_modes; i++)
    if (region->modes[i].i_carrier >= 0 && region->carriers[region->modes[i].i_carrier].is_straw)
      return i;
  return -1;
}

/* Hours of full load where there is no load to take them from: 24 N (18 - tm) / (18 - td). */
static double season_hours(const qn_check *check, int area) {
  const qn_season *season = qn_demand_season_of_area(check->demand, area);
  return season ? qn_season_full_load_hours(season, 18) : 0;
}

static void township_hours(qn_check *check) {
  const qn_case *region = check->region;
  const double factor = region->settings.service_factor;
  const int is_equal = region->settings.service == QN_EQUAL_SERVICE;
  double *kw = qn_arena_array(check->arena, (size_t)region->n_areas, sizeof *kw);
  if (!kw) {
    check->status = QN_ENOMEM;
    return;
  }
  for (int u = 0; u < region->n_units; u++) {
    const int at = qn_check_township(region, u), s = check->horizon;
    const double full = qn_demand_heat_kwh(check->demand, u, s, 0, QN_FULL_HEATING);
    const double equal = qn_demand_heat_kwh(check->demand, u, s, 0, factor);
    kw[at] += qn_demand_design_kw(check->demand, u, s, 0);
    check->full_hours[at] += full;
    check->equal_hours[at] += is_equal ? fmin(full, equal) : full;
  }
  for (int a = 0; a < region->n_areas; a++) {
    const double hours = kw[a] > 0 ? 1 / kw[a] : 0;
    check->full_hours[a] = hours > 0 ? check->full_hours[a] * hours : season_hours(check, a);
    check->equal_hours[a] = hours > 0 ? check->equal_hours[a] * hours : check->full_hours[a];
  }
}

static void attached_hours(qn_check *check) {
  const qn_case *region = check->region;
  double *kw = qn_arena_array(check->arena, (size_t)region->n_sources, sizeof *kw);
  double *kwh = check->attached_hours;
  if (!kw) {
    check->status = QN_ENOMEM;
    return;
  }
  for (int k = 0; k < region->n_sources; k++) {
    kw[k] = qn_demand_source_design_kw(check->demand, k);
    kwh[k] = qn_demand_source_heat_kwh(check->demand, k);
  }
  for (int u = 0; u < region->n_units; u++) {
    const int k = region->units[u].i_present_source;
    if (k < 0) continue;
    kw[k] += qn_demand_design_kw(check->demand, u, check->horizon, 0);
    kwh[k] += qn_demand_heat_kwh(check->demand, u, check->horizon, 0, QN_FULL_HEATING);
  }
  for (int k = 0; k < region->n_sources; k++)
    check->attached_hours[k] =
        kw[k] > 0 ? kwh[k] / kw[k] : season_hours(check, region->sources[k].i_area);
}

/* Where the areas, trunks and build limits of an area stand, in the order of their rows. */
static void index_areas(qn_check *check) {
  const qn_case *c = check->region;
  for (int a = 0; a < c->n_areas; a++) {
    check->area_in_order[c->area_enter[a]] = a;
    check->first_trunk[a] = check->first_build[a] = -1;
  }
  check->first_build[c->n_areas] = -1; /* of everywhere */
  for (int i = c->n_trunks; i-- > 0;) {
    check->next_trunk[i] = check->first_trunk[c->trunks[i].i_area];
    check->first_trunk[c->trunks[i].i_area] = i;
  }
  for (int i = c->n_build_limits; i-- > 0;) {
    const int area = c->build_limits[i].i_area >= 0 ? c->build_limits[i].i_area : c->n_areas;
    check->next_build[i] = check->first_build[area];
    check->first_build[area] = i;
  }
}

static qn_status take_room(qn_check *check) {
  const qn_case *c = check->region;
  const size_t places = (size_t)c->n_areas * (size_t)(c->n_zones + 1) * (size_t)c->n_carriers;
  const size_t sources = (size_t)c->n_sources, seasons = (size_t)check->n_season;
  qn_arena *arena = check->arena;
  check->discount = qn_arena_array(arena, (size_t)check->n_all + 1, sizeof(double));
  check->bands = qn_arena_array(arena, places, sizeof *check->bands);
  check->performance = qn_arena_array(arena, (size_t)c->n_modes, sizeof *check->performance);
  check->source = qn_arena_array(arena, sources * seasons, sizeof *check->source);
  check->full_hours = qn_arena_array(arena, (size_t)c->n_areas, sizeof(double));
  check->equal_hours = qn_arena_array(arena, (size_t)c->n_areas, sizeof(double));
  check->attached_hours = qn_arena_array(arena, sources, sizeof(double));
  check->area_in_order = qn_arena_array(arena, (size_t)c->n_areas, sizeof(int));
  check->first_trunk = qn_arena_array(arena, (size_t)c->n_areas, sizeof(int));
  check->next_trunk = qn_arena_array(arena, (size_t)c->n_trunks, sizeof(int));
  check->first_build = qn_arena_array(arena, (size_t)c->n_areas + 1, sizeof(int));
  check->next_build = qn_arena_array(arena, (size_t)c->n_build_limits, sizeof(int));
  if (!check->area_in_order || !check->first_trunk || !check->next_trunk || !check->first_build ||
      !check->next_build)
    return QN_ENOMEM;
  return check->discount && check->bands && check->performance && check->source &&
                 check->full_hours && check->equal_hours && check->attached_hours
             ? QN_OK
             : QN_ENOMEM;
}

qn_status qn_check_start(qn_check *check) {
  const qn_case *region = check->region;
  check->base = region->settings.base_year;
  check->horizon = region->settings.horizon;
  check->last = check->base + region->settings.evaluation_seasons;
  check->n_season = check->horizon - check->base;
  check->n_all = check->last - check->base;
  if (check->n_season < 1 || check->n_all < check->n_season) return QN_EUSAGE;
  if (take_room(check)) return QN_ENOMEM;
  for (int j = 0; j <= check->n_all; j++)
    check->discount[j] = pow(1 + region->settings.discount_rate, -j);
  check->straw_mode = first_straw_mode(region);
  index_areas(check);
  township_hours(check);
  attached_hours(check);
  return check->status;
}
