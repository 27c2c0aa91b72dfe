/* The account of a pathway is put together from seasons of modes (running.h) that are worked out
 * once a unit, mode and level; what depends on the season of conversion is only which of them are
 * strung together, the investment, and the subsidies. */
#include "plan/pathway.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEVELS = 10 };

/* Seasons and investments of a mode at a level; made when first asked for. */
typedef struct {
  int is_made;
  qn_running running[QN_MOST_SEASONS];
  int parts[QN_MOST_PARTS], n_part;
  double part_cny[QN_MOST_PARTS][QN_MOST_SEASONS]; /* largest of the seasons from j to the end */
} mode_work;

struct qn_unit_work {
  const qn_context *x;
  qn_unit_state state;
  int present, interim; /* modes, -1 none */
  int levels;
  double today_cny;            /* bill and upkeep of staying in the first season */
  mode_work *bought;           /* [n_modes * LEVELS] */
  mode_work *kept;             /* present and interim: [2 * LEVELS] */
  unsigned char *fits;         /* [n_modes] the unit may turn to it */
  qn_performance *performance; /* [n_modes] of units of this station and indoor temperature: */
  const qn_season *station;
  double indoor_degc;
};

qn_status qn_unit_work_new(qn_unit_work **out, const qn_context *context) {
  qn_unit_work *w = calloc(1, sizeof *w);
  if (!w) return QN_ENOMEM;
  w->x = context;
  w->bought = calloc((size_t)context->region->n_modes * LEVELS + 1, sizeof *w->bought);
  w->kept = calloc((size_t)2 * LEVELS, sizeof *w->kept);
  w->fits = calloc((size_t)context->region->n_modes + 1, 1);
  w->performance = calloc((size_t)context->region->n_modes + 1, sizeof *w->performance);
  if (!w->bought || !w->kept || !w->fits || !w->performance) {
    qn_unit_work_free(w);
    return QN_ENOMEM;
  }
  *out = w;
  return QN_OK;
}

void qn_unit_work_free(qn_unit_work *work) {
  if (!work) return;
  free(work->bought);
  free(work->kept);
  free(work->fits);
  free(work->performance);
  free(work);
}

const qn_unit_state *qn_unit_work_state(const qn_unit_work *work) {
  return &work->state;
}

static const mode_work *kept_mode(qn_unit_work *w, int interim, int level) {
  mode_work *m = &w->kept[interim * LEVELS + level];
  if (!m->is_made)
    qn_running_make(m->running, w->x, &w->state, interim ? w->interim : w->present, level, 1);
  m->is_made = 1;
  return m;
}

static const mode_work *bought_mode(qn_unit_work *w, int mode, int level) {
  mode_work *m = &w->bought[mode * LEVELS + level];
  if (m->is_made) return m;
  m->is_made = 1;
  qn_running_make(m->running, w->x, &w->state, mode, level, 0);
  m->n_part = qn_parts_of(w->x, mode, w->state.zone, m->parts);
  for (int i = 0; i < m->n_part; i++) {
    double *cost = m->part_cny[i];
    qn_part_cny(cost, w->x, &w->state, m->parts[i], level);
    for (int j = w->x->time.n_season - 1; j-- > 0;) cost[j] = fmax(cost[j], cost[j + 1]);
  }
  return m;
}

/* Performance of all modes at the unit, as of the unit before where nothing it rests on differs. */
static void rate_modes(qn_unit_work *w) {
  const qn_season *station = qn_demand_season_of_area(w->x->demand, w->state.area);
  const double indoor = w->state.indoor_degc;
  for (int m = 0; m < w->x->region->n_modes; m++)
    if (station != w->station || indoor < w->indoor_degc || indoor > w->indoor_degc)
      w->performance[m] = qn_context_performance(w->x, m, w->state.area, indoor);
  w->station = station;
  w->indoor_degc = indoor;
  w->state.performance = w->performance;
}

