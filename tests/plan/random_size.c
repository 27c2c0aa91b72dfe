/* Sizes of limits, around what a random plan takes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "plan/enumerate.h"
#include "plan/random_parts.h"
#include "plan/verify_parts.h"

static void random_choices(maker *m, const qn_demand *demand, qn_decision *plan, qn_arena *arena) {
  const qn_case *c = m->c;
  qn_verdict none = {0};
  qn_check check = {
      .region = c, .demand = demand, .arena = arena, .decision = plan, .verdict = &none};
  assert_int_equal(qn_check_start(&check), QN_OK);
  for (int u = 0; u < c->n_units; u++) {
    qn_choices all = {0};
    assert_int_equal(qn_check_pathways(&check, u, &all), QN_OK);
    plan->units[u] = all.count ? all.at[whole(m, 0, (int)all.count - 1)]
                               : (qn_unit_choice){.unit = u, .share = 1};
    QN_CLEAR(&all);
  }
  for (int k = 0; k < c->n_sources; k++) {
    const int must_go = c->sources[k].keep_until != QN_NO_INT;
    for (int o = 0; o < c->n_source_options; o++)
      if (c->source_options[o].i_source == k && c->source_options[o].kind < QN_OPTION_MERGE &&
          plan->sources[k].option < 0 && (must_go || chance(m, 0.5)))
        plan->sources[k] =
            (qn_source_choice){o, must_go ? c->sources[k].keep_until + 1 : BASE + m->n_season};
  }
  for (int i = 0; i < c->n_trunks; i++)
    if (!c->trunks[i].is_built)
      plan->trunks[i] = c->trunks[i].earliest == QN_NO_INT ? BASE + 1 : c->trunks[i].earliest;
  for (int i = 0; i < c->n_projects; i++)
    if (c->projects[i].is_fixed)
      plan->projects[i] = c->projects[i].earliest == QN_NO_INT ? BASE + 1 : c->projects[i].earliest;
}

static double around(maker *m, double used, double low, double high) {
  return used > 0 ? used * between(m, low, high) : between(m, 0, 100);
}

/* Steps rise: the second ends some way above the first. */
static void size_steps(maker *m, const char *supply, double used) {
  double up_to = 0;
  for (int i = 0; i < m->c->n_supply_steps; i++) {
    if (strcmp(m->c->supply_steps[i].supply, supply)) continue;
    up_to += around(m, used, 0.2, 0.4);
    m->c->supply_steps[i].up_to = up_to;
  }
}

static void size_supply(maker *m, const qn_rule_state *rule) {
  qn_supply *row = &m->c->supplies[rule->row];
  const int is_annual = !strcmp(rule->family, "annual") || !strcmp(rule->family, "storage");
  double *const limit = is_annual ? &row->annual : &row->peak;
  if (rule->season == BASE + 1) *limit = chance(m, 0.15) ? NAN : around(m, rule->used, 0.85, 1.7);
  double *const module = is_annual ? &row->module_annual : &row->module_peak;
  if (rule->season == BASE + 1 && chance(m, 0.7)) *module = around(m, rule->used, 0.1, 0.4);
  for (int i = 0; i < m->c->n_supply_years; i++) {
    qn_supply_year *later = &m->c->supply_years[i];
    if (strcmp(later->supply, row->id) || later->year != rule->season) continue;
    *(is_annual ? &later->annual : &later->peak) = around(m, rule->used, 0.7, 1.5);
  }
  if (is_annual && rule->season == BASE + m->n_season) size_steps(m, row->id, rule->used);
}

static void size_target(maker *m, const qn_rule_state *rule) {
  qn_target *row = &m->c->targets[rule->row];
  const int is_rate = row->metric == QN_CLEAN_RATE_AREA || row->metric == QN_CLEAN_RATE_HOUSEHOLDS;
  double value = rule->used / (is_rate && rule->limit > 0 ? rule->limit : 1);
  if (row->sense == QN_AT_LEAST) value *= between(m, 0.4, 1);
  if (row->sense == QN_AT_MOST) value *= between(m, 0.95, 1.5);
  row->value = value * (row->unit ? 100 : 1);
  row->price_cny = between(m, 0, 300);
}

/* The largest boiler is a part of what the source has, before and after an option. */
static void size_source(maker *m, int source, double capacity_kw) {
  double least_kw = capacity_kw;
  for (int i = 0; i < m->c->n_supplies; i++)
    if (!strcmp(m->c->supplies[i].id, m->c->sources[source].id))
      m->c->supplies[i].peak = capacity_kw;
  for (int i = 0; i < m->c->n_source_options; i++)
    if (m->c->source_options[i].i_source == source && m->c->source_options[i].capacity_kw > 0)
      least_kw = fmin(least_kw, m->c->source_options[i].capacity_kw);
  if (!isnan(m->c->sources[source].largest_kw))
    m->c->sources[source].largest_kw = least_kw * between(m, 0.1, 0.6);
}

static void size_rule(maker *m, const qn_rule_state *rule) {
  if (!strcmp(rule->family, "target")) size_target(m, rule);
  if (strstr("peak annual feeder storage", rule->family)) size_supply(m, rule);
  if (!strcmp(rule->family, "budget"))
    m->c->budgets[rule->row].money_cny = around(m, rule->used, 0.6, 1.5);
  if (!strcmp(rule->family, "build"))
    m->c->build_limits[rule->row].households = around(m, rule->used, 0.6, 1.4);
  if (!strcmp(rule->family, "capacity") && rule->season == BASE + m->n_season)
    size_source(m, rule->row, around(m, rule->used, 0.9, 2) + 100);
}

/* Rates ask for everything, budgets for each year alone, while a random plan is measured. */
static void open_rules(qn_case *c, int *carries) {
  for (int i = 0; i < c->n_targets; i++) c->targets[i].value = c->targets[i].unit ? 100 : 1;
  for (int i = 0; i < c->n_budgets; i++) {
    carries[i] = c->budgets[i].carries;
    c->budgets[i].carries = 0;
  }
}

void random_size_rules(maker *m, const qn_demand *demand) {
  qn_arena *arena = qn_arena_new();
  qn_decision plan;
  qn_verdict verdict;
  int carries[64];
  open_rules(m->c, carries);
  assert_int_equal(enumerate_room(&plan, m->c, arena), QN_OK);
  random_choices(m, demand, &plan, arena);
  enumerate_flows(m->c, demand, &plan, arena);
  qn_verify(&verdict, m->c, demand, &plan, arena, NULL);
  for (size_t i = 0; i < verdict.n_rule; i++) size_rule(m, &verdict.rules[i]);
  for (int i = 0; i < m->c->n_budgets; i++) m->c->budgets[i].carries = carries[i];
  qn_arena_free(arena);
}
