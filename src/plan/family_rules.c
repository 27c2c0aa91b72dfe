/* Rows about choices themselves: one pathway a block, yearly building limits, budgets, gas trunks,
 * and the price of more than one mode in a divisible unit. */
#include <math.h>

#include "plan/family.h"

/* ---- one pathway a block; the first rows of the model ---- */

static void choose_rows(qn_model *m) {
  for (int b = 0; b < m->n_block; b++)
    qn_model_add_row(m, (qn_model_row){.family = &qn_family_choose,
                                       .row = -1,
                                       .season = -1,
                                       .place = b,
                                       .sense = QN_EQUAL,
                                       .rhs = 1});
}

const qn_family qn_family_choose = {.id = "choose",
                                    .noun_zh = "每个单元一种去向",
                                    .noun_en = "one pathway a block",
                                    .table = -1,
                                    .rows = choose_rows};

static int holds(const qn_links *set, int row) {
  for (int i = 0; i < set->count; i++)
    if (set->at[i] == row) return 1;
  return 0;
}

/* Penalty of a rule of a year, discounted; 0 when it is hard. */
static double penalty_of(const qn_model *m, int rule, double price, int season) {
  return rule == QN_PRICED ? price * m->x->time.discount[season] : 0;
}

/* ---- households converted in a year ---- */

static void build_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->build = qn_index_new(m, (size_t)c->n_build_limits))) return;
  for (int i = 0; i < c->n_build_limits; i++) {
    const qn_build_limit *b = &c->build_limits[i];
    const int season = b->year - m->x->time.base - 1;
    if (b->rule == QN_REPORTED || season < 0 || season >= m->n) continue;
    m->data->build[i] = qn_model_add_row(
        m, (qn_model_row){.family = &qn_family_build,
                          .row = i,
                          .season = season,
                          .place = b->i_area,
                          .sense = QN_AT_MOST,
                          .rhs = b->households,
                          .penalty = penalty_of(m, b->rule, b->price_cny, season)});
  }
}

static void build_unit(qn_model *m, const qn_unit_takes *t) {
  const qn_case *c = m->x->region;
  const qn_pathway p = t->account->path;
  const qn_unit_row *u = &c->units[t->unit];
  if (p.season < 0 || p.mode == u->i_present_mode || u->i_present_mode < 0) return;
  const double households = qn_unit_work_state(t->work)->households[p.season];
  for (int a = u->i_area; a >= 0; a = c->areas[a].i_parent)
    for (int i = m->x->build_limits.first[a]; i >= 0; i = m->x->build_limits.next[i]) {
      const qn_build_limit *b = &c->build_limits[i];
      if (b->year != qn_timeline_year(&m->x->time, p.season)) continue;
      if (!b->l_modes.count || holds(&b->l_modes, p.mode))
        qn_model_take(m, m->data->build[i], households);
    }
}

const qn_family qn_family_build = {.id = "build",
                                   .noun_zh = "年度施工户数",
                                   .noun_en = "households built a year",
                                   .table = QN_T_build_limits,
                                   .rows = build_rows,
                                   .unit = build_unit};

/* ---- budgets ---- */

/* Money a budget row may count on: its own, with carries also that of the years before. */
static double money_of(const qn_case *c, const qn_budget *b) {
  double sum = b->money_cny;
  for (int i = 0; b->carries && i < c->n_budgets; i++) {
    const qn_budget *other = &c->budgets[i];
    if (other != b && other->payer == b->payer && other->i_area == b->i_area &&
        other->year < b->year)
      sum += other->money_cny;
  }
  return sum;
}

/* A budget counts its own season, with carries all from the first one of its payer and area on. */
static int first_season_of(const qn_model *m, const qn_budget *b) {
  const qn_case *c = m->x->region;
  int first = b->year;
  for (int i = 0; b->carries && i < c->n_budgets; i++) {
    const qn_budget *other = &c->budgets[i];
    if (other->payer == b->payer && other->i_area == b->i_area && other->year < first)
      first = other->year;
  }
  return first - m->x->time.base - 1;
}

