/* The builder's pathways against the verifier's, one by one: the same list, and of each the same
 * cost, payments, burden, fuel and cleanness. A cost that the two see differently would make the
 * bound of a plan wrong where nothing else shows it. */
#include <math.h>
#include <stdio.h>

#include "base/random.h"
#include "check.h"
#include "plan/enumerate.h"
#include "plan/modelled.h"
#include "plan/random_case.h"
#include "plan/verify_parts.h"

static const double REL = 1e-9;

typedef struct {
  qn_case *region;
  qn_demand *demand;
  qn_arena *arena;
  qn_decision none;
  qn_verdict verdict;
  qn_check check;
  qn_unit_account account;
  char name[96]; /* of the pathway in hand */
} trial;

static void begin(trial *t, uint64_t seed, unsigned families) {
  t->region = random_case(seed, families, 1e6, &t->demand);
  t->arena = qn_arena_new();
  assert_int_equal(enumerate_room(&t->none, t->region, t->arena), QN_OK);
  t->check = (qn_check){.region = t->region,
                        .demand = t->demand,
                        .arena = t->arena,
                        .decision = &t->none,
                        .verdict = &t->verdict};
  assert_int_equal(qn_check_start(&t->check), QN_OK);
  t->account.season = qn_arena_array(t->arena, (size_t)t->check.n_all, sizeof *t->account.season);
}

static void end(trial *t) {
  qn_arena_free(t->arena);
  qn_demand_free(t->demand);
  qn_case_free(t->region);
}

static void near(const trial *t, const char *what, double model, double verifier) {
  if (isnan(model) && isnan(verifier)) return;
  if (!(fabs(model - verifier) <= REL * fmax(1, fabs(verifier))))
    fail_msg("%s: %s %.12g against %.12g", t->name, what, model, verifier);
}

static void compare_season(trial *t, const modelled_path *path, int j) {
  const qn_unit_season *season = &t->account.season[j];
  const int year = t->check.base + 1 + j, unit = path->choice.unit;
  double use[MODELLED_CARRIERS] = {0};
  for (int p = 0; p < QN_PAYERS; p++)
    near(t, "paid", path->paid_cny[j][p], qn_check_unit_paid(&t->check, &t->account, p, year));
  for (int i = 0; i < season->n_use; i++) use[season->use[i].carrier] += season->use[i].amount;
  for (int i = 0; i < t->region->n_carriers; i++) near(t, "use", path->use[j][i], use[i]);
  near(t, "coal", path->coal_t[j], season->coal);
  if (season->mode >= 0 && season->peak_carrier >= 0)
    near(t, "design day", path->peak[j], season->peak);
  if (t->region->units[unit].i_present_source < 0 && season->area_m2 > 0)
    near(t, "clean", path->is_clean[j], qn_check_choice_is_clean(&t->check, &path->choice, year));
}

static void compare_path(trial *t, const modelled_path *path) {
  qn_check *check = &t->check;
  const char *why = qn_check_illegal(check, &path->choice);
  if (why) fail_msg("%s: %s", t->name, why);
  qn_check_unit(check, &path->choice, &t->account);
  near(t, "cost", path->cost_cny,
       qn_check_unit_cost(check, t->region->settings.objective, &t->account) +
           qn_check_burden_price(check, &t->account));
  if (path->choice.year && !t->account.is_development)
    near(t, "burden", path->burden_rise, t->account.burden_rise);
  for (int j = 0; j < check->n_season; j++) compare_season(t, path, j);
}

/* All are legal and none is missing: as many as the verifier knows. */
static void compare(uint64_t seed, unsigned families) {
  trial t = {0};
  begin(&t, seed, families);
  modelled *model = modelled_new(t.region, t.demand);
  for (int u = 0; u < t.region->n_units; u++) {
    size_t n;
    qn_choices all = {0};
    const modelled_path *paths = modelled_paths(model, u, &n);
    assert_int_equal(qn_check_pathways(&t.check, u, &all), QN_OK);
    snprintf(t.name, sizeof t.name, "seed %llu, families %#x, unit %d", (unsigned long long)seed,
             families, u);
    if (n != all.count) fail_msg("%s: %zu pathways against %zu", t.name, n, all.count);
    for (size_t i = 0; i < n; i++) {
      const qn_unit_choice *c = &paths[i].choice;
      snprintf(t.name, sizeof t.name, "seed %llu, families %#x, unit %d: mode %d %d/%d/%d",
               (unsigned long long)seed, families, u, c->mode, c->year, c->level, c->interim);
      compare_path(&t, &paths[i]);
    }
    QN_CLEAR(&all);
  }
  modelled_free(model);
  end(&t);
}

static void each_family_alone(void **state) {
  (void)state;
  for (int bit = 0; bit < RANDOM_FAMILY_COUNT; bit++)
    for (uint64_t seed = 1; seed <= 20; seed++) compare(seed, random_family_alone(bit));
}

/* With and without other objectives: under them fewer things count. */
static void all_families_together(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 300; seed++) {
    compare(seed, RANDOM_ALL);
    compare(seed, RANDOM_ALL & ~(unsigned)RANDOM_OBJECTIVE);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_family_alone),
      cmocka_unit_test(all_families_together),
  };
  return cmocka_run_group_tests_name("pathways", tests, NULL, NULL);
}
