/* What must hold between two plans of nearly the same region, both solved to optimality: all money
 * doubled doubles the cost, and so does the whole region doubled; the order of rows does not
 * matter; one option more, or a looser limit, never costs more. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "check.h"
#include "plan/doubled.h"
#include "plan/generated.h"
#include "plan/plan.h"
#include "plan/random_case.h"
#include "plan/sketch.h"

static const double COST_REL = 1e-6;
static const double MOST_PLANS = 1e6;

#if defined(__SANITIZE_ADDRESS__)
enum { REGIONS = 20 };
#else
enum { REGIONS = 150 };
#endif

/* A hard burden rule takes pathways away once a clean one holds it, so more choice can cost more;
 * it is left out. */
static const unsigned FAMILIES = RANDOM_ALL & ~(unsigned)RANDOM_BURDEN;

typedef struct {
  qn_case *region;
  qn_demand *demand;
} place;

static place place_of(int i) {
  const unsigned families = random_families(2, i, 8) & FAMILIES;
  place p;
  p.region = random_case(500000 + (uint64_t)i, families, MOST_PLANS, &p.demand);
  return p;
}

/* After rows were changed. */
static void refresh(place *p) {
  qn_demand_free(p->demand);
  p->demand = sketch_finish(p->region);
}

static void place_free(place *p) {
  qn_demand_free(p->demand);
  qn_case_free(p->region);
}

/* Cost of the best plan, INFINITY when there is none. */
static double best(const place *p, const char *name) {
  qn_run run = {.threads = 1, .seed = 1, .time_limit_s = 60, .started_s = qn_clock()};
  qn_plan *plan = NULL;
  CHECK(!qn_plan_solve(&plan, p->region, p->demand, &run), name);
  CHECK(plan->status == QN_PLAN_OPTIMAL || plan->status == QN_PLAN_INFEASIBLE, name);
  const double cost = plan->status == QN_PLAN_OPTIMAL ? plan->cost_cny : INFINITY;
  qn_plan_free(plan);
  return cost;
}

/* The costs of all regions as they are, which every test holds its own against. */
static int plan_all(void **state) {
  double *before = calloc(REGIONS, sizeof *before);
  assert_non_null(before);
  for (int i = 0; i < REGIONS; i++) {
    place p = place_of(i);
    char name[40];
    snprintf(name, sizeof name, "region %d as it is", i);
    before[i] = best(&p, name);
    place_free(&p);
  }
  *state = before;
  return 0;
}

static int forget_all(void **state) {
  free(*state);
  return 0;
}

/* Changes each region and holds the two costs, before and after, against each other. */
static void compare(void **state, void (*change)(place *p, qn_random *r),
                    int (*holds)(double before, double after), const char *what) {
  const double *before = *state;
  int n_plan = 0;
  for (int i = 0; i < REGIONS; i++) {
    char name[80];
    snprintf(name, sizeof name, "%s, region %d", what, i);
    qn_random r = qn_random_stream(3, what, name);
    place p = place_of(i);
    change(&p, &r);
    refresh(&p);
    const double after = best(&p, name);
    if (!holds(before[i], after)) fail_msg("%s: %.12g, then %.12g", name, before[i], after);
    n_plan += isfinite(before[i]);
    place_free(&p);
  }
  assert_true(2 * n_plan > REGIONS);
}

static double slack(double cost) {
  return COST_REL * fmax(1, fabs(cost));
}
static int is_same(double before, double after) {
  return (isinf(before) && isinf(after)) || fabs(before - after) <= slack(before);
}
static int is_double(double before, double after) {
  return is_same(2 * before, after);
}
static int is_no_more(double before, double after) {
  return isinf(before) || after <= before + slack(before);
}
static int is_no_less(double before, double after) {
  return is_no_more(after, before);
}

/* ---- money ---- */

/* A column counts money when its unit says so: CNY, CNY/m2, CNY/GJ. */
static void double_row(void *row, const qn_table *table) {
  for (size_t i = 0; i < table->n_column; i++) {
    const qn_column *column = &table->columns[i];
    if (column->kind == QN_REAL && column->unit && !strncmp(column->unit, "CNY", 3))
      *(double *)((char *)row + column->offset) *= 2;
  }
}

static void double_money(place *p, qn_random *r) {
  (void)r;
  double_row(&p->region->settings, &qn_settings_table);
  for (int t = 0; t < QN_CASE_TABLES; t++)
    for (size_t i = 0; i < p->region->tables[t].count; i++)
      double_row(qn_row(&p->region->tables[t], i), p->region->tables[t].table);
}

static void money_doubled_doubles_the_cost(void **state) {
  compare(state, double_money, is_double, "money doubled");
}

/* ---- order ---- */

static void shuffle(qn_rows *rows, qn_random *r) {
  const size_t size = rows->table->row_size;
  char *kept = malloc(size);
  assert_non_null(kept);
  for (size_t i = rows->count; i > 1; i--) {
    void *a = qn_row(rows, i - 1), *b = qn_row(rows, (size_t)qn_random_below(r, i));
    memcpy(kept, a, size);
    memmove(a, b, size);
    memcpy(b, kept, size);
  }
  free(kept);
}

/* All tables but those whose order has a meaning: later rules of what is clean win, subsidies apply
 * one after the other, steps rise. */
static void shuffle_tables(place *p, qn_random *r) {
  for (int t = 0; t < QN_CASE_TABLES; t++)
    if (t != QN_T_clean_rules && t != QN_T_subsidies && t != QN_T_supply_steps)
      shuffle(&p->region->tables[t], r);
}

