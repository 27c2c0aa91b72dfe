/* qingnuan version: which release this is. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "qingnuan/version.h"

static qn_status run(qn_cli *cli, const void *given) {
  (void)given;
  if (!cli->json) {
    printf("qingnuan %s\n", qn_version());
    return QN_OK;
  }
  qn_json json = {0};
  qn_json_open(&json, '{');
  qn_json_text(&json, "version", qn_version());
  qn_json_close(&json, '}');
  cli->answered = true;
  return qn_json_print(&json);
}

const qn_command qn_cmd_version = {
    .verb = "version",
    .summary = QN_N_("tell the version"),
    .run = run,
};
