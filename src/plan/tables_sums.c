/* Flows and accounts, turned into uses of carriers. */
#include "plan/tables_sums.h"

#include <math.h>

#include "plan/family.h"

static const double GJ_PER_KWH = 0.0036;

/* ---- sources ---- */

qn_source_fuel qn_source_fuel_of(const qn_tables_work *work, int source, int state) {
  const qn_case *c = work->region;
  const qn_heat_source *row = &c->sources[source];
  qn_source_fuel fuel = {row->i_carrier, row->efficiency, 0, row->om_cny_gj};
  if (state >= 0) {
    const qn_source_option *option = &c->source_options[state];
    if (option->i_carrier >= 0) fuel.carrier = option->i_carrier;
    if (!isnan(option->efficiency)) fuel.efficiency = option->efficiency;
    if (!isnan(option->om_cny_gj)) fuel.om_cny_gj = option->om_cny_gj;
  }
  fuel.per_kwh = 1 / (fuel.efficiency * c->carriers[fuel.carrier].kwh_per_unit);
  return fuel;
}

double qn_source_heat_cny(const qn_tables_work *work, int source, int state, int season) {
  const qn_heat_source *row = &work->region->sources[source];
  const qn_source_fuel fuel = qn_source_fuel_of(work, source, state);
  const qn_tariff_bands *bands =
      qn_price_bands(work->x->prices, fuel.carrier, row->i_area, -1, season);
  const double price = qn_price_mean(bands, work->region->modes[row->i_mode].valley_share);
  return fuel.per_kwh * price + GJ_PER_KWH * fuel.om_cny_gj;
}

double qn_flow_hours(const qn_tables_work *work, const qn_heat_flow *flow) {
  const qn_model *m = work->plan->model;
  if (flow->attached_of >= 0) return m->attached_hours[flow->attached_of];
  const int mode = work->region->sources[flow->heat_source].i_mode;
  const int joint = qn_joint_of(m, flow->township, mode);
  return joint >= 0 ? m->joints[joint].hours : 0;
}

/* ---- uses ---- */

typedef struct {
  const qn_tables_work *w;
  qn_use_taker *take;
  void *who;
} uses;

static void give_source(const uses *u, int source, int state, int slot, double kw, double hours) {
  const qn_case *c = u->w->region;
  const qn_heat_source *row = &c->sources[source];
  const qn_source_fuel fuel = qn_source_fuel_of(u->w, source, state);
  const qn_use use = {.county = qn_county_of(c, row->i_area),
                      .slot = slot,
                      .carrier = fuel.carrier,
                      .sector = row->sector,
                      .use = kw * hours * fuel.per_kwh,
                      .peak = u->w->x->electric[fuel.carrier]
                                  ? kw * fuel.per_kwh / c->settings.power_factor
                                  : 24 * kw * fuel.per_kwh};
  u->take(u->who, &use);
}

/* The carrier of a mode in use, and the straw burnt beside it. */
static void give_running(const uses *u, int county, int slot, int mode, const qn_running *r,
                         double share, int has_peak) {
  const qn_case *c = u->w->region;
  const qn_mode *row = &c->modes[mode];
  if (row->i_carrier >= 0 && !row->is_network)
    u->take(u->who, &(qn_use){.county = county,
                              .slot = slot,
                              .carrier = row->i_carrier,
                              .sector = row->sector,
                              .use = share * r->use,
                              .peak = has_peak ? share * r->peak : 0});
  if (!(r->straw_use > 0)) return;
  const qn_mode *straw = &c->modes[u->w->x->straw_mode];
  u->take(u->who, &(qn_use){.county = county,
                            .slot = slot,
                            .carrier = straw->i_carrier,
                            .sector = straw->sector,
                            .use = share * r->straw_use});
}

