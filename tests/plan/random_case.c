#include "plan/random_case.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "check.h"
#include "plan/enumerate.h"
#include "plan/sketch.h"
#include "plan/verify_parts.h"

static const double FAR = 1e11; /* a limit that never bites, until it is set */
enum { BASE = 2020, MOST_UNITS = 5, MOST_SEASONS = 3 };
static const double ONE_UNIT_MORE = 5; /* times as many plans of a single unit are let pass */

/* What is being made. */
typedef struct {
  qn_random random;
  unsigned families;
  qn_case *c;
  int n_season, most_season, n_unit, n_township, n_source;
  int is_shared; /* two sources can serve the same new load */
} maker;

const char *random_family_words(int bit) {
#define AS_WORDS(name, needs, words) words,
  static const char *const all[] = {RANDOM_FAMILIES(AS_WORDS)};
  return all[bit];
}

unsigned random_family_alone(int bit) {
#define AS_NEEDS(name, needs, words) needs,
  static const unsigned all[] = {RANDOM_FAMILIES(AS_NEEDS)};
  return 1u << bit | RANDOM_RATE | all[bit];
}

static int has(const maker *m, unsigned family) {
  return (m->families & family) != 0;
}
static double between(maker *m, double low, double high) {
  return low + (high - low) * qn_random_real(&m->random);
}
static int chance(maker *m, double p) {
  return qn_random_real(&m->random) < p;
}
static int whole(maker *m, int low, int high) {
  return low + (int)qn_random_below(&m->random, (uint64_t)(high - low + 1));
}
static int some_year(maker *m) {
  return BASE + whole(m, 1, m->n_season);
}
/* One of n texts. */
static const char *one_of(maker *m, int n, const char *const *texts) {
  return texts[whole(m, 0, n - 1)];
}
static const char *some_township(maker *m) {
  static const char *const all[] = {"T", "T2"};
  return one_of(m, m->n_township, all);
}
static const char *some_area(maker *m) {
  return chance(m, 0.5) ? "C" : some_township(m);
}
static const char *some_zone(maker *m) {
  static const char *const all[] = {"R", "U"};
  return one_of(m, 2, all);
}
/* Some zone or area, or none. */
static const char *maybe_zone(maker *m) {
  return chance(m, 0.7) ? NULL : some_zone(m);
}
static const char *maybe_area(maker *m) {
  return chance(m, 0.7) ? NULL : some_area(m);
}

/* Some modes or families that the case has. */
static const char *some_modes(maker *m) {
  static const struct {
    unsigned families;
    const char *modes;
  } all[] = {
      {0, "pellet"},
      {0, "coal;biomass"},
      {0, "coal"},
      {RANDOM_ELECTRIC, "biomass;electric"},
      {RANDOM_GAS, "gas"},
      {RANDOM_GAS | RANDOM_NETWORK, "gas;network"},
      {RANDOM_ELECTRIC | RANDOM_GAS, "electric;gas;pellet"},
  };
  for (;;) {
    const int i = whole(m, 0, (int)(sizeof all / sizeof *all) - 1);
    if ((m->families & all[i].families) == all[i].families) return all[i].modes;
  }
}

/* ---- the region ---- */

static void set_settings(maker *m) {
  qn_settings *g = &m->c->settings;
  g->horizon = BASE + m->n_season;
  g->evaluation_seasons = m->n_season + whole(m, 1, 7);
  g->discount_rate = between(m, 0.03, 0.08);
  g->service = has(m, RANDOM_SERVICE) ? QN_ACTUAL_SERVICE : QN_EQUAL_SERVICE;
  g->service_factor = between(m, 1, 1.6);
  g->power_factor = between(m, 0.9, 1);
  if (has(m, RANDOM_OBJECTIVE)) g->objective = whole(m, QN_PUBLIC, QN_WEIGHTED);
  if (has(m, RANDOM_STANDBY)) g->standby_share = between(m, 0, 0.5);
  if (has(m, RANDOM_INTERIM)) g->interim_mode = "brick";
  if (has(m, RANDOM_DIVISIBLE)) g->extra_mode_price_cny = between(m, 0, 20000);
  if (has(m, RANDOM_BURDEN)) {
    g->burden_rule = whole(m, QN_HARD, QN_REPORTED);
    g->burden_limit = between(m, 0, 0.04);
    g->burden_price_cny = between(m, 0, 3000);
  }
  if (has(m, RANDOM_RESERVE)) {
    g->reserve = chance(m, 0.5) ? between(m, 0, 0.2) : 0;
    g->n_minus_1 = chance(m, 0.7);
  }
}

