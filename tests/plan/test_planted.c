/* A plan where one is known to exist though every rule is tight: villages are given modes and years
 * by chance, and what that takes of fuels, crews and money, and brings to targets, is the limit of
 * each, with a little room. The sums are made here, from the numbers of the sketch alone. Programs
 * stop after so many nodes; no clock has a say. QN_SEED=7 looks at one region. */
#include <stdlib.h>

#include "base/random.h"
#include "check.h"
#include "plan/plan.h"
#include "plan/sketch.h"

enum { BASE = 2020, UNITS = 40, MODES = 4, YEARS = 4, REGIONS = 8, NODES = 300 };
static const double ROOM = 0.01; /* of every limit and target */

typedef struct {
  double fuel[MODES];       /* units of the last season; one warms 100 m2 */
  double households[MODES]; /* with the mode in the last season */
  double built[YEARS];      /* households in the year */
  double money[YEARS];      /* of the county in the year, CNY */
} sums;

static const double COUNTY_CNY[MODES] = {900, 2500, 400, 1700}; /* a household */
static const double OWN_CNY[MODES] = {3000, 1200, 5000, 2200};
static const double PRICE_CNY_KWH[MODES] = {0.21, 0.25, 0.16, 0.19};

static void add_modes(qn_case *c) {
  sketch_carrier(c, "coal", "t", 2400);
  sketch_price(c, "coal", 2400 * 0.1);
  sketch_mode(c, "stove", "coal", QN_MODE_PRESENT, "coal");
  for (int m = 0; m < MODES; m++) {
    const char *mode = sketch_text(c, "mode%d", m), *fuel = sketch_text(c, "fuel%d", m);
    sketch_carrier(c, fuel, "t", 2400);
    sketch_price(c, fuel, 2400 * PRICE_CNY_KWH[m]);
    sketch_mode(c, mode, "biomass", QN_MODE_CANDIDATE, fuel);
    sketch_part(c, mode, "own", QN_PER_HOUSEHOLD, OWN_CNY[m], 10);
    sketch_part(c, mode, "county", QN_PER_HOUSEHOLD, COUNTY_CNY[m], 10)->payer = QN_PAY_COUNTY;
  }
}

/* Villages, and what the plan that is drawn for them takes; a quarter of them stays. */
static void add_villages(qn_case *c, qn_random *r, sums *sum) {
  for (int u = 0; u < UNITS; u++) {
    const char *id = sketch_text(c, "u%d", u);
    const double households = 20 + (double)qn_random_below(r, 180);
    const double area_100m2 = 10 + (double)qn_random_below(r, 150);
    const int year = (int)qn_random_below(r, YEARS), mode = (int)qn_random_below(r, MODES);
    sketch_unit(c, id, "T", "R", households, "stove");
    sketch_floor(c, id, "house", 100 * area_100m2);
    if (qn_random_below(r, 4) == 0) continue;
    sum->fuel[mode] += area_100m2;
    sum->households[mode] += households;
    sum->built[year] += households;
    sum->money[year] += households * COUNTY_CNY[mode];
  }
}

static void add_rules(qn_case *c, const sums *sum) {
  for (int m = 0; m < MODES; m++) {
    const char *fuel = sketch_text(c, "fuel%d", m);
    sketch_supply(c, fuel, "C", QN_ROLE_LIMIT, fuel)->annual = sum->fuel[m] * (1 + ROOM);
    sketch_target(c, sketch_text(c, "asked%d", m), "C", QN_MODE_HOUSEHOLDS, BASE + YEARS,
                  sum->households[m] * (1 - ROOM))
        ->modes = sketch_text(c, "mode%d", m);
  }
  for (int y = 0; y < YEARS; y++) {
    qn_budget *money = sketch_row(c, QN_T_budgets);
    money->id = sketch_text(c, "money%d", y);
    money->payer = QN_PAY_COUNTY;
    money->area = "C";
    money->year = BASE + 1 + y;
    money->money_cny = sum->money[y] * (1 + ROOM);
    qn_build_limit *crews = sketch_row(c, QN_T_build_limits);
    crews->id = sketch_text(c, "crews%d", y);
    crews->area = "C";
    crews->year = BASE + 1 + y;
    crews->households = sum->built[y] * (1 + ROOM);
  }
}

static int finds_a_plan(uint64_t seed) {
  qn_random r = qn_random_stream(seed, "planted", "");
  sums sum = {{0}, {0}, {0}, {0}};
  qn_case *c = sketch_region(BASE + YEARS, 8);
  c->settings.service_factor = 1;
  add_modes(c);
  add_villages(c, &r, &sum);
  add_rules(c, &sum);
  qn_demand *demand = sketch_finish(c);
  qn_run run = {.threads = 1, .seed = seed, .gap = 1, .work_limit = NODES};
  qn_plan *plan = NULL;
  assert_int_equal(qn_plan_solve(&plan, c, demand, &run), QN_OK);
  const int found = plan->status == QN_PLAN_OPTIMAL;
  if (!found)
    print_error("QN_SEED=%llu: %s\n", (unsigned long long)seed, qn_plan_status_text(plan->status));
  qn_plan_free(plan);
  qn_demand_free(demand);
  qn_case_free(c);
  return found;
}

static void a_tight_region_gets_its_plan(void **state) {
  (void)state;
  int found = 0;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) found += finds_a_plan(seed);
  assert_int_equal(found, REGIONS);
}

static void one_asked_for(void **state) {
  (void)state;
  assert_true(finds_a_plan(strtoull(getenv("QN_SEED"), NULL, 0)));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_tight_region_gets_its_plan)};
  const struct CMUnitTest asked[] = {cmocka_unit_test(one_asked_for)};
  if (getenv("QN_SEED")) return cmocka_run_group_tests_name("one region", asked, NULL, NULL);
  return cmocka_run_group_tests_name("planted", tests, NULL, NULL);
}
