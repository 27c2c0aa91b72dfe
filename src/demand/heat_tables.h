/* The demand's part of the report: heat load by county, zone and season; load-duration curves;
 * heat use beside printed figures. Rows live in the arena, their texts in the case. */
#ifndef QN_DEMAND_HEAT_TABLES_H
#define QN_DEMAND_HEAT_TABLES_H
#include "demand/demand.h"
#include "result/plan_tables.h"

/* How things stand with the units: their retrofit level and their mode (-1 none) in a season. NULL
 * functions: no retrofit, the present mode. */
typedef struct {
  const char *name; /* as the table's stage column says it: "before", "after" */
  int (*level)(void *who, int unit, int season);
  int (*mode)(void *who, int unit, int season);
  void *who;
} qn_demand_stage;

/* Rows of table heat_load, by area, zone and season, those without area left out; a unit whose area
 * lies in no county counts in its area itself. Sources' own area is included. heat_gj is actual use
 * by the mode (QN_FULL_HEATING for networks). Warns of a zone that adds up different area bases. */
qn_status qn_demand_heat_load(qn_rows *out, const qn_demand *demand, const qn_demand_stage *stage,
                              qn_arena *arena, qn_findings *findings);
/* Rows of table duration: load of full heating without retrofit of every top area and county, in
 * the base year and at the horizon; what is coldest at one station is taken to be coldest at all.
 */
qn_status qn_demand_duration(qn_rows *out, const qn_demand *demand, qn_arena *arena);
/* Rows of table calibration: the setting load_start_kgce_m2 and the benchmarks beside the model's
 * base year. */
qn_status qn_demand_calibration(qn_rows *out, const qn_demand *demand, qn_arena *arena);

enum { QN_HEAT_LOAD, QN_DURATION, QN_CALIBRATION, QN_DEMAND_TABLES };
/* All three for the region as it stands (stage "before"). */
qn_status qn_demand_tables(qn_rows out[QN_DEMAND_TABLES], const qn_demand *demand, qn_arena *arena,
                           qn_findings *findings);

/* Factor on kappa_now of the units of a scope that are not on a network with which their use (with
 * the networks' among them) is kgce_m2 in the base year; NaN when no factor gives that. */
double qn_demand_kappa_factor(const qn_demand *demand, int scope, double kgce_m2, qn_arena *arena);

#endif
