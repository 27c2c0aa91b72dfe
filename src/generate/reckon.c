/* In each zone the units that are not clean are taken in the order of what their cheapest clean
 * mode costs more than today's, until the zone's target is met with what the sources add when all
 * of them become clean. Networks take units while the clean sources of the county have heat to
 * spare, then these get their cheapest own device. The years share the units evenly. */
#include "generate/reckon.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "generate/reference.h"

static const double OVERSHOOT = 1.02; /* villages are not divisible */

/* What a unit would change to: at best, and without a network. */
typedef struct {
  int unit, mode, own_mode; /* -1 none */
  double score;             /* added cost a year per m2 */
  qn_reference then, own;
} change;

typedef QN_ARRAY(change) change_list;

static int mode_of(const qn_maker *m, const qn_stock *u) {
  return u->present < 0 ? -1 : QN_FIND(m, modes, qn_mode, id, m->spec.present[u->present].mode);
}

static bool is_clean_now(const qn_maker *m, const qn_stock *u) {
  if (u->present < 0) return false;
  const qn_present *p = &m->spec.present[u->present];
  return qn_reference_clean(m, p->mode, p->state, qn_stock_code(m, u), m->zone_id[u->zone],
                            m->base_year);
}

static qn_county_use *county_use(const qn_maker *m, const qn_reckoning *r, const qn_stock *u) {
  return &r->county[qn_division_at(&m->divisions, qn_stock_code(m, u), 6)];
}

static int counted_in(const qn_mode *mode) {
  if (mode->is_network) return 0;
  if (!strcmp(mode->carrier, "gas")) return 'g';
  return !strcmp(mode->carrier, "electricity") ? 'e' : 0;
}

/* ---- today ---- */

static void count_today(const qn_maker *m, qn_reckoning *r, const qn_stock *u) {
  qn_county_use *c = county_use(m, r, u);
  const char *cooking = u->zone == QN_CITY   ? "gas_cooking_share_city"
                        : u->zone == QN_TOWN ? "gas_cooking_share_town"
                                             : NULL;
  if (cooking)
    c->gas_cooking += u->households * qn_maker_assume(m, "household_persons", u) *
                      qn_maker_assume(m, "gas_cooking_m3", u) * qn_maker_assume(m, cooking, u);
  c->kva_base += u->households * qn_maker_assume(m, "level_base_kva", u);
  const int mode = mode_of(m, u);
  const int counted = mode < 0 ? 0 : counted_in(&QN_ROWS(m, modes, qn_mode)[mode]);
  if (!counted) return;
  const qn_reference now = qn_reference_of(m, u, mode);
  if (counted == 'g')
    c->gas_now += now.use, c->gas_now_day += now.peak;
  else
    c->kva_now += now.peak;
}

/* ---- changes ---- */

/* The cheapest clean mode that fits, or -1. */
static int cheapest_mode(const qn_maker *m, const qn_stock *u, bool networks, qn_reference *out) {
  int best = -1;
  for (int i = 0; i < QN_COUNT(m, modes); i++) {
    const qn_mode *mode = &QN_ROWS(m, modes, qn_mode)[i];
    if (mode->is_network && !networks) continue;
    if (!mode->is_network && !counted_in(mode) && strcmp(mode->carrier, "pellets")) continue;
    if (!qn_reference_fits(m, u, i)) continue;
    const qn_reference x = qn_reference_of(m, u, i);
    if (best < 0 || x.annual_cny < out->annual_cny) best = i, *out = x;
  }
  return best;
}

static int by_score(const void *a, const void *b) {
  const change *x = a, *y = b;
  if (x->score < y->score) return -1;
  if (x->score > y->score) return 1;
  return (x->unit > y->unit) - (x->unit < y->unit);
}

