/* Options and operands of a command, declared once as an array over the members of one struct:
 * parsing, usage, help, the man page and shell completion all walk it.
 *
 * Kinds and the member they fill:
 *   QN_ARG_FLAG   bool
 *   QN_ARG_TEXT   const char *   (borrowed from argv; NULL when not given)
 *   QN_ARG_WHOLE  long           within min..max
 *   QN_ARG_REAL   double         within min..max
 *   QN_ARG_WORD   int            position in words "a|b|c", -1 when not given
 *   QN_ARG_LIST   qn_arg_list    every value given, in order
 */
#ifndef QN_CLI_OPTION_H
#define QN_CLI_OPTION_H
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/findings.h"

typedef enum {
  QN_ARG_FLAG,
  QN_ARG_TEXT,
  QN_ARG_WHOLE,
  QN_ARG_REAL,
  QN_ARG_WORD,
  QN_ARG_LIST
} qn_arg_kind;

typedef struct {
  const char **at;
  size_t count;
} qn_arg_list;

typedef struct {
  const char *name; /* "time-limit"; of an operand the word in the usage line, "CASE" */
  char letter;      /* 'o' for -o, 0 for none */
  qn_arg_kind kind;
  bool operand; /* given by its place, not by its name */
  bool required;
  const char *value;    /* how the usage line calls the value: "SECONDS" */
  const char *help;     /* message id, one sentence */
  const char *words;    /* of a QN_ARG_WORD; of others what the shell may offer */
  const char *fallback; /* what is taken when not given, or NULL */
  double min, max;      /* inclusive; both 0: unlimited */
  size_t offset;        /* of the member */
} qn_option;

/* Several declarations laid over several structs, searched in order. */
typedef struct {
  const qn_option *options;
  size_t count;
  void *values; /* zeroed */
} qn_option_set;

#define QN_OPTION(type, member) .offset = offsetof(type, member)
#define QN_OPTION_COUNT(options) (sizeof(options) / sizeof *(options))

/* Fills the values of the sets from argv[0..argc). Long names may be given as --name VALUE or
 * --name=VALUE, letters as -o VALUE or -oVALUE; "--" ends the options. QN_EUSAGE with a finding for
 * the first thing that does not fit. Lists grow in arena. */
qn_status qn_options_parse(const qn_option_set *sets, size_t n_set, int argc, char *const *argv,
                           qn_arena *arena, qn_findings *findings);

#endif
