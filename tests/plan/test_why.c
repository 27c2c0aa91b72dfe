/* Why a unit gets what it gets: a case that can be added up with a pocket calculator, and on random
 * regions what must hold of every way: payers sum to its cost, and cost with the prices of limits
 * is the reduced cost that the bound works out by itself. */
#include <math.h>
#include <string.h>

#include "check.h"
#include "plan/bound.h"
#include "plan/family.h"
#include "plan/record.h"
#include "plan/rule_costs.h"
#include "plan/sketch.h"
#include "plan/tabled.h"
#include "plan/tables_why.h"
#include "plan/why.h"

/* ---- by hand ---- */

/* 100 households on 10,000 m2: 400 kW, and at kappa 0.5 in 1,200 hours 240,000 kWh a season; five
 * seasons, no discounting, one year to decide in.
 *   coal:    240,000 / (0.5 * 6,000) = 80 t at 1,000 CNY, and 1,000 CNY * 100 / 10 a for the stove:
 *            5 * (80,000 + 10,000) = 450,000
 *   pellets: 240,000 / (0.8 * 5,000) = 60 t at 1,000 CNY; 4,000 CNY * 100, half of it left:
 *            5 * 60,000 + 200,000 = 500,000, of which the county gives a quarter of 400,000 */
static qn_case *village(void) {
  qn_case *c = sketch_stoves(2021, 5, 0);
  sketch_unit(c, "V", "T", "R", 100, "stove");
  sketch_floor(c, "V", "house", 10000);
  sketch_target(c, "all clean", "C", QN_CLEAN_AREA, 2021, 10000);
  qn_subsidy *subsidy = sketch_row(c, QN_T_subsidies);
  subsidy->id = "quarter";
  subsidy->kind = QN_SUBSIDY_INVESTMENT;
  subsidy->share = 0.25;
  subsidy->county = 1;
  subsidy->cohort_from = 2021;
  subsidy->cohort_to = 2021;
  return c;
}

typedef struct {
  qn_case *region;
  qn_demand *demand;
  qn_context *context;
  qn_model *model, *ways;
  double *price;
  qn_run run;
} bench;

static void open_bench(bench *b) {
  *b = (bench){.region = village(), .run = {.findings = qn_findings_new()}};
  b->demand = sketch_finish(b->region);
  assert_int_equal(qn_context_new(&b->context, b->region, b->demand), QN_OK);
  assert_int_equal(qn_model_new(&b->model, b->context, &b->run), QN_OK);
  assert_int_equal(qn_model_new_unit(&b->ways, b->context, 0, &b->run), QN_OK);
  b->price = calloc(b->model->n_row + 1, sizeof *b->price);
}

static void close_bench(bench *b) {
  free(b->price);
  qn_model_free(b->ways);
  qn_model_free(b->model);
  qn_context_free(b->context);
  qn_demand_free(b->demand);
  qn_case_free(b->region);
  qn_findings_free(b->run.findings);
}

static const double EXACT = 1e-9;

/* The target at 6 CNY a square metre: pellets 500,000 - 60,000, 10,000 less than coal. Coal would
 * win at 440,000 of its own; at 10,000 / (5 * 80 t) = 25 CNY less a ton; pellets at 10,000 / (5 *
 * 60 t) = 33.3 CNY more; and where the target is worth (500,000 - 450,000) / 10,000 m2 = 5 CNY. */
