/* Reads the statements, builds the relations that can be evaluated, evaluates them. Every pass
 * raises its findings row by row; at the end they are put in the order of the rows. */
#include "audit/audit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit/figures.h"
#include "audit/mend.h"
#include "base/array.h"
#include "base/names.h"
#include "case/case.h"

typedef struct {
  qn_audit *audit;
  const qn_rows *statements;
  qn_figures figures;
  qn_names ids;
  qn_relation **parsed; /* of each row, with all inputs known; NULL where there is none */
  QN_ARRAY(qn_audit_result) results; /* result i belongs to finding i */
} work;

static const char *text_of(const char *text) {
  return text ? text : "";
}

static bool has_formula(const qn_statement *row) {
  return row->formula && *row->formula;
}

/* Makes the finding raised last a result of the row. */
static qn_status record(work *w, size_t row, int kind, const char *column) {
  qn_findings *findings = w->audit->findings;
  const size_t last = w->results.count;
  qn_audit_result *result = QN_PUSH(&w->results);
  if (!result || qn_findings_count(findings) != last + 1) return QN_ENOMEM;
  const qn_statement *s = &w->figures.rows[row];
  *result = (qn_audit_result){.id = text_of(s->id),
                              .row = row,
                              .kind = kind,
                              .printed = text_of(s->value),
                              .unit = text_of(s->unit),
                              .implied_low = NAN,
                              .implied_high = NAN,
                              .suggestion = ""};
  qn_locate(findings, last, qn_row_place(w->statements, row, column));
  return QN_OK;
}

static qn_status read_id(work *w, size_t i) {
  const char *id = w->figures.rows[i].id;
  size_t earlier = QN_NO_INDEX;
  if (!id || !*id) return QN_OK;
  if (qn_names_add(&w->ids, id, i, &earlier)) return QN_ENOMEM;
  if (earlier == QN_NO_INDEX) return QN_OK;
  qn_fail(w->audit->findings, QN_EINPUT, QN_N_("id %s stands more than once; the first is used"),
          id);
  return record(w, i, QN_AUDIT_DUPLICATE_ID, "id");
}

static qn_status read_printed(work *w, size_t i) {
  const qn_statement *row = &w->figures.rows[i];
  qn_findings *findings = w->audit->findings;
  switch (qn_printed_parse(&w->figures.printed[i], row->value, row->unit, row->qualifier)) {
    case QN_PRINTED_FINE:
      w->figures.readable[i] = true;
      return QN_OK;
    case QN_PRINTED_UNIT:
      qn_fail(findings, QN_EINPUT, QN_N_("unit \"%s\" is not known"), text_of(row->unit));
      return record(w, i, QN_AUDIT_UNIT, "unit");
    case QN_PRINTED_QUALIFIER:
      qn_fail(findings, QN_EINPUT,
              QN_N_("qualifier \"%s\" is none of exact, about, at_least, at_most"),
              text_of(row->qualifier));
      return record(w, i, QN_AUDIT_QUALIFIER, "qualifier");
    default:
      qn_fail(findings, QN_EINPUT, QN_N_("value \"%s\" is not a number"), text_of(row->value));
      return record(w, i, QN_AUDIT_VALUE, "value");
  }
}

/* Statements of the formula's names; every name that is none is a finding. *all tells whether each
 * was found. */
static qn_status find_inputs(work *w, size_t i, qn_relation *r, bool *all) {
  size_t *inputs = qn_arena_array(w->audit->arena, (size_t)r->formula.n_name, sizeof *inputs);
  qn_status s = inputs ? QN_OK : QN_ENOMEM;
  *all = true;
  for (int v = 0; v < r->formula.n_name && !s; v++) {
    const char *name = r->formula.names[v];
    inputs[v] = qn_names_find(&w->ids, name);
    if (inputs[v] != QN_NO_INDEX) continue;
    *all = false;
    const char *nearest = qn_names_nearest(&w->ids, name);
    qn_fail(w->audit->findings, QN_EINPUT, QN_N_("formula names %s, which is no statement"), name);
    qn_suggest(w->audit->findings, nearest);
    s = record(w, i, QN_AUDIT_UNKNOWN_ID, "formula");
    if (!s) w->results.at[w->results.count - 1].suggestion = text_of(nearest);
  }
  r->inputs = inputs;
  return s;
}

