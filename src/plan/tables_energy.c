/* Heat and what it is made from: design load before and after the plan, networks' sources against
 * their load, load-duration curves, carriers. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "demand/heat_tables.h"
#include "plan/family.h"
#include "plan/tables_sums.h"

static const double GJ_PER_KWH = 0.0036;

/* ---- heat load ---- */

typedef struct {
  const qn_tables_work *w;
  const qn_chosen **of_unit; /* of a divided unit the largest part */
} planned_stage;

static qn_status list_by_unit(planned_stage *out, qn_tables_work *w) {
  *out = (planned_stage){
      w, qn_arena_array(w->arena, (size_t)w->region->n_units + 1, sizeof *out->of_unit)};
  if (!out->of_unit) return QN_ENOMEM;
  for (size_t i = 0; i < w->n_chosen; i++) {
    const qn_chosen **at = &out->of_unit[w->chosen[i].choice->unit];
    if (!*at || w->chosen[i].choice->share > (*at)->choice->share) *at = &w->chosen[i];
  }
  return QN_OK;
}

static int planned_level(void *who, int unit, int year) {
  const planned_stage *s = who;
  const int j = qn_timeline_season(&s->w->x->time, year);
  return j < 0 ? 0 : s->of_unit[unit]->account.level[j];
}

static int planned_mode(void *who, int unit, int year) {
  const planned_stage *s = who;
  const int j = qn_timeline_season(&s->w->x->time, year);
  return j < 0 ? s->w->region->units[unit].i_present_mode : s->of_unit[unit]->account.mode[j];
}

qn_status qn_tabulate_heat_load(qn_rows *rows, qn_tables_work *work) {
  const qn_demand *demand = work->x->demand;
  planned_stage planned;
  qn_rows part[2];
  if (!work->n_chosen) return QN_OK;
  qn_status s = list_by_unit(&planned, work);
  const qn_demand_stage before = {.name = "before"},
                        after = {"after", planned_level, planned_mode, &planned};
  if (!s) s = qn_demand_heat_load(&part[0], demand, &before, work->arena, work->run->findings);
  if (!s) s = qn_demand_heat_load(&part[1], demand, &after, work->arena, NULL);
  if (s) return s;
  qn_heat_load_row *at = qn_arena_array(work->arena, part[0].count + part[1].count, sizeof *at);
  if (!at) return QN_ENOMEM;
  for (size_t i = 0; i < part[0].count; i++) at[i] = *(qn_heat_load_row *)qn_row(&part[0], i);
  for (size_t i = 0; i < part[1].count; i++)
    at[part[0].count + i] = *(qn_heat_load_row *)qn_row(&part[1], i);
  rows->at = at;
  rows->count = part[0].count + part[1].count;
  return QN_OK;
}

/* ---- sources against load ---- */

/* What a source does in a season. capacity_kw is NaN where it has no limit. */
typedef struct {
  int state;
  double load_kw, capacity_kw, heat_kwh;
} service;

static double limit_kw(const qn_tables_work *w, int source, int state, int j) {
  const qn_case *c = w->region;
  const qn_decision *d = &w->plan->decision;
  const int supply = w->x->region->heat.supply_of_source[source];
  double kw = state >= 0 ? c->source_options[state].capacity_kw : NAN;
  if (supply < 0) return isnan(kw) ? 0 : kw;
  const int year = qn_timeline_year(&w->x->time, j);
  if (isnan(kw)) kw = qn_context_supply(w->x, supply, year).peak;
  kw += d->modules[supply * w->x->time.n_decision + j] * c->supplies[supply].module_peak;
  for (int p = 0; p < c->n_projects; p++)
    if (c->projects[p].i_supply == supply && d->projects[p] && d->projects[p] <= year)
      kw += c->projects[p].adds_peak;
  return kw;
}

/* [n_sources * n_decision] in the arena; NULL when memory is out. */
static service *list_services(const qn_tables_work *w) {
  const qn_case *c = w->region;
  const qn_decision *d = &w->plan->decision;
  const int n = w->x->time.n_decision;
  service *at = qn_arena_array(w->arena, (size_t)c->n_sources * (size_t)n + 1, sizeof *at);
  if (!at) return NULL;
  for (int k = 0; k < c->n_sources; k++)
    for (int j = 0; j < n; j++) {
      service *s = &at[k * n + j];
      s->state = qn_plan_source_state(w, k, j);
      if (s->state != QN_OUT) s->capacity_kw = limit_kw(w, k, s->state, j);
    }
  for (size_t i = 0; i < d->n_flow; i++) {
    const qn_heat_flow *f = &d->flows[i];
    service *s = &at[f->heat_source * n + qn_timeline_season(&w->x->time, f->season)];
    s->load_kw += f->kw;
    s->heat_kwh += f->kw * qn_flow_hours(w, f);
  }
  return at;
}

