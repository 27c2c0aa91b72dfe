/* Use of the base year over all buildings of a scope. What a factor on kappa_now does is a sum of
 * min(1, kappa factor) over classes: it rises until all are heated fully, so the factor that meets
 * a figure is found by halving. */
#include <math.h>

#include "demand/energy.h"
#include "demand/heat_tables.h"

static const double GJ_KWH = 0.0036;

/* A measure of heat in use: what a kWh counts, by unit and by row of source_areas. */
typedef struct {
  const qn_demand *demand;
  const qn_case *c;
  int year;
  double *unit, *own;
} measure;

static qn_status make_measure(measure *out, const qn_demand *demand, int is_coal, qn_arena *arena) {
  const qn_case *c = qn_demand_region(demand);
  *out = (measure){demand, c, c->settings.base_year,
                   qn_arena_array(arena, (size_t)c->n_units, sizeof(double)),
                   qn_arena_array(arena, (size_t)c->n_source_areas, sizeof(double))};
  if (!out->unit || !out->own) return QN_ENOMEM;
  for (int i = 0; i < c->n_units; i++)
    out->unit[i] = is_coal ? qn_energy_kgce_kwh(demand, i, c->units[i].i_present_mode) : GJ_KWH;
  for (int i = 0; i < c->n_source_areas; i++)
    out->own[i] = is_coal ? qn_energy_source_kgce_kwh(c, c->source_areas[i].i_source) : GJ_KWH;
  return QN_OK;
}

static int is_in_scope(const qn_case *c, int scope, int zone, int mode) {
  switch (scope) {
    case QN_SCOPE_RURAL:
      return !c->zones[zone].is_urban;
    case QN_SCOPE_URBAN:
      return c->zones[zone].is_urban;
    case QN_SCOPE_NETWORK:
      return mode >= 0 && c->modes[mode].is_network;
    default:
      return 1;
  }
}

/* Use per square metre of the scope, kappa_now off the networks multiplied by factor; NaN when it
 * has no area. */
static double use_m2(const measure *m, int scope, double factor) {
  const qn_case *c = m->c;
  double use = 0, m2 = 0;
  for (int i = 0; i < c->n_units; i++) {
    const int mode = c->units[i].i_present_mode;
    if (!is_in_scope(c, scope, c->units[i].i_zone, mode)) continue;
    m2 += qn_demand_area_m2(m->demand, i, m->year);
    const int is_network = mode >= 0 && c->modes[mode].is_network;
    const double by_mode = qn_energy_factor(c, mode);
    use += m->unit[i] *
           qn_demand_heat_kwh(m->demand, i, m->year, 0, is_network ? by_mode : factor * by_mode);
  }
  for (int i = 0; i < c->n_source_areas; i++) {
    const qn_source_area *row = &c->source_areas[i];
    if (!is_in_scope(c, scope, row->i_zone, c->sources[row->i_source].i_mode)) continue;
    m2 += row->area_m2;
    use += m->own[i] * qn_demand_own_kwh(m->demand, i);
  }
  return m2 > 0 ? use / m2 : NAN;
}

/* The factor with which use_m2 is wanted; NaN when there is none. */
static double factor_for(const measure *m, int scope, double wanted) {
  enum { DOUBLINGS = 12, HALVINGS = 60 }; /* kappa is at least 0.05; beyond the last bit */
  double low = 0, high = 1;
  for (int i = 0; i < DOUBLINGS && use_m2(m, scope, high) < wanted; i++) low = high, high *= 2;
  if (!(use_m2(m, scope, low) <= wanted && wanted <= use_m2(m, scope, high))) return NAN;
  for (int i = 0; i < HALVINGS; i++) {
    const double middle = (low + high) / 2;
    if (use_m2(m, scope, middle) < wanted)
      low = middle;
    else
      high = middle;
  }
  return high;
}

double qn_demand_kappa_factor(const qn_demand *demand, int scope, double kgce_m2, qn_arena *arena) {
  measure m;
  return make_measure(&m, demand, 1, arena) ? NAN : factor_for(&m, scope, kgce_m2);
}

static qn_calibration_row compared(const measure *m, const qn_benchmark *with, const char *unit,
                                   double printed, qn_arena *arena) {
  const qn_column *scope = qn_table_column(&qn_benchmarks_table, "scope");
  const double model = use_m2(m, with->scope, 1);
  const int is_fixed = with->scope == QN_SCOPE_NETWORK; /* fully heated whatever the factor */
  return (qn_calibration_row){
      .id = with->id,
      .name = with->name,
      .scope = qn_choice_text(scope, with->scope, 1, arena),
      .unit = unit,
      .printed = printed,
      .model = model,
      .ratio = model / printed,
      .kappa_factor = is_fixed ? NAN : factor_for(m, with->scope, printed),
      .source = with->source,
      .sure = with->sure,
  };
}

qn_status qn_demand_calibration(qn_rows *out, const qn_demand *demand, qn_arena *arena) {
  const qn_case *c = qn_demand_region(demand);
  const qn_benchmark start = {.id = "load_start",
                              .name = qn_table_column(&qn_settings_table, "load_start_kgce_m2")->zh,
                              .scope = QN_SCOPE_ALL,
                              .kgce_m2 = c->settings.load_start_kgce_m2,
                              .gj_m2 = NAN,
                              .source = c->settings.source};
  measure coal, heat;
  qn_calibration_row *rows = qn_arena_array(arena, 2 * (size_t)c->n_benchmarks + 1, sizeof *rows);
  if (!rows || make_measure(&coal, demand, 1, arena) || make_measure(&heat, demand, 0, arena))
    return QN_ENOMEM;
  size_t n = 0;
  for (int i = -1; i < c->n_benchmarks; i++) {
    const qn_benchmark *with = i < 0 ? &start : &c->benchmarks[i];
    if (with->kgce_m2 > 0) rows[n++] = compared(&coal, with, "kgce/m2", with->kgce_m2, arena);
    if (with->gj_m2 > 0) rows[n++] = compared(&heat, with, "GJ/m2", with->gj_m2, arena);
  }
  *out = (qn_rows){.table = &qn_calibration_table, .at = rows, .count = n};
  return QN_OK;
}
