/* Four prints of one declaration. Operands and names of values stay as they are in every language;
 * summaries and help are translated. */
#include "cli/usage.h"

#include <stdio.h>
#include <string.h>

#include "cli/json.h"

/* "-o, --output DIR", or the operand's name. */
static qn_status option_head(qn_text *out, const qn_option *o) {
  if (o->operand) return qn_text_add(out, o->name);
  qn_status s = o->letter ? qn_text_addf(out, "-%c, ", o->letter) : QN_OK;
  if (!s) s = qn_text_addf(out, "--%s", o->name);
  if (!s && o->kind == QN_ARG_WORD) return qn_text_addf(out, " %s", o->words);
  if (!s && o->value) s = qn_text_addf(out, " %s", o->value);
  return s;
}

static qn_status option_help(qn_text *out, const qn_option *o) {
  qn_status s = qn_text_add(out, qn_words(o->help));
  if (!s && o->fallback) s = qn_text_addf(out, qn_words(QN_N_(" (default %s)")), o->fallback);
  return s;
}

static qn_status option_lines(qn_text *out, const qn_option *options, size_t n) {
  qn_status s = QN_OK;
  for (size_t i = 0; !s && i < n; i++) {
    const size_t start = out->length + 2;
    s = qn_text_add(out, "  ");
    if (!s) s = option_head(out, &options[i]);
    if (!s)
      s = qn_text_addf(out, "%*s", (int)(out->length < start + 24 ? start + 26 - out->length : 2),
                       "");
    if (!s) s = option_help(out, &options[i]);
    if (!s) s = qn_text_add(out, "\n");
  }
  return s;
}

/* "qingnuan plan [OPTION]... CASE" */
static qn_status usage_line(qn_text *out, const qn_command *command) {
  qn_status s = qn_text_addf(out, "qingnuan %s", command->verb);
  if (!s) s = qn_text_add(out, " [OPTION]...");
  for (size_t i = 0; !s && i < command->n_option; i++) {
    const qn_option *o = &command->options[i];
    if (!o->operand && o->required)
      s = qn_text_addf(out, " --%s %s", o->name, o->value);
    else if (o->operand)
      s = qn_text_addf(out, o->required ? " %s%s" : " [%s]%s", o->name,
                       o->kind == QN_ARG_LIST ? "..." : "");
  }
  return s;
}

static qn_status command_lines(qn_text *out) {
  qn_status s = QN_OK;
  for (size_t i = 0; !s && qn_commands[i]; i++)
    s = qn_text_addf(out, "  %-10s %s\n", qn_commands[i]->verb, qn_words(qn_commands[i]->summary));
  return s;
}

#define EXIT_LINE(name, number, text) {number, text},
static const struct {
  int number;
  const char *text;
} exit_lines[] = {QN_EXIT_LIST(EXIT_LINE)};
enum { EXIT_LINES = sizeof exit_lines / sizeof *exit_lines };

qn_status qn_usage_program(qn_text *out) {
  qn_status s = qn_text_addf(
      out, "%s\n\n%s qingnuan %s\n\n%s\n", qn_words(QN_N_("Qingnuan plans winter clean heating.")),
      qn_words(QN_N_("Usage:")), "COMMAND [OPTION]... [ARGUMENT]...", qn_words(QN_N_("Commands:")));
  if (!s) s = command_lines(out);
  if (!s) s = qn_text_addf(out, "\n%s\n", qn_words(QN_N_("Options of every command:")));
  if (!s) s = option_lines(out, qn_common_options, qn_common_count);
  if (!s) s = qn_text_addf(out, "\n%s\n", qn_words(QN_N_("Exit codes:")));
  for (int i = 0; !s && i < EXIT_LINES; i++)
    s = qn_text_addf(out, "  %3d  %s\n", exit_lines[i].number, qn_words(exit_lines[i].text));
  return s;
}

qn_status qn_usage_command(qn_text *out, const qn_command *command) {
  qn_status s = qn_text_addf(out, "%s\n\n%s ", qn_words(command->summary), qn_words("Usage:"));
  if (!s) s = usage_line(out, command);
  if (!s) s = qn_text_add(out, "\n");
  if (!s && command->text) s = qn_text_addf(out, "\n%s\n", qn_words(command->text));
  if (!s && command->n_option) s = qn_text_add(out, "\n");
  if (!s) s = option_lines(out, command->options, command->n_option);
  if (!s) s = qn_text_addf(out, "\n%s\n", qn_words("Options of every command:"));
  return s ? s : option_lines(out, qn_common_options, qn_common_count);
}

