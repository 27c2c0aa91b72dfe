/* Do the figures that a plan prints close? Every statement is an interval of values that are
 * printed so (audit/printed.h); a statement with a formula (audit/formula.h) is at fault when the
 * formula cannot give any of them, whatever values the figures in it have within their own
 * intervals (audit/range.h). Then single changes that would mend it are looked for (audit/mend.h).
 * Every readable statement is held against the plausible limits of its dimension
 * (audit/plausible.h). */
#ifndef QN_AUDIT_AUDIT_H
#define QN_AUDIT_AUDIT_H
#include "audit/plausible.h"
#include "audit/printed.h"
#include "case/region.h"
#include "qingnuan/audit.h"
#include "result/audit_table.h"

struct qn_audit {
  qn_arena *arena;
  qn_findings *findings;          /* the messages, located */
  const qn_audit_result *results; /* by row */
  size_t count;
  size_t relations, closed; /* formulas that could be evaluated, and those that hold */
};

/* Audits rows of qn_statements_table against rows of qn_plausibility_table (NULL: none). QN_OK also
 * when something is found; QN_ENOMEM. */
qn_status qn_audit_new(qn_audit **out, const qn_rows *statements, const qn_rows *limits);
/* Raises that the formula, in the words given, yields low to high in the statement's unit and not
 * what is printed. */
void qn_audit_mismatch(qn_findings *findings, const qn_statement *row, const qn_printed *printed,
                       const char *formula, double low, double high);
/* The results as rows of qn_audit_table from arena, messages by translate (NULL: English), with the
 * names of statements in place of their ids. The rows borrow the other texts from the statements
 * and the audit. */
qn_status qn_audit_rows(qn_rows *out, const qn_audit *audit, const qn_rows *statements,
                        qn_translate *translate, qn_arena *arena);

#endif
