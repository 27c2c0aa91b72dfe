#include "plan/tabled.h"

#include <stdio.h>
#include <string.h>

#include "check.h"
#include "plan/random_case.h"
#include "plan/sketch.h"

/* More than anything here ever takes, yet well within doubles. */
static const double PLENTY = 1e12;

static void watch_carriers(qn_case *c) {
  for (int i = 0; i < c->n_carriers; i++) {
    qn_supply *row = sketch_supply(c, sketch_text(c, "watch %s", c->carriers[i].id), "C",
                                   QN_ROLE_LIMIT, c->carriers[i].id);
    row->peak = row->annual = PLENTY;
  }
}

static void watch_effects(qn_case *c) {
  for (int year = c->settings.base_year + 1; year <= c->settings.horizon; year++)
    for (int q = -1; q < c->n_pollutants; q++) {
      qn_target *row = sketch_target(c, sketch_text(c, "watch %d %d", year, q), "C",
                                     q < 0 ? QN_COAL_REMOVED : QN_EMISSION, year, 0);
      if (q >= 0) row->pollutant = c->pollutants[q].id;
      row->rule = QN_REPORTED;
    }
}

static int plan_it(tabled *t) {
  qn_run run = {.findings = qn_findings_new(), .threads = 1, .gap = 0.01};
  assert_non_null(run.findings);
  assert_int_equal(qn_plan_solve(&t->plan, t->region, t->demand, &run), QN_OK);
  const int has_plan = t->plan->status <= QN_PLAN_INTERRUPTED;
  if (has_plan) assert_int_equal(qn_plan_tables_new(&t->tables, t->plan, 1, &run), QN_OK);
  qn_findings_free(run.findings);
  if (!has_plan) tabled_free(t);
  return has_plan;
}

int tabled_random(tabled *out, uint64_t seed, unsigned families) {
  *out = (tabled){0};
  out->region = random_case(seed, families, 1e4, &out->demand);
  qn_demand_free(out->demand);
  watch_carriers(out->region);
  watch_effects(out->region);
  out->demand = sketch_finish(out->region);
  return plan_it(out);
}

void tabled_case(tabled *out, qn_case *region) {
  *out = (tabled){.region = region, .demand = sketch_finish(region)};
  assert_true(plan_it(out));
}

void tabled_free(tabled *t) {
  qn_plan_tables_free(t->tables);
  qn_plan_free(t->plan);
  qn_demand_free(t->demand);
  qn_case_free(t->region);
  *t = (tabled){0};
}

void tabled_each(void (*check)(const tabled *t, const char *name)) {
  enum { ALL_AT_ONCE = 6, LEAST = 20 };
  int planned = 0;
  for (int i = 0; i < RANDOM_FAMILY_COUNT + ALL_AT_ONCE; i++) {
    const unsigned families =
        i < RANDOM_FAMILY_COUNT ? random_family_alone(i) : RANDOM_ALL | RANDOM_DIVISIBLE;
    char name[80];
    tabled t;
    snprintf(name, sizeof name, "seed %d, %s", i,
             i < RANDOM_FAMILY_COUNT ? random_family_words(i) : "all");
    if (!tabled_random(&t, (uint64_t)i, families)) continue;
    check(&t, name);
    tabled_free(&t);
    planned++;
  }
  assert_true(planned >= LEAST);
}

const qn_rows *tabled_rows(const tabled *t, const qn_table *table) {
  for (size_t i = 0; i < t->tables->n; i++)
    if (t->tables->rows[i].table == table) return &t->tables->rows[i];
  fail_msg("no table %s", table->name);
  return NULL;
}

double tabled_used(const tabled *t, const char *family, int row, int season) {
  const qn_verdict *v = &t->plan->verdict;
  double used = NAN;
  for (size_t i = 0; i < v->n_rule; i++)
    if (!strcmp(v->rules[i].family, family) && v->rules[i].row == row &&
        v->rules[i].season == season)
      used = (isnan(used) ? 0 : used) + v->rules[i].used;
  return used;
}
