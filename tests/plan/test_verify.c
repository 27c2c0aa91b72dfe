/* The verifier says no: one sound plan, and everything that can be wrong with it, one by one. What
 * is changed is either the plan (its structure) or a number of the region (its limits); the rule
 * that must be named stands beside. The numbers of sound plans are tested in test_hand. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "plan/enumerate.h"
#include "plan/sketch.h"
#include "plan/verify.h"

/* Rows of the region below, by name. */
enum { STOVE, PELLET, HEATER, BOILER, NET, KANG };
enum { V_PELLET, V_HEATER, V_BOILER, V_NET, V_ATTACHED, V_HALVES, V_NEW, V_GONE, V_FIXED, UNITS };
enum { FIRST_HOUSE, PLANT };
enum { S_HOUSE, S_PLANT, S_FEEDER, S_GAS, S_STORE };
enum { O_ULTRA, O_MERGE };
enum { T_GAS, T_NET };
enum { NO_YEAR, FIRST = 2021, SECOND = 2022 };

typedef struct {
  qn_case *region;
  qn_demand *demand;
  qn_arena *arena;
  qn_decision plan;
} scene;

/* ---- the region ---- */

static void add_devices(qn_case *c) {
  sketch_carrier(c, "coal", "t", 6000)->is_scattered_coal = 1;
  sketch_carrier(c, "pellets", "t", 5000);
  sketch_carrier(c, "power", "kWh", 1);
  sketch_carrier(c, "gas", "m3", 10);
  sketch_price(c, "coal", 1000);
  sketch_price(c, "pellets", 1000);
  sketch_price(c, "power", 0.5);
  sketch_price(c, "gas", 2);
  sketch_mode(c, "stove", "coal", QN_MODE_PRESENT, "coal");
  sketch_mode(c, "pellet", "biomass", QN_MODE_CANDIDATE, "pellets");
  sketch_mode(c, "heater", "electric", QN_MODE_CANDIDATE, "power")->needs_feeder = 1;
  sketch_mode(c, "boiler", "gas", QN_MODE_CANDIDATE, "gas")->needs_trunk = QN_GAS_TRUNK;
  sketch_mode(c, "net", "network", QN_MODE_CANDIDATE, NULL);
  sketch_mode(c, "kang", "electric", QN_MODE_CANDIDATE, "power")->room_share = 0.4;
  sketch_part(c, "pellet", "stove", QN_PER_HOUSEHOLD, 4000, 10)->payer = QN_PAY_COUNTY;
  for (int m = PELLET; m <= BOILER; m++) sketch_clean(c, c->modes[m].id, QN_STATE_ANY, 1);
  sketch_clean(c, "net", QN_STATE_ULTRA_LOW, 1);
  qn_retrofit *walls = sketch_row(c, QN_T_retrofits);
  walls->building_class = "house";
  walls->level = 1;
  walls->saving = 0.3;
}

static void add_source(qn_case *c, const char *id, int state, double own_m2) {
  qn_heat_source *k = sketch_source(c, id, "C", "N", "net", "coal");
  k->state = state;
  k->largest_kw = 500;
  sketch_supply(c, id, "C", QN_ROLE_SOURCE, NULL)->peak = 5000;
  qn_source_area *own = sketch_row(c, QN_T_source_areas);
  own->heat_source = id;
  own->zone = "R";
  own->building_class = "house";
  own->area_m2 = own_m2;
}

static void add_option(qn_case *c, const char *id, int kind, const char *receiver) {
  qn_source_option *row = sketch_row(c, QN_T_source_options);
  row->heat_source = "house";
  row->option = id;
  row->kind = kind;
  row->receiver = receiver;
  row->latest = FIRST;
}

static void add_units(qn_case *c) {
  static const char *const ids[UNITS] = {"pellet", "heater", "boiler", "net",  "attached",
                                         "halves", "new",    "gone",   "fixed"};
  for (int i = 0; i < UNITS; i++) {
    sketch_unit(c, ids[i], "T", "R", 100, i == V_ATTACHED ? "net" : "stove");
    sketch_floor(c, ids[i], "house", 10000);
  }
  c->units[V_HEATER].feeder = "feeder";
  c->units[V_ATTACHED].present_source = "house";
  c->units[V_HALVES].is_divisible = 1;
  c->units[V_NEW].present_mode = NULL;
  c->units[V_NEW].first_year = SECOND;
  c->units[V_GONE].demolition_year = 2023;
  c->units[V_FIXED].fixed_mode = "pellet";
  c->units[V_FIXED].fixed_year = SECOND;
}

