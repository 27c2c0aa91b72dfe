/* qingnuan plan: from a region's tables to a verified plan, written whole or not at all. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "audit/audit.h"
#include "base/file.h"
#include "case/case.h"
#include "cli/cli.h"
#include "cli/plan_crew.h"
#include "cli/plan_files.h"
#include "cli/progress.h"
#include "cli/read_case.h"
#include "cli/result_files.h"
#include "cli/tell_conflict.h"
#include "plan/cheapest.h"
#include "plan/model_file.h"

static const double LIMIT_S = 60, LIMIT_S_A_UNIT = 0.006;
enum { UNITS_WITHIN_LIMIT = 10000 };

typedef struct {
  const char *place, *output, *model;
  double time_limit_s, gap;
  long threads, seed, work_limit;
  int by;
} values;

static const qn_option options[] = {
    {"CASE", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, place),
     .help = QN_N_("a folder of CSV files, an .xlsx or .gpkg file, or PG:...")},
    {"output", 'o', QN_ARG_TEXT, .value = "DIR", QN_OPTION(values, output),
     .help = QN_N_("where the plan is written (default CASE-plan); it is replaced")},
    {"time-limit", 0, QN_ARG_REAL, .value = "SECONDS", .min = 1, .max = 1e6,
     QN_OPTION(values, time_limit_s),
     .help = QN_N_("write the best verified plan found by then (default 60, and 6 more for every "
                   "1,000 units above 10,000)")},
    {"gap", 0, QN_ARG_REAL, .value = "SHARE", .min = 0, .max = 1, .fallback = "0.001",
     QN_OPTION(values, gap), .help = QN_N_("stop when the cost is this close to its bound")},
    {"threads", 0, QN_ARG_WHOLE, .value = "N", .min = 0, .max = 1024, .fallback = "0",
     QN_OPTION(values, threads), .help = QN_N_("threads to use; 0: as many as there are")},
    {"seed", 0, QN_ARG_WHOLE, .value = "N", .min = 0, .max = 2147483647, .fallback = "0",
     QN_OPTION(values, seed), .help = QN_N_("seed of the solver's random choices")},
    {"work-limit", 0, QN_ARG_WHOLE, .value = "N", .min = 0, .max = 1e15, .fallback = "0",
     QN_OPTION(values, work_limit),
     .help = QN_N_("stop after so many search nodes, the same on every machine; 0: no limit")},
    {"write-model", 0, QN_ARG_TEXT, .value = "FILE", QN_OPTION(values, model),
     .help = QN_N_("write the whole model as free MPS first, for other solvers")},
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

/* A province is not planned in a minute on a small machine; a limit that ends with nothing helps
 * nobody. */
static double usual_limit(const qn_case *region) {
  return LIMIT_S + LIMIT_S_A_UNIT * fmax(0, region->n_units - UNITS_WITHIN_LIMIT);
}

/* Where the plan goes: as given, or the case's own name with -plan behind it. */
static qn_status output_folder(qn_text *out, const values *v) {
  if (v->output) return qn_text_add(out, v->output);
  size_t n = strlen(v->place);
  while (n > 1 && v->place[n - 1] == '/') n--;
  const char *const endings[] = {".xlsx", ".gpkg"};
  for (size_t i = 0; i < 2; i++)
    if (n > 5 && !strncasecmp(v->place + n - 5, endings[i], 5)) n -= 5;
  const qn_status s = qn_text_add_n(out, v->place, n);
  return s ? s : qn_text_add(out, "-plan");
}

static qn_status check_output(const qn_text *folder, const values *v, qn_findings *findings) {
  if (!strncmp(v->place, "PG:", 3) && !v->output)
    return qn_fail(findings, QN_EUSAGE, "say with -o where the plan of a database goes");
  if (qn_path_exists(folder->bytes) && !qn_path_is_folder(folder->bytes))
    return qn_fail(findings, QN_EUSAGE, "%s is a file; the plan needs a folder", folder->bytes);
  qn_text temporary = {0}; /* a place that cannot be written is told before the search, not after */
  const qn_status s = qn_folder_begin(&temporary, folder->bytes, findings);
  if (!s) qn_folder_remove(temporary.bytes);
  qn_text_clear(&temporary);
  return s;
}

