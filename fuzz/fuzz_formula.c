/* Any text as statements to audit: a line a row, its cells between bars (id|value|unit|formula). A
 * relation counted as closed or not must come with a result or without. */
#include "audit/audit.h"
#include "fuzz.h"

enum { MOST_ROWS = 24 };

/* Cuts the text at *rest at the first of the signs and moves on; NULL when nothing is left. */
static char *cut(char **rest, const char *signs) {
  char *part = *rest;
  if (!part) return NULL;
  char *end = part + strcspn(part, signs);
  *rest = *end ? end + 1 : NULL;
  *end = '\0';
  return part;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  qn_statement rows[MOST_ROWS] = {{0}};
  qn_rows statements = {.table = &qn_statements_table, .at = rows};
  char *text = fuzz_text(bytes, length), *rest = text;
  for (char *line; statements.count < MOST_ROWS && (line = cut(&rest, "\n"));) {
    qn_statement *row = &rows[statements.count++];
    char *cells = line;
    row->id = cut(&cells, "|");
    row->value = cut(&cells, "|");
    row->unit = cut(&cells, "|");
    row->formula = cut(&cells, "|");
  }
  qn_audit *audit = NULL;
  if (!qn_audit_new(&audit, &statements, NULL)) {
    size_t mismatches = 0;
    for (size_t i = 0; i < audit->count; i++)
      mismatches += audit->results[i].kind == QN_AUDIT_MISMATCH;
    if (mismatches != audit->relations - audit->closed) abort();
  }
  qn_audit_free(audit);
  free(text);
  return 0;
}