static void adds_up_by_hand(void **state) {
  (void)state;
  bench b;
  open_bench(&b);
  const size_t target = (size_t)b.model->data->target[0];
  b.price[target] = 6;
  const qn_unit_choice choice = {.unit = 0, .mode = 1, .year = 2021, .share = 1};
  qn_why *why = NULL;
  assert_int_equal(qn_why_new(&why, b.ways, 0, b.price, &choice, 1, &b.run), QN_OK);
  assert_int_equal(why->n_way, 2);
  assert_int_equal(why->chosen, 0);
  const qn_way *pellet = &why->ways[0], *coal = &why->ways[1];
  CHECK_NEAR(pellet->own_cny, 500000, EXACT, "pellets of their own");
  CHECK_NEAR(pellet->paid_cny[QN_PAY_COUNTY], 100000, EXACT, "the county");
  CHECK_NEAR(pellet->paid_cny[QN_PAY_HOUSEHOLD], 400000, EXACT, "households");
  CHECK_NEAR(pellet->limits_cny, -60000, EXACT, "target");
  assert_int_equal(pellet->n_take, 1);
  CHECK_NEAR(pellet->takes[0].take, 10000, EXACT, "area");
  CHECK_NEAR(coal->own_cny, 450000, EXACT, "coal");
  CHECK_NEAR(qn_way_margin_cny(why, coal), 10000, EXACT, "margin");
  qn_flip flips[8];
  assert_int_equal(qn_why_flips(why, pellet, flips, 8), 0);
  assert_int_equal(qn_why_flips(why, coal, flips, 8), 4);
  assert_int_equal(flips[0].kind, QN_FLIP_COST);
  CHECK_NEAR(flips[0].to, 440000, EXACT, "own cost");
  assert_int_equal(flips[1].kind, QN_FLIP_CARRIER);
  CHECK_NEAR(flips[1].to, 975, EXACT, "coal's price");
  assert_int_equal(flips[2].kind, QN_FLIP_CARRIER);
  CHECK_NEAR(flips[2].to, 1000 + 100.0 / 3, EXACT, "pellets' price");
  assert_int_equal(flips[3].kind, QN_FLIP_ROW);
  assert_int_equal(flips[3].of, target);
  CHECK_NEAR(flips[3].to, 5, EXACT, "price of the target");
  qn_why_free(why);
  close_bench(&b);
}

/* A flip is carried out in the tables: the two ways then cost the same together. */
static void a_flip_makes_them_equal(void **state) {
  (void)state;
  bench b;
  open_bench(&b);
  b.price[b.model->data->target[0]] = 6;
  b.region->prices[0].price_cny = 975;
  qn_context *again = NULL;
  qn_model *ways = NULL;
  qn_why *why = NULL;
  const qn_unit_choice choice = {.unit = 0, .mode = 1, .year = 2021, .share = 1};
  assert_int_equal(qn_context_new(&again, b.region, b.demand), QN_OK);
  assert_int_equal(qn_model_new_unit(&ways, again, 0, &b.run), QN_OK);
  assert_int_equal(qn_why_new(&why, ways, 0, b.price, &choice, 1, &b.run), QN_OK);
  CHECK(fabs(qn_way_margin_cny(why, &why->ways[0])) < 1e-6, "first");
  CHECK(fabs(qn_way_margin_cny(why, &why->ways[1])) < 1e-6, "second");
  qn_why_free(why);
  qn_model_free(ways);
  qn_context_free(again);
  close_bench(&b);
}

static void refuses_a_choice_that_is_none(void **state) {
  (void)state;
  bench b;
  open_bench(&b);
  qn_why *why = NULL;
  const qn_unit_choice choice = {.unit = 0, .mode = 1, .year = 2035, .share = 1};
  assert_int_equal(qn_why_new(&why, b.ways, 0, b.price, &choice, 1, &b.run), QN_EINPUT);
  assert_null(why);
  assert_int_equal(qn_findings_count_of(b.run.findings, QN_ERROR), 1);
  close_bench(&b);
}

/* ---- random regions ---- */

static double paid(const qn_way *way) {
  double sum = way->other_cny;
  for (int p = 0; p < QN_PAYERS; p++) sum += way->paid_cny[p];
  return sum;
}

static const qn_way *way_of(const qn_why *why, const qn_model_column *column) {
  for (size_t i = 0; i < why->n_way; i++)
    if (!memcmp(&why->ways[i].path, &column->path, sizeof column->path)) return &why->ways[i];
  return NULL;
}

