/* Units that the village list does not hold: the public facilities of a township as one unit, new
 * communities (新型社区), new developments by county and year; and units merged by township. */
#include <math.h>
#include <string.h>

#include "generate/stock.h"

/* ---- by township ---- */

static qn_stock *same_place(qn_stock *list, size_t n, const qn_stock *u) {
  for (size_t i = n; i-- > 0 && list[i].township == u->township;)
    if (list[i].zone == u->zone && list[i].is_community == u->is_community) return &list[i];
  return NULL;
}

qn_status qn_stock_by_township(qn_maker *m) {
  size_t n = 0;
  for (size_t i = 0; i < m->stock.count; i++) {
    const qn_stock u = m->stock.at[i];
    qn_stock *same = same_place(m->stock.at, n, &u);
    if (same) {
      same->heat_m = fmin(same->heat_m, u.heat_m);
      same->gas_m = fmin(same->gas_m, u.gas_m);
      same->households += u.households;
      same->m2 += u.m2;
      continue;
    }
    const qn_division *t = &m->divisions.areas[u.township];
    qn_stock *next = &m->stock.at[n++];
    *next = u;
    next->is_divisible = true;
    next->code = qn_maker_text(m, "%s%c%c", t->code, "CTRP"[u.zone], u.is_community ? 'C' : 'V');
    next->name = qn_maker_text(m, "%s%s", t->name, u.is_community ? "（社区）" : "（村）");
    if (!next->code || !next->name) return QN_ENOMEM;
  }
  m->stock.count = n;
  return QN_OK;
}

/* ---- public facilities and new communities ---- */

static bool is_country(const qn_stock *u) {
  return u->zone == QN_RURAL || u->zone == QN_PASTORAL;
}

/* Of a run of villages (of a township or county): their area, and one of them to stand for it. */
static const qn_stock *run_total(const qn_stock *at, size_t n, double *m2, size_t *villages) {
  const qn_stock *first = NULL;
  *m2 = 0;
  *villages = 0;
  for (size_t i = 0; i < n; i++) {
    if (!is_country(&at[i])) continue;
    if (!first) first = &at[i];
    *m2 += at[i].m2;
    ++*villages;
  }
  return first;
}

static qn_status add_extra(qn_maker *m, const qn_stock *like, int kind, const char *code,
                           const char *name, double m2, double household_m2) {
  qn_stock u = *like;
  u.code = code;
  u.name = name;
  u.kind = kind;
  u.m2 = m2;
  u.households = fmax(1, round(m2 / household_m2));
  return code && name ? qn_stock_add(m, &u) : QN_ENOMEM;
}

static qn_status add_facilities(qn_maker *m, const qn_stock *at, size_t n) {
  double m2;
  size_t villages;
  const qn_stock *first = run_total(at, n, &m2, &villages);
  if (!first) return QN_OK;
  const qn_stock like = *first; /* the list may move */
  const qn_division *t = &m->divisions.areas[like.township];
  const double share = qn_maker_assume(m, "public_share", &like);
  if (!(share > 0)) return QN_OK;
  return add_extra(m, &like, QN_PUBLIC_FACILITY, qn_maker_text(m, "%sP", t->code),
                   qn_maker_text(m, "%s公共服务设施", t->name), m2 * share / (1 - share),
                   qn_maker_assume(m, "public_equivalent_m2", &like));
}

/* One new community for every so many villages of the county, in its towns by turns. */
static qn_status add_settlements(qn_maker *m, const qn_stock *at, size_t n) {
  double m2;
  size_t villages;
  const qn_stock *first = run_total(at, n, &m2, &villages);
  if (!first) return QN_OK;
  const double share = qn_maker_assume(m, "new_share", first);
  const double each = qn_maker_assume(m, "villages_a_settlement", first);
  const size_t most = n, count = each > 0 && share > 0 ? (size_t)ceil((double)villages / each) : 0;
  const double household_m2 = qn_maker_assume(m, "household_m2_high", first);
  qn_status s = QN_OK;
  for (size_t k = 0; k < count && !s; k++) {
    const qn_stock like = at[(2 * k + 1) * most / (2 * count)];
    if (!is_country(&like)) continue;
    const qn_division *t = &m->divisions.areas[like.township];
    const size_t start = (size_t)(at - m->stock.at);
    s = add_extra(m, &like, QN_NEW_COMMUNITY, qn_maker_text(m, "%sN%zu", t->code, k + 1),
                  qn_maker_text(m, "%s新型社区%zu", t->name, k + 1),
                  m2 * share / (1 - share) / (double)count, household_m2);
    at = m->stock.at + start;
  }
  return s;
}

