/* One choice of one unit, recomputed from the tables by going through the seasons b+1..b+E one
 * after the other (docs/model.md sections 2 and 3): what it uses, what it costs and whom. */
#include <math.h>
#include <string.h>

#include "plan/verify_device.h"

static const double HOURS_A_DAY = 24;
static const double SMALL_ROOMS = 2;        /* least room devices of a household */
static const double BURDEN_ROUNDING = 1e-9; /* of a share of income: below any fen */

/* ---- investment ---- */

/* A part of a mode that holds in the unit's zone: a row with the zone replaces the general one. */
static int part_holds(const qn_case *region, const qn_mode_part *part, int mode, int zone) {
  if (part->i_mode != mode || (part->i_zone >= 0 && part->i_zone != zone)) return 0;
  if (part->i_zone >= 0) return 1;
  for (int i = 0; i < region->n_mode_parts; i++) {
    const qn_mode_part *other = &region->mode_parts[i];
    if (other->i_mode == mode && other->i_zone == zone && !strcmp(other->part, part->part))
      return 0;
  }
  return 1;
}

static double branch_m(const qn_unit_row *u, const qn_mode *m) {
  const double m_long = m->needs_trunk == QN_GAS_TRUNK ? u->gas_distance_m : u->heat_distance_m;
  return isnan(m_long) ? 0 : m_long;
}

static double rooms(qn_moment at) {
  const double n = qn_moment_households(at), room_m2 = at.check->region->settings.room_m2;
  return n > 0 ? n * fmax(SMALL_ROOMS, ceil(qn_moment_m2(at) / n / room_m2)) : 0;
}

static double store_kw(qn_moment at, int mode, int level) {
  const qn_unit_row *u = qn_moment_unit(at);
  const int carrier = qn_moment_mode(at, mode)->i_carrier;
  const double h =
      carrier < 0
          ? 0
          : qn_check_bands(at.check, u->i_area, u->i_zone, carrier, at.season)->valley_hours;
  return h > 0 ? HOURS_A_DAY * qn_moment_kw(at, level) / h : qn_moment_kw(at, level);
}

/* Quantity of a part in one season. */
static double quantity(qn_moment at, int mode, int level, int per) {
  const qn_unit_row *u = qn_moment_unit(at);
  switch (per) {
    case QN_PER_HOUSEHOLD:
      return qn_moment_households(at);
    case QN_PER_KW:
      return qn_moment_kw(at, level) / qn_moment_capacity(at, mode);
    case QN_PER_STORE_KW:
      return store_kw(at, mode, level);
    case QN_PER_M2:
      return qn_moment_m2(at);
    case QN_PER_BRANCH_M:
      return branch_m(u, qn_moment_mode(at, mode));
    case QN_PER_ROOM:
      return rooms(at);
    case QN_PER_KVA:
      return u->i_feeder < 0 && qn_check_is_electric(at.check, qn_moment_mode(at, mode)->i_carrier)
                 ? qn_moment_kva(at, mode, level)
                 : 0;
    default:
      return 0;
  }
}

/* Largest quantity from the moment to the last season. */
static double largest(qn_moment at, int mode, int level, int per) {
  double most = 0;
  for (; at.season <= at.check->last; at.season++)
    most = fmax(most, quantity(at, mode, level, per));
  return most;
}

static void buy_parts(qn_moment at, int mode, int level, qn_unit_account *account) {
  const qn_case *region = at.check->region;
  for (int i = 0; i < region->n_mode_parts; i++) {
    const qn_mode_part *part = &region->mode_parts[i];
    if (!part_holds(region, part, mode, qn_moment_unit(at)->i_zone)) continue;
    const double cny = part->cost_cny * largest(at, mode, level, part->per);
    account->part_cny[part->payer] += cny;
    account->capital_cny +=
        qn_check_capital(at.check, cny, part->life_a, at.season, part->is_equipment);
    const int life = qn_check_life(part->life_a);
    for (int s = at.season; s <= at.check->last; s += life) {
      account->renewed_cny[part->payer] += qn_check_discount(at.check, s) * cny;
      if (!part->is_equipment) break;
    }
  }
}

