#include "plan/sketch.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

void *sketch_row(qn_case *region, int table) {
  const qn_rows old = region->tables[table];
  const size_t size = old.table->row_size;
  assert_int_equal(qn_case_resize(region, table, old.count + 1), QN_OK);
  if (old.count) memcpy(region->tables[table].at, old.at, old.count * size);
  return (char *)region->tables[table].at + old.count * size;
}

const char *sketch_text(qn_case *region, const char *fmt, ...) {
  char text[200];
  va_list args;
  va_start(args, fmt);
  vsnprintf(text, sizeof text, fmt, args);
  va_end(args);
  const char *kept = qn_arena_text(region->arena, text);
  assert_non_null(kept);
  return kept;
}

qn_area *sketch_area(qn_case *region, const char *code, int level, const char *parent) {
  qn_area *row = sketch_row(region, QN_T_areas);
  row->code = row->name = code;
  row->level = level;
  row->parent = parent;
  return row;
}

static int family_of(const char *id) {
  const int family = qn_choice_find(qn_table_column(&qn_modes_table, "family"), id);
  assert_true(family >= 0);
  return family;
}

qn_mode *sketch_mode(qn_case *region, const char *id, const char *family, int status,
                     const char *carrier) {
  qn_mode *row = sketch_row(region, QN_T_modes);
  row->id = row->name = id;
  row->family_id = family;
  row->family = family_of(family);
  row->status = status;
  row->carrier = carrier;
  row->is_network = !carrier;
  return row;
}

qn_mode_part *sketch_part(qn_case *region, const char *mode, const char *part, int per,
                          double cost_cny, double life_a) {
  qn_mode_part *row = sketch_row(region, QN_T_mode_parts);
  row->mode = mode;
  row->part = part;
  row->per = per;
  row->cost_cny = cost_cny;
  row->life_a = life_a;
  return row;
}

qn_carrier *sketch_carrier(qn_case *region, const char *id, const char *unit, double kwh_per_unit) {
  qn_carrier *row = sketch_row(region, QN_T_carriers);
  row->id = row->name = id;
  row->unit = unit;
  row->kwh_per_unit = kwh_per_unit;
  return row;
}

qn_price *sketch_price(qn_case *region, const char *carrier, double price_cny) {
  qn_price *row = sketch_row(region, QN_T_prices);
  row->carrier = carrier;
  row->price_cny = price_cny;
  return row;
}

void sketch_clean(qn_case *region, const char *mode, int state, int is_clean) {
  qn_clean_rule *row = sketch_row(region, QN_T_clean_rules);
  row->mode = mode;
  row->state = state;
  row->is_clean = is_clean;
}

qn_unit_row *sketch_unit(qn_case *region, const char *id, const char *area, const char *zone,
                         double households, const char *present_mode) {
  qn_unit_row *row = sketch_row(region, QN_T_units);
  row->id = row->name = id;
  row->area = area;
  row->zone = zone;
  row->households = households;
  row->present_mode = present_mode;
  return row;
}

void sketch_floor(qn_case *region, const char *unit, const char *building_class, double area_m2) {
  qn_unit_area *row = sketch_row(region, QN_T_unit_areas);
  row->unit = unit;
  row->building_class = building_class;
  row->area_m2 = area_m2;
}

qn_target *sketch_target(qn_case *region, const char *id, const char *area, int metric, int year,
                         double value) {
  qn_target *row = sketch_row(region, QN_T_targets);
  row->id = row->name = id;
  row->area = area;
  row->metric = metric;
  row->date = year * 10000 + 1031;
  row->value = value;
  return row;
}

qn_supply *sketch_supply(qn_case *region, const char *id, const char *area, int role,
                         const char *carrier) {
  qn_supply *row = sketch_row(region, QN_T_supplies);
  row->id = row->name = id;
  row->area = area;
  row->role = role;
  row->carrier = carrier;
  return row;
}

qn_heat_source *sketch_source(qn_case *region, const char *id, const char *area,
                              const char *network, const char *mode, const char *carrier) {
  qn_heat_source *row = sketch_row(region, QN_T_sources);
  row->id = row->name = id;
  row->area = area;
  row->network = network;
  row->mode = mode;
  row->carrier = carrier;
  return row;
}

qn_trunk *sketch_trunk(qn_case *region, const char *area, const char *network, double cost_cny) {
  qn_trunk *row = sketch_row(region, QN_T_trunks);
  row->area = area;
  row->network = network;
  row->cost_cny = cost_cny;
  return row;
}

static void add_climate(qn_case *region) {
  qn_station *row = sketch_row(region, QN_T_climate);
  row->id = row->name = "S";
  row->design_degc = -10;
  row->season_start = "11-15";
  row->season_end = "02-23";
  row->season_days = row->code_days = 100;
  row->code_degc = 4;
}

static void add_building_class(qn_case *region) {
  qn_building_class *row = sketch_row(region, QN_T_building_classes);
  row->id = row->name = "house";
  row->q_w_m2 = 40;
  row->indoor_degc = 18;
  row->kappa_now = 0.5;
}

qn_case *sketch_region(int horizon, int evaluation_seasons) {
  qn_case *region = NULL;
  assert_int_equal(qn_case_new(&region), QN_OK);
  region->settings.base_year = 2020;
  region->settings.horizon = horizon;
  region->settings.evaluation_seasons = evaluation_seasons;
  add_climate(region);
  add_building_class(region);
  sketch_area(region, "C", QN_COUNTY, NULL)->station = "S";
  sketch_area(region, "T", QN_TOWNSHIP, "C");
  qn_zone *zone = sketch_row(region, QN_T_zones);
  zone->id = zone->name = "R";
  return region;
}

static void fail_with_findings(const qn_findings *findings) {
  qn_text words = {0};
  for (size_t i = 0; i < qn_findings_count(findings); i++) {
    const qn_finding *one = qn_findings_at(findings, i);
    if (one->severity != QN_ERROR) continue;
    qn_finding_words(&words, one, NULL);
    qn_text_addf(&words, " (%s %ld)\n", one->place.table ? one->place.table : "", one->place.row);
  }
  print_error("%s", qn_text_str(&words));
  qn_text_clear(&words);
  fail();
}

qn_case *sketch_stoves(int horizon, int evaluation_seasons, double discount_rate) {
  qn_case *c = sketch_region(horizon, evaluation_seasons);
  c->settings.discount_rate = discount_rate;
  c->settings.service_factor = 1;
  sketch_carrier(c, "coal", "t", 6000)->is_scattered_coal = 1;
  sketch_carrier(c, "pellets", "t", 5000);
  sketch_price(c, "coal", 1000);
  sketch_price(c, "pellets", 1000);
  sketch_mode(c, "stove", "coal", QN_MODE_PRESENT, "coal")->efficiency = 0.5;
  sketch_mode(c, "pellet", "biomass", QN_MODE_CANDIDATE, "pellets")->efficiency = 0.8;
  sketch_part(c, "stove", "stove", QN_PER_HOUSEHOLD, 1000, 10);
  sketch_part(c, "pellet", "stove", QN_PER_HOUSEHOLD, 4000, 10);
  sketch_clean(c, "pellet", QN_STATE_ANY, 1);
  return c;
}

qn_demand *sketch_finish(qn_case *region) {
  qn_findings *findings = qn_findings_new();
  qn_demand *demand = NULL;
  qn_status s = qn_case_finish(region, findings);
  if (!s) s = qn_demand_new(&demand, region, NULL, findings);
  if (s) fail_with_findings(findings);
  qn_findings_free(findings);
  return demand;
}