/* First source of the network that source k belongs to. */
static int leads_network(const qn_case *c, int k) {
  return c->heat.first_in_network[c->heat.network_of_source[k]] == k;
}

/* A network is called by its only source, else by where its first one stands and its id. */
static const char *network_name(const qn_tables_work *w, int lead) {
  const qn_case *c = w->region;
  const qn_heat_source *first = &c->sources[lead];
  if (c->heat.network_size[c->heat.network_of_source[lead]] == 1) return first->name;
  qn_text text = {0};
  const qn_status s =
      qn_text_addf(&text, "%s %s", qn_name_of_area(c, first->i_area), first->network);
  const char *name = s ? NULL : qn_arena_text(w->arena, qn_text_str(&text));
  qn_text_clear(&text);
  return name ? name : first->network;
}

static qn_heat_balance_row balance_of(const service *s) {
  return (qn_heat_balance_row){.load_kw = s->load_kw,
                               .capacity_kw = s->capacity_kw,
                               .reserve_kw = s->capacity_kw - s->load_kw,
                               .heat_gj = GJ_PER_KWH * s->heat_kwh};
}

typedef QN_ARRAY(qn_heat_balance_row) balance_list;

/* Rows of one network in one season: the whole, then its sources in service. The whole is clean
 * when all that sends heat is. */
static qn_status push_network(balance_list *out, const qn_tables_work *w, const service *services,
                              int lead, int j) {
  const qn_case *c = w->region;
  const int n = w->x->time.n_decision, year = qn_timeline_year(&w->x->time, j);
  const size_t first = out->count;
  service whole = {0};
  int is_clean = 1;
  if (!QN_PUSH(out)) return QN_ENOMEM;
  for (int k = lead; k >= 0; k = c->heat.next_in_network[k]) {
    const service *s = &services[k * n + j];
    if (s->state == QN_OUT) continue;
    qn_heat_balance_row *row = QN_PUSH(out);
    if (!row) return QN_ENOMEM;
    *row = balance_of(s);
    row->network = c->sources[k].network;
    row->heat_source = c->sources[k].id;
    row->name = c->sources[k].name;
    row->season = year;
    row->is_clean = qn_state_is_clean(w->plan->model, k, s->state, j);
    whole.load_kw += s->load_kw;
    whole.capacity_kw += s->capacity_kw;
    whole.heat_kwh += s->heat_kwh;
    if (s->load_kw > 0) is_clean &= row->is_clean;
  }
  if (out->count == first + 1) { /* nothing left in service */
    out->count = first;
    return QN_OK;
  }
  out->at[first] = balance_of(&whole);
  out->at[first].network = c->sources[lead].network;
  out->at[first].name = network_name(w, lead);
  out->at[first].season = year;
  out->at[first].is_clean = is_clean;
  return QN_OK;
}

qn_status qn_tabulate_heat_balance(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  balance_list out = {0};
  if (!work->n_chosen) return QN_OK;
  const service *services = list_services(work);
  qn_status s = services ? QN_OK : QN_ENOMEM;
  for (int k = 0; k < c->n_sources && !s; k++)
    for (int j = 0; j < work->x->time.n_decision && leads_network(c, k) && !s; j++)
      s = push_network(&out, work, services, k, j);
  if (!s) return qn_rows_take(rows, work->arena, out.at, out.count);
  QN_CLEAR(&out);
  return s;
}

/* ---- load-duration ---- */

enum { POINTS = 61 };
/* Indoor temperature to which the load of a network is scaled. */
static const double INDOOR_DEGC = 18;

/* Hours of the points, and the outdoor temperature then, station by station: INFINITY after the
 * station's season. What is coldest at one station is taken to be coldest at all. */
typedef struct {
  double hour[POINTS];
  double *degc; /* [n_climate][POINTS] */
} ranks;

static qn_status rank_temperatures(ranks *out, const qn_tables_work *w) {
  const qn_case *c = w->region;
  double longest = 0;
  for (int a = 0; a < c->n_areas; a++) {
    const qn_season *season = qn_demand_season_of_area(w->x->demand, a);
    if (season) longest = fmax(longest, 24 * season->days);
  }
  for (int k = 0; k < POINTS; k++) out->hour[k] = longest * k / (POINTS - 1);
  out->degc = qn_arena_array(w->arena, (size_t)c->n_climate * POINTS + 1, sizeof(double));
  if (!out->degc) return QN_ENOMEM;
  for (int a = 0; a < c->n_areas; a++) {
    const qn_season *season = qn_demand_season_of_area(w->x->demand, a);
    if (!season) continue;
    double *degc = out->degc + (size_t)c->area_station[a] * POINTS, passed = 0;
    int bin = 0;
    for (int k = 0; k < POINTS; k++) {
      while (bin + 1 < season->n_bin && passed + season->hours[bin] < out->hour[k])
        passed += season->hours[bin++];
      degc[k] = out->hour[k] <= 24 * season->days ? season->outdoor_degc[bin] : INFINITY;
    }
  }
  return QN_OK;
}

