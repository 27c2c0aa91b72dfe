/* What heating a unit by one mode costs and takes in every season, at one retrofit level
 * (docs/model.md sections 2 and 3). Two views of the same season: cost heat, which the objective
 * counts, and actual use, which bills, fuel, emissions and limits count. */
#ifndef QN_PLAN_RUNNING_H
#define QN_PLAN_RUNNING_H
#include "plan/context.h"

typedef struct {
  double energy_cny; /* of cost heat */
  double upkeep_cny, labour_cny;
  double renewal_cny; /* straight-line renewal of a present device; 0 for what is newly bought */
  double renewal_household_cny; /* of it what households pay */
  double bill_cny;              /* energy of actual use, by tariff */
  double use, straw_use;        /* actual, in the carrier's unit and that of straw */
  double heat_kwh;              /* actual */
  double coal_t;                /* scattered coal, actual */
  double peak;                  /* design day: kVA of electricity, carrier unit a day */
  double load_kw;               /* network load, losses included */
} qn_running;

/* The unit in numbers that do not depend on the mode, by season (0 where it does not exist). */
typedef struct {
  int unit, area, zone, is_present; /* is_present: has a present mode */
  int township;                     /* the area, or the township it lies in: where trunks end */
  double indoor_degc;
  const qn_performance *performance; /* [n_modes] there; NULL: to be worked out */
  double households[QN_MOST_SEASONS], area_m2[QN_MOST_SEASONS];
} qn_unit_state;

qn_unit_state qn_unit_state_of(const qn_context *context, int unit);

/* Fills out[n_season]. as_present: the mode is burnt as it is today (straw share, renewal of the
 * device). */
void qn_running_make(qn_running out[], const qn_context *context, const qn_unit_state *unit,
                     int mode, int level, int as_present);
/* Emission of a season in kg. */
double qn_running_emission_kg(const qn_context *context, int mode, const qn_running *running,
                              int pollutant);

/* What a mode part would cost the unit if bought for season j alone, out[n_season], CNY. */
void qn_part_cny(double out[], const qn_context *context, const qn_unit_state *unit, int part_row,
                 int level);
/* Part rows of a mode that hold in the unit's zone, at most most; returns how many. */
enum { QN_MOST_PARTS = 24 };
int qn_parts_of(const qn_context *context, int mode, int zone, int rows[QN_MOST_PARTS]);

/* Fee per square metre once when a household joins a network (tariffs), 0 without one. */
double qn_connection_cny_m2(const qn_context *context, const qn_unit_state *unit, int mode,
                            int season);

#endif
