/* Building the planning model: bench_build [CASE] [RUNS], run from the root of the repository.
 * Reads the case (default: the example of Tongliao) and builds its model on 1, 2 and 4 threads. The
 * answer of a line is a digest of the model: a sum of all costs, entries and right-hand sides, each
 * weighted by what it belongs to, so that two models that differ in more than rounding differ. */
#include <math.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>

#include "base/run.h"
#include "bench.h"
#include "case/case.h"
#include "demand/demand.h"
#include "plan/model.h"

static void check(qn_status s) {
  if (s) exit(1);
}

/* A weight in 1..2 that mixes the key with all before it. */
static double weight(uint64_t *mixed, int key) {
  *mixed = (*mixed ^ (uint64_t)(uint32_t)key) * UINT64_C(0x9E3779B97F4A7C15);
  *mixed ^= *mixed >> 29;
  return 1 + (double)(*mixed >> 11) * 0x1p-53;
}

static double or_one(double value) {
  return isfinite(value) ? value : 1;
}

static double digest(const qn_model *m) {
  double sum = 0;
  for (size_t r = 0; r < m->n_row; r++) {
    uint64_t mixed = (uint64_t)m->rows[r].sense;
    sum += weight(&mixed, (int)r) * (or_one(m->rows[r].rhs) + m->rows[r].penalty);
  }
  for (size_t c = 0; c < m->n_column; c++) {
    const qn_model_column *column = &m->columns[c];
    uint64_t mixed = (uint64_t)column->kind;
    const int keys[] = {column->id,           column->option,     column->season,
                        column->path.mode,    column->path.level, column->path.season,
                        column->path.interim, column->is_integer};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) weight(&mixed, keys[k]);
    sum += weight(&mixed, -1) * (column->cost + or_one(column->upper));
    for (int i = 0; i < column->count; i++) {
      uint64_t of_row = mixed;
      const qn_entry entry = qn_column_entry(m, column, i);
      sum += weight(&of_row, entry.row) * entry.value;
    }
  }
  return sum;
}

static void build(const qn_case *region, const qn_demand *demand, int threads, size_t runs) {
  double *ms = malloc(runs * sizeof *ms), answer = 0;
  char what[64];
  if (!ms) exit(1);
  for (size_t k = 0; k < runs; k++) {
    qn_context *context;
    qn_model *model;
    qn_run run = {.threads = threads, .started_s = qn_clock(), .findings = qn_findings_new()};
    check(qn_context_new(&context, region, demand));
    check(qn_model_new(&model, context, &run));
    ms[k] = 1e3 * (qn_clock() - run.started_s);
    answer = digest(model);
    if (threads == 1 && k == 0)
      printf("rows %zu, columns %zu, entries %zu\n", model->n_row, model->n_column,
             model->n_entry + model->packing.n_entry);
    qn_model_free(model);
    qn_context_free(context);
    qn_findings_free(run.findings);
  }
  snprintf(what, sizeof what, "build the model, %d thread%s", threads, threads > 1 ? "s" : "");
  bench_line(what, (size_t)region->n_units, runs, ms, answer);
  free(ms);
}

int main(int argc, char **argv) {
  const char *place = argc > 1 ? argv[1] : "examples/tongliao-2025";
  const size_t runs = argc > 2 ? (size_t)atoi(argv[2]) : 5;
  qn_case *region;
  qn_demand *demand;
  struct rusage used;
  check(qn_case_read(&region, place, NULL));
  check(qn_demand_new(&demand, region, "data/weather", NULL));
  getrusage(RUSAGE_SELF, &used);
  printf("peak memory before %.0f MB\n", (double)used.ru_maxrss / 1024);
  for (int threads = 1; threads <= 4; threads *= 2) build(region, demand, threads, runs);
  getrusage(RUSAGE_SELF, &used);
  printf("peak memory %.0f MB\n", (double)used.ru_maxrss / 1024);
  qn_demand_free(demand);
  qn_case_free(region);
  return 0;
}
