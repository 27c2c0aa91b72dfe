/* Heat sources with what may become of them, their networks, and trunks of heat and gas. */
#include "plan/random_parts.h"

const char *random_network_mode(const maker *m, int source) {
  return source && !m->is_shared ? "net2" : "net";
}

static void add_network_mode(maker *m, const char *id) {
  random_add_parts(m, id, QN_PER_M2, 60);
  qn_mode *mode = sketch_mode(m->c, id, "network", QN_MODE_CANDIDATE, NULL);
  mode->loss = between(m, 0, 0.08);
  mode->om_cny_m2 = between(m, 0, 2);
  mode->max_heat_distance_m = 6000;
  sketch_clean(m->c, id, QN_STATE_ULTRA_LOW, 1);
  sketch_clean(m->c, id, QN_STATE_CLEAN, 1);
}

static void add_option(maker *m, int k, const char *id, int kind) {
  qn_source_option *row = sketch_row(m->c, QN_T_source_options);
  row->heat_source = sketch_text(m->c, "K%d", k);
  row->option = id;
  row->kind = kind;
  row->invest_cny = between(m, 1e4, 3e5);
  row->life_a = whole(m, 3, 20);
  row->payer = chance(m, 0.7) ? QN_PAY_COMPANY : QN_PAY_COUNTY;
  row->state = QN_STATE_ULTRA_LOW;
  if (chance(m, 0.2)) row->earliest = some_year(m);
  if (chance(m, 0.3)) row->om_cny_gj = between(m, 0, 5);
  if (kind == QN_OPTION_MERGE) row->receiver = sketch_text(m->c, "K%d", 1 - k);
  if (kind == QN_OPTION_FUEL) {
    /* Fuels that limits look at only where the heat has one way to go. */
    static const char *const fuels[] = {"plant_heat", "gas", "power"};
    row->carrier = one_of(m, m->is_shared ? 1 : 3, fuels);
    row->efficiency = between(m, 0.85, 0.98);
    row->state = QN_STATE_CLEAN;
    if (m->n_source > 1) row->mode = random_network_mode(m, 1 - k); /* counts as the other's */
    if (chance(m, 0.5)) row->capacity_kw = between(m, 500, 4000);
  }
}

static void add_source(maker *m, int k) {
  static const char *const zones[] = {"R", "U"};
  const char *id = sketch_text(m->c, "K%d", k);
  const char *network = k && chance(m, 0.5) ? "N1" : "N0";
  qn_heat_source *row = sketch_source(m->c, id, chance(m, 0.5) ? "C" : "T", network,
                                      random_network_mode(m, k), "hot_coal");
  row->efficiency = between(m, 0.65, 0.85);
  row->om_cny_gj = between(m, 0, 6);
  row->boiler_tph = between(m, 1, 20);
  row->state = chance(m, 0.5) ? QN_STATE_ORDINARY : QN_STATE_ULTRA_LOW;
  if (has(m, RANDOM_RESERVE) && chance(m, 0.8)) row->largest_kw = between(m, 50, 500);
  const int must_go = chance(m, 0.2);
  if (must_go) row->keep_until = BASE + whole(m, 0, m->n_season - 1);
  qn_supply *supply = sketch_supply(m->c, id, "C", QN_ROLE_SOURCE, NULL);
  supply->peak = FAR;
  if (chance(m, 0.3)) {
    supply->module_peak = between(m, 50, 500);
    supply->module_cost_cny = between(m, 1e4, 2e5);
    supply->module_life_a = whole(m, 5, 25);
    supply->module_most = 1;
  }
  if (chance(m, 0.6)) {
    qn_source_area *own = sketch_row(m->c, QN_T_source_areas);
    own->heat_source = id;
    own->zone = zones[whole(m, 0, 1)];
    own->building_class = "flat";
    own->area_m2 = between(m, 1000, 20000);
    own->households = between(m, 10, 200);
  }
  if (chance(m, 0.7) || must_go) add_option(m, k, "ultra", QN_OPTION_ULTRA_LOW);
  if (chance(m, 0.4)) add_option(m, k, "fuel", QN_OPTION_FUEL);
  if (m->n_source > 1 && chance(m, 0.5)) add_option(m, k, "merge", QN_OPTION_MERGE);
  if (chance(m, 0.2)) add_option(m, k, "close", QN_OPTION_CLOSE);
}

void random_add_network(maker *m) {
  m->n_source = whole(m, 1, 2);
  m->is_shared = m->n_source > 1 && chance(m, 0.5);
  add_network_mode(m, "net");
  if (m->n_source > 1 && !m->is_shared) add_network_mode(m, "net2");
  for (int k = 0; k < m->n_source; k++) add_source(m, k);
  static const char *const townships[] = {"T", "T2"}, *const networks[] = {"N0", "N1"};
  for (int t = 0; t < m->n_township; t++)
    for (int n = 0; n < m->n_source; n++) {
      if (!chance(m, 0.75)) continue;
      qn_trunk *row = sketch_trunk(m->c, townships[t], networks[n], between(m, 0, 2e5));
      row->is_built = chance(m, 0.6);
      row->life_a = whole(m, 5, 40);
      if (chance(m, 0.3)) row->payer = QN_PAY_COUNTY;
    }
}

void random_add_gas_trunks(maker *m) {
  static const char *const townships[] = {"T", "T2"};
  for (int t = 0; t < m->n_township; t++) {
    if (!chance(m, 0.9)) continue;
    qn_trunk *row = sketch_trunk(m->c, townships[t], "gas", between(m, 0, 2e5));
    row->is_built = chance(m, 0.3);
    row->life_a = whole(m, 5, 40);
    if (chance(m, 0.2)) row->earliest = some_year(m);
  }
}
