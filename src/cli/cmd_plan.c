/* qingnuan plan: from a region's tables to a verified plan, written whole or not at all. */
#include <stdio.h>

#include "base/file.h"
#include "case/case.h"
#include "cli/cli.h"
#include "plan/plan.h"

typedef struct {
  const char *place, *output;
  double time_limit_s, gap;
  long threads, seed, work_limit;
  int by;
} values;

static const qn_option options[] = {
    {"CASE", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, place),
     .help = QN_N_("a folder of CSV files, an .xlsx or .gpkg file, or PG:...")},
    {"output", 'o', QN_ARG_TEXT, .value = "DIR", QN_OPTION(values, output),
     .help = QN_N_("where the plan is written (default CASE-plan); it is replaced")},
    {"time-limit", 0, QN_ARG_REAL, .value = "SECONDS", .min = 1, .max = 1e6, .fallback = "60",
     QN_OPTION(values, time_limit_s), .help = QN_N_("write the best verified plan found by then")},
    {"gap", 0, QN_ARG_REAL, .value = "SHARE", .min = 0, .max = 1, .fallback = "0.001",
     QN_OPTION(values, gap), .help = QN_N_("stop when the cost is this close to its bound")},
    {"threads", 0, QN_ARG_WHOLE, .value = "N", .min = 0, .max = 1024, .fallback = "0",
     QN_OPTION(values, threads), .help = QN_N_("threads to use; 0: as many as there are")},
    {"seed", 0, QN_ARG_WHOLE, .value = "N", .min = 0, .max = 2147483647, .fallback = "0",
     QN_OPTION(values, seed), .help = QN_N_("seed of the solver's random choices")},
    {"work-limit", 0, QN_ARG_WHOLE, .value = "N", .min = 0, .max = 1e15, .fallback = "0",
     QN_OPTION(values, work_limit),
     .help = QN_N_("stop after so many search nodes, the same on every machine; 0: no limit")},
    {"by", 0, QN_ARG_WORD, .words = "township", QN_OPTION(values, by),
     .help = QN_N_("write one workbook for each township besides")},
};

/* What the options say to the run; the clock starts with the command. */
static void set_run(qn_run *run, const values *v) {
  run->time_limit_s = v->time_limit_s;
  run->gap = v->gap;
  run->threads = (int)v->threads;
  run->seed = (uint64_t)v->seed;
  run->work_limit = v->work_limit;
}

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  qn_case *region = NULL;
  qn_demand *demand = NULL;
  qn_plan *plan = NULL;
  set_run(&cli->run, v);
  qn_text weather = {0};
  qn_status s = qn_path_join(&weather, cli->data, "weather");
  if (!s) s = qn_case_read(&region, v->place, cli->run.findings);
  if (!s) s = qn_demand_new(&demand, region, qn_text_str(&weather), cli->run.findings);
  if (!s) s = qn_plan_solve(&plan, region, demand, &cli->run);
  if (!s) fprintf(stderr, "%s cost %.6g bound %.6g gap %.4f%% first %.2f s build %.2f s total %.2f s columns %zu rows %zu entries %zu\n", qn_plan_status_text(plan->status), plan->cost_cny, plan->bound_cny, plan->gap*100, plan->first_s, plan->build_s, plan->seconds, plan->model->n_column, plan->model->n_row, plan->model->n_entry);
  qn_plan_free(plan);
  qn_demand_free(demand);
  qn_case_free(region);
  qn_text_clear(&weather);
  return s;
}

const qn_command qn_cmd_plan = {
    .verb = "plan",
    .summary = QN_N_("plan a region: who gets which heating, when, and with whose money"),
    .options = options,
    .n_option = QN_OPTION_COUNT(options),
    .size = sizeof(values),
    .run = run,
};
