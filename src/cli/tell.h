/* Findings in the user's language: located one-liners for people, objects for programs. */
#ifndef QN_CLI_TELL_H
#define QN_CLI_TELL_H
#include <stdio.h>

#include "base/findings.h"
#include "cli/json.h"

/* Writes a line for each finding (place, severity, message, what was found, what would mend it); of
 * each kind (message id and severity) at most `most` and then
 * how many more there are (0: all of them). */
qn_status qn_tell_findings(FILE *stream, const qn_findings *findings, size_t most, bool english);
/* Writes the members errors, warnings and notes into an open object. */
void qn_tell_json(qn_json *json, const qn_findings *findings, bool english);

#endif
