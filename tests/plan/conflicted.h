/* What the plan module says of a region without a plan, in the verifier's words: the builder's
 * headers and the verifier's cannot stand in one file. */
#ifndef QN_TESTS_PLAN_CONFLICTED_H
#define QN_TESTS_PLAN_CONFLICTED_H
#include "plan/conflict.h"
#include "plan/slack.h"

typedef struct {
  qn_context *context;
  qn_conflict *conflict;
  slacks rules;         /* all rules that may give way; weight: share of a unit */
  unsigned char *is_in; /* [rules.n] of the conflict */
  double *amount[8];    /* [way][rules.n], ways from 1 on */
} conflicted;

conflicted *conflicted_new(const qn_case *region, const qn_demand *demand, qn_conflict_how how,
                           double seconds);
void conflicted_free(conflicted *c);

#endif