static void add_place(maker *m) {
  if (m->n_township > 1) sketch_area(m->c, "T2", QN_TOWNSHIP, "C");
  qn_zone *zone = sketch_row(m->c, QN_T_zones);
  zone->id = zone->name = "U";
  zone->is_urban = 1;
  m->c->zones[0].peak_factor = between(m, 0.5, 1);
  qn_building_class *flat = sketch_row(m->c, QN_T_building_classes);
  flat->id = flat->name = "flat";
  flat->u_w_m2k = between(m, 1.2, 2.5);
  flat->indoor_degc = between(m, 18, 20);
  flat->kappa_now = between(m, 0.5, 1.2);
  qn_building_class *house = &m->c->building_classes[0];
  house->q_w_m2 = between(m, 50, 100);
  house->indoor_degc = between(m, 14, 18);
  house->kappa_now = between(m, 0.3, 0.7);
  qn_station *station = &m->c->climate[0];
  station->design_degc = between(m, -25, -8);
  station->code_degc = between(m, -4, 2);
  if (!has(m, RANDOM_RETROFIT)) return;
  for (int level = 1; level <= whole(m, 1, 2); level++) {
    qn_retrofit *row = sketch_row(m->c, QN_T_retrofits);
    row->building_class = "house";
    row->level = level;
    row->saving = between(m, 0.1, 0.3) * level;
    row->cost_cny_m2 = between(m, 5, 40) * level;
    row->cost_cny_household = between(m, 0, 500);
    row->life_a = whole(m, 5, 30);
    row->payer = chance(m, 0.5) ? QN_PAY_HOUSEHOLD : QN_PAY_COUNTY;
  }
}

/* ---- energy and devices ---- */

static void add_fuel(maker *m, const char *id, const char *unit, double kwh, double price) {
  sketch_carrier(m->c, id, unit, kwh);
  sketch_price(m->c, id, price * between(m, 0.7, 1.3));
  if (!has(m, RANDOM_GROWTH)) return;
  for (int i = whole(m, 0, 2); i > 0; i--) {
    qn_price *row = sketch_price(m->c, id, price * between(m, 0.5, 1.5));
    row->year = BASE + 2 * i - whole(m, 0, 1);
    row->area = maybe_area(m);
    row->zone = maybe_zone(m);
  }
}

static void add_fuels(maker *m) {
  add_fuel(m, "coal", "t", 6000, 900);
  m->c->carriers[0].is_scattered_coal = 1;
  add_fuel(m, "pellets", "t", 4500, 900);
  add_fuel(m, "power", "kWh", 1, 0.5);
  add_fuel(m, "gas", "m3", 9.8, 2.8);
  if (has(m, RANDOM_INTERIM)) add_fuel(m, "bricks", "t", 6200, 1100);
  if (has(m, RANDOM_STRAW)) {
    add_fuel(m, "stalks", "t", 4000, 150);
    m->c->carriers[m->c->n_carriers - 1].is_straw = 1;
  }
  if (has(m, RANDOM_NETWORK)) {
    add_fuel(m, "hot_coal", "t", 5500, 700);
    add_fuel(m, "plant_heat", "GJ", 277.8, 28);
  }
  if (has(m, RANDOM_ELECTRIC) && chance(m, 0.8)) {
    qn_price *day = sketch_price(m->c, "power", between(m, 0.45, 0.6));
    day->band = QN_BAND_DAY;
    day->hours = 14;
    qn_price *valley = sketch_price(m->c, "power", between(m, 0.2, 0.35));
    valley->band = QN_BAND_VALLEY;
    valley->hours = whole(m, 7, 12);
    valley->zone = maybe_zone(m);
  }
}

