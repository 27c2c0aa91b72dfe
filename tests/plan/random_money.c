/* Subsidies, tariffs, and the price of what is emitted. */
#include "plan/random_parts.h"

void random_add_subsidies(maker *m) {
  for (int i = whole(m, 1, 4); i > 0; i--) {
    qn_subsidy *row = sketch_row(m->c, QN_T_subsidies);
    row->id = row->name = sketch_text(m->c, "S%d", i);
    row->area = maybe_area(m);
    row->zone = maybe_zone(m);
    row->modes = chance(m, 0.3) ? NULL : some_modes(m);
    row->kind = whole(m, QN_SUBSIDY_INVESTMENT, QN_SUBSIDY_RUNNING);
    row->base = whole(m, QN_BASE_COST, QN_BASE_USE);
    row->share = between(m, 0.1, 0.8);
    row->rate_cny = between(m, 0.1, row->base == QN_BASE_HOUSEHOLD ? 2000 : 20);
    if (chance(m, 0.5)) row->cap_cny = between(m, 100, 4000);
    if (chance(m, 0.5)) row->use_cap = between(m, 0.5, 5000);
    if (chance(m, 0.4)) row->cohort_from = some_year(m);
    if (chance(m, 0.3)) row->cohort_to = BASE + m->n_season;
    row->age_from = whole(m, 1, 2);
    row->age_to = whole(m, 2, 4);
    row->central = between(m, 0, 0.5);
    row->county = between(m, 0, 0.3);
    row->company = 0.1;
    row->prefecture = 1 - row->central - row->county - row->company;
  }
}

static qn_tariff *add_tariff(maker *m, const char *carrier, const char *modes) {
  qn_tariff *row = sketch_row(m->c, QN_T_tariffs);
  row->id = sketch_text(m->c, "tariff%d", m->c->n_tariffs);
  row->carrier = carrier;
  row->modes = modes;
  return row;
}

void random_add_tariffs(maker *m) {
  static const char *const carriers[] = {"gas", "power", "pellets"};
  for (int i = 0; i < 3; i++) {
    if (chance(m, 0.5)) continue;
    const double price = i == 0 ? 2.5 : i == 1 ? 0.5 : 800;
    const double typical = i == 0 ? 600 : i == 1 ? 4000 : 1;
    const char *zone = maybe_zone(m), *area = maybe_area(m);
    for (int tier = 0; tier < 3; tier++) {
      qn_tariff *row = add_tariff(m, carriers[i], NULL);
      row->zone = zone;
      row->area = area;
      row->rate_cny = price * (1 + 0.2 * tier);
      if (tier < 2) row->tier_to = typical * (tier + 1) * between(m, 0.5, 1.2);
    }
  }
  if (!has(m, RANDOM_NETWORK)) return;
  qn_tariff *heat = add_tariff(m, NULL, "network");
  heat->basic_cny_m2 = between(m, 5, 25);
  heat->rate_cny = between(m, 0, 30);
  heat->connection_cny_m2 = between(m, 0, 40);
  if (chance(m, 0.5)) {
    qn_tariff *local = add_tariff(m, NULL, "net");
    local->zone = "U";
    local->basic_cny_m2 = between(m, 15, 30);
    local->to_year = BASE + whole(m, 1, 4);
  }
}

void random_add_emissions(maker *m) {
  static const char *const fuels[] = {"coal", "pellets", "gas", "hot_coal", "plant_heat"};
  static const double kg[] = {16, 1, 0.002, 8, 0.1};
  const int n = !has(m, RANDOM_NETWORK) || (m->is_shared && has(m, RANDOM_TARGETS)) ? 3 : 5;
  qn_pollutant *row = sketch_row(m->c, QN_T_pollutants);
  row->id = row->name = "SO2";
  row->price_cny_kg = between(m, 1, 30);
  for (int i = 0; i < n; i++) {
    qn_emission_factor *factor = sketch_row(m->c, QN_T_emission_factors);
    factor->carrier = fuels[i];
    factor->pollutant = "SO2";
    factor->sector = i < 3 ? QN_SECTOR_HOUSEHOLD : QN_SECTOR_BOILER;
    factor->factor_kg = kg[i] * between(m, 0.5, 1.5);
  }
}
