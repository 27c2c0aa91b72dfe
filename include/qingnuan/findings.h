/* What a run found: errors, warnings and notes, each with its place. A finding keeps a message id
 * (an English printf format) and its arguments, not a sentence: who tells it puts it into a
 * language. All text is copied. One list a run; a list is used by one thread at a time. */
#ifndef QINGNUAN_FINDINGS_H
#define QINGNUAN_FINDINGS_H
#include <stddef.h>

#include "qingnuan/status.h"

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
QN_API qn_findings *qn_findings_new(void);
QN_API void qn_findings_free(qn_findings *list); /* NULL is fine */
QN_API size_t qn_findings_count(const qn_findings *list);
QN_API size_t qn_findings_count_of(const qn_findings *list, qn_severity severity);
QN_API const qn_finding *qn_findings_at(const qn_findings *list, size_t i);

/* Returns the translation of a message id; the id itself where there is none. */
typedef const char *qn_translate(const char *message_id);
/* The message in words, to be freed by the caller, or NULL when memory is out. A translation may
 * number its arguments (%2$s). translate NULL gives English. */
QN_API char *qn_finding_text(const qn_finding *finding, qn_translate *translate);

#endif
