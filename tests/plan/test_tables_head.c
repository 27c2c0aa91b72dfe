/* The tables that open and close the report, on two villages of 10,000 m2 and 100 households that
 * burn coal. By hand, for each (no discounting, four seasons): season heat 10,000 m2 x 40 W/m2 x
 * 1,200 h x 0.5 = 240,000 kWh, that is 80 t of coal or 60 t of pellets at 1,000 CNY.
 * Staying: 4 x 80,000 + renewal of 1,000 CNY a household over 10 years 4 x 10,000 = 360,000 CNY.
 * Converting: 4 x 60,000 + 400,000 less 6/10 left = 400,000 CNY. Half must be clean: 760,000 CNY.
 */
#include <math.h>
#include <string.h>

#include "check.h"
#include "plan/random_case.h"
#include "plan/sketch.h"
#include "plan/tables_levers.h"

typedef struct {
  qn_case *region;
  qn_demand *demand;
  qn_plan *plan;
  qn_plan_tables *tables;
  qn_run run;
} solved;

static void solve(solved *out, qn_case *region, qn_demand *demand, int english) {
  *out = (solved){.region = region, .demand = demand};
  out->run.findings = qn_findings_new();
  assert_int_equal(qn_plan_solve(&out->plan, region, demand, &out->run), QN_OK);
  assert_int_equal(qn_plan_tables_new(&out->tables, out->plan, english, &out->run), QN_OK);
}

static void release(solved *s) {
  qn_plan_tables_free(s->tables);
  qn_plan_free(s->plan);
  qn_demand_free(s->demand);
  qn_case_free(s->region);
  qn_findings_free(s->run.findings);
}

static const qn_rows *rows_of(const solved *s, const qn_table *table) {
  for (size_t i = 0; i < s->tables->n; i++)
    if (s->tables->rows[i].table == table) return &s->tables->rows[i];
  fail_msg("no table %s", table->name);
  return NULL;
}

static qn_case *two_villages(double rate) {
  qn_case *c = sketch_region(2021, 4);
  c->settings.discount_rate = 0;
  c->settings.service_factor = 1;
  sketch_carrier(c, "coal", "t", 6000)->is_scattered_coal = 1;
  sketch_carrier(c, "pellets", "t", 5000);
  sketch_price(c, "coal", 1000)->sure = "C";
  sketch_price(c, "pellets", 1000)->sure = "B";
  sketch_mode(c, "stove", "coal", QN_MODE_PRESENT, "coal")->efficiency = 0.5;
  sketch_mode(c, "pellet", "biomass", QN_MODE_CANDIDATE, "pellets")->efficiency = 0.8;
  sketch_part(c, "stove", "stove", QN_PER_HOUSEHOLD, 1000, 10);
  sketch_part(c, "pellet", "stove", QN_PER_HOUSEHOLD, 4000, 10);
  sketch_clean(c, "pellet", QN_STATE_ANY, 1);
  sketch_unit(c, "V", "T", "R", 100, "stove")->source = "generated";
  sketch_unit(c, "W", "T", "R", 100, "stove")->source = "generated";
  sketch_floor(c, "V", "house", 10000);
  sketch_floor(c, "W", "house", 10000);
  sketch_target(c, "half", "C", QN_CLEAN_RATE_AREA, 2021, rate);
  qn_calendar_step *step = sketch_row(c, QN_T_calendar_steps);
  *step =
      (qn_calendar_step){.id = "plan", .name = "制定方案", .name_en = "Plan", .to_day = "05-31"};
  step = sketch_row(c, QN_T_calendar_steps);
  *step = (qn_calendar_step){.id = "build",
                             .name = "组织施工",
                             .name_en = "Build",
                             .from_day = "06-01",
                             .to_day = "10-15"};
  return c;
}

static void solve_villages(solved *out, double rate, int english) {
  qn_case *c = two_villages(rate);
  qn_demand *demand = sketch_finish(c);
  solve(out, c, demand, english);
}