static qn_status list_changes(const qn_maker *m, const char *zone, change_list *list) {
  for (size_t i = 0; i < m->stock.count; i++) {
    const qn_stock *u = &m->stock.at[i];
    if (u->present < 0 || u->source >= 0 || strcmp(m->zone_id[u->zone], zone)) continue;
    if (is_clean_now(m, u)) continue;
    change c = {.unit = (int)i};
    c.mode = cheapest_mode(m, u, true, &c.then);
    c.own_mode = cheapest_mode(m, u, false, &c.own);
    if (c.mode < 0) continue;
    c.score = (c.then.annual_cny - qn_reference_of(m, u, mode_of(m, u)).annual_cny) / u->m2;
    change *at = QN_PUSH(list);
    if (!at) return QN_ENOMEM;
    *at = c;
  }
  if (list->count) qsort(list->at, list->count, sizeof *list->at, by_score);
  return QN_OK;
}

/* ---- subsidies of a change ---- */

static bool rule_fits(const qn_maker *m, const qn_subsidy *rule, const qn_stock *u,
                      const qn_mode *mode) {
  if (!qn_code_within(qn_stock_code(m, u), rule->area)) return false;
  if (rule->zone && strcmp(rule->zone, m->zone_id[u->zone])) return false;
  return !rule->modes || strstr(rule->modes, mode->id) || strstr(rule->modes, mode->family_id);
}

static void pay(qn_reckoning *r, const qn_subsidy *rule, double money) {
  r->subsidy[QN_PAY_CENTRAL] += rule->central * money;
  r->subsidy[QN_PAY_PROVINCE] += rule->province * money;
  r->subsidy[QN_PAY_PREFECTURE] += rule->prefecture * money;
  r->subsidy[QN_PAY_COUNTY] += rule->county * money;
}

static void subsidise(const qn_maker *m, qn_reckoning *r, const change *c, int year) {
  const qn_stock *u = &m->stock.at[c->unit];
  const qn_mode *mode = &QN_ROWS(m, modes, qn_mode)[c->mode];
  const double n = u->households;
  for (int i = 0; i < QN_COUNT(m, subsidies); i++) {
    const qn_subsidy *rule = &QN_ROWS(m, subsidies, qn_subsidy)[i];
    if (!rule_fits(m, rule, u, mode)) continue;
    if (rule->kind == QN_SUBSIDY_INVESTMENT) {
      const double cap = isnan(rule->cap_cny) ? INFINITY : rule->cap_cny * n;
      const double money = rule->base == QN_BASE_COST        ? rule->share * c->then.household_cny
                           : rule->base == QN_BASE_HOUSEHOLD ? rule->rate_cny * n
                           : rule->base == QN_BASE_M2        ? rule->rate_cny * u->m2
                           : rule->base == QN_BASE_KW        ? rule->rate_cny * u->design_kw
                                                             : 0;
      pay(r, rule, fmin(cap, fmin(money, c->then.household_cny)));
    } else if (rule->kind == QN_SUBSIDY_RUNNING && rule->base == QN_BASE_USE) {
      const double most = isnan(rule->use_cap) ? INFINITY : rule->use_cap * n;
      const double money = fmin(rule->rate_cny * fmin(c->then.use, most), c->then.bill_cny);
      for (int age = rule->age_from; age <= rule->age_to && year + age - 1 < r->n_year; age++)
        pay(r, rule, money);
    }
  }
}

/* False when nothing is left that the unit could change to. */
static bool count_change(const qn_maker *m, qn_reckoning *r, change *c, int year) {
  const qn_stock *u = &m->stock.at[c->unit];
  qn_county_use *use = county_use(m, r, u);
  if (QN_ROWS(m, modes, qn_mode)[c->mode].is_network) {
    if (u->design_kw <= use->spare_kw) {
      use->spare_kw -= u->design_kw;
    } else {
      if (c->own_mode < 0) return false;
      c->mode = c->own_mode;
      c->then = c->own;
    }
  }
  const int counted = counted_in(&QN_ROWS(m, modes, qn_mode)[c->mode]);
  use->households += u->households;
  if (counted == 'g') use->gas_new += c->then.use, use->gas_new_day += c->then.peak;
  if (counted == 'e') use->kva_new += c->then.peak;
  subsidise(m, r, c, year);
  return true;
}

