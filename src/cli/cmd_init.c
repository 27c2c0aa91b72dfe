/* qingnuan init: a case for any northern prefecture, county or province. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "cli/cli.h"
#include "generate/generate.h"

typedef struct {
  const char *place, *recipe;
  qn_arg_list regions;
  long seed, base_year, horizon;
  double urban_area_m2, rural_area_m2, households;
} values;

static const qn_option options[] = {
    {"DIR", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, place),
     .help = QN_N_("where the case is written: a new or empty folder, or a .xlsx or .gpkg file")},
    {"region", 'r', QN_ARG_LIST, .value = "NAME", QN_OPTION(values, regions),
     .help = QN_N_("province, prefecture, county or township, by name or code; may be repeated")},
    {"recipe", 0, QN_ARG_TEXT, .value = "FOLDER", QN_OPTION(values, recipe),
     .help = QN_N_("folder with assumptions and tables of its own (docs/defaults.md)")},
    {"seed", 0, QN_ARG_WHOLE, .value = "N", .min = 0, .max = 2147483647, .fallback = "0",
     QN_OPTION(values, seed), .help = QN_N_("seed of what is drawn")},
    {"base-year", 0, QN_ARG_WHOLE, .value = "YEAR", .min = 2000, .max = 2090,
     QN_OPTION(values, base_year),
     .help = QN_N_("year whose state is known (default the last full year)")},
    {"horizon", 0, QN_ARG_WHOLE, .value = "YEAR", .min = 2001, .max = 2100,
     QN_OPTION(values, horizon), .help = QN_N_("last year of the plan (default base year + 5)")},
    {"urban-area", 0, QN_ARG_REAL, .value = "M2", .min = 0, .max = 1e12,
     QN_OPTION(values, urban_area_m2), .help = QN_N_("scale the heated area of towns to this")},
    {"rural-area", 0, QN_ARG_REAL, .value = "M2", .min = 0, .max = 1e12,
     QN_OPTION(values, rural_area_m2),
     .help = QN_N_("scale the heated area of the countryside to this")},
    {"households", 0, QN_ARG_REAL, .value = "N", .min = 0, .max = 1e9,
     QN_OPTION(values, households), .help = QN_N_("scale the number of households to this")},
};

/* A folder with anything in it, or a file, is somebody's work. */
static qn_status refuse_used(const char *place, qn_findings *findings) {
  DIR *folder = opendir(place);
  if (!folder)
    return qn_path_exists(place) ? qn_fail(findings, QN_EINPUT, QN_N_("%s is there already"), place)
                                 : QN_OK;
  qn_status s = QN_OK;
  for (struct dirent *e; !s && (e = readdir(folder));)
    if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
      s = qn_fail(findings, QN_EINPUT, QN_N_("%s is not empty"), place);
  closedir(folder);
  return s;
}

static int last_full_year(void) {
  const time_t now = time(NULL);
  struct tm today;
  return gmtime_r(&now, &today) ? today.tm_year + 1900 - 1 : 0;
}

static qn_generate_options options_of(const qn_cli *cli, const values *v) {
  return (qn_generate_options){
      .regions = v->regions.at,
      .n_region = v->regions.count,
      .data_folder = cli->data,
      .recipe = v->recipe,
      .seed = (uint64_t)v->seed,
      .base_year = v->base_year ? (int)v->base_year
                   : v->recipe  ? 0
                                : last_full_year(),
      .horizon = (int)v->horizon,
      .urban_area_m2 = v->urban_area_m2,
      .rural_area_m2 = v->rural_area_m2,
      .households = v->households,
  };
}

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  qn_findings *findings = cli->run.findings;
  const qn_generate_options o = options_of(cli, v);
  qn_case *region = NULL;
  qn_status s = refuse_used(v->place, findings);
  if (!s) s = qn_generate_case(&region, &o, findings);
  if (!s) s = qn_case_write(region, v->place, cli->english, findings);
  if (!s && !cli->json)
    printf(qn_words(QN_N_("%s: %d areas, %d units, %d sources\n")), v->place, region->n_areas,
           region->n_units, region->n_sources);
  qn_case_free(region);
  return s;
}

const qn_command qn_cmd_init = {
    .verb = "init",
    .summary = QN_N_("start a case for a region from the catalogues"),
    .text = QN_N_("Villages, communities and areas are real; households, areas, distances, boiler "
                  "houses and limits are drawn by the rules of docs/defaults.md and say so in "
                  "their source column."),
    .options = options,
    .n_option = QN_OPTION_COUNT(options),
    .size = sizeof(values),
    .run = run,
};
