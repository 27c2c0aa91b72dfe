/* What is said of regions without a plan, against enumeration (slack.h): the rules that are named
 * cannot be held together, without any one of them they can, and no smaller set of rules conflicts;
 * within each way out there is a plan, with a thousandth less there is none; and no other amounts
 * have a smaller sum of shares. By the linear relaxation alone: what is named conflicts, what was
 * checked holds, and what is proved to be needed is no more than what is. By parts, as large
 * regions are answered: the same, and no less proved to be needed as by the relaxation as one
 * program. Regions are random ones (random_case.h) whose limits are tightened. QN_CASES=5000 takes
 * that many with a plan or without; QN_SEED=123 QN_FAMILIES=0x7ffffff looks at one, QN_ASK=1 at its
 * least sum, QN_ASK=2 at its relaxation, QN_ASK=3 by parts. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "check.h"
#include "plan/conflicted.h"
#include "plan/enumerate.h"
#include "plan/random_case.h"

static const double MOST_PLANS = 3000; /* combinations of pathways a region may have */
static const double LESS = 1e-3; /* of an amount, or so much of what the verifier passes over: */
static const double PASSED_OVER = 2e-5;
static const double MEASURE_REL = 1e-4, MEASURE_ABS = 1e-5;
enum { MOST_NAMED = 20, MOST_PAIRS = 24 };

#if defined(__SANITIZE_ADDRESS__)
enum { CASES = 20 };
#else
enum { CASES = 200 };
#endif

typedef struct {
  uint64_t seed;
  unsigned families;
  qn_case *region;
  qn_demand *demand;
  conflicted *found;
} trial;

/* What is looked at of an answer. */
typedef enum { WHOLE, LEAST_SUM, LINEAR, PARTS } question;

typedef struct {
  int infeasible, loads, checked, failed, largest;
} tally;

/* ---- enumeration's view ---- */

/* Whether a plan holds all rules but by these amounts; a rule that is not in has no limit. */
static int can_hold(const trial *t, const unsigned char *is_in, const double *amount, double less) {
  const slacks *rules = &t->found->rules;
  slacks slack = {.at = calloc(rules->n + 1, sizeof *slack.at), .n = rules->n};
  qn_arena *arena = qn_arena_new();
  enumerated best;
  for (size_t i = 0; i < rules->n; i++) {
    slack.at[i] = rules->at[i];
    const double off =
        fmax(less * (amount ? amount[i] : 0), less > 0 ? PASSED_OVER / rules->at[i].weight : 0);
    slack.at[i].amount = is_in && !is_in[i] ? INFINITY : amount ? fmax(0, amount[i] - off) : 0;
  }
  assert_int_equal(enumerate_within(&best, t->region, t->demand, &slack, arena), QN_OK);
  qn_arena_free(arena);
  free(slack.at);
  return best.is_feasible;
}

static double least_measure(const trial *t) {
  qn_arena *arena = qn_arena_new();
  double least;
  assert_int_equal(enumerate_least(&least, t->region, t->demand, &t->found->rules, arena), QN_OK);
  qn_arena_free(arena);
  return least;
}

/* ---- what must hold ---- */

static int count(const unsigned char *is_in, size_t n) {
  int sum = 0;
  for (size_t i = 0; i < n; i++) sum += is_in[i];
  return sum;
}

static const char *set_fault(const trial *t) {
  conflicted *f = t->found;
  if (can_hold(t, f->is_in, NULL, 0)) return "the conflict can be held";
  for (size_t i = 0; i < f->rules.n; i++) {
    if (!f->is_in[i]) continue;
    f->is_in[i] = 0;
    const int can = can_hold(t, f->is_in, NULL, 0);
    f->is_in[i] = 1;
    if (!can) return "the conflict can be reduced";
  }
  return NULL;
}

/* Goes through the sets of fewer rules, up to pairs. */
static const char *smallest_fault(const trial *t) {
  const conflicted *f = t->found;
  const int size = count(f->is_in, f->rules.n);
  if (f->conflict->proof != QN_CONFLICT_SMALLEST) return "not proved smallest";
  unsigned char *is_in = calloc(f->rules.n + 1, 1);
  const char *fault = NULL;
  for (size_t i = 0; i < f->rules.n && size > 1 && !fault; i++) {
    is_in[i] = 1;
    if (!can_hold(t, is_in, NULL, 0)) fault = "one rule alone cannot be held";
    for (size_t k = 0; k < i && size > 2 && f->rules.n <= MOST_PAIRS && !fault; k++) {
      is_in[k] = 1;
      if (!can_hold(t, is_in, NULL, 0)) fault = "two rules cannot be held";
      is_in[k] = 0;
    }
    is_in[i] = 0;
  }
  free(is_in);
  return fault;
}