/* Text for roff: "-" and "\" escaped, no line begins with a control character. */
static qn_status add_roff(qn_text *out, const char *text) {
  qn_status s = QN_OK;
  for (; !s && *text; text++) {
    if (*text == '-')
      s = qn_text_add(out, "\\-");
    else if (*text == '\\')
      s = qn_text_add(out, "\\e");
    else
      s = qn_text_add_n(out, text, 1);
  }
  return s;
}

static qn_status roff_item(qn_text *out, const char *head, const char *body) {
  qn_status s = qn_text_add(out, ".TP\n\\fB");
  if (!s) s = add_roff(out, head);
  if (!s) s = qn_text_add(out, "\\fR\n");
  if (!s) s = add_roff(out, body);
  return s ? s : qn_text_add(out, "\n");
}

static qn_status roff_options(qn_text *out, const qn_option *options, size_t n) {
  qn_status s = QN_OK;
  for (size_t i = 0; !s && i < n; i++) {
    qn_text head = {0}, body = {0};
    s = option_head(&head, &options[i]);
    if (!s) s = option_help(&body, &options[i]);
    if (!s) s = roff_item(out, head.bytes, body.bytes);
    qn_text_clear(&head);
    qn_text_clear(&body);
  }
  return s;
}

static qn_status roff_command(qn_text *out, const qn_command *command) {
  qn_text line = {0};
  qn_status s = usage_line(&line, command);
  if (!s) s = qn_text_add(out, ".SS ");
  if (!s) s = add_roff(out, line.bytes);
  if (!s) s = qn_text_add(out, "\n");
  if (!s) s = add_roff(out, qn_words(command->summary));
  if (!s) s = qn_text_add(out, "\n");
  if (!s && command->text) s = qn_text_add(out, ".PP\n");
  if (!s && command->text) s = add_roff(out, qn_words(command->text));
  if (!s && command->text) s = qn_text_add(out, "\n");
  if (!s) s = roff_options(out, command->options, command->n_option);
  qn_text_clear(&line);
  return s;
}

static qn_status roff_heading(qn_text *out, const char *message_id) {
  return qn_text_addf(out, ".SH %s\n", qn_words(message_id));
}

qn_status qn_usage_manual(qn_text *out) {
  static const struct {
    const char *name, *text;
  } variables[] = {
      {"QINGNUAN_LANG", QN_N_("language of messages and reports: zh or en")},
      {"QINGNUAN_DATA", QN_N_("folder of the catalogues")},
  };
  qn_status s = qn_text_add(out, ".TH QINGNUAN 1\n");
  if (!s) s = roff_heading(out, QN_N_("NAME"));
  if (!s)
    s = qn_text_addf(out, "qingnuan \\- %s\n", qn_words("Qingnuan plans winter clean heating."));
  if (!s) s = roff_heading(out, QN_N_("SYNOPSIS"));
  if (!s) s = qn_text_add(out, "\\fBqingnuan\\fR COMMAND [OPTION]... [ARGUMENT]...\n");
  if (!s) s = roff_heading(out, QN_N_("COMMANDS"));
  for (size_t i = 0; !s && qn_commands[i]; i++) s = roff_command(out, qn_commands[i]);
  if (!s) s = roff_heading(out, QN_N_("OPTIONS OF EVERY COMMAND"));
  if (!s) s = roff_options(out, qn_common_options, qn_common_count);
  if (!s) s = roff_heading(out, QN_N_("EXIT STATUS"));
  for (int i = 0; !s && i < EXIT_LINES; i++) {
    char number[16];
    snprintf(number, sizeof number, "%d", exit_lines[i].number);
    s = roff_item(out, number, qn_words(exit_lines[i].text));
  }
  if (!s) s = roff_heading(out, QN_N_("ENVIRONMENT"));
  for (size_t i = 0; !s && i < sizeof variables / sizeof *variables; i++)
    s = roff_item(out, variables[i].name, qn_words(variables[i].text));
  return s;
}

/* A cell of a table: a bar would end it. */
static qn_status add_cell(qn_text *out, const char *text) {
  qn_status s = QN_OK;
  for (; !s && *text; text++)
    s = *text == '|' ? qn_text_add(out, "\\|") : qn_text_add_n(out, text, 1);
  return s;
}

static qn_status markdown_options(qn_text *out, const qn_option *options, size_t n) {
  qn_status s = n ? qn_text_add(out, "\n| | |\n| --- | --- |\n") : QN_OK;
  for (size_t i = 0; !s && i < n; i++) {
    qn_text head = {0}, body = {0};
    s = option_head(&head, &options[i]);
    if (!s) s = option_help(&body, &options[i]);
    if (!s) s = qn_text_add(out, "| `");
    if (!s) s = add_cell(out, head.bytes);
    if (!s) s = qn_text_add(out, "` | ");
    if (!s) s = add_cell(out, body.bytes);
    if (!s) s = qn_text_add(out, " |\n");
    qn_text_clear(&head);
    qn_text_clear(&body);
  }
  return s;
}