/* What a person reads on the terminal. */
static void say_result(const qn_cli *cli, const qn_plan *plan, const qn_plan_tables *tables,
                       const char *folder) {
  char kind[40];
  for (size_t i = 0; i < tables->n; i++) {
    const qn_rows *rows = &tables->rows[i];
    for (size_t k = 0; k < rows->count; k++) {
      const qn_key_figure *figure = qn_row(rows, k);
      const qn_conflict_row *conflict = qn_row(rows, k);
      if (rows->table == &qn_key_figures_table && figure->id && !strcmp(figure->id, "headline"))
        printf("%s\n", cli->english ? figure->name_en : figure->name_zh);
      if (rows->table == &qn_conflict_table) {
        snprintf(kind, sizeof kind, "%s: ", conflict->kind);
        qn_tell_conflict(rows, k, kind);
      }
    }
  }
  if (plan->status <= QN_PLAN_INTERRUPTED) {
    printf(qn_words(QN_N_("cost %.4f, bound %.4f (10^8 CNY), gap %.3f %%, %s, %.1f s")),
           plan->cost_cny / 1e8, plan->bound_cny / 1e8, 100 * plan->gap,
           qn_words(qn_plan_status_text(plan->status)), plan->seconds);
    printf("\n");
  }
  printf("%s/report.html\n", folder);
}

static qn_status status_of(const qn_plan *plan, qn_findings *findings) {
  if (plan->status == QN_PLAN_INFEASIBLE)
    return qn_fail(findings, QN_EINFEASIBLE, "no plan holds all rules; the conflict is written");
  if (plan->status == QN_PLAN_NONE)
    return qn_fail(findings, QN_ELIMIT, "no verified plan was found within the limit");
  if (!isnan(plan->refuted_cny)) return QN_EVERIFY; /* told where it was found */
  return QN_OK;
}

/* The tables of the plan and behind them what does not close in the figures that the case quotes.
 * *audit is the caller's to free after the tables. */
static qn_status list_tables(qn_result_tables *out, qn_audit **audit, const qn_plan_tables *tables,
                             const qn_case *region, qn_cli *cli) {
  const qn_rows *statements = &region->tables[QN_T_statements];
  qn_rows limits = {0};
  qn_rows *rows = qn_arena_array(cli->arena, tables->n + 1, sizeof *rows);
  qn_status s = rows ? QN_OK : QN_ENOMEM;
  if (!s) s = qn_cli_read_table(&limits, &qn_plausibility_table, cli->data, cli);
  if (!s) s = qn_audit_new(audit, statements, &limits);
  if (s) return s;
  memcpy(rows, tables->rows, tables->n * sizeof *rows);
  qn_result_round(rows, tables->n);
  out->tables = rows;
  out->n = tables->n + 1;
  return qn_audit_rows(&rows[tables->n], *audit, statements, qn_words, cli->arena);
}

/* say: also to the person or program that asked. */
static qn_status write_plan(qn_cli *cli, const qn_plan *plan, const char *folder, unsigned files,
                            bool say) {
  qn_plan_tables *tables = NULL;
  qn_audit *audit = NULL;
  const qn_run_row row = qn_plan_run_row(plan, cli);
  qn_result_tables whole = {.run = &row};
  if (say)
    qn_run_tell(&cli->run, QN_N_("tables and report"), plan->cost_cny, plan->bound_cny, plan->gap);
  qn_status s = qn_plan_tables_new(&tables, plan, cli->english, &cli->run);
  if (!s) s = list_tables(&whole, &audit, tables, plan->context->region, cli);
  if (!s) s = qn_plan_files_write(folder, plan, &whole, files, cli);
  if (say) qn_progress_hide(&cli->run);
  if (!s && say && cli->json) {
    s = qn_result_print(&whole, cli);
  } else if (!s && say) {
    say_result(cli, plan, tables, folder);
  }
  qn_plan_tables_free(tables);
  qn_audit_free(audit);
  return s;
}

static qn_status tell_plan(qn_cli *cli, const values *v, const qn_plan *plan, const char *folder) {
  const unsigned files = QN_FILES_ALL | (v->by >= 0 ? QN_FILES_TOWNSHIPS : 0);
  const qn_status s = write_plan(cli, plan, folder, files, true);
  return s ? s : status_of(plan, cli->run.findings);
}

/* The model as it is solved, for others to repeat. */
static qn_status write_model(const values *v, const qn_case *region, const qn_demand *demand,
                             qn_run *run) {
  qn_context *context = NULL;
  qn_model *model = NULL;
  if (!v->model) return QN_OK;
  qn_status s = qn_context_new(&context, region, demand);
  if (!s) s = qn_model_new(&model, context, run);
  if (!s) s = qn_model_write(model, v->model, run->findings);
  qn_model_free(model);
  qn_context_free(context);
  return s;
}

/* ---- several processes ---- */

/* Of the time, at most, that goes into plans that may be replaced. */
static const double SHARE_OF_KEEPING = 0.1;

typedef struct {
  qn_cli *cli;
  const char *folder;
  double next_s;          /* not before */
  const char *last_words; /* should the run be ended from outside; NULL: nothing stands yet */
} keeper;

