/* qingnuan: finds the subcommand, reads its options, runs it, tells what it found. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/language.h"
#include "cli/progress.h"
#include "cli/tell.h"
#include "cli/usage.h"

/* So many findings of one kind are told before the rest is counted. */
enum { MOST_OF_A_KIND = 10 };

/* The arguments that matter before the options of a command can be read. */
typedef struct {
  const char *lang;
  bool help, json;
} early;

static early look_ahead(int argc, char *const *argv) {
  early seen = {0};
  for (int i = 1; i < argc && strcmp(argv[i], "--"); i++) {
    if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")) seen.help = true;
    if (!strcmp(argv[i], "--json")) seen.json = true;
    if (!strcmp(argv[i], "--lang") && i + 1 < argc) seen.lang = argv[i + 1];
    if (!strncmp(argv[i], "--lang=", 7)) seen.lang = argv[i] + 7;
  }
  return seen;
}

/* argv as one line, for the record of a run. */
static const char *command_line(qn_arena *arena, int argc, char *const *argv) {
  qn_text line = {0};
  qn_status s = qn_text_add(&line, "qingnuan");
  for (int i = 1; !s && i < argc; i++) s = qn_text_addf(&line, " %s", argv[i]);
  const char *copy = s ? NULL : qn_arena_text(arena, line.bytes);
  qn_text_clear(&line);
  return copy ? copy : "qingnuan";
}

static qn_status run_command(qn_cli *cli, const qn_command *command, int argc, char *const *argv) {
  qn_common common = {0};
  void *values = qn_arena_alloc(cli->arena, command->size);
  if (!values) return QN_ENOMEM;
  const qn_option_set sets[] = {{command->options, command->n_option, values},
                                {qn_common_options, qn_common_count, &common}};
  qn_status s = qn_options_parse(sets, 2, argc, argv, cli->arena, cli->run.findings);
  if (!s && common.lang && !qn_language_known(common.lang))
    s = qn_fail(cli->run.findings, QN_EUSAGE, QN_N_("%s is \"%s\": allowed are %s"), "lang",
                common.lang, "zh|en");
  cli->all = common.all;
  return s ? s : command->run(cli, values);
}

static qn_status show_help(qn_cli *cli, const qn_command *command) {
  qn_text text = {0};
  qn_status s = command ? qn_usage_command(&text, command) : qn_usage_program(&text);
  if (!s) s = qn_usage_show(cli, text.bytes);
  qn_text_clear(&text);
  return s;
}

static qn_status unknown_command(qn_cli *cli, const char *verb) {
  const char *best = NULL;
  size_t least = 3; /* more than two slips are another word */
  qn_status s = qn_fail(cli->run.findings, QN_EUSAGE, QN_N_("unknown command %s"), verb);
  for (size_t i = 0; qn_commands[i]; i++) {
    const size_t d = qn_text_distance(qn_commands[i]->verb, verb, least);
    if (d < least) best = qn_commands[i]->verb, least = d;
  }
  qn_suggest(cli->run.findings, best);
  return s;
}

/* Finds the command and runs it; argv without the program's name. */
static qn_status dispatch(qn_cli *cli, int argc, char *const *argv, early seen) {
  if (argc > 0 && !strcmp(argv[0], "--version")) return qn_cmd_version.run(cli, NULL);
  const bool named = argc > 0 && argv[0][0] != '-';
  const qn_command *command = named ? qn_command_find(argv[0]) : NULL;
  if (named && !command) return unknown_command(cli, argv[0]);
  if (seen.help) return show_help(cli, command);
  if (!named) return qn_fail(cli->run.findings, QN_EUSAGE, QN_N_("no command given; see --help"));
  return run_command(cli, command, argc - 1, argv + 1);
}

static qn_status tell(qn_cli *cli, qn_status status) {
  if (status && !qn_findings_count_of(cli->run.findings, QN_ERROR))
    qn_fail(cli->run.findings, status, "%s", qn_words(qn_status_text(status)));
  if (!cli->json)
    return qn_tell_findings(stderr, cli->run.findings, cli->all ? 0 : MOST_OF_A_KIND, cli->english);
  if (cli->answered) return QN_OK;
  qn_json json = {0};
  qn_json_open(&json, '{');
  qn_tell_json(&json, cli->run.findings, cli->english);
  qn_json_close(&json, '}');
  return qn_json_print(&json);
}

static qn_status begin(qn_cli *cli, int argc, char *const *argv) {
  qn_text data = {0};
  cli->run = (qn_run){.findings = qn_findings_new(), .started_s = qn_clock()};
  cli->arena = qn_arena_new();
  if (!cli->run.findings || !cli->arena) return QN_ENOMEM;
  qn_status s = qn_data_folder(&data);
  if (!s) cli->data = qn_arena_text(cli->arena, qn_text_str(&data));
  qn_text_clear(&data);
  cli->line = command_line(cli->arena, argc, argv);
  qn_progress_show(&cli->run);
  qn_interrupt_catch(&cli->run);
  return s;
}

int main(int argc, char **argv) {
  const early seen = look_ahead(argc, argv);
  qn_cli cli = {.english = qn_language_is_english(seen.lang), .json = seen.json};
  qn_language_set(cli.english);
  qn_status s = begin(&cli, argc, argv);
  if (!s) s = dispatch(&cli, argc - 1, argv + 1, seen);
  qn_progress_hide(&cli.run);
  int code = cli.errors_answer && s == QN_EINPUT ? QN_EXIT_FOUND : (int)qn_exit_of(s);
  if (cli.run.findings) tell(&cli, s);
  if (fflush(stdout) != 0 || ferror(stdout)) code = QN_EXIT_DISK;
  qn_findings_free(cli.run.findings);
  qn_arena_free(cli.arena);
  return code;
}
