/* Tables over rules: targets, limits; and the registers of names. */
#include <math.h>
#include <stdlib.h>

#include "case/metric.h"
#include "plan/family.h"
#include "plan/makeup.h"
#include "plan/recall.h"
#include "plan/tables.h"

/* ---- prices of rules ---- */

/* Where other uses take all of a supply nothing is left to be used, and any price that keeps all
 * away will do: it says nothing of what more would be worth. */
static int is_all_taken(const qn_model_row *row) {
  return (row->family == &qn_family_peak || row->family == &qn_family_annual) && !(row->rhs > 0);
}

/* The first model row of a family, table row and season; n_row where there is none. */
static size_t row_of(const qn_tables_work *w, const char *family, int row, int season) {
  const qn_model *m = w->plan->model;
  size_t r = (size_t)m->n_block;
  while (r < m->n_row && !(m->rows[r].row == row && m->rows[r].season == season &&
                           !strcmp(m->rows[r].family->id, family)))
    r++;
  return r;
}

/* Its price; NaN where the model has none or where it says nothing. */
static double price_of(const qn_tables_work *w, const char *family, int row, int season) {
  const size_t r = row_of(w, family, row, season);
  return r == w->plan->model->n_row || is_all_taken(&w->plan->model->rows[r]) ? NAN
                                                                              : w->plan->price[r];
}

/* ---- targets ---- */

/* Whether a target is about a county of the tables. */
static int is_target_of(const qn_case *c, const qn_target *t, const char *county) {
  int area = 0;
  while (area < c->n_areas && c->areas[area].code != county) area++;
  if (area == c->n_areas || !qn_case_area_within(c, area, t->i_area)) return 0;
  for (int i = 0; i < t->l_excluded.count; i++)
    if (qn_case_area_within(c, area, t->l_excluded.at[i])) return 0;
  return 1;
}

/* What its modes heat in the base year. */
static double base_of_modes(const qn_tables_work *w, const qn_target *t) {
  const qn_case *c = w->region;
  double sum = 0;
  qn_rows mix = {.table = &qn_mix_table};
  if (qn_tabulate_mix(&mix, (qn_tables_work *)w)) return NAN;
  for (size_t i = 0; i < mix.count; i++) {
    const qn_mix_row *row = qn_row(&mix, i);
    if (row->season != c->settings.base_year || !is_target_of(c, t, row->area)) continue;
    if (t->i_zone >= 0 && strcmp(row->zone, t->zone)) continue;
    for (int k = 0; k < t->l_modes.count; k++)
      if (c->modes[t->l_modes.at[k]].id == row->mode)
        sum += t->metric == QN_MODE_AREA ? row->area_m2 : row->households;
  }
  return sum;
}

/* Value of a stock in the base year, in base units; NaN for metrics that begin at nothing.
 */
static double base_value(const qn_tables_work *w, const qn_target *t) {
  const qn_case *c = w->region;
  const int by_households =
      t->metric == QN_CLEAN_RATE_HOUSEHOLDS || t->metric == QN_CLEAN_HOUSEHOLDS;
  if (t->counting == QN_ADDED || t->kind >= 0 || t->terrain >= 0) return NAN;
  if (t->metric == QN_MODE_AREA || t->metric == QN_MODE_HOUSEHOLDS) return base_of_modes(w, t);
  if (t->metric > QN_CLEAN_HOUSEHOLDS) return NAN;
  double all = 0, clean = 0;
  qn_rows progress = {.table = &qn_progress_table};
  if (qn_tabulate_progress(&progress, (qn_tables_work *)w)) return NAN;
  for (size_t i = 0; i < progress.count; i++) {
    const qn_progress_row *row = qn_row(&progress, i);
    if (row->season != c->settings.base_year) continue;
    if (t->i_zone >= 0 && strcmp(row->zone, t->zone)) continue;
    if (!is_target_of(c, t, row->area)) continue;
    all += by_households ? row->households : row->area_m2;
    clean += by_households ? row->clean_households : row->clean_m2;
  }
  return qn_metric_is_rate(t->metric) ? (all > 0 ? clean / all : NAN) : clean;
}

/* What a priced target that is missed is charged, and what it would cost to make it up; NaN where
 * nothing is missed or charged, and where no change of one or two blocks makes it up. */
