/* Small random regions for tests, by a seeded rule: the same seed and families give the same case.
 * One coal village or more, one or two townships, clean devices; each family adds its rows. Limits
 * and targets are set around what a random plan of the case takes, so that most bite and most cases
 * can be solved. */
#ifndef QN_TESTS_PLAN_RANDOM_CASE_H
#define QN_TESTS_PLAN_RANDOM_CASE_H
#include <stdint.h>

#include "case/case.h"
#include "demand/demand.h"

/* A family, those that it needs beside it, and what it is in words. */
#define RANDOM_FAMILIES(X)                                               \
  X(RATE, 0, "a rate target")                                            \
  X(TARGETS, 0, "targets of every metric and sense")                     \
  X(PRICED, 0, "rules that are priced or only reported")                 \
  X(ELECTRIC, 0, "heaters with a valley band, heat pumps with a curve")  \
  X(FEEDERS, RANDOM_ELECTRIC, "feeders with modules")                    \
  X(GAS, 0, "gas with trunk, annual and design-day limits with modules") \
  X(NETWORK, 0, "sources with options, attached units, heat trunks")     \
  X(RESERVE, RANDOM_NETWORK, "reserve and N-1")                          \
  X(PROJECTS, 0, "projects")                                             \
  X(NESTED, 0, "nested limits")                                          \
  X(STORAGE, 0, "storage duty")                                          \
  X(STEPS, 0, "prices that rise with use")                               \
  X(BUDGETS, 0, "budgets with and without carrying")                     \
  X(BUILD, 0, "build limits")                                            \
  X(SUBSIDIES, 0, "subsidies by cohort and age")                         \
  X(TARIFFS, 0, "tiers, heat tariffs, connection fees")                  \
  X(INTERIM, 0, "an interim fuel")                                       \
  X(STRAW, 0, "straw beside coal")                                       \
  X(STANDBY, 0, "standby in the season of conversion")                   \
  X(RETROFIT, 0, "retrofit levels")                                      \
  X(DEMOLITION, 0, "units that are torn down")                           \
  X(DEVELOPMENT, 0, "new developments")                                  \
  X(FIXED, 0, "fixed modes and years, modes allowed and forbidden")      \
  X(BURDEN, 0, "burden rules")                                           \
  X(GROWTH, 0, "growth, prices and supplies that change over the years") \
  X(SERVICE, 0, "costs at actual use")                                   \
  X(OBJECTIVE, 0, "objectives other than social cost")                   \
  X(DIVISIBLE, 0, "units that may be divided")

#define RANDOM_AS_BIT(name, needs, words) RANDOM_BIT_##name,
enum { RANDOM_FAMILIES(RANDOM_AS_BIT) RANDOM_FAMILY_COUNT };
#define RANDOM_AS_MASK(name, needs, words) RANDOM_##name = 1u << RANDOM_BIT_##name,
enum {
  RANDOM_FAMILIES(RANDOM_AS_MASK)
  /* All families whose optimum enumeration knows. */
  RANDOM_ALL = (1u << RANDOM_FAMILY_COUNT) - 1 - RANDOM_DIVISIBLE,
};
/* The family of a bit with a rate target and what it needs. */
unsigned random_family_alone(int bit);
/* n random families that enumeration knows, drawn with return; stream and key name the draw. */
unsigned random_families(uint64_t stream, int key, int n);
/* English words for a family's bit. */
const char *random_family_words(int bit);

/* most_plans: the product of pathways that the case may have (units, then seasons are left out
 * until it holds or nearly does). */
qn_case *random_case(uint64_t seed, unsigned families, double most_plans, qn_demand **demand);

/* Every limit is cut by a share of its own, every target that asks for something asks for more. */
void random_tighten(qn_case *region, uint64_t seed);

/* How many cases a test goes through: QN_CASES of the environment, else usual. */
int random_cases(int usual);

#endif
