#include "base/random.h"
#include "plan/random_case.h"

static void tighten_supplies(qn_case *c, double share) {
  for (int i = 0; i < c->n_supplies; i++) {
    c->supplies[i].peak *= share;
    c->supplies[i].annual *= share;
  }
  for (int i = 0; i < c->n_supply_years; i++) {
    c->supply_years[i].peak *= share;
    c->supply_years[i].annual *= share;
  }
}

void random_tighten(qn_case *c, uint64_t seed) {
  qn_random random = qn_random_stream(seed, "tighten", "");
  tighten_supplies(c, 0.3 + 0.7 * qn_random_real(&random));
  for (int i = 0; i < c->n_build_limits; i++)
    c->build_limits[i].households *= 0.2 + 0.8 * qn_random_real(&random);
  for (int i = 0; i < c->n_budgets; i++)
    c->budgets[i].money_cny *= 0.2 + 0.8 * qn_random_real(&random);
  for (int i = 0; i < c->n_targets; i++)
    if (c->targets[i].sense == QN_AT_LEAST) c->targets[i].value *= 1 + qn_random_real(&random);
}
