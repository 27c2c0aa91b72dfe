/* Units: villages, developments, what hangs on a source, what is fixed or torn down. */
#include <string.h>

#include "plan/random_parts.h"

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

void random_add_unit(maker *m, int i) {
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
    u->present_mode = random_network_mode(m, k);
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
