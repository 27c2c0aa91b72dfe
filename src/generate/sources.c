/* Boiler houses, CHP plants and waste heat: the units of a county on one mode and emission state
 * hang, in the order of their codes, on as many sources as the typical size asks for (or on the
 * plants that a recipe names). Networks are one a county; small boilers have their own. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generate/maker.h"

static const double KW_PER_TPH = 700; /* a tonne of steam an hour (蒸吨) */

/* Units of one county, mode and state. */
typedef struct {
  const qn_present *present;
  const qn_division *county;
  QN_ARRAY(int) units;
  double load_kw;
} bunch;

typedef QN_ARRAY(bunch) bunch_list;

static const qn_division *county_of(const qn_maker *m, const qn_stock *u) {
  const int at = qn_division_at(&m->divisions, qn_stock_code(m, u), 6);
  return at < 0 ? NULL : &m->divisions.areas[at];
}

static const qn_mode *mode_of(const qn_maker *m, const char *id) {
  const int at = QN_FIND(m, modes, qn_mode, id, id);
  return at < 0 ? NULL : &QN_ROWS(m, modes, qn_mode)[at];
}

static bool is_small(const qn_mode *mode) {
  return mode->status == QN_MODE_PRESENT;
}

/* ---- bunches ---- */

static bunch *bunch_of(bunch_list *list, const qn_present *present, const qn_division *county) {
  for (size_t i = 0; i < list->count; i++) {
    bunch *b = &list->at[i];
    if (b->county == county && b->present->state == present->state &&
        !strcmp(b->present->mode, present->mode))
      return b;
  }
  bunch *b = QN_PUSH(list);
  if (b) *b = (bunch){.present = present, .county = county};
  return b;
}

static qn_status make_bunches(qn_maker *m, bunch_list *list) {
  for (size_t i = 0; i < m->stock.count; i++) {
    const qn_stock *u = &m->stock.at[i];
    if (u->present < 0) continue;
    const qn_present *p = &m->spec.present[u->present];
    if (!mode_of(m, p->mode)->is_network) continue;
    bunch *b = bunch_of(list, p, county_of(m, u));
    int *unit = b ? QN_PUSH(&b->units) : NULL;
    if (!unit) return QN_ENOMEM;
    *unit = (int)i;
    b->load_kw += u->design_kw;
  }
  return QN_OK;
}

/* ---- sources of a bunch ---- */

static int count_plants(const qn_maker *m, const bunch *b) {
  int n = 0;
  for (size_t i = 0; i < m->spec.n_plants; i++) {
    const qn_plant *p = &m->spec.plants[i];
    n += !strcmp(p->mode, b->present->mode) && p->state == b->present->state && p->area &&
         !strcmp(p->area, b->county->code);
  }
  return n;
}

static const qn_plant *plant_at(const qn_maker *m, const bunch *b, int k) {
  for (size_t i = 0; i < m->spec.n_plants; i++) {
    const qn_plant *p = &m->spec.plants[i];
    if (!strcmp(p->mode, b->present->mode) && p->state == b->present->state && p->area &&
        !strcmp(p->area, b->county->code) && k-- == 0)
      return p;
  }
  return NULL;
}

/* Splits the units into n runs of about the weights' load; ends[k] is one past the last of run k.
 * No run is empty. */
static void cut_runs(const qn_maker *m, const bunch *b, int n, int *ends) {
  double weights = 0, due = 0, got = 0;
  for (int k = 0; k < n; k++) {
    const qn_plant *p = plant_at(m, b, k);
    weights += p ? p->weight : 1;
  }
  int i = 0;
  for (int k = 0; k < n; k++) {
    const qn_plant *p = plant_at(m, b, k);
    due += b->load_kw * (p ? p->weight : 1) / weights;
    do got += m->stock.at[b->units.at[i++]].design_kw;
    while (i < (int)b->units.count - (n - 1 - k) &&
           (k == n - 1 || got + m->stock.at[b->units.at[i]].design_kw / 2 <= due));
    ends[k] = i;
  }
}

/* Sources of a county with one label are numbered through, whatever their state. */
static const char *name_source(qn_maker *m, const bunch *b, const qn_source_kind *kind,
                               const qn_stock *first) {
  int number = 1;
  for (int i = 0; i + 1 < QN_COUNT(m, sources); i++) {
    const qn_heat_source *other = &QN_ROWS(m, sources, qn_heat_source)[i];
    number += !strcmp(other->area, b->county->code) && strstr(other->name, kind->label);
  }
  const bool small = is_small(mode_of(m, b->present->mode));
  return qn_maker_text(m, "%s%s%s%d号", b->county->name,
                       small ? m->divisions.areas[first->township].name : "", kind->label, number);
}

