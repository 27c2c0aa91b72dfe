/* qingnuan help: the declarations of commands, told for people, man and the shell. */
#include "base/text.h"
#include "cli/cli.h"
#include "cli/usage.h"

typedef struct {
  const char *verb;
  int print; /* index of printers, -1: help */
} values;

static const qn_option options[] = {
    {"COMMAND", 0, QN_ARG_TEXT, .operand = true, QN_OPTION(values, verb),
     .help = QN_N_("the command to explain")},
    {"print", 0, QN_ARG_WORD, .words = "manual|markdown|completion", QN_OPTION(values, print),
     .help = QN_N_("print the manual page (roff), the manual as Markdown, or what bash completes")},
};

/* In the order of the words. */
static qn_status (*const printers[])(qn_text *) = {qn_usage_manual, qn_usage_markdown,
                                                   qn_usage_completion};

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  const qn_command *command = v->verb ? qn_command_find(v->verb) : NULL;
  if (v->verb && !command)
    return qn_fail(cli->run.findings, QN_EUSAGE, QN_N_("unknown command %s"), v->verb);
  qn_text text = {0};
  qn_status s = v->print >= 0 ? printers[v->print](&text)
                : command     ? qn_usage_command(&text, command)
                              : qn_usage_program(&text);
  if (!s) s = qn_usage_show(cli, text.bytes);
  qn_text_clear(&text);
  return s;
}

const qn_command qn_cmd_help = {
    .verb = "help",
    .summary = QN_N_("explain the program or a command"),
    .options = options,
    .n_option = QN_OPTION_COUNT(options),
    .size = sizeof(values),
    .run = run,
};
