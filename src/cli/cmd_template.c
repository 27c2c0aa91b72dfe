/* qingnuan template: an empty workbook that a clerk can fill in. */
#include <string.h>

#include "cli/cli.h"
#include "cli/declared.h"
#include "table/template.h"

typedef struct {
  const char *place;
} values;

static const qn_option options[] = {
    {"FILE.xlsx", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, place),
     .help = QN_N_("the workbook to write; it is replaced")},
};

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  const size_t length = strlen(v->place);
  size_t n = 0;
  if (length < 5 || strcmp(v->place + length - 5, ".xlsx"))
    return qn_fail(cli->run.findings, QN_EUSAGE, QN_N_("%s does not end with .xlsx"), v->place);
  while (qn_input_tables[n]) n++;
  return qn_template_write(v->place, qn_input_tables, n, cli->english, cli->run.findings);
}

const qn_command qn_cmd_template = {
    .verb = "template",
    .summary = QN_N_("write an empty workbook with units, comments and lists to choose from"),
    .options = options,
    .n_option = QN_OPTION_COUNT(options),
    .size = sizeof(values),
    .run = run,
};