static qn_status add_shortfall(qn_target_met *out, const qn_tables_work *w,
                               const qn_rule_state *rule) {
  const qn_model *m = w->plan->model;
  const int season = rule->season - w->x->time.base - 1;
  size_t r = row_of(w, "target", rule->row, season);
  out->charge_cny = out->least_makeup_cny = out->makeup_cny = NAN;
  if (r == m->n_row || !(m->rows[r].penalty > 0) || !(rule->shortfall > 0)) return QN_OK;
  if (rule->sense == QN_EQUAL && rule->used > rule->limit) r++; /* at_most stands behind */
  double *x = calloc(m->n_column + 1, sizeof *x);
  if (!x) return QN_ENOMEM;
  qn_status s = QN_OK;
  if (qn_recall(x, m, &w->plan->decision))
    s = qn_makeup_cost(&out->makeup_cny, m, w->plan->price, x, r, rule->shortfall);
  out->charge_cny = m->rows[r].penalty * rule->shortfall;
  out->least_makeup_cny = fabs(w->plan->price[r]) * rule->shortfall;
  if (isinf(out->makeup_cny)) out->makeup_cny = NAN;
  free(x);
  return s;
}

qn_status qn_tabulate_targets_met(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  const qn_verdict *v = &work->plan->verdict;
  QN_ARRAY(qn_target_met) out = {0};
  for (size_t i = 0; i < v->n_rule; i++) {
    const qn_rule_state *rule = &v->rules[i];
    if (strcmp(rule->family, "target") || rule->row < 0) continue;
    const qn_target *t = &c->targets[rule->row];
    const double factor = qn_target_factor(t);
    qn_target_met *row = QN_PUSH(&out);
    if (!row) {
      free(out.at);
      return QN_ENOMEM;
    }
    const double achieved =
        qn_metric_is_rate(t->metric)
            ? (rule->limit > 0 ? rule->used / rule->limit * t->value * factor : NAN)
            : rule->used;
    *row = (qn_target_met){
        .target = t->id,
        .name = t->name,
        .area = t->area,
        .area_name = qn_name_of_area(c, t->i_area),
        .zone = t->zone,
        .season = rule->season,
        .metric =
            qn_choice_text(qn_table_column(&qn_targets_table, "metric"), t->metric, 1, work->arena),
        .unit = t->unit,
        .base_value = base_value(work, t) / factor,
        .required = t->value,
        .achieved = achieved / factor,
        .is_met = rule->is_met,
        .rule = qn_choice_words(work, &qn_targets_table, "rule", t->rule),
        .price_cny = price_of(work, "target", rule->row, rule->season - work->x->time.base - 1),
        .words = t->words};
    const double over = row->achieved - row->required;
    row->slack = t->sense == QN_AT_MOST ? -over : t->sense == QN_EQUAL ? -fabs(over) : over;
    if (add_shortfall(row, work, rule)) {
      free(out.at);
      return QN_ENOMEM;
    }
  }
  return qn_rows_take(rows, work->arena, out.at, out.count);
}

/* ---- limits ---- */

static const qn_family *family_of(const char *id) {
  for (size_t f = 0; f < qn_n_families; f++)
    if (!strcmp(qn_families[f]->id, id)) return qn_families[f];
  return NULL;
}

/* What a rule counts in. */
static const char *unit_of(const qn_tables_work *w, const qn_rule_state *rule) {
  const qn_case *c = w->region;
  const char *id = rule->family;
  if (!strcmp(id, "build")) return w->english ? "household" : "户";
  if (!strcmp(id, "budget")) return w->english ? "CNY" : "元";
  if (!strcmp(id, "feeder")) return "kVA";
  if (!strcmp(id, "unit_trunk") || !strcmp(id, "trunk_gas")) return "";
  if (strcmp(id, "peak") && strcmp(id, "annual") && strcmp(id, "storage") && strcmp(id, "steps"))
    return "kW";
  const int carrier = c->supplies[rule->row].i_carrier;
  if (carrier < 0) return "";
  if (strcmp(id, "peak")) return c->carriers[carrier].unit;
  if (w->x->electric[carrier]) return "kVA";
  qn_text unit = {0};
  qn_text_addf(&unit, "%s/d", c->carriers[carrier].unit);
  const char *out = qn_arena_text(w->arena, qn_text_str(&unit));
  qn_text_clear(&unit);
  return out;
}