static void add_limits(qn_case *c) {
  qn_supply *feeder = sketch_supply(c, "feeder", "T", QN_ROLE_FEEDER, "power");
  feeder->peak = 100;
  feeder->module_peak = 400;
  feeder->module_cost_cny = 50000;
  feeder->module_most = 3;
  qn_supply *gas = sketch_supply(c, "gas", "C", QN_ROLE_LIMIT, "gas");
  gas->annual = 1e6;
  gas->peak = 1e4;
  qn_supply *store = sketch_supply(c, "store", "C", QN_ROLE_STORAGE, "gas");
  store->annual = 1e5;
  store->duty_days = 10;
  qn_project *line = sketch_row(c, QN_T_projects);
  line->id = line->name = "line";
  line->is_fixed = 1;
  line->latest = FIRST;
  sketch_trunk(c, "T", "gas", 1e5)->earliest = FIRST;
  sketch_trunk(c, "T", "N", 1e5)->is_built = 1;
}

static void add_rules(qn_case *c) {
  sketch_target(c, "rate", "C", QN_CLEAN_RATE_AREA, SECOND, 0.7);
  qn_budget *money = sketch_row(c, QN_T_budgets);
  money->id = "money";
  money->payer = QN_PAY_COUNTY;
  money->area = "C";
  money->year = FIRST;
  money->money_cny = 1e6;
  qn_build_limit *most = sketch_row(c, QN_T_build_limits);
  most->id = "most";
  most->area = "C";
  most->year = FIRST;
  most->households = 1000;
}

static qn_unit_choice choice(int unit, int mode, int year) {
  return (qn_unit_choice){.unit = unit, .mode = mode, .year = year, .share = 1};
}

/* Room for one row more than the plan has. */
static void set_plan(scene *s) {
  const qn_unit_choice rows[] = {
      choice(V_PELLET, PELLET, FIRST),  choice(V_HEATER, HEATER, SECOND),
      choice(V_BOILER, BOILER, FIRST),  choice(V_NET, NET, SECOND),
      choice(V_ATTACHED, NET, NO_YEAR), choice(V_HALVES, PELLET, FIRST),
      choice(V_HALVES, STOVE, NO_YEAR), choice(V_NEW, PELLET, SECOND),
      choice(V_GONE, STOVE, NO_YEAR),   choice(V_FIXED, PELLET, SECOND),
  };
  const size_t n = sizeof rows / sizeof *rows;
  assert_int_equal(enumerate_room(&s->plan, s->region, s->arena), QN_OK);
  s->plan.units = qn_arena_array(s->arena, n + 1, sizeof *rows);
  memcpy(s->plan.units, rows, sizeof rows);
  s->plan.n_unit = n;
  s->plan.units[V_HALVES].share = s->plan.units[V_HALVES + 1].share = 0.5;
  s->plan.sources[FIRST_HOUSE] = (qn_source_choice){O_MERGE, FIRST};
  s->plan.projects[0] = FIRST;
  s->plan.trunks[T_GAS] = FIRST;
  s->plan.modules[S_FEEDER * 2 + 1] = 1;
  assert_true(enumerate_flows(s->region, s->demand, &s->plan, s->arena));
}

static scene scene_new(void) {
  scene s = {.region = sketch_region(SECOND, 4), .arena = qn_arena_new()};
  s.region->settings.n_minus_1 = 1;
  add_devices(s.region);
  add_source(s.region, "house", QN_STATE_ORDINARY, 10000);
  add_source(s.region, "plant", QN_STATE_ULTRA_LOW, 20000);
  add_option(s.region, "ultra", QN_OPTION_ULTRA_LOW, NULL);
  add_option(s.region, "merge", QN_OPTION_MERGE, "plant");
  add_units(s.region);
  add_limits(s.region);
  add_rules(s.region);
  s.demand = sketch_finish(s.region);
  set_plan(&s);
  return s;
}

static void scene_free(scene *s) {
  qn_arena_free(s->arena);
  qn_demand_free(s->demand);
  qn_case_free(s->region);
}

/* ---- a sound plan ---- */

static void sound_plan_is_accepted(void **state) {
  (void)state;
  scene s = scene_new();
  qn_verdict verdict;
  assert_int_equal(qn_verify(&verdict, s.region, s.demand, &s.plan, s.arena, NULL), QN_OK);
  assert_int_equal(verdict.n_broken, 0);
  scene_free(&s);
}

/* ---- what can be wrong with it ---- */

