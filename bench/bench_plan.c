/* Planning a case: bench_plan [CASE] [SECONDS] [THREADS] [GAP], run from the root of the repository
 * (default: the example of Tongliao, 20 s, two threads, until 0.01 %). A line whenever the cost or
 * the bound is better: seconds since the start of the program, cost and bound in CNY, gap in per
 * cent. The last line is the benchmark's: its answer is the cost. */
#include <math.h>

#include "base/run.h"
#include "bench.h"
#include "case/case.h"
#include "demand/demand.h"
#include "qingnuan/plan.h"

typedef struct {
  double started_s, cost, bound;
} told;

static void tell(told *before, double cost, double bound) {
  const int is_better = cost < before->cost || bound > before->bound;
  if (!is_better) return;
  before->cost = fmin(before->cost, cost);
  before->bound = fmax(before->bound, bound);
  printf("%.3f\t%.2f\t%.2f\t%.4f\n", qn_clock() - before->started_s, before->cost, before->bound,
         100 * (before->cost - before->bound) / before->cost);
  fflush(stdout);
}

static void progress(void *who, const qn_progress *now) {
  tell(who, isnan(now->cost) ? INFINITY : now->cost, isnan(now->bound) ? -INFINITY : now->bound);
}

int main(int argc, char **argv) {
  const char *place = argc > 1 ? argv[1] : "examples/tongliao-2025";
  told before = {qn_clock(), INFINITY, -INFINITY};
  qn_run run = {.started_s = before.started_s,
                .time_limit_s = argc > 2 ? atof(argv[2]) : 20,
                .threads = argc > 3 ? atoi(argv[3]) : 2,
                .gap = argc > 4 ? atof(argv[4]) : 1e-4,
                .progress = progress,
                .who = &before};
  qn_case *region = NULL;
  qn_demand *demand = NULL;
  qn_plan *plan = NULL;
  run.findings = qn_findings_new();
  qn_status s = qn_case_read(&region, place, NULL);
  if (!s) s = qn_demand_new(&demand, region, "data/weather", NULL);
  if (!s) s = qn_plan_solve(&plan, region, demand, &run);
  if (!s) {
    const qn_plan_outcome c = qn_plan_outcome_of(plan);
    double ms = 1e3 * (qn_clock() - before.started_s);
    tell(&before, c.cost_cny, c.bound_cny);
    bench_line("plan", (size_t)region->n_units, 1, &ms, c.cost_cny);
  }
  qn_plan_free(plan);
  qn_demand_free(demand);
  qn_case_free(region);
  qn_findings_free(run.findings);
  return s != QN_OK;
}
