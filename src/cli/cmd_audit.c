/* qingnuan audit: do the figures that a plan prints close? Reads the table statements alone. */
#include <stdio.h>
#include <stdlib.h>

#include "audit/audit.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/read_case.h"

typedef struct {
  const char *place;
} values;

static const qn_option options[] = {
    {"CASE", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, place),
     .help = QN_N_("a place that holds the table statements")},
};

static void tell_result(qn_json *json, const qn_audit_result *r) {
  const qn_column *kind = qn_table_column(&qn_audit_table, "kind");
  qn_arena *words = qn_arena_new();
  char *message = qn_finding_text(r->message, qn_words);
  qn_json_open(json, '{');
  qn_json_text(json, "id", r->id);
  qn_json_text(json, "kind", words ? qn_choice_text(kind, r->kind, 1, words) : NULL);
  qn_json_text(json, "message", message);
  qn_json_text(json, "printed", r->printed);
  qn_json_text(json, "unit", r->unit);
  qn_json_real(json, "implied_low", r->implied_low);
  qn_json_real(json, "implied_high", r->implied_high);
  qn_json_text(json, "suggestion", r->suggestion);
  qn_json_close(json, '}');
  qn_arena_free(words);
  free(message);
}

static qn_status tell_document(const qn_audit *audit) {
  qn_json json = {0};
  qn_json_open(&json, '{');
  qn_json_key(&json, "findings");
  qn_json_open(&json, '[');
  for (size_t i = 0; i < audit->count; i++) tell_result(&json, &audit->results[i]);
  qn_json_close(&json, ']');
  qn_json_close(&json, '}');
  return qn_json_print(&json);
}

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  qn_rows statements = {0}, limits = {0};
  qn_audit *audit = NULL;
  qn_status s = qn_cli_read_table(&statements, &qn_statements_table, v->place, cli);
  if (!s && !statements.count)
    s = qn_fail(cli->run.findings, QN_EINPUT, QN_N_("%s has no table statements"), v->place);
  if (!s) s = qn_cli_read_table(&limits, &qn_plausibility_table, cli->data, cli);
  if (!s) s = qn_audit_new(&audit, &statements, &limits);
  if (!s && cli->json) {
    s = tell_document(audit);
    cli->answered = true;
  } else if (!s) {
    printf(qn_words(QN_N_("%zu statements, %zu relations, %zu of them close: %zu findings\n")),
           statements.count, audit->relations, audit->closed, audit->count);
    qn_findings_append(cli->run.findings, audit->findings);
  }
  if (!s && audit->count) {
    cli->errors_answer = true;
    s = QN_EINPUT;
  }
  qn_audit_free(audit);
  return s;
}

const qn_command qn_cmd_audit = {
    .verb = "audit",
    .summary = QN_N_("check whether the figures that a plan prints close"),
    .options = options,
    .n_option = QN_OPTION_COUNT(options),
    .size = sizeof(values),
    .run = run,
};
