/* Cases small enough to work out with a pocket calculator: docs/hand-cases.md shows the arithmetic,
 * number by number, under the names used here. Enumeration, the plan module and the verifier must
 * all come to it. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "plan/enumerate.h"
#include "plan/plan.h"
#include "plan/sketch.h"

/* ---- what the cases share: section "The village" of the page ---- */

static void add_village(qn_case *c, const char *id, double area_m2, double households) {
  sketch_unit(c, id, "T", "R", households, "stove");
  sketch_floor(c, id, "house", area_m2);
}

static void add_heater(qn_case *c, double price) {
  sketch_carrier(c, "power", "kWh", 1);
  sketch_price(c, "power", price);
  sketch_mode(c, "heater", "electric", QN_MODE_CANDIDATE, "power")->coincidence = 0.95;
  sketch_part(c, "heater", "heater", QN_PER_HOUSEHOLD, 1000, 10);
  sketch_clean(c, "heater", QN_STATE_ANY, 1);
}

static qn_target *all_clean(qn_case *c, int year) {
  return sketch_target(c, "all clean", "C", QN_CLEAN_RATE_AREA, year, 1);
}

static void set_price(qn_case *c, const char *carrier, double price) {
  for (int i = 0; i < c->n_prices; i++)
    if (!strcmp(c->prices[i].carrier, carrier)) c->prices[i].price_cny = price;
}

/* ---- the cases ---- */

static qn_case *two_modes_two_years(void) {
  qn_case *c = sketch_stoves(2022, 4, 0.25);
  add_village(c, "V", 10000, 100);
  add_heater(c, 0.5);
  all_clean(c, 2022);
  return c;
}

static qn_case *residual_value(void) {
  qn_case *c = sketch_stoves(2021, 5, 0.25);
  add_village(c, "V", 10000, 100);
  c->units[0].kind = QN_DEVELOPMENT;
  c->units[0].present_mode = NULL;
  c->units[0].first_year = 2021;
  c->mode_parts[1].life_a = 2;
  c->mode_parts[1].cost_cny = 1000;
  sketch_part(c, "pellet", "pipe", QN_PER_HOUSEHOLD, 1000, 10)->is_equipment = 0;
  return c;
}

static void add_subsidy(qn_case *c, const char *id, int kind, double share, int from, int to) {
  qn_subsidy *row = sketch_row(c, QN_T_subsidies);
  row->id = id;
  row->kind = kind;
  row->share = share;
  row->county = 1;
  if (kind == QN_SUBSIDY_RUNNING) {
    row->age_from = from;
    row->age_to = to;
  } else {
    row->cohort_from = from;
    row->cohort_to = to;
  }
}

static qn_case *subsidy_by_cohort(void) {
  qn_case *c = sketch_stoves(2022, 4, 0);
  c->settings.objective = QN_HOUSEHOLD;
  add_village(c, "V", 10000, 100);
  add_subsidy(c, "first cohort", QN_SUBSIDY_INVESTMENT, 0.5, 2021, 2021);
  add_subsidy(c, "later cohorts", QN_SUBSIDY_INVESTMENT, 0.25, 2022, 2030);
  add_subsidy(c, "first season", QN_SUBSIDY_RUNNING, 0.5, 1, 1);
  add_subsidy(c, "second season", QN_SUBSIDY_RUNNING, 0.25, 2, 2);
  all_clean(c, 2022);
  return c;
}

static qn_case *feeder_with_power_at(double price) {
  qn_case *c = sketch_stoves(2021, 5, 0);
  c->zones[0].peak_factor = 0.75;
  add_village(c, "V", 10000, 100);
  add_heater(c, price);
  set_price(c, "pellets", 1500);
  c->modes[2].needs_feeder = 1;
  c->units[0].feeder = "F";
  qn_supply *feeder = sketch_supply(c, "F", "T", QN_ROLE_FEEDER, "power");
  feeder->peak = 200;
  feeder->base_peak = 50;
  feeder->module_peak = 100;
  feeder->module_cost_cny = 50000;
  feeder->module_life_a = 25;
  all_clean(c, 2021);
  return c;
}
static qn_case *feeder_module(void) {
  return feeder_with_power_at(0.48);
}
static qn_case *feeder_decides(void) {
  return feeder_with_power_at(0.49);
}

