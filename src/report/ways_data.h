/* The ranked ways of all units, packed so that a page of 6,000 units stays a few megabytes: what
 * rows share (modes, rules, prices) stands once, and of a unit one text that the page unpacks when
 * the unit is asked for (web/src/ways.ts).
 *
 *   {"modes":[[id,name],...],"rules":[[family,name,season,unit,price],...],
 *    "changes":[[name,unit],...],"units":{ID:"WAY;WAY;...",...}}
 *   WAY   RANK,MODE,SEASON,RETROFIT,INTERIM,SHARE,HOUSEHOLD,COMPANY,CENTRAL,PROVINCE,PREFECTURE,
 *         COUNTY,OTHER,LIMITS|TAKE,...|FLIP,...
 *   TAKE  RULE:TAKE; its charge is the take times the rule's price, which is below 0 where to take
 *         helps the rule
 *   FLIP  cTO (own cost), eCHANGE:FROM:TO (price of a carrier), lCHANGE:FROM:TO (price of a rule)
 *
 * Money in whole yuan, other figures with six digits, nothing for 0 and for no season. The own cost
 * of a way is the sum of its payers. */
#ifndef QN_REPORT_WAYS_DATA_H
#define QN_REPORT_WAYS_DATA_H
#include "base/text.h"
#include "table/schema.h"

/* Rows of qn_ways_table, qn_way_takes_table and qn_way_flips_table, unit by unit in the same order
 * and within a unit by rank. */
typedef struct {
  const qn_rows *ways, *takes, *flips;
} qn_page_ways;

qn_status qn_ways_data(qn_text *out, const qn_page_ways *ways);

#endif
