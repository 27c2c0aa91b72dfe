/* What heats each unit today. The rows of table present that hold for a place and zone make a
 * group; each row of a group gets units until its share is full: networks the units nearest to one,
 * gas those nearest to gas, the others in the order of their draw, and the row that comes last
 * (stoves) all that is left. A community may be cut into blocks that are heated differently, a
 * village not. Then the areas of each row's units are scaled to its exact share or area, so that a
 * zone's totals are those asked for. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "generate/maker.h"

enum { MOST_ROWS = 40 };

typedef struct {
  const char *area; /* of its rows; NULL: everywhere */
  const char *zone;
  int n_row, row[MOST_ROWS];
  double quota_m2[MOST_ROWS];
  QN_ARRAY(int) units; /* rows of stock */
} group;

typedef struct {
  qn_maker *m;
  QN_ARRAY(group) groups;
} grouping;

static bool same_text(const char *a, const char *b) {
  return a == b || (a && b && !strcmp(a, b));
}

/* The area of the rows that hold for a place: the longest that fits; rows of the recipe stand
 * first, so an equally long one of theirs wins over the general. */
static const qn_present *leading_row(const qn_maker *m, const qn_stock *u) {
  const qn_present *best = NULL;
  for (size_t i = 0; i < m->spec.n_present; i++) {
    const qn_present *p = &m->spec.present[i];
    if (!same_text(p->zone, m->zone_id[u->zone])) continue;
    if (!qn_code_within(qn_stock_code(m, u), p->area)) continue;
    const size_t length = p->area ? strlen(p->area) : 0;
    if (!best || length > (best->area ? strlen(best->area) : 0)) best = p;
  }
  return best;
}

static group *group_of(grouping *g, const qn_present *leading) {
  for (size_t i = 0; i < g->groups.count; i++)
    if (same_text(g->groups.at[i].area, leading->area) &&
        same_text(g->groups.at[i].zone, leading->zone))
      return &g->groups.at[i];
  group *fresh = QN_PUSH(&g->groups);
  if (!fresh) return NULL;
  fresh->area = leading->area;
  fresh->zone = leading->zone;
  const qn_spec *spec = &g->m->spec;
  for (size_t i = 0; i < spec->n_present && fresh->n_row < MOST_ROWS; i++)
    if (same_text(spec->present[i].area, leading->area) &&
        same_text(spec->present[i].zone, leading->zone))
      fresh->row[fresh->n_row++] = (int)i;
  return fresh;
}

static qn_status make_groups(grouping *g) {
  for (size_t i = 0; i < g->m->stock.count; i++) {
    const qn_stock *u = &g->m->stock.at[i];
    if (u->kind == QN_DEVELOPMENT) continue;
    const qn_present *leading = leading_row(g->m, u);
    if (!leading)
      return qn_fail(g->m->findings, QN_EINPUT,
                     QN_N_("table present does not say what heats zone %s"),
                     g->m->zone_id[u->zone]);
    group *of = group_of(g, leading);
    int *unit = of ? QN_PUSH(&of->units) : NULL;
    if (!unit) return QN_ENOMEM;
    *unit = (int)i;
  }
  return QN_OK;
}

/* ---- totals ---- */

static double area_of(const qn_maker *m, const group *g) {
  double m2 = 0;
  for (size_t k = 0; k < g->units.count; k++) m2 += m->stock.at[g->units.at[k]].m2;
  return m2;
}

static bool is_urban(const qn_maker *m, const char *zone) {
  const int at = QN_FIND(m, zones, qn_zone, id, zone);
  return at >= 0 && QN_ROWS(m, zones, qn_zone)[at].is_urban;
}

/* By how much the drawn areas of urban (or other) groups are scaled by the options. */
static double option_scale(const grouping *g, bool urban) {
  const qn_maker *m = g->m;
  const double wanted = urban ? m->options->urban_area_m2 : m->options->rural_area_m2;
  double drawn = 0;
  for (size_t i = 0; i < g->groups.count; i++)
    if (is_urban(m, g->groups.at[i].zone) == urban) drawn += area_of(m, &g->groups.at[i]);
  return wanted > 0 && drawn > 0 ? wanted / drawn : 1;
}

static void set_quotas(const grouping *g, group *of) {
  double sum = 0, shares = 0;
  for (int i = 0; i < of->n_row; i++) {
    const qn_present *p = &g->m->spec.present[of->row[i]];
    if (p->area_m2 > 0)
      sum += p->area_m2;
    else
      shares += p->share;
  }
  const double drawn = area_of(g->m, of) * option_scale(g, is_urban(g->m, of->zone));
  const double left = sum > 0 ? 0 : drawn;
  for (int i = 0; i < of->n_row; i++) {
    const qn_present *p = &g->m->spec.present[of->row[i]];
    of->quota_m2[i] = p->area_m2 > 0 ? p->area_m2 : shares > 0 ? left * p->share / shares : 0;
  }
}

