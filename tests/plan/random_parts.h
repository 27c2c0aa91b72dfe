/* What the files of random_case share: the case being made, how it draws, and who adds what. All
 * draw from one stream, so the order of calls is part of what a seed means. */
#ifndef QN_TESTS_PLAN_RANDOM_PARTS_H
#define QN_TESTS_PLAN_RANDOM_PARTS_H
#include "base/random.h"
#include "plan/random_case.h"
#include "plan/sketch.h"

enum { BASE = 2020 };
#define FAR 1e11 /* a limit that never bites, until it is set */

/* What is being made. */
typedef struct {
  qn_random random;
  unsigned families;
  qn_case *c;
  int n_season, most_season, n_unit, n_township, n_source;
  int is_shared; /* two sources can serve the same new load */
} maker;

/* ---- drawing ---- */

static inline int has(const maker *m, unsigned family) {
  return (m->families & family) != 0;
}
static inline double between(maker *m, double low, double high) {
  return low + (high - low) * qn_random_real(&m->random);
}
static inline int chance(maker *m, double p) {
  return qn_random_real(&m->random) < p;
}
static inline int whole(maker *m, int low, int high) {
  return low + (int)qn_random_below(&m->random, (uint64_t)(high - low + 1));
}
static inline int some_year(maker *m) {
  return BASE + whole(m, 1, m->n_season);
}
/* One of n texts. */
static inline const char *one_of(maker *m, int n, const char *const *texts) {
  return texts[whole(m, 0, n - 1)];
}
static inline const char *some_township(maker *m) {
  static const char *const all[] = {"T", "T2"};
  return one_of(m, m->n_township, all);
}
static inline const char *some_area(maker *m) {
  return chance(m, 0.5) ? "C" : some_township(m);
}
static inline const char *some_zone(maker *m) {
  static const char *const all[] = {"R", "U"};
  return one_of(m, 2, all);
}
/* Some zone or area, or none. */
static inline const char *maybe_zone(maker *m) {
  return chance(m, 0.7) ? NULL : some_zone(m);
}
static inline const char *maybe_area(maker *m) {
  return chance(m, 0.7) ? NULL : some_area(m);
}

/* Some modes or families that the case has. */
static inline const char *some_modes(maker *m) {
  static const struct {
    unsigned families;
    const char *modes;
  } all[] = {
      {0, "pellet"},
      {0, "coal;biomass"},
      {0, "coal"},
      {RANDOM_ELECTRIC, "biomass;electric"},
      {RANDOM_GAS, "gas"},
      {RANDOM_GAS | RANDOM_NETWORK, "gas;network"},
      {RANDOM_ELECTRIC | RANDOM_GAS, "electric;gas;pellet"},
  };
  for (;;) {
    const int i = whole(m, 0, (int)(sizeof all / sizeof *all) - 1);
    if ((m->families & all[i].families) == all[i].families) return all[i].modes;
  }
}

/* ---- random_energy.c ---- */
void random_add_fuels(maker *m);
void random_add_devices(maker *m);
/* Parts of a mode with their payers. */
void random_add_parts(maker *m, const char *mode, int per, double cost);

/* ---- random_heat.c ---- */
/* Mode of the network that a source is in. */
const char *random_network_mode(const maker *m, int source);
void random_add_network(maker *m);
void random_add_gas_trunks(maker *m);

/* ---- random_units.c ---- */
void random_add_unit(maker *m, int i);

/* ---- random_limits.c: their sizes are set later ---- */
void random_add_limits(maker *m);
void random_add_projects(maker *m);

/* ---- random_money.c ---- */
void random_add_subsidies(maker *m);
void random_add_tariffs(maker *m);
void random_add_emissions(maker *m);

/* ---- random_rules.c: what they ask is set later ---- */
void random_add_rate(maker *m);
void random_add_targets(maker *m);
void random_add_budgets(maker *m);
void random_add_build_limits(maker *m);

/* ---- random_size.c ---- */
/* Sets limits and targets around what a random plan of the case takes. */
void random_size_rules(maker *m, const qn_demand *demand);

#endif