/* ---- key figures ---- */

static const struct {
  const char *id;
  double value, base;
  const char *unit;
} figures[] = {
    {"clean_rate", 50, 0, "%"},
    {"households", 100, NAN, "户"},
    {"invest", 40, NAN, "万元"}, /* 100 households x 4,000 CNY */
    {"public", 0, NAN, "元"},
    {"bill_change", -200, NAN, "元/户"}, /* 600 CNY of pellets for 800 CNY of coal */
    {"coal", 80, NAN, "吨"},
    {"clean_rate_rural", 50, 0, "%"},
};

static void key_figures_are_those_by_hand(void **state) {
  (void)state;
  solved s;
  solve_villages(&s, 0.5, 0);
  const qn_rows *rows = rows_of(&s, &qn_key_figures_table);
  const size_t n = sizeof figures / sizeof *figures;
  assert_int_equal(rows->count, n + 1);
  for (size_t i = 0; i < n; i++) {
    const qn_key_figure *row = qn_row(rows, i);
    assert_string_equal(row->id, figures[i].id);
    CHECK(fabs(row->value - figures[i].value) < 1e-9, row->id);
    CHECK(isnan(figures[i].base) ? isnan(row->base_value)
                                 : fabs(row->base_value - figures[i].base) < 1e-9,
          row->id);
    assert_string_equal(row->unit, figures[i].unit);
    CHECK(!row->is_short, row->id);
  }
  const qn_key_figure *headline = qn_row(rows, n);
  assert_string_equal(headline->id, "headline");
  assert_string_equal(headline->name_zh,
                      "到2021年清洁取暖率：R50.0%，目标可实现；总投资40.0万元，改造户户均年"
                      "支出减少200元。");
  assert_string_equal(headline->name_en,
                      "Clean heating in 2021: R 50.0 %; the target is met; investment 400000 "
                      "CNY; a converted household pays 200 CNY a year less.");
  assert_int_equal(headline->is_short, 0);
  release(&s);
}

/* A target that nothing can reach, only reported: the plan stands and says so. */
static void missed_target_is_told(void **state) {
  (void)state;
  solved s;
  qn_case *c = two_villages(0.5);
  qn_target *far = sketch_target(c, "far", "C", QN_COAL_REMOVED, 2021, 1000);
  far->name = "减煤";
  far->rule = QN_REPORTED;
  qn_demand *demand = sketch_finish(c);
  solve(&s, c, demand, 0);
  const qn_rows *rows = rows_of(&s, &qn_key_figures_table);
  for (size_t i = 0; i < rows->count; i++) {
    const qn_key_figure *row = qn_row(rows, i);
    const int wanted = !strcmp(row->id, "coal") || !strcmp(row->id, "headline");
    CHECK(row->is_short == wanted, row->id);
    if (!strcmp(row->id, "headline"))
      assert_non_null(
          strstr(row->name_zh, "必须完成的1项目标全部完成，其余1项中有1项未达到（减煤）"));
  }
  release(&s);
}

static void without_a_plan_only_the_sentence(void **state) {
  (void)state;
  solved s;
  qn_case *c = two_villages(0.5);
  c->clean_rules[0].is_clean = 0;
  qn_demand *demand = sketch_finish(c);
  solve(&s, c, demand, 0);
  assert_int_equal(s.plan->status, QN_PLAN_INFEASIBLE);
  const qn_rows *rows = rows_of(&s, &qn_key_figures_table);
  assert_int_equal(rows->count, 1);
  const qn_key_figure *headline = qn_row(rows, 0);
  assert_string_equal(headline->id, "headline");
  assert_int_equal(headline->is_short, 1);
  assert_non_null(strstr(headline->name_zh, "没有可行方案"));
  assert_int_equal(rows_of(&s, &qn_calendar_table)->count, 0);
  assert_int_equal(rows_of(&s, &qn_assumptions_table)->count, 0);
  release(&s);
}

/* ---- calendar and certificate ---- */

