/* Everything that does not depend on year or level is worked out once: a unit is a run of pieces
 * (one a building class) with the load of a square metre and the hours of full load; what changes
 * over the years are short lists of areas after each change. A question about a unit then costs a
 * few multiplications, and 320,000 units take some tens of megabytes. */
#include "demand/demand.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* Indoor temperature that heat indices are given at (CJJ 34). */
static const double INDEX_INDOOR_DEGC = 18;
enum { LEVELS = 10, BASES = QN_CONNECTED + 1 };

/* From year on the amount is after. */
typedef struct {
  int year;
  double after;
} change;

typedef struct piece {
  int i_class;
  int n_change;
  const change *changes; /* of the area, by rising year */
  double base_m2;
  double kw_m2; /* design load of a square metre in the unit's basis, no retrofit */
  double full_load_hours;
  double indoor_degc, design_degc;
} piece;

typedef struct {
  const piece *pieces;
  const change *changes; /* of the households */
  int n_piece, n_change;
} unit_load;

typedef struct {
  double design_kw, heat_kwh;
} source_load;

struct qn_demand {
  const qn_case *region;
  qn_arena *arena;
  const qn_season **season; /* [station], NULL for one that no area uses */
  int *retrofit;            /* [class * LEVELS + level]: row of retrofits, -1 none */
  int *top_level;           /* [class] */
  double heated[BASES];     /* factor of a basis that counts as heated area, else 0 */
  double building[BASES];   /* of one that counts as building area, else 0 */
  unit_load *unit;
  source_load *source;
  piece *own; /* [source_areas] */
};

static qn_status at_row(const qn_case *region, int table, int row, const char *column,
                        qn_findings *findings, size_t mark, qn_status s) {
  qn_locate(findings, mark, qn_row_place(&region->tables[table], (size_t)row, column));
  return s;
}

/* ---- What holds for all units ---- */

static qn_status make_seasons(qn_demand *d, const char *data_folder, qn_findings *findings) {
  const qn_case *c = d->region;
  d->season = qn_arena_array(d->arena, (size_t)c->n_climate, sizeof *d->season);
  if (!d->season) return QN_ENOMEM;
  qn_status worst = QN_OK;
  for (int a = 0; a < c->n_areas; a++) {
    const int i = c->area_station[a];
    if (i < 0 || d->season[i]) continue;
    const size_t mark = qn_findings_count(findings);
    qn_season *season = qn_arena_alloc(d->arena, sizeof *season);
    if (!season) return QN_ENOMEM;
    const qn_status s =
        qn_season_make(season, &c->climate[i], c->folder, data_folder, d->arena, findings);
    at_row(c, QN_T_climate, i, NULL, findings, mark, s);
    if (s == QN_ENOMEM) return s;
    if (s) worst = s;
    d->season[i] = season;
  }
  return worst;
}

static qn_status index_retrofits(qn_demand *d) {
  const qn_case *c = d->region;
  const size_t n = (size_t)c->n_building_classes;
  d->retrofit = qn_arena_array(d->arena, n * LEVELS, sizeof *d->retrofit);
  d->top_level = qn_arena_array(d->arena, n, sizeof *d->top_level);
  if (!d->retrofit || !d->top_level) return QN_ENOMEM;
  for (size_t i = 0; i < n * LEVELS; i++) d->retrofit[i] = -1;
  for (int i = 0; i < c->n_retrofits; i++) {
    const qn_retrofit *row = &c->retrofits[i];
    assert(row->i_class >= 0 && row->level > 0 && row->level < LEVELS);
    d->retrofit[row->i_class * LEVELS + row->level] = i;
    if (row->level > d->top_level[row->i_class]) d->top_level[row->i_class] = row->level;
  }
  return QN_OK;
}

static void index_bases(qn_demand *d) {
  d->building[QN_BUILDING] = d->heated[QN_HEATED] = d->heated[QN_SUPPLIED] = 1;
  for (int i = 0; i < d->region->n_area_bases; i++) {
    const qn_area_base *row = &d->region->area_bases[i];
    const int is_heated = row->counts_as == QN_COUNTS_AS_HEATED;
    d->heated[row->basis] = is_heated ? row->factor : 0;
    d->building[row->basis] = is_heated ? 0 : row->factor;
  }
}

