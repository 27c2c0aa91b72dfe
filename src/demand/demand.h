/* Heat load of every unit and source: design load Q and the season heat of full heating E, by
 * season and retrofit level (docs/model.md section 2): Q = sum over classes of q A h (1 - saving)
 * (ti - td) / (18 - td) E = Q 24 N (ti - tm) / (ti - td) q is given at 18 degrees inside, or u (18
 * - td). h is the heated share where the unit's basis is building area, 1 where the area is already
 * heated (or supplied) area; usable area counts as building area / 0.8 is never assumed: bases
 * convert by data only, an unknown one is a finding. Heat in use is kappa E with kappa = min(1,
 * kappa_now factor) by class; factor QN_FULL_HEATING gives kappa = 1 (networks). Levels: 0
 * none, 1.. as in table retrofits (a class without that level keeps level 0). */
#ifndef QN_DEMAND_DEMAND_H
#define QN_DEMAND_DEMAND_H
#include "base/run.h"
#include "case/case.h"
#include "climate/season.h"
#include "qingnuan/demand.h"

#define QN_FULL_HEATING 1e9

/* The season of the unit's area. */
const qn_season *qn_demand_season_of_area(const qn_demand *demand, int area);
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
/* Own attached area of a source (rows of source_areas): area, households, load, season heat. */
double qn_demand_source_design_kw(const qn_demand *demand, int source);
double qn_demand_source_heat_kwh(const qn_demand *demand, int source);

#endif