static qn_case *gas_trunk_for(int n_village) {
  static const char *const names[] = {"V1", "V2"};
  qn_case *c = sketch_stoves(2021, 5, 0);
  for (int i = 0; i < n_village; i++) add_village(c, names[i], 10000, 100);
  set_price(c, "pellets", 1500);
  sketch_carrier(c, "gas", "m3", 10);
  sketch_price(c, "gas", 2);
  qn_mode *boiler = sketch_mode(c, "boiler", "gas", QN_MODE_CANDIDATE, "gas");
  boiler->efficiency = 0.8;
  boiler->needs_trunk = QN_GAS_TRUNK;
  sketch_part(c, "boiler", "boiler", QN_PER_HOUSEHOLD, 4000, 10);
  sketch_clean(c, "boiler", QN_STATE_ANY, 1);
  sketch_trunk(c, "T", "gas", 1000000)->life_a = 20;
  all_clean(c, 2021);
  return c;
}
static qn_case *trunk_for_one(void) {
  return gas_trunk_for(1);
}
static qn_case *trunk_for_two(void) {
  return gas_trunk_for(2);
}

static void add_boiler_house(qn_case *c, const char *id, const char *carrier, int state,
                             double capacity_kw, double own_m2) {
  qn_heat_source *k = sketch_source(c, id, "C", "N", "net", carrier);
  k->state = state;
  sketch_supply(c, id, "C", QN_ROLE_SOURCE, NULL)->peak = capacity_kw;
  qn_source_area *own = sketch_row(c, QN_T_source_areas);
  own->heat_source = id;
  own->zone = "R";
  own->building_class = "house";
  own->area_m2 = own_m2;
}

static void add_option(qn_case *c, const char *source, const char *id, int kind, double cny,
                       double life_a) {
  qn_source_option *row = sketch_row(c, QN_T_source_options);
  row->heat_source = source;
  row->option = id;
  row->kind = kind;
  row->invest_cny = cny;
  row->life_a = life_a;
  if (kind == QN_OPTION_MERGE) row->receiver = "plant";
}

static qn_case *boiler_house_merges(void) {
  qn_case *c = sketch_stoves(2021, 5, 0);
  sketch_mode(c, "net", "network", QN_MODE_CANDIDATE, NULL);
  sketch_clean(c, "net", QN_STATE_ULTRA_LOW, 1);
  sketch_carrier(c, "hot coal", "t", 5000);
  sketch_price(c, "hot coal", 800);
  sketch_carrier(c, "plant heat", "GJ", 250);
  sketch_price(c, "plant heat", 25);
  add_boiler_house(c, "house", "hot coal", QN_STATE_ORDINARY, 500, 10000);
  add_boiler_house(c, "plant", "plant heat", QN_STATE_ULTRA_LOW, 1000, 20000);
  c->sources[0].efficiency = 0.8;
  c->sources[1].efficiency = 1;
  qn_supply *plant = &c->supplies[1];
  plant->module_peak = 500;
  plant->module_cost_cny = 500000;
  plant->module_life_a = 25;
  plant->module_most = 1;
  add_option(c, "house", "ultra", QN_OPTION_ULTRA_LOW, 300000, 10);
  add_option(c, "house", "merge", QN_OPTION_MERGE, 200000, 20);
  all_clean(c, 2021);
  return c;
}

/* Nothing limits the plant: no reserve, no accident. */
static qn_case *merges_without_limit(void) {
  qn_case *c = boiler_house_merges();
  c->supplies[1].peak = NAN;
  c->settings.reserve = 0.2;
  c->settings.n_minus_1 = 1;
  c->sources[1].largest_kw = 700;
  return c;
}

static qn_case *rate_with_first_village(double area_m2) {
  qn_case *c = sketch_stoves(2021, 1, 0);
  add_village(c, "V1", area_m2, 1000);
  add_village(c, "V2", 100000 - area_m2, 100);
  all_clean(c, 2021)->value = 0.9;
  return c;
}
static qn_case *rate_within_tolerance(void) {
  return rate_with_first_village(89996);
}
static qn_case *rate_beyond_tolerance(void) {
  return rate_with_first_village(89980);
}

static qn_case *county_money(double first_cny, double second_cny, int carries) {
  qn_case *c = sketch_stoves(2022, 2, 0);
  const double money[] = {first_cny, second_cny};
  add_village(c, "V1", 10000, 100);
  add_village(c, "V2", 10000, 100);
  c->mode_parts[1].payer = QN_PAY_COUNTY;
  for (int i = 0; i < 2; i++) {
    qn_budget *row = sketch_row(c, QN_T_budgets);
    row->id = i ? "second" : "first";
    row->payer = QN_PAY_COUNTY;
    row->area = "C";
    row->year = 2021 + i;
    row->money_cny = money[i];
    row->carries = carries;
  }
  all_clean(c, 2022);
  return c;
}
static qn_case *budget_carries(void) {
  return county_money(500000, 300000, 1);
}
static qn_case *budget_by_year(void) {
  return county_money(500000, 400000, 0);
}
static qn_case *budget_too_small(void) {
  return county_money(500000, 300000, 0);
}

