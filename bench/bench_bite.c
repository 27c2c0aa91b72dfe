/* Which limits bite: bench_bite [CASE], run from the root of the repository. Solves the linear
 * relaxation (default: of the example of Tongliao) and counts, by family, the lines of the tables
 * that are limits, those that have a price in some season, and the same of the rows they make, one
 * a season. Of a case made by `tension` only limits drawn by it count. Fuel at stepped prices
 * counts as limited where the use has reached a dearer step. */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/run.h"
#include "bench.h"
#include "case/case.h"
#include "demand/demand.h"
#include "plan/family.h"
#include "plan/relax.h"

static const double LEAST_PRICE =
    1e-6; /* scaled: CNY for what a mean pathway takes, over its own */

static void check(qn_status s) {
  if (s) exit(1);
}

enum { TARGET, FUEL, DESIGN_DAY, STORAGE, FEEDER, PLANT, BUILT, MONEY, KINDS };
static const char *const names[KINDS] = {"target", "fuel of a year", "design day", "storage",
                                         "feeder", "heat plant",     "built",      "money"};

static int kind_of(const qn_family *family) {
  const struct {
    const qn_family *family;
    int kind;
  } kinds[] = {
      {&qn_family_target, TARGET},   {&qn_family_annual, FUEL},     {&qn_family_steps, FUEL},
      {&qn_family_peak, DESIGN_DAY}, {&qn_family_storage, STORAGE}, {&qn_family_feeder, FEEDER},
      {&qn_family_capacity, PLANT},  {&qn_family_build, BUILT},     {&qn_family_budget, MONEY}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (kinds[i].family == family) return kinds[i].kind;
  return -1;
}

static bool is_drawn(const qn_case *c, const qn_model_row *row) {
  const char *source = qn_rule_text(c, row->family->table, row->row, "source");
  return source && !strcmp(source, "bench/tension");
}

/* 1 a limit without, 2 with a price, by kind, line of its table and season. */
typedef struct {
  const qn_case *c;
  int n, lines; /* seasons, lines of the longest table */
  unsigned char *is_there;
} tally;

static unsigned char *cell(const tally *t, int kind, int line, int season) {
  return &t->is_there[((size_t)kind * (size_t)t->lines + (size_t)line) * (size_t)t->n +
                      (size_t)season];
}

static void count(tally *t, const qn_model *m, const double *price, double mean_cny) {
  bool any = false;
  for (size_t r = 0; r < m->n_row && !any; r++)
    any = kind_of(m->rows[r].family) >= 0 && is_drawn(t->c, &m->rows[r]);
  for (size_t r = 0; r < m->n_row; r++) {
    const qn_model_row *row = &m->rows[r];
    const int kind = kind_of(row->family);
    if (kind < 0 || (any && !is_drawn(t->c, row))) continue;
    unsigned char *at = cell(t, kind, row->row, row->season);
    const unsigned char now = fabs(price[r]) * row->scale > LEAST_PRICE * mean_cny ? 2 : 1;
    if (now > *at) *at = now;
  }
}

static void tell(const tally *t) {
  int all[4] = {0};
  printf("kind\tlimits\twith a price\trows\twith a price\n");
  for (int kind = 0; kind < KINDS; kind++) {
    int own[4] = {0};
    for (int line = 0; line < t->lines; line++) {
      unsigned char most = 0;
      for (int j = 0; j < t->n; j++) {
        const unsigned char at = *cell(t, kind, line, j);
        own[2] += at > 0, own[3] += at > 1;
        if (at > most) most = at;
      }
      own[0] += most > 0, own[1] += most > 1;
    }
    if (own[0]) printf("%s\t%d\t%d\t%d\t%d\n", names[kind], own[0], own[1], own[2], own[3]);
    for (int i = 0; i < 4; i++) all[i] += own[i];
  }
  printf("all\t%d\t%d (%.0f %%)\t%d\t%d (%.0f %%)\n", all[0], all[1],
         100.0 * all[1] / (all[0] ? all[0] : 1), all[2], all[3],
         100.0 * all[3] / (all[2] ? all[2] : 1));
}

static void measure(const qn_case *region, const qn_model *m, const qn_relaxation *relaxation) {
  const int counts[] = {region->n_supplies, region->n_sources, region->n_targets, region->n_budgets,
                        region->n_build_limits};
  tally t = {.c = region, .n = m->n, .lines = 1};
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
    if (counts[i] > t.lines) t.lines = counts[i];
  t.is_there = calloc((size_t)KINDS * (size_t)t.lines * (size_t)t.n, 1);
  if (!t.is_there) exit(1);
  count(&t, m, relaxation->price, relaxation->bound / m->n_block);
  tell(&t);
  free(t.is_there);
}

int main(int argc, char **argv) {
  const char *place = argc > 1 ? argv[1] : "examples/tongliao-2025";
  qn_case *region;
  qn_demand *demand;
  qn_context *context;
  qn_model *model;
  qn_subset subset;
  qn_relaxation relaxation;
  qn_run run = {.threads = 2, .started_s = qn_clock(), .findings = qn_findings_new()};
  check(qn_case_read(&region, place, NULL));
  check(qn_demand_new(&demand, region, "data/weather", NULL));
  check(qn_context_new(&context, region, demand));
  check(qn_model_new(&model, context, &run));
  check(qn_subset_new(&subset, model));
  check(qn_relax(&relaxation, &subset, NULL, &run, 600));
  measure(region, model, &relaxation);
  double ms = 1e3 * (qn_clock() - run.started_s);
  bench_line("model and relaxation", (size_t)region->n_units, 1, &ms, relaxation.bound);
  qn_relaxation_clear(&relaxation);
  qn_subset_clear(&subset);
  qn_model_free(model);
  qn_context_free(context);
  qn_demand_free(demand);
  qn_case_free(region);
  qn_findings_free(run.findings);
  return 0;
}