static qn_status add_supply(qn_maker *m, const qn_heat_source *source, double kw) {
  qn_supply *supply = QN_ADD(m, supplies, qn_supply);
  if (!supply) return QN_ENOMEM;
  supply->id = source->id;
  supply->name = source->name;
  supply->area = source->area;
  supply->role = QN_ROLE_SOURCE;
  supply->peak = kw;
  supply->source = QN_GENERATED;
  return QN_OK;
}

/* An assumption of one mode (KEY_MODE), else the general one. */
static double of_mode(const qn_maker *m, const char *key, const char *mode, const char *code) {
  char own[96];
  snprintf(own, sizeof own, "%s_%s", key, mode);
  return qn_assumed(&m->spec, own, code, NULL) ? qn_assume(&m->spec, own, code, NULL)
                                               : qn_assume(&m->spec, key, code, NULL);
}

static double capacity_of(const qn_maker *m, const qn_source_kind *kind, const qn_plant *plant,
                          const char *id, const char *county, double load_kw) {
  qn_random r = qn_maker_draw(m, "capacity", id);
  const double low = of_mode(m, "capacity_low", kind->mode, county);
  const double high = of_mode(m, "capacity_high", kind->mode, county);
  const double kw = load_kw * (low + (high - low) * qn_random_real(&r));
  if (plant && plant->boiler_tph > 0) return fmax(plant->boiler_tph * KW_PER_TPH, load_kw * low);
  const double step = fmin(kind->boiler_kw, kw > 10 * KW_PER_TPH ? 10 * KW_PER_TPH : KW_PER_TPH);
  return ceil(kw / step) * step;
}

static qn_status add_source(qn_maker *m, const bunch *b, const qn_source_kind *kind,
                            const qn_plant *plant, const int *unit, int n_unit) {
  const int row = QN_COUNT(m, sources);
  qn_heat_source *source = QN_ADD(m, sources, qn_heat_source);
  if (!source) return QN_ENOMEM;
  double load = 0;
  for (int i = 0; i < n_unit; i++) {
    load += m->stock.at[unit[i]].design_kw;
    m->stock.at[unit[i]].source = row;
  }
  source->id = qn_maker_text(m, "S%s%03d", b->county->code, row + 1);
  source->name = plant ? plant->name : name_source(m, b, kind, &m->stock.at[unit[0]]);
  if (!source->id || !source->name) return QN_ENOMEM;
  const double kw = capacity_of(m, kind, plant, source->id, b->county->code, load);
  source->area = b->county->code;
  source->network = is_small(mode_of(m, b->present->mode))
                        ? source->id
                        : qn_maker_text(m, "R%s", b->county->code);
  source->mode = b->present->mode;
  source->carrier = kind->carrier;
  source->efficiency = kind->efficiency;
  source->om_cny_gj = kind->om_cny_gj;
  source->state = b->present->state;
  source->sector = mode_of(m, b->present->mode)->sector;
  source->largest_kw = fmin(kind->boiler_kw, kw);
  if (kind->counts_tph) {
    source->boiler_tph = plant && plant->boiler_tph > 0 ? plant->boiler_tph : kw / KW_PER_TPH;
    source->size_tph = plant && plant->size_tph > 0
                           ? plant->size_tph
                           : fmin(kind->boiler_kw / KW_PER_TPH, source->boiler_tph);
  }
  const double keep = of_mode(m, "keep_until", source->mode, b->county->code);
  if (keep > 0) source->keep_until = (int)keep;
  if (plant) {
    source->lon = plant->lon;
    source->lat = plant->lat;
    source->year_built = plant->year_built;
    if (plant->keep_until != QN_NO_INT) source->keep_until = plant->keep_until;
  }
  source->source = plant && plant->source ? plant->source : QN_GENERATED;
  return source->network ? add_supply(m, source, kw) : QN_ENOMEM;
}

