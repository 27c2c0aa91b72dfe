/* Sums over units and sources' own rows. */
#include "demand/heat_tables.h"

#include <math.h>

#include "demand/energy.h"

static const double GJ_KWH = 0.0036;
/* Outdoor temperature at which the code's heating period begins and ends: the base load. */
static const double BASE_DEGC = 5;

static qn_status make_rows(qn_rows *out, const qn_table *table, size_t count, qn_arena *arena) {
  *out = (qn_rows){.table = table, .count = count};
  out->at = qn_arena_array(arena, count, table->row_size);
  return out->at ? QN_OK : QN_ENOMEM;
}

/* ---- Heat load ---- */

typedef struct {
  double m2, kw, base_kw, full_kwh, heat_kwh, kgce;
} sum;

typedef struct {
  const qn_case *c;
  int seasons;
  sum *at; /* [area][zone][season] */
} sums;

static sum *cell(const sums *all, int area, int zone, int season) {
  const qn_case *c = all->c;
  const int county = c->area_at_level[QN_COUNTY][area];
  const size_t row = (size_t)(county < 0 ? area : county) * (size_t)c->n_zones + (size_t)zone;
  return &all->at[row * (size_t)all->seasons + (size_t)(season - c->settings.base_year)];
}

static void add_unit(const sums *all, const qn_demand *demand, const qn_demand_stage *stage,
                     int unit, int season) {
  const qn_unit_row *row = &all->c->units[unit];
  const double m2 = qn_demand_area_m2(demand, unit, season);
  if (!(m2 > 0)) return;
  const int level = stage->level ? stage->level(stage->who, unit, season) : 0;
  const int mode = stage->mode ? stage->mode(stage->who, unit, season) : row->i_present_mode;
  const double heat_kwh =
      qn_demand_heat_kwh(demand, unit, season, level, qn_energy_factor(all->c, mode));
  sum *to = cell(all, row->i_area, row->i_zone, season);
  to->m2 += m2;
  to->kw += qn_demand_design_kw(demand, unit, season, level);
  to->base_kw += qn_demand_load_kw(demand, unit, season, level, BASE_DEGC);
  to->full_kwh += qn_demand_heat_kwh(demand, unit, season, level, QN_FULL_HEATING);
  to->heat_kwh += heat_kwh;
  to->kgce += heat_kwh * qn_energy_kgce_kwh(demand, unit, mode);
}

static void add_own(const sums *all, const qn_demand *demand, int i, int season) {
  const qn_source_area *row = &all->c->source_areas[i];
  const double kwh = qn_demand_own_kwh(demand, i);
  sum *to = cell(all, all->c->sources[row->i_source].i_area, row->i_zone, season);
  to->m2 += row->area_m2;
  to->kw += qn_demand_own_kw(demand, i, -INFINITY);
  to->base_kw += qn_demand_own_kw(demand, i, BASE_DEGC);
  to->full_kwh += kwh;
  to->heat_kwh += kwh;
  to->kgce += kwh * qn_energy_source_kgce_kwh(all->c, row->i_source);
}

/* Areas of different bases in one sum are no square metres of anything. */
static void warn_of_mixed_bases(const qn_case *c, qn_findings *findings) {
  for (int zone = 0; zone < c->n_zones; zone++) {
    unsigned bases = 0;
    for (int i = 0; i < c->n_units; i++)
      if (c->units[i].i_zone == zone) bases |= 1u << c->units[i].area_basis;
    if (bases & (bases - 1))
      qn_warn(findings, "zone %s adds up areas of different bases", c->zones[zone].id);
  }
}

static void fill_row(qn_heat_load_row *to, const sum *from, const qn_case *c, int area, int zone) {
  const qn_zone *z = &c->zones[zone];
  to->area = c->areas[area].code;
  to->area_name = c->areas[area].name;
  to->zone = z->id;
  to->area_m2 = from->m2;
  to->design_kw = from->kw;
  to->index_w_m2 = 1000 * from->kw / from->m2;
  to->combined_kw = z->combined_w_m2 > 0 ? z->combined_w_m2 * from->m2 / 1000 : NAN;
  to->base_kw = from->base_kw;
  to->full_load_hours = from->kw > 0 ? from->full_kwh / from->kw : NAN;
  to->full_heat_gj = GJ_KWH * from->full_kwh;
  to->heat_gj = GJ_KWH * from->heat_kwh;
  to->kgce_m2 = from->kgce / from->m2;
}

qn_status qn_demand_heat_load(qn_rows *out, const qn_demand *demand, const qn_demand_stage *stage,
                              qn_arena *arena, qn_findings *findings) {
  const qn_case *c = qn_demand_region(demand);
  const int base = c->settings.base_year;
  sums all = {c, c->settings.horizon - base + 1, NULL};
  const size_t cells = (size_t)c->n_areas * (size_t)c->n_zones * (size_t)all.seasons;
  all.at = qn_arena_array(arena, cells, sizeof *all.at);
  if (!all.at) return QN_ENOMEM;
  for (int season = base; season < base + all.seasons; season++) {
    for (int i = 0; i < c->n_units; i++) add_unit(&all, demand, stage, i, season);
    for (int i = 0; i < c->n_source_areas; i++) add_own(&all, demand, i, season);
  }
  warn_of_mixed_bases(c, findings);

  size_t count = 0;
  for (size_t i = 0; i < cells; i++) count += all.at[i].m2 > 0;
  if (make_rows(out, &qn_heat_load_table, count, arena)) return QN_ENOMEM;
  qn_heat_load_row *to = out->at;
  for (size_t i = 0; i < cells; i++) {
    if (!(all.at[i].m2 > 0)) continue;
    const size_t row = i / (size_t)all.seasons;
    fill_row(to, &all.at[i], c, (int)(row / (size_t)c->n_zones), (int)(row % (size_t)c->n_zones));
    to->season = base + (int)(i % (size_t)all.seasons);
    to->stage = stage->name;
    to++;
  }
  return QN_OK;
}