/* Renewal v(s) of a device that stays: what its equipment wears off in the season. */
static void wear(qn_moment at, int mode, int level, qn_unit_season *season) {
  const qn_case *region = at.check->region;
  for (int i = 0; i < region->n_mode_parts; i++) {
    const qn_mode_part *part = &region->mode_parts[i];
    if (!part->is_equipment || !part_holds(region, part, mode, qn_moment_unit(at)->i_zone))
      continue;
    const double cny =
        part->cost_cny * quantity(at, mode, level, part->per) / qn_check_life(part->life_a);
    season->renewal_cny += cny;
    if (part->payer == QN_PAY_HOUSEHOLD) season->renewal_household_cny += cny;
  }
}

/* Area of a building class in the unit, the moment's year. */
static double class_m2(qn_moment at, int i_class) {
  const qn_case *region = at.check->region;
  const qn_children areas = region->areas_of_unit[at.unit];
  const qn_children years = region->years_of_unit[at.unit];
  double m2 = 0;
  for (int i = areas.first; i < areas.first + areas.count; i++)
    if (region->unit_areas[i].i_class == i_class) m2 += region->unit_areas[i].area_m2;
  for (int i = years.first; i < years.first + years.count; i++) {
    const qn_unit_year *row = &region->unit_years[i];
    if (row->i_class == i_class && row->year <= at.season && row->year <= at.check->horizon)
      m2 += row->added_m2 - row->removed_m2;
  }
  return m2;
}

static void buy_retrofit(qn_moment at, int level, qn_unit_account *account) {
  const qn_case *region = at.check->region;
  const double all_m2 = qn_moment_m2(at);
  for (int i = 0; i < region->n_retrofits; i++) {
    const qn_retrofit *row = &region->retrofits[i];
    if (row->level != level) continue;
    const double m2 = class_m2(at, row->i_class);
    if (!(m2 > 0)) continue;
    const double cny =
        row->cost_cny_m2 * m2 + row->cost_cny_household * qn_moment_households(at) * m2 / all_m2;
    account->retrofit_cny[row->payer] += cny;
    account->capital_cny += qn_check_capital(at.check, cny, row->life_a, at.season, 0);
  }
}

/* ---- subsidies ---- */

static int subsidy_fits(qn_moment at, const qn_subsidy *rule, const qn_unit_choice *choice) {
  const qn_unit_row *u = qn_moment_unit(at);
  if (!qn_case_area_within(at.check->region, u->i_area, rule->i_area)) return 0;
  if (rule->i_zone >= 0 && rule->i_zone != u->i_zone) return 0;
  if (choice->year < rule->cohort_from || choice->year > rule->cohort_to) return 0;
  return rule->l_modes.count ? qn_check_has(rule->l_modes, choice->mode)
                             : qn_moment_mode(at, choice->mode)->status == QN_MODE_CANDIDATE;
}

/* What a rule gives before it meets what is left to pay. use: of the mode's own carrier. */
static double subsidy_wish(qn_moment at, const qn_subsidy *rule, int level, double cost,
                           double use) {
  const double n = qn_moment_households(at);
  double cny = 0;
  switch (rule->base) {
    case QN_BASE_COST:
      cny = rule->share * cost;
      break;
    case QN_BASE_HOUSEHOLD:
      cny = rule->rate_cny * n;
      break;
    case QN_BASE_M2:
      cny = rule->rate_cny * qn_moment_m2(at);
      break;
    case QN_BASE_KW:
      cny = rule->rate_cny * qn_moment_kw(at, level);
      break;
    case QN_BASE_USE:
      cny = rule->rate_cny * (isnan(rule->use_cap) ? use : fmin(use, rule->use_cap * n));
      break;
    default:
      break;
  }
  return isnan(rule->cap_cny) ? cny : fmin(cny, rule->cap_cny * n);
}