static const char *ways_fault(const trial *t) {
  const conflicted *f = t->found;
  if (f->conflict->n_way < 1) return "no way out";
  if (!f->conflict->is_checked) return "the least way out was not verified";
  for (int way = 1; way <= f->conflict->n_way; way++) {
    if (!can_hold(t, NULL, f->amount[way], 0)) return "no plan within a way out";
    if (can_hold(t, NULL, f->amount[way], LESS)) return "a way out could do with less";
  }
  return NULL;
}

static const char *measure_fault(const trial *t) {
  const qn_conflict *c = t->found->conflict;
  const double least = least_measure(t);
  if (c->least > c->measure + MEASURE_ABS) return "the measure is proved to be more than it is";
  if (fabs(c->measure - least) > MEASURE_REL * least + MEASURE_ABS)
    return c->measure > least ? "other amounts are less" : "less than any plan needs";
  return NULL;
}

/* Of the linear relaxation: it may see no conflict where whole choices have one. */
static const char *linear_fault(const trial *t, int can, tally *sum) {
  conflicted *f = t->found;
  const qn_conflict *c = f->conflict;
  if (c->state == QN_CONFLICT_NONE) return "no conflict is said of a relaxation";
  if (c->state == QN_CONFLICT_UNKNOWN) return NULL;
  if (can) return "a conflict where there is a plan";
  sum->infeasible++;
  if (c->is_load) return NULL;
  if (c->proof == QN_CONFLICT_UNNAMED) return "the conflict is not named";
  if (can_hold(t, f->is_in, NULL, 0)) return "the conflict can be held";
  if (c->is_checked && !can_hold(t, NULL, f->amount[1], 0)) return "no plan within a checked way";
  sum->checked += c->is_checked;
  const double least = least_measure(t);
  if (c->least > least + MEASURE_ABS) return "more is proved to be needed than is";
  if (c->is_checked && c->measure < least - MEASURE_ABS) return "less than any plan needs";
  return NULL;
}

/* ---- trials ---- */

static void open_trial(trial *t, question asked) {
  t->region = random_case(t->seed, t->families, MOST_PLANS, &t->demand);
  random_tighten(t->region, t->seed);
  for (int i = 0; i < t->region->n_supplies && asked != WHOLE; i++)
    t->region->supplies[i].module_most = 0;
  for (int a = 0; a < t->region->n_areas && asked == PARTS; a++)
    t->region->area_at_level[QN_COUNTY][a] = t->region->area_at_level[QN_TOWNSHIP][a];
  static const qn_conflict_how how[] = {
      [LINEAR] = QN_CONFLICT_BY_LINEAR, [PARTS] = QN_CONFLICT_BY_PARTS};
  t->found = conflicted_new(t->region, t->demand, how[asked], 60);
}

static void close_trial(trial *t) {
  conflicted_free(t->found);
  qn_demand_free(t->demand);
  qn_case_free(t->region);
}

static void tell(const trial *t, const char *why) {
  print_error("QN_SEED=%llu QN_FAMILIES=%#x: %s (%d rules, %d in conflict, %d ways)\n",
              (unsigned long long)t->seed, t->families, why, (int)t->found->rules.n,
              count(t->found->is_in, t->found->rules.n), t->found->conflict->n_way);
}

/* What the parts prove to be needed is no less than by the relaxation as one program, whose prices
 * rounding can weaken; that it is no more than whole choices need is seen before. */
static const char *parts_fault(const trial *t) {
  const qn_conflict *c = t->found->conflict;
  conflicted *whole = conflicted_new(t->region, t->demand, QN_CONFLICT_BY_LINEAR, 60);
  const qn_conflict *w = whole->conflict;
  const double slack = MEASURE_REL * fabs(w->least) + MEASURE_ABS;
  const char *why = NULL;
  if (c->state != w->state)
    why = "parts and whole do not agree whether there is a conflict";
  else if (c->state == QN_CONFLICT_STANDS && c->is_load != w->is_load)
    why = "parts and whole do not agree whether loads are in want";
  else if (c->state == QN_CONFLICT_STANDS && c->least < w->least - slack)
    why = "parts prove less than the whole";
  conflicted_free(whole);
  return why;
}

