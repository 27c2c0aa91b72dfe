/* What a run found: errors, warnings and notes, each with its place. A finding keeps a message id
 * (an English printf format) and its arguments, not a sentence: cli and report put it into a
 * language. All text is copied. One list a run; a list is used by one thread at a time. */
#ifndef QN_BASE_FINDINGS_H
#define QN_BASE_FINDINGS_H
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

typedef enum { QN_NOTE, QN_WARNING, QN_ERROR } qn_severity;

/* Where a finding stands; row as the spreadsheet shows it, 0 when no row is to blame. */
typedef struct {
  const char *file, *sheet, *table, *column;
  long row;
} qn_place;

/* An argument of a message: kind 's', 'd' (long long) or 'g' (double). */
typedef struct {
  char kind;
  union {
    const char *text;
    long long whole;
    double real;
  } as;
} qn_arg;

typedef struct {
  qn_status status;
  qn_severity severity;
  qn_place place;
  const char *fmt; /* message id */
  const qn_arg *args;
  size_t n_arg;
  const char *found;      /* the value seen, or NULL */
  const char *suggestion; /* what would mend it (data, not a sentence), or NULL */
} qn_finding;

typedef struct qn_findings qn_findings;

/* NULL when memory is out. */
qn_findings *qn_findings_new(void);
void qn_findings_free(qn_findings *list); /* NULL is fine */
size_t qn_findings_count(const qn_findings *list);
size_t qn_findings_count_of(const qn_findings *list, qn_severity severity);
const qn_finding *qn_findings_at(const qn_findings *list, size_t i);

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

/* Returns the translation of a message id; the id itself where there is none. */
typedef const char *qn_translate(const char *message_id);
/* Appends the message in words. A translation may number its arguments (%2$s). translate NULL
 * gives English. */
qn_status qn_finding_words(qn_text *out, const qn_finding *finding, qn_translate *translate);

/* Marks a string as a message id for xgettext where no call does. */
#define QN_N_(text) text

#endif
