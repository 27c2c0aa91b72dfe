#include "case/metric.h"

#include <math.h>

#include "base/units.h"
#include "case/choices.h"

/* NULL for what is counted in whatever words. */
static const char *metric_unit(int metric) {
  static const char *const units[] = {
      [QN_CLEAN_RATE_AREA] = "1",
      [QN_CLEAN_RATE_HOUSEHOLDS] = "1",
      [QN_CLEAN_AREA] = "m2",
      [QN_CLEAN_HOUSEHOLDS] = "household",
      [QN_MODE_AREA] = "m2",
      [QN_MODE_HOUSEHOLDS] = "household",
      [QN_UPGRADED_HOUSEHOLDS] = "household",
      [QN_RETROFIT_AREA] = "m2",
      [QN_COAL_REMOVED] = "t",
      [QN_EMISSION] = "kg",
      [QN_CLOSED_TPH] = "t/h",
      [QN_ULTRA_LOW_TPH] = "t/h",
      [QN_PIPE_KM] = "km",
      [QN_STATIONS] = NULL,
  };
  return metric < 0 ? NULL : units[metric];
}

int qn_metric_is_rate(int metric) {
  return metric == QN_CLEAN_RATE_AREA || metric == QN_CLEAN_RATE_HOUSEHOLDS;
}

double qn_target_factor(const qn_target *target) {
  const char *unit = metric_unit(target->metric);
  double factor = 1;
  if (!unit || !target->unit || !*target->unit) return 1;
  return qn_unit_factor(&factor, target->unit, unit) ? NAN : factor;
}