/* ---- who gets what ---- */

typedef struct {
  double score, m2;
  int unit;
} candidate;

static int by_score(const void *a, const void *b) {
  const candidate *x = a, *y = b;
  if (x->score < y->score) return -1;
  if (x->score > y->score) return 1;
  return (x->unit > y->unit) - (x->unit < y->unit);
}

static const qn_mode *mode_of(const qn_maker *m, const char *id) {
  const int at = QN_FIND(m, modes, qn_mode, id, id);
  return at < 0 ? NULL : &QN_ROWS(m, modes, qn_mode)[at];
}

/* Hills and mountains are reached last. */
static double score_of(const qn_maker *m, const qn_mode *mode, const qn_stock *u) {
  static const char *const climb[] = {"climb_plain", "climb_hill", "climb_mountain"};
  const double blur = (0.5 + u->rank) * qn_maker_assume(m, climb[u->terrain], u);
  if (mode->is_network) return u->heat_m * blur;
  if (mode->needs_trunk == QN_GAS_TRUNK) return u->gas_m * blur;
  return blur;
}

/* Order in which rows choose: networks, then gas, then others, stoves last. */
static int turn_of(const qn_mode *mode) {
  if (mode->family == QN_FAMILY_COAL && !mode->is_network) return 4;
  if (mode->is_network) return mode->status == QN_MODE_PRESENT ? 1 : 0;
  return mode->needs_trunk == QN_GAS_TRUNK ? 2 : 3;
}

/* Cuts a share off a community as a unit of its own; -1 when memory is out. */
static int cut_block(qn_maker *m, group *g, int unit, double share) {
  qn_stock *from = &m->stock.at[unit];
  qn_stock block = *from;
  from->n_block++;
  block.code = qn_maker_text(m, "%sB%d", from->code, from->n_block);
  block.name = qn_maker_text(m, "%s（%d片）", from->name, from->n_block + 1);
  block.m2 = from->m2 * share;
  block.households = from->households * share;
  from->m2 -= block.m2;
  from->households -= block.households;
  const int at = (int)m->stock.count;
  qn_stock *added = block.code && block.name ? QN_PUSH(&m->stock) : NULL;
  int *listed = added ? QN_PUSH(&g->units) : NULL;
  if (!listed) return -1;
  *added = block;
  *listed = at;
  return at;
}

/* Takes from the front: communities to the last square metre, villages while the quota has room for
 * half of the next. A row that would get nothing gets the unit that comes nearest to its quota. */
static qn_status take_units(qn_maker *m, group *g, int row, const candidate *list, int n, bool all,
                            double quota) {
  double got = 0;
  int nearest = -1;
  for (int i = 0; i < n; i++) {
    const qn_stock *u = &m->stock.at[list[i].unit];
    const double left = quota - got, least = qn_maker_assume(m, "block_least_m2", u);
    if (nearest < 0 || fabs(list[i].m2 - quota) < fabs(list[nearest].m2 - quota)) nearest = i;
    int taken = list[i].unit;
    double m2 = list[i].m2;
    if (!all && u->is_community && m2 > left) {
      if (left < least || m2 - left < least) continue;
      taken = cut_block(m, g, taken, left / m2);
      if (taken < 0) return QN_ENOMEM;
      m2 = left;
    } else if (!all && m2 / 2 > left) {
      continue;
    }
    m->stock.at[taken].present = g->row[row];
    got += m2;
  }
  if (got <= 0 && quota > 0 && nearest >= 0) m->stock.at[list[nearest].unit].present = g->row[row];
  return QN_OK;
}

static qn_status assign_row(qn_maker *m, group *g, int row, bool is_last, double scale) {
  const char *id = m->spec.present[g->row[row]].mode;
  const qn_mode *mode = mode_of(m, id);
  if (!mode) return qn_fail(m->findings, QN_EINPUT, QN_N_("table present names mode %s"), id);
  candidate *list = malloc((g->units.count + 1) * sizeof *list);
  if (!list) return QN_ENOMEM;
  int n = 0;
  for (size_t k = 0; k < g->units.count; k++) {
    const qn_stock *u = &m->stock.at[g->units.at[k]];
    if (u->present < 0)
      list[n++] = (candidate){score_of(m, mode, u), u->m2 * scale, g->units.at[k]};
  }
  qsort(list, (size_t)n, sizeof *list, by_score);
  const qn_status s = take_units(m, g, row, list, n, is_last, g->quota_m2[row]);
  free(list);
  return s;
}

