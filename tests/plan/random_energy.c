/* Fuels and their prices, and the devices that burn them. */
#include "plan/random_parts.h"

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

void random_add_fuels(maker *m) {
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
void random_add_parts(maker *m, const char *mode, int per, double cost) {
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
  random_add_parts(m, id, per, cost);
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

void random_add_devices(maker *m) {
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
