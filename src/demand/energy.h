/* What heat in use costs in standard coal, mode by mode: so that a region's present use can be laid
 * beside printed figures in kgce/m2. All carriers count, straw and wood too, at kgce_per_unit. */
#ifndef QN_DEMAND_ENERGY_H
#define QN_DEMAND_ENERGY_H
#include "demand/demand.h"

/* Factor on kappa_now of a mode: its service factor, QN_FULL_HEATING for a network, 1 for -1. */
double qn_energy_factor(const qn_case *region, int mode);
/* kgce for a kWh of heat in the rooms of a unit on a mode: (1 - free)(1 + loss) / (eta
 * kwh_per_unit) kgce_per_unit, eta the seasonal performance where the mode has a curve; straw_share
 * of a unit on scattered coal by the first mode on straw; network heat by the unit's present source
 * (no loss: it is in the index). Heat whose carrier is not known counts as itself, 29.3076 MJ a
 * kgce. */
double qn_energy_kgce_kwh(const qn_demand *demand, int unit, int mode);
/* The same of heat that a source sends out. */
double qn_energy_source_kgce_kwh(const qn_case *region, int source);

#endif