/* Every pathway of the whole model is a way, at the reduced cost that the bound reckons, which is
 * relative to the unit's best. */
static void check_unit(const tabled *t, const qn_why *why, const double *reduced,
                       const char *name) {
  const qn_model *m = t->plan->model;
  double offset = NAN;
  for (size_t i = 0; i < why->n_way; i++) {
    const qn_way *way = &why->ways[i];
    CHECK(fabs(paid(way) - way->own_cny) <= 1e-6 * (1 + fabs(way->own_cny)), name);
  }
  for (size_t c = m->block_first[why->unit]; c < m->block_first[why->unit + 1]; c++) {
    const qn_way *way = way_of(why, &m->columns[c]);
    CHECK(way != NULL, name);
    CHECK(fabs(way->own_cny - m->columns[c].cost) <= 1e-9 * (1 + fabs(way->own_cny)), name);
    const double base = qn_way_total_cny(way) - reduced[c];
    if (isnan(offset)) offset = base;
    CHECK(fabs(base - offset) <= 1e-6 * (1 + fabs(way->own_cny) + fabs(way->limits_cny)), name);
  }
}

static void check_plan(const tabled *t, const char *name) {
  const qn_model *m = t->plan->model;
  qn_arena *arena = qn_arena_new();
  qn_run run = {.findings = qn_findings_new()};
  qn_rows choices, prices;
  double *reduced = calloc(m->n_column + 1, sizeof *reduced);
  double *price = calloc(m->n_row + 1, sizeof *price);
  qn_model *ways = NULL;
  CHECK(!qn_model_new_unit(&ways, t->plan->context, 0, &run), name);
  CHECK(!qn_record_plan(&choices, &prices, t->plan, 1, arena), name);
  CHECK(!qn_record_prices(price, &prices, m, run.findings), name);
  for (size_t r = (size_t)m->n_block; r < m->n_row; r++)
    CHECK_NEAR(price[r], t->plan->price[r], 0, name);
  qn_model_bound(m, NULL, price, reduced);
  for (int u = 0; u < t->region->n_units; u++) {
    qn_unit_choice *own;
    size_t n;
    qn_why *why = NULL;
    CHECK(!qn_record_unit(&own, &n, &choices, t->region, u, arena, run.findings) && n, name);
    CHECK(!qn_model_turn_to(ways, u, u + 1, &run), name);
    CHECK(!qn_why_new(&why, ways, u, price, own, n, &run), name);
    check_unit(t, why, reduced, name);
    qn_why_free(why);
  }
  qn_model_free(ways);
  free(reduced);
  free(price);
  qn_findings_free(run.findings);
  qn_arena_free(arena);
}

static void ways_cost_what_the_bound_says(void **state) {
  (void)state;
  tabled_each(check_plan);
}

/* All units at once, whichever stand in the model together, are told as one by one. */
static void check_all(const tabled *t, const char *name) {
  const qn_plan *plan = t->plan;
  const qn_decision *d = &plan->decision;
  const qn_why_extent extent = {3, 4};
  qn_run run = {.findings = qn_findings_new(), .threads = 2};
  qn_model *model = NULL;
  qn_tables_work work = {
      .x = plan->context, .region = t->region, .arena = qn_arena_new(), .run = &run};
  qn_why_tables all, one;
  size_t ways = 0, takes = 0, flips = 0;
  CHECK(!qn_model_new_unit(&model, plan->context, 0, &run), name);
  CHECK(!qn_why_tabulate_all(&all, model, plan->price, d->units, d->n_unit, extent, &work), name);
  for (size_t i = 0; i < d->n_unit;) {
    const int unit = d->units[i].unit;
    size_t n = 1;
    qn_why *why = NULL;
    while (i + n < d->n_unit && d->units[i + n].unit == unit) n++;
    CHECK(!qn_model_turn_to(model, unit, unit + 1, &run), name);
    CHECK(!qn_why_new(&why, model, unit, plan->price, d->units + i, n, &run), name);
    CHECK(!qn_why_tabulate(&one, why, extent, &work), name);
    for (size_t k = 0; k < one.ways.count; k++, ways++) {
      const qn_way_row *a = qn_row(&all.ways, ways), *b = qn_row(&one.ways, k);
      CHECK(!strcmp(a->unit, b->unit) && a->rank == b->rank && !strcmp(a->mode, b->mode), name);
      CHECK_NEAR(a->together_cny, b->together_cny, 0, name);
      CHECK(a->share == b->share, name);
    }
    takes += one.takes.count;
    flips += one.flips.count;
    i += n;
    qn_why_free(why);
  }
  CHECK(all.ways.count == ways && all.takes.count == takes && all.flips.count == flips, name);
  qn_model_free(model);
  qn_arena_free(work.arena);
  qn_findings_free(run.findings);
}

