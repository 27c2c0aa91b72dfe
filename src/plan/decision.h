/* A plan as decisions, apart from the way it was found: what every block does. The verifier
 * recomputes everything else from these and the tables (docs/model.md). Row numbers index the
 * case's tables; year 0 is never. */
#ifndef QN_PLAN_DECISION_H
#define QN_PLAN_DECISION_H
#include <stddef.h>

typedef struct {
  int unit, mode, year, level, interim; /* mode = the present one when it stays */
  double share;                         /* 1 unless the unit is divisible */
} qn_unit_choice;

typedef struct {
  int option; /* row of source_options, -1 keep */
  int year;   /* 0 with keep */
} qn_source_choice;

/* Heat from a source in one of its states to a township (of a mode) or to an attached load. */
typedef struct {
  int heat_source, state; /* state: -1 as it is, else row of source_options */
  int attached_of;        /* source whose attached load is served, or -1 */
  int township;           /* area row of new load, or -1 */
  int season;
  double kw;
} qn_heat_flow;

typedef struct {
  qn_unit_choice *units; /* by unit; several rows only for divisible units; shares sum to 1 */
  size_t n_unit;
  qn_source_choice *sources; /* [n_sources of the case] */
  int *projects;             /* [n_projects] year built, 0 never */
  int *trunks;               /* [n_trunks] year built, 0 never or built today */
  int *modules;              /* [n_supplies * n_season] whole modules there are in season b+1+j */
  qn_heat_flow *flows;
  size_t n_flow;
} qn_decision;

#endif
