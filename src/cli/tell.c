/* How a finding reads: "units.csv, row 7, column area: error: ... (found "x"; perhaps "y")". */
#include "cli/tell.h"

#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/declared.h"
#include "table/choice.h"
#include "table/facts.h"

/* Appends a part of the place behind a comma where something stands before it. */
static qn_status add_part(qn_text *out, size_t start, const char *part) {
  qn_status s = QN_OK;
  if (out->length > start) s = qn_text_add(out, qn_words(QN_N_(", ")));
  return s ? s : qn_text_add(out, part);
}

static qn_status add_named(qn_text *out, size_t start, const char *fmt, const char *name) {
  qn_text part = {0};
  qn_status s = name ? qn_text_addf(&part, fmt, name) : QN_OK;
  if (!s && name) s = add_part(out, start, part.bytes);
  qn_text_clear(&part);
  return s;
}

/* A column of an input table, NULL where no table has such a one. */
static const qn_column *column_named(const char *table, const char *name, const qn_table **of) {
  const qn_column *column = NULL;
  for (size_t i = 0; table && name && qn_input_tables[i] && !column; i++)
    if (!strcmp(qn_input_tables[i]->name, table)) {
      column = qn_table_column(qn_input_tables[i], name);
      if (of) *of = qn_input_tables[i];
    }
  return column;
}

static const qn_column *column_of(const qn_place *place) {
  return column_named(place->table, place->column, NULL);
}

/* "分区（zone）" for the column zone; the name as it is where no table has such a column. */
static qn_status column_name(qn_text *out, const qn_place *place, bool english) {
  const qn_column *column = column_of(place);
  if (english || !column) return qn_text_add(out, place->column);
  return qn_text_addf(out, "%.*s（%s）", (int)strcspn(column->zh, "|"), column->zh, column->name);
}

static qn_status add_column(qn_text *out, size_t start, const qn_place *place, bool english) {
  qn_text name = {0};
  qn_status s = place->column ? column_name(&name, place, english) : QN_OK;
  if (!s && place->column) s = add_named(out, start, qn_words(QN_N_("column %s")), name.bytes);
  qn_text_clear(&name);
  return s;
}

static qn_status add_place(qn_text *out, const qn_place *place, bool english) {
  const size_t start = out->length;
  char row[32];
  snprintf(row, sizeof row, "%ld", place->row);
  qn_status s = place->file ? qn_text_add(out, place->file) : QN_OK;
  if (!s) s = add_named(out, start, qn_words(QN_N_("sheet %s")), place->sheet);
  if (!s && !place->file && !place->sheet)
    s = add_named(out, start, qn_words(QN_N_("table %s")), place->table);
  if (!s) s = add_named(out, start, qn_words(QN_N_("row %s")), place->row > 0 ? row : NULL);
  if (!s) s = add_column(out, start, place, english);
  return !s && out->length > start ? qn_text_add(out, qn_words(QN_N_(": "))) : s;
}

static const char *severity_words(qn_severity severity) {
  static const char *const words[] = {QN_N_("note: "), QN_N_("warning: "), QN_N_("error: ")};
  return qn_words(words[severity]);
}

/* True when the message names the column in Chinese already. */
static bool names(const qn_finding *finding, const char *zh) {
  for (size_t i = 0; i < finding->n_arg; i++)
    if (finding->args[i].kind == 's' && !strcmp(finding->args[i].as.text, zh)) return true;
  return false;
}

static const char *text_of(const qn_arg *arg) {
  return arg->kind == 's' ? arg->as.text : "";
}

/* Where the two arguments name a table and a column of it ("zones", "id"), they name them in
 * Chinese; name holds the column's. */
static qn_status name_reference(qn_arg *table, qn_arg *column, qn_text *name) {
  const qn_table *of = NULL;
  const qn_column *at = column_named(text_of(table), text_of(column), &of);
  if (!at || name->length) return QN_OK;
  const qn_status s = qn_column_zh(name, at);
  if (s) return s;
  table->as.text = of->zh;
  column->as.text = name->bytes;
  return QN_OK;
}

/* Appends the message. The unit and the name of the column that it is about, and what that refers
 * to, which it has as arguments, are those of the reader's language. */
