#include "plan/slack.h"

#include <math.h>
#include <string.h>

const slack_rule *slack_find(const slacks *slack, const char *family, int row, int season,
                             int sense) {
  for (size_t i = 0; slack && i < slack->n; i++) {
    const slack_rule *s = &slack->at[i];
    if (s->row == row && s->season == season && s->sense == sense && !strcmp(s->family, family))
      return s;
  }
  return NULL;
}

static const slack_rule *find(const slacks *slack, const qn_rule_state *rule) {
  const int below = rule->used < rule->limit;
  const int sense = rule->sense != QN_EQUAL ? rule->sense : below ? QN_AT_LEAST : QN_AT_MOST;
  return slack_find(slack, rule->family, rule->row, rule->season, sense);
}

double slack_amount(const slacks *slack, const qn_rule_state *rule) {
  const slack_rule *s = find(slack, rule);
  return s ? s->amount : 0;
}

size_t slack_broken(const slacks *slack, const qn_rule_state *rules, size_t n) {
  size_t broken = 0;
  for (size_t i = 0; i < n; i++)
    broken += rules[i].is_hard && !rules[i].is_met &&
              rules[i].shortfall > slack_amount(slack, &rules[i]) + QN_VERIFY_REL * rules[i].scale;
  return broken;
}

double slack_sum(const slacks *slack, const qn_rule_state *rules, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) {
    if (!rules[i].is_hard || rules[i].is_met) continue;
    const slack_rule *s = find(slack, &rules[i]);
    sum += s ? s->weight * rules[i].shortfall : INFINITY;
  }
  return sum;
}
