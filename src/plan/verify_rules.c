/* The rows of docs/model.md section 5. Units and sources are added up where they stand, one after
 * the other; then every rule of every table is held against the sums. */
#include <math.h>
#include <string.h>

#include "plan/verify_parts.h"

enum { MOST_NAMED = 100 }; /* broken rules that get a finding each */

/* ---- adding up ---- */

qn_status qn_check_sums_new(qn_check *check) {
  const qn_case *c = check->region;
  const size_t seasons = (size_t)check->n_season, areas = (size_t)c->n_areas;
  qn_sums *sums = &check->sums;
  const struct {
    double **at;
    size_t count;
  } slices[] = {
      {&sums->use, areas * (size_t)c->n_carriers * seasons},
      {&sums->peak, areas * (size_t)c->n_carriers * seasons},
      {&sums->feeder_kva, (size_t)c->n_supplies * seasons},
      {&sums->paid, (areas + 1) * seasons * QN_PAYERS},
      {&sums->attached_kw, (size_t)c->n_sources * seasons},
      {&sums->joiner_kw, areas * (size_t)c->n_modes * seasons},
      {&sums->joiner_flow, areas * (size_t)c->n_modes * seasons},
      {&sums->build, (size_t)c->n_build_limits},
      {&sums->gas_units, (size_t)c->n_trunks * seasons},
      {&sums->target, (size_t)c->n_targets},
      {&sums->target_total, (size_t)c->n_targets},
      {&sums->target_terms, (size_t)c->n_targets},
  };
  const size_t n = sizeof slices / sizeof *slices;
  sums->n_block = 0;
  for (size_t i = 0; i < n; i++) sums->n_block += slices[i].count;
  sums->block = qn_arena_array(check->arena, sums->n_block, sizeof(double));
  if (!sums->block) return QN_ENOMEM;
  double *next = sums->block;
  for (size_t i = 0; i < n; i++) {
    *slices[i].at = next;
    next += slices[i].count;
  }
  for (int k = 0; k < c->n_sources; k++)
    for (int j = 0; j < check->n_season; j++)
      sums->attached_kw[k * check->n_season + j] = qn_demand_source_design_kw(check->demand, k);
  return QN_OK;
}

static size_t use_at(const qn_check *check, int area, int carrier, int j) {
  return ((size_t)area * (size_t)check->region->n_carriers + (size_t)carrier) *
             (size_t)check->n_season +
         (size_t)j;
}

void qn_check_add_use(qn_check *check, int area, int carrier, int season, double use, double peak) {
  const size_t at = use_at(check, area, carrier, season - check->base - 1);
  check->sums.use[at] += use;
  check->sums.peak[at] += peak;
}

/* Payments outside D (year 0: never) are no rule's business. */
void qn_check_add_paid(qn_check *check, int area, int year, int payer, double cny) {
  const int j = year - check->base - 1, place = area >= 0 ? area : check->region->n_areas;
  if (j < 0 || j >= check->n_season) return;
  check->sums.paid[(place * check->n_season + j) * QN_PAYERS + payer] += cny;
}

static void add_season(qn_check *check, const qn_unit_account *account, int j) {
  const qn_unit_row *u = &check->region->units[account->choice.unit];
  const qn_unit_season *season = &account->season[j];
  const double share = account->choice.share;
  const int s = check->base + 1 + j;
  for (int i = 0; i < season->n_use; i++)
    qn_check_add_use(check, u->i_area, season->use[i].carrier, s, share * season->use[i].amount, 0);
  if (season->peak_carrier >= 0)
    qn_check_add_use(check, u->i_area, season->peak_carrier, s, 0, share * season->peak);
  for (int p = 0; p < QN_PAYERS; p++)
    qn_check_add_paid(check, u->i_area, s, p, share * qn_check_unit_paid(check, account, p, s));
  if (season->mode < 0) return;
  const qn_mode *mode = &check->region->modes[season->mode];
  if (u->i_feeder >= 0 && mode->needs_feeder && qn_check_is_electric(check, season->peak_carrier))
    check->sums.feeder_kva[u->i_feeder * check->n_season + j] += share * season->peak;
  if (!mode->is_network) return;
  if (account->is_conversion)
    check->sums
        .joiner_kw[(account->township * check->region->n_modes + season->mode) * check->n_season +
                   j] += share * season->design_kw * (1 + mode->loss);
  else
    check->sums.attached_kw[u->i_present_source * check->n_season + j] += share * season->design_kw;
}