void qn_unit_work_begin(qn_unit_work *work, int unit) {
  const qn_case *c = work->x->region;
  work->state = qn_unit_state_of(work->x, unit);
  rate_modes(work);
  work->present = c->units[unit].i_present_mode;
  work->interim = c->settings.i_interim_mode;
  work->levels = qn_demand_levels(work->x->demand, unit);
  for (int i = 0; i < c->n_modes * LEVELS; i++) work->bought[i].is_made = 0;
  for (int i = 0; i < 2 * LEVELS; i++) work->kept[i].is_made = 0;
  work->today_cny = 0;
  if (work->present >= 0) {
    const qn_running *today = &kept_mode(work, 0, 0)->running[0];
    work->today_cny = today->bill_cny + today->upkeep_cny;
  }
}

const qn_running *qn_unit_work_today(const qn_unit_work *work) {
  return work->kept[0].running;
}

/* ---- which pathways there are ---- */

static int holds(const qn_links *set, int row) {
  for (int i = 0; i < set->count; i++)
    if (set->at[i] == row) return 1;
  return 0;
}

/* A network of that mode can reach the township: a trunk row of a network with such a source. */
static int has_network(const qn_context *x, int township, int mode) {
  for (int i = x->trunks.first[township]; i >= 0; i = x->trunks.next[i])
    if (x->trunk_brings[i * x->region->n_modes + mode]) return 1;
  return 0;
}

static int fits_unit(const qn_unit_work *w, int mode) {
  const qn_case *c = w->x->region;
  const qn_unit_row *u = &c->units[w->state.unit];
  const qn_mode *m = &c->modes[mode];
  if (m->status == QN_MODE_PRESENT || m->room_share < 0.5) return 0;
  if (m->l_zones.count && !holds(&m->l_zones, w->state.zone)) return 0;
  if (u->l_allowed.count && !holds(&u->l_allowed, mode)) return 0;
  if (holds(&u->l_forbidden, mode)) return 0;
  if (u->i_fixed_mode >= 0 && u->i_fixed_mode != mode) return 0;
  const qn_season *season = qn_demand_season_of_area(w->x->demand, w->state.area);
  if (season->design_degc < m->coldest_degc) return 0;
  if ((m->is_network || m->needs_trunk == QN_HEAT_TRUNK) &&
      u->heat_distance_m > m->max_heat_distance_m)
    return 0;
  if (m->needs_trunk == QN_GAS_TRUNK &&
      (u->gas_distance_m > m->max_gas_distance_m || w->x->gas_trunk[w->state.township] < 0))
    return 0;
  return !m->is_network || has_network(w->x, w->state.township, mode);
}

/* First season in which the gas trunk of the township can stand. */
static int trunk_season(const qn_unit_work *w, int mode) {
  const qn_case *c = w->x->region;
  if (c->modes[mode].needs_trunk != QN_GAS_TRUNK) return 0;
  const qn_trunk *t = &c->trunks[w->x->gas_trunk[w->state.township]];
  if (t->is_built || t->earliest == QN_NO_INT) return 0;
  const int first = t->earliest - w->x->time.base - 1;
  return first > 0 ? first : 0;
}

typedef struct {
  qn_pathway *out;
  size_t most, count;
} path_list;

static void put(path_list *list, int mode, int level, int season, int interim) {
  if (list->count < list->most)
    list->out[list->count] = (qn_pathway){(short)mode, (short)level, (short)season, (short)interim};
  list->count++;
}

static int may_use_interim(const qn_unit_work *w) {
  const qn_case *c = w->x->region;
  if (w->interim < 0 || w->present < 0 || w->interim == w->present) return 0;
  const int carrier = c->modes[w->present].i_carrier;
  return carrier >= 0 && c->carriers[carrier].is_scattered_coal;
}