/* Parts with their payers: the device, and sometimes a part that a company or county pays. */
static void add_parts(maker *m, const char *mode, int per, double cost) {
  qn_mode_part *device =
      sketch_part(m->c, mode, "device", per, cost * between(m, 0.6, 1.4), whole(m, 2, 15));
  device->is_equipment = chance(m, 0.8);
  if (chance(m, 0.5)) {
    static const int payers[] = {QN_PAY_HOUSEHOLD, QN_PAY_COMPANY, QN_PAY_COUNTY};
    qn_mode_part *rest = sketch_part(m->c, mode, "rest", whole(m, QN_PER_HOUSEHOLD, QN_PER_ROOM),
                                     between(m, 10, 300), whole(m, 2, 25));
    rest->is_equipment = 0;
    rest->payer = payers[whole(m, 0, 2)];
  }
  if (chance(m, 0.2)) {
    qn_mode_part *urban =
        sketch_part(m->c, mode, "device", per, cost * between(m, 0.6, 1.4), whole(m, 2, 15));
    urban->zone = "U";
  }
}

static qn_mode *add_device(maker *m, const char *id, const char *family, int status,
                           const char *carrier, double efficiency, int per, double cost) {
  add_parts(m, id, per, cost);
  qn_mode *mode = sketch_mode(m->c, id, family, status, carrier);
  mode->efficiency = efficiency * between(m, 0.9, 1.1);
  mode->service_factor = between(m, 1, 1.6);
  mode->om_cny_household = between(m, 0, 150);
  mode->om_cny_m2 = chance(m, 0.3) ? between(m, 0, 1) : 0;
  mode->labour_cny_household = status == QN_MODE_PRESENT ? between(m, 0, 600) : 0;
  mode->standby_cny_household = has(m, RANDOM_STANDBY) ? between(m, 0, 100) : 0;
  mode->coincidence = between(m, 0.7, 1);
  return mode;
}

static void add_curve(maker *m, const char *mode) {
  for (int t = 10; t >= -30; t -= 20) { /* not in rising order on purpose */
    qn_mode_curve *row = sketch_row(m->c, QN_T_mode_curves);
    row->mode = mode;
    row->outdoor_degc = t;
    row->cop = 2.6 + 0.05 * t + between(m, 0, 0.3);
    row->capacity_share = 1 + 0.01 * t;
  }
}

static void add_devices(maker *m) {
  add_device(m, "stove", "coal", QN_MODE_PRESENT, "coal", 0.5, QN_PER_HOUSEHOLD, 1200);
  if (has(m, RANDOM_STRAW))
    add_device(m, "kang", "coal", QN_MODE_PRESENT, "stalks", 0.3, QN_PER_HOUSEHOLD, 500)->loss =
        between(m, 0, 0.1);
  qn_mode *pellet = add_device(m, "pellet", "biomass", QN_MODE_CANDIDATE, "pellets", 0.75,
                               QN_PER_HOUSEHOLD, 5000);
  pellet->loss = between(m, 0, 0.1);
  pellet->free_share = chance(m, 0.3) ? between(m, 0, 0.4) : 0;
  sketch_clean(m->c, "pellet", QN_STATE_ANY, 1);
  if (has(m, RANDOM_ELECTRIC)) {
    qn_mode *heater = add_device(m, "heater", "electric", QN_MODE_CANDIDATE, "power", 0.97,
                                 chance(m, 0.5) ? QN_PER_STORE_KW : QN_PER_ROOM, 900);
    heater->needs_feeder = 1;
    if (chance(m, 0.7)) heater->valley_share = between(m, 0.3, 1);
    sketch_part(m->c, "heater", "grid", QN_PER_KVA, between(m, 100, 900), 25)->payer =
        QN_PAY_COMPANY;
    sketch_clean(m->c, "heater", QN_STATE_ANY, 1);
  }
  if (has(m, RANDOM_ELECTRIC) && chance(m, 0.6)) {
    add_device(m, "pump", "heat_pump", QN_MODE_CANDIDATE, "power", 2.2, QN_PER_KW, 1800)
        ->needs_feeder = 1;
    add_curve(m, "pump");
    sketch_clean(m->c, "pump", QN_STATE_ANY, 1);
  }
  if (has(m, RANDOM_GAS)) {
    qn_mode *boiler =
        add_device(m, "boiler", "gas", QN_MODE_CANDIDATE, "gas", 0.9, QN_PER_HOUSEHOLD, 6000);
    boiler->needs_trunk = QN_GAS_TRUNK;
    boiler->max_gas_distance_m = 6000;
    sketch_part(m->c, "boiler", "branch", QN_PER_BRANCH_M, between(m, 10, 60), 30);
    sketch_clean(m->c, "boiler", QN_STATE_ANY, 1);
  }
  if (has(m, RANDOM_INTERIM))
    add_device(m, "brick", "transitional", chance(m, 0.5) ? QN_MODE_TRANSITIONAL : QN_MODE_PRESENT,
               "bricks", 0.6, QN_PER_HOUSEHOLD, 900);
  if (has(m, RANDOM_GROWTH) && chance(m, 0.5)) { /* what counts changes with place and year */
    sketch_clean(m->c, "pellet", QN_STATE_ANY, 0);
    qn_clean_rule *rule = &m->c->clean_rules[m->c->n_clean_rules - 1];
    rule->zone = maybe_zone(m);
    rule->area = maybe_area(m);
    rule->to_year = BASE + whole(m, 0, m->n_season);
  }
}