static void share_out(const qn_subsidy *rule, double cny, double by_payer[QN_PAYERS]) {
  by_payer[QN_PAY_CENTRAL] += rule->central * cny;
  by_payer[QN_PAY_PROVINCE] += rule->province * cny;
  by_payer[QN_PAY_PREFECTURE] += rule->prefecture * cny;
  by_payer[QN_PAY_COUNTY] += rule->county * cny;
  by_payer[QN_PAY_COMPANY] += rule->company * cny;
}

/* All rules of a kind in table order, each at most what is left of cost. */
static void subsidise(qn_moment at, const qn_unit_choice *choice, int kind, double cost, double use,
                      double by_payer[QN_PAYERS]) {
  const qn_case *region = at.check->region;
  const int age = at.season - choice->year + 1;
  double left = cost;
  for (int i = 0; i < region->n_subsidies; i++) {
    const qn_subsidy *rule = &region->subsidies[i];
    if (rule->kind != kind || !subsidy_fits(at, rule, choice)) continue;
    if (kind == QN_SUBSIDY_RUNNING && (age < rule->age_from || age > rule->age_to)) continue;
    const double given = fmin(left, subsidy_wish(at, rule, choice->level, cost, use));
    share_out(rule, given, by_payer);
    left -= given;
  }
}

static double sum_of(const double by_payer[QN_PAYERS]) {
  double sum = 0;
  for (int p = 0; p < QN_PAYERS; p++) sum += by_payer[p];
  return sum;
}

/* ---- one season of the choice ---- */

static void add_running(qn_unit_season *season, const qn_running *device, double share) {
  season->energy_cny += share * device->cost_cny;
  season->bill_cny += share * device->bill_cny;
  for (int i = 0; i < device->n_use; i++) {
    season->use[season->n_use] = device->use[i];
    season->use[season->n_use++].amount *= share;
  }
}

static int old_mode(qn_moment at, const qn_unit_choice *choice) {
  return choice->interim ? at.check->region->settings.i_interim_mode
                         : qn_moment_unit(at)->i_present_mode;
}

static void set_peak(qn_moment at, qn_unit_season *season) {
  season->peak_carrier = qn_moment_mode(at, season->mode)->i_carrier;
  if (season->peak_carrier < 0) return;
  season->peak = qn_check_is_electric(at.check, season->peak_carrier)
                     ? qn_moment_kva(at, season->mode, season->level)
                     : qn_moment_units_a_day(at, season->mode, season->level);
}

static void set_coal(const qn_case *region, qn_unit_season *season) {
  for (int i = 0; i < season->n_use; i++)
    if (region->carriers[season->use[i].carrier].is_scattered_coal)
      season->coal += season->use[i].amount;
}

/* Runs the mode in use; in the season of a conversion the old device gives its standby share. */
static void run_season(qn_moment at, const qn_unit_account *account, qn_unit_season *season) {
  const qn_unit_choice *choice = &account->choice;
  const int is_old = !account->is_conversion || at.season < choice->year;
  const qn_running device = qn_moment_run(at, season->mode, season->level, is_old);
  double standby = 0;
  if (account->is_conversion && !account->is_development && at.season == choice->year) {
    standby = at.check->region->settings.standby_share;
    if (standby > 0) {
      const qn_running old = qn_moment_run(at, old_mode(at, choice), season->level, 1);
      add_running(season, &old, standby);
    }
  }
  add_running(season, &device, 1 - standby);
  if (!is_old) {
    const double use = device.n_use ? (1 - standby) * device.use[0].amount : 0;
    subsidise(at, choice, QN_SUBSIDY_RUNNING, season->bill_cny, use, season->running_subsidy_cny);
  }
}

static int exists(qn_moment at) {
  const qn_unit_row *u = qn_moment_unit(at);
  return !(u->first_year != QN_NO_INT && at.season < u->first_year) &&
         !(u->demolition_year != QN_NO_INT && at.season >= u->demolition_year);
}