static qn_status tell_dimension(work *w, size_t i, const qn_unit *found) {
  qn_text given = {0}, expected = {0};
  qn_status s = qn_dimension_words(&given, found);
  if (!s) s = qn_dimension_words(&expected, &w->figures.printed[i].unit);
  if (!s)
    s = qn_fail(w->audit->findings, QN_ERANGE, QN_N_("formula gives %s, but the unit %s is %s"),
                given.bytes, text_of(w->figures.rows[i].unit), expected.bytes);
  qn_text_clear(&given);
  qn_text_clear(&expected);
  return s;
}

/* *same tells whether the formula's dimension is that of the row; if not, that is recorded. */
static qn_status check_dimension(work *w, size_t i, const qn_relation *r, bool *same) {
  qn_arena *arena = w->audit->arena;
  qn_unit *units = qn_arena_array(arena, (size_t)r->formula.n_name, sizeof *units), found;
  if (!units) return QN_ENOMEM;
  for (int v = 0; v < r->formula.n_name; v++) units[v] = w->figures.printed[r->inputs[v]].unit;
  qn_status s = qn_formula_dimension(&found, &r->formula, units, arena, w->audit->findings);
  *same = !s && qn_unit_same_dimension(&found, &w->figures.printed[i].unit);
  if (*same) return QN_OK;
  if (!s) s = tell_dimension(w, i, &found);
  return s == QN_ENOMEM ? s : record(w, i, QN_AUDIT_DIMENSION, "formula");
}

static bool all_readable(const work *w, size_t i, const qn_relation *r) {
  bool all = w->figures.readable[i];
  for (int v = 0; v < r->formula.n_name; v++) all = all && w->figures.readable[r->inputs[v]];
  return all;
}

/* Working memory and range of a relation whose parts are all in order. */
static qn_status evaluate(work *w, size_t i, qn_relation *r) {
  qn_arena *arena = w->audit->arena;
  r->box = qn_arena_array(arena, (size_t)r->formula.n_name, sizeof *r->box);
  if (!r->box || qn_ranger_make(&r->ranger, &r->formula, arena)) return QN_ENOMEM;
  w->figures.relation[i] = r;
  if (qn_relation_range(&r->range, &w->figures, i, QN_NO_INDEX, (qn_interval){0, 0})) {
    w->figures.relation[i] = NULL;
    qn_fail(w->audit->findings, QN_ERANGE,
            QN_N_("a divisor in the formula may be zero within its printed precision"));
    return record(w, i, QN_AUDIT_DIVISION, "formula");
  }
  w->audit->relations++;
  r->closes = qn_relation_holds(&w->figures, i, QN_NO_INDEX, (qn_interval){0, 0});
  w->audit->closed += r->closes;
  return QN_OK;
}

static qn_status read_formula(work *w, size_t i) {
  const qn_statement *row = &w->figures.rows[i];
  qn_arena *arena = w->audit->arena;
  if (!has_formula(row)) return QN_OK;
  qn_relation *r = qn_arena_alloc(arena, sizeof *r);
  if (!r) return QN_ENOMEM;
  qn_status s = qn_formula_parse(&r->formula, row->formula, &w->ids, arena, w->audit->findings);
  if (s) return s == QN_EINPUT ? record(w, i, QN_AUDIT_FORMULA, "formula") : s;
  bool fine;
  s = find_inputs(w, i, r, &fine);
  if (s || !fine) return s;
  w->parsed[i] = r;
  if (!all_readable(w, i, r)) return QN_OK;
  s = check_dimension(w, i, r, &fine);
  return s || !fine ? s : evaluate(w, i, r);
}

