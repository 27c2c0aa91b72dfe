/* The units: every village and community with households and floor area drawn around the medians of
 * data/generate/assumptions.csv, public facilities and new communities of the countryside, new
 * developments. What a unit draws is named by its code. */
#include "generate/stock.h"

#include <math.h>
#include <string.h>

static bool ends_with(const char *text, const char *end) {
  const size_t n = strlen(text), k = strlen(end);
  return n >= k && !strcmp(text + n - k, end);
}

static bool ends_with_any(const char *text, const char *const *ends, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (ends_with(text, ends[i])) return true;
  return false;
}

static bool is_street(const char *name) {
  static const char *const ends[] = {"街道", "办事处"};
  return ends_with_any(name, ends, 2);
}

/* Towns, townships and street offices; the rest are farms, forestry offices, development zones. */
static bool is_ordinary(const char *name) {
  static const char *const ends[] = {"街道", "办事处", "镇", "乡", "苏木", "区", "地区"};
  return ends_with_any(name, ends, sizeof ends / sizeof *ends);
}

static double between(qn_random *random, double low, double high) {
  return low + (high - low) * qn_random_real(random);
}

static double clamp(double x, double low, double high) {
  return x < low ? low : x > high ? high : x;
}

static int county_of(const qn_maker *m, int township) {
  return qn_division_at(&m->divisions, m->divisions.areas[township].code, 6);
}

/* Street offices; in counties also the town with the number of the seat (100). */
static bool township_in_town(const qn_maker *m, int township) {
  const qn_division *t = &m->divisions.areas[township];
  const int county = county_of(m, township);
  if (is_street(t->name)) return true;
  return county >= 0 && !ends_with(m->divisions.areas[county].name, "区") &&
         !strcmp(t->code + 6, "100");
}

static bool is_pastoral(const qn_maker *m, int township) {
  const qn_division *t = &m->divisions.areas[township];
  if (ends_with(t->name, "镇") || is_street(t->name)) return false;
  for (size_t i = 0; i < m->spec.n_pastoral; i++)
    if (qn_code_within(t->code, m->spec.pastoral[i].area)) return true;
  return false;
}

/* Community in a street office of a district: city; other communities and villages in any street
 * office: town; the rest rural, or pastoral in herding counties outside towns. */
static int zone_of(const qn_maker *m, const qn_village_row *v) {
  const bool street = is_street(m->divisions.areas[v->township].name);
  const int county = county_of(m, v->township);
  const bool district = county >= 0 && ends_with(m->divisions.areas[county].name, "区");
  if (v->kind == QN_CLASS_COMMUNITY) return street && district ? QN_CITY : QN_TOWN;
  if (street) return QN_TOWN;
  return is_pastoral(m, v->township) ? QN_PASTORAL : QN_RURAL;
}

/* ---- what a unit draws ---- */

static double draw_households(const qn_maker *m, const qn_stock *u, int village_class) {
  qn_random r = qn_maker_draw(m, "households", u->code);
  const double sigma = qn_maker_assume(m, "village_households_sigma", u);
  if (u->is_community) {
    const double usual = between(&r, qn_maker_assume(m, "community_households_low", u),
                                 qn_maker_assume(m, "community_households_high", u));
    return usual * (is_ordinary(m->divisions.areas[u->township].name)
                        ? 1
                        : qn_maker_assume(m, "few_in_farms", u));
  }
  const bool few = strstr(u->name, "虚拟") || strstr(u->name, "林场") || strstr(u->name, "监狱");
  const bool other = village_class == QN_CLASS_OTHER;
  const double median = qn_maker_assume(m, other ? "other_households" : "village_households", u) *
                        (few ? qn_maker_assume(m, "few_in_forests", u) : 1);
  const double most =
      qn_maker_assume(m, other ? "other_households_most" : "village_households_most", u);
  return clamp(qn_random_lognormal(&r, median, sigma),
               qn_maker_assume(m, "village_households_least", u), most);
}

static double draw_area(const qn_maker *m, const qn_stock *u) {
  qn_random r = qn_maker_draw(m, "area", u->code);
  const char *code = qn_stock_code(m, u);
  const char *zone = m->zone_id[u->is_community || u->zone == QN_PASTORAL ? u->zone : QN_RURAL];
  const double homes =
      u->households * between(&r, qn_assume(&m->spec, "household_m2_low", code, zone),
                              qn_assume(&m->spec, "household_m2_high", code, zone));
  return u->is_community ? homes / (1 - qn_maker_assume(m, "public_share", u)) : homes;
}

static int draw_terrain(const qn_maker *m, const qn_stock *u) {
  qn_random r = qn_maker_draw(m, "terrain", u->code);
  const double x = qn_random_real(&r), mountain = qn_maker_assume(m, "mountain_share", u);
  if (u->is_community || x >= mountain + qn_maker_assume(m, "hill_share", u)) return QN_PLAIN;
  return x < mountain ? QN_MOUNTAIN : QN_HILL;
}