static qn_status assign(qn_maker *m, group *g) {
  int order[MOST_ROWS], n = 0;
  double wanted = 0;
  for (int turn = 0; turn <= 4; turn++)
    for (int i = 0; i < g->n_row; i++) {
      const qn_mode *mode = mode_of(m, m->spec.present[g->row[i]].mode);
      if (g->quota_m2[i] > 0 && (mode ? turn_of(mode) : 0) == turn) order[n++] = i;
    }
  for (int i = 0; i < n; i++) wanted += g->quota_m2[order[i]];
  const double drawn = area_of(m, g), scale = drawn > 0 ? wanted / drawn : 1;
  qn_status s = QN_OK;
  for (int i = 0; i < n && !s; i++) s = assign_row(m, g, order[i], i == n - 1, scale);
  return s;
}

/* ---- exact totals ---- */

/* Rows that found no unit leave their area to the others in proportion. */
static void scale_group(qn_maker *m, const group *g) {
  double got[MOST_ROWS] = {0}, filled = 0, wanted = 0;
  for (size_t k = 0; k < g->units.count; k++) {
    const qn_stock *u = &m->stock.at[g->units.at[k]];
    for (int i = 0; i < g->n_row; i++)
      if (g->row[i] == u->present) got[i] += u->m2;
  }
  for (int i = 0; i < g->n_row; i++) {
    wanted += g->quota_m2[i];
    if (got[i] > 0)
      filled += g->quota_m2[i];
    else if (g->quota_m2[i] > 0)
      qn_note(m->findings, QN_N_("zone %s has no unit left for %s: its area went to other modes"),
              g->zone, m->spec.present[g->row[i]].mode);
  }
  for (int i = 0; i < g->n_row; i++) {
    if (!(got[i] > 0)) continue;
    const double target = round(g->quota_m2[i] * wanted / filled), factor = target / got[i];
    double left = target;
    qn_stock *largest = NULL;
    for (size_t k = 0; k < g->units.count; k++) {
      qn_stock *u = &m->stock.at[g->units.at[k]];
      if (u->present != g->row[i]) continue;
      u->m2 = fmax(1, round(u->m2 * factor));
      u->households = fmax(1, round(u->households * factor));
      left -= u->m2;
      if (!largest || u->m2 > largest->m2) largest = u;
    }
    largest->m2 += left;
  }
}

/* Blocks of a community that burn coal in stoves are one-storey houses. */
static qn_status house_stoves(qn_maker *m) {
  static const char *const kinds[] = {"rural", "public_old"};
  qn_status s = QN_OK;
  for (size_t i = 0; i < m->stock.count && !s; i++) {
    qn_stock *u = &m->stock.at[i];
    if (!u->is_community || u->present < 0) continue;
    const qn_mode *mode = mode_of(m, m->spec.present[u->present].mode);
    if (mode->family != QN_FAMILY_COAL || mode->is_network) continue;
    const double open = qn_maker_assume(m, "shanty_public_share", u);
    const double shares[] = {1 - open, open};
    const double house_m2 =
        qn_assume(&m->spec, "household_m2_high", qn_stock_code(m, u), m->zone_id[QN_RURAL]);
    u->households = fmax(1, round(u->m2 * (1 - open) / house_m2));
    s = qn_stock_classes(m, u, 2, kinds, shares);
  }
  return s;
}

/* Households to the total asked for, in proportion. */
static void scale_households(qn_maker *m) {
  double sum = 0;
  for (size_t i = 0; i < m->stock.count; i++)
    if (m->stock.at[i].kind != QN_DEVELOPMENT) sum += m->stock.at[i].households;
  if (!(m->options->households > 0) || !(sum > 0)) return;
  const double factor = m->options->households / sum;
  for (size_t i = 0; i < m->stock.count; i++) {
    qn_stock *u = &m->stock.at[i];
    if (u->kind != QN_DEVELOPMENT) u->households = fmax(1, round(u->households * factor));
  }
}

qn_status qn_make_present(qn_maker *m) {
  grouping g = {.m = m};
  qn_status s = make_groups(&g);
  for (size_t i = 0; i < g.groups.count && !s; i++) set_quotas(&g, &g.groups.at[i]);
  for (size_t i = 0; i < g.groups.count && !s; i++) {
    s = assign(m, &g.groups.at[i]);
    if (!s) scale_group(m, &g.groups.at[i]);
  }
  if (!s) scale_households(m);
  if (!s) s = house_stoves(m);
  for (size_t i = 0; i < m->stock.count && !s; i++)
    m->stock.at[i].design_kw = qn_stock_load_kw(m, &m->stock.at[i]);
  for (size_t i = 0; i < g.groups.count; i++) QN_CLEAR(&g.groups.at[i].units);
  QN_CLEAR(&g.groups);
  return s;
}
