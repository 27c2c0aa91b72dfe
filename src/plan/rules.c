#include "plan/rules.h"

#include <math.h>
#include <string.h>

#include "base/names.h"
#include "plan/family.h"

static const int tables[] = {QN_T_targets, QN_T_supplies, QN_T_build_limits, QN_T_budgets};
enum { N_TABLES = sizeof tables / sizeof *tables };

static const char *id_of(const qn_case *c, int table, int row) {
  if (table == QN_T_targets) return c->targets[row].id;
  if (table == QN_T_supplies) return c->supplies[row].id;
  if (table == QN_T_build_limits) return c->build_limits[row].id;
  return c->budgets[row].id;
}

/* All rows of the tables, or without feeders. */
static qn_rule_ref *list(size_t *n, const qn_case *c, int with_feeders, qn_arena *arena) {
  size_t most = 0;
  for (int t = 0; t < N_TABLES; t++) most += c->tables[tables[t]].count;
  qn_rule_ref *out = qn_arena_array(arena, most + 1, sizeof *out);
  *n = 0;
  for (int t = 0; out && t < N_TABLES; t++)
    for (int i = 0; i < (int)c->tables[tables[t]].count; i++) {
      const int is_feeder = tables[t] == QN_T_supplies && c->supplies[i].role == QN_ROLE_FEEDER;
      if (with_feeders || !is_feeder)
        out[(*n)++] = (qn_rule_ref){tables[t], i, id_of(c, tables[t], i)};
    }
  return out;
}

qn_rule_ref *qn_rules_list(size_t *n, const qn_case *region, qn_arena *arena) {
  return list(n, region, 0, arena);
}

int qn_rules_find(qn_rule_ref *out, const char **nearest, const qn_case *region, const char *id,
                  qn_arena *arena) {
  size_t n;
  const qn_rule_ref *all = list(&n, region, 1, arena);
  qn_names names = {0};
  *nearest = NULL;
  for (size_t i = 0; all && i < n; i++) {
    if (all[i].id && !strcmp(all[i].id, id)) {
      qn_names_clear(&names);
      return *out = all[i], 1;
    }
    if (all[i].id && qn_names_add(&names, all[i].id, i, NULL)) break;
  }
  *nearest = qn_names_nearest(&names, id);
  qn_names_clear(&names);
  return 0;
}

int qn_rule_holds(const qn_rule_ref *rule, const qn_model_row *row) {
  const char *id = row->family->id;
  if (row->row != rule->row) return 0;
  if (!strcmp(id, "capacity") || !strcmp(id, "state") || !strcmp(id, "modules")) return 0;
  return row->family->table == rule->table && strcmp(id, "steps") != 0;
}

static int *rule_of(qn_case *c, const qn_rule_ref *rule) {
  if (rule->table == QN_T_targets) return &c->targets[rule->row].rule;
  if (rule->table == QN_T_build_limits) return &c->build_limits[rule->row].rule;
  return rule->table == QN_T_budgets ? &c->budgets[rule->row].rule : NULL;
}

qn_status qn_rule_suspend(qn_rule_kept *kept, qn_case *region, const qn_rule_ref *rule,
                          qn_arena *arena) {
  int *strictness = rule_of(region, rule);
  *kept = (qn_rule_kept){0};
  if (strictness) {
    kept->rule = *strictness;
    *strictness = QN_REPORTED;
    return QN_OK;
  }
  qn_supply *supply = &region->supplies[rule->row];
  const size_t n = (size_t)region->n_supply_years;
  kept->years = qn_arena_array(arena, 2 * n + 1, sizeof *kept->years);
  if (!kept->years) return QN_ENOMEM;
  kept->peak = supply->peak;
  kept->annual = supply->annual;
  supply->peak = supply->annual = NAN;
  for (size_t i = 0; i < n; i++) {
    qn_supply_year *year = &region->supply_years[i];
    kept->years[2 * i] = year->peak;
    kept->years[2 * i + 1] = year->annual;
    if (year->i_supply == rule->row) year->peak = year->annual = NAN;
  }
  return QN_OK;
}

void qn_rule_restore(qn_case *region, const qn_rule_ref *rule, const qn_rule_kept *kept) {
  int *strictness = rule_of(region, rule);
  if (strictness) {
    *strictness = kept->rule;
    return;
  }
  region->supplies[rule->row].peak = kept->peak;
  region->supplies[rule->row].annual = kept->annual;
  for (int i = 0; i < region->n_supply_years; i++) {
    region->supply_years[i].peak = kept->years[2 * i];
    region->supply_years[i].annual = kept->years[2 * i + 1];
  }
}