static void all_units_are_told_as_one_by_one(void **state) {
  (void)state;
  tabled_each(check_all);
}

/* The target by hand: 1 % of 10,000 m2 at 6 CNY. A rule that has no row keeps no family. */
static void a_rule_is_worth_its_price(void **state) {
  (void)state;
  bench b;
  open_bench(&b);
  qn_arena *arena = qn_arena_new();
  const qn_tables_work work = {.x = b.context, .region = b.region, .arena = arena, .english = 1};
  size_t n;
  const qn_rule_ref *rules = qn_rules_list(&n, b.region, arena);
  qn_rule_cost cost;
  assert_int_equal(n, 1);
  b.price[b.model->data->target[0]] = 6;
  assert_int_equal(qn_rule_margins(&cost, rules, 1, b.model, b.price, &work), QN_OK);
  CHECK_NEAR(cost.worth_cny, 600, EXACT, "worth");
  CHECK_NEAR(cost.price_cny, 6, EXACT, "price");
  CHECK_NEAR(cost.limit, 10000, EXACT, "limit");
  assert_string_equal(cost.family, "target");
  assert_int_equal(cost.season, 2021);
  assert_true(isnan(cost.difference_cny));
  qn_arena_free(arena);
  close_bench(&b);
}

/* What is kept is the whole decision but modules and flows. */
static void check_record(const tabled *t, const char *name) {
  const qn_decision *d = &t->plan->decision;
  qn_arena *arena = qn_arena_new();
  qn_findings *findings = qn_findings_new();
  qn_rows choices, prices;
  qn_decision again;
  CHECK(!qn_record_plan(&choices, &prices, t->plan, 0, arena), name);
  CHECK(!qn_record_decision(&again, &choices, t->region, arena, findings), name);
  CHECK(again.n_unit == d->n_unit, name);
  for (size_t i = 0; i < d->n_unit; i++) {
    const qn_unit_choice *a = &d->units[i], *b = &again.units[i];
    CHECK(a->unit == b->unit && a->mode == b->mode && a->year == b->year && a->level == b->level &&
              a->interim == b->interim && fabs(a->share - b->share) == 0,
          name);
  }
  for (int k = 0; k < t->region->n_sources; k++)
    CHECK(d->sources[k].option == again.sources[k].option, name);
  for (int k = 0; k < t->region->n_projects; k++) CHECK(d->projects[k] == again.projects[k], name);
  for (int k = 0; k < t->region->n_trunks; k++) CHECK(d->trunks[k] == again.trunks[k], name);
  if (choices.count) { /* a row that is not of this case */
    ((qn_choice_row *)choices.at)[0].row = 99999;
    CHECK(qn_record_decision(&again, &choices, t->region, arena, findings) == QN_EINPUT, name);
  }
  qn_findings_free(findings);
  qn_arena_free(arena);
}

static void records_come_back(void **state) {
  (void)state;
  tabled_each(check_record);
}

/* ---- without a rule ---- */

/* Solved from the plan that stands and from nothing: the same cost, never more than with the rule;
 * and the case is what it was before. Each region gives one rule, another one each time. */