static const char *fault(const trial *t, question asked, tally *sum) {
  const qn_conflict *c = t->found->conflict;
  const int can = can_hold(t, NULL, NULL, 0);
  const char *of_relaxation = asked >= LINEAR ? linear_fault(t, can, sum) : NULL;
  if (asked == PARTS && !of_relaxation) return parts_fault(t);
  if (asked >= LINEAR) return of_relaxation;
  if (c->state == QN_CONFLICT_NONE)
    return can ? (c->is_checked ? NULL : "the plan was not verified") : "no conflict is seen";
  if (c->state != QN_CONFLICT_STANDS) return "nothing is known";
  if (can) return "a conflict where there is a plan";
  sum->infeasible++;
  sum->loads += c->is_load;
  unsigned char *none = calloc(t->found->rules.n + 1, 1);
  const int can_without = can_hold(t, none, NULL, 0);
  free(none);
  if (c->is_load) return can_without ? "rules could mend it" : NULL;
  const int size = count(t->found->is_in, t->found->rules.n);
  if (size > sum->largest) sum->largest = size;
  if (asked == LEAST_SUM) return measure_fault(t);
  const char *why = set_fault(t);
  if (!why) why = smallest_fault(t);
  return why ? why : ways_fault(t);
}

static void try_one(uint64_t seed, unsigned families, question asked, tally *sum) {
  trial t = {.seed = seed, .families = families};
  open_trial(&t, asked);
  const char *why = fault(&t, asked, sum);
  if (why) tell(&t, why);
  sum->failed += why != NULL;
  close_trial(&t);
}

static void judge(int n, const tally *sum) {
  print_message("%d regions, %d without a plan (%d for loads), up to %d rules in a conflict\n", n,
                sum->infeasible, sum->loads, sum->largest);
  if (sum->failed) fail_msg("%d of %d regions", sum->failed, n);
  if (4 * sum->infeasible < n) fail_msg("only %d of %d are without a plan", sum->infeasible, n);
}

static void all_families(void **state) {
  (void)state;
  tally sum = {0};
  for (int i = 0; i < random_cases(CASES) && sum.failed < MOST_NAMED; i++)
    try_one(500000 + (uint64_t)i, RANDOM_ALL, WHOLE, &sum);
  judge(random_cases(CASES), &sum);
}

static void some_families(void **state) {
  (void)state;
  tally sum = {0};
  for (int i = 0; i < random_cases(CASES) && sum.failed < MOST_NAMED; i++)
    try_one(600000 + (uint64_t)i, random_families(7, i, 6) | RANDOM_TARGETS | RANDOM_BUILD, WHOLE,
            &sum);
  judge(random_cases(CASES), &sum);
}

/* Families for which enumeration knows the least sum. */
static const unsigned SUMMED = RANDOM_ALL & ~(RANDOM_NETWORK | RANDOM_RESERVE);

static void least_sums(void **state) {
  (void)state;
  tally sum = {0};
  for (int i = 0; i < random_cases(CASES) && sum.failed < MOST_NAMED; i++)
    try_one(700000 + (uint64_t)i, SUMMED, LEAST_SUM, &sum);
  judge(random_cases(CASES), &sum);
}

static void by_the_relaxation(void **state) {
  (void)state;
  tally sum = {0};
  for (int i = 0; i < random_cases(CASES) && sum.failed < MOST_NAMED; i++)
    try_one(800000 + (uint64_t)i, SUMMED, LINEAR, &sum);
  print_message("within %d of the ways out a plan was verified\n", sum.checked);
  judge(random_cases(CASES), &sum);
}

static void by_parts(void **state) {
  (void)state;
  tally sum = {0};
  for (int i = 0; i < random_cases(CASES) && sum.failed < MOST_NAMED; i++)
    try_one(900000 + (uint64_t)i, SUMMED, PARTS, &sum);
  judge(random_cases(CASES), &sum);
}

static void one_asked_for(void **state) {
  (void)state;
  tally sum = {0};
  const char *families = getenv("QN_FAMILIES");
  try_one(strtoull(getenv("QN_SEED"), NULL, 0),
          families ? (unsigned)strtoul(families, NULL, 0) : RANDOM_ALL,
          getenv("QN_ASK") ? (question)atoi(getenv("QN_ASK")) : WHOLE, &sum);
  if (sum.failed) fail_msg("it failed");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_families), cmocka_unit_test(some_families),
      cmocka_unit_test(least_sums),   cmocka_unit_test(by_the_relaxation),
      cmocka_unit_test(by_parts),
  };
  const struct CMUnitTest asked[] = {cmocka_unit_test(one_asked_for)};
  if (getenv("QN_SEED")) return cmocka_run_group_tests_name("one region", asked, NULL, NULL);
  return cmocka_run_group_tests_name("conflict", tests, NULL, NULL);
}
