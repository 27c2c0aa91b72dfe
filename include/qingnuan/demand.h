/* Heat load of every unit of a case, by season and retrofit level. Units are numbered by their row
 * in the table units, from 0; a season is named by the year in which it begins. */
#ifndef QINGNUAN_DEMAND_H
#define QINGNUAN_DEMAND_H
#include "qingnuan/case.h"

/* A factor that stands for heating the whole house all season, as a network does. */
#define QN_FULL_HEATING 1e9

typedef struct qn_demand qn_demand;

/* Computes all. data_folder holds the hourly weather files. The case must outlive it. */
QN_API qn_status qn_demand_new(qn_demand **out, const qn_case *region, const char *data_folder,
                               qn_findings *findings);
QN_API void qn_demand_free(qn_demand *demand); /* NULL is fine */

/* Floor area (in the unit's basis) and households in a season; 0 from the demolition year on and
 * before a development's first year. */
QN_API double qn_demand_area_m2(const qn_demand *demand, int unit, int year);
QN_API double qn_demand_households(const qn_demand *demand, int unit, int year);
/* Highest retrofit level that any class of the unit has; 0 none. */
QN_API int qn_demand_levels(const qn_demand *demand, int unit);
/* Design load in kW. */
QN_API double qn_demand_design_kw(const qn_demand *demand, int unit, int year, int level);
/* Season heat in kWh at kappa = min(1, kappa_now * factor). */
QN_API double qn_demand_heat_kwh(const qn_demand *demand, int unit, int year, int level,
                                 double factor);

#endif