/* Square metres of heated area that one of the basis is for a class. */
static double heated_m2_of(const qn_demand *d, int basis, const qn_building_class *class) {
  return d->heated[basis] + d->building[basis] * class->heated_share;
}

/* Design load of a heated square metre, W: q or u, brought to the class's indoor temperature. */
static double load_w_m2(const qn_building_class *class, double td) {
  const double q = class->q_w_m2 > 0 ? class->q_w_m2 : class->u_w_m2k * (INDEX_INDOOR_DEGC - td);
  return q * (class->indoor_degc - td) / (INDEX_INDOOR_DEGC - td);
}

/* ---- Units ---- */

static int by_year(const void *a, const void *b) {
  const change *x = a, *y = b;
  return (x->year > y->year) - (x->year < y->year);
}

/* Turns differences into amounts after each change. */
static void accumulate(change *at, int n, double amount) {
  qsort(at, (size_t)n, sizeof *at, by_year);
  for (int i = 0; i < n; i++) amount = at[i].after += amount;
}

static double amount_at(double base, const change *at, int n, int year) {
  while (n > 0 && at[n - 1].year > year) n--;
  return n ? at[n - 1].after : base;
}

typedef struct {
  piece *piece; /* next free of each array */
  change *change;
} free_room;

/* The unit's piece of a class, a new one when there is none yet. */
static piece *piece_of(piece *pieces, int *n, int i_class) {
  for (int i = 0; i < *n; i++)
    if (pieces[i].i_class == i_class) return &pieces[i];
  pieces[*n] = (piece){.i_class = i_class};
  return &pieces[(*n)++];
}

/* Rows after the horizon are left out (the check of the case warned). */
static int counts(const qn_case *c, const qn_unit_year *row) {
  return row->year <= c->settings.horizon;
}

static void add_piece_changes(piece *p, free_room *room, const qn_case *c, qn_children rows) {
  change *at = room->change;
  int n = 0;
  for (int k = rows.first; k < rows.first + rows.count; k++) {
    const qn_unit_year *row = &c->unit_years[k];
    if (row->i_class == p->i_class && counts(c, row))
      at[n++] = (change){row->year, row->added_m2 - row->removed_m2};
  }
  accumulate(at, n, p->base_m2);
  p->changes = at, p->n_change = n;
  room->change += n;
}

static void add_household_changes(unit_load *load, free_room *room, const qn_case *c,
                                  qn_children rows, double households) {
  change *at = room->change;
  int n = 0;
  for (int k = rows.first; k < rows.first + rows.count; k++)
    if (counts(c, &c->unit_years[k]))
      at[n++] = (change){c->unit_years[k].year, c->unit_years[k].added_households};
  accumulate(at, n, households);
  load->changes = at, load->n_change = n;
  room->change += n;
}

/* More taken away than there is. */
static qn_status check_changes(const qn_demand *d, int unit, const change *at, int n,
                               const char *column, qn_findings *findings) {
  static const double ROUNDING = 1e-6; /* m2 or households: sums of decimal numbers */
  for (int i = 0; i < n; i++) {
    if (at[i].after >= -ROUNDING) continue;
    const size_t mark = qn_findings_count(findings);
    return at_row(
        d->region, QN_T_unit_years, d->region->years_of_unit[unit].first, column, findings, mark,
        qn_fail(findings, QN_EINPUT, "unit %s: %g more are taken away than there are in %d",
                d->region->units[unit].id, -at[i].after, at[i].year));
  }
  return QN_OK;
}

static void rate(piece *p, const qn_building_class *class, const qn_season *season,
                 double heated_m2) {
  p->kw_m2 = heated_m2 * load_w_m2(class, season->design_degc) / 1000;
  p->full_load_hours = qn_season_full_load_hours(season, class->indoor_degc);
  p->indoor_degc = class->indoor_degc, p->design_degc = season->design_degc;
}