/* ---- Duration ---- */

enum { POINTS = 73 };

/* Outdoor temperature at each point's rank hour, station by station; INFINITY after its season. */
static qn_status rank_temperatures(double **out, double hour[POINTS], const qn_demand *demand,
                                   qn_arena *arena) {
  const qn_case *c = qn_demand_region(demand);
  double longest = 0;
  for (int a = 0; a < c->n_areas; a++) {
    const qn_season *season = qn_demand_season_of_area(demand, a);
    if (season) longest = fmax(longest, 24 * season->days);
  }
  for (int k = 0; k < POINTS; k++) hour[k] = longest * k / (POINTS - 1);
  *out = qn_arena_array(arena, (size_t)c->n_climate * POINTS, sizeof **out);
  if (!*out) return QN_ENOMEM;
  for (int a = 0; a < c->n_areas; a++) {
    const qn_season *season = qn_demand_season_of_area(demand, a);
    if (!season) continue;
    double *degc = *out + (size_t)c->area_station[a] * POINTS, passed = 0;
    int bin = 0;
    for (int k = 0; k < POINTS; k++) {
      while (bin + 1 < season->n_bin && passed + season->hours[bin] < hour[k])
        passed += season->hours[bin++];
      degc[k] = hour[k] <= 24 * season->days ? season->outdoor_degc[bin] : INFINITY;
    }
  }
  return QN_OK;
}

typedef struct {
  const qn_demand *demand;
  const qn_case *c;
  const double *degc; /* [station][POINTS] */
  double *kw;         /* [area][POINTS], filled for top areas and counties */
} curves;

/* Adds a load at point k to the county and the top area above an area. */
static void add_load(const curves *to, int area, int k, double kw) {
  const qn_case *c = to->c;
  const int county = c->area_at_level[QN_COUNTY][area];
  int top = area;
  while (c->areas[top].i_parent >= 0) top = c->areas[top].i_parent;
  to->kw[(size_t)top * POINTS + (size_t)k] += kw;
  if (county >= 0 && county != top) to->kw[(size_t)county * POINTS + (size_t)k] += kw;
}

static void add_loads(const curves *to, int season) {
  const qn_case *c = to->c;
  for (int i = 0; i < c->n_units; i++) {
    const int area = c->units[i].i_area;
    if (!(qn_demand_area_m2(to->demand, i, season) > 0)) continue;
    const double *degc = to->degc + (size_t)c->area_station[area] * POINTS;
    for (int k = 0; k < POINTS; k++)
      add_load(to, area, k, qn_demand_load_kw(to->demand, i, season, 0, degc[k]));
  }
  for (int i = 0; i < c->n_source_areas; i++) {
    const int area = c->sources[c->source_areas[i].i_source].i_area;
    const double *degc = to->degc + (size_t)c->area_station[area] * POINTS;
    for (int k = 0; k < POINTS; k++)
      add_load(to, area, k, qn_demand_own_kw(to->demand, i, degc[k]));
  }
}

qn_status qn_demand_duration(qn_rows *out, const qn_demand *demand, qn_arena *arena) {
  const qn_case *c = qn_demand_region(demand);
  const int seasons[] = {c->settings.base_year, c->settings.horizon};
  const size_t cells = (size_t)c->n_areas * POINTS;
  double hour[POINTS], *degc, *kw[2];
  if (rank_temperatures(&degc, hour, demand, arena)) return QN_ENOMEM;
  size_t count = 0;
  for (int s = 0; s < 2; s++) {
    kw[s] = qn_arena_array(arena, cells, sizeof *kw[s]);
    if (!kw[s]) return QN_ENOMEM;
    add_loads(&(curves){demand, c, degc, kw[s]}, seasons[s]);
    for (size_t i = 0; i < cells; i += POINTS) count += kw[s][i] > 0 ? POINTS : 0;
  }
  if (make_rows(out, &qn_duration_table, count, arena)) return QN_ENOMEM;
  qn_duration_row *to = out->at;
  for (size_t i = 0; i < 2 * cells; i++) {
    const size_t area = i / (2 * POINTS), s = i / POINTS % 2, k = i % POINTS;
    if (kw[s][area * POINTS] > 0)
      *to++ = (qn_duration_row){.area_name = c->areas[area].name,
                                .season = seasons[s],
                                .hour = hour[k],
                                .load_kw = kw[s][area * POINTS + k]};
  }
  return QN_OK;
}

qn_status qn_demand_tables(qn_rows out[QN_DEMAND_TABLES], const qn_demand *demand, qn_arena *arena,
                           qn_findings *findings) {
  const qn_demand_stage before = {.name = "before"};
  qn_status s = qn_demand_heat_load(&out[QN_HEAT_LOAD], demand, &before, arena, findings);
  if (!s) s = qn_demand_duration(&out[QN_DURATION], demand, arena);
  if (!s) s = qn_demand_calibration(&out[QN_CALIBRATION], demand, arena);
  return s;
}
