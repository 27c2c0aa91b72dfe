#include "cli/read_case.h"

#include "base/file.h"
#include "case/plausible.h"

qn_status qn_cli_read_table(qn_rows *out, const qn_table *table, const char *place, qn_cli *cli) {
  return qn_place_read(out, table, place, cli->arena, cli->run.findings);
}

qn_status qn_cli_read_case(qn_case **out, const char *place, qn_cli *cli) {
  qn_rows limits = {0};
  qn_status s = qn_case_read(out, place, cli->run.findings);
  if (!*out || s == QN_ENOMEM) return s;
  qn_status likely = qn_cli_read_table(&limits, &qn_limit_table, cli->data, cli);
  if (!likely) likely = qn_case_plausible(*out, &limits, cli->run.findings);
  return s ? s : likely;
}

qn_status qn_cli_demand(qn_demand **out, const qn_case *region, qn_cli *cli) {
  qn_text weather = {0};
  qn_status s = qn_path_join(&weather, cli->data, "weather");
  if (!s) s = qn_demand_new(out, region, weather.bytes, cli->run.findings);
  qn_text_clear(&weather);
  return s;
}
