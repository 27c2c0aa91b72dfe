/* The plan module against an outside answer: villages that choose among modes under one limit are a
 * multiple-choice knapsack, and with whole weights dynamic programming solves it exactly. Costs are
 * in closed form here, from the numbers of the sketch alone. */
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "check.h"
#include "plan/exchange.h"
#include "plan/plan.h"
#include "plan/searched.h"
#include "plan/sketch.h"

enum { MOST_UNITS = 40, MODES = 3, SEASONS = 5, LIFE = 10, TRIALS = 40 };
static const double RATE = 0.05;
static const double MOST_LEFT = 0.002; /* of the gain; a fifth of it is measured */

/* What the limit counts: money of the county in hundreds, households converted, units of fuel. */
enum limit { COUNTY_MONEY, BUILDING, FUEL };

typedef struct {
  int limit, n_unit, capacity;
  int households[MOST_UNITS], area_100m2[MOST_UNITS];
  int county_100[MODES];                   /* of the county a household */
  double own_cny[MODES], price[MODES + 1]; /* own part a household; CNY a kWh, last: stove */
} knapsack;

static knapsack random_knapsack(qn_random *r, int limit) {
  knapsack k = {.limit = limit, .n_unit = 5 + (int)qn_random_below(r, MOST_UNITS - 4)};
  for (int u = 0; u < k.n_unit; u++) {
    k.households[u] = 20 + (int)qn_random_below(r, 180);
    k.area_100m2[u] = 10 + (int)qn_random_below(r, 150);
  }
  for (int m = 0; m < MODES; m++) {
    k.county_100[m] = 1 + (int)qn_random_below(r, 20);
    k.own_cny[m] = 500 + 1500 * qn_random_real(r);
    k.price[m] = 0.05 + 0.25 * qn_random_real(r);
  }
  k.price[MODES] = 0.35;
  return k;
}

static double discount(int season) {
  return pow(1 + RATE, -season);
}

/* A village's cost in a mode (MODES: it stays); 24 kWh of heat a square metre and season. */
static double cost_of(const knapsack *k, int u, int m) {
  double energy = 0;
  for (int s = 1; s <= SEASONS; s++) energy += discount(s) * 2400 * k->area_100m2[u] * k->price[m];
  if (m == MODES) return energy;
  const double device = k->households[u] * (k->own_cny[m] + 100 * k->county_100[m]);
  return energy + device * (discount(1) - discount(SEASONS) * (LIFE - SEASONS) / (double)LIFE);
}

static int weight_of(const knapsack *k, int u, int m) {
  if (m == MODES) return 0;
  if (k->limit == COUNTY_MONEY) return k->households[u] * k->county_100[m];
  if (k->limit == BUILDING) return k->households[u];
  return m == 0 ? k->area_100m2[u] : 0; /* only the first mode's fuel is short */
}

/* Room for a third to two thirds of what the cheapest choices would take. */
static void set_capacity(knapsack *k, qn_random *r) {
  int wish = 0;
  for (int u = 0; u < k->n_unit; u++) {
    int best = MODES;
    for (int m = 0; m < MODES; m++)
      if (cost_of(k, u, m) < cost_of(k, u, best)) best = m;
    wish += weight_of(k, u, best);
  }
  k->capacity = (int)(wish * (1 + qn_random_real(r)) / 3);
}

/* least[w]: cheapest for the villages so far within weight w. */
static double solve(const knapsack *k) {
  const size_t n = (size_t)k->capacity + 1;
  double *least = calloc(n, sizeof *least), *next = calloc(n, sizeof *next);
  assert_true(least && next);
  for (int u = 0; u < k->n_unit; u++) {
    for (int w = 0; w <= k->capacity; w++) {
      next[w] = INFINITY;
      for (int m = 0; m <= MODES; m++) {
        const int rest = w - weight_of(k, u, m);
        if (rest >= 0) next[w] = fmin(next[w], least[rest] + cost_of(k, u, m));
      }
    }
    double *done = next;
    next = least;
    least = done;
  }
  const double answer = least[k->capacity];
  free(least);
  free(next);
  return answer;
}

/* ---- the same as a region ---- */

static void add_limit(qn_case *c, const knapsack *k) {
  if (k->limit == COUNTY_MONEY) {
    qn_budget *row = sketch_row(c, QN_T_budgets);
    row->id = "money";
    row->payer = QN_PAY_COUNTY;
    row->area = "C";
    row->year = 2021;
    row->money_cny = 100.0 * k->capacity;
  } else if (k->limit == BUILDING) {
    qn_build_limit *row = sketch_row(c, QN_T_build_limits);
    row->id = "most";
    row->area = "C";
    row->year = 2021;
    row->households = k->capacity;
  } else {
    sketch_supply(c, "fuel", "C", QN_ROLE_LIMIT, "fuel0")->annual = k->capacity;
  }
}

