/* qingnuan check: every finding about a case in one run. */
#include <stdio.h>

#include "cli/read_case.h"

typedef struct {
  const char *place;
} values;

static const qn_option options[] = {
    {"CASE", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, place),
     .help = QN_N_("a folder of CSV files, an .xlsx or .gpkg file, or PG:...")},
};

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  qn_findings *findings = cli->run.findings;
  qn_case *region = NULL;
  const qn_status s = qn_cli_read_case(&region, v->place, cli);
  if (region && !cli->json)
    printf(qn_words(QN_N_("%d areas, %d units, %d sources: %zu errors, %zu warnings\n")),
           region->n_areas, region->n_units, region->n_sources,
           qn_findings_count_of(findings, QN_ERROR), qn_findings_count_of(findings, QN_WARNING));
  cli->errors_answer = region != NULL;
  qn_case_free(region);
  return s;
}

const qn_command qn_cmd_check = {
    .verb = "check",
    .summary = QN_N_("check a case and tell everything that is wrong with it"),
    .options = options,
    .n_option = QN_OPTION_COUNT(options),
    .size = sizeof(values),
    .run = run,
};