size_t qn_pathway_list(qn_unit_work *work, qn_pathway *out, size_t most) {
  const qn_context *x = work->x;
  const qn_case *c = x->region;
  const qn_unit_row *u = &c->units[work->state.unit];
  path_list list = {out, most, 0};
  const int fixed = u->fixed_year == QN_NO_INT ? -1 : u->fixed_year - x->time.base - 1;
  const int is_new = work->present < 0;
  const int is_attached = !is_new && c->modes[work->present].is_network;
  const int is_gone = u->demolition_year != QN_NO_INT;
  const int interim = may_use_interim(work);
  const int keeps = u->i_fixed_mode < 0 || u->i_fixed_mode == work->present;
  if (!is_new && (is_gone || (keeps && u->fixed_year == QN_NO_INT))) {
    put(&list, work->present, 0, -1, 0);
    if (interim) put(&list, work->present, 0, -1, 1);
  }
  for (int m = 0; m < c->n_modes; m++)
    work->fits[m] = !is_attached && m != work->present && fits_unit(work, m) != 0;
  for (int t = 0; !is_gone && t < x->time.n_decision; t++) {
    if (fixed >= 0 && t != fixed) continue;
    for (int r = 1; !is_new && keeps && r <= work->levels; r++) put(&list, work->present, r, t, 0);
    if (is_new && t != u->first_year - x->time.base - 1) continue;
    for (int m = 0; m < c->n_modes; m++) {
      if (!work->fits[m] || t < trunk_season(work, m)) continue;
      for (int r = 0; r <= work->levels; r++) {
        put(&list, m, r, t, 0);
        if (interim && t > 0 && r == 0) put(&list, m, r, t, 1);
      }
    }
  }
  return list.count;
}

/* ---- the account ---- */

static void scale_running(qn_running *r, double by) {
  r->energy_cny *= by;
  r->bill_cny *= by;
  r->use *= by;
  r->straw_use *= by;
  r->coal_t *= by;
  r->heat_kwh *= by;
}

/* Strings the seasons together: what is there today until the season of conversion, the new mode
 * from then on, both in that season where a share of standby heat is set. */
static void string_seasons(qn_account *a, qn_unit_work *w) {
  const qn_context *x = w->x;
  const qn_pathway p = a->path;
  const int n = x->time.n_season, from = p.season < 0 ? n : p.season;
  const int old_mode = p.interim ? w->interim : w->present;
  const int converts = p.mode != w->present;
  const mode_work *before = w->present >= 0 ? kept_mode(w, p.interim, 0) : NULL;
  const mode_work *after = from == n  ? NULL
                           : converts ? bought_mode(w, p.mode, p.level)
                                      : kept_mode(w, 0, p.level);
  for (int j = 0; j < n; j++) {
    const int is_after = j >= from;
    a->mode[j] = is_after ? p.mode : old_mode;
    a->level[j] = is_after ? p.level : 0;
    a->is_present[j] = !is_after || !converts;
    a->running[j] = is_after ? after->running[j] : before ? before->running[j] : (qn_running){0};
  }
  a->standby_mode = -1;
  const double share = x->region->settings.standby_share;
  if (from < n && converts && w->present >= 0) {
    const qn_mode *old = &x->region->modes[old_mode];
    a->standby_cny = old->standby_cny_household * w->state.households[from];
    if (share > 0 && !old->is_network) {
      a->standby = kept_mode(w, p.interim, p.level)->running[from];
      a->standby_mode = old_mode;
      scale_running(&a->standby, share);
      scale_running(&a->running[from], 1 - share);
    }
  }
}

static double bill_of(const qn_account *a, int j) {
  return a->running[j].bill_cny +
         (a->standby_mode >= 0 && j == a->path.season ? a->standby.bill_cny : 0);
}

/* Adds the investments of the mode's parts and of the retrofit; returns their discounted cost with
 * renewals and residual values, and in counted[] the undiscounted sums by payer of renewals. */