static qn_unit_choice *row_of(scene *s, int unit) {
  for (size_t i = 0; i < s->plan.n_unit; i++)
    if (s->plan.units[i].unit == unit) return &s->plan.units[i];
  return NULL;
}
static void converts_before_the_plan(scene *s) {
  row_of(s, V_PELLET)->year = 2020;
}
static void converts_after_the_plan(scene *s) {
  row_of(s, V_PELLET)->year = 2023;
}
static void converts_to_what_only_exists_today(scene *s) {
  *row_of(s, V_NEW) = choice(V_NEW, STOVE, SECOND);
}
static void converts_to_half_a_heating(scene *s) {
  row_of(s, V_PELLET)->mode = KANG;
}
static void has_an_unknown_level(scene *s) {
  row_of(s, V_PELLET)->level = 2;
}
static void has_an_interim_that_is_not_set(scene *s) {
  row_of(s, V_HEATER)->interim = 1;
}
static void retrofits_without_a_year(scene *s) {
  row_of(s, V_GONE)->level = 1;
}
static void changes_nothing_in_a_year(scene *s) {
  row_of(s, V_ATTACHED)->year = FIRST;
}
static void leaves_its_network(scene *s) {
  *row_of(s, V_ATTACHED) = choice(V_ATTACHED, PELLET, FIRST);
}
static void converts_what_is_torn_down(scene *s) {
  *row_of(s, V_GONE) = choice(V_GONE, PELLET, FIRST);
}
static void develops_in_another_year(scene *s) {
  row_of(s, V_NEW)->year = FIRST;
}
static void develops_nothing(scene *s) {
  row_of(s, V_NEW)->year = NO_YEAR;
}
static void takes_another_mode_than_fixed(scene *s) {
  row_of(s, V_FIXED)->mode = HEATER;
}
static void takes_another_year_than_fixed(scene *s) {
  row_of(s, V_FIXED)->year = FIRST;
}
static void stays_where_a_mode_is_fixed(scene *s) {
  *row_of(s, V_FIXED) = choice(V_FIXED, STOVE, NO_YEAR);
}
static void splits_what_is_one(scene *s) {
  row_of(s, V_PELLET)->share = 0.5;
}
static void has_shares_that_do_not_sum_to_one(scene *s) {
  row_of(s, V_HALVES)->share = 0.4;
}
static void has_a_share_that_is_nan(scene *s) {
  row_of(s, V_HALVES)->share = NAN;
}
static void has_an_unknown_unit(scene *s) {
  row_of(s, V_FIXED)->unit = UNITS;
}
static void forgets_a_unit(scene *s) {
  s->plan.n_unit--;
}
static void has_a_unit_twice(scene *s) {
  s->plan.units[s->plan.n_unit++] = choice(V_FIXED, PELLET, SECOND);
}
static void is_not_in_order(scene *s) {
  const qn_unit_choice first = s->plan.units[0];
  s->plan.units[0] = s->plan.units[1];
  s->plan.units[1] = first;
}
static void takes_an_option_too_late(scene *s) {
  s->plan.sources[FIRST_HOUSE].year = SECOND;
}
static void takes_an_option_of_another_source(scene *s) {
  s->plan.sources[PLANT] = (qn_source_choice){O_ULTRA, FIRST};
}
static void keeps_with_a_year(scene *s) {
  s->plan.sources[PLANT].year = FIRST;
}
static void keeps_what_must_go(scene *s) {
  s->region->sources[PLANT].keep_until = FIRST;
}
static void forgets_a_fixed_project(scene *s) {
  s->plan.projects[0] = NO_YEAR;
}
static void builds_a_project_too_late(scene *s) {
  s->plan.projects[0] = SECOND;
}
static void builds_a_trunk_that_stands(scene *s) {
  s->plan.trunks[T_NET] = FIRST;
}
static void builds_a_trunk_too_early(scene *s) {
  row_of(s, V_BOILER)->year = SECOND;
  s->region->trunks[T_GAS].earliest = SECOND;
}
static void takes_modules_away(scene *s) {
  s->plan.modules[S_FEEDER * 2] = 2;
}
static void has_more_modules_than_possible(scene *s) {
  s->plan.modules[S_FEEDER * 2 + 1] = 4;
}
static void has_less_than_no_module(scene *s) {
  s->plan.modules[S_GAS * 2] = -1;
}