static void calendar_has_dates_of_the_year(void **state) {
  (void)state;
  solved s;
  solve_villages(&s, 0.5, 1);
  const qn_rows *rows = rows_of(&s, &qn_calendar_table);
  assert_int_equal(rows->count, 2);
  const qn_calendar_row *plan = qn_row(rows, 0), *build = qn_row(rows, 1);
  assert_string_equal(plan->step, "Plan");
  assert_int_equal(plan->season, 2021);
  assert_int_equal(plan->from_date, 0);
  assert_int_equal(plan->to_date, 20210531);
  assert_int_equal(build->from_date, 20210601);
  assert_int_equal(build->to_date, 20211015);
  CHECK_NEAR(build->households, 100, 1e-9, "households");
  release(&s);
}

static void certificate_tells_what_was_recomputed(void **state) {
  (void)state;
  static const struct {
    const char *item, *value;
  } wanted[] = {{"status", "optimal within the gap asked for"},
                {"objective", "social"},
                {"cost", "760000.00 CNY"},
                {"bound", "760000.00 CNY"},
                {"gap", "0.0000 % (0.00 CNY)"},
                {"tolerance", "0.000001"},
                {"method", "branch and bound on the whole model (parts: 1, rules in common: 0)"},
                {"seed", "0"}};
  solved s;
  solve_villages(&s, 0.5, 1);
  const qn_rows *rows = rows_of(&s, &qn_certificate_table);
  size_t found = 0;
  for (size_t i = 0; i < rows->count; i++)
    for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++) {
      const qn_certificate_row *row = qn_row(rows, i);
      if (strcmp(row->item, wanted[k].item)) continue;
      found++;
      assert_string_equal(row->value, wanted[k].value);
    }
  assert_int_equal(found, sizeof wanted / sizeof *wanted);
  release(&s);
}

/* ---- assumptions ---- */

/* Costs of energy: 4 x 80,000 coal, 4 x 60,000 pellets; heat is their sum, 560,000. */
static const struct {
  const char *table, *key;
  double low, high;
} effects[] = {
    {"building_classes", "house", -56000, 56000}, /* heat index and present use of heat */
    {"building_classes", "house", -56000, 56000},
    {"settings", "service_factor", -56000, 56000},
    {"modes", "stove", 320000 / 0.9 - 320000, 320000 / 1.1 - 320000},
    {"prices", "coal", -32000, 32000},
    {"modes", "pellet", 240000 / 0.9 - 240000, 240000 / 1.1 - 240000},
    {"prices", "pellets", -24000, 24000},
    {"mode_parts", "pellet", -16000, 16000}, /* 400,000 less what is left */
    {"mode_parts", "stove", -4000, 4000},    /* renewal of the village that stays */
    {"settings", "discount_rate", 0, 0},     /* ten per cent of nothing */
};

static void effects_are_those_by_hand(void **state) {
  (void)state;
  solved s;
  solve_villages(&s, 0.5, 0);
  const qn_rows *rows = rows_of(&s, &qn_assumptions_table);
  const size_t n = sizeof effects / sizeof *effects;
  assert_true(rows->count > n);
  for (size_t i = 0; i < n; i++) {
    const qn_assumption_row *row = qn_row(rows, i);
    assert_string_equal(row->table, effects[i].table);
    assert_string_equal(row->key, effects[i].key);
    CHECK(fabs(row->low_cny - effects[i].low) < 0.01, row->name); /* whole fen */
    CHECK(fabs(row->high_cny - effects[i].high) < 0.01, row->name);
  }
  const qn_assumption_row *coal = qn_row(rows, 4);
  assert_string_equal(coal->name, "coal：价格");
  assert_string_equal(coal->unit, "CNY/t");
  assert_string_equal(coal->sure, "C");
  CHECK_NEAR(coal->value, 1000, 1e-12, "coal");
  release(&s);
}