/* What the clean sources of each county's network could serve besides what hangs on them. */
static void count_spare(const qn_maker *m, qn_reckoning *r) {
  for (int i = 0; i < QN_COUNT(m, sources); i++) {
    const qn_heat_source *k = &QN_ROWS(m, sources, qn_heat_source)[i];
    if (k->network[0] != 'R' || k->state == QN_STATE_ORDINARY) continue;
    const int supply = QN_FIND(m, supplies, qn_supply, id, k->id);
    r->county[qn_division_at(&m->divisions, k->area, 6)].spare_kw +=
        QN_ROWS(m, supplies, qn_supply)[supply].peak;
  }
  for (size_t i = 0; i < m->stock.count; i++) {
    const qn_stock *u = &m->stock.at[i];
    if (u->kind == QN_DEVELOPMENT) county_use(m, r, u)->spare_kw -= u->design_kw;
    if (u->source < 0) continue;
    const qn_heat_source *k = &QN_ROWS(m, sources, qn_heat_source)[u->source];
    if (k->network[0] == 'R' && k->state != QN_STATE_ORDINARY)
      county_use(m, r, u)->spare_kw -= u->design_kw;
  }
}

/* ---- a zone ---- */

typedef struct {
  double total, clean, sources; /* m2: all at the horizon, clean today, on sources that change */
} zone_area;

static bool is_in(const qn_maker *m, const qn_stock *u, const char *root) {
  return qn_code_within(qn_stock_code(m, u), root);
}

static zone_area area_of(const qn_maker *m, qn_reckoning *r, const char *zone, const char *root) {
  zone_area a = {0};
  for (size_t i = 0; i < m->stock.count; i++) {
    const qn_stock *u = &m->stock.at[i];
    if (strcmp(m->zone_id[u->zone], zone) || !is_in(m, u, root)) continue;
    const bool clean = is_clean_now(m, u);
    a.total += u->m2;
    if (clean || u->kind == QN_DEVELOPMENT)
      a.clean += u->m2;
    else if (u->source >= 0)
      a.sources += u->m2;
    if (!clean) r->dirty_kwh += qn_reference_full_kwh(m, u);
  }
  return a;
}

/* Every root has targets of its own: what is converted in one does not count in another. */
static void reckon_root(qn_maker *m, qn_reckoning *r, const char *zone, const char *root,
                        const change_list *list) {
  const zone_area a = area_of(m, r, zone, root);
  const double rate = qn_assume(&m->spec, "target_rate", m->divisions.common, zone);
  const double needed = OVERSHOOT * rate * a.total - a.clean - a.sources;
  double done = 0, dirty = 0;
  for (size_t i = 0; i < list->count; i++) {
    const qn_stock *u = &m->stock.at[list->at[i].unit];
    if (is_in(m, u, root)) dirty += u->m2;
  }
  for (size_t i = 0; i < list->count; i++) {
    const qn_stock *u = &m->stock.at[list->at[i].unit];
    if (!is_in(m, u, root)) continue;
    qn_county_use *use = county_use(m, r, u);
    use->dirty += u->households;
    use->proportional += u->households * fmax(0, fmin(1, needed / dirty));
    use->largest = fmax(use->largest, u->households);
    if (done >= needed) continue;
    const int year = (int)fmin(r->n_year - 1, floor(done / needed * r->n_year));
    if (count_change(m, r, &list->at[i], year)) done += u->m2;
  }
}

static qn_status reckon_zone(qn_maker *m, qn_reckoning *r, int row) {
  const char *zone = QN_ROWS(m, zones, qn_zone)[row].id;
  change_list list = {0};
  const qn_status s = list_changes(m, zone, &list);
  for (size_t i = 0; i < m->divisions.n_root && !s; i++)
    reckon_root(m, r, zone, m->divisions.roots[i], &list);
  QN_CLEAR(&list);
  return s;
}

qn_status qn_reckon(qn_maker *m, qn_reckoning *out) {
  out->county = qn_arena_array(m->arena, m->divisions.n_area, sizeof *out->county);
  if (!out->county) return QN_ENOMEM;
  out->n_year = m->horizon - m->base_year;
  for (size_t i = 0; i < m->stock.count; i++) count_today(m, out, &m->stock.at[i]);
  count_spare(m, out);
  qn_status s = QN_OK;
  for (int i = 0; i < QN_COUNT(m, zones) && !s; i++) s = reckon_zone(m, out, i);
  return s;
}