static void order_does_not_matter(void **state) {
  compare(state, shuffle_tables, is_same, "rows shuffled");
}

/* ---- options ---- */

static void drop_row(qn_case *c, int table, qn_random *r) {
  qn_rows *rows = &c->tables[table];
  if (!rows->count) return;
  const size_t i = (size_t)qn_random_below(r, rows->count);
  memmove(qn_row(rows, i), qn_row(rows, rows->count - 1), rows->table->row_size);
  rows->count--;
}

/* One option less: read backwards, one more never costs more. A unit that may do less is one too.
 */
static void drop_an_option(place *p, qn_random *r) {
  static const int tables[] = {QN_T_source_options, QN_T_trunks, QN_T_retrofits};
  const int kind = (int)qn_random_below(r, 4);
  if (kind < 3)
    drop_row(p->region, tables[kind], r);
  else
    for (int u = 0; u < p->region->n_units; u += 2) p->region->units[u].modes_forbidden = "pellet";
}

static void an_option_more_never_costs_more(void **state) {
  compare(state, drop_an_option, is_no_less, "an option less");
}

/* ---- limits ---- */

static void loosen_supplies(qn_case *c) {
  for (int i = 0; i < c->n_supplies; i++) {
    c->supplies[i].peak *= 1.3;
    c->supplies[i].annual *= 1.3;
    c->supplies[i].module_most += 1;
  }
  for (int i = 0; i < c->n_supply_years; i++) {
    c->supply_years[i].peak *= 1.3;
    c->supply_years[i].annual *= 1.3;
  }
}

static void loosen_targets(qn_case *c) {
  for (int i = 0; i < c->n_targets; i++) {
    qn_target *row = &c->targets[i];
    const double more = 0.1 * fabs(row->value);
    if (row->sense == QN_AT_LEAST) row->value -= more;
    if (row->sense == QN_AT_MOST) row->value += more;
    if (row->sense == QN_EQUAL) row->tolerance = 0.1; /* the most a tolerance may be */
  }
}

static void loosen_limits(place *p, qn_random *r) {
  qn_case *c = p->region;
  (void)r;
  loosen_supplies(c);
  loosen_targets(c);
  for (int i = 0; i < c->n_budgets; i++) c->budgets[i].money_cny *= 1.5;
  for (int i = 0; i < c->n_build_limits; i++) c->build_limits[i].households *= 1.5;
  for (int i = 0; i < c->n_source_options; i++) c->source_options[i].capacity_kw *= 1.3;
  c->settings.reserve *= 0.5;
}

static void a_looser_limit_never_costs_more(void **state) {
  compare(state, loosen_limits, is_no_more, "limits loosened");
}

/* ---- all of it twice ---- */

static void set_beside(place *p, qn_random *r) {
  (void)r;
  double_region(p->region);
}

static void a_region_twice_costs_twice(void **state) {
  compare(state, set_beside, is_double, "region doubled");
}

static int is_no_more_than_double(double before, double after) {
  return is_no_more(2 * before, after);
}

static void join(place *p, qn_random *r) {
  (void)r;
  double_region_joined(p->region);
}

/* What one copy does, both can do; shared limits can make it cheaper still. */
static void joint_limits_never_cost_more(void **state) {
  compare(state, join, is_no_more_than_double, "region doubled, joined at the top");
}

/* ---- a region of real villages, to a gap ---- */

static const double GAP = 1e-3;

typedef struct {
  double cost, bound, relaxed;
} interval;

/* Wuhai (110 units in three districts), changed; NULL: as it is. */
static interval plan_wuhai(void (*change)(qn_case *region)) {
  qn_run run = {.threads = 2, .gap = GAP, .time_limit_s = 120, .started_s = qn_clock()};
  place p = {.region = generated("乌海市", 2021, 2025)};
  qn_plan *plan = NULL;
  if (change) change(p.region);
  refresh(&p);
  assert_int_equal(qn_plan_solve(&plan, p.region, p.demand, &run), QN_OK);
  assert_true(plan->status == QN_PLAN_OPTIMAL);
  const interval out = {plan->cost_cny, plan->bound_cny, plan->relaxed_cny};
  qn_plan_free(plan);
  place_free(&p);
  return out;
}

/* The optimum lies between bound and cost. Beside each other the optimum is double; joined it is no
 * more, and no less than the relaxation, which gains nothing by sharing with a twin. */
static void a_real_region_twice_costs_twice_within_the_gaps(void **state) {
  (void)state;
  const interval one = plan_wuhai(NULL);
  const interval two = plan_wuhai(double_region);
  const interval joined = plan_wuhai(double_region_joined);
  assert_true(two.bound <= 2 * one.cost && 2 * one.bound <= two.cost);
  assert_true(joined.bound <= 2 * one.cost && 2 * one.relaxed <= joined.cost + slack(joined.cost));
  assert_true(fabs(joined.relaxed - 2 * one.relaxed) <= slack(joined.relaxed));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(money_doubled_doubles_the_cost),
      cmocka_unit_test(order_does_not_matter),
      cmocka_unit_test(an_option_more_never_costs_more),
      cmocka_unit_test(a_looser_limit_never_costs_more),
      cmocka_unit_test(a_region_twice_costs_twice),
      cmocka_unit_test(joint_limits_never_cost_more),
      cmocka_unit_test(a_real_region_twice_costs_twice_within_the_gaps),
  };
  return cmocka_run_group_tests_name("invariance", tests, plan_all, forget_all);
}