static double add_investment(qn_account *a, qn_unit_work *w, double part_cost_of_payer[QN_PAYERS]) {
  const qn_context *x = w->x;
  const qn_case *c = x->region;
  const qn_pathway p = a->path;
  double cost = 0;
  if (p.season < 0) return 0;
  if (p.mode != w->present) {
    const mode_work *m = bought_mode(w, p.mode, p.level);
    a->n_part = m->n_part;
    for (int i = 0; i < m->n_part; i++) {
      const qn_mode_part *part = &c->mode_parts[m->parts[i]];
      const double cny = m->part_cny[i][p.season];
      a->parts[i] = m->parts[i];
      a->part_cny[i] = cny;
      a->invest_cny[part->payer] += cny;
      cost += cny * qn_timeline_capital(&x->time, p.season, part->life_a, part->is_equipment);
      const int life = part->life_a < 1 ? 1 : (int)lround(part->life_a);
      for (int j = p.season; j < x->time.n_season; j += life) {
        part_cost_of_payer[part->payer] += cny * x->time.discount[j];
        if (!part->is_equipment) break;
      }
    }
  }
  const int year = qn_timeline_year(&x->time, p.season);
  for (int i = 0; p.level > 0 && i < qn_demand_pieces(x->demand, w->state.unit); i++) {
    const qn_retrofit *row;
    const double cny =
        qn_demand_piece_retrofit_cny(x->demand, w->state.unit, i, year, p.level, &row);
    if (!row) continue;
    a->retrofit_cny += cny;
    a->invest_cny[row->payer] += cny;
    part_cost_of_payer[row->payer] += cny * x->time.discount[p.season];
    cost += cny * qn_timeline_capital(&x->time, p.season, row->life_a, 0);
  }
  return cost;
}

/* ---- subsidies ---- */

static int rule_fits(const qn_unit_work *w, const qn_subsidy *rule, qn_pathway p) {
  const qn_case *c = w->x->region;
  const int year = qn_timeline_year(&w->x->time, p.season);
  if (year < rule->cohort_from || year > rule->cohort_to) return 0;
  if (rule->i_zone >= 0 && rule->i_zone != w->state.zone) return 0;
  if (!qn_case_area_within(c, w->state.area, rule->i_area)) return 0;
  return rule->l_modes.count ? holds(&rule->l_modes, p.mode)
                             : c->modes[p.mode].status == QN_MODE_CANDIDATE;
}

/* What a rule gives before it meets what is left to pay. base_cny: the cost its share is of. */
static double rule_amount(const qn_unit_work *w, const qn_subsidy *rule, double base_cny, double kw,
                          double use, int j) {
  const double n = w->state.households[j];
  double amount = 0;
  if (rule->base == QN_BASE_COST) amount = rule->share * base_cny;
  if (rule->base == QN_BASE_HOUSEHOLD) amount = rule->rate_cny * n;
  if (rule->base == QN_BASE_M2) amount = rule->rate_cny * w->state.area_m2[j];
  if (rule->base == QN_BASE_KW) amount = rule->rate_cny * kw;
  if (rule->base == QN_BASE_USE && n > 0)
    amount = rule->rate_cny * n * (isnan(rule->use_cap) ? use / n : fmin(use / n, rule->use_cap));
  return isnan(rule->cap_cny) ? amount : fmin(amount, rule->cap_cny * n);
}

static void share_out(double by_payer[QN_PAYERS], const qn_subsidy *rule, double amount) {
  by_payer[QN_PAY_CENTRAL] += rule->central * amount;
  by_payer[QN_PAY_PROVINCE] += rule->province * amount;
  by_payer[QN_PAY_PREFECTURE] += rule->prefecture * amount;
  by_payer[QN_PAY_COUNTY] += rule->county * amount;
  by_payer[QN_PAY_COMPANY] += rule->company * amount;
}

