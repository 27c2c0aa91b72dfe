/* qingnuan convert: the same tables in another format. */
#include "cli/read_case.h"

typedef struct {
  const char *from, *to;
  int headers; /* enum headers, -1: the user's language */
} values;
enum headers { HEADERS_EN, HEADERS_ZH };

static const qn_option options[] = {
    {"FROM", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, from),
     .help = QN_N_("the case to read")},
    {"TO", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, to),
     .help = QN_N_("where to write it: a folder, .xlsx, .gpkg or PG:...; it is replaced")},
    {"headers", 0, QN_ARG_WORD, .words = "en|zh", QN_OPTION(values, headers),
     .help = QN_N_("language of the headers written (default: that of the messages)")},
};

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  const int english = v->headers < 0 ? cli->english : v->headers == HEADERS_EN;
  qn_case *region = NULL;
  qn_status s = qn_cli_read_case(&region, v->from, cli);
  if (!s) s = qn_case_write(region, v->to, english, cli->run.findings);
  qn_case_free(region);
  return s;
}

const qn_command qn_cmd_convert = {
    .verb = "convert",
    .summary = QN_N_("write a case in another format, without loss"),
    .options = options,
    .n_option = QN_OPTION_COUNT(options),
    .size = sizeof(values),
    .run = run,
};