static void budget_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->budget = qn_index_new(m, (size_t)c->n_budgets))) return;
  if (!(m->data->budget_from = qn_index_new(m, (size_t)c->n_budgets))) return;
  for (int i = 0; i < c->n_budgets; i++) {
    const qn_budget *b = &c->budgets[i];
    m->data->budget_from[i] = first_season_of(m, b);
    const int season = b->year - m->x->time.base - 1;
    if (b->rule == QN_REPORTED || season < 0 || season >= m->n) continue;
    m->data->budget[i] = qn_model_add_row(
        m, (qn_model_row){.family = &qn_family_budget,
                          .row = i,
                          .season = season,
                          .place = b->i_area,
                          .sense = QN_AT_MOST,
                          .rhs = money_of(c, b),
                          .penalty = penalty_of(m, b->rule, b->price_cny, season)});
  }
}

static void budget_unit(qn_model *m, const qn_unit_takes *t) {
  if (!m->x->region->n_budgets) return;
  for (int j = 0; j < m->n; j++)
    for (int payer = 0; payer < QN_PAYERS; payer++) {
      const double cny = qn_unit_paid(t, payer, j);
      if (cny != 0) qn_budget_take(m, m->x->region->units[t->unit].i_area, payer, j, cny);
    }
}

const qn_family qn_family_budget = {.id = "budget",
                                    .noun_zh = "资金",
                                    .noun_en = "budget",
                                    .table = QN_T_budgets,
                                    .rows = budget_rows,
                                    .unit = budget_unit};

/* ---- divisible units: every mode after the first has a price ---- */

static int splits(const qn_case *c, int unit) {
  return c->units[unit].is_divisible && c->settings.extra_mode_price_cny > 0;
}

static void extra_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  int any = 0;
  for (int u = 0; u < c->n_units; u++) any |= splits(c, u);
  if (!any) return;
  if (!(m->data->mode_used = qn_index_new(m, (size_t)c->n_units * (size_t)c->n_modes))) return;
  for (int u = 0; u < c->n_units; u++)
    for (int k = 0; k < c->n_modes && splits(c, u); k++)
      m->data->mode_used[u * c->n_modes + k] =
          qn_model_add_row(m, (qn_model_row){.family = &qn_family_extra_mode,
                                             .row = u,
                                             .season = -1,
                                             .place = c->units[u].i_area,
                                             .sense = QN_AT_MOST});
}

static void extra_unit(qn_model *m, const qn_unit_takes *t) {
  const qn_case *c = m->x->region;
  if (m->data->mode_used)
    qn_model_take(m, m->data->mode_used[t->unit * c->n_modes + t->account->path.mode], 1);
}

/* The first mode is free: the price of one is taken off once, as a constant on every pathway. */
static void extra_others(qn_model *m) {
  const qn_case *c = m->x->region;
  for (int u = 0; u < c->n_units && m->data->mode_used; u++)
    for (int k = 0; k < c->n_modes && splits(c, u); k++) {
      qn_model_open(m, (qn_model_column){.kind = QN_COLUMN_MODE_USED,
                                         .block = -1,
                                         .id = u,
                                         .option = k,
                                         .season = -1,
                                         .upper = 1,
                                         .is_integer = 1,
                                         .cost = c->settings.extra_mode_price_cny});
      qn_model_take(m, m->data->mode_used[u * c->n_modes + k], -1);
      qn_model_close(m);
    }
}

const qn_family qn_family_extra_mode = {.id = "extra_mode",
                                        .noun_zh = "一村一种方式",
                                        .noun_en = "one mode a village",
                                        .table = QN_T_units,
                                        .rows = extra_rows,
                                        .unit = extra_unit,
                                        .others = extra_others};