/* Subsidies once: on the household's part of the device (kind investment) or of the retrofit. */
static void add_once(qn_account *a, const qn_unit_work *w, int kind, double household_cny) {
  const qn_case *c = w->x->region;
  const qn_pathway p = a->path;
  const int year = qn_timeline_year(&w->x->time, p.season);
  const double kw = qn_demand_design_kw(w->x->demand, w->state.unit, year, p.level);
  double left = household_cny;
  for (int i = 0; i < c->n_subsidies; i++) {
    const qn_subsidy *rule = &c->subsidies[i];
    if (rule->kind != kind || !rule_fits(w, rule, p)) continue;
    if (rule->base == QN_BASE_USE) continue;
    const double amount = fmin(left, rule_amount(w, rule, household_cny, kw, 0, p.season));
    left -= amount;
    share_out(a->subsidy_cny, rule, amount);
  }
}

static void add_running(qn_account *a, const qn_unit_work *w) {
  const qn_context *x = w->x;
  const qn_case *c = x->region;
  const qn_pathway p = a->path;
  for (int i = 0; i < c->n_subsidies; i++) {
    const qn_subsidy *rule = &c->subsidies[i];
    if (rule->kind != QN_SUBSIDY_RUNNING || !rule_fits(w, rule, p)) continue;
    for (int j = p.season; j < x->time.n_season; j++) {
      const int age = j - p.season + 1;
      if (age < rule->age_from || age > rule->age_to) continue;
      const double kw = rule->base == QN_BASE_KW
                            ? qn_demand_design_kw(x->demand, w->state.unit,
                                                  qn_timeline_year(&x->time, j), p.level)
                            : 0;
      const double bill = bill_of(a, j), left = bill - a->running_subsidy_cny[j];
      const double amount = fmin(left, rule_amount(w, rule, bill, kw, a->running[j].use, j));
      a->running_subsidy_cny[j] += amount;
      share_out(a->running_share[j], rule, amount);
    }
  }
}

static void add_subsidies(qn_account *a, const qn_unit_work *w) {
  const qn_pathway p = a->path;
  double household_retrofit = 0, household_parts = 0;
  if (p.season < 0) return;
  const int year = qn_timeline_year(&w->x->time, p.season);
  for (int i = 0; p.level > 0 && i < qn_demand_pieces(w->x->demand, w->state.unit); i++) {
    const qn_retrofit *row;
    const double cny =
        qn_demand_piece_retrofit_cny(w->x->demand, w->state.unit, i, year, p.level, &row);
    if (row && row->payer == QN_PAY_HOUSEHOLD) household_retrofit += cny;
  }
  for (int i = 0; i < a->n_part; i++)
    if (w->x->region->mode_parts[a->parts[i]].payer == QN_PAY_HOUSEHOLD)
      household_parts += a->part_cny[i];
  if (p.mode != w->present) {
    add_once(a, w, QN_SUBSIDY_INVESTMENT, household_parts);
    add_running(a, w);
  }
  if (p.level > 0) add_once(a, w, QN_SUBSIDY_RETROFIT, household_retrofit);
}

/* ---- burden and objective ---- */

static void add_burden(qn_account *a, const qn_unit_work *w) {
  const double income = w->x->region->units[w->state.unit].income_cny;
  const int from = a->path.season < 0 ? 0 : a->path.season;
  a->burden = a->burden_rise = NAN;
  if (!(income > 0)) return;
  double worst = 0;
  for (int j = from; j < w->x->time.n_season; j++) {
    const double n = w->state.households[j];
    if (!(n > 0)) continue;
    const double paid = bill_of(a, j) + a->running[j].upkeep_cny - a->running_subsidy_cny[j];
    worst = fmax(worst, paid / n / income);
  }
  a->burden = worst;
  if (w->present >= 0 && w->state.households[0] > 0 && a->path.season >= 0)
    a->burden_rise = worst - w->today_cny / w->state.households[0] / income;
}

static double emission_price_cny(const qn_context *x, int mode, const qn_running *r) {
  double cny = 0;
  for (int q = 0; q < x->region->n_pollutants; q++) {
    const double price = x->region->pollutants[q].price_cny_kg;
    if (price > 0) cny += price * qn_running_emission_kg(x, mode, r, q);
  }
  return cny;
}