static qn_status rate_piece(const qn_demand *d, int unit, piece *p, qn_findings *findings) {
  const qn_case *c = d->region;
  const qn_unit_row *row = &c->units[unit];
  const qn_building_class *class = &c->building_classes[p->i_class];
  const qn_season *season = qn_demand_season_of_area(d, row->i_area);
  const size_t mark = qn_findings_count(findings);
  if (!season)
    return at_row(
        c, QN_T_units, unit, "area", findings, mark,
        qn_fail(findings, QN_EINPUT, "unit %s: its area has no climate station", row->id));
  if (!(d->heated[row->area_basis] + d->building[row->area_basis] > 0))
    return at_row(
        c, QN_T_units, unit, "area_basis", findings, mark,
        qn_fail(findings, QN_EINPUT,
                "unit %s: table area_bases does not say how its area basis counts", row->id));
  if (!(class->indoor_degc > season->design_degc))
    return at_row(c, QN_T_building_classes, p->i_class, "indoor_degc", findings, mark,
                  qn_fail(findings, QN_EINPUT,
                          "indoor %g degrees is not above the design temperature %g of the station",
                          class->indoor_degc, season->design_degc));
  rate(p, class, season, heated_m2_of(d, row->area_basis, class));
  return check_changes(d, unit, p->changes, p->n_change, "removed_m2", findings);
}

static qn_status make_unit(qn_demand *d, int unit, free_room *room, qn_findings *findings) {
  const qn_case *c = d->region;
  const qn_children areas = c->areas_of_unit[unit], years = c->years_of_unit[unit];
  unit_load *load = &d->unit[unit];
  piece *pieces = room->piece;
  int n = 0;
  for (int k = areas.first; k < areas.first + areas.count; k++)
    piece_of(pieces, &n, c->unit_areas[k].i_class)->base_m2 += c->unit_areas[k].area_m2;
  for (int k = years.first; k < years.first + years.count; k++)
    if (counts(c, &c->unit_years[k])) piece_of(pieces, &n, c->unit_years[k].i_class);
  load->pieces = pieces, load->n_piece = n;
  room->piece += n;
  add_household_changes(load, room, c, years, c->units[unit].households);
  qn_status s = check_changes(d, unit, load->changes, load->n_change, "added_households", findings);
  for (int i = 0; i < n && !s; i++) {
    add_piece_changes(&pieces[i], room, c, years);
    s = rate_piece(d, unit, &pieces[i], findings);
  }
  return s;
}

static qn_status make_units(qn_demand *d, qn_findings *findings) {
  const qn_case *c = d->region;
  const size_t n_year = (size_t)c->n_unit_years;
  free_room room = {
      qn_arena_array(d->arena, (size_t)c->n_unit_areas + n_year, sizeof(piece)),
      qn_arena_array(d->arena, 2 * n_year, sizeof(change)), /* areas and households */
  };
  d->unit = qn_arena_array(d->arena, (size_t)c->n_units, sizeof *d->unit);
  if (!room.piece || !room.change || !d->unit) return QN_ENOMEM;
  qn_status worst = QN_OK;
  for (int i = 0; i < c->n_units; i++) {
    const qn_status s = make_unit(d, i, &room, findings);
    if (s) worst = s;
  }
  return worst;
}

/* ---- Sources ---- */

static qn_status make_sources(qn_demand *d, qn_findings *findings) {
  const qn_case *c = d->region;
  d->source = qn_arena_array(d->arena, (size_t)c->n_sources, sizeof *d->source);
  d->own = qn_arena_array(d->arena, (size_t)c->n_source_areas, sizeof *d->own);
  if (!d->source || !d->own) return QN_ENOMEM;
  for (int i = 0; i < c->n_source_areas; i++) {
    const qn_source_area *row = &c->source_areas[i];
    const qn_season *season = qn_demand_season_of_area(d, c->sources[row->i_source].i_area);
    const size_t mark = qn_findings_count(findings);
    if (!season)
      return at_row(c, QN_T_sources, row->i_source, "area", findings, mark,
                    qn_fail(findings, QN_EINPUT, "source %s: its area has no climate station",
                            c->sources[row->i_source].id));
    d->own[i] = (piece){.i_class = row->i_class, .base_m2 = row->area_m2};
    rate(&d->own[i], &c->building_classes[row->i_class], season, 1);
    d->source[row->i_source].design_kw += d->own[i].kw_m2 * row->area_m2;
    d->source[row->i_source].heat_kwh += qn_demand_own_kwh(d, i);
  }
  return QN_OK;
}