static const double *degc_at(const ranks *r, const qn_case *c, int area) {
  return r->degc + (size_t)c->area_station[area] * POINTS;
}

typedef QN_ARRAY(qn_duration_row) curve_list;

static qn_status push_curve(curve_list *out, const qn_tables_work *w, const ranks *r,
                            const char *place, const char *source, const double kw[POINTS]) {
  for (int k = 0; k < POINTS; k++) {
    qn_duration_row *row = QN_PUSH(out);
    if (!row) return QN_ENOMEM;
    *row = (qn_duration_row){place, w->region->settings.horizon, source, r->hour[k], kw[k]};
  }
  return QN_OK;
}

/* The smallest area that holds all units; -1 where there is none. */
static int area_of_all(const qn_tables_work *w) {
  const qn_case *c = w->region;
  int area = w->chosen[0].state.area;
  for (size_t i = 1; i < w->n_chosen; i++)
    while (!qn_case_area_within(c, w->chosen[i].state.area, area)) area = c->areas[area].i_parent;
  return area;
}

/* Full heating of everything at the horizon, at the plan's retrofit levels. */
static qn_status push_region(curve_list *out, const qn_tables_work *w, const ranks *r) {
  const qn_case *c = w->region;
  const qn_demand *demand = w->x->demand;
  const int year = c->settings.horizon, last = w->x->time.n_decision - 1;
  double kw[POINTS] = {0};
  for (size_t i = 0; i < w->n_chosen; i++) {
    const qn_chosen *chosen = &w->chosen[i];
    if (!(chosen->state.area_m2[last] > 0)) continue;
    const double *degc = degc_at(r, c, chosen->state.area);
    for (int k = 0; k < POINTS; k++)
      kw[k] += chosen->choice->share * qn_demand_load_kw(demand, chosen->choice->unit, year,
                                                         chosen->account.level[last], degc[k]);
  }
  for (int i = 0; i < c->n_source_areas; i++) {
    const double *degc = degc_at(r, c, c->sources[c->source_areas[i].i_source].i_area);
    for (int k = 0; k < POINTS; k++) kw[k] += qn_demand_own_kw(demand, i, degc[k]);
  }
  const int area = area_of_all(w);
  return push_curve(out, w, r, area < 0 ? c->settings.name : c->areas[area].name, NULL, kw);
}

/* A network at the horizon. */
typedef struct {
  int lead; /* its first source */
  double load_kw;
} network_load;

static int by_load(const void *a, const void *b) {
  const network_load *x = a, *y = b;
  if (x->load_kw != y->load_kw) return x->load_kw > y->load_kw ? -1 : 1;
  return x->lead - y->lead;
}

/* Adds the load of the flows of a network at each point. */
static void add_flows(double kw[POINTS], const qn_tables_work *w, const ranks *r, int network) {
  const qn_case *c = w->region;
  const qn_decision *d = &w->plan->decision;
  for (size_t i = 0; i < d->n_flow; i++) {
    const qn_heat_flow *f = &d->flows[i];
    if (f->season != c->settings.horizon || c->heat.network_of_source[f->heat_source] != network)
      continue;
    const int area = f->township >= 0 ? f->township : c->sources[f->attached_of].i_area;
    const double design = qn_demand_season_of_area(w->x->demand, area)->design_degc;
    const double *degc = degc_at(r, c, area);
    for (int k = 0; k < POINTS; k++)
      kw[k] += f->kw * fmin(1, fmax(0, (INDOOR_DEGC - degc[k]) / (INDOOR_DEGC - design)));
  }
}

/* The source of the network with the cheapest heat that has load and is not yet stacked; -1. */
static int next_in_merit(const qn_tables_work *w, const service *services, int lead,
                         const unsigned char *is_stacked) {
  const qn_case *c = w->region;
  const int n = w->x->time.n_decision, last = n - 1;
  int best = -1;
  double least = INFINITY;
  for (int k = lead; k >= 0; k = c->heat.next_in_network[k]) {
    const service *s = &services[k * n + last];
    if (is_stacked[k] || !(s->load_kw > 0)) continue;
    const double cny = qn_source_heat_cny(w, k, s->state, last);
    if (best < 0 || cny < least) best = k, least = cny;
  }
  return best;
}