/* Running cost of a season in the objective. */
static double season_cny(const qn_account *a, const qn_context *x, int j) {
  const qn_running *r = &a->running[j];
  const int is_standby = a->standby_mode >= 0 && j == a->path.season;
  const int objective = x->region->settings.objective;
  if (objective == QN_PUBLIC) {
    double sum = 0;
    for (int p = QN_PAY_CENTRAL; p <= QN_PAY_COUNTY; p++) sum += a->running_share[j][p];
    return sum;
  }
  if (objective == QN_HOUSEHOLD)
    return bill_of(a, j) + r->upkeep_cny + r->renewal_household_cny - a->running_subsidy_cny[j];
  double sum = r->energy_cny + r->upkeep_cny + r->labour_cny + r->renewal_cny +
               (is_standby ? a->standby.energy_cny : 0);
  if (objective == QN_WEIGHTED && a->mode[j] >= 0) {
    sum += emission_price_cny(x, a->mode[j], r);
    if (is_standby) sum += emission_price_cny(x, a->standby_mode, &a->standby);
  }
  return sum;
}

static double once_cny(const qn_account *a, const qn_unit_work *w, double capital_cny,
                       const double part_cost_of_payer[QN_PAYERS]) {
  const qn_context *x = w->x;
  const int objective = x->region->settings.objective, t = a->path.season;
  if (t < 0) return 0;
  if (objective == QN_SOCIAL || objective == QN_WEIGHTED)
    return capital_cny + x->time.discount[t] * a->standby_cny;
  double sum = 0;
  if (objective == QN_PUBLIC) {
    for (int p = QN_PAY_CENTRAL; p <= QN_PAY_COUNTY; p++)
      sum += part_cost_of_payer[p] + x->time.discount[t] * a->subsidy_cny[p];
    return sum;
  }
  sum = part_cost_of_payer[QN_PAY_HOUSEHOLD];
  for (int p = 0; p < QN_PAYERS; p++) sum -= x->time.discount[t] * a->subsidy_cny[p];
  if (a->path.mode != w->present)
    sum += x->time.discount[t] * w->state.area_m2[t] *
           qn_connection_cny_m2(x, &w->state, a->path.mode, t);
  return sum;
}

void qn_pathway_account(qn_account *out, qn_unit_work *work, qn_pathway path) {
  const qn_context *x = work->x;
  const qn_settings *g = &x->region->settings;
  double part_cost_of_payer[QN_PAYERS] = {0};
  memset(out, 0, sizeof *out);
  out->path = path;
  string_seasons(out, work);
  const double capital = add_investment(out, work, part_cost_of_payer);
  add_subsidies(out, work);
  add_burden(out, work);
  out->cost_cny = once_cny(out, work, capital, part_cost_of_payer);
  for (int j = 0; j < x->time.n_season; j++)
    out->cost_cny += x->time.discount[j] * season_cny(out, x, j);
  if (g->burden_rule == QN_PRICED && out->burden_rise > g->burden_limit + QN_BURDEN_ROUNDING)
    out->cost_cny += g->burden_price_cny * work->state.households[x->time.n_decision - 1];
}

int qn_account_is_clean(const qn_context *context, const qn_unit_state *unit,
                        const qn_account *account, int season) {
  const qn_mode *modes = context->region->modes;
  const int mode = account->mode[season], year = qn_timeline_year(&context->time, season);
  const int before = account->path.season < 0 || season < account->path.season;
  if (mode < 0 || !(unit->area_m2[season] > 0)) return 0;
  if (modes[mode].is_network)
    return !account->is_present[season] &&
           qn_context_may_be_clean(context, mode, unit->zone, unit->area, year);
  if (before && account->path.interim) return 0;
  return qn_context_is_clean(context, mode, QN_STATE_ANY, unit->zone, unit->area, year);
}
