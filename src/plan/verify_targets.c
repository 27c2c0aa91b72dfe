/* Targets (docs/model.md section 6): what each unit, source and project adds to the left side at
 * the season of the target, and the row that follows. */
#include <math.h>
#include <string.h>

#include "base/units.h"
#include "case/metric.h"
#include "plan/verify_parts.h"

/* Tolerances where a target gives none: of the value for equality, of a rate. */
static const double EQUAL_REL = 0.005, RATE_POINTS = 0.0001;

static int season_of(const qn_target *target) {
  return qn_season_of_date(target->date);
}
static int is_rate(const qn_target *target) {
  return target->metric == QN_CLEAN_RATE_AREA || target->metric == QN_CLEAN_RATE_HOUSEHOLDS;
}
static int counts_households(const qn_target *target) {
  return target->metric == QN_CLEAN_RATE_HOUSEHOLDS || target->metric == QN_CLEAN_HOUSEHOLDS ||
         target->metric == QN_MODE_HOUSEHOLDS || target->metric == QN_UPGRADED_HOUSEHOLDS;
}
static int since(const qn_target *target, int year) {
  return year && (target->since_year == QN_NO_INT || year >= target->since_year);
}
static int mode_counts(const qn_target *target, int mode) {
  return !target->l_modes.count || qn_check_has(target->l_modes, mode);
}

static int area_counts(const qn_case *region, const qn_target *target, int area) {
  if (!qn_case_area_within(region, area, target->i_area)) return 0;
  for (int i = 0; i < target->l_excluded.count; i++)
    if (qn_case_area_within(region, area, target->l_excluded.at[i])) return 0;
  return 1;
}

static int unit_counts(const qn_case *region, const qn_target *target, const qn_unit_row *u) {
  return area_counts(region, target, u->i_area) &&
         (target->i_zone < 0 || target->i_zone == u->i_zone) &&
         (target->kind < 0 || target->kind == u->kind) &&
         (target->terrain < 0 || target->terrain == u->terrain);
}

static void add(qn_check *check, int target, double amount) {
  check->sums.target[target] += amount;
  check->sums.target_terms[target] += fabs(amount);
}

/* ---- what hangs on a source ---- */

/* Whether what hangs on source k is heated by a clean state in a season of D; in season b too. */
static int served_clean(const qn_check *check, int k, int season) {
  if (season <= check->base) return qn_check_state_is_clean(check, k, QN_AS_IT_IS, season);
  const int server = qn_check_source_at(check, k, season)->server;
  return server >= 0 && qn_check_source_at(check, server, season)->is_clean;
}

static int source_year(const qn_check *check, int k) {
  return check->decision->sources[k].option < 0 ? 0 : check->decision->sources[k].year;
}

/* Network mode that heats what hangs on k, -1 none: its own after a change of fuel. */
static int served_mode(const qn_check *check, int k, int season) {
  const int server = qn_check_source_at(check, k, season)->server, year = source_year(check, k);
  if (server == k && year && year <= season) {
    const int after = check->region->source_options[check->decision->sources[k].option].i_mode;
    if (after >= 0) return after;
  }
  return server < 0 ? -1 : check->region->sources[server].i_mode;
}

/* Counts what hangs on k as clean, in a stock or as an addition. */
static int attached_is_clean(const qn_check *check, const qn_target *target, int k) {
  const int s = season_of(target), year = source_year(check, k);
  if (!served_clean(check, k, s)) return 0;
  return target->counting != QN_ADDED ||
         (!served_clean(check, k, check->base) && since(target, year) && year <= s);
}

static int attached_in_mode(const qn_check *check, const qn_target *target, int k) {
  const int mode = served_mode(check, k, season_of(target));
  return target->counting != QN_ADDED && mode >= 0 && mode_counts(target, mode);
}

/* An option that improves the source was taken in time, and the mode after it is meant. */
static int attached_is_upgraded(const qn_check *check, const qn_target *target, int k) {
  const int s = season_of(target), year = source_year(check, k);
  if (!since(target, year) || year > s) return 0;
  const int kind = check->region->source_options[check->decision->sources[k].option].kind;
  return kind != QN_OPTION_CLOSE && mode_counts(target, served_mode(check, k, s));
}

/* ---- units ---- */

static int unit_was_clean(const qn_check *check, int unit) {
  const qn_unit_row *u = &check->region->units[unit];
  return u->i_present_mode >= 0 && qn_check_is_clean(check, u->i_present_mode, QN_STATE_ANY,
                                                     u->i_zone, u->i_area, check->base);
}