static void add_sulphur(qn_case *c, const char *carrier, double kg) {
  qn_emission_factor *row = sketch_row(c, QN_T_emission_factors);
  row->carrier = carrier;
  row->pollutant = "SO2";
  row->sector = QN_SECTOR_HOUSEHOLD;
  row->factor_kg = kg;
}

static qn_case *interim_fuel(void) {
  qn_case *c = sketch_stoves(2022, 2, 0);
  add_village(c, "V", 10000, 100);
  c->settings.interim_mode = "brick";
  sketch_carrier(c, "bricks", "t", 5000);
  sketch_price(c, "bricks", 1600);
  sketch_mode(c, "brick", "transitional", QN_MODE_PRESENT, "bricks")->efficiency = 0.8;
  sketch_part(c, "brick", "stove", QN_PER_HOUSEHOLD, 500, 5);
  qn_pollutant *so2 = sketch_row(c, QN_T_pollutants);
  so2->id = so2->name = "SO2";
  add_sulphur(c, "coal", 10);
  add_sulphur(c, "bricks", 5);
  qn_target *cap = sketch_target(c, "cap", "C", QN_EMISSION, 2021, 400);
  cap->pollutant = "SO2";
  cap->sense = QN_AT_MOST;
  qn_build_limit *none = sketch_row(c, QN_T_build_limits);
  none->id = "none yet";
  none->area = "C";
  none->year = 2021;
  none->households = 0;
  return c;
}

static qn_case *valley_store(void) {
  qn_case *c = sketch_stoves(2021, 10, 0);
  c->zones[0].peak_factor = 0.75;
  add_village(c, "V", 10000, 100);
  sketch_carrier(c, "power", "kWh", 1);
  qn_price *day = sketch_price(c, "power", 0.6);
  day->band = QN_BAND_DAY;
  day->hours = 16;
  qn_price *valley = sketch_price(c, "power", 0.3);
  valley->band = QN_BAND_VALLEY;
  valley->hours = 8;
  sketch_mode(c, "direct", "electric", QN_MODE_CANDIDATE, "power")->coincidence = 0.95;
  sketch_mode(c, "store", "electric", QN_MODE_CANDIDATE, "power")->coincidence = 0.95;
  c->modes[3].valley_share = 1;
  sketch_part(c, "direct", "heater", QN_PER_KW, 250, 10);
  sketch_part(c, "store", "heater", QN_PER_STORE_KW, 100, 10);
  sketch_part(c, "direct", "grid", QN_PER_KVA, 200, 20)->is_equipment = 0;
  sketch_part(c, "store", "grid", QN_PER_KVA, 200, 20)->is_equipment = 0;
  sketch_clean(c, "direct", QN_STATE_ANY, 1);
  sketch_clean(c, "store", QN_STATE_ANY, 1);
  c->units[0].modes_forbidden = "pellet";
  all_clean(c, 2021);
  return c;
}
static qn_case *valley_store_forbidden(void) {
  qn_case *c = valley_store();
  c->units[0].modes_forbidden = "pellet;store";
  return c;
}

static qn_case *burden_limit(void) {
  qn_case *c = sketch_stoves(2021, 1, 0);
  add_village(c, "V", 10000, 100);
  c->units[0].income_cny = 20000;
  c->units[0].straw_share = 0.4;
  set_price(c, "pellets", 1200);
  add_heater(c, 0.4);
  sketch_carrier(c, "stalks", "t", 4000)->is_straw = 1;
  sketch_price(c, "stalks", 100);
  sketch_mode(c, "kang", "coal", QN_MODE_PRESENT, "stalks")->efficiency = 0.3;
  c->settings.burden_rule = QN_HARD;
  c->settings.burden_limit = 0.01;
  all_clean(c, 2021);
  return c;
}
static qn_case *burden_only_reported(void) {
  qn_case *c = burden_limit();
  c->settings.burden_rule = QN_REPORTED;
  return c;
}

