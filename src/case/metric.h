/* What the metrics of targets are counted in. */
#ifndef QN_CASE_METRIC_H
#define QN_CASE_METRIC_H
#include "case/system.h"

/* Whether it is a share of something else and not an amount. */
int qn_metric_is_rate(int metric);
/* By what a target's value is multiplied to be in the unit of its metric (m2, household, t, kg,
 * t/h, km; 1 for rates and for stations, which are counted in whatever words); NaN where the unit
 * beside the value measures something else. */
double qn_target_factor(const qn_target *target);

#endif