/* ---- sources ---- */

static const char *network_mode(const maker *m, int source) {
  return source && !m->is_shared ? "net2" : "net";
}

static void add_network_mode(maker *m, const char *id) {
  add_parts(m, id, QN_PER_M2, 60);
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
    if (chance(m, 0.5)) row->capacity_kw = between(m, 500, 4000);
  }
}

static void add_source(maker *m, int k) {
  static const char *const zones[] = {"R", "U"};
  const char *id = sketch_text(m->c, "K%d", k);
  const char *network = k && chance(m, 0.5) ? "N1" : "N0";
  qn_heat_source *row =
      sketch_source(m->c, id, chance(m, 0.5) ? "C" : "T", network, network_mode(m, k), "hot_coal");
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

static void add_network(maker *m) {
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

static void add_gas_trunks(maker *m) {
  static const char *const townships[] = {"T", "T2"};
  for (int t = 0; t < m->n_township; t++) {
    if (!chance(m, 0.9)) continue;
    qn_trunk *row = sketch_trunk(m->c, townships[t], "gas", between(m, 0, 2e5));
    row->is_built = chance(m, 0.3);
    row->life_a = whole(m, 5, 40);
    if (chance(m, 0.2)) row->earliest = some_year(m);
  }
}

/* ---- units ---- */

static void fix_unit(maker *m, qn_unit_row *u) {
  const int kind = whole(m, 0, 4);
  if (kind == 0) u->fixed_mode = "pellet";
  if (kind == 1) u->fixed_mode = "stove";
  if (kind == 2) u->fixed_mode = "pellet", u->fixed_year = some_year(m);
  if (kind == 3) u->modes_allowed = some_modes(m);
  if (kind == 4) u->modes_forbidden = "pellet";
}

static void add_growth(maker *m, const char *unit, double m2) {
  qn_unit_year *row = sketch_row(m->c, QN_T_unit_years);
  row->unit = unit;
  row->building_class = chance(m, 0.5) ? "house" : "flat";
  row->year = some_year(m);
  row->added_m2 = between(m, 0, m2);
  row->added_households = between(m, -5, 30);
  if (!strcmp(row->building_class, "house")) row->removed_m2 = between(m, 0, 0.5 * m2);
}

static void add_unit(maker *m, int i) {
  const char *id = sketch_text(m->c, "u%d", i);
  const double n = between(m, 20, 300);
  qn_unit_row *u = sketch_unit(m->c, id, some_township(m), some_zone(m), n, "stove");
  u->kind = whole(m, QN_VILLAGE, QN_NEW_COMMUNITY);
  u->terrain = whole(m, QN_PLAIN, QN_MOUNTAIN);
  if (chance(m, 0.8)) u->heat_distance_m = between(m, 100, 7000);
  if (chance(m, 0.8)) u->gas_distance_m = between(m, 100, 7000);
  if (chance(m, 0.9)) u->income_cny = between(m, 15000, 60000);
  u->straw_share = has(m, RANDOM_STRAW) && chance(m, 0.7) ? between(m, 0, 0.5) : 0;
  u->is_divisible = has(m, RANDOM_DIVISIBLE) && chance(m, 0.6);
  if (has(m, RANDOM_FEEDERS) && chance(m, 0.8)) u->feeder = chance(m, 0.5) ? "F0" : "F1";
  const double m2 = n * between(m, 50, 110);
  if (has(m, RANDOM_NETWORK) && chance(m, 0.3)) {
    const int k = whole(m, 0, m->n_source - 1);
    u->present_mode = network_mode(m, k);
    u->present_source = sketch_text(m->c, "K%d", k);
  } else if (has(m, RANDOM_DEVELOPMENT) && chance(m, 0.4)) {
    u->present_mode = NULL;
    u->kind = QN_DEVELOPMENT;
    u->first_year = some_year(m);
  } else if (has(m, RANDOM_DEMOLITION) && chance(m, 0.4)) {
    u->demolition_year = BASE + whole(m, 1, m->n_season + 2);
  } else if (has(m, RANDOM_ELECTRIC) && chance(m, 0.1)) {
    u->present_mode = "heater";
  } else if (has(m, RANDOM_FIXED) && chance(m, 0.5)) {
    fix_unit(m, u);
  }
  sketch_floor(m->c, id, "house", m2);
  if (chance(m, 0.3)) sketch_floor(m->c, id, "flat", m2 * between(m, 0.1, 0.6));
  if (has(m, RANDOM_GROWTH) && chance(m, 0.5)) add_growth(m, id, m2);
}

/* ---- shared limits; their sizes are set later ---- */

static qn_supply *add_limit(maker *m, const char *id, const char *area, int role,
                            const char *carrier) {
  qn_supply *row = sketch_supply(m->c, id, area, role, carrier);
  row->peak = row->annual = FAR;
  row->module_cost_cny = between(m, 2e3, 6e4);
  row->module_life_a = whole(m, 3, 30);
  row->module_most = whole(m, 0, 6);
  if (has(m, RANDOM_GROWTH) && chance(m, 0.4)) {
    qn_supply_year *later = sketch_row(m->c, QN_T_supply_years);
    later->supply = id;
    later->year = some_year(m);
    later->peak = later->annual = FAR;
  }
  return &m->c->supplies[m->c->n_supplies - 1];
}

static void add_steps(maker *m, const char *supply, double price) {
  for (int i = 0; i < 2; i++) {
    qn_supply_step *row = sketch_row(m->c, QN_T_supply_steps);
    row->supply = supply;
    row->up_to = FAR * (1 + i);
    row->price_added_cny = price * (i ? between(m, 0.3, 0.8) : between(m, 0, 0.3));
  }
}

static void add_limits(maker *m) {
  static const char *const carriers[] = {"pellets", "gas", "power"};
  if (has(m, RANDOM_GAS)) add_limit(m, "gas_contract", "C", QN_ROLE_LIMIT, "gas");
  if (has(m, RANDOM_FEEDERS)) {
    add_limit(m, "F0", "T", QN_ROLE_FEEDER, "power");
    add_limit(m, "F1", "C", QN_ROLE_FEEDER, "power");
  }
  if (has(m, RANDOM_NETWORK) && !m->is_shared && chance(m, 0.3))
    add_limit(m, "coal_cap", "C", QN_ROLE_LIMIT, "hot_coal");
  if (has(m, RANDOM_NESTED)) {
    const char *carrier = one_of(m, 1 + has(m, RANDOM_GAS) + has(m, RANDOM_ELECTRIC), carriers);
    add_limit(m, "outer", "C", QN_ROLE_LIMIT, carrier);
    add_limit(m, "inner", "T", QN_ROLE_LIMIT, carrier);
  }
  if (has(m, RANDOM_STORAGE)) {
    const char *carrier = has(m, RANDOM_GAS) ? "gas" : "pellets";
    qn_supply *row = add_limit(m, "store", some_area(m), QN_ROLE_STORAGE, carrier);
    row->duty_days = whole(m, 3, 10);
    row->duty_share = chance(m, 0.5) ? 0.05 : 0;
  }
  if (has(m, RANDOM_STEPS)) {
    add_limit(m, "stepped", "C", QN_ROLE_LIMIT, "pellets");
    add_steps(m, "stepped", 900);
  }
}

static void add_projects(maker *m) {
  for (int i = whole(m, 1, 2); i > 0; i--) {
    qn_project *row = sketch_row(m->c, QN_T_projects);
    row->id = row->name = sketch_text(m->c, "P%d", i);
    row->area = maybe_area(m);
    if (m->c->n_supplies && chance(m, 0.8))
      row->supply = m->c->supplies[whole(m, 0, m->c->n_supplies - 1)].id;
    row->adds_peak = between(m, 10, 300);
    row->adds_annual = between(m, 10, 1e5);
    row->cost_cny = between(m, 1e3, 2e5);
    row->om_cny = between(m, 0, 3e3);
    row->life_a = whole(m, 3, 30);
    row->is_fixed = chance(m, 0.2);
    if (chance(m, 0.3)) row->earliest = some_year(m);
    row->km = between(m, 0, 10);
    row->stations = whole(m, 0, 5);
  }
}

static void add_subsidies(maker *m) {
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

static void add_tariffs(maker *m) {
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

static void add_emissions(maker *m) {
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

/* ---- rules; what they ask is set later ---- */

static int random_rule(maker *m) {
  return has(m, RANDOM_PRICED) && chance(m, 0.6) ? whole(m, QN_PRICED, QN_REPORTED) : QN_HARD;
}

static void add_targets(maker *m) {
  for (int i = whole(m, 1, 3); i > 0; i--) {
    const int metric = whole(m, QN_CLEAN_RATE_AREA, QN_STATIONS);
    qn_target *row =
        sketch_target(m->c, sketch_text(m->c, "G%d", i), some_area(m), metric, some_year(m), 0);
    row->sense = whole(m, QN_AT_LEAST, QN_EQUAL);
    if (row->sense == QN_EQUAL && chance(m, 0.5)) row->tolerance = between(m, 0, 0.1);
    row->zone = maybe_zone(m);
    row->modes = metric == QN_MODE_AREA || metric == QN_MODE_HOUSEHOLDS ? some_modes(m) : NULL;
    row->pollutant = metric == QN_EMISSION ? "SO2" : NULL;
    if (chance(m, 0.15)) row->kind = QN_VILLAGE;
    if (chance(m, 0.15)) row->terrain = QN_PLAIN;
    if (chance(m, 0.1)) row->excluded = "T";
    row->counting = chance(m, 0.3) ? QN_ADDED : QN_STOCK;
    if (chance(m, 0.2)) row->since_year = some_year(m);
    row->rule = random_rule(m);
  }
}

static void add_rate(maker *m) {
  qn_target *row = sketch_target(m->c, "rate", "C",
                                 chance(m, 0.5) ? QN_CLEAN_RATE_AREA : QN_CLEAN_RATE_HOUSEHOLDS,
                                 BASE + m->n_season, 0);
  row->unit = chance(m, 0.5) ? "%" : NULL;
  row->rule = random_rule(m);
}

static void add_budgets(maker *m) {
  /* A company pays the modules: its money carries from the first season (enumerate.h). */
  static const int payers[] = {QN_PAY_COUNTY, QN_PAY_HOUSEHOLD, QN_PAY_PREFECTURE, QN_PAY_COMPANY};
  const int first = whole(m, 0, 3);
  for (int i = whole(m, 1, 2); i > 0; i--) {
    const int payer = payers[(first + i) % 4]; /* one purse a payer */
    const char *area = payer == QN_PAY_COMPANY ? "C" : some_area(m);
    const int rule = random_rule(m), carries = payer == QN_PAY_COMPANY || chance(m, 0.5);
    for (int j = 1; j <= m->n_season; j++) {
      if (payer != QN_PAY_COMPANY && chance(m, 0.2)) continue;
      qn_budget *row = sketch_row(m->c, QN_T_budgets);
      row->id = sketch_text(m->c, "B%d.%d", i, j);
      row->payer = payer;
      row->area = area;
      row->year = BASE + j;
      row->money_cny = FAR;
      row->rule = rule;
      row->carries = carries;
      row->price_cny = between(m, 0, 2);
    }
  }
}

static void add_build_limits(maker *m) {
  for (int i = whole(m, 1, 3); i > 0; i--) {
    qn_build_limit *row = sketch_row(m->c, QN_T_build_limits);
    row->id = sketch_text(m->c, "L%d", i);
    row->area = some_area(m);
    row->modes = chance(m, 0.3) ? NULL : some_modes(m);
    row->year = some_year(m);
    row->households = FAR / 1000;
    row->rule = random_rule(m);
    row->price_cny = between(m, 0, 5000);
  }
}

/* ---- sizes of limits, around what a random plan takes ---- */

static void random_choices(maker *m, const qn_demand *demand, qn_decision *plan, qn_arena *arena) {
  const qn_case *c = m->c;
  qn_verdict none = {0};
  qn_check check = {
      .region = c, .demand = demand, .arena = arena, .decision = plan, .verdict = &none};
  assert_int_equal(qn_check_start(&check), QN_OK);
  for (int u = 0; u < c->n_units; u++) {
    qn_choices all = {0};
    assert_int_equal(qn_check_pathways(&check, u, &all), QN_OK);
    plan->units[u] = all.count ? all.at[whole(m, 0, (int)all.count - 1)]
                               : (qn_unit_choice){.unit = u, .share = 1};
    QN_CLEAR(&all);
  }
  for (int k = 0; k < c->n_sources; k++) {
    const int must_go = c->sources[k].keep_until != QN_NO_INT;
    for (int o = 0; o < c->n_source_options; o++)
      if (c->source_options[o].i_source == k && c->source_options[o].kind < QN_OPTION_MERGE &&
          plan->sources[k].option < 0 && (must_go || chance(m, 0.5)))
        plan->sources[k] =
            (qn_source_choice){o, must_go ? c->sources[k].keep_until + 1 : BASE + m->n_season};
  }
  for (int i = 0; i < c->n_trunks; i++)
    if (!c->trunks[i].is_built)
      plan->trunks[i] = c->trunks[i].earliest == QN_NO_INT ? BASE + 1 : c->trunks[i].earliest;
  for (int i = 0; i < c->n_projects; i++)
    if (c->projects[i].is_fixed)
      plan->projects[i] = c->projects[i].earliest == QN_NO_INT ? BASE + 1 : c->projects[i].earliest;
}

static double around(maker *m, double used, double low, double high) {
  return used > 0 ? used * between(m, low, high) : between(m, 0, 100);
}

/* Steps rise: the second ends some way above the first. */
static void size_steps(maker *m, const char *supply, double used) {
  double up_to = 0;
  for (int i = 0; i < m->c->n_supply_steps; i++) {
    if (strcmp(m->c->supply_steps[i].supply, supply)) continue;
    up_to += around(m, used, 0.2, 0.4);
    m->c->supply_steps[i].up_to = up_to;
  }
}

static void size_supply(maker *m, const qn_rule_state *rule) {
  qn_supply *row = &m->c->supplies[rule->row];
  const int is_annual = !strcmp(rule->family, "annual") || !strcmp(rule->family, "storage");
  double *const limit = is_annual ? &row->annual : &row->peak;
  if (rule->season == BASE + 1) *limit = chance(m, 0.15) ? NAN : around(m, rule->used, 0.85, 1.7);
  double *const module = is_annual ? &row->module_annual : &row->module_peak;
  if (rule->season == BASE + 1 && chance(m, 0.7)) *module = around(m, rule->used, 0.1, 0.4);
  for (int i = 0; i < m->c->n_supply_years; i++) {
    qn_supply_year *later = &m->c->supply_years[i];
    if (strcmp(later->supply, row->id) || later->year != rule->season) continue;
    *(is_annual ? &later->annual : &later->peak) = around(m, rule->used, 0.7, 1.5);
  }
  if (is_annual && rule->season == BASE + m->n_season) size_steps(m, row->id, rule->used);
}

static void size_target(maker *m, const qn_rule_state *rule) {
  qn_target *row = &m->c->targets[rule->row];
  const int is_rate = row->metric == QN_CLEAN_RATE_AREA || row->metric == QN_CLEAN_RATE_HOUSEHOLDS;
  double value = rule->used / (is_rate && rule->limit > 0 ? rule->limit : 1);
  if (row->sense == QN_AT_LEAST) value *= between(m, 0.4, 1);
  if (row->sense == QN_AT_MOST) value *= between(m, 0.95, 1.5);
  row->value = value * (row->unit ? 100 : 1);
  row->price_cny = between(m, 0, 300);
}

/* The largest boiler is a part of what the source has, before and after an option. */
static void size_source(maker *m, int source, double capacity_kw) {
  double least_kw = capacity_kw;
  for (int i = 0; i < m->c->n_supplies; i++)
    if (!strcmp(m->c->supplies[i].id, m->c->sources[source].id))
      m->c->supplies[i].peak = capacity_kw;
  for (int i = 0; i < m->c->n_source_options; i++)
    if (m->c->source_options[i].i_source == source && m->c->source_options[i].capacity_kw > 0)
      least_kw = fmin(least_kw, m->c->source_options[i].capacity_kw);
  if (!isnan(m->c->sources[source].largest_kw))
    m->c->sources[source].largest_kw = least_kw * between(m, 0.1, 0.6);
}

static void size_rule(maker *m, const qn_rule_state *rule) {
  if (!strcmp(rule->family, "target")) size_target(m, rule);
  if (strstr("peak annual feeder storage", rule->family)) size_supply(m, rule);
  if (!strcmp(rule->family, "budget"))
    m->c->budgets[rule->row].money_cny = around(m, rule->used, 0.6, 1.5);
  if (!strcmp(rule->family, "build"))
    m->c->build_limits[rule->row].households = around(m, rule->used, 0.6, 1.4);
  if (!strcmp(rule->family, "capacity") && rule->season == BASE + m->n_season)
    size_source(m, rule->row, around(m, rule->used, 0.9, 2) + 100);
}

/* Rates ask for everything, budgets for each year alone, while a random plan is measured. */
static void open_rules(qn_case *c, int *carries) {
  for (int i = 0; i < c->n_targets; i++) c->targets[i].value = c->targets[i].unit ? 100 : 1;
  for (int i = 0; i < c->n_budgets; i++) {
    carries[i] = c->budgets[i].carries;
    c->budgets[i].carries = 0;
  }
}

static void size_rules(maker *m, const qn_demand *demand) {
  qn_arena *arena = qn_arena_new();
  qn_decision plan;
  qn_verdict verdict;
  int carries[64];
  open_rules(m->c, carries);
  assert_int_equal(enumerate_room(&plan, m->c, arena), QN_OK);
  random_choices(m, demand, &plan, arena);
  enumerate_flows(m->c, demand, &plan, arena);
  qn_verify(&verdict, m->c, demand, &plan, arena, NULL);
  for (size_t i = 0; i < verdict.n_rule; i++) size_rule(m, &verdict.rules[i]);
  for (int i = 0; i < m->c->n_budgets; i++) m->c->budgets[i].carries = carries[i];
  qn_arena_free(arena);
}

/* ---- the whole ---- */

static void make(maker *m) {
  m->n_season = chance(m, 0.5) ? 2 : whole(m, 1, MOST_SEASONS);
  if (m->n_season > m->most_season) m->n_season = m->most_season;
  m->n_township = whole(m, 1, 2);
  m->c = sketch_region(BASE + m->n_season, m->n_season);
  set_settings(m);
  add_place(m);
  add_fuels(m);
  add_devices(m);
  if (has(m, RANDOM_NETWORK)) add_network(m);
  if (has(m, RANDOM_GAS)) add_gas_trunks(m);
  for (int i = 0; i < m->n_unit; i++) add_unit(m, i);
  add_limits(m);
  if (has(m, RANDOM_PROJECTS)) add_projects(m);
  if (has(m, RANDOM_SUBSIDIES)) add_subsidies(m);
  if (has(m, RANDOM_TARIFFS)) add_tariffs(m);
  add_emissions(m);
  if (has(m, RANDOM_RATE)) add_rate(m);
  if (has(m, RANDOM_TARGETS)) add_targets(m);
  if (has(m, RANDOM_BUDGETS)) add_budgets(m);
  if (has(m, RANDOM_BUILD)) add_build_limits(m);
}

qn_case *random_case(uint64_t seed, unsigned families, double most_plans, qn_demand **demand) {
  for (int n_unit = MOST_UNITS, n_season = MOST_SEASONS;;) {
    maker m = {.random = qn_random_stream(seed, "random_case", ""),
               .families = families,
               .most_season = n_season};
    m.n_unit = whole(&m, 1, n_unit);
    make(&m);
    *demand = sketch_finish(m.c);
    const double size = enumerate_size(m.c, *demand);
    const int is_least = n_unit == 1 && (n_season == 1 || size <= ONE_UNIT_MORE * most_plans);
    if (is_least || size <= most_plans) {
      size_rules(&m, *demand);
      return m.c;
    }
    qn_demand_free(*demand);
    qn_case_free(m.c);
    if (n_unit > 1)
      n_unit--;
    else
      n_season--;
  }
}