static void add_gas_need(qn_check *check, const qn_unit_account *account) {
  const qn_case *region = check->region;
  if (region->modes[account->choice.mode].needs_trunk != QN_GAS_TRUNK) return;
  const int trunk = qn_check_trunk(check, account->township, "gas");
  for (int s = account->choice.year; trunk >= 0 && s <= check->horizon; s++)
    check->sums.gas_units[trunk * check->n_season + s - check->base - 1] += account->choice.share;
}

/* To the build limits of one area. */
static void add_build_at(qn_check *check, const qn_unit_account *account, int area) {
  const qn_unit_choice *choice = &account->choice;
  const double n = choice->share * account->season[choice->year - check->base - 1].households;
  for (int i = check->first_build[area]; i >= 0; i = check->next_build[i]) {
    const qn_build_limit *row = &check->region->build_limits[i];
    if (row->year == choice->year &&
        (!row->l_modes.count || qn_check_has(row->l_modes, choice->mode)))
      check->sums.build[i] += n;
  }
}

static void add_build(qn_check *check, const qn_unit_account *account) {
  const qn_case *region = check->region;
  for (int a = region->units[account->choice.unit].i_area; a >= 0; a = region->areas[a].i_parent)
    add_build_at(check, account, a);
  add_build_at(check, account, region->n_areas);
}

void qn_check_add_unit(qn_check *check, const qn_unit_account *account) {
  for (int j = 0; j < check->n_season; j++) add_season(check, account, j);
  if (account->is_conversion) add_gas_need(check, account);
  if (account->is_conversion && !account->is_development) add_build(check, account);
  qn_check_target_unit(check, account);
}

/* ---- stating rules ---- */

static const char *area_name(const qn_case *region, int area) {
  return area >= 0 ? region->areas[area].name : "";
}

/* Id of the row that a family's rule comes from (verify.h says which table). */
static const char *row_name(const qn_case *c, const char *family, int row) {
  static const struct {
    const char *family;
    int table;
  } tables[] = {
      {"choose", QN_T_units},        {"choose_source", QN_T_sources},
      {"choose_trunk", QN_T_trunks}, {"choose_project", QN_T_projects},
      {"target", QN_T_targets},      {"peak", QN_T_supplies},
      {"annual", QN_T_supplies},     {"feeder", QN_T_supplies},
      {"storage", QN_T_supplies},    {"modules", QN_T_supplies},
      {"capacity", QN_T_sources},    {"attached", QN_T_sources},
      {"n_minus_1", QN_T_sources},   {"merge", QN_T_sources},
      {"trunk_heat", QN_T_sources},  {"joiners", QN_T_modes},
      {"build", QN_T_build_limits},  {"budget", QN_T_budgets},
      {"trunk_gas", QN_T_trunks},
  };
  for (size_t i = 0; row >= 0 && i < sizeof tables / sizeof *tables; i++) {
    const qn_rows *rows = &c->tables[tables[i].table];
    if (strcmp(tables[i].family, family) || (size_t)row >= rows->count) continue;
    return tables[i].table == QN_T_trunks
               ? c->trunks[row].network
               : *(const char *const *)qn_row(rows, (size_t)row); /* the id stands first */
  }
  return "";
}

static void keep_rule(qn_check *check, const qn_rule_state *rule) {
  qn_rule_state *kept = QN_PUSH(&check->rules);
  if (kept)
    *kept = *rule;
  else
    check->status = QN_ENOMEM;
}

void qn_check_broken(qn_check *check, const char *family, int row, int place, int season,
                     const char *why) {
  const qn_rule_state rule = {.family = family,
                              .row = row,
                              .place = place,
                              .season = season,
                              .used = 1,
                              .sense = QN_AT_MOST,
                              .scale = 1,
                              .shortfall = 1,
                              .is_hard = 1};
  keep_rule(check, &rule);
  if (check->verdict->n_broken++ >= MOST_NAMED) return;
  qn_fail(check->findings, QN_EVERIFY, "%s %s %s, season %d: %s", family,
          row_name(check->region, family, row), area_name(check->region, place), season, why);
}

static double missed_by(const qn_rule_state *rule, double tolerance) {
  const double above = rule->used - rule->limit - tolerance;
  const double below = rule->limit - tolerance - rule->used;
  if (rule->sense == QN_AT_MOST) return above;
  return rule->sense == QN_AT_LEAST ? below : fmax(above, below);
}

