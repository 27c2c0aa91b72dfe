/* Why nothing fits: the rules that cannot be held together, and what would make a plan possible.
 * Looked for anew each time, so that a case can be asked before it is planned. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/explain.h"
#include "cli/plan_files.h"
#include "cli/progress.h"
#include "cli/read_case.h"
#include "cli/tell_conflict.h"
#include "plan/conflict.h"
#include "plan/tables.h"
#include "result/plan_tables.h"
#include "table/json.h"

/* A folder that a plan wrote holds the case as it was planned. */
static qn_status read_place(qn_case **region, qn_demand **demand, const char *place, qn_cli *cli) {
  qn_text weather = {0}, run = {0};
  qn_result result;
  qn_status s = qn_path_join(&run, place, "csv/run.csv");
  if (!s && qn_path_exists(run.bytes)) {
    s = qn_cli_open_result(&result, place, cli);
    if (!s) s = qn_cli_result_case(region, demand, &result, cli);
  } else if (!s) {
    s = qn_path_join(&weather, cli->data, "weather");
    if (!s) s = qn_cli_read_case(region, place, cli);
    if (!s && !(*region)->n_units)
      s = qn_fail(cli->run.findings, QN_EINPUT, "%s has no units to plan", place);
    if (!s) s = qn_demand_new(demand, *region, weather.bytes, cli->run.findings);
  }
  qn_text_clear(&weather);
  qn_text_clear(&run);
  return s;
}

static const qn_rows *table_of(const qn_plan_tables *tables, const qn_table *table) {
  for (size_t i = 0; i < tables->n; i++)
    if (tables->rows[i].table == table) return &tables->rows[i];
  return NULL;
}

static qn_status print_json(qn_cli *cli, const qn_plan *plan, const qn_plan_tables *tables) {
  const qn_run_row row = qn_plan_run_row(plan, cli);
  const qn_rows run = {.table = &qn_run_table, .at = (void *)&row, .count = 1};
  const qn_rows rows[] = {*table_of(tables, &qn_conflict_table),
                          *table_of(tables, &qn_certificate_table)};
  qn_text json = {0};
  const qn_status s = qn_tables_json(&json, &run, rows, 2);
  if (!s) printf("%s\n", json.bytes), cli->answered = true;
  qn_text_clear(&json);
  return s;
}

/* The rules, then each way out under its number. */
static void print_rules(const qn_rows *rows) {
  int way = -1;
  for (size_t i = 0; i < rows->count; i++) {
    const qn_conflict_row *row = qn_row(rows, i);
    if (row->way != way && !row->way)
      printf("%s\n", qn_words(QN_N_("These rules cannot be held together:")));
    else if (row->way != way && row->way == 1)
      printf("%s\n", qn_words(QN_N_("The least that must give way:")));
    else if (row->way != way)
      printf("%s\n", qn_words(QN_N_("Or instead:")));
    way = row->way;
    qn_tell_conflict(rows, i, "  ");
  }
}

/* What of it is proved. */
static void print_proof(const qn_rows *certificate, const char *item) {
  for (size_t i = 0; i < certificate->count; i++) {
    const qn_certificate_row *row = qn_row(certificate, i);
    if (row->item && !strcmp(row->item, item)) printf("%s: %s\n", row->item, row->value);
  }
}

static void print_text(const qn_cli *cli, const qn_plan *plan, const qn_plan_tables *tables) {
  const qn_rows *certificate = table_of(tables, &qn_certificate_table);
  if (plan->conflict->state == QN_CONFLICT_NONE)
    printf("%s\n", qn_words(plan->conflict->is_checked
                                ? QN_N_("All rules can be held together: a plan was verified.")
                                : QN_N_("All rules can be held together.")));
  print_rules(table_of(tables, &qn_conflict_table));
  print_proof(certificate, cli->english ? "conflict" : "冲突");
  print_proof(certificate, cli->english ? "least relaxation" : "最小放宽");
}

static qn_status status_of(const qn_plan *plan, qn_findings *findings) {
  if (plan->conflict->state == QN_CONFLICT_STANDS)
    return qn_fail(findings, QN_EINFEASIBLE, QN_N_("no plan holds all rules"));
  if (plan->conflict->state == QN_CONFLICT_UNKNOWN)
    return qn_fail(findings, QN_ELIMIT,
                   QN_N_("whether the rules conflict was not found out within the time"));
  return QN_OK;
}

static qn_status tell(qn_cli *cli, const qn_plan *plan) {
  static const qn_table *const only[] = {&qn_conflict_table, &qn_certificate_table, NULL};
  qn_plan_tables *tables = NULL;
  qn_status s = qn_plan_tables_only(&tables, plan, only, cli->english, &cli->run);
  qn_progress_hide(&cli->run);
  if (!s && cli->json)
    s = print_json(cli, plan, tables);
  else if (!s)
    print_text(cli, plan, tables);
  qn_plan_tables_free(tables);
  return s ? s : status_of(plan, cli->run.findings);
}

qn_status qn_explain_conflict(qn_cli *cli, const char *place, double seconds) {
  qn_case *region = NULL;
  qn_demand *demand = NULL;
  qn_plan *plan = NULL;
  qn_status s = read_place(&region, &demand, place, cli);
  cli->run.time_limit_s = s ? seconds : qn_explain_time_s(region, seconds);
  cli->run.started_s = 0;
  if (!s) s = qn_conflict_ask(&plan, region, demand, &cli->run);
  if (!s) s = tell(cli, plan);
  qn_plan_free(plan);
  qn_demand_free(demand);
  qn_case_free(region);
  return s;
}