static qn_status source_bunch(qn_maker *m, const bunch *b) {
  const qn_source_kind *kind = qn_source_kind_of(&m->spec, b->present->mode, b->present->state);
  if (!kind)
    return qn_fail(m->findings, QN_EINPUT,
                   QN_N_("source_kinds does not know mode %s in the state of table present"),
                   b->present->mode);
  int n = count_plants(m, b);
  if (!n) n = (int)fmax(1, round(b->load_kw / kind->size_kw));
  if (n > (int)b->units.count) n = (int)b->units.count;
  int *ends = calloc((size_t)n, sizeof *ends);
  if (!ends) return QN_ENOMEM;
  cut_runs(m, b, n, ends);
  qn_status s = QN_OK;
  for (int k = 0; k < n && !s; k++) {
    const int start = k ? ends[k - 1] : 0;
    s = add_source(m, b, kind, plant_at(m, b, k), b->units.at + start, ends[k] - start);
  }
  free(ends);
  return s;
}

/* Where a plan prints what the boilers of a mode sum to (tph_total_MODE), capacities are scaled to
 * it, though never below the least that a source has above its load (capacity_low): areas are
 * rounded when they are written, and a source without room could not serve what hangs on it. */
static void meet_total(qn_maker *m, const char *mode) {
  const double total = of_mode(m, "tph_total", mode, m->divisions.common);
  double sum = 0;
  qn_heat_source *sources = QN_ROWS(m, sources, qn_heat_source);
  for (int i = 0; i < QN_COUNT(m, sources); i++)
    if (!strcmp(sources[i].mode, mode)) sum += sources[i].boiler_tph;
  if (!(total > 0) || !(sum > 0)) return;
  for (int i = 0; i < QN_COUNT(m, sources); i++) {
    if (strcmp(sources[i].mode, mode)) continue;
    double load = 0;
    for (size_t k = 0; k < m->stock.count; k++)
      if (m->stock.at[k].source == i) load += m->stock.at[k].design_kw;
    qn_supply *supply =
        &QN_ROWS(m, supplies, qn_supply)[QN_FIND(m, supplies, qn_supply, id, sources[i].id)];
    sources[i].boiler_tph *= total / sum;
    const double low = of_mode(m, "capacity_low", mode, sources[i].area);
    supply->peak = ceil(fmax(sources[i].boiler_tph * KW_PER_TPH, load * low));
    sources[i].size_tph = fmin(sources[i].size_tph, sources[i].boiler_tph);
    sources[i].largest_kw = fmin(sources[i].largest_kw, supply->peak);
  }
}

/* ---- options ---- */

static double supply_kw(const qn_maker *m, const qn_heat_source *source) {
  const int at = QN_FIND(m, supplies, qn_supply, id, source->id);
  return at < 0 ? 0 : QN_ROWS(m, supplies, qn_supply)[at].peak;
}

/* Who takes over in a merge: the largest clean or ultra-low source of the county's network. */
static int receiver_of(const qn_maker *m, int row) {
  const qn_heat_source *sources = QN_ROWS(m, sources, qn_heat_source);
  int best = -1;
  for (int i = 0; i < QN_COUNT(m, sources); i++) {
    if (i == row || strcmp(sources[i].area, sources[row].area)) continue;
    if (sources[i].state == QN_STATE_ORDINARY || sources[i].network[0] != 'R') continue;
    if (best < 0 || supply_kw(m, &sources[i]) > supply_kw(m, &sources[best])) best = i;
  }
  return best;
}

/* Area on each source, in m2; the caller frees it. NULL when memory is out. */
static double *sum_attached(const qn_maker *m) {
  double *m2 = calloc((size_t)QN_COUNT(m, sources) + 1, sizeof *m2);
  for (size_t i = 0; i < m->stock.count && m2; i++)
    if (m->stock.at[i].source >= 0) m2[m->stock.at[i].source] += m->stock.at[i].m2;
  return m2;
}

static qn_status add_option(qn_maker *m, int row, const qn_source_fate *fate, int receiver,
                            double attached_m2, const char *id) {
  if (fate->kind == QN_OPTION_MERGE && receiver < 0) return QN_OK;
  qn_source_option *o = QN_ADD(m, source_options, qn_source_option);
  if (!o) return QN_ENOMEM;
  const qn_heat_source *sources = QN_ROWS(m, sources, qn_heat_source);
  const qn_heat_source *source = &sources[row];
  o->heat_source = source->id;
  o->option = id;
  o->kind = fate->kind;
  o->receiver = receiver < 0 ? NULL : sources[receiver].id;
  o->carrier = fate->carrier;
  o->mode = fate->mode_after;
  o->efficiency = fate->efficiency;
  o->om_cny_gj = fate->om_cny_gj;
  o->invest_cny = round(fate->cost_cny + fate->cost_cny_tph * source->boiler_tph +
                        fate->cost_cny_kw * supply_kw(m, source) + fate->cost_cny_m2 * attached_m2);
  o->life_a = fate->life_a;
  o->payer = fate->payer;
  o->state = fate->state_after;
  o->source = fate->source;
  o->source_year = fate->source_year;
  o->sure = fate->sure;
  return QN_OK;
}

