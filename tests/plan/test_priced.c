/* Targets with a price: a village is worth converting where that costs less than what it brings to
 * the target, so that the least cost is known in closed form, from the numbers of the sketch alone.
 * From the plan that converts nobody the start gets there, and so do two counties solved anew side
 * by side, though the target is of both. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "check.h"
#include "plan/family.h"
#include "plan/makeup.h"
#include "plan/searched.h"
#include "plan/sketch.h"
#include "plan/start.h"

enum { PAIRS = 20, SEASONS = 5, LIFE = 10, REGIONS = 10 };
static const double RATE = 0.05, STOVE_CNY_KWH = 0.1, PELLET_CNY_KWH = 0.2, DEVICE_CNY = 3000;
static const double PRICE_CNY = 9000;                  /* of a household short */
static const double SAME_REL = 1e-9, CLOSE_REL = 5e-5; /* of a program that ends at that gap */

static double discount(int season) {
  return pow(1 + RATE, -season);
}

/* 24 kWh of heat a square metre and season. */
static double energy_cny(double area_m2, double price) {
  double sum = 0;
  for (int s = 1; s <= SEASONS; s++) sum += discount(s) * 24 * area_m2 * price;
  return sum;
}

/* What a village of n households costs more when it is converted. */
static double more_cny(double n, double area_m2) {
  const double left = discount(SEASONS) * (LIFE - SEASONS) / LIFE;
  return energy_cny(area_m2, PELLET_CNY_KWH - STOVE_CNY_KWH) +
         DEVICE_CNY * n * (discount(1) - left);
}

static void add_village(qn_case *c, int i, const char *township, double households, double area) {
  const char *id = sketch_text(c, "%s_%d", township, i);
  sketch_unit(c, id, township, "R", households, "stove");
  sketch_floor(c, id, "house", area);
}

/* The same villages in two townships; *least_cny is what the best plan costs. */
static qn_case *region_of(uint64_t seed, double *least_cny) {
  qn_random r = qn_random_stream(seed, "priced", "");
  qn_case *c = sketch_stoves(2021, SEASONS, RATE);
  double all = 0;
  sketch_area(c, "T2", QN_TOWNSHIP, "C");
  for (int i = 0; i < c->n_modes; i++) c->modes[i].efficiency = 1;
  c->prices[0].price_cny = 6000 * STOVE_CNY_KWH;
  c->prices[1].price_cny = 5000 * PELLET_CNY_KWH;
  c->mode_parts[0].cost_cny = 0;
  c->mode_parts[1].cost_cny = DEVICE_CNY;
  *least_cny = 0;
  for (int i = 0; i < PAIRS; i++) {
    const double n = 20 + (double)qn_random_below(&r, 180);
    const double area = n * (50 + 1000 * qn_random_real(&r));
    add_village(c, i, "T", n, area);
    add_village(c, i, "T2", n, area);
    *least_cny += 2 * (energy_cny(area, STOVE_CNY_KWH) +
                       fmin(more_cny(n, area), PRICE_CNY * n * discount(1)));
    all += 2 * n;
  }
  qn_target *target = sketch_target(c, "all", "C", QN_MODE_HOUSEHOLDS, 2021, all);
  target->modes = "pellet";
  target->rule = QN_PRICED;
  target->price_cny = PRICE_CNY;
  return c;
}

/* Households of the villages that the best plan converts. */
static double worth_it(const qn_case *c) {
  double sum = 0;
  for (int u = 0; u < c->n_units; u++) {
    const double n = c->units[u].households, area = c->unit_areas[u].area_m2;
    if (more_cny(n, area) < PRICE_CNY * n * discount(1)) sum += n;
  }
  return sum;
}

/* Everyone keeps the stove; in x. */
static void stay(searched *t) {
  const qn_model *m = t->plan.model;
  for (size_t c = 0; c < m->n_column; c++)
    t->search.x[c] = m->columns[c].block >= 0 && m->columns[c].season < 0;
}

static void begin(searched *t, uint64_t seed, double *least_cny) {
  qn_case *region = region_of(seed, least_cny);
  qn_demand *demand = sketch_finish(region);
  searched_begin(t, region, demand, (qn_run){.threads = 2, .seed = 1});
}

static void start_from_today(searched *t) {
  size_t missed = 1;
  stay(t);
  assert_int_equal(
      qn_start(t->search.x, &missed, &t->search.subset, &t->search.relaxation, &t->run, 10), QN_OK);
  assert_int_equal(missed, 0);
  assert_int_equal(qn_search_offer(&t->search, "start"), QN_OK);
}