/* Flows: the first one that goes to a township, or to what hangs on a source. */
static qn_heat_flow *flow_to(scene *s, int township, int attached_of) {
  for (size_t i = 0; i < s->plan.n_flow; i++) {
    qn_heat_flow *flow = &s->plan.flows[i];
    if ((township && flow->township >= 0) || (!township && flow->attached_of == attached_of))
      return flow;
  }
  return NULL;
}
static void sends_less_to_the_attached(scene *s) {
  flow_to(s, 0, PLANT)->kw *= 0.9999;
}
static void sends_less_to_a_merged_house(scene *s) {
  flow_to(s, 0, FIRST_HOUSE)->kw *= 0.9999;
}
static void sends_less_to_those_who_join(scene *s) {
  flow_to(s, 1, -1)->kw *= 0.9999;
}
static void sends_negative_heat(scene *s) {
  flow_to(s, 0, PLANT)->kw *= -1;
}
static void sends_from_a_closed_source(scene *s) {
  flow_to(s, 0, FIRST_HOUSE)->heat_source = FIRST_HOUSE;
}
static void sends_in_another_state(scene *s) {
  flow_to(s, 0, PLANT)->state = O_ULTRA;
}
static void serves_what_was_not_merged(scene *s) {
  s->plan.sources[FIRST_HOUSE] = (qn_source_choice){-1, NO_YEAR};
}
static void sends_to_nobody(scene *s) {
  flow_to(s, 1, -1)->township = -1;
}
static void sends_where_no_trunk_stands(scene *s) {
  s->region->trunks[T_NET].is_built = 0;
}
static void sends_unclean_heat(scene *s) {
  s->region->sources[PLANT].state = QN_STATE_ORDINARY;
}

/* Limits. */
static void has_small_sources(scene *s) {
  s->region->supplies[S_PLANT].peak = 1900;
}
static void has_little_reserve(scene *s) {
  s->region->settings.reserve = 0.63;
}
static void has_a_large_boiler(scene *s) {
  s->region->sources[PLANT].largest_kw = 4500;
}
static void lacks_modules(scene *s) {
  s->plan.modules[S_FEEDER * 2 + 1] = 0;
}
static void lacks_gas(scene *s) {
  s->region->supplies[S_GAS].annual = 23999;
}
static void lacks_gas_when_it_is_cold(scene *s) {
  s->region->supplies[S_GAS].peak = 959;
}
static void lacks_gas_in_store(scene *s) {
  s->region->supplies[S_STORE].annual = 657;
}
static void lacks_the_gas_trunk(scene *s) {
  s->plan.trunks[T_GAS] = SECOND;
}
static void builds_too_much(scene *s) {
  s->region->build_limits[0].households = 249;
}
static void spends_too_much(scene *s) {
  s->region->budgets[0].money_cny = 599999;
}
static void misses_a_rate(scene *s) {
  s->region->targets[0].value = 0.9;
}

#define FAULT(family, change) \
  { #change, family, change }
static const struct {
  const char *name, *family;
  void (*change)(scene *s);
} faults[] = {
    FAULT("choose", converts_before_the_plan),
    FAULT("choose", converts_after_the_plan),
    FAULT("choose", converts_to_what_only_exists_today),
    FAULT("choose", converts_to_half_a_heating),
    FAULT("choose", has_an_unknown_level),
    FAULT("choose", has_an_interim_that_is_not_set),
    FAULT("choose", retrofits_without_a_year),
    FAULT("choose", changes_nothing_in_a_year),
    FAULT("choose", leaves_its_network),
    FAULT("choose", converts_what_is_torn_down),
    FAULT("choose", develops_in_another_year),
    FAULT("choose", develops_nothing),
    FAULT("choose", takes_another_mode_than_fixed),
    FAULT("choose", takes_another_year_than_fixed),
    FAULT("choose", stays_where_a_mode_is_fixed),
    FAULT("choose", splits_what_is_one),
    FAULT("choose", has_shares_that_do_not_sum_to_one),
    FAULT("choose", has_a_share_that_is_nan),
    FAULT("choose", has_an_unknown_unit),
    FAULT("choose", forgets_a_unit),
    FAULT("choose", has_a_unit_twice),
    FAULT("choose", is_not_in_order),
    FAULT("choose_source", takes_an_option_too_late),
    FAULT("choose_source", takes_an_option_of_another_source),
    FAULT("choose_source", keeps_with_a_year),
    FAULT("choose_source", keeps_what_must_go),
    FAULT("choose_project", forgets_a_fixed_project),
    FAULT("choose_project", builds_a_project_too_late),
    FAULT("choose_trunk", builds_a_trunk_that_stands),
    FAULT("choose_trunk", builds_a_trunk_too_early),
    FAULT("modules", takes_modules_away),
    FAULT("modules", has_more_modules_than_possible),
    FAULT("modules", has_less_than_no_module),
    FAULT("attached", sends_less_to_the_attached),
    FAULT("attached", sends_less_to_a_merged_house),
    FAULT("joiners", sends_less_to_those_who_join),
    FAULT("merge", sends_negative_heat),
    FAULT("merge", sends_from_a_closed_source),
    FAULT("merge", sends_in_another_state),
    FAULT("merge", serves_what_was_not_merged),
    FAULT("trunk_heat", sends_to_nobody),
    FAULT("trunk_heat", sends_where_no_trunk_stands),
    FAULT("trunk_heat", sends_unclean_heat),
    FAULT("capacity", has_small_sources),
    FAULT("capacity", has_little_reserve),
    FAULT("n_minus_1", has_a_large_boiler),
    FAULT("feeder", lacks_modules),
    FAULT("annual", lacks_gas),
    FAULT("peak", lacks_gas_when_it_is_cold),
    FAULT("storage", lacks_gas_in_store),
    FAULT("trunk_gas", lacks_the_gas_trunk),
    FAULT("build", builds_too_much),
    FAULT("budget", spends_too_much),
    FAULT("target", misses_a_rate),
};

/* Number of broken hard rules of a family. */
static size_t broken(const qn_verdict *verdict, const char *family) {
  size_t n = 0;
  for (size_t i = 0; i < verdict->n_rule; i++)
    n += !strcmp(verdict->rules[i].family, family) && !verdict->rules[i].is_met &&
         verdict->rules[i].is_hard;
  return n;
}

static void every_fault_is_named(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    scene s = scene_new();
    qn_findings *findings = qn_findings_new();
    qn_verdict verdict;
    faults[i].change(&s);
    const qn_status status = qn_verify(&verdict, s.region, s.demand, &s.plan, s.arena, findings);
    CHECK(status == QN_EVERIFY, faults[i].name);
    CHECK(broken(&verdict, faults[i].family) > 0, faults[i].name);
    CHECK(qn_findings_count_of(findings, QN_ERROR) > verdict.n_broken, faults[i].name);
    qn_findings_free(findings);
    scene_free(&s);
  }
}