void qn_check_rule(qn_check *check, qn_rule_state rule, double tolerance, int kind, double price) {
  const double missed = missed_by(&rule, tolerance);
  rule.scale = fmax(fabs(rule.limit), rule.scale);
  rule.is_hard = kind == QN_HARD;
  rule.is_met = missed <= QN_VERIFY_REL * rule.scale;
  rule.shortfall = rule.is_met ? 0 : missed;
  keep_rule(check, &rule);
  if (kind == QN_PRICED && missed > 0)
    check->verdict->penalty_cny += price * missed * qn_check_discount(check, rule.season);
  if (!rule.is_hard || rule.is_met || check->verdict->n_broken++ >= MOST_NAMED) return;
  qn_fail(check->findings, QN_EVERIFY, "%s %s %s, season %d: %.9g against %.9g, missed by %.3g",
          rule.family, row_name(check->region, rule.family, rule.row),
          area_name(check->region, rule.place), rule.season, rule.used, rule.limit, rule.shortfall);
}

/* ---- supplies ---- */

static double sum_within(const qn_check *check, const double *at, const qn_supply *supply, int j) {
  double sum = 0;
  int first, end;
  qn_check_within(check, supply->i_area, &first, &end);
  for (int i = first; i < end; i++)
    sum += at[use_at(check, check->area_in_order[i], supply->i_carrier, j)];
  return sum;
}

/* factor (used + base) <= capacity + added; no row where there is no capacity. */
static void supply_rule(qn_check *check, const char *family, int supply, int j, double used,
                        double base, double capacity, double added) {
  if (isnan(capacity)) return;
  qn_check_rule(check,
                (qn_rule_state){.family = family,
                                .row = supply,
                                .season = check->base + 1 + j,
                                .place = check->region->supplies[supply].i_area,
                                .used = used + base,
                                .limit = capacity + added,
                                .sense = QN_AT_MOST,
                                .scale = used + base},
                0, QN_HARD, 0);
}

static void supply_season(qn_check *check, int i, int j) {
  const qn_supply *row = &check->region->supplies[i];
  const int s = check->base + 1 + j;
  const qn_supply_year now = qn_check_supply_at(check, i, s);
  const double more_peak = qn_check_added_peak(check, i, s);
  const double more_annual = qn_check_added_annual(check, i, s);
  const double duty = row->duty_share + row->duty_days / 365;
  switch (row->role) {
    case QN_ROLE_LIMIT:
      supply_rule(check, "peak", i, j, sum_within(check, check->sums.peak, row, j), now.base_peak,
                  now.peak, more_peak);
      supply_rule(check, "annual", i, j, sum_within(check, check->sums.use, row, j),
                  now.base_annual, now.annual, more_annual);
      break;
    case QN_ROLE_FEEDER:
      supply_rule(check, "feeder", i, j, check->sums.feeder_kva[i * check->n_season + j],
                  now.base_peak, now.peak, more_peak);
      break;
    case QN_ROLE_STORAGE:
      supply_rule(check, "storage", i, j, duty * sum_within(check, check->sums.use, row, j),
                  duty * now.base_annual, now.annual, more_annual);
      break;
    default:
      break; /* a source's capacity is a rule of heat */
  }
}

/* The step a use is in: lowest end above it; NULL above the last. */
static const qn_supply_step *step_above(const qn_case *region, int supply, double used) {
  const qn_supply_step *next = NULL;
  const qn_children steps = region->steps_of_supply[supply];
  for (int i = 0; i < steps.count; i++) {
    const qn_supply_step *row = &region->supply_steps[steps.first + i];
    if (row->up_to > used && (!next || row->up_to < next->up_to)) next = row;
  }
  return next;
}

static double last_step_price(const qn_case *region, int supply) {
  double up_to = -1, price = 0;
  const qn_children steps = region->steps_of_supply[supply];
  for (int i = 0; i < steps.count; i++) {
    const qn_supply_step *row = &region->supply_steps[steps.first + i];
    if (row->up_to > up_to) up_to = row->up_to, price = row->price_added_cny;
  }
  return price;
}

