/* Targets, budgets and build limits. */
#include "plan/random_parts.h"

static int random_rule(maker *m) {
  return has(m, RANDOM_PRICED) && chance(m, 0.6) ? whole(m, QN_PRICED, QN_REPORTED) : QN_HARD;
}

void random_add_targets(maker *m) {
  for (int i = whole(m, 1, 3); i > 0; i--) {
    const int metric = whole(m, QN_CLEAN_RATE_AREA, QN_STATIONS);
    qn_target *row =
        sketch_target(m->c, sketch_text(m->c, "G%d", i), some_area(m), metric, some_year(m), 0);
    row->sense = whole(m, QN_AT_LEAST, QN_EQUAL);
    if (row->sense == QN_EQUAL && chance(m, 0.5)) row->tolerance = between(m, 0, 0.1);
    row->zone = maybe_zone(m);
    row->modes = metric == QN_MODE_AREA || metric == QN_MODE_HOUSEHOLDS ? some_modes(m) : NULL;
    if ((metric == QN_CLOSED_TPH || metric == QN_ULTRA_LOW_TPH) && i == 3 && m->n_source)
      row->modes = "net";
    row->pollutant = metric == QN_EMISSION ? "SO2" : NULL;
    if (chance(m, 0.15)) row->kind = QN_VILLAGE;
    if (chance(m, 0.15)) row->terrain = QN_PLAIN;
    if (chance(m, 0.1)) row->excluded = "T";
    row->counting = chance(m, 0.3) ? QN_ADDED : QN_STOCK;
    if (chance(m, 0.2)) row->since_year = some_year(m);
    row->rule = random_rule(m);
  }
}

void random_add_rate(maker *m) {
  qn_target *row = sketch_target(m->c, "rate", "C",
                                 chance(m, 0.5) ? QN_CLEAN_RATE_AREA : QN_CLEAN_RATE_HOUSEHOLDS,
                                 BASE + m->n_season, 0);
  row->unit = chance(m, 0.5) ? "%" : NULL;
  row->rule = random_rule(m);
}

void random_add_budgets(maker *m) {
  /* A company pays the modules: its money carries from the first season (enumerate.h). */
  static const int payers[] = {QN_PAY_COUNTY, QN_PAY_HOUSEHOLD, QN_PAY_PREFECTURE, QN_PAY_COMPANY};
  const int first = whole(m, 0, 3);
  for (int i = whole(m, 1, 2); i > 0; i--) {
    const int payer = payers[(first + i) % 4]; /* one purse a payer */
    const char *area = payer == QN_PAY_COMPANY ? "C" : some_area(m);
    const int rule = random_rule(m), carries = payer == QN_PAY_COMPANY || chance(m, 0.5);
    for (int j = 1; j <= m->n_season; j++) {
      if (payer != QN_PAY_COMPANY && chance(m, 0.2)) continue;
      qn_budget *row = sketch_row(m->c, QN_T_budgets);
      row->id = sketch_text(m->c, "B%d.%d", i, j);
      row->payer = payer;
      row->area = area;
      row->year = BASE + j;
      row->money_cny = FAR;
      row->rule = rule;
      row->carries = carries;
      row->price_cny = between(m, 0, 2);
    }
  }
}

void random_add_build_limits(maker *m) {
  for (int i = whole(m, 1, 3); i > 0; i--) {
    qn_build_limit *row = sketch_row(m->c, QN_T_build_limits);
    row->id = sketch_text(m->c, "L%d", i);
    row->area = some_area(m);
    row->modes = chance(m, 0.3) ? NULL : some_modes(m);
    row->year = some_year(m);
    row->households = FAR / 1000;
    row->rule = random_rule(m);
    row->price_cny = between(m, 0, 5000);
  }
}