static qn_status add_words(qn_text *out, const qn_finding *finding, bool english) {
  enum { MOST = 12 };
  qn_arg args[MOST];
  qn_finding told = *finding;
  qn_text unit = {0}, name = {0}, key = {0};
  const qn_column *column = english ? NULL : column_of(&finding->place);
  if (!column || finding->n_arg > MOST) return qn_finding_words(out, finding, qn_words);
  qn_status s = qn_fact_unit(&unit, column, english);
  if (!s) s = qn_column_zh(&name, column);
  for (size_t i = 0; i < finding->n_arg && !s; i++) {
    args[i] = finding->args[i];
    const char *text = text_of(&args[i]);
    if (unit.length && !strcmp(text, column->unit)) args[i].as.text = unit.bytes;
    if (!strcmp(text, column->name) && !names(finding, name.bytes)) args[i].as.text = name.bytes;
  }
  for (size_t i = 1; i < finding->n_arg && !s; i++)
    s = name_reference(&args[i - 1], &args[i], &key);
  told.args = args;
  if (!s) s = qn_finding_words(out, &told, qn_words);
  qn_text_clear(&unit);
  qn_text_clear(&name);
  qn_text_clear(&key);
  return s;
}

static qn_status add_line(qn_text *out, const qn_finding *finding, bool english) {
  qn_status s = add_place(out, &finding->place, english);
  if (!s) s = qn_text_add(out, severity_words(finding->severity));
  if (!s) s = add_words(out, finding, english);
  if (!s && finding->found)
    s = qn_text_addf(out, qn_words(QN_N_("; found \"%s\"")), finding->found);
  if (!s && finding->suggestion)
    s = qn_text_addf(out, qn_words(QN_N_("; perhaps %s")), finding->suggestion);
  return s;
}

typedef struct {
  const char *fmt;
  qn_severity severity;
  size_t count;
} kind;

/* The kind of a finding in kinds[*n], added when it is new. */
static kind *kind_of(kind *kinds, size_t *n, const qn_finding *f) {
  size_t i = 0;
  while (i < *n && (strcmp(kinds[i].fmt, f->fmt) || kinds[i].severity != f->severity)) i++;
  if (i == *n) kinds[(*n)++] = (kind){f->fmt, f->severity, 0};
  return &kinds[i];
}

static qn_status tell_rest(FILE *stream, const kind *kinds, size_t n_kind, size_t most) {
  for (size_t i = 0; most && i < n_kind; i++) {
    if (kinds[i].count <= most) continue;
    fprintf(stream, qn_words(QN_N_("%s\"%s\": %zu more (--all tells them)\n")),
            severity_words(kinds[i].severity), qn_words(kinds[i].fmt), kinds[i].count - most);
  }
  return QN_OK;
}

qn_status qn_tell_findings(FILE *stream, const qn_findings *findings, size_t most, bool english) {
  const size_t count = qn_findings_count(findings);
  kind *kinds = calloc(count + 1, sizeof *kinds);
  qn_status s = kinds ? QN_OK : QN_ENOMEM;
  size_t n_kind = 0;
  for (size_t i = 0; !s && i < count; i++) {
    const qn_finding *f = qn_findings_at(findings, i);
    qn_text line = {0};
    if (++kind_of(kinds, &n_kind, f)->count <= most || !most) {
      s = add_line(&line, f, english);
      if (!s) fprintf(stream, "%s\n", line.bytes);
    }
    qn_text_clear(&line);
  }
  if (!s) s = tell_rest(stream, kinds, n_kind, most);
  free(kinds);
  return s;
}

static void tell_object(qn_json *json, const qn_finding *f, bool english) {
  qn_text message = {0};
  qn_json_open(json, '{');
  if (!add_words(&message, f, english)) qn_json_text(json, "message", message.bytes);
  if (f->status) qn_json_text(json, "status", qn_status_text(f->status));
  if (f->place.file) qn_json_text(json, "file", f->place.file);
  if (f->place.sheet) qn_json_text(json, "sheet", f->place.sheet);
  if (f->place.table) qn_json_text(json, "table", f->place.table);
  if (f->place.row > 0) qn_json_real(json, "row", (double)f->place.row);
  if (f->place.column) qn_json_text(json, "column", f->place.column);
  if (f->found) qn_json_text(json, "found", f->found);
  if (f->suggestion) qn_json_text(json, "suggestion", f->suggestion);
  qn_json_close(json, '}');
  qn_text_clear(&message);
}

void qn_tell_json(qn_json *json, const qn_findings *findings, bool english) {
  static const char *const members[] = {[QN_NOTE] = "notes", "warnings", "errors"};
  for (int severity = QN_ERROR; severity >= QN_NOTE; severity--) {
    qn_json_key(json, members[severity]);
    qn_json_open(json, '[');
    for (size_t i = 0; i < qn_findings_count(findings); i++) {
      const qn_finding *f = qn_findings_at(findings, i);
      if (f->severity == (qn_severity)severity) tell_object(json, f, english);
    }
    qn_json_close(json, ']');
  }
}