/* A unit of each fuel gives the season's heat of 100 m2: 2,400 kWh. */
static void add_mode(qn_case *c, const knapsack *k, int m) {
  const char *mode = sketch_text(c, "mode%d", m), *fuel = sketch_text(c, "fuel%d", m);
  sketch_carrier(c, fuel, "t", 2400);
  sketch_price(c, fuel, 2400 * k->price[m]);
  sketch_mode(c, mode, "biomass", m == MODES ? QN_MODE_PRESENT : QN_MODE_CANDIDATE, fuel);
  if (m == MODES) return;
  sketch_part(c, mode, "own", QN_PER_HOUSEHOLD, k->own_cny[m], LIFE);
  sketch_part(c, mode, "county", QN_PER_HOUSEHOLD, 100.0 * k->county_100[m], LIFE)->payer =
      QN_PAY_COUNTY;
}

static qn_case *region_of(const knapsack *k) {
  qn_case *c = sketch_region(2021, SEASONS);
  c->settings.discount_rate = RATE;
  c->settings.service_factor = 1;
  for (int m = 0; m <= MODES; m++) add_mode(c, k, m);
  for (int u = 0; u < k->n_unit; u++) {
    const char *id = sketch_text(c, "u%d", u);
    sketch_unit(c, id, "T", "R", k->households[u], sketch_text(c, "mode%d", MODES));
    sketch_floor(c, id, "house", 100.0 * k->area_100m2[u]);
  }
  add_limit(c, k);
  return c;
}

static void try_knapsack(const char *name, const knapsack *k) {
  qn_case *region = region_of(k);
  qn_demand *demand = sketch_finish(region);
  qn_run run = {.threads = 1, .seed = 1, .time_limit_s = 60, .started_s = qn_clock()};
  qn_plan *plan = NULL;
  CHECK(!qn_plan_solve(&plan, region, demand, &run), name);
  CHECK(plan->status == QN_PLAN_OPTIMAL, name);
  CHECK_NEAR(plan->cost_cny, solve(k), 1e-9, name);
  qn_plan_free(plan);
  qn_demand_free(demand);
  qn_case_free(region);
}

static void plan_is_the_knapsack(void **state) {
  (void)state;
  static const char *const names[] = {"county money", "households built", "fuel of a mode"};
  for (int limit = COUNTY_MONEY; limit <= FUEL; limit++) {
    qn_random r = qn_random_stream(1, "knapsack", names[limit]);
    for (int i = 0; i < TRIALS; i++) {
      knapsack k = random_knapsack(&r, limit);
      set_capacity(&k, &r);
      try_knapsack(names[limit], &k);
    }
  }
}

/* The start from a random point, then exchange: what it leaves of the gain from converting nobody
 * to the best. */
static void pack(const knapsack *k, uint64_t seed, double *left, double *gain) {
  searched t;
  qn_case *region = region_of(k);
  qn_demand *demand = sketch_finish(region);
  searched_begin(&t, region, demand, (qn_run){.threads = 1, .seed = 1});
  const qn_model *m = t.plan.model;
  const double least = solve(k);
  double cost = 0, today = 0;
  searched_start(&t, seed);
  assert_true(t.search.has_plan);
  double *x = t.search.best;
  assert_int_equal(qn_exchange(x, m, t.search.relaxation.reduced, 0, 0, &t.run, 60), QN_OK);
  for (size_t c = 0; c < m->n_column; c++) cost += x[c] * m->columns[c].cost;
  for (int u = 0; u < k->n_unit; u++) today += cost_of(k, u, MODES);
  CHECK(cost >= least * (1 - 1e-9), "below the least cost");
  *left += cost - least;
  *gain += today - least;
  searched_end(&t);
}

static void exchange_packs_the_knapsack(void **state) {
  (void)state;
  for (int limit = COUNTY_MONEY; limit <= FUEL; limit++) {
    qn_random r = qn_random_stream(2, "knapsack", "exchange");
    double left = 0, gain = 0;
    for (int i = 0; i < TRIALS; i++) {
      knapsack k = random_knapsack(&r, limit);
      set_capacity(&k, &r);
      pack(&k, (uint64_t)i, &left, &gain);
    }
    print_message("limit %d: %.4f %% of the gain left\n", limit, 100 * left / gain);
    assert_true(left < MOST_LEFT * gain);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(plan_is_the_knapsack),
                                     cmocka_unit_test(exchange_packs_the_knapsack)};
  return cmocka_run_group_tests_name("multiple-choice knapsack", tests, NULL, NULL);
}