/* Calls add for every run of units whose codes agree in the first digits. */
static qn_status each_run(qn_maker *m, size_t n_unit, size_t digits,
                          qn_status (*add)(qn_maker *, const qn_stock *, size_t)) {
  qn_status s = QN_OK;
  for (size_t i = 0, end; i < n_unit && !s; i = end) {
    const char *code = qn_stock_code(m, &m->stock.at[i]);
    for (end = i + 1; end < n_unit; end++)
      if (strncmp(code, qn_stock_code(m, &m->stock.at[end]), digits)) break;
    s = add(m, m->stock.at + i, end - i);
  }
  return s;
}

/* ---- developments ---- */

/* Area of the communities in counties to which the same assumption applies, up to one of them. */
static double town_area(const qn_maker *m, const qn_assumption *a, const char *last) {
  double m2 = 0;
  for (size_t i = 0; i < m->stock.count; i++) {
    const qn_stock *u = &m->stock.at[i];
    const char *code = qn_stock_code(m, u);
    if (!u->is_community || u->kind == QN_DEVELOPMENT || strncmp(code, last, 6) > 0) continue;
    char front[7] = {0};
    memcpy(front, code, 6);
    if (qn_assumed(&m->spec, "development_m2", front, NULL) == a) m2 += u->m2;
  }
  return m2;
}

static double own_area(const qn_maker *m, const char *county) {
  double m2 = 0;
  for (size_t i = 0; i < m->stock.count; i++)
    if (m->stock.at[i].is_community && m->stock.at[i].kind != QN_DEVELOPMENT &&
        !strncmp(qn_stock_code(m, &m->stock.at[i]), county, 6))
      m2 += m->stock.at[i].m2;
  return m2;
}

/* The community of the county with the most area, in its towns where there is one: the development
 * is built beside it. */
static const qn_stock *largest_in(const qn_maker *m, const char *county) {
  const qn_stock *best = NULL;
  for (size_t i = 0; i < m->stock.count; i++) {
    const qn_stock *u = &m->stock.at[i];
    if (u->kind != QN_COMMUNITY || strncmp(qn_stock_code(m, u), county, 6)) continue;
    const bool better_place = best && u->in_town && !best->in_town;
    const bool worse_place = best && !u->in_town && best->in_town;
    if (!best || better_place || (!worse_place && u->m2 > best->m2)) best = u;
  }
  return best;
}

static qn_status develop_county(qn_maker *m, const qn_division *county) {
  double total = 0;
  const qn_assumption *a = qn_assumed(&m->spec, "development_m2", county->code, NULL);
  if (!a || !qn_real_parse(a->value, &total) || !(total > 0)) return QN_OK;
  const qn_stock *beside = largest_in(m, county->code);
  if (!beside) return QN_OK;
  const qn_stock like = *beside;
  const double all = town_area(m, a, "999999"), upto = town_area(m, a, county->code);
  const double own = own_area(m, county->code);
  const double homes = 1 - qn_maker_assume(m, "public_share", &like);
  const double household_m2 = qn_maker_assume(m, "household_m2_high", &like);
  const int years = m->horizon - m->base_year;
  qn_status s = QN_OK;
  for (int k = 0; k < years && !s; k++) { /* rounded so that all of them sum to the total */
    const double from = total * (upto - own + own * k / years) / all;
    const double to = total * (upto - own + own * (k + 1) / years) / all;
    const int y = m->base_year + 1 + k;
    s = add_extra(m, &like, QN_DEVELOPMENT, qn_maker_text(m, "%sD%d", county->code, y),
                  qn_maker_text(m, "%s%d年新建", county->name, y), round(to) - round(from),
                  household_m2 / homes);
    if (!s) m->stock.at[m->stock.count - 1].first_year = y;
  }
  return s;
}

qn_status qn_stock_extras(qn_maker *m) {
  const size_t n = m->stock.count;
  qn_status s = each_run(m, n, 9, add_facilities);
  if (!s) s = each_run(m, n, 6, add_settlements);
  for (size_t i = 0; i < m->divisions.n_area && !s; i++)
    if (strlen(m->divisions.areas[i].code) == 6) s = develop_county(m, &m->divisions.areas[i]);
  return s;
}
