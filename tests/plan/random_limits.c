/* Supplies that limit, and projects that widen them. */
#include "plan/random_parts.h"

static qn_supply *add_limit(maker *m, const char *id, const char *area, int role,
                            const char *carrier) {
  qn_supply *row = sketch_supply(m->c, id, area, role, carrier);
  row->peak = row->annual = FAR;
  row->module_cost_cny = between(m, 2e3, 6e4);
  row->module_life_a = whole(m, 3, 30);
  row->module_most = whole(m, 0, 6);
  if (has(m, RANDOM_GROWTH) && chance(m, 0.4)) {
    qn_supply_year *later = sketch_row(m->c, QN_T_supply_years);
    later->supply = id;
    later->year = some_year(m);
    later->peak = later->annual = FAR;
  }
  return &m->c->supplies[m->c->n_supplies - 1];
}

static void add_steps(maker *m, const char *supply, double price) {
  for (int i = 0; i < 2; i++) {
    qn_supply_step *row = sketch_row(m->c, QN_T_supply_steps);
    row->supply = supply;
    row->up_to = FAR * (1 + i);
    row->price_added_cny = price * (i ? between(m, 0.3, 0.8) : between(m, 0, 0.3));
  }
}

void random_add_limits(maker *m) {
  static const char *const carriers[] = {"pellets", "gas", "power"};
  if (has(m, RANDOM_GAS)) add_limit(m, "gas_contract", "C", QN_ROLE_LIMIT, "gas");
  if (has(m, RANDOM_FEEDERS)) {
    add_limit(m, "F0", "T", QN_ROLE_FEEDER, "power");
    add_limit(m, "F1", "C", QN_ROLE_FEEDER, "power");
  }
  if (has(m, RANDOM_NETWORK) && !m->is_shared && chance(m, 0.3))
    add_limit(m, "coal_cap", "C", QN_ROLE_LIMIT, "hot_coal");
  if (has(m, RANDOM_NESTED)) {
    const char *carrier = one_of(m, 1 + has(m, RANDOM_GAS) + has(m, RANDOM_ELECTRIC), carriers);
    add_limit(m, "outer", "C", QN_ROLE_LIMIT, carrier);
    add_limit(m, "inner", "T", QN_ROLE_LIMIT, carrier);
  }
  if (has(m, RANDOM_STORAGE)) {
    const char *carrier = has(m, RANDOM_GAS) ? "gas" : "pellets";
    qn_supply *row = add_limit(m, "store", some_area(m), QN_ROLE_STORAGE, carrier);
    row->duty_days = whole(m, 3, 10);
    row->duty_share = chance(m, 0.5) ? 0.05 : 0;
  }
  if (has(m, RANDOM_STEPS)) {
    add_limit(m, "stepped", "C", QN_ROLE_LIMIT, "pellets");
    add_steps(m, "stepped", 900);
  }
}

void random_add_projects(maker *m) {
  for (int i = whole(m, 1, 2); i > 0; i--) {
    qn_project *row = sketch_row(m->c, QN_T_projects);
    row->id = row->name = sketch_text(m->c, "P%d", i);
    row->area = maybe_area(m);
    if (m->c->n_supplies && chance(m, 0.8))
      row->supply = m->c->supplies[whole(m, 0, m->c->n_supplies - 1)].id;
    row->adds_peak = between(m, 10, 300);
    row->adds_annual = between(m, 10, 1e5);
    row->cost_cny = between(m, 1e3, 2e5);
    row->om_cny = between(m, 0, 3e3);
    row->life_a = whole(m, 3, 30);
    row->is_fixed = chance(m, 0.2);
    if (chance(m, 0.3)) row->earliest = some_year(m);
    row->km = between(m, 0, 10);
    row->stations = whole(m, 0, 5);
  }
}