qn_status qn_usage_markdown(qn_text *out) {
  qn_status s = qn_text_addf(out, "# %s\n", qn_words(QN_N_("Commands")));
  for (size_t i = 0; !s && qn_commands[i]; i++) {
    const qn_command *c = qn_commands[i];
    s = qn_text_addf(out, "\n## %s\n\n%s\n\n    ", c->verb, qn_words(c->summary));
    if (!s) s = usage_line(out, c);
    if (!s) s = qn_text_add(out, "\n");
    if (!s && c->text) s = qn_text_addf(out, "\n%s\n", qn_words(c->text));
    if (!s) s = markdown_options(out, c->options, c->n_option);
  }
  if (!s) s = qn_text_addf(out, "\n## %s\n", qn_words(QN_N_("Options of every command")));
  if (!s) s = markdown_options(out, qn_common_options, qn_common_count);
  if (!s) s = qn_text_addf(out, "\n## %s\n\n| | |\n| --- | --- |\n", qn_words(QN_N_("Exit codes")));
  for (int i = 0; !s && i < EXIT_LINES; i++)
    s = qn_text_addf(out, "| %d | %s |\n", exit_lines[i].number, qn_words(exit_lines[i].text));
  return s;
}

static qn_status completion_words(qn_text *out, const qn_option *options, size_t n) {
  qn_status s = QN_OK;
  for (size_t i = 0; !s && i < n; i++)
    if (!options[i].operand) s = qn_text_addf(out, " --%s", options[i].name);
  return s;
}

static qn_status completion_verbs(qn_text *out) {
  qn_status s = QN_OK;
  for (size_t i = 0; !s && qn_commands[i]; i++)
    s = qn_text_addf(out, i ? " %s" : "%s", qn_commands[i]->verb);
  return s ? s : qn_text_add(out, "' ;;\n");
}

/* What may follow an option: a line for each that has words. */
static qn_status completion_values(qn_text *out, const char *verb, const qn_option *options,
                                   size_t n) {
  qn_status s = QN_OK;
  for (size_t i = 0; !s && i < n; i++) {
    if (!options[i].words) continue;
    s = qn_text_addf(out, "    *:%s:--%s:*) words='", verb, options[i].name);
    for (const char *p = options[i].words; *p && !s; p++)
      s = qn_text_add_n(out, *p == '|' ? " " : p, 1);
    if (!s) s = qn_text_add(out, "' ;;\n");
  }
  return s;
}

/* Options where a word begins with a dash; elsewhere bash offers files (-o default). */
static qn_status completion_of(qn_text *out, const qn_command *command) {
  qn_status s = completion_values(out, command->verb, command->options, command->n_option);
  if (!s) s = qn_text_addf(out, "    *:%s:*:-*) words='", command->verb);
  if (!s) s = completion_words(out, qn_common_options, qn_common_count);
  if (!s) s = completion_words(out, command->options, command->n_option);
  return s ? s : qn_text_add(out, "' ;;\n");
}

/* The case goes by the number of the word, the command, the word before and the word. */
qn_status qn_usage_completion(qn_text *out) {
  qn_status s =
      qn_text_add(out,
                  "_qingnuan() {\n"
                  "  local word=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]} words=\n"
                  "  case $COMP_CWORD:${COMP_WORDS[1]}:$last:$word in\n"
                  "    1:*) words='");
  if (!s) s = completion_verbs(out);
  if (!s) s = qn_text_add(out, "    2:help:help:[!-]*|2:help:help:) words='");
  if (!s) s = completion_verbs(out);
  if (!s) s = completion_values(out, "*", qn_common_options, qn_common_count);
  for (size_t i = 0; !s && qn_commands[i]; i++) s = completion_of(out, qn_commands[i]);
  return s ? s
           : qn_text_add(out,
                         "  esac\n"
                         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                         "}\n"
                         "complete -o default -F _qingnuan qingnuan\n");
}

qn_status qn_usage_show(qn_cli *cli, const char *told) {
  cli->answered = true;
  if (!cli->json) return fputs(told, stdout) < 0 ? QN_EIO : QN_OK;
  qn_json json = {0};
  qn_json_open(&json, '{');
  qn_json_text(&json, "help", told);
  qn_json_close(&json, '}');
  return qn_json_print(&json);
}
