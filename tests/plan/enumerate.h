/* The true optimum of a small case, by going through all of it: every combination of unit pathways,
 * source options, projects, trunks and modules of sources. For each, the heat that new loads take
 * is shared out at least cost, the modules of other supplies are the least that hold their limits,
 * and the cheapest combination that the verifier accepts is kept. Nothing of the plan module and no
 * solver is in it.
 *
 * Exact where: no unit is divisible (divisible ones are taken as whole, which bounds the cost from
 * above); at most two sources can serve the same new load, and where two can, no limit, step or
 * emission target looks at their fuel; modules are paid by a payer whose budgets, if any, carry
 * from the first season on (then buying early never helps). Heat between two sources a and b: each
 * township's load costs a little more from one than from the other; the townships are put in the
 * order of that difference and given to a, cheapest first, within what both can send. */
#ifndef QN_TESTS_PLAN_ENUMERATE_H
#define QN_TESTS_PLAN_ENUMERATE_H
#include "plan/slack.h"

typedef struct {
  int is_feasible;
  double cost_cny;      /* of the cheapest plan */
  qn_decision decision; /* in the arena */
  long weighed;         /* complete plans that were costed */
} enumerated;

qn_status enumerate_best(enumerated *out, const qn_case *region, const qn_demand *demand,
                         qn_arena *arena);
/* The same with rules that may be missed: any plan within the slack will do (the first that is
 * found; cost_cny is not the least). */
qn_status enumerate_within(enumerated *out, const qn_case *region, const qn_demand *demand,
                           const slacks *slack, qn_arena *arena);
/* Least sum of weighted shortfalls of the rules in slack that any plan can have, all other rules
 * held; INFINITY when there is none. Exact where besides no supply has modules and no two sources
 * can serve the same load. */
qn_status enumerate_least(double *least, const qn_case *region, const qn_demand *demand,
                          const slacks *slack, qn_arena *arena);
/* Product of the numbers of pathways of all blocks. */
double enumerate_size(const qn_case *region, const qn_demand *demand);
/* Fills flows of a decision whose blocks and modules are set, at least cost; false when some load
 * cannot be served. flows must have room (enumerate_room). */
int enumerate_flows(const qn_case *region, const qn_demand *demand, qn_decision *decision,
                    qn_arena *arena);
/* A decision with all arrays, nothing chosen (every unit's row stays unset). */
qn_status enumerate_room(qn_decision *out, const qn_case *region, qn_arena *arena);

#endif