/* ---- Life ---- */

static qn_demand *blank(const qn_case *region) {
  qn_arena *arena = qn_arena_new();
  qn_demand *d = arena ? qn_arena_alloc(arena, sizeof *d) : NULL;
  if (d)
    *d = (qn_demand){.region = region, .arena = arena};
  else
    qn_arena_free(arena);
  return d;
}

/* All but the seasons. */
static qn_status fill(qn_demand *d, qn_findings *findings) {
  index_bases(d);
  qn_status s = index_retrofits(d);
  if (!s) s = make_units(d, findings);
  if (!s) s = make_sources(d, findings);
  return s;
}

static qn_status hand_over(qn_demand **out, qn_demand *d, qn_status s) {
  if (s)
    qn_demand_free(d);
  else
    *out = d;
  return s;
}

qn_status qn_demand_new(qn_demand **out, const qn_case *region, const char *data_folder,
                        qn_findings *findings) {
  qn_demand *d = blank(region);
  if (!d) return QN_ENOMEM;
  qn_status s = make_seasons(d, data_folder, findings);
  if (!s) s = fill(d, findings);
  return hand_over(out, d, s);
}

qn_status qn_demand_like(qn_demand **out, const qn_demand *like, const qn_case *region,
                         qn_findings *findings) {
  qn_demand *d = blank(region);
  if (!d) return QN_ENOMEM;
  d->season = like->season;
  return hand_over(out, d, fill(d, findings));
}

void qn_demand_free(qn_demand *demand) {
  if (demand) qn_arena_free(demand->arena);
}

/* ---- Questions ---- */

const qn_case *qn_demand_region(const qn_demand *demand) {
  return demand->region;
}

const qn_season *qn_demand_season_of_area(const qn_demand *demand, int area) {
  const int station = area < 0 ? -1 : demand->region->area_station[area];
  return station < 0 ? NULL : demand->season[station];
}

static int stands(const qn_demand *demand, int unit, int year) {
  const qn_unit_row *row = &demand->region->units[unit];
  return !(row->demolition_year > 0 && year >= row->demolition_year) &&
         !(row->first_year > 0 && year < row->first_year);
}

static double piece_m2(const piece *p, int year) {
  return amount_at(p->base_m2, p->changes, p->n_change, year);
}

/* The row of the piece's class for a level, or NULL where it has none (also for level 0). */
static const qn_retrofit *retrofit_of(const qn_demand *demand, const piece *p, int level) {
  assert(level >= 0 && level < LEVELS);
  const int row = demand->retrofit[p->i_class * LEVELS + level];
  return row < 0 ? NULL : &demand->region->retrofits[row];
}

/* Load at an outdoor temperature as a share of the design load. */
static double share_at(const piece *p, double outdoor_degc) {
  const double share = (p->indoor_degc - outdoor_degc) / (p->indoor_degc - p->design_degc);
  return fmax(0, fmin(1, share));
}

static double piece_kw(const qn_demand *demand, const piece *p, int year, int level) {
  const qn_retrofit *retrofit = retrofit_of(demand, p, level);
  return p->kw_m2 * piece_m2(p, year) * (1 - (retrofit ? retrofit->saving : 0));
}

double qn_demand_area_m2(const qn_demand *demand, int unit, int year) {
  const unit_load *load = &demand->unit[unit];
  double m2 = 0;
  if (!stands(demand, unit, year)) return 0;
  for (int i = 0; i < load->n_piece; i++) m2 += piece_m2(&load->pieces[i], year);
  return m2;
}

double qn_demand_households(const qn_demand *demand, int unit, int year) {
  const unit_load *load = &demand->unit[unit];
  if (!stands(demand, unit, year)) return 0;
  return amount_at(demand->region->units[unit].households, load->changes, load->n_change, year);
}

