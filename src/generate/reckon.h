/* The reference plan of a generated case: by a simple rule, what would be converted to what and
 * when, so that limits can leave some room above it. Inside generate only. */
#ifndef QN_GENERATE_RECKON_H
#define QN_GENERATE_RECKON_H
#include "generate/maker.h"

enum { QN_MOST_YEARS = 40 };

/* Of one county: other uses, what heating takes today, what the reference plan adds. */
typedef struct {
  double gas_cooking, gas_extra, gas_now, gas_now_day, gas_new, gas_new_day;
  double kva_base, kva_now, kva_new;
  double households[QN_MOST_YEARS]; /* converted a year */
  double largest;                   /* households of the largest unit converted */
} qn_county_use;

typedef struct {
  qn_county_use *county;                    /* of each division; only counties are filled */
  double subsidy[QN_PAYERS][QN_MOST_YEARS]; /* CNY a year after the base year */
  double dirty_kwh;                         /* full heat of units that are not clean today */
  double *rate_now;                         /* clean share of each zone, by row of zones */
  int n_year;
} qn_reckoning;

qn_status qn_reckon(qn_maker *m, qn_reckoning *out);

#endif
