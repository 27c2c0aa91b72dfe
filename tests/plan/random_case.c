#include "plan/random_case.h"

#include <stdio.h>
#include <stdlib.h>

#include "plan/enumerate.h"
#include "plan/random_parts.h"

enum { MOST_UNITS = 5, MOST_SEASONS = 3 };
static const double ONE_UNIT_MORE = 5; /* times as many plans of a single unit are let pass */

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

unsigned random_families(uint64_t stream, int key, int n) {
  char text[16];
  snprintf(text, sizeof text, "%d", key);
  qn_random random = qn_random_stream(stream, "families", text);
  unsigned families = 0;
  for (int i = 0; i < n; i++)
    families |= random_family_alone((int)qn_random_below(&random, RANDOM_FAMILY_COUNT));
  return families & RANDOM_ALL;
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

/* ---- the whole ---- */

static void make(maker *m) {
  m->n_season = chance(m, 0.5) ? 2 : whole(m, 1, MOST_SEASONS);
  if (m->n_season > m->most_season) m->n_season = m->most_season;
  m->n_township = whole(m, 1, 2);
  m->c = sketch_region(BASE + m->n_season, m->n_season);
  set_settings(m);
  add_place(m);
  random_add_fuels(m);
  random_add_devices(m);
  if (has(m, RANDOM_NETWORK)) random_add_network(m);
  if (has(m, RANDOM_GAS)) random_add_gas_trunks(m);
  for (int i = 0; i < m->n_unit; i++) random_add_unit(m, i);
  random_add_limits(m);
  if (has(m, RANDOM_PROJECTS)) random_add_projects(m);
  if (has(m, RANDOM_SUBSIDIES)) random_add_subsidies(m);
  if (has(m, RANDOM_TARIFFS)) random_add_tariffs(m);
  random_add_emissions(m);
  if (has(m, RANDOM_RATE)) random_add_rate(m);
  if (has(m, RANDOM_TARGETS)) random_add_targets(m);
  if (has(m, RANDOM_BUDGETS)) random_add_budgets(m);
  if (has(m, RANDOM_BUILD)) random_add_build_limits(m);
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
      random_size_rules(&m, *demand);
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

int random_cases(int usual) {
  const char *asked = getenv("QN_CASES");
  return asked ? atoi(asked) : usual;
}
