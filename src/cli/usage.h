/* What the declarations of commands and options say of themselves: help, man page, completion. */
#ifndef QN_CLI_USAGE_H
#define QN_CLI_USAGE_H
#include "base/text.h"
#include "cli/cli.h"

/* Each appends. */
qn_status qn_usage_program(qn_text *out);                            /* qingnuan --help */
qn_status qn_usage_command(qn_text *out, const qn_command *command); /* qingnuan VERB --help */
qn_status qn_usage_manual(qn_text *out);                             /* roff, section 1 */
qn_status qn_usage_markdown(qn_text *out);                           /* docs/commands.md */
qn_status qn_usage_completion(qn_text *out);                         /* for bash */
/* Prints what was told above: as it is, or with --json as {"help":text}. */
qn_status qn_usage_show(qn_cli *cli, const char *told);

#endif
