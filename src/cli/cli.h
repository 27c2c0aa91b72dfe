/* What every subcommand gets and declares. A subcommand is one file cmd_<verb>.c that defines one
 * qn_command and has one line in QN_COMMAND_LIST.
 *
 * A command's function returns a status; main turns it into the exit code, tells the findings and,
 * with --json, prints {"errors":[...],"warnings":[...],"notes":[...]} unless the command has
 * printed its own document. */
#ifndef QN_CLI_CLI_H
#define QN_CLI_CLI_H
#include "base/arena.h"
#include "base/run.h"
#include "cli/exit_codes.h"
#include "cli/option.h"

typedef struct {
  qn_run run;         /* findings, progress (on a terminal), cancel (Ctrl-C) and start are set */
  qn_arena *arena;    /* for what lives as long as the command */
  const char *data;   /* folder of the catalogues */
  const char *line;   /* the command line as given, words joined by spaces */
  bool english;       /* the user's language; otherwise Chinese */
  bool json;          /* stdout is one JSON document */
  bool all;           /* tell every finding, not the first of each kind */
  bool answered;      /* set by a command that has printed its own JSON document */
  bool errors_answer; /* set by check and audit: QN_EINPUT is the answer, exit 1 */
} qn_cli;

typedef struct {
  const char *verb;
  const char *summary; /* message id, one line */
  const char *text;    /* message id, what else the manual says, or NULL */
  const qn_option *options;
  size_t n_option;
  size_t size; /* of the struct that the options fill; it is passed to run */
  qn_status (*run)(qn_cli *cli, const void *values);
} qn_command;

/* In the order of the manual. */
#define QN_COMMAND_LIST(X) \
  X(init)                  \
  X(plan)                  \
  X(explain)               \
  X(compare)               \
  X(check)                 \
  X(demand)                \
  X(audit)                 \
  X(convert)               \
  X(template)              \
  X(schema)                \
  X(help)                  \
  X(version)
#define QN_COMMAND_DECLARE(verb) extern const qn_command qn_cmd_##verb;
QN_COMMAND_LIST(QN_COMMAND_DECLARE)

extern const qn_command *const qn_commands[];        /* ends with NULL */
const qn_command *qn_command_find(const char *verb); /* NULL when there is none */
/* The options that every command has. */
typedef struct {
  const char *lang;
  bool json, all, help;
} qn_common;
extern const qn_option qn_common_options[];
extern const size_t qn_common_count;

/* The user's language. */
const char *qn_words(const char *message_id);

#endif
