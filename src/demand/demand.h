/* Heat load of every unit and source: design load Q and the season heat of full heating E, by
 * season and retrofit level (docs/model-demand.md):
 *
 *   Q = sum over classes of q A h (1 - saving) (ti - td) / (18 - td)
 *   E = Q 24 N (ti - tm) / (ti - td)
 *
 * q is given at 18 degrees inside, or is u (18 - td). h is the heated share where the unit's basis
 * is building area, 1 where it is heated or supplied area; usable and connected area convert by
 * table area_bases only, a basis that stands nowhere is a finding. Heat in use is kappa E with
 * kappa = min(1, kappa_now factor) by class; factor QN_FULL_HEATING gives kappa = 1 (networks).
 * Levels: 0 none, 1.. as in table retrofits (a class without that level keeps level 0). Area is
 * unit_areas and all rows of unit_years up to the year, those after the horizon left out. */
#ifndef QN_DEMAND_DEMAND_H
#define QN_DEMAND_DEMAND_H
#include "base/run.h"
#include "case/case.h"
#include "climate/season.h"
#include "qingnuan/demand.h"

/* Demand of a case that has the areas and stations of another's, with its seasons: nothing is read.
 * like must outlive it. */
qn_status qn_demand_like(qn_demand **out, const qn_demand *like, const qn_case *region,
                         qn_findings *findings);
const qn_case *qn_demand_region(const qn_demand *demand);
/* The season of the unit's area; NULL when it has no station. */
const qn_season *qn_demand_season_of_area(const qn_demand *demand, int area);
/* Load of full heating in kW while it is outdoor_degc outside: the design load at the design
 * temperature and below, nothing above the indoor temperature. */
double qn_demand_load_kw(const qn_demand *demand, int unit, int year, int level,
                         double outdoor_degc);
/* Cost of a retrofit level for the unit as it is in year, CNY, by payer (adds into by_payer). */
double qn_demand_retrofit_cny(const qn_demand *demand, int unit, int year, int level,
                              double by_payer[QN_PAYERS]);
/* The same by piece (one a building class of the unit), with the row that sets life and payer; row
 * is NULL and the cost 0 where the class has no such level. */
int qn_demand_pieces(const qn_demand *demand, int unit);
double qn_demand_piece_retrofit_cny(const qn_demand *demand, int unit, int i_piece, int year,
                                    int level, const qn_retrofit **row);
/* Mean indoor design temperature of the unit, weighted by load. */
double qn_demand_indoor_degc(const qn_demand *demand, int unit);
/* Own attached area of a source: the sum of its rows of source_areas, which are heated area (h = 1)
 * and fully heated (kappa = 1). */
double qn_demand_source_design_kw(const qn_demand *demand, int source);
double qn_demand_source_heat_kwh(const qn_demand *demand, int source);
/* The same of one row of source_areas, the load at an outdoor temperature. */
double qn_demand_own_kw(const qn_demand *demand, int source_area, double outdoor_degc);
double qn_demand_own_kwh(const qn_demand *demand, int source_area);

#endif