static void fill_season(qn_moment at, const qn_unit_account *account, qn_unit_season *season) {
  const qn_unit_choice *choice = &account->choice;
  const int is_changed = choice->year && at.season >= choice->year;
  const int present = qn_moment_unit(at)->i_present_mode;
  *season = (qn_unit_season){.mode = is_changed ? choice->mode : old_mode(at, choice),
                             .level = is_changed ? choice->level : 0,
                             .peak_carrier = -1};
  if (!exists(at)) season->mode = -1;
  if (season->mode < 0) return;
  const qn_mode *m = qn_moment_mode(at, season->mode);
  season->households = qn_moment_households(at);
  season->area_m2 = qn_moment_m2(at);
  season->design_kw = qn_moment_kw(at, season->level);
  season->upkeep_cny = m->om_cny_household * season->households + m->om_cny_m2 * season->area_m2;
  season->labour_cny = m->labour_cny_household * season->households;
  run_season(at, account, season);
  set_coal(at.check->region, season);
  set_peak(at, season);
  const int is_old = !account->is_conversion || !is_changed;
  if (is_old && !qn_moment_mode(at, present)->is_network)
    wear(at, season->mode, season->level, season);
}

/* ---- the year of the choice ---- */

static void fill_year(qn_moment at, qn_unit_account *account) {
  const qn_unit_choice *choice = &account->choice;
  if (choice->level > 0) {
    buy_retrofit(at, choice->level, account);
    subsidise(at, choice, QN_SUBSIDY_RETROFIT, account->retrofit_cny[QN_PAY_HOUSEHOLD], 0,
              account->invest_subsidy_cny);
  }
  if (!account->is_conversion) return;
  buy_parts(at, choice->mode, choice->level, account);
  subsidise(at, choice, QN_SUBSIDY_INVESTMENT, account->part_cny[QN_PAY_HOUSEHOLD], 0,
            account->invest_subsidy_cny);
  if (qn_moment_mode(at, choice->mode)->is_network) {
    const qn_tariff *tariff = qn_moment_heat_tariff(at, choice->mode);
    if (tariff) account->connection_cny = tariff->connection_cny_m2 * qn_moment_m2(at);
  }
  if (!account->is_development)
    account->standby_cny =
        qn_moment_mode(at, old_mode(at, choice))->standby_cny_household * qn_moment_households(at);
}

/* ---- burden ---- */

static double burden_of(qn_moment at, const qn_unit_season *season) {
  const double paid = season->bill_cny + season->upkeep_cny - sum_of(season->running_subsidy_cny);
  return paid / qn_moment_households(at) / qn_moment_unit(at)->income_cny;
}

static double burden_today(qn_moment at) {
  const int present = qn_moment_unit(at)->i_present_mode;
  if (present < 0 || !(qn_moment_households(at) > 0)) return NAN;
  const qn_running device = qn_moment_run(at, present, 0, 1);
  const qn_mode *m = qn_moment_mode(at, present);
  const qn_unit_season season = {.bill_cny = device.bill_cny,
                                 .upkeep_cny = m->om_cny_household * qn_moment_households(at) +
                                               m->om_cny_m2 * qn_moment_m2(at)};
  return burden_of(at, &season);
}

static void fill_burden(qn_moment at, qn_unit_account *account) {
  account->burden_today = account->burden_worst = account->burden_rise = NAN;
  if (!(qn_moment_unit(at)->income_cny > 0)) return;
  account->burden_today = burden_today(at);
  if (!account->choice.year) return;
  for (at.season = account->choice.year; at.season <= at.check->last; at.season++) {
    if (!(qn_moment_households(at) > 0)) continue;
    const double burden = burden_of(at, &account->season[at.season - at.check->base - 1]);
    if (!(burden <= account->burden_worst)) account->burden_worst = burden;
  }
  account->burden_rise = account->burden_worst - account->burden_today;
}

/* ---- public ---- */

double qn_check_staying_coal(qn_check *check, int unit, int season) {
  const qn_moment at = {check, unit, season};
  const int present = qn_moment_unit(at)->i_present_mode;
  qn_unit_season now = {0};
  if (present < 0 || !exists(at)) return 0;
  const qn_running device = qn_moment_run(at, present, 0, 1);
  add_running(&now, &device, 1);
  set_coal(check->region, &now);
  return now.coal;
}