/* The county's own price comes before that of everywhere, which then holds nowhere. */
static void a_price_that_holds_nowhere_is_not_told(void **state) {
  (void)state;
  solved s;
  qn_case *c = two_villages(0.5);
  qn_price *here = sketch_price(c, "coal", 1000);
  here->area = "C";
  here->source = "asked";
  here->sure = "B";
  c->prices[0].price_cny = 1234;
  qn_demand *demand = sketch_finish(c);
  solve(&s, c, demand, 0);
  const qn_assumption_row *coal = qn_row(rows_of(&s, &qn_assumptions_table), 4);
  assert_string_equal(coal->key, "coal");
  assert_string_equal(coal->source, "asked");
  assert_string_equal(coal->sure, "B");
  CHECK_NEAR(coal->value, 1000, 1e-12, "coal");
  CHECK(fabs(coal->high_cny - 32000) < 0.01, "the same cost");
  release(&s);
}

static void generated_rows_are_counted(void **state) {
  (void)state;
  solved s;
  solve_villages(&s, 0.5, 1);
  const qn_rows *rows = rows_of(&s, &qn_assumptions_table);
  int found = 0;
  for (size_t i = 0; i < rows->count; i++) {
    const qn_assumption_row *row = qn_row(rows, i);
    if (strcmp(row->table, "units")) continue;
    found++;
    assert_string_equal(row->name, "units: 2 rows");
    assert_string_equal(row->source, "generated");
    assert_true(isnan(row->effect_cny));
  }
  assert_int_equal(found, 1);
  release(&s);
}

/* One text for the source of two rules of different years: the one year must not stand for both. */
static void rows_of_other_years_are_counted_apart(void **state) {
  (void)state;
  static const char *const years[] = {"2017-2021", "2026"};
  solved s;
  qn_case *c = two_villages(0.5);
  sketch_clean(c, "stove", QN_STATE_ANY, 0);
  for (int i = 0; i < 2; i++) {
    c->clean_rules[i].source = "asked";
    c->clean_rules[i].source_year = years[i];
  }
  qn_demand *demand = sketch_finish(c);
  solve(&s, c, demand, 1);
  const qn_rows *rows = rows_of(&s, &qn_assumptions_table);
  int found = 0;
  for (size_t i = 0; i < rows->count; i++) {
    const qn_assumption_row *row = qn_row(rows, i);
    if (strcmp(row->table, "clean_rules")) continue;
    CHECK(found < 2 && !strcmp(row->source_year, years[found++]), row->source_year);
    assert_string_equal(row->name, "clean_rules: 1 rows");
  }
  assert_int_equal(found, 2);
  release(&s);
}

static double change_of(const solved *s, const qn_tables_work *w, unsigned kinds, double factor) {
  qn_lever levers[400];
  size_t n = 0;
  double sum = 0, one = 0;
  assert_true(qn_lever_most(s->region) <= 400);
  assert_int_equal(qn_levers_of(levers, &n, w), QN_OK);
  for (size_t i = 0; i < n; i++) {
    if (!(kinds >> levers[i].kind & 1)) continue;
    assert_int_equal(qn_lever_change(&one, w, &levers[i], factor), QN_OK);
    sum += one;
  }
  return sum;
}

/* The accounts that the tables' frame makes, for the levers alone. */
static void account(qn_tables_work *w, solved *s) {
  const qn_decision *d = &s->plan->decision;
  qn_unit_work *unit = NULL;
  *w = (qn_tables_work){.plan = s->plan,
                        .x = s->plan->context,
                        .region = s->region,
                        .arena = s->tables->arena,
                        .run = &s->run};
  w->chosen = qn_arena_array(w->arena, d->n_unit, sizeof *w->chosen);
  assert_int_equal(qn_unit_work_new(&unit, w->x), QN_OK);
  for (size_t i = 0; i < d->n_unit; i++) {
    const qn_unit_choice *choice = &d->units[i];
    qn_unit_work_begin(unit, choice->unit);
    qn_pathway_account(
        &w->chosen[i].account, unit,
        (qn_pathway){(short)choice->mode, (short)choice->level,
                     (short)qn_timeline_season(&w->x->time, choice->year), (short)choice->interim});
    w->chosen[i].choice = choice;
    w->chosen[i].state = *qn_unit_work_state(unit);
    w->chosen[i].state.performance = NULL; /* the work's own */
  }
  w->n_chosen = d->n_unit;
  qn_unit_work_free(unit);
}