/* ---- rules that are priced or only reported ---- */

/* 100 households' stoves in 2021 and half a village's: 600,000 from the county, 0.95238 discounted.
 * The budget of 500,000 is missed by 100,000, at 0.5 each. */
static void shortfall_is_priced(void **state) {
  (void)state;
  static const struct {
    const char *name;
    int rule;
    double penalty;
  } rules[] = {
      {"priced", QN_PRICED, 0.5 * 100000 / 1.05},
      {"reported", QN_REPORTED, 0},
  };
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    scene s = scene_new();
    qn_verdict verdict;
    qn_budget *budget = &s.region->budgets[0];
    budget->money_cny = 500000;
    budget->rule = rules[i].rule;
    budget->price_cny = 0.5;
    CHECK(!qn_verify(&verdict, s.region, s.demand, &s.plan, s.arena, NULL), rules[i].name);
    CHECK_NEAR(verdict.penalty_cny, rules[i].penalty, 1e-12, rules[i].name);
    CHECK_NEAR(verdict.cost_cny, verdict.social_cny + rules[i].penalty, 1e-12, rules[i].name);
    CHECK_NEAR(verdict.paid[QN_PAY_COUNTY], 600000, 1e-12, rules[i].name);
    scene_free(&s);
  }
}

/* A hard rule may be missed by a millionth of its scale and no more. */
static void hard_rules_have_a_millionth(void **state) {
  (void)state;
  static const struct {
    double money_cny;
    qn_status status;
  } edges[] = {{600000 * (1 - 0.9e-6), QN_OK}, {600000 * (1 - 1.1e-6), QN_EVERIFY}};
  for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
    scene s = scene_new();
    qn_verdict verdict;
    s.region->budgets[0].money_cny = edges[i].money_cny;
    assert_int_equal(qn_verify(&verdict, s.region, s.demand, &s.plan, s.arena, NULL),
                     edges[i].status);
    scene_free(&s);
  }
}

/* Every mode after the first costs its price, once. */
static void extra_modes_are_priced(void **state) {
  (void)state;
  scene s = scene_new();
  qn_verdict verdict;
  s.region->settings.extra_mode_price_cny = 7000;
  assert_int_equal(qn_verify(&verdict, s.region, s.demand, &s.plan, s.arena, NULL), QN_OK);
  CHECK_NEAR(verdict.extra_mode_cny, 7000, 1e-12, "one unit with two modes");
  scene_free(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sound_plan_is_accepted), cmocka_unit_test(every_fault_is_named),
      cmocka_unit_test(shortfall_is_priced),    cmocka_unit_test(hard_rules_have_a_millionth),
      cmocka_unit_test(extra_modes_are_priced),
  };
  return cmocka_run_group_tests_name("verifier", tests, NULL, NULL);
}