/* mpirun ends the others when one process dies, and gives them a second. */
static void leave_words(keeper *k) {
  qn_text words = {0};
  if (k->last_words ||
      qn_text_addf(&words,
                   qn_words(QN_N_("the run is ended from outside (a process has died, or somebody "
                                  "ended it): the last verified plan stands in %s\n")),
                   k->folder))
    return;
  k->last_words = qn_arena_text(k->cli->arena, words.bytes);
  qn_interrupt_last_words(k->last_words);
  qn_text_clear(&words);
}

/* One process may die and takes all with it: what is verified is written as it comes. */
static void keep_better(void *who, const qn_plan *plan) {
  keeper *k = who;
  const double began = qn_clock();
  if (began < k->next_s) return;
  const qn_status s = write_plan(k->cli, plan, k->folder, QN_FILES_KEPT, false);
  const double ended = qn_clock();
  k->next_s = ended + (ended - began) / SHARE_OF_KEEPING;
  if (s) return;
  qn_progress_hide(&k->cli->run);
  fprintf(
      stderr,
      qn_words(QN_N_("%.1f s: a verified plan stands in %s: cost %.4f (10^8 CNY), gap %.3f %%")),
      plan->seconds, k->folder, plan->cost_cny / 1e8, 100 * plan->gap);
  fputc('\n', stderr);
  leave_words(k);
}

/* Tables and report end within 3 s of the limit where there are up to 10,000 units: what they take
 * beyond one second is taken off the search. Seconds a unit as measured on two cores. */
static const double TABLES_S_A_UNIT = 6e-4, TABLES_S = 1, MOST_FOR_TABLES_S = 5;
static const double MOST_FOR_TABLES = 0.25; /* of the limit */

static double limit_of_search(double limit_s, const qn_case *region) {
  const double beyond_s = TABLES_S_A_UNIT * region->n_units - TABLES_S;
  return limit_s - fmin(fmax(0, beyond_s), fmin(MOST_FOR_TABLES_S, MOST_FOR_TABLES * limit_s));
}

/* The plan, and within the same limit the cheapest mix beside one that is prescribed. */
static qn_status solve(qn_plan **out, const qn_case *region, const qn_demand *demand, qn_run *run) {
  const double given_s = run->time_limit_s, limit_s = limit_of_search(given_s, region);
  run->time_limit_s = limit_s * qn_share_of_plan(region);
  qn_status s = qn_plan_solve(out, region, demand, run);
  run->time_limit_s = limit_s;
  if (!s) s = qn_plan_find_cheapest(*out, run);
  run->time_limit_s = given_s;
  return s;
}

static qn_status read_case(qn_case **region, qn_demand **demand, const char *place, qn_cli *cli) {
  qn_status s = qn_cli_read_case(region, place, cli);
  if (!s && !(*region)->n_units)
    s = qn_fail(cli->run.findings, QN_EINPUT, "%s has no units to plan", place);
  return s ? s : qn_cli_demand(demand, *region, cli);
}

static qn_status help(qn_cli *cli, const values *v) {
  qn_case *region = NULL;
  qn_demand *demand = NULL;
  const qn_status s = read_case(&region, &demand, v->place, cli);
  qn_cli_help(cli, region, demand, s);
  qn_demand_free(demand);
  qn_case_free(region);
  return QN_OK;
}

static qn_status lead(qn_cli *cli, const values *v) {
  qn_case *region = NULL;
  qn_demand *demand = NULL;
  qn_plan *plan = NULL;
  qn_text folder = {0};
  keeper kept = {.cli = cli};
  qn_status s = output_folder(&folder, v);
  if (!s) s = check_output(&folder, v, cli->run.findings);
  if (!s) s = read_case(&region, &demand, v->place, cli);
  if (!s && !v->time_limit_s) cli->run.time_limit_s = usual_limit(region);
  if (!s) s = write_model(v, region, demand, &cli->run);
  kept.folder = folder.bytes;
  if (cli->run.crew) cli->run.better = keep_better, cli->run.who = &kept;
  if (!s) s = solve(&plan, region, demand, &cli->run);
  qn_cli_dismiss(cli);
  if (!s) s = tell_plan(cli, v, plan, folder.bytes);
  qn_interrupt_last_words(NULL);
  qn_plan_free(plan);
  qn_demand_free(demand);
  qn_case_free(region);
  qn_text_clear(&folder);
  return s;
}

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  set_run(&cli->run, v);
  qn_status s = qn_cli_gather(cli);
  if (!s) s = qn_crew_is_helper(cli->run.crew) ? help(cli, v) : lead(cli, v);
  qn_crew_free(cli->run.crew);
  cli->run.crew = NULL;
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
