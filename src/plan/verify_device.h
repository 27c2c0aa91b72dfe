/* One unit in one season, and what a mode takes and costs there. Private to the verifier. */
#ifndef QN_PLAN_VERIFY_DEVICE_H
#define QN_PLAN_VERIFY_DEVICE_H
#include "plan/verify_parts.h"

typedef struct {
  qn_check *check;
  int unit, season;
} qn_moment;

/* A full season of a device: cost at cost heat, bill and use at actual heat. */
typedef struct {
  double cost_cny, bill_cny;
  qn_use use[2]; /* its own carrier, then straw */
  int n_use;
} qn_running;

/* is_old: the present or interim device, beside which straw is burnt. */
qn_running qn_moment_run(qn_moment at, int mode, int level, int is_old);
/* Design day: kVA of electricity, units a day of other carriers. */
double qn_moment_kva(qn_moment at, int mode, int level);
double qn_moment_units_a_day(qn_moment at, int mode, int level);
/* Share of its rated capacity that a device has at design temperature. */
double qn_moment_capacity(qn_moment at, int mode);
/* The tariff of a network mode, NULL none. */
const qn_tariff *qn_moment_heat_tariff(qn_moment at, int mode);

static inline const qn_unit_row *qn_moment_unit(qn_moment at) {
  return &at.check->region->units[at.unit];
}
static inline const qn_mode *qn_moment_mode(qn_moment at, int mode) {
  return &at.check->region->modes[mode];
}
static inline double qn_moment_households(qn_moment at) {
  return qn_demand_households(at.check->demand, at.unit, at.season);
}
static inline double qn_moment_m2(qn_moment at) {
  return qn_demand_area_m2(at.check->demand, at.unit, at.season);
}
static inline double qn_moment_kw(qn_moment at, int level) {
  return qn_demand_design_kw(at.check->demand, at.unit, at.season, level);
}
static inline double qn_moment_heat_kwh(qn_moment at, int level, double factor) {
  return qn_demand_heat_kwh(at.check->demand, at.unit, at.season, level, factor);
}
static inline const qn_season *qn_moment_winter(qn_moment at) {
  return qn_demand_season_of_area(at.check->demand, qn_moment_unit(at)->i_area);
}

#endif