/* The load of a network and below it its sources: the cheapest runs first, each up to the load that
 * the plan gives it on the design day. */
static qn_status push_stack(curve_list *out, const qn_tables_work *w, const ranks *r,
                            const service *services, int lead, unsigned char *is_stacked) {
  const int n = w->x->time.n_decision;
  const char *name = network_name(w, lead);
  double left[POINTS] = {0}, kw[POINTS];
  add_flows(left, w, r, w->region->heat.network_of_source[lead]);
  qn_status s = push_curve(out, w, r, name, NULL, left);
  for (int k; !s && (k = next_in_merit(w, services, lead, is_stacked)) >= 0;) {
    is_stacked[k] = 1;
    for (int i = 0; i < POINTS; i++) {
      kw[i] = fmin(left[i], services[k * n + n - 1].load_kw);
      left[i] -= kw[i];
    }
    s = push_curve(out, w, r, name, w->region->sources[k].name, kw);
  }
  return s;
}

static qn_status push_networks(curve_list *out, const qn_tables_work *w, const ranks *r) {
  const qn_case *c = w->region;
  const int n = w->x->time.n_decision;
  const service *services = list_services(w);
  network_load *list = qn_arena_array(w->arena, (size_t)c->n_sources + 1, sizeof *list);
  unsigned char *is_stacked = qn_arena_alloc(w->arena, (size_t)c->n_sources + 1);
  if (!services || !list || !is_stacked) return QN_ENOMEM;
  size_t count = 0;
  for (int lead = 0; lead < c->n_sources; lead++) {
    if (!leads_network(c, lead)) continue;
    list[count].lead = lead;
    for (int k = lead; k >= 0; k = c->heat.next_in_network[k])
      list[count].load_kw += services[k * n + n - 1].load_kw;
    count += list[count].load_kw > 0;
  }
  qsort(list, count, sizeof *list, by_load);
  qn_status s = QN_OK;
  for (size_t i = 0; i < count && !s; i++)
    s = push_stack(out, w, r, services, list[i].lead, is_stacked);
  return s;
}

qn_status qn_tabulate_duration(qn_rows *rows, qn_tables_work *work) {
  curve_list out = {0};
  ranks r;
  if (!work->n_chosen) return QN_OK;
  qn_status s = rank_temperatures(&r, work);
  if (!s) s = push_region(&out, work, &r);
  if (!s) s = push_networks(&out, work, &r);
  if (!s) return qn_rows_take(rows, work->arena, out.at, out.count);
  QN_CLEAR(&out);
  return s;
}

/* ---- carriers ---- */

enum { USE, PEAK, USES };

static void add_use(void *who, const qn_use *use) {
  double *cell = qn_cube_at(who, use->county, use->carrier, use->slot);
  cell[USE] += use->use;
  cell[PEAK] += use->peak;
}

static const char *peak_unit(const qn_tables_work *w, int carrier) {
  qn_text text = {0};
  if (w->x->electric[carrier]) return "kVA";
  const qn_status s = qn_text_addf(&text, "%s/d", w->region->carriers[carrier].unit);
  const char *unit = s ? NULL : qn_arena_text(w->arena, qn_text_str(&text));
  qn_text_clear(&text);
  return unit;
}

qn_status qn_tabulate_energy(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  qn_cube sums;
  QN_ARRAY(qn_energy_row) out = {0};
  if (!work->n_chosen) return QN_OK;
  if (qn_cube_new(&sums, work, c->n_carriers, USES)) return QN_ENOMEM;
  qn_each_use_today(work, 0, add_use, &sums);
  qn_each_use_planned(work, add_use, &sums);
  for (int i = 0; i < c->n_carriers; i++) {
    const qn_carrier *carrier = &c->carriers[i];
    const char *unit = peak_unit(work, i);
    for (int a = -1; a < c->n_areas; a++)
      for (int slot = 0; slot < sums.n_slot; slot++) {
        const double *cell = qn_cube_at(&sums, a, i, slot);
        if (qn_cube_is_zero(&sums, cell)) continue;
        qn_energy_row *row = unit ? QN_PUSH(&out) : NULL;
        if (!row) {
          QN_CLEAR(&out);
          return QN_ENOMEM;
        }
        *row = (qn_energy_row){.carrier = carrier->id,
                               .carrier_name = carrier->name,
                               .area = qn_code_of_area(c, a),
                               .area_name = qn_name_of_area(c, a),
                               .season = qn_slot_year(work, slot),
                               .use = cell[USE],
                               .unit = carrier->unit,
                               .peak = cell[PEAK],
                               .peak_unit = unit,
                               .tce = cell[USE] * carrier->kgce_per_unit / 1000};
      }
  }
  return qn_rows_take(rows, work->arena, out.at, out.count);
}