static void draw_distances(const qn_maker *m, qn_stock *u, bool is_seat) {
  qn_random r = qn_maker_draw(m, "distances", u->code);
  const double sigma = qn_maker_assume(m, "distance_sigma", u);
  const char *heat = u->in_town && u->is_community ? "heat_distance_attached"
                     : u->in_town                  ? "heat_distance_near"
                     : is_seat                     ? "heat_distance_seat"
                                                   : "heat_distance_far";
  u->heat_m = round(qn_random_lognormal(&r, qn_maker_assume(m, heat, u), sigma));
  const char *gas = u->in_town ? "gas_distance_built" : "gas_distance";
  u->gas_m = round(qn_random_lognormal(&r, qn_maker_assume(m, gas, u), sigma));
}

qn_status qn_stock_classes(qn_maker *m, qn_stock *u, int n, const char *const *kinds,
                           const double *shares) {
  const qn_assumption *set = qn_assumed(&m->spec, "class_set", qn_stock_code(m, u), NULL);
  u->n_class = 0;
  for (int i = 0; i < n; i++) {
    if (shares[i] <= 0) continue;
    const char *id = qn_maker_text(m, "%s_%s", kinds[i], set ? set->value : "nc");
    const int at = QN_FIND(m, building_classes, qn_building_class, id, id);
    if (!id) return QN_ENOMEM;
    if (at < 0) return qn_fail(m->findings, QN_EINPUT, QN_N_("no building class %s"), id);
    u->classes[u->n_class] = at;
    u->class_share[u->n_class++] = shares[i];
  }
  return QN_OK;
}

double qn_stock_load_kw(const qn_maker *m, const qn_stock *u) {
  const int station = m->station[u->township];
  const double td = station < 0 ? 0 : QN_ROWS(m, climate, qn_station)[station].design_degc;
  double w_m2 = 0;
  for (int i = 0; i < u->n_class; i++) {
    const qn_building_class *c = &QN_ROWS(m, building_classes, qn_building_class)[u->classes[i]];
    w_m2 += u->class_share[i] * (isnan(c->q_w_m2) ? c->u_w_m2k * (18 - td) : c->q_w_m2);
  }
  return w_m2 * u->m2 / 1000;
}

static qn_status set_classes(qn_maker *m, qn_stock *u) {
  static const char *const village[] = {"rural"}, *const facility[] = {"rural_public"};
  static const char *const settlement[] = {"rural_new"};
  static const char *const blocks[] = {"res_old", "res_new", "public_old", "public_new"};
  static const double all[] = {1};
  const double open = qn_maker_assume(m, "public_share", u);
  if (u->kind == QN_VILLAGE) return qn_stock_classes(m, u, 1, village, all);
  if (u->kind == QN_PUBLIC_FACILITY) return qn_stock_classes(m, u, 1, facility, all);
  if (u->kind == QN_NEW_COMMUNITY) return qn_stock_classes(m, u, 1, settlement, all);
  qn_random r = qn_maker_draw(m, "classes", u->code);
  const double usual = qn_maker_assume(m, "new_share", u) + 0.25 * qn_random_normal(&r);
  const double fresh = u->kind == QN_DEVELOPMENT ? 1 : clamp(usual, 0.05, 0.95);
  const double shares[] = {(1 - open) * (1 - fresh), (1 - open) * fresh, open * (1 - fresh),
                           open * fresh};
  return qn_stock_classes(m, u, 4, blocks, shares);
}

qn_status qn_stock_add(qn_maker *m, const qn_stock *drawn) {
  qn_random r = qn_maker_draw(m, "rank", drawn->code);
  qn_stock *u = QN_PUSH(&m->stock);
  if (!u) return QN_ENOMEM;
  *u = *drawn;
  u->rank = qn_random_real(&r);
  u->present = u->source = -1;
  return set_classes(m, u);
}

/* ---- villages and communities ---- */

static qn_status add_village(qn_maker *m, const qn_village_row *v, bool is_seat) {
  qn_random r = qn_maker_draw(m, "seat", v->code);
  qn_stock u = {.code = v->code,
                .name = v->name,
                .township = v->township,
                .kind = v->kind == QN_CLASS_COMMUNITY ? QN_COMMUNITY : QN_VILLAGE,
                .zone = zone_of(m, v),
                .is_community = v->kind == QN_CLASS_COMMUNITY,
                .in_town = township_in_town(m, v->township),
                .first_year = QN_NO_INT};
  u.households = round(draw_households(m, &u, v->kind));
  u.m2 = draw_area(m, &u);
  u.terrain = draw_terrain(m, &u);
  is_seat = is_seat && qn_random_real(&r) < qn_maker_assume(m, "seat_boiler_share", &u);
  draw_distances(m, &u, is_seat);
  return qn_stock_add(m, &u);
}

qn_status qn_make_stock(qn_maker *m) {
  qn_status s = QN_OK;
  int last = -1;
  for (size_t i = 0; i < m->divisions.n_village && !s; i++) {
    const qn_village_row *v = &m->divisions.villages[i];
    const bool is_first = v->township != last;
    last = v->township;
    s = add_village(m, v, is_first);
  }
  const qn_assumption *by = qn_assumed(&m->spec, "unit_by", m->divisions.common, NULL);
  if (!s && by && !strcmp(by->value, "township")) s = qn_stock_by_township(m);
  if (!s) s = qn_stock_extras(m);
  return s;
}
