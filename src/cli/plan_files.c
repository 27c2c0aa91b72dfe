/* Everything goes into a new folder beside the old one; only when all is written and on disk is it
 * exchanged for the old. */
#include "cli/plan_files.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/file.h"
#include "case/attached.h"
#include "cli/result_files.h"
#include "plan/crew.h"
#include "plan/record.h"
#include "qingnuan/version.h"
#include "report/workbook.h"
#include "table/store.h"

static double known(double value) {
  return isfinite(value) ? value : NAN;
}

/* Time of writing, or SOURCE_DATE_EPOCH for builds that must repeat. */
static const char *generated_at(qn_arena *arena) {
  const char *fixed = getenv("SOURCE_DATE_EPOCH");
  const time_t at = fixed ? (time_t)strtoll(fixed, NULL, 10) : time(NULL);
  struct tm parts;
  char text[32] = "";
  if (localtime_r(&at, &parts)) strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts);
  return qn_arena_text(arena, text);
}

/* A place as it is found from any folder. */
static const char *whole_place(const char *place, qn_arena *arena) {
  char *whole = place && qn_path_exists(place) ? realpath(place, NULL) : NULL;
  const char *out = whole ? qn_arena_text(arena, whole) : place;
  free(whole);
  return out;
}

static double whole_ms(double seconds) {
  return round(seconds * 1000) / 1000;
}

qn_run_row qn_plan_run_row(const qn_plan *plan, const qn_cli *cli) {
  const qn_settings *g = &plan->context->region->settings;
  const int has_plan = plan->status <= QN_PLAN_INTERRUPTED;
  return (qn_run_row){.name = g->name,
                      .status = qn_plan_status_text(plan->status),
                      .base_year = g->base_year,
                      .horizon = g->horizon,
                      .evaluation_seasons = g->evaluation_seasons,
                      .objective = qn_choice_text(qn_table_column(&qn_settings_table, "objective"),
                                                  g->objective, 1, plan->arena),
                      .cost_cny = has_plan ? round(plan->cost_cny * 100) / 100 : NAN,
                      .bound_cny = known(round(plan->bound_cny * 100) / 100),
                      .gap = has_plan ? known(plan->gap) : NAN,
                      .gap_cny = has_plan ? known(round(plan->gap_cny * 100) / 100) : NAN,
                      .seconds = whole_ms(plan->seconds),
                      .first_seconds = has_plan ? whole_ms(plan->first_s) : NAN,
                      .build_seconds = whole_ms(plan->build_s),
                      .threads = qn_crew_threads(&cli->run),
                      .processes = qn_crew_size(cli->run.crew),
                      .seed = (int)cli->run.seed,
                      .units = plan->context->region->n_units,
                      .columns = (int)plan->model->n_column,
                      .rows = (int)plan->model->n_row,
                      .version = qn_version(),
                      .command = cli->line,
                      .place = whole_place(plan->context->region->place, plan->arena),
                      .language = cli->english ? "en" : "zh_CN",
                      .generated = generated_at(plan->arena)};
}

/* ---- the files, one function each ---- */

typedef struct {
  const qn_plan *plan;
  const qn_result_tables *tables;
  qn_cli *cli;
} sheaf;

static int has_plan(const sheaf *s) {
  return s->plan->status <= QN_PLAN_INTERRUPTED;
}

/* The ways of all units; none without a plan. */
static qn_status find_ways(qn_why_tables *out, const sheaf *s) {
  const qn_decision *d = &s->plan->decision;
  qn_model *rows = NULL;
  if (!has_plan(s) || !d->n_unit) return QN_OK;
  qn_status status = qn_model_new_unit(&rows, s->plan->context, 0, &s->cli->run);
  if (!status) status = qn_result_ways(out, rows, s->plan->price, d->units, d->n_unit, s->cli);
  qn_model_free(rows);
  return status;
}

static qn_status write_tables(const char *folder, const sheaf *s) {
  qn_why_tables why = {
      {.table = &qn_ways_table}, {.table = &qn_way_takes_table}, {.table = &qn_way_flips_table}};
  const qn_page_ways ways = {&why.ways, &why.takes, &why.flips};
  qn_result_tables tables = *s->tables;
  tables.ways = &ways;
  const qn_status status = find_ways(&why, s);
  return status ? status : qn_result_files_write(folder, &tables, s->cli);
}

static qn_status write_kept(const char *folder, const sheaf *s) {
  return qn_result_csv_write(folder, s->tables, s->cli);
}

static const qn_rows *table_of(const qn_result_tables *tables, const qn_table *table) {
  for (size_t i = 0; i < tables->n; i++)
    if (tables->tables[i].table == table) return &tables->tables[i];
  return NULL;
}

/* The case as it was planned, with the files that it names. */
static qn_status write_case(const char *path, const sheaf *s) {
  const qn_case *c = s->plan->context->region;
  const qn_status status = qn_case_write(c, path, 1, s->cli->run.findings);
  return status ? status : qn_case_copy_attached(c, path, s->cli->run.findings);
}

/* What explain needs besides: choices and prices. */
static qn_status write_why(const char *path, const sheaf *s) {
  qn_rows rows[2];
  if (!has_plan(s)) return QN_OK;
  const qn_status status =
      qn_record_plan(&rows[0], &rows[1], s->plan, s->cli->english, s->cli->arena);
  return status ? status : qn_store_write(path, rows, 2, 1, s->cli->run.findings);
}

static qn_status write_townships(const char *path, const sheaf *s) {
  const qn_rows *units = table_of(s->tables, &qn_unit_plans_table);
  if (!units || !units->count) return QN_OK;
  if (mkdir(path, 0755))
    return qn_fail(s->cli->run.findings, QN_EIO, "cannot make the folder %s", path);
  return qn_report_townships(path, units, table_of(s->tables, &qn_mode_names_table),
                             s->cli->english, s->cli->run.findings);
}

static const struct {
  const char *name; /* "": the folder itself */
  qn_status (*write)(const char *path, const sheaf *);
  unsigned with; /* any of these asked for */
} files[] = {{"", write_tables, QN_FILES_ALL},
             {"", write_kept, QN_FILES_KEPT},
             {"case", write_case, QN_FILES_ALL | QN_FILES_KEPT},
             {"why", write_why, QN_FILES_ALL | QN_FILES_KEPT},
             {"township", write_townships, QN_FILES_TOWNSHIPS}};

qn_status qn_plan_files_write(const char *folder, const qn_plan *plan,
                              const qn_result_tables *tables, unsigned files_asked, qn_cli *cli) {
  const sheaf s = {plan, tables, cli};
  qn_text temporary = {0};
  qn_status status = qn_folder_begin(&temporary, folder, cli->run.findings);
  if (status) {
    qn_text_clear(&temporary);
    return status;
  }
  for (size_t i = 0; i < sizeof files / sizeof *files && !status; i++) {
    qn_text path = {0};
    if (!(files[i].with & files_asked)) continue;
    status = qn_path_join(&path, temporary.bytes, files[i].name);
    if (!status) status = files[i].write(path.bytes, &s);
    qn_text_clear(&path);
  }
  if (!status) status = qn_folder_commit(temporary.bytes, folder, cli->run.findings);
  if (status) qn_folder_remove(temporary.bytes);
  qn_text_clear(&temporary);
  return status;
}