/* Feeders are many: those that are nearly full at the horizon are listed. */
static int is_listed(const qn_tables_work *w, const qn_rule_state *rule) {
  static const double NEARLY_FULL = 0.8;
  if (!strcmp(rule->family, "target") || rule->row < 0 || !family_of(rule->family)) return 0;
  if (!strcmp(rule->family, "trunk_gas") || !strcmp(rule->family, "joiners")) return !rule->is_met;
  if (strcmp(rule->family, "feeder")) return 1;
  return rule->season == w->region->settings.horizon && rule->used > NEARLY_FULL * rule->limit;
}

qn_status qn_tabulate_limits(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  const qn_verdict *v = &work->plan->verdict;
  QN_ARRAY(qn_limit_row) out = {0};
  for (size_t i = 0; i < v->n_rule; i++) {
    const qn_rule_state *rule = &v->rules[i];
    if (!is_listed(work, rule)) continue;
    const qn_family *family = family_of(rule->family);
    qn_limit_row *row = QN_PUSH(&out);
    if (!row) {
      free(out.at);
      return QN_ENOMEM;
    }
    const int table = family->table;
    const char *id = table < 0 ? NULL : qn_rule_text(c, table, rule->row, "id");
    const char *name =
        table < 0 ? "" : qn_rule_name(c, table, rule->row, work->english, work->arena);
    qn_text words = {0};
    qn_text_addf(&words, "%s%s%s", name, *name ? " " : "",
                 work->english ? family->noun_en : family->noun_zh);
    *row = (qn_limit_row){
        .family = family->id,
        .id = id,
        .name = qn_arena_text(work->arena, qn_text_str(&words)),
        .area_name = qn_name_of_area(c, rule->place),
        .season = rule->season,
        .used = rule->used,
        .limit = rule->limit,
        .slack = rule->sense == QN_AT_LEAST ? rule->used - rule->limit : rule->limit - rule->used,
        .unit = unit_of(work, rule),
        .is_met = rule->is_met,
        .price_cny =
            fabs(price_of(work, rule->family, rule->row, rule->season - work->x->time.base - 1))};
    qn_text_clear(&words);
  }
  return qn_rows_take(rows, work->arena, out.at, out.count);
}

const char *qn_row_unit(const qn_tables_work *w, const qn_model_row *row, double *factor) {
  const qn_rule_state rule = {.family = row->family->id, .row = row->row};
  *factor = 1;
  if (!strcmp(row->family->id, "target")) {
    const qn_target *t = &w->region->targets[row->row];
    if (!qn_metric_is_rate(t->metric)) *factor = qn_target_factor(t);
    return t->metric == QN_CLEAN_RATE_AREA         ? "m2"
           : t->metric == QN_CLEAN_RATE_HOUSEHOLDS ? (w->english ? "household" : "户")
           : t->unit                               ? t->unit
                                                   : "";
  }
  if (!strcmp(row->family->id, "extra_mode")) return "";
  return row->row < 0 ? "" : unit_of(w, &rule);
}

/* ---- names ---- */

qn_status qn_tabulate_mode_names(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  qn_mode_name *at = qn_arena_array(work->arena, (size_t)c->n_modes, sizeof *at);
  if (!at) return QN_ENOMEM;
  for (int i = 0; i < c->n_modes; i++)
    at[i] = (qn_mode_name){c->modes[i].id, c->modes[i].name, c->modes[i].family_id,
                           qn_choice_words(work, &qn_modes_table, "family", c->modes[i].family)};
  rows->at = at;
  rows->count = (size_t)c->n_modes;
  return QN_OK;
}

qn_status qn_tabulate_area_names(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  qn_area_name *at = qn_arena_array(work->arena, (size_t)c->n_areas, sizeof *at);
  if (!at) return QN_ENOMEM;
  for (int i = 0; i < c->n_areas; i++)
    at[i] = (qn_area_name){c->areas[i].code,
                           c->areas[i].name,
                           qn_choice_text(qn_table_column(&qn_areas_table, "level"),
                                          c->areas[i].level, 1, work->arena),
                           c->areas[i].parent,
                           c->areas[i].lon,
                           c->areas[i].lat};
  rows->at = at;
  rows->count = (size_t)c->n_areas;
  return QN_OK;
}

qn_status qn_tabulate_zone_names(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  qn_zone_name *at = qn_arena_array(work->arena, (size_t)c->n_zones, sizeof *at);
  if (!at) return QN_ENOMEM;
  for (int i = 0; i < c->n_zones; i++)
    at[i] = (qn_zone_name){c->zones[i].id, c->zones[i].name, c->zones[i].is_urban};
  rows->at = at;
  rows->count = (size_t)c->n_zones;
  return QN_OK;
}
