/* The array of families, and what several of them need. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plan/family.h"

const qn_family *const qn_families[] = {
    &qn_family_choose,    &qn_family_attached,    &qn_family_joiners,    &qn_family_merge,
    &qn_family_state,     &qn_family_flow,        &qn_family_capacity,   &qn_family_accident,
    &qn_family_added,     &qn_family_clean_merge, &qn_family_trunk_heat, &qn_family_unit_trunk,
    &qn_family_trunk_gas, &qn_family_target,      &qn_family_peak,       &qn_family_annual,
    &qn_family_feeder,    &qn_family_storage,     &qn_family_steps,      &qn_family_build,
    &qn_family_budget,    &qn_family_extra_mode,  &qn_family_modules,
};
const size_t qn_n_families = sizeof qn_families / sizeof *qn_families;

int qn_source_state(const qn_model *model, int option, int option_season, int season) {
  if (option < 0 || season < option_season) return -1;
  const int kind = model->x->region->source_options[option].kind;
  return kind == QN_OPTION_ULTRA_LOW || kind == QN_OPTION_FUEL ? option : QN_OUT;
}

double qn_state_capacity_kw(const qn_model *model, int source, int state, int season) {
  const qn_case *c = model->x->region;
  const int supply = model->x->region->heat.supply_of_source[source];
  if (state >= 0 && !isnan(c->source_options[state].capacity_kw))
    return c->source_options[state].capacity_kw;
  if (supply < 0) return 0;
  const double kw =
      qn_context_supply(model->x, supply, qn_timeline_year(&model->x->time, season)).peak;
  return isnan(kw) ? model->all_load_kw : kw;
}

static int state_emission(const qn_model *model, int source, int state) {
  const qn_case *c = model->x->region;
  return state >= 0 ? c->source_options[state].state : c->sources[source].state;
}

int qn_state_is_clean(const qn_model *model, int source, int state, int season) {
  const qn_heat_source *row = &model->x->region->sources[source];
  return qn_context_is_clean(model->x, row->i_mode, state_emission(model, source, state), -1,
                             row->i_area, qn_timeline_year(&model->x->time, season));
}

int qn_state_row(const qn_model *model, const int *table, int source, int state, int season) {
  const int at = state >= 0 ? model->x->region->n_sources + state : source;
  return table[at * model->n + season];
}

double qn_most_adds_kw(const qn_model *model, int source) {
  const qn_case *c = model->x->region;
  const int supply = model->x->region->heat.supply_of_source[source];
  if (supply < 0) return 0;
  double kw = c->supplies[supply].module_peak * c->supplies[supply].module_most;
  for (int p = 0; p < c->n_projects; p++)
    if (c->projects[p].i_supply == supply) kw += c->projects[p].adds_peak;
  return kw;
}

double qn_unit_paid(const qn_unit_takes *takes, int payer, int season) {
  const qn_account *a = takes->account;
  double paid = a->running_share[season][payer];
  if (season == a->path.season) {
    paid += a->invest_cny[payer] + a->subsidy_cny[payer];
    if (payer == QN_PAY_HOUSEHOLD)
      for (int p = 0; p < QN_PAYERS; p++) paid -= a->subsidy_cny[p];
  }
  return paid;
}

void qn_budget_take(qn_model *model, int area, int payer, int season, double cny) {
  const qn_case *c = model->x->region;
  const qn_up_lists *above = &model->x->budgets_above;
  if (area < 0) return;
  const int *first = &above->first[area * above->n_key + payer];
  for (int k = first[0]; k < first[1]; k++) {
    const int i = above->rows[k];
    const int last = c->budgets[i].year - model->x->time.base - 1;
    if (season <= last && season >= model->data->budget_from[i])
      qn_model_take(model, model->data->budget[i], cny);
  }
}

const char *qn_rule_text(const qn_case *region, int table, int row, const char *member) {
  const qn_column *column = qn_table_column(region->tables[table].table, member);
  if (!column || row < 0) return NULL;
  return *(const char *const *)((const char *)qn_row(&region->tables[table], (size_t)row) +
                                column->offset);
}

const char *qn_rule_name(const qn_case *region, int table, int row, int english, qn_arena *arena) {
  const char *name = qn_rule_text(region, table, row, "name");
  if (table == QN_T_budgets)
    name = qn_choice_text(qn_table_column(&qn_budgets_table, "payer"), region->budgets[row].payer,
                          english, arena);
  else if (table == QN_T_build_limits)
    name = region->build_limits[row].modes;
  else if (!name)
    name = qn_rule_text(region, table, row, "id");
  return name ? name : "";
}

/* Year and place are left out where the name says them: "2025年农村清洁取暖面积 目标". */
qn_status qn_row_words(qn_text *out, const qn_model *model, size_t row, int english) {
  const qn_case *c = model->x->region;
  const qn_model_row *r = &model->rows[row];
  const char *noun = english ? r->family->noun_en : r->family->noun_zh;
  const char *name = r->family->table >= 0 && r->row >= 0
                         ? qn_rule_name(c, r->family->table, r->row, english, model->arena)
                         : "";
  const char *place = r->place >= 0 && r->place < c->n_areas && r->family->table != QN_T_units
                          ? c->areas[r->place].name
                          : "";
  int year = r->season >= 0 ? qn_timeline_year(&model->x->time, r->season) : 0;
  char digits[16];
  snprintf(digits, sizeof digits, "%d", year);
  if (strstr(name, digits)) year = 0;
  if (strstr(name, place)) place = "";
  if (english)
    return qn_text_addf(out, "%s%s%s, %s%s%.0d", place, *place && *name ? " " : "", name, noun,
                        year ? ", season " : "", year);
  return qn_text_addf(out, "%s%s%s%s%.0d%s", place, name, *name || *place ? " " : "", noun, year,
                      year ? "年" : "");
}
