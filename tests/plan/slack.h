/* Rules that may be missed, and by how much: a planner who lets some of them go, as enumeration
 * understands it. In the verifier's words: a rule's family, row of its table, season. */
#ifndef QN_TESTS_PLAN_SLACK_H
#define QN_TESTS_PLAN_SLACK_H
#include "plan/verify.h"

typedef struct {
  const char *family;
  int row, season;
  int sense;     /* of a rule of both senses the one that is meant */
  double amount; /* may be missed by so much; INFINITY: is no rule at all */
  double weight; /* of a unit missed */
} slack_rule;

typedef struct {
  slack_rule *at;
  size_t n;
} slacks;

/* The rule of a family, row and season with a sense, NULL when it has no slack; slack may be NULL.
 */
const slack_rule *slack_find(const slacks *slack, const char *family, int row, int season,
                             int sense);
/* What a rule may be missed by, 0 when it has no slack. */
double slack_amount(const slacks *slack, const qn_rule_state *rule);
/* How many of the hard rules are missed by more than their slack. */
size_t slack_broken(const slacks *slack, const qn_rule_state *rules, size_t n);
/* Weighted sum of what is missed; INFINITY when a hard rule without slack is. */
double slack_sum(const slacks *slack, const qn_rule_state *rules, size_t n);

#endif
