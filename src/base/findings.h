/* How findings are raised: the leaf says what, the caller that knows says where. What a finding is
 * and how a list is read stands in the public header. */
#ifndef QN_BASE_FINDINGS_H
#define QN_BASE_FINDINGS_H
#include "base/text.h"
#include "qingnuan/findings.h"

/* Each adds a finding and returns s, so that a failure is reported and returned in one line; out
 * NULL only returns. fmt must be a string that outlives the list (a literal): %s, %d, %ld, %zu,
 * %lld, %g and their precisions are understood. */
qn_status qn_fail(qn_findings *out, qn_status s, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void qn_warn(qn_findings *out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void qn_note(qn_findings *out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Say more about the finding added last; NULL text or list does nothing. */
void qn_found(qn_findings *out, const char *value);
void qn_suggest(qn_findings *out, const char *suggestion);
/* Gives the findings added since mark (a qn_findings_count of before) the parts of the place that
 * they do not have yet. */
void qn_locate(qn_findings *out, size_t mark, qn_place place);
/* Copies all of from to the end of out. */
void qn_findings_append(qn_findings *out, const qn_findings *from);

/* Appends the message in words, as qn_finding_text gives it. */
qn_status qn_finding_words(qn_text *out, const qn_finding *finding, qn_translate *translate);

/* Marks a string as a message id for xgettext where no call does. */
#define QN_N_(text) text

#endif