/* plan: what is decided, in the words of plan_words; NULL where no plan can be. */
static const struct {
  const char *name;
  qn_case *(*make)(void);
  double cost_cny;
  const char *plan;
} cases[] = {
    {"1 two modes, two years", two_modes_two_years, 294720, "V heater 2022"},
    {"2 residual value", residual_value, 372556.8, "V pellet 2021"},
    {"3 subsidy by cohort", subsidy_by_cohort, 395000, "V pellet 2021"},
    {"4a feeder modules", feeder_module, 646000, "V heater 2021, F 2"},
    {"4b feeder modules decide", feeder_decides, 650000, "V pellet 2021"},
    {"5a trunk for one village", trunk_for_one, 650000, "V1 pellet 2021"},
    {"5b trunk for two", trunk_for_two, 1250000, "V1 boiler 2021, V2 boiler 2021, T gas 2021"},
    {"6a boiler house merges", boiler_house_merges, 870000, "house merge 2021, plant 1"},
    {"6b into a plant without limit", merges_without_limit, 770000, "house merge 2021"},
    {"7a rate within tolerance", rate_within_tolerance, 1030008, "V1 pellet 2021, V2 stove"},
    {"7b rate beyond it", rate_beyond_tolerance, 1040000, "V1 pellet 2021, V2 pellet 2021"},
    {"8a budget that carries", budget_carries, 380000, "V1 pellet 2022, V2 pellet 2022"},
    {"8b budget by year", budget_by_year, 390000, NULL}, /* either village may be first */
    {"8c budget too small", budget_too_small, NAN, NULL},
    {"9 interim fuel", interim_fuel, 206000, "V pellet 2022 after brick"},
    {"10a valley store", valley_store, 930000, "V store 2021"},
    {"10b direct heater", valley_store_forbidden, 1330000, "V direct 2021"},
    {"11a burden limit", burden_limit, 112000, "V pellet 2021"},
    {"11b burden only reported", burden_only_reported, 106000, "V heater 2021"},
};

/* ---- comparing ---- */

static void add_word(qn_text *out, const char *id, const char *what, int year) {
  qn_text_addf(out, "%s%s", out->length ? ", " : "", id);
  if (what) qn_text_addf(out, " %s", what);
  if (year) qn_text_addf(out, " %d", year);
}

/* "V mode year [after interim], source option year, township network year, supply modules". */
static void plan_words(qn_text *out, const qn_case *c, const qn_decision *plan) {
  const int n_season = c->settings.horizon - c->settings.base_year;
  for (size_t i = 0; i < plan->n_unit; i++) {
    const qn_unit_choice *u = &plan->units[i];
    add_word(out, c->units[u->unit].id, c->modes[u->mode].id, u->year);
    if (u->interim) qn_text_addf(out, " after %s", c->settings.interim_mode);
  }
  for (int k = 0; k < c->n_sources; k++)
    if (plan->sources[k].option >= 0)
      add_word(out, c->sources[k].id, c->source_options[plan->sources[k].option].option,
               plan->sources[k].year);
  for (int i = 0; i < c->n_trunks; i++)
    if (plan->trunks[i]) add_word(out, c->trunks[i].area, c->trunks[i].network, plan->trunks[i]);
  for (int i = 0; i < c->n_supplies; i++) {
    const int modules = plan->modules[(i + 1) * n_season - 1];
    if (modules) add_word(out, c->supplies[i].id, NULL, modules);
  }
}

static void check_words(const char *name, const char *who, const qn_case *region,
                        const qn_decision *plan, const char *expected) {
  qn_text words = {0};
  plan_words(&words, region, plan);
  if (expected && strcmp(qn_text_str(&words), expected))
    fail_msg("%s: %s plans \"%s\", expected \"%s\"", name, who, qn_text_str(&words), expected);
  qn_text_clear(&words);
}

static void check_enumeration(size_t i, const qn_case *region, const qn_demand *demand) {
  qn_arena *arena = qn_arena_new();
  enumerated best;
  qn_verdict verdict;
  assert_int_equal(enumerate_best(&best, region, demand, arena), QN_OK);
  CHECK(best.is_feasible == !isnan(cases[i].cost_cny), cases[i].name);
  if (best.is_feasible) {
    check_words(cases[i].name, "enumeration", region, &best.decision, cases[i].plan);
    CHECK(!qn_verify(&verdict, region, demand, &best.decision, arena, NULL), cases[i].name);
    CHECK_NEAR(verdict.cost_cny, cases[i].cost_cny, 1e-12, cases[i].name);
  }
  qn_arena_free(arena);
}

static void check_plan(size_t i, const qn_case *region, const qn_demand *demand) {
  qn_run run = {.threads = 1, .seed = 1, .time_limit_s = 60, .started_s = qn_clock()};
  qn_plan *plan = NULL;
  CHECK(!qn_plan_solve(&plan, region, demand, &run), cases[i].name);
  const int has_plan = !isnan(cases[i].cost_cny);
  CHECK(plan->status == (has_plan ? QN_PLAN_OPTIMAL : QN_PLAN_INFEASIBLE), cases[i].name);
  if (has_plan) {
    check_words(cases[i].name, "the plan module", region, &plan->decision, cases[i].plan);
    CHECK_NEAR(plan->cost_cny, cases[i].cost_cny, 1e-9, cases[i].name);
  }
  qn_plan_free(plan);
}

static void come_to_the_same(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_case *region = cases[i].make();
    qn_demand *demand = sketch_finish(region);
    check_enumeration(i, region, demand);
    check_plan(i, region, demand);
    qn_demand_free(demand);
    qn_case_free(region);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(come_to_the_same)};
  return cmocka_run_group_tests_name("hand-calculated cases", tests, NULL, NULL);
}