static void the_start_meets_what_is_worth_it(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) {
    searched t;
    double least_cny;
    begin(&t, seed, &least_cny);
    start_from_today(&t);
    CHECK_NEAR(t.plan.cost_cny, least_cny, SAME_REL, "start");
    searched_end(&t);
  }
}

/* One household fewer may be converted than would be worth it, and no price of the relaxation says
 * so: the saving of the last village must not be put above the limit. */
static void no_saving_breaks_a_limit(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) {
    searched t;
    double least_cny;
    qn_case *region = region_of(seed, &least_cny);
    qn_build_limit *most = sketch_row(region, QN_T_build_limits);
    most->id = "most";
    most->area = "C";
    most->year = 2021;
    most->households = worth_it(region) - 1;
    qn_demand *demand = sketch_finish(region);
    searched_begin(&t, region, demand, (qn_run){.threads = 1, .seed = 1});
    for (size_t r = 0; r < t.plan.model->n_row; r++) t.search.relaxation.price[r] = 0;
    start_from_today(&t);
    assert_true(t.search.has_plan && t.plan.cost_cny > least_cny);
    searched_end(&t);
  }
}

static void counties_share_what_is_missed(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) {
    searched t;
    double least_cny;
    begin(&t, seed, &least_cny);
    stay(&t);
    assert_int_equal(qn_search_offer(&t.search, "start"), QN_OK);
    assert_true(t.plan.cost_cny > 1.01 * least_cny);
    assert_int_equal(qn_renew(&t.search, (const int[]){0, 1}, 2, 1000, 60), QN_OK);
    CHECK_NEAR(t.plan.cost_cny, least_cny, CLOSE_REL, "renewed");
    searched_end(&t);
  }
}

/* Every other village is converted. What it costs to make up so many households by one or two
 * villages, from the closed form and by going through all pairs; own: price of the target's row,
 * which counts those converted and asks for more or for less of them. */
static double least_pair(const qn_case *c, int sense, double own, double missed) {
  double gain[2 * PAIRS + 1] = {0}, cost[2 * PAIRS + 1] = {0}, least = INFINITY;
  for (int u = 0; u < c->n_units; u++) { /* behind the last stands no change at all */
    const double sign = u % 2 ? -1 : 1, n = c->units[u].households;
    gain[u] = sense == QN_AT_MOST ? -sign * n : sign * n;
    cost[u] = fmax(sign * more_cny(n, c->unit_areas[u].area_m2), own * gain[u]);
  }
  for (int u = 0; u < c->n_units; u++)
    for (int v = u + 1; v <= c->n_units; v++)
      if (gain[u] + gain[v] >= missed) least = fmin(least, cost[u] + cost[v]);
  return least;
}

static void making_up_is_found_among_all_pairs(void **state) {
  (void)state;
  static const double owns[] = {0, 500, 3000}, missing[] = {1, 45, 150, 300, 1000};
  for (uint64_t seed = 1; seed <= REGIONS; seed++) {
    searched t;
    double least_cny;
    begin(&t, seed, &least_cny);
    const qn_model *m = t.plan.model;
    double *price = calloc(m->n_row, sizeof *price), *x = t.search.x;
    size_t row = (size_t)m->n_block;
    while (strcmp(m->rows[row].family->id, "target")) row++;
    for (size_t c = 0; c < m->n_column; c++)
      x[c] =
          m->columns[c].block >= 0 && (m->columns[c].season < 0) == (m->columns[c].block % 2 == 0);
    for (int i = 0; i < 30; i++) {
      const int sense = i < 15 ? QN_AT_LEAST : QN_AT_MOST;
      const double own = owns[i / 5 % 3], missed = missing[i % 5];
      const double want = least_pair(t.region, sense, own, missed);
      double got = 0;
      t.plan.model->rows[row].sense = sense;
      price[row] = sense == QN_AT_LEAST ? own : -own;
      assert_int_equal(qn_makeup_cost(&got, m, price, x, row, missed), QN_OK);
      assert_true(isinf(got) == isinf(want));
      if (!isinf(want)) CHECK_NEAR(got, want, SAME_REL, "made up");
    }
    free(price);
    searched_end(&t);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_start_meets_what_is_worth_it),
      cmocka_unit_test(no_saving_breaks_a_limit),
      cmocka_unit_test(counties_share_what_is_missed),
      cmocka_unit_test(making_up_is_found_among_all_pairs),
  };
  return cmocka_run_group_tests_name("priced targets", tests, NULL, NULL);
}
