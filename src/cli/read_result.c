#include "cli/read_result.h"

#include <string.h>

#include "base/file.h"
#include "case/same.h"
#include "cli/read_case.h"

static const char *join(const qn_cli *cli, const char *folder, const char *name) {
  qn_text path = {0};
  const char *out =
      qn_path_join(&path, folder, name) ? NULL : qn_arena_text(cli->arena, path.bytes);
  qn_text_clear(&path);
  return out;
}

static const char *folder_of(const char *place, const qn_cli *cli) {
  if (!qn_path_exists(place) || qn_path_is_folder(place)) return place;
  const char *slash = strrchr(place, '/');
  return slash ? qn_arena_copy(cli->arena, place, (size_t)(slash - place)) : ".";
}

qn_status qn_cli_result_table(qn_rows *out, const qn_result *result, const char *folder,
                              const qn_table *table, qn_cli *cli) {
  const char *place = join(cli, result->folder, folder);
  return place ? qn_cli_read_table(out, table, place, cli) : QN_ENOMEM;
}

qn_status qn_cli_open_result(qn_result *out, const char *place, qn_cli *cli) {
  qn_rows rows = {0};
  *out = (qn_result){.folder = folder_of(place, cli)};
  if (!out->folder) return QN_ENOMEM;
  if (!qn_path_exists(out->folder))
    return qn_fail(cli->run.findings, QN_EINPUT, QN_N_("%s is not there"), place);
  const char *csv = join(cli, out->folder, "csv");
  const char *run = csv ? join(cli, csv, "run.csv") : NULL;
  if (!run) return QN_ENOMEM;
  if (!qn_path_exists(run))
    return qn_fail(cli->run.findings, QN_EINPUT,
                   QN_N_("%s is no result of qingnuan plan: %s is missing"), place, "csv/run.csv");
  const qn_status s = qn_cli_result_table(&rows, out, "csv", &qn_run_table, cli);
  if (!s && rows.count != 1)
    return qn_fail(cli->run.findings, QN_EINPUT,
                   QN_N_("%s is no result of qingnuan plan: %s is damaged"), place, "csv/run.csv");
  out->run = rows.at;
  return s;
}

/* Warns when the case is not what it was; what is wrong with it now is not told. */
static qn_status tell_changes(const qn_case *planned, const qn_result *result, qn_cli *cli) {
  const char *place = result->run->place;
  qn_findings *findings = qn_findings_new();
  qn_case *now = NULL;
  qn_text tables = {0};
  size_t n = 0;
  qn_status s = findings ? QN_OK : QN_ENOMEM;
  if (!s && place && qn_case_read(&now, place, findings) == QN_ENOMEM) s = QN_ENOMEM;
  if (!s && !now)
    qn_warn(cli->run.findings,
            QN_N_("the case %s cannot be read any more; the answer is about the case as planned"),
            place ? place : "");
  if (!s && now) s = qn_case_differences(&tables, &n, planned, now);
  if (!s && n)
    qn_warn(cli->run.findings,
            QN_N_("the case %s has changed since the plan was made (%s); the answer is about the "
                  "case as planned"),
            place, qn_text_str(&tables));
  qn_text_clear(&tables);
  qn_case_free(now);
  qn_findings_free(findings);
  return s;
}

qn_status qn_cli_result_case(qn_case **region, qn_demand **demand, const qn_result *result,
                             qn_cli *cli) {
  const char *place = join(cli, result->folder, "case");
  if (!place) return QN_ENOMEM;
  if (!qn_path_exists(place))
    return qn_fail(cli->run.findings, QN_EINPUT,
                   QN_N_("%s is no result of qingnuan plan: %s is missing"), result->folder,
                   "case");
  qn_status s = qn_case_read(region, place, cli->run.findings);
  if (!s) s = tell_changes(*region, result, cli);
  return s ? s : qn_cli_demand(demand, *region, cli);
}