/* The unit hangs on a source today (and then always). */
static int is_attached(const qn_check *check, int unit) {
  return check->region->units[unit].i_present_source >= 0;
}

static int counts_as_clean(const qn_check *check, const qn_target *target,
                           const qn_unit_account *account) {
  const int unit = account->choice.unit, s = season_of(target), year = account->choice.year;
  if (is_attached(check, unit))
    return attached_is_clean(check, target, check->region->units[unit].i_present_source);
  if (!qn_check_choice_is_clean(check, &account->choice, s)) return 0;
  return target->counting != QN_ADDED ||
         (!unit_was_clean(check, unit) && since(target, year) && year <= s);
}

static int counts_in_mode(const qn_check *check, const qn_target *target,
                          const qn_unit_account *account, const qn_unit_season *season) {
  const int unit = account->choice.unit, year = account->choice.year;
  if (is_attached(check, unit))
    return attached_in_mode(check, target, check->region->units[unit].i_present_source);
  if (target->counting == QN_ADDED &&
      !(account->is_conversion && since(target, year) && year <= season_of(target)))
    return 0;
  return season->mode >= 0 && mode_counts(target, season->mode);
}

static double emission_of(const qn_check *check, const qn_unit_season *season, int pollutant) {
  double kg = 0;
  for (int i = 0; i < season->n_use; i++)
    kg += season->use[i].amount *
          qn_check_emission_kg(check, season->use[i].carrier, season->use[i].sector, pollutant);
  return kg;
}

static void add_unit(qn_check *check, int i, const qn_unit_account *account) {
  const qn_target *target = &check->region->targets[i];
  const int j = season_of(target) - check->base - 1;
  const qn_unit_season *season = &account->season[j];
  const qn_unit_choice *choice = &account->choice;
  const double size =
      choice->share * (counts_households(target) ? season->households : season->area_m2);
  const int source = check->region->units[choice->unit].i_present_source;
  switch (target->metric) {
    case QN_CLEAN_RATE_AREA:
    case QN_CLEAN_RATE_HOUSEHOLDS:
      check->sums.target_total[i] += size; /* and, as every clean metric: */
      /* fall through */
    case QN_CLEAN_AREA:
    case QN_CLEAN_HOUSEHOLDS:
      if (counts_as_clean(check, target, account)) add(check, i, size);
      break;
    case QN_MODE_AREA:
    case QN_MODE_HOUSEHOLDS:
      if (counts_in_mode(check, target, account, season)) add(check, i, size);
      break;
    case QN_UPGRADED_HOUSEHOLDS:
      if (source >= 0 && attached_is_upgraded(check, target, source)) add(check, i, size);
      break;
    case QN_RETROFIT_AREA:
      if (choice->level > 0 && since(target, choice->year) && choice->year <= season_of(target))
        add(check, i, size);
      break;
    case QN_COAL_REMOVED:
      add(check, i,
          choice->share *
              (qn_check_staying_coal(check, choice->unit, season_of(target)) - season->coal));
      break;
    case QN_EMISSION:
      add(check, i, choice->share * emission_of(check, season, target->i_pollutant));
      break;
    default:
      break;
  }
}

static int is_in_plan(const qn_check *check, const qn_target *target) {
  const int season = season_of(target);
  return season > check->base && season <= check->horizon;
}

void qn_check_target_unit(qn_check *check, const qn_unit_account *account) {
  const qn_case *region = check->region;
  const qn_unit_row *u = &region->units[account->choice.unit];
  for (int i = 0; i < region->n_targets; i++)
    if (is_in_plan(check, &region->targets[i]) && unit_counts(region, &region->targets[i], u))
      add_unit(check, i, account);
}

/* ---- sources and projects ---- */

/* A source's own area, row by row: by area and zone alone. */
static void add_own_area(qn_check *check, int i, const qn_source_area *own) {
  const qn_case *region = check->region;
  const qn_target *target = &region->targets[i];
  const double size = counts_households(target) ? own->households : own->area_m2;
  if (target->kind >= 0 || target->terrain >= 0) return;
  if (target->i_zone >= 0 && target->i_zone != own->i_zone) return;
  if (!area_counts(region, target, region->sources[own->i_source].i_area)) return;
  switch (target->metric) {
    case QN_CLEAN_RATE_AREA:
    case QN_CLEAN_RATE_HOUSEHOLDS:
      check->sums.target_total[i] += size;
      /* fall through */
    case QN_CLEAN_AREA:
    case QN_CLEAN_HOUSEHOLDS:
      if (attached_is_clean(check, target, own->i_source)) add(check, i, size);
      break;
    case QN_MODE_AREA:
    case QN_MODE_HOUSEHOLDS:
      if (attached_in_mode(check, target, own->i_source)) add(check, i, size);
      break;
    case QN_UPGRADED_HOUSEHOLDS:
      if (attached_is_upgraded(check, target, own->i_source)) add(check, i, size);
      break;
    default:
      break;
  }
}

