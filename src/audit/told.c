/* What an audit found as a table for readers of a report, who know the figures by their names and
 * not by the ids that the formulas use: ids in formulas and suggestions are replaced. */
#include <ctype.h>
#include <string.h>

#include "audit/audit.h"
#include "audit/formula.h"

typedef struct {
  const qn_statement *rows;
  qn_names ids;
} terms;

/* Appends the name of the id of so many bytes; the word itself where it is no id or has no name. */
static qn_status add_term(qn_text *out, const terms *t, const char *word, size_t length) {
  qn_text id = {0};
  qn_status s = qn_text_add_n(&id, word, length);
  const size_t row = s ? QN_NO_INDEX : qn_names_find(&t->ids, id.bytes);
  const char *name = row == QN_NO_INDEX ? NULL : t->rows[row].name;
  if (!s) s = name && *name ? qn_text_add(out, name) : qn_text_add_n(out, word, length);
  qn_text_clear(&id);
  return s;
}

/* The formula with names. */
static qn_status name_formula(qn_text *out, const terms *t, const char *formula) {
  qn_status s = QN_OK;
  for (const char *at = formula; *at && !s;) {
    const size_t n = qn_formula_id_length(at);
    s = n ? add_term(out, t, at, n) : qn_text_add_n(out, at, 1);
    at += n ? n : 1;
  }
  return s;
}

/* The list of qn_mend_list with names: "id: ...; + id". */
static qn_status name_list(qn_text *out, const terms *t, const char *list) {
  static const char gap[] = "; ", plus[] = "+ ";
  qn_status s = QN_OK;
  for (const char *at = list; *at && !s;) {
    const char *end = strstr(at, gap);
    const char *next = end ? end + strlen(gap) : at + strlen(at);
    if (!strncmp(at, plus, strlen(plus))) {
      s = qn_text_add(out, plus);
      at += strlen(plus);
    }
    const size_t n = qn_formula_id_length(at);
    if (!s && n) s = add_term(out, t, at, n);
    if (!s) s = qn_text_add_n(out, at + n, (size_t)(next - at) - n);
    at = next;
  }
  return s;
}

static qn_status name_mismatch(qn_text *out, const terms *t, const qn_audit_result *r,
                               qn_translate *translate) {
  const qn_statement *row = &t->rows[r->row];
  qn_printed printed;
  qn_text formula = {0};
  qn_findings *findings = qn_findings_new();
  qn_status s = findings ? name_formula(&formula, t, row->formula) : QN_ENOMEM;
  if (!s && !qn_printed_parse(&printed, row->value, row->unit, row->qualifier)) {
    qn_audit_mismatch(findings, row, &printed, formula.bytes, r->implied_low, r->implied_high);
    s = qn_findings_count(findings) == 1
            ? qn_finding_words(out, qn_findings_at(findings, 0), translate)
            : QN_ENOMEM;
  }
  qn_text_clear(&formula);
  qn_findings_free(findings);
  return s;
}

static qn_status tell(qn_audit_row *row, const terms *t, const qn_audit_result *r,
                      qn_translate *translate, qn_arena *arena) {
  qn_text message = {0}, suggestion = {0};
  qn_status s = r->kind == QN_AUDIT_MISMATCH ? name_mismatch(&message, t, r, translate)
                                             : qn_finding_words(&message, r->message, translate);
  if (!s) s = name_list(&suggestion, t, r->suggestion);
  const qn_statement *statement = &t->rows[r->row];
  *row = (qn_audit_row){.id = r->id,
                        .name = statement->name,
                        .kind = r->kind,
                        .message = qn_arena_text(arena, qn_text_str(&message)),
                        .printed = r->printed,
                        .implied_low = r->implied_low,
                        .implied_high = r->implied_high,
                        .unit = r->unit,
                        .suggestion = qn_arena_text(arena, qn_text_str(&suggestion)),
                        .source = statement->source};
  qn_text_clear(&message);
  qn_text_clear(&suggestion);
  return s ? s : row->message && row->suggestion ? QN_OK : QN_ENOMEM;
}

qn_status qn_audit_rows(qn_rows *out, const qn_audit *audit, const qn_rows *statements,
                        qn_translate *translate, qn_arena *arena) {
  qn_audit_row *rows = qn_arena_array(arena, audit->count, sizeof *rows);
  terms t = {.rows = statements->at};
  qn_status s = rows ? QN_OK : QN_ENOMEM;
  size_t earlier;
  for (size_t i = 0; i < statements->count && !s; i++)
    if (t.rows[i].id && *t.rows[i].id) s = qn_names_add(&t.ids, t.rows[i].id, i, &earlier);
  for (size_t i = 0; i < audit->count && !s; i++)
    s = tell(&rows[i], &t, &audit->results[i], translate, arena);
  if (!s) *out = (qn_rows){.table = &qn_audit_table, .at = rows, .count = audit->count};
  qn_names_clear(&t.ids);
  return s;
}