/* True when row i can be reached from itself over the inputs of formulas. todo and seen have room
 * for every row. */
static bool reaches_itself(const work *w, size_t i, size_t *todo, size_t *seen) {
  size_t n = 0;
  todo[n++] = i;
  while (n > 0) {
    const qn_relation *r = w->parsed[todo[--n]];
    for (int v = 0; r && v < r->formula.n_name; v++) {
      const size_t input = r->inputs[v];
      if (input == i) return true;
      if (seen[input] == i + 1) continue;
      seen[input] = i + 1;
      todo[n++] = input;
    }
  }
  return false;
}

static qn_status find_cycles(work *w) {
  const size_t n = w->figures.n;
  size_t *todo = qn_arena_array(w->audit->arena, n + 1, sizeof *todo),
         *seen = qn_arena_array(w->audit->arena, n + 1, sizeof *seen);
  qn_status s = todo && seen ? QN_OK : QN_ENOMEM;
  for (size_t i = 0; i < n && !s; i++) {
    if (!w->parsed[i] || !reaches_itself(w, i, todo, seen)) continue;
    qn_fail(w->audit->findings, QN_EINPUT, QN_N_("formula leads back to the row itself"));
    s = record(w, i, QN_AUDIT_CYCLE, "formula");
  }
  return s;
}

void qn_audit_mismatch(qn_findings *findings, const qn_statement *row, const qn_printed *printed,
                       const char *formula, double low, double high) {
  const double unit = printed->unit.factor, least = printed->range.low / unit,
               most = printed->range.high / unit;
  qn_fail(findings, QN_ERANGE, QN_N_("printed %s %s, but %s gives %.7g to %.7g: off by %.3g"),
          text_of(row->value), text_of(row->unit), formula, low, high,
          least > high ? least - high : low - most);
}

/* What the formula gives, by how much the printed value is off, what would mend it. */
static qn_status tell_mismatch(work *w, size_t i) {
  const qn_statement *row = &w->figures.rows[i];
  const qn_relation *r = w->figures.relation[i];
  const qn_printed *printed = &w->figures.printed[i];
  const double low = r->range.low / printed->unit.factor,
               high = r->range.high / printed->unit.factor;
  qn_text suggestion = {0};
  qn_status s = qn_mend_list(&suggestion, &w->figures, i);
  if (!s) {
    qn_audit_mismatch(w->audit->findings, row, printed, row->formula, low, high);
    qn_found(w->audit->findings, row->value);
    if (suggestion.length) qn_suggest(w->audit->findings, suggestion.bytes);
    s = record(w, i, QN_AUDIT_MISMATCH, "value");
  }
  if (!s) {
    qn_audit_result *result = &w->results.at[w->results.count - 1];
    result->implied_low = low;
    result->implied_high = high;
    result->suggestion = qn_arena_text(w->audit->arena, qn_text_str(&suggestion));
    if (!result->suggestion) s = QN_ENOMEM;
  }
  qn_text_clear(&suggestion);
  return s;
}

static qn_status check_plausible(work *w, size_t i, const qn_rows *limits) {
  const qn_statement *row = &w->figures.rows[i];
  for (size_t k = 0; limits && w->figures.readable[i] && k < limits->count; k++) {
    const qn_plausible *limit = (const qn_plausible *)limits->at + k;
    if (qn_plausible_allows(limit, &w->figures.printed[i])) continue;
    qn_warn(w->audit->findings, QN_N_("%s %s is outside the plausible %g to %g %s (%s)"),
            text_of(row->value), text_of(row->unit), limit->low, limit->high, limit->unit,
            text_of(limit->name));
    qn_found(w->audit->findings, row->value);
    return record(w, i, QN_AUDIT_IMPLAUSIBLE, "value");
  }
  return QN_OK;
}