/* Money is all there is: prices, parts, upkeep and retrofits a tenth dearer cost a tenth more. */
static void money_adds_up(void **state) {
  (void)state;
  const unsigned money =
      1u << QN_LEVER_PRICE | 1u << QN_LEVER_PARTS | 1u << QN_LEVER_UPKEEP | 1u << QN_LEVER_RETROFIT;
  int n_solved = 0;
  for (uint64_t seed = 1; seed <= 8; seed++) {
    solved s;
    qn_tables_work w;
    qn_demand *demand = NULL;
    qn_case *region =
        random_case(seed, RANDOM_RATE | RANDOM_ELECTRIC | RANDOM_RETROFIT, 1e6, &demand);
    solve(&s, region, demand, 0);
    if (s.plan->status == QN_PLAN_OPTIMAL) {
      n_solved++;
      account(&w, &s);
      const double cost = s.plan->verdict.cost_cny;
      CHECK_NEAR(change_of(&s, &w, money, 1.1), 0.1 * cost, 1e-9, "a tenth more");
      CHECK_NEAR(change_of(&s, &w, money, 0.9), -0.1 * cost, 1e-9, "a tenth less");
    }
    release(&s);
  }
  assert_true(n_solved >= 4); /* most seeds have a plan */
}

/* A community on a boiler house: all its cost is heat, which follows the load. */
static void heat_of_sources_follows_the_index(void **state) {
  (void)state;
  solved s;
  qn_tables_work w;
  qn_case *c = sketch_region(2021, 4);
  sketch_carrier(c, "coal", "t", 6000);
  sketch_price(c, "coal", 1000);
  sketch_mode(c, "net", "network", QN_MODE_PRESENT, NULL);
  sketch_source(c, "K", "T", "N", "net", "coal")->efficiency = 0.8;
  sketch_supply(c, "K", "T", QN_ROLE_SOURCE, NULL);
  sketch_unit(c, "V", "T", "R", 100, "net")->present_source = "K";
  sketch_floor(c, "V", "house", 10000);
  qn_demand *demand = sketch_finish(c);
  solve(&s, c, demand, 0);
  account(&w, &s);
  const double cost = s.plan->verdict.cost_cny;
  assert_true(cost > 0);
  CHECK_NEAR(change_of(&s, &w, 1u << QN_LEVER_INDEX, 1.1), 0.1 * cost, 1e-9, "index");
  CHECK(fabs(change_of(&s, &w, 1u << QN_LEVER_USE, 1.1)) <= 1e-9 * cost,
        "a network heats fully, whatever the present use");
  CHECK_NEAR(change_of(&s, &w, 1u << QN_LEVER_BOILERS, 1.25), cost * (1 / 1.25 - 1), 1e-9,
             "boilers");
  release(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(key_figures_are_those_by_hand),
      cmocka_unit_test(missed_target_is_told),
      cmocka_unit_test(without_a_plan_only_the_sentence),
      cmocka_unit_test(calendar_has_dates_of_the_year),
      cmocka_unit_test(certificate_tells_what_was_recomputed),
      cmocka_unit_test(effects_are_those_by_hand),
      cmocka_unit_test(a_price_that_holds_nowhere_is_not_told),
      cmocka_unit_test(generated_rows_are_counted),
      cmocka_unit_test(rows_of_other_years_are_counted_apart),
      cmocka_unit_test(money_adds_up),
      cmocka_unit_test(heat_of_sources_follows_the_index),
  };
  return cmocka_run_group_tests_name("head of the report", tests, NULL, NULL);
}