void qn_check_unit(qn_check *check, const qn_unit_choice *choice, qn_unit_account *account) {
  const int present = check->region->units[choice->unit].i_present_mode;
  qn_unit_season *season = account->season;
  *account = (qn_unit_account){.choice = *choice,
                               .season = season,
                               .township = qn_check_township(check->region, choice->unit),
                               .is_development = present < 0,
                               .is_conversion = choice->year && choice->mode != present};
  qn_moment at = {check, choice->unit, check->base + 1};
  for (; at.season <= check->last; at.season++)
    fill_season(at, account, &season[at.season - check->base - 1]);
  at.season = choice->year;
  if (choice->year) fill_year(at, account);
  at.season = check->base + 1;
  fill_burden(at, account);
}

static double social_season(const qn_unit_season *season) {
  return season->energy_cny + season->upkeep_cny + season->labour_cny + season->renewal_cny;
}

static double household_season(const qn_unit_season *season) {
  return season->bill_cny + season->upkeep_cny + season->renewal_household_cny -
         sum_of(season->running_subsidy_cny);
}

static double public_money(const double by_payer[QN_PAYERS]) {
  double sum = 0;
  for (int p = QN_PAY_CENTRAL; p <= QN_PAY_COUNTY; p++) sum += by_payer[p];
  return sum;
}

static double emission_price(const qn_check *check, const qn_unit_season *season) {
  double cny = 0;
  for (int i = 0; i < season->n_use; i++)
    cny += season->use[i].amount *
           qn_check_emission_cny(check, season->use[i].carrier, season->use[i].sector);
  return cny;
}

double qn_check_unit_cost(const qn_check *check, int objective, const qn_unit_account *account) {
  const int t = account->choice.year;
  const double in_year = t ? qn_check_discount(check, t) : 0;
  double cny = 0;
  if (objective == QN_PUBLIC)
    cny =
        public_money(account->renewed_cny) +
        in_year * (public_money(account->retrofit_cny) + public_money(account->invest_subsidy_cny));
  else if (objective == QN_HOUSEHOLD)
    cny = account->renewed_cny[QN_PAY_HOUSEHOLD] +
          in_year * (account->retrofit_cny[QN_PAY_HOUSEHOLD] - sum_of(account->invest_subsidy_cny) +
                     account->connection_cny);
  else
    cny = account->capital_cny + in_year * account->standby_cny;
  for (int j = 0; j < check->n_all; j++) {
    const qn_unit_season *season = &account->season[j];
    const double d = qn_check_discount(check, check->base + 1 + j);
    if (objective == QN_PUBLIC)
      cny += d * public_money(season->running_subsidy_cny);
    else if (objective == QN_HOUSEHOLD)
      cny += d * household_season(season);
    else
      cny += d * social_season(season);
    if (objective == QN_WEIGHTED) cny += d * emission_price(check, season);
  }
  return cny;
}

double qn_check_unit_paid(const qn_check *check, const qn_unit_account *account, int payer,
                          int year) {
  const qn_unit_season *season = &account->season[year - check->base - 1];
  double cny = 0;
  if (account->choice.year == year) {
    cny = account->part_cny[payer] + account->retrofit_cny[payer] +
          account->invest_subsidy_cny[payer];
    if (payer == QN_PAY_HOUSEHOLD) cny -= sum_of(account->invest_subsidy_cny);
  }
  return cny + season->running_subsidy_cny[payer];
}

int qn_check_is_over_burden(const qn_check *check, const qn_unit_account *account) {
  return account->burden_rise > check->region->settings.burden_limit + BURDEN_ROUNDING;
}

double qn_check_burden_price(const qn_check *check, const qn_unit_account *account) {
  const qn_settings *settings = &check->region->settings;
  if (settings->burden_rule != QN_PRICED || !qn_check_is_over_burden(check, account)) return 0;
  return settings->burden_price_cny *
         qn_demand_households(check->demand, account->choice.unit, check->horizon);
}