static int by_row(const void *x, const void *y) {
  const qn_audit_result *a = x, *b = y;
  if (a->row != b->row) return a->row < b->row ? -1 : 1;
  return a->message < b->message ? -1 : a->message > b->message;
}

/* Hands the results over to the audit, in the order of rows, each with its message. */
static qn_status finish(work *w) {
  const size_t n = w->results.count;
  qn_audit_result *at = qn_arena_array(w->audit->arena, n, sizeof *at);
  if (!at) return QN_ENOMEM;
  for (size_t i = 0; i < n; i++) {
    at[i] = w->results.at[i];
    at[i].message = qn_findings_at(w->audit->findings, i);
  }
  if (n) qsort(at, n, sizeof *at, by_row);
  w->audit->results = at;
  w->audit->count = n;
  return QN_OK;
}

static qn_status run(work *w, const qn_rows *limits) {
  qn_figures *f = &w->figures;
  qn_arena *arena = w->audit->arena;
  f->rows = w->statements->at;
  f->n = w->statements->count;
  f->printed = qn_arena_array(arena, f->n, sizeof *f->printed);
  f->readable = qn_arena_array(arena, f->n, sizeof *f->readable);
  f->relation = qn_arena_array(arena, f->n, sizeof(qn_relation *));
  w->parsed = qn_arena_array(arena, f->n, sizeof(qn_relation *));
  qn_status s = f->printed && f->readable && f->relation && w->parsed ? QN_OK : QN_ENOMEM;
  for (size_t i = 0; i < f->n && !s; i++) s = read_id(w, i);
  for (size_t i = 0; i < f->n && !s; i++) s = read_printed(w, i);
  for (size_t i = 0; i < f->n && !s; i++) s = read_formula(w, i);
  if (!s) s = find_cycles(w);
  for (size_t i = 0; i < f->n && !s; i++)
    if (f->relation[i] && !f->relation[i]->closes) s = tell_mismatch(w, i);
  for (size_t i = 0; i < f->n && !s; i++) s = check_plausible(w, i, limits);
  return s ? s : finish(w);
}

qn_status qn_audit_new(qn_audit **out, const qn_rows *statements, const qn_rows *limits) {
  qn_audit *audit = calloc(1, sizeof *audit);
  if (!audit) return QN_ENOMEM;
  work w = {.audit = audit, .statements = statements};
  audit->arena = qn_arena_new();
  audit->findings = qn_findings_new();
  qn_status s = audit->arena && audit->findings ? run(&w, limits) : QN_ENOMEM;
  if (!s) *out = audit, audit = NULL;
  qn_audit_free(audit);
  qn_names_clear(&w.ids);
  QN_CLEAR(&w.results);
  return s;
}

void qn_audit_free(qn_audit *audit) {
  if (!audit) return;
  qn_findings_free(audit->findings);
  qn_arena_free(audit->arena);
  free(audit);
}

/* ---- for callers of the library ---- */

qn_status qn_audit_case(qn_audit **out, const qn_case *region, const char *data_folder,
                        qn_findings *findings) {
  qn_rows limits = {0};
  qn_arena *arena = qn_arena_new();
  qn_status s = arena ? QN_OK : QN_ENOMEM;
  *out = NULL;
  if (!s && data_folder)
    s = qn_place_read(&limits, &qn_plausibility_table, data_folder, arena, findings);
  if (!s) s = qn_audit_new(out, &region->tables[QN_T_statements], data_folder ? &limits : NULL);
  qn_arena_free(arena);
  return s;
}

size_t qn_audit_count(const qn_audit *audit) {
  return audit ? audit->count : 0;
}

const qn_audit_result *qn_audit_at(const qn_audit *audit, size_t i) {
  return &audit->results[i];
}

size_t qn_audit_relations(const qn_audit *audit) {
  return audit->relations;
}

size_t qn_audit_closed(const qn_audit *audit) {
  return audit->closed;
}
