/* What several output tables are summed from: heat sent out by sources, every use of a carrier with
 * the plan and without it, and a cube of sums by county, key and season. Slots are seasons of a
 * table: slot 0 is the base year, slot 1 + j season j of the timeline. */
#ifndef QN_PLAN_TABLES_SUMS_H
#define QN_PLAN_TABLES_SUMS_H
#include "plan/tables.h"

/* What a source in one of its states (-1 as it is, or a row of source_options) burns. */
typedef struct {
  int carrier;
  double efficiency, per_kwh; /* of the carrier a kWh sent out */
  double om_cny_gj;
} qn_source_fuel;
qn_source_fuel qn_source_fuel_of(const qn_tables_work *work, int source, int state);
/* CNY for a kWh that it sends out in a season of the timeline: fuel and upkeep. */
double qn_source_heat_cny(const qn_tables_work *work, int source, int state, int season);

/* Full-load hours of a flow's load. */
double qn_flow_hours(const qn_tables_work *work, const qn_heat_flow *flow);

/* One use of a carrier: of a unit's device or of a source. */
typedef struct {
  int county, slot, carrier, sector;
  double use;  /* a season, in the carrier's unit */
  double peak; /* design day: kVA of electricity, carrier unit a day */
} qn_use;
typedef void qn_use_taker(void *who, const qn_use *use);

/* Hands take every use with the plan, slots 1 to n_decision. */
void qn_each_use_planned(const qn_tables_work *work, qn_use_taker *take, void *who);
/* The same as if all stayed as it is today, slots 0 to last_slot; what is not yet built takes
 * nothing. */
void qn_each_use_today(const qn_tables_work *work, int last_slot, qn_use_taker *take, void *who);

/* Sums by county (row of areas, -1 for none), key and slot; zero at first, in the arena. */
typedef struct {
  int n_key, n_slot, n_value;
  double *at;
} qn_cube;
qn_status qn_cube_new(qn_cube *out, const qn_tables_work *work, int n_key, int n_value);
/* The n_value sums of a cell. */
double *qn_cube_at(const qn_cube *cube, int county, int key, int slot);
int qn_cube_is_zero(const qn_cube *cube, const double *cell);

/* Year of a slot. */
static inline int qn_slot_year(const qn_tables_work *work, int slot) {
  return work->x->time.base + slot;
}

#endif