/* The boilers are gone: closed, merged, or made over for another fuel. */
static int has_closed(const qn_check *check, int k, int season) {
  const int year = source_year(check, k);
  if (!year) return 0;
  const int kind = check->region->source_options[check->decision->sources[k].option].kind;
  return kind == QN_OPTION_MERGE ? year < season : kind != QN_OPTION_ULTRA_LOW && year <= season;
}

static int is_ultra_low(const qn_check *check, int k, int season) {
  const int year = source_year(check, k);
  return year && year <= season &&
         check->region->source_options[check->decision->sources[k].option].kind ==
             QN_OPTION_ULTRA_LOW;
}

static double source_emission(const qn_check *check, int k, int season, int pollutant) {
  const qn_source_season *now = qn_check_source_at(check, k, season);
  if (now->state == QN_OUT_OF_SERVICE) return 0;
  return now->carrier_use * qn_check_emission_kg(check,
                                                 qn_check_state_carrier(check, k, now->state),
                                                 check->region->sources[k].sector, pollutant);
}

static void add_source(qn_check *check, int i, int k) {
  const qn_target *target = &check->region->targets[i];
  const int s = season_of(target);
  const double tph = check->region->sources[k].boiler_tph;
  if (!area_counts(check->region, target, check->region->sources[k].i_area)) return;
  const int is_whole = target->i_zone < 0 && target->kind < 0 && target->terrain < 0;
  const int is_meant = mode_counts(target, check->region->sources[k].i_mode);
  if (target->metric == QN_CLOSED_TPH && is_meant && has_closed(check, k, s)) add(check, i, tph);
  if (target->metric == QN_ULTRA_LOW_TPH && is_meant && is_ultra_low(check, k, s))
    add(check, i, tph);
  if (target->metric == QN_EMISSION && is_whole)
    add(check, i, source_emission(check, k, s, target->i_pollutant));
}

static void add_project(qn_check *check, int i, int project) {
  const qn_target *target = &check->region->targets[i];
  const qn_project *row = &check->region->projects[project];
  const int year = check->decision->projects[project];
  if (!year || year > season_of(target)) return;
  if (!area_counts(check->region, target, qn_check_project_area(check->region, project))) return;
  if (target->metric == QN_PIPE_KM) add(check, i, row->km);
  if (target->metric == QN_STATIONS) add(check, i, row->stations);
}

/* ---- the rows ---- */

static double tolerance_of(const qn_target *target, double value) {
  if (!isnan(target->tolerance)) return target->tolerance * fabs(value);
  if (target->sense == QN_EQUAL) return EQUAL_REL * fabs(value);
  return is_rate(target) ? RATE_POINTS : 0;
}

static void target_rule(qn_check *check, int i) {
  const qn_target *target = &check->region->targets[i];
  const double size = is_rate(target) ? check->sums.target_total[i] : 1;
  const double value = target->value * qn_target_factor(target);
  if (isnan(value)) {
    qn_check_broken(check, "target", i, target->i_area, season_of(target),
                    QN_N_("its unit does not fit what it measures"));
    return;
  }
  qn_check_rule(check,
                (qn_rule_state){.family = "target",
                                .row = i,
                                .place = target->i_area,
                                .season = season_of(target),
                                .used = check->sums.target[i],
                                .limit = value * size,
                                .sense = target->sense,
                                .scale = check->sums.target_terms[i]},
                tolerance_of(target, value) * size, target->rule, target->price_cny);
}

void qn_check_targets(qn_check *check) {
  const qn_case *region = check->region;
  for (int i = 0; i < region->n_targets; i++) {
    if (!is_in_plan(check, &region->targets[i])) continue;
    for (int a = 0; a < region->n_source_areas; a++)
      add_own_area(check, i, &region->source_areas[a]);
    for (int k = 0; k < region->n_sources; k++) add_source(check, i, k);
    for (int p = 0; p < region->n_projects; p++) add_project(check, i, p);
    target_rule(check, i);
  }
}
