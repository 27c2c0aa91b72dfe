/* The table of subcommands and the options that all of them have. */
#include <string.h>

#include "cli/cli.h"

#define COMMAND_ENTRY(verb) &qn_cmd_##verb,
const qn_command *const qn_commands[] = {QN_COMMAND_LIST(COMMAND_ENTRY) NULL};

const qn_command *qn_command_find(const char *verb) {
  for (size_t i = 0; qn_commands[i]; i++)
    if (!strcmp(qn_commands[i]->verb, verb)) return qn_commands[i];
  return NULL;
}

const qn_option qn_common_options[] = {
    {"lang", 0, QN_ARG_TEXT, .value = "LANG", .words = "zh|en", QN_OPTION(qn_common, lang),
     .help = QN_N_("language of messages and reports: zh or en")},
    {"json", 0, QN_ARG_FLAG, QN_OPTION(qn_common, json),
     .help = QN_N_("write one JSON document to standard output")},
    {"all", 0, QN_ARG_FLAG, QN_OPTION(qn_common, all),
     .help = QN_N_("tell every finding, not only the first of each kind")},
    {"help", 'h', QN_ARG_FLAG, QN_OPTION(qn_common, help), .help = QN_N_("show this help and end")},
};
const size_t qn_common_count = QN_OPTION_COUNT(qn_common_options);
