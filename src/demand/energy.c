/* Standard coal of a kWh of heat. */
#include "demand/energy.h"

#include <math.h>

/* 29.3076 MJ of a kgce in kWh, as src/base/units reads tce. */
static const double KWH_KGCE = 29.3076 / 3.6;
enum { MOST_POINTS = 64 };

typedef struct {
  double degc[MOST_POINTS], cop[MOST_POINTS];
  int n;
} curve;

/* The mode's points by rising temperature. */
static curve curve_of(const qn_case *c, int mode) {
  curve found = {.n = 0};
  for (int i = 0; i < c->n_mode_curves && found.n < MOST_POINTS; i++) {
    const qn_mode_curve *row = &c->mode_curves[i];
    if (row->i_mode != mode) continue;
    int at = found.n++;
    for (; at > 0 && found.degc[at - 1] > row->outdoor_degc; at--) {
      found.degc[at] = found.degc[at - 1];
      found.cop[at] = found.cop[at - 1];
    }
    found.degc[at] = row->outdoor_degc, found.cop[at] = row->cop;
  }
  return found;
}

static double efficiency(const qn_demand *demand, int unit, int mode) {
  const qn_case *c = qn_demand_region(demand);
  const curve points = curve_of(c, mode);
  if (!points.n) return c->modes[mode].efficiency;
  return qn_season_scop(qn_demand_season_of_area(demand, c->units[unit].i_area),
                        qn_demand_indoor_degc(demand, unit), points.degc, points.cop, points.n);
}

static double carrier_kgce_kwh(const qn_case *c, int carrier) {
  return carrier < 0 ? 1 / KWH_KGCE
                     : c->carriers[carrier].kgce_per_unit / c->carriers[carrier].kwh_per_unit;
}

double qn_energy_factor(const qn_case *region, int mode) {
  if (mode < 0) return 1;
  return region->modes[mode].is_network ? QN_FULL_HEATING : region->modes[mode].service_factor;
}

double qn_energy_source_kgce_kwh(const qn_case *region, int source) {
  const qn_heat_source *row = &region->sources[source];
  return carrier_kgce_kwh(region, row->i_carrier) / row->efficiency;
}

static double device_kgce_kwh(const qn_demand *demand, int unit, int mode) {
  const qn_case *c = qn_demand_region(demand);
  const qn_mode *m = &c->modes[mode];
  return (1 - m->free_share) * (1 + m->loss) / efficiency(demand, unit, mode) *
         carrier_kgce_kwh(c, m->i_carrier);
}

static int straw_mode(const qn_case *c) {
  int mode = 0;
  while (mode < c->n_modes &&
         !(c->modes[mode].i_carrier >= 0 && c->carriers[c->modes[mode].i_carrier].is_straw))
    mode++;
  return mode < c->n_modes ? mode : -1;
}

double qn_energy_kgce_kwh(const qn_demand *demand, int unit, int mode) {
  const qn_case *c = qn_demand_region(demand);
  const qn_unit_row *row = &c->units[unit];
  if (mode < 0) return 1 / KWH_KGCE;
  if (c->modes[mode].is_network)
    return row->i_present_source < 0 ? 1 / KWH_KGCE
                                     : qn_energy_source_kgce_kwh(c, row->i_present_source);
  const double own = device_kgce_kwh(demand, unit, mode);
  const int carrier = c->modes[mode].i_carrier, straw = straw_mode(c);
  if (carrier < 0 || !c->carriers[carrier].is_scattered_coal || !(row->straw_share > 0)) return own;
  return (1 - row->straw_share) * own +
         (straw < 0 ? 0 : row->straw_share * device_kgce_kwh(demand, unit, straw));
}
