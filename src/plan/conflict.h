/* When no plan holds all rules: which of them conflict, and the least by which they must give way.
 *
 * A conflict is a set of rules that no plan holds together; it is irreducible when any one of them
 * can be dropped and the rest hold, and smallest when no other conflict has fewer rules. A way out
 * is a set of rules with an amount each: loosened by so much, a plan holds them all. The least way
 * has the smallest sum of shares (loose.h); the others spare one of its rules each. Where a load
 * cannot be served at all, whatever the rules, the loads stand in place of the rules.
 *
 * Small models are answered in whole choices, larger ones by their linear relaxation, the largest
 * by that of their parts (apart.h): a conflict of that is one of whole choices too, but a way out
 * is then only what is needed at least. */
#ifndef QN_PLAN_CONFLICT_H
#define QN_PLAN_CONFLICT_H
#include "plan/plan.h"

/* A rule of the conflict (way 0), or one that gives way in a way out (1: the least). */
typedef struct {
  size_t row;    /* of the conflict's model; a row of family choose: a block without any pathway */
  double amount; /* in the row's unit, 0 in a conflict */
  int way;
} qn_conflict_rule;

typedef enum {
  QN_CONFLICT_UNKNOWN, /* the time was too short */
  QN_CONFLICT_NONE,    /* the rules can be held together */
  QN_CONFLICT_STANDS,
} qn_conflict_state;

typedef enum {
  QN_CONFLICT_UNNAMED,     /* no set of rules was found in the time */
  QN_CONFLICT_SET,         /* conflicts, but may hold more rules than it must */
  QN_CONFLICT_IRREDUCIBLE, /* drop any one, and the others can be held */
  QN_CONFLICT_SMALLEST,    /* and no conflict has fewer */
} qn_conflict_proof;

struct qn_conflict {
  qn_conflict_state state;
  qn_conflict_proof proof;
  int is_integer;        /* in whole choices; else by the linear relaxation */
  int is_load;           /* no rule can mend it: loads and trunks stand in the rules' place */
  int is_checked;        /* a plan within the least way out (or within all rules) was verified */
  double measure, least; /* of the least way: sum of shares, and what it is proved to be at least */
  double seconds;
  qn_model *model;
  qn_conflict_rule *rules; /* way 0 first, then the ways one after the other */
  size_t n;
  int n_way;
};

typedef enum {
  QN_CONFLICT_BY_SIZE,   /* as said above; the other way where that tells nothing */
  QN_CONFLICT_BY_LINEAR, /* by the relaxation alone: finds a conflict, or leaves it unknown */
  QN_CONFLICT_BY_PARTS,  /* by that of a large region, whatever the size */
} qn_conflict_how;
enum { QN_CONFLICT_WHOLE = 1500 };        /* columns up to which choices are whole */
enum { QN_CONFLICT_UNITS_WHOLE = 20000 }; /* units up to which the relaxation is one program */

/* Looks for a conflict for at most seconds. *out is the caller's to free; the context must outlive
 * it. */
qn_status qn_conflict_find(qn_conflict **out, const qn_context *context, qn_conflict_how how,
                           qn_run *run, double seconds);
void qn_conflict_free(qn_conflict *conflict);
/* A plan that holds nothing but the answer, its model that of the conflict: of status infeasible,
 * or none where the rules can be held together or nothing was found out. */
qn_status qn_conflict_ask(qn_plan **out, const qn_case *region, const qn_demand *demand,
                          qn_run *run);

/* ---- conflict_check.c ---- */
/* Sets is_checked where x[n_column] can be completed to a plan of which the verifier finds no rule
 * broken but those of the least way, and those by no more than their amounts. */
qn_status qn_conflict_check(qn_conflict *conflict, const double *x, qn_run *run);
/* The same by planning within the least way, loosened by some choices more where it takes that: the
 * amounts become what the plan misses. */
qn_status qn_conflict_plan(qn_conflict *conflict, qn_run *run, double until_s);
/* Loosens the least way's rows of a model like the conflict's by their amounts and so many mean
 * choices more; and whether a verdict has no other rules broken. */
void qn_conflict_loosen(qn_model *model, const qn_conflict *conflict, double choices);
int qn_conflict_excuses(const qn_conflict *conflict, double choices, const qn_verdict *verdict);

#endif