void qn_each_use_planned(const qn_tables_work *work, qn_use_taker *take, void *who) {
  const uses u = {work, take, who};
  const qn_decision *d = &work->plan->decision;
  for (size_t i = 0; i < work->n_chosen; i++) {
    const qn_chosen *chosen = &work->chosen[i];
    const qn_account *a = &chosen->account;
    for (int j = 0; j < work->x->time.n_decision; j++) {
      if (a->mode[j] < 0) continue;
      const double share = chosen->choice->share;
      give_running(&u, chosen->county, 1 + j, a->mode[j], &a->running[j], share, 1);
      if (a->standby_mode >= 0 && j == a->path.season)
        give_running(&u, chosen->county, 1 + j, a->standby_mode, &a->standby, share, 0);
    }
  }
  for (size_t i = 0; i < d->n_flow; i++) {
    const qn_heat_flow *f = &d->flows[i];
    give_source(&u, f->heat_source, f->state, f->season - work->x->time.base, f->kw,
                qn_flow_hours(work, f));
  }
}

static void units_today(const uses *u, int last_slot) {
  const qn_context *x = u->w->x;
  const qn_case *c = u->w->region;
  /* The base year is the first season of a context whose time begins a year earlier; it is heated
   * at the prices of the season after it, on which only the hours of a valley depend. */
  qn_context at_base = *x;
  at_base.time.base--;
  at_base.time.n_season = 1;
  qn_running running[QN_MOST_SEASONS + 1];
  for (int i = 0; i < c->n_units; i++) {
    const int mode = c->units[i].i_present_mode, county = qn_county_of(c, c->units[i].i_area);
    if (mode < 0) continue;
    const qn_unit_state then = qn_unit_state_of(&at_base, i);
    qn_running_make(running, &at_base, &then, mode, 0, 1);
    if (last_slot > 0) {
      const qn_unit_state now = qn_unit_state_of(x, i);
      qn_running_make(running + 1, x, &now, mode, 0, 1);
    }
    for (int slot = 0; slot <= last_slot; slot++)
      give_running(u, county, slot, mode, &running[slot], 1, 1);
  }
}

/* Load that hangs on a source in the base year. */
static double base_load_kw(const qn_tables_work *w, int source) {
  const qn_case *c = w->region;
  double kw = qn_demand_source_design_kw(w->x->demand, source);
  for (int i = 0; i < c->n_units; i++)
    if (c->units[i].i_present_source == source)
      kw += qn_demand_design_kw(w->x->demand, i, c->settings.base_year, 0);
  return kw;
}

void qn_each_use_today(const qn_tables_work *work, int last_slot, qn_use_taker *take, void *who) {
  const uses u = {work, take, who};
  const qn_model *m = work->plan->model;
  units_today(&u, last_slot);
  for (int k = 0; k < work->region->n_sources; k++)
    for (int slot = 0; slot <= last_slot; slot++) {
      const double kw = slot ? m->attached_kw[k * m->n + slot - 1] : base_load_kw(work, k);
      if (kw > 0) give_source(&u, k, -1, slot, kw, m->attached_hours[k]);
    }
}

/* ---- the cube ---- */

qn_status qn_cube_new(qn_cube *out, const qn_tables_work *work, int n_key, int n_value) {
  *out = (qn_cube){n_key, work->x->time.n_decision + 1, n_value, NULL};
  const size_t cells = (size_t)(work->region->n_areas + 1) * (size_t)n_key * (size_t)out->n_slot;
  out->at = qn_arena_array(work->arena, cells, (size_t)n_value * sizeof *out->at);
  return out->at ? QN_OK : QN_ENOMEM;
}

double *qn_cube_at(const qn_cube *cube, int county, int key, int slot) {
  const size_t row = (size_t)(county + 1) * (size_t)cube->n_key + (size_t)key;
  return &cube->at[(row * (size_t)cube->n_slot + (size_t)slot) * (size_t)cube->n_value];
}

int qn_cube_is_zero(const qn_cube *cube, const double *cell) {
  for (int i = 0; i < cube->n_value; i++)
    if (cell[i] != 0) return 0;
  return 1;
}