/* A plan may rule out an option (no_option_MODE: the option's id). */
static bool fate_of(const qn_maker *m, const qn_source_fate *fate, const qn_heat_source *source) {
  char key[96];
  if (strcmp(fate->mode, source->mode) || fate->state != source->state) return false;
  snprintf(key, sizeof key, "no_option_%s", source->mode);
  const qn_assumption *out = qn_assumed(&m->spec, key, source->area, NULL);
  return !out || strcmp(out->value, fate->option) != 0;
}

static qn_status add_options(qn_maker *m) {
  double *m2 = sum_attached(m);
  qn_status s = m2 ? QN_OK : QN_ENOMEM;
  for (int i = 0; i < QN_COUNT(m, sources) && !s; i++)
    for (size_t k = 0; k < m->spec.n_source_fates && !s; k++) {
      const qn_source_fate *fate = &m->spec.source_fates[k];
      if (!fate_of(m, fate, &QN_ROWS(m, sources, qn_heat_source)[i])) continue;
      const int receiver = fate->kind == QN_OPTION_MERGE ? receiver_of(m, i) : -1;
      s = add_option(m, i, fate, receiver, m2[i], fate->option);
    }
  free(m2);
  return s;
}

/* Sources of the county that may merge may also merge into one that the recipe brings. */
static qn_status offer_receiver(qn_maker *m, int receiver, const double *m2) {
  const qn_heat_source to = QN_ROWS(m, sources, qn_heat_source)[receiver];
  const char *id = qn_maker_text(m, "merge_%s", to.id);
  qn_status s = id ? QN_OK : QN_ENOMEM;
  if (to.state == QN_STATE_ORDINARY || to.network[0] != 'R') return s;
  for (int i = 0; i < receiver && !s; i++)
    for (size_t k = 0; k < m->spec.n_source_fates && !s; k++) {
      const qn_heat_source *from = &QN_ROWS(m, sources, qn_heat_source)[i];
      const qn_source_fate *fate = &m->spec.source_fates[k];
      if (fate->kind == QN_OPTION_MERGE && fate_of(m, fate, from) && !strcmp(from->area, to.area))
        s = add_option(m, i, fate, receiver, m2[i], id);
    }
  return s;
}

qn_status qn_offer_receivers(qn_maker *m, int first) {
  double *m2 = sum_attached(m);
  qn_status s = m2 ? QN_OK : QN_ENOMEM;
  for (int i = first; i < QN_COUNT(m, sources) && !s; i++) s = offer_receiver(m, i, m2);
  free(m2);
  return s;
}

/* The largest source of each county network may be extended by whole boilers. */
static void add_modules(qn_maker *m) {
  const qn_heat_source *sources = QN_ROWS(m, sources, qn_heat_source);
  for (int i = 0; i < QN_COUNT(m, sources); i++) {
    if (sources[i].network[0] != 'R' || sources[i].state == QN_STATE_ORDINARY) continue;
    const int rival = receiver_of(m, i);
    if (rival >= 0 && (supply_kw(m, &sources[rival]) > supply_kw(m, &sources[i]) ||
                       (supply_kw(m, &sources[rival]) >= supply_kw(m, &sources[i]) && rival < i)))
      continue;
    qn_supply *supply =
        &QN_ROWS(m, supplies, qn_supply)[QN_FIND(m, supplies, qn_supply, id, sources[i].id)];
    const char *code = sources[i].area;
    supply->module_peak = qn_assume(&m->spec, "source_module_kw", code, NULL);
    supply->module_cost_cny =
        supply->module_peak * qn_assume(&m->spec, "source_module_cny_kw", code, NULL);
    supply->module_most = (int)qn_assume(&m->spec, "source_module_most", code, NULL);
  }
}

/* ---- trunks ---- */