static void check_without(const tabled *t, const char *name) {
  static size_t turn;
  qn_arena *arena = qn_arena_new();
  qn_case *c = t->region;
  size_t n;
  const qn_rule_ref *rules = qn_rules_list(&n, c, arena);
  qn_rule_kept kept;
  qn_plan *warm = NULL, *cold = NULL, *again = NULL;
  qn_run first = {.findings = qn_findings_new(), .gap = 1e-9};
  qn_run second = {.findings = qn_findings_new(), .gap = 1e-9};
  qn_run third = {.findings = qn_findings_new(), .gap = 1e-9};
  const double slack = 1e-6 * (1 + fabs(t->plan->cost_cny)) + t->plan->gap_cny;
  if (n) {
    const qn_rule_ref *rule = &rules[turn++ % n];
    CHECK(!qn_rule_suspend(&kept, c, rule, arena), name);
    CHECK(!qn_plan_solve_from(&warm, c, t->demand, &t->plan->decision, &first), name);
    CHECK(!qn_plan_solve(&cold, c, t->demand, &second), name);
    CHECK(warm->status == QN_PLAN_OPTIMAL && cold->status == QN_PLAN_OPTIMAL, name);
    CHECK(fabs(warm->cost_cny - cold->cost_cny) <= slack, name);
    CHECK(warm->cost_cny <= t->plan->cost_cny + slack, name);
    qn_rule_restore(c, rule, &kept);
    CHECK(!qn_plan_solve(&again, c, t->demand, &third), name);
    CHECK(fabs(again->cost_cny - t->plan->cost_cny) <= slack, name);
  }
  qn_plan_free(warm);
  qn_plan_free(cold);
  qn_plan_free(again);
  qn_findings_free(first.findings);
  qn_findings_free(second.findings);
  qn_findings_free(third.findings);
  qn_arena_free(arena);
}

static void without_a_rule_warm_is_cold(void **state) {
  (void)state;
  tabled_each(check_without);
}

/* The village by hand: it must be clean, and would not be. */
static void the_target_costs_the_difference(void **state) {
  (void)state;
  tabled t;
  qn_run run = {.findings = qn_findings_new(), .gap = 1e-9};
  qn_arena *arena = qn_arena_new();
  qn_rule_ref rule;
  qn_rule_kept kept;
  const char *nearest;
  qn_plan *without = NULL;
  tabled_case(&t, village());
  CHECK_NEAR(t.plan->cost_cny, 500000, EXACT, "with");
  assert_int_equal(qn_rules_find(&rule, &nearest, t.region, "all cleen", arena), 0);
  assert_string_equal(nearest, "all clean");
  assert_int_equal(qn_rules_find(&rule, &nearest, t.region, "all clean", arena), 1);
  assert_int_equal(qn_rule_suspend(&kept, t.region, &rule, arena), QN_OK);
  assert_int_equal(qn_plan_solve_from(&without, t.region, t.demand, &t.plan->decision, &run),
                   QN_OK);
  CHECK_NEAR(without->cost_cny, 450000, EXACT, "without");
  qn_rule_restore(t.region, &rule, &kept);
  qn_plan_free(without);
  qn_findings_free(run.findings);
  qn_arena_free(arena);
  tabled_free(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(adds_up_by_hand),
      cmocka_unit_test(a_flip_makes_them_equal),
      cmocka_unit_test(refuses_a_choice_that_is_none),
      cmocka_unit_test(ways_cost_what_the_bound_says),
      cmocka_unit_test(all_units_are_told_as_one_by_one),
      cmocka_unit_test(a_rule_is_worth_its_price),
      cmocka_unit_test(records_come_back),
      cmocka_unit_test(the_target_costs_the_difference),
      cmocka_unit_test(without_a_rule_warm_is_cold),
  };
  return cmocka_run_group_tests_name("why", tests, NULL, NULL);
}
