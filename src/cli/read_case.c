#include "cli/read_case.h"

#include "case/plausible.h"
#include "table/store.h"

qn_status qn_cli_read_table(qn_rows *out, const qn_table *table, const char *place, qn_cli *cli) {
  qn_store *store = NULL;
  qn_status s = qn_store_open(&store, place, cli->run.findings);
  if (!s) s = qn_table_read(out, table, store, cli->arena, cli->run.findings);
  qn_store_close(store);
  return s;
}

qn_status qn_cli_read_case(qn_case **out, const char *place, qn_cli *cli) {
  qn_rows limits = {0};
  qn_status s = qn_case_read(out, place, cli->run.findings);
  if (!*out || s == QN_ENOMEM) return s;
  qn_status likely = qn_cli_read_table(&limits, &qn_limit_table, cli->data, cli);
  if (!likely) likely = qn_case_plausible(*out, &limits, cli->run.findings);
  return s ? s : likely;
}
