/* qingnuan demand: design load and season heat by zone and season, the load-duration curve, and
 * present use beside printed figures. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/columns.h"
#include "cli/json.h"
#include "cli/read_case.h"
#include "cli/tell.h"
#include "demand/heat_tables.h"
#include "table/json.h"
#include "table/store.h"

typedef struct {
  const char *place, *output;
} values;

static const qn_option options[] = {
    {"CASE", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, place),
     .help = QN_N_("a folder of CSV files, an .xlsx or .gpkg file, or PG:...")},
    {"output", 'o', QN_ARG_TEXT, .value = "PLACE", QN_OPTION(values, output),
     .help = QN_N_("write the tables heat_load, duration and calibration there: a folder, .xlsx, "
                   ".gpkg or PG:...")},
};

/* ---- Lines of the printed table ---- */

/* Rows of heat_load added up. */
typedef struct {
  double m2, kw, combined_kw, base_kw, full_kwh, heat_gj, kgce;
} load_sum;

static void add_row(load_sum *to, const qn_heat_load_row *row) {
  to->m2 += row->area_m2;
  to->kw += row->design_kw;
  to->combined_kw += row->combined_kw; /* NaN where a zone has no index */
  to->base_kw += row->base_kw;
  if (row->design_kw > 0) to->full_kwh += row->full_load_hours * row->design_kw;
  to->heat_gj += row->heat_gj;
  to->kgce += row->kgce_m2 * row->area_m2;
}

enum { COLUMNS = 8, DIGITS = 3 };
static const struct {
  const char *head;
  int width, decimals;
} columns[COLUMNS] = {
    {QN_N_("area 10^4 m2"), 13, 2}, {QN_N_("load MW"), 12, 2},     {QN_N_("W/m2"), 7, 2},
    {QN_N_("by index MW"), 13, 2},  {QN_N_("base MW"), 12, 2},     {QN_N_("full h"), 9, 0},
    {QN_N_("heat 10^4 GJ"), 13, 2}, {QN_N_("kgce per m2"), 12, 1},
};

static void column_values(double out[COLUMNS], const load_sum *sum) {
  const double of[COLUMNS] = {sum->m2 / 1e4,          sum->kw / 1e3,      1e3 * sum->kw / sum->m2,
                              sum->combined_kw / 1e3, sum->base_kw / 1e3, sum->full_kwh / sum->kw,
                              sum->heat_gj / 1e4,     sum->kgce / sum->m2};
  memcpy(out, of, sizeof of);
}

static void print_head(void) {
  qn_print_right(qn_words(QN_N_("season")), 6);
  for (int i = 0; i < COLUMNS; i++) qn_print_right(qn_words(columns[i].head), columns[i].width);
  printf("  %s\n", qn_words(QN_N_("zone")));
}

static void print_line(int season, const load_sum *sum, const char *name) {
  double value[COLUMNS];
  if (!(sum->m2 > 0)) return;
  column_values(value, sum);
  printf("%6d", season);
  for (int i = 0; i < COLUMNS; i++) {
    char text[64] = "-";
    if (isfinite(value[i])) snprintf(text, sizeof text, "%.*f", columns[i].decimals, value[i]);
    qn_print_right(text, columns[i].width);
  }
  printf("  %s\n", name);
}

/* Adds the rows of a season whose zone is given (-1: any), or is urban as said (-1: any). */
static load_sum sum_of(const qn_rows *rows, const qn_case *region, int season, int zone,
                       int is_urban) {
  load_sum sum = {0};
  const qn_heat_load_row *row = rows->at;
  for (size_t i = 0; i < rows->count; i++) {
    if (row[i].season != season) continue;
    int of = 0;
    while (strcmp(region->zones[of].id, row[i].zone)) of++;
    const int fits = zone < 0 ? is_urban < 0 || region->zones[of].is_urban == is_urban : of == zone;
    if (fits) add_row(&sum, &row[i]);
  }
  return sum;
}

static void print_loads(const qn_rows *rows, const qn_case *region) {
  int n_urban = 0;
  for (int zone = 0; zone < region->n_zones; zone++) n_urban += region->zones[zone].is_urban;
  print_head();
  for (int season = region->settings.base_year; season <= region->settings.horizon; season++) {
    for (int zone = 0; zone < region->n_zones; zone++) {
      const load_sum sum = sum_of(rows, region, season, zone, -1);
      print_line(season, &sum, region->zones[zone].name);
    }
    const load_sum urban = sum_of(rows, region, season, -1, 1);
    const load_sum all = sum_of(rows, region, season, -1, -1);
    if (n_urban > 1) print_line(season, &urban, qn_words(QN_N_("urban zones together")));
    print_line(season, &all, qn_words(QN_N_("all")));
  }
}

static void print_calibration(const qn_rows *rows) {
  const qn_calibration_row *row = rows->at;
  for (size_t i = 0; i < rows->count; i++) {
    if (isnan(row[i].model)) continue;
    char printed[32], model[32];
    printf(qn_words(QN_N_("%s: printed %s %s, model %s (ratio %.2f)")), row[i].name,
           qn_real_round(printed, row[i].printed, DIGITS), row[i].unit,
           qn_real_round(model, row[i].model, DIGITS), row[i].ratio);
    if (isfinite(row[i].kappa_factor))
      printf(qn_words(QN_N_("; kappa_now x %.3f would meet it")), row[i].kappa_factor);
    printf("\n");
  }
}

/* ---- Command ---- */

static qn_status print_json(qn_cli *cli, const qn_rows *rows) {
  qn_json json = {0};
  qn_status s = QN_OK;
  qn_json_open(&json, '{');
  qn_tell_json(&json, cli->run.findings, cli->english);
  qn_json_key(&json, "tables");
  qn_json_open(&json, '{');
  for (int t = 0; t < QN_DEMAND_TABLES && !s; t++) {
    qn_json_key(&json, rows[t].table->name);
    s = qn_rows_json(&json.text, &rows[t]);
    json.comma = true;
  }
  qn_json_close(&json, '}');
  qn_json_close(&json, '}');
  if (s) {
    qn_text_clear(&json.text);
    return s;
  }
  cli->answered = true;
  return qn_json_print(&json);
}

static qn_status answer(qn_cli *cli, const qn_demand *demand, const values *v) {
  qn_rows rows[QN_DEMAND_TABLES];
  qn_status s = qn_demand_tables(rows, demand, cli->arena, cli->run.findings);
  if (!s && v->output)
    s = qn_store_write(v->output, rows, QN_DEMAND_TABLES, cli->english, cli->run.findings);
  if (s) return s;
  if (cli->json) return print_json(cli, rows);
  print_loads(&rows[QN_HEAT_LOAD], qn_demand_region(demand));
  print_calibration(&rows[QN_CALIBRATION]);
  return QN_OK;
}

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  qn_case *region = NULL;
  qn_demand *demand = NULL;
  qn_status s = qn_cli_read_case(&region, v->place, cli);
  if (!s) s = qn_cli_demand(&demand, region, cli);
  if (!s) s = answer(cli, demand, v);
  qn_demand_free(demand);
  qn_case_free(region);
  return s;
}

const qn_command qn_cmd_demand = {
    .verb = "demand",
    .summary = QN_N_("heat load and season heat of a case, by zone and season"),
    .text = QN_N_("by index MW: area times the combined index of the zone that the plan prints; "
                  "base MW: load at +5 degrees outside; full h: season heat over design load; heat "
                  "is that of actual use."),
    .options = options,
    .n_option = QN_OPTION_COUNT(options),
    .size = sizeof(values),
    .run = run,
};
