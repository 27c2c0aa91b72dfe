/* The reference plan of a generated case: by a simple rule, what would be converted to what and
 * when, so that limits can leave some room above it. Inside generate only. */
#ifndef QN_GENERATE_RECKON_H
#define QN_GENERATE_RECKON_H
#include "generate/maker.h"

/* Of one county: other uses, what heating takes today, what the reference plan adds. */
typedef struct {
  double gas_cooking, gas_extra, gas_now, gas_now_day, gas_new, gas_new_day;
  double kva_base, kva_now, kva_new;
  double households;   /* converted in all years by the reference plan */
  double dirty;        /* households that could be converted */
  double proportional; /* those, times the share that the zones' targets ask for */
  double largest;      /* households of the largest unit that could be converted */
  double spare_kw;     /* heat that the county's clean sources have left */
} qn_county_use;

typedef struct {
  qn_county_use *county;     /* of each division; only counties are filled */
  double subsidy[QN_PAYERS]; /* CNY of all years after the base year, to the horizon */
  double dirty_kwh;          /* full heat of units that are not clean today */
  int n_year;
} qn_reckoning;

qn_status qn_reckon(qn_maker *m, qn_reckoning *out);

#endif
