/* Tables as JSON, for result.json and the report page. Written straight into a text: a province has
 * millions of cells. Every "<" is \u003c, so that the text may stand inside an HTML page. */
#ifndef QN_TABLE_JSON_H
#define QN_TABLE_JSON_H
#include "base/text.h"
#include "table/schema.h"

/* Appends {"format":1,"run":{...},"tables":{NAME:[{...},...],...}}: English column names, choices
 * in English, dates as "2025-11-15", truth as true and false, null where missing. run: a table of
 * one row, or NULL for an empty object. */
qn_status qn_tables_json(qn_text *out, const qn_rows *run, const qn_rows *tables, size_t n);
/* Appends one table as an array of objects. */
qn_status qn_rows_json(qn_text *out, const qn_rows *rows);
/* Appends a string with its quotation marks; NULL gives null. Bytes that are not UTF-8 become
 * U+FFFD. */
qn_status qn_json_string(qn_text *out, const char *text);

#endif