static qn_status add_trunk(qn_maker *m, const char *township, const char *network, bool is_built,
                           double cost) {
  const qn_trunk *trunks = QN_ROWS(m, trunks, qn_trunk);
  for (int i = QN_COUNT(m, trunks); i-- > 0;)
    if (!strcmp(trunks[i].area, township) && !strcmp(trunks[i].network, network)) return QN_OK;
  qn_trunk *trunk = QN_ADD(m, trunks, qn_trunk);
  if (!trunk) return QN_ENOMEM;
  trunk->area = township;
  trunk->network = network;
  trunk->is_built = is_built;
  trunk->cost_cny = is_built ? 0 : round(cost);
  trunk->payer = QN_PAY_COMPANY;
  trunk->source = QN_GENERATED;
  return QN_OK;
}

static qn_status join_attached(qn_maker *m) {
  qn_status s = QN_OK;
  for (size_t i = 0; i < m->stock.count && !s; i++) {
    const qn_stock *u = &m->stock.at[i];
    if (u->source < 0) continue;
    const qn_heat_source *source = &QN_ROWS(m, sources, qn_heat_source)[u->source];
    s = add_trunk(m, qn_stock_code(m, u), source->network, true, 0);
  }
  return s;
}

static bool has_network(const qn_maker *m, const char *network) {
  return QN_FIND(m, sources, qn_heat_source, network, network) >= 0;
}

/* Where a main may come, villages lie as near to it as those of a county seat. */
static void draw_near(qn_maker *m, const bool *has_main) {
  for (size_t i = 0; i < m->stock.count; i++) {
    qn_stock *u = &m->stock.at[i];
    if (u->source >= 0 || !has_main[u->township]) continue;
    qn_random r = qn_maker_draw(m, "near_main", u->code);
    u->heat_m = round(qn_random_lognormal(&r, qn_maker_assume(m, "heat_distance_near", u),
                                          qn_maker_assume(m, "distance_sigma", u)));
  }
}

/* Townships in town have the county's network; some other towns may be reached by a main. */
static qn_status offer_trunks(qn_maker *m) {
  bool *has_main = qn_arena_array(m->arena, m->divisions.n_area, sizeof *has_main);
  qn_status s = has_main ? QN_OK : QN_ENOMEM;
  int last = -1;
  for (size_t i = 0; i < m->stock.count && !s; i++) {
    const qn_stock *u = &m->stock.at[i];
    if (u->township == last) continue;
    last = u->township;
    const char *code = qn_stock_code(m, u), *network = qn_maker_text(m, "R%.6s", code);
    if (!network) return QN_ENOMEM;
    if (!has_network(m, network)) continue;
    qn_random r = qn_maker_draw(m, "trunks", code);
    const double metres = qn_random_lognormal(&r, qn_maker_assume(m, "heat_trunk_m", u), 0.5);
    const bool reached = qn_random_real(&r) < qn_maker_assume(m, "heat_trunk_share", u);
    const bool in_town = u->in_town;
    if (reached && !in_town) has_main[u->township] = true;
    if (in_town || reached)
      s = add_trunk(m, code, network, in_town, metres * qn_maker_assume(m, "heat_trunk_cny_m", u));
  }
  if (!s) draw_near(m, has_main);
  return s;
}

/* Which townships have a heat or gas network within reach of their units today. */
static qn_status note_built(qn_maker *m) {
  m->has_heat = qn_arena_array(m->arena, m->divisions.n_area, sizeof *m->has_heat);
  if (!m->has_heat) return QN_ENOMEM;
  for (int i = 0; i < QN_COUNT(m, trunks); i++) {
    const qn_trunk *t = &QN_ROWS(m, trunks, qn_trunk)[i];
    const int at = qn_division_at(&m->divisions, t->area, strlen(t->area));
    if (at >= 0 && t->is_built && t->network[0] == 'R') m->has_heat[at] = true;
  }
  return QN_OK;
}

qn_status qn_make_sources(qn_maker *m) {
  bunch_list list = {0};
  qn_status s = make_bunches(m, &list);
  for (size_t i = 0; i < list.count && !s; i++) s = source_bunch(m, &list.at[i]);
  for (size_t k = 0; k < m->spec.n_source_kinds && !s; k++)
    meet_total(m, m->spec.source_kinds[k].mode);
  if (!s) s = add_options(m);
  if (!s) add_modules(m);
  if (!s) s = join_attached(m);
  if (!s) s = offer_trunks(m);
  if (!s) s = note_built(m);
  for (size_t i = 0; i < list.count; i++) QN_CLEAR(&list.at[i].units);
  QN_CLEAR(&list);
  return s;
}