double qn_check_step_cost(const qn_check *check) {
  const qn_case *region = check->region;
  double cny = 0;
  for (int i = 0; i < region->n_supplies; i++) {
    const qn_supply *row = &region->supplies[i];
    if (row->role != QN_ROLE_LIMIT || !step_above(region, i, 0)) continue;
    for (int j = 0; j < check->n_season; j++) {
      const double use = sum_within(check, check->sums.use, row, j);
      const double weight = qn_check_slot_weight(check, check->base + 1 + j);
      double used = 0;
      while (used < use) {
        const qn_supply_step *step = step_above(region, i, used);
        const double to = step ? fmin(step->up_to, use) : use;
        cny += weight * (to - used) * (step ? step->price_added_cny : last_step_price(region, i));
        used = to;
      }
    }
  }
  return cny;
}

/* ---- trunks, building, money ---- */

static void gas_trunk_rules(qn_check *check) {
  const qn_case *region = check->region;
  for (int i = 0; i < region->n_trunks; i++)
    for (int j = 0; j < check->n_season; j++) {
      const int s = check->base + 1 + j;
      if (!(check->sums.gas_units[i * check->n_season + j] > 0)) continue;
      qn_check_rule(check,
                    (qn_rule_state){.family = "trunk_gas",
                                    .row = i,
                                    .season = s,
                                    .place = region->trunks[i].i_area,
                                    .used = 1,
                                    .limit = qn_check_trunk_stands(check, i, s),
                                    .sense = QN_AT_MOST},
                    0, QN_HARD, 0);
    }
}

static void build_rules(qn_check *check) {
  for (int i = 0; i < check->region->n_build_limits; i++) {
    const qn_build_limit *row = &check->region->build_limits[i];
    if (row->year <= check->base || row->year > check->horizon) continue;
    qn_check_rule(check,
                  (qn_rule_state){.family = "build",
                                  .row = i,
                                  .place = row->i_area,
                                  .season = row->year,
                                  .used = check->sums.build[i],
                                  .limit = row->households,
                                  .sense = QN_AT_MOST,
                                  .scale = check->sums.build[i]},
                  0, row->rule, row->price_cny);
  }
}

static double paid_within(const qn_check *check, int area, int payer, int year) {
  const int j = year - check->base - 1;
  double cny = 0;
  int first, end;
  qn_check_within(check, area, &first, &end);
  for (int i = first; i < end; i++)
    cny += check->sums.paid[(check->area_in_order[i] * check->n_season + j) * QN_PAYERS + payer];
  return cny;
}

static int same_purse(const qn_budget *a, const qn_budget *b) {
  return a->payer == b->payer && a->i_area == b->i_area;
}

/* First year of the purse; money of the purse up to a year. */
static int first_year(const qn_case *region, const qn_budget *budget) {
  int year = budget->year;
  for (int i = 0; i < region->n_budgets; i++)
    if (same_purse(&region->budgets[i], budget) && region->budgets[i].year < year)
      year = region->budgets[i].year;
  return year;
}
static double money_until(const qn_case *region, const qn_budget *budget) {
  double cny = 0;
  for (int i = 0; i < region->n_budgets; i++)
    if (same_purse(&region->budgets[i], budget) && region->budgets[i].year <= budget->year)
      cny += region->budgets[i].money_cny;
  return cny;
}

static void budget_rule(qn_check *check, int i) {
  const qn_budget *row = &check->region->budgets[i];
  if (row->year <= check->base || row->year > check->horizon) return;
  const int from = row->carries ? first_year(check->region, row) : row->year;
  double paid = 0, terms = 0;
  for (int year = from > check->base ? from : check->base + 1; year <= row->year; year++) {
    const double cny = paid_within(check, row->i_area, row->payer, year);
    paid += cny;
    terms += fabs(cny);
  }
  qn_check_rule(
      check,
      (qn_rule_state){.family = "budget",
                      .row = i,
                      .place = row->i_area,
                      .season = row->year,
                      .used = paid,
                      .limit = row->carries ? money_until(check->region, row) : row->money_cny,
                      .sense = QN_AT_MOST,
                      .scale = terms},
      0, row->rule, row->price_cny);
}

void qn_check_supply_rules(qn_check *check) {
  for (int i = 0; i < check->region->n_supplies; i++)
    for (int j = 0; j < check->n_season; j++) supply_season(check, i, j);
}

void qn_check_rules(qn_check *check) {
  qn_check_supply_rules(check);
  gas_trunk_rules(check);
  build_rules(check);
  for (int i = 0; i < check->region->n_budgets; i++) budget_rule(check, i);
  qn_check_heat_rules(check);
  qn_check_targets(check);
}