double qn_demand_design_kw(const qn_demand *demand, int unit, int year, int level) {
  const unit_load *load = &demand->unit[unit];
  double kw = 0;
  if (!stands(demand, unit, year)) return 0;
  for (int i = 0; i < load->n_piece; i++) kw += piece_kw(demand, &load->pieces[i], year, level);
  return kw;
}

double qn_demand_load_kw(const qn_demand *demand, int unit, int year, int level,
                         double outdoor_degc) {
  const unit_load *load = &demand->unit[unit];
  double kw = 0;
  if (!stands(demand, unit, year)) return 0;
  for (int i = 0; i < load->n_piece; i++)
    kw +=
        piece_kw(demand, &load->pieces[i], year, level) * share_at(&load->pieces[i], outdoor_degc);
  return kw;
}

double qn_demand_heat_kwh(const qn_demand *demand, int unit, int year, int level, double factor) {
  const unit_load *load = &demand->unit[unit];
  double kwh = 0;
  if (!stands(demand, unit, year)) return 0;
  for (int i = 0; i < load->n_piece; i++) {
    const piece *p = &load->pieces[i];
    const double kappa = fmin(1, demand->region->building_classes[p->i_class].kappa_now * factor);
    kwh += kappa * piece_kw(demand, p, year, level) * p->full_load_hours;
  }
  return kwh;
}

int qn_demand_levels(const qn_demand *demand, int unit) {
  const unit_load *load = &demand->unit[unit];
  int top = 0;
  for (int i = 0; i < load->n_piece; i++)
    if (demand->top_level[load->pieces[i].i_class] > top)
      top = demand->top_level[load->pieces[i].i_class];
  return top;
}

int qn_demand_pieces(const qn_demand *demand, int unit) {
  return demand->unit[unit].n_piece;
}

double qn_demand_piece_retrofit_cny(const qn_demand *demand, int unit, int i_piece, int year,
                                    int level, const qn_retrofit **row) {
  const struct piece *p = &demand->unit[unit].pieces[i_piece];
  const double all_m2 = qn_demand_area_m2(demand, unit, year);
  *row = retrofit_of(demand, p, level);
  if (!*row || !(all_m2 > 0)) return 0;
  const double m2 = piece_m2(p, year);
  return (*row)->cost_cny_m2 * m2 +
         (*row)->cost_cny_household * qn_demand_households(demand, unit, year) * m2 / all_m2;
}

double qn_demand_retrofit_cny(const qn_demand *demand, int unit, int year, int level,
                              double by_payer[QN_PAYERS]) {
  double sum = 0;
  for (int i = 0; i < qn_demand_pieces(demand, unit); i++) {
    const qn_retrofit *row;
    const double cny = qn_demand_piece_retrofit_cny(demand, unit, i, year, level, &row);
    if (row) by_payer[row->payer] += cny;
    sum += cny;
  }
  return sum;
}

double qn_demand_indoor_degc(const qn_demand *demand, int unit) {
  const unit_load *load = &demand->unit[unit];
  double sum = 0, weight = 0;
  for (int i = 0; i < load->n_piece; i++) {
    const piece *p = &load->pieces[i];
    const double kw = p->kw_m2 * (p->n_change ? p->changes[p->n_change - 1].after : p->base_m2);
    sum += kw * demand->region->building_classes[p->i_class].indoor_degc;
    weight += kw;
  }
  return weight > 0 ? sum / weight : INDEX_INDOOR_DEGC;
}

double qn_demand_source_design_kw(const qn_demand *demand, int source) {
  return demand->source[source].design_kw;
}

double qn_demand_source_heat_kwh(const qn_demand *demand, int source) {
  return demand->source[source].heat_kwh;
}

double qn_demand_own_kw(const qn_demand *demand, int source_area, double outdoor_degc) {
  const piece *p = &demand->own[source_area];
  return p->kw_m2 * p->base_m2 * share_at(p, outdoor_degc);
}

double qn_demand_own_kwh(const qn_demand *demand, int source_area) {
  const piece *p = &demand->own[source_area];
  return p->kw_m2 * p->base_m2 * p->full_load_hours;
}
