/* The reference of tables, printed from their declarations: for the terminal, the manual, programs
 * and databases. */
#ifndef QN_TABLE_REFERENCE_H
#define QN_TABLE_REFERENCE_H
#include "base/text.h"
#include "table/facts.h"
#include "table/schema.h"

typedef enum { QN_SQLITE, QN_POSTGIS } qn_dialect;

/* Each appends. Lines for a terminal; a chapter of Markdown with a table of columns each; one JSON
 * object {"format":1,"tables":[...]} with both languages. */
qn_status qn_schema_text(qn_text *out, const qn_table *const *tables, size_t n,
                         const qn_wording *in);
qn_status qn_schema_markdown(qn_text *out, const qn_table *const *tables, size_t n,
                             const qn_wording *in);
qn_status qn_schema_json(qn_text *out, const qn_table *const *tables, size_t n);
/* CREATE TABLE statements with keys, checks and those references whose table is among the n (not
 * lists and groups, which a database cannot check). In PostGIS tables with lon and lat get a point
 * that follows them. */
qn_status qn_schema_ddl(qn_text *out, const qn_table *const *tables, size_t n, qn_dialect dialect);

#endif
