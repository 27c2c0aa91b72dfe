/* What stands inside the report page: tables by column, written short. The page reads the same rows
 * from it as from result.json (web/src/packed.ts).
 *
 *   {"format":2,"run":TABLE,"tables":{NAME:TABLE,...},"ways":WAYS or null}
 *   TABLE   {"count":N,"columns":{NAME:COLUMN,...}}; a column with no value at all is left out
 *   COLUMN  [cell,...] or {"all":cell} or {"words":[text,...],"at":[index of a word or null,...]}
 *
 * Of a large region the page's element "data" holds the small tables alone, and an element "whole"
 * all of this as table/squeeze.h packs it.
 *
 * Choices stand in English, as in result.json; figures bear nine digits, the result's other files
 * all of theirs. Ways: see ways_data.h. */
#ifndef QN_REPORT_PAGE_DATA_H
#define QN_REPORT_PAGE_DATA_H
#include "base/text.h"
#include "report/ways_data.h"

/* What a page shows; ways NULL: none. */
typedef struct {
  const qn_rows *run; /* one row of qn_run_table, of a comparison two */
  const qn_rows *tables;
  size_t n;
  const qn_page_ways *ways;
} qn_page;

/* Appends the whole. No "<" is in it. */
qn_status qn_page_data(qn_text *out, const qn_page *page);

#endif
