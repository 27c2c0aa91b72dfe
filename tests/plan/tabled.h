/* Output tables of small random regions, planned by the solver, for tests of their makers. Beside
 * the region's own rows stand watches that bind nothing, so that the verifier, which shares nothing
 * with the tables, says what the county uses and emits: a limit on every carrier (season and design
 * day), and a reported target of every season for coal removed and each pollutant. */
#ifndef QN_TESTS_PLAN_TABLED_H
#define QN_TESTS_PLAN_TABLED_H
#include "plan/tables.h"

typedef struct {
  qn_case *region;
  qn_demand *demand;
  qn_plan *plan;
  qn_plan_tables *tables;
} tabled;

/* Plans and tabulates; false, with nothing to free, when the region has no plan. */
int tabled_random(tabled *out, uint64_t seed, unsigned families);
/* The same of a case made by hand, which must have a plan; takes the case over. */
void tabled_case(tabled *out, qn_case *region);
void tabled_free(tabled *t);
/* Calls check with many random plans: of every family alone and of all at once, by turns. */
void tabled_each(void (*check)(const tabled *t, const char *name));
const qn_rows *tabled_rows(const tabled *t, const qn_table *table);
/* Sum of the uses of rules that stand on the row of a family in a season; NaN without any. */
double tabled_used(const tabled *t, const char *family, int row, int season);

#endif
