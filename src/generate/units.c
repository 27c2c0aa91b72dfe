/* Drawn units become rows: the unit, its areas by class, the transformers it hangs on. */
#include <math.h>
#include <string.h>

#include "generate/maker.h"
#include "generate/reference.h"

static const double ROUND_INCOME_CNY = 100;

static double between(qn_random *random, double low, double high) {
  return low + (high - low) * qn_random_real(random);
}

static int mode_row(const qn_maker *m, const qn_stock *u) {
  return u->present < 0 ? -1 : QN_FIND(m, modes, qn_mode, id, m->spec.present[u->present].mode);
}

/* ---- feeders ---- */

static bool has_feeder(const qn_stock *u) {
  return !u->is_community && !u->is_divisible && u->kind != QN_DEVELOPMENT;
}

/* Design-day kVA of a unit that heats with electricity today. */
static double present_kva(const qn_maker *m, const qn_stock *u) {
  const int mode = mode_row(m, u);
  if (mode < 0 || !QN_ROWS(m, modes, qn_mode)[mode].needs_feeder) return 0;
  return qn_reference_of(m, u, mode).peak;
}

/* One transformer for every so many households, so much used; where electricity heats today, room
 * for that besides. */
static qn_status add_feeder(qn_maker *m, const qn_stock *u, const char *id) {
  qn_random r = qn_maker_draw(m, "feeders", u->code);
  const double each = between(&r, qn_maker_assume(m, "feeder_households_low", u),
                              qn_maker_assume(m, "feeder_households_high", u));
  const double kva = between(&r, qn_maker_assume(m, "feeder_kva_low", u),
                             qn_maker_assume(m, "feeder_kva_high", u));
  const double used = between(&r, qn_maker_assume(m, "feeder_used_low", u),
                              qn_maker_assume(m, "feeder_used_high", u));
  const double module = qn_maker_assume(m, "feeder_module_kva", u);
  qn_supply *f = QN_ADD(m, supplies, qn_supply);
  if (!f) return QN_ENOMEM;
  const double today = round(fmax(1, round(u->households / each)) * kva);
  f->id = id;
  f->name = qn_maker_text(m, "%s配变", u->name);
  f->area = qn_stock_code(m, u);
  f->carrier = "electricity";
  f->role = QN_ROLE_FEEDER;
  f->base_peak = round(today * used);
  f->peak = today + ceil(present_kva(m, u) / module) * module;
  f->module_peak = module;
  f->module_cost_cny = module * qn_maker_assume(m, "feeder_module_cny_kva", u);
  f->module_life_a = qn_maker_assume(m, "feeder_life", u);
  f->module_most = (int)qn_maker_assume(m, "feeder_module_most", u);
  f->source = QN_GENERATED;
  return f->name ? QN_OK : QN_ENOMEM;
}

/* ---- units ---- */

static double draw_income(const qn_maker *m, const qn_stock *u) {
  qn_random r = qn_maker_draw(m, "income", u->code);
  const double head = qn_random_lognormal(&r, qn_maker_assume(m, "income_head", u),
                                          qn_maker_assume(m, "income_sigma", u));
  return round(head * qn_maker_assume(m, "household_persons", u) / ROUND_INCOME_CNY) *
         ROUND_INCOME_CNY;
}

static bool burns_straw(const qn_maker *m, const qn_stock *u) {
  const int mode = mode_row(m, u);
  return mode >= 0 && QN_ROWS(m, modes, qn_mode)[mode].family == QN_FAMILY_COAL &&
         !QN_ROWS(m, modes, qn_mode)[mode].is_network && !u->is_community;
}

/* Where many people meet, what a plan allows is a small central plant. */
static const char *allowed_modes(const qn_maker *m, const qn_stock *u) {
  if (u->kind != QN_PUBLIC_FACILITY && u->kind != QN_NEW_COMMUNITY) return NULL;
  const qn_assumption *a =
      qn_assumed(&m->spec, "modes_of_dense_places", qn_stock_code(m, u), m->zone_id[u->zone]);
  return a ? a->value : NULL;
}

/* A device that is clean today stays: a plan does not pay twice for the same house. */
static bool stays(const qn_maker *m, const qn_stock *u) {
  const int mode = mode_row(m, u);
  return mode >= 0 && u->source < 0 &&
         qn_reference_clean(m, QN_ROWS(m, modes, qn_mode)[mode].id, QN_STATE_ANY,
                            qn_stock_code(m, u), m->zone_id[u->zone], m->base_year);
}

static qn_status add_unit(qn_maker *m, const qn_stock *u) {
  const char *feeder = has_feeder(u) ? qn_maker_text(m, "F%s", u->code) : NULL;
  qn_unit_row *row = QN_ADD(m, units, qn_unit_row);
  if (!row || (has_feeder(u) && !feeder)) return QN_ENOMEM;
  row->id = u->code;
  row->name = u->name;
  row->area = qn_stock_code(m, u);
  row->zone = m->zone_id[u->zone];
  row->kind = u->is_divisible ? QN_WHOLE_TOWNSHIP : u->kind;
  row->households = u->households;
  row->area_basis = QN_HEATED;
  row->present_mode = u->present < 0 ? NULL : m->spec.present[u->present].mode;
  if (u->source >= 0) row->present_source = QN_ROWS(m, sources, qn_heat_source)[u->source].id;
  row->heat_distance_m = u->heat_m;
  row->gas_distance_m = u->gas_m;
  row->feeder = feeder;
  row->income_cny = draw_income(m, u);
  row->low_income_share = qn_maker_assume(m, "low_income_share", u);
  row->straw_share = burns_straw(m, u) ? qn_maker_assume(m, "straw_share", u) : 0;
  row->terrain = u->terrain;
  row->first_year = u->first_year;
  row->is_divisible = u->is_divisible;
  row->modes_allowed = allowed_modes(m, u);
  row->fixed_mode = stays(m, u) ? row->present_mode : NULL;
  row->source = QN_GENERATED;
  return feeder ? add_feeder(m, u, feeder) : QN_OK;
}

/* Whole square metres; the last class takes what rounding left. */
static qn_status add_unit_areas(qn_maker *m, const qn_stock *u) {
  double left = u->m2;
  for (int i = 0; i < u->n_class; i++) {
    qn_unit_area *row = QN_ADD(m, unit_areas, qn_unit_area);
    if (!row) return QN_ENOMEM;
    row->unit = u->code;
    row->building_class = QN_ROWS(m, building_classes, qn_building_class)[u->classes[i]].id;
    row->area_m2 = i == u->n_class - 1 ? left : fmin(left, round(u->m2 * u->class_share[i]));
    row->source = QN_GENERATED;
    left -= row->area_m2;
  }
  return QN_OK;
}

qn_status qn_make_units(qn_maker *m) {
  qn_status s = qn_reference_begin(m);
  for (size_t i = 0; i < m->stock.count && !s; i++) {
    s = add_unit(m, &m->stock.at[i]);
    if (!s) s = add_unit_areas(m, &m->stock.at[i]);
  }
  return s;
}
