/* What a declaration says about a column, in words, for documentation, comments and messages. */
#ifndef QN_TABLE_FACTS_H
#define QN_TABLE_FACTS_H
#include "base/text.h"
#include "table/schema.h"

/* The language, and the tables whose Chinese names stand for what references name. */
typedef struct {
  const qn_table *const *tables;
  size_t n;
  bool english;
} qn_wording;

/* The table of that name among them, or NULL. */
const qn_table *qn_wording_table(const qn_wording *in, const char *name, size_t length);
/* real number, code, year ... */
const char *qn_fact_kind(const qn_column *column, bool english);
/* Appends key, required, range, default, references, choices, separated by semicolons. */
qn_status qn_fact_rules(qn_text *out, const qn_column *column, const qn_wording *in);
/* The unit as it is printed: 户 rather than household in Chinese; "" for none or a bare number. */
qn_status qn_fact_unit(qn_text *out, const qn_column *column, bool english);
const char *qn_fact_help(const qn_column *column, bool english);

#endif
