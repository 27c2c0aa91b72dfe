/* qingnuan schema: the reference of the tables, printed from their declarations. */
#include <stdio.h>
#include <string.h>

#include "base/names.h"
#include "cli/cli.h"
#include "cli/declared.h"
#include "table/reference.h"

typedef struct {
  qn_arg_list tables;
  bool output;
  int as; /* enum form, -1: text */
} values;
enum form { MARKDOWN, JSON, SQLITE, POSTGIS };

static const qn_option options[] = {
    {"TABLE", 0, QN_ARG_LIST, .operand = true, QN_OPTION(values, tables),
     .help = QN_N_("English or Chinese names of tables; without, all")},
    {"output", 0, QN_ARG_FLAG, QN_OPTION(values, output),
     .help = QN_N_("the tables that a plan writes, instead of those that a case holds")},
    {"as", 0, QN_ARG_WORD, .words = "markdown|json|sqlite|postgis", QN_OPTION(values, as),
     .help = QN_N_("print Markdown, JSON or CREATE TABLE statements instead of text")},
};

static size_t count_of(const qn_table *const *tables) {
  size_t n = 0;
  while (tables[n]) n++;
  return n;
}

/* The table of that name among input and output tables; NULL with a finding. */
static const qn_table *find(const char *name, qn_findings *findings) {
  const qn_table *const *lists[] = {qn_input_tables, qn_output_tables};
  qn_names known = {0};
  for (size_t k = 0; k < 2; k++)
    for (size_t i = 0; lists[k][i]; i++) {
      if (!strcmp(lists[k][i]->name, name) || !strcmp(lists[k][i]->zh, name)) {
        qn_names_clear(&known);
        return lists[k][i];
      }
      qn_names_add(&known, lists[k][i]->name, i, NULL);
    }
  qn_fail(findings, QN_EUSAGE, QN_N_("no table is called %s"), name);
  qn_suggest(findings, qn_names_nearest(&known, name));
  qn_names_clear(&known);
  return NULL;
}

static qn_status print(qn_text *out, const qn_table *const *tables, size_t n, int as, int english) {
  const qn_wording in = {qn_input_tables, count_of(qn_input_tables), english};
  switch (as) {
    case MARKDOWN:
      return qn_schema_markdown(out, tables, n, &in);
    case JSON:
      return qn_schema_json(out, tables, n);
    case SQLITE:
      return qn_schema_ddl(out, tables, n, QN_SQLITE);
    case POSTGIS:
      return qn_schema_ddl(out, tables, n, QN_POSTGIS);
    default:
      return qn_schema_text(out, tables, n, &in);
  }
}

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  const qn_table *const *tables = v->output ? qn_output_tables : qn_input_tables;
  size_t n = count_of(tables);
  const qn_table **named = qn_arena_array(cli->arena, v->tables.count, sizeof *named);
  if (!named) return QN_ENOMEM;
  for (size_t i = 0; i < v->tables.count; i++)
    if (!(named[i] = find(v->tables.at[i], cli->run.findings))) return QN_EUSAGE;
  if (v->tables.count) tables = named, n = v->tables.count;
  qn_text text = {0};
  const qn_status s = print(&text, tables, n, cli->json ? JSON : v->as, cli->english);
  if (!s) fputs(qn_text_str(&text), stdout);
  cli->answered = !s;
  qn_text_clear(&text);
  return s;
}

const qn_command qn_cmd_schema = {
    .verb = "schema",
    .summary = QN_N_("print the reference of the tables: columns, units, limits, choices"),
    .options = options,
    .n_option = QN_OPTION_COUNT(options),
    .size = sizeof(values),
    .run = run,
};
