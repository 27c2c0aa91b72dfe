/* Do the figures that a plan prints close? Every row of a case's table statements is an interval of
 * values that are printed so; a row with a formula is at fault when the formula gives none of them,
 * whatever values its inputs have within their own intervals (docs/audit.md).
 *
 *   qn_case *region = NULL;
 *   qn_audit *audit = NULL;
 *   qn_status s = qn_case_read(&region, "examples/tongliao-2025", findings);
 *   if (!s) s = qn_audit_case(&audit, region, "data", findings);
 *   for (size_t i = 0; i < qn_audit_count(audit); i++) {
 *     const qn_audit_result *r = qn_audit_at(audit, i);
 *     printf("%s: %s %s\n", r->id, r->printed, r->unit);
 *   }
 *   qn_audit_free(audit);
 *   qn_case_free(region);
 */
#ifndef QINGNUAN_AUDIT_H
#define QINGNUAN_AUDIT_H
#include "qingnuan/case.h"

/* What is at fault in a row; append only. */
typedef enum {
  QN_AUDIT_MISMATCH,     /* the formula gives other values */
  QN_AUDIT_DIMENSION,    /* m2 plus MW, or a result in another dimension */
  QN_AUDIT_DIVISION,     /* a divisor that may be zero */
  QN_AUDIT_FORMULA,      /* cannot be read */
  QN_AUDIT_UNKNOWN_ID,   /* the formula names no row */
  QN_AUDIT_CYCLE,        /* the formula comes back to its own row */
  QN_AUDIT_DUPLICATE_ID, /* an earlier row has the id */
  QN_AUDIT_VALUE,        /* no number */
  QN_AUDIT_UNIT,         /* no unit that is known */
  QN_AUDIT_QUALIFIER,    /* none that is known */
  QN_AUDIT_IMPLAUSIBLE   /* outside what is plausible for its dimension */
} qn_audit_kind;

/* One thing found. Texts are never NULL; they and the message live as long as the audit and its
 * case. */
typedef struct {
  const char *id; /* "" when the row has none */
  size_t row;     /* in the statements, from 0 */
  qn_audit_kind kind;
  const qn_finding *message;
  const char *printed, *unit;       /* as given, "" when missing */
  double implied_low, implied_high; /* in unit; NaN where nothing is implied */
  const char *suggestion;           /* single changes that would mend it, best first; or "" */
} qn_audit_result;

typedef struct qn_audit qn_audit;

/* Audits the case's table statements against the limits of data_folder (its plausibility.csv; NULL:
 * none). QN_OK also when something is found, and for a case without statements. QN_EINPUT, with
 * findings, when the limits cannot be read; QN_ENOMEM. *out is the caller's to free; the case must
 * outlive it. */
QN_API qn_status qn_audit_case(qn_audit **out, const qn_case *region, const char *data_folder,
                               qn_findings *findings);
QN_API void qn_audit_free(qn_audit *audit); /* NULL is fine */
/* Results, in the order of the rows; 0 for NULL. */
QN_API size_t qn_audit_count(const qn_audit *audit);
/* The result i < qn_audit_count; borrowed. */
QN_API const qn_audit_result *qn_audit_at(const qn_audit *audit, size_t i);
/* Formulas that could be evaluated, and how many of them hold. */
QN_API size_t qn_audit_relations(const qn_audit *audit);
QN_API size_t qn_audit_closed(const qn_audit *audit);

#endif
