/* Why a unit gets what it gets. At the prices of the shared rows every pathway of a unit has one
 * comparable cost: its own, and what it takes from each row times the row's price. The pathway of
 * least cost together is the one that the prices speak for; what a cheaper one takes more of is the
 * reason that it was not chosen, and how far a price would have to move for it to win is found by
 * division. */
#ifndef QN_PLAN_WHY_H
#define QN_PLAN_WHY_H
#include "plan/decision.h"
#include "plan/model.h"

/* What a pathway takes from a row that has a price. */
typedef struct {
  size_t row;        /* of the model */
  double take;       /* in the row's unit */
  double charge_cny; /* above 0: costs; below: it helps a rule that is hard to meet */
} qn_way_take;

typedef struct {
  qn_pathway path;
  double share;                /* in the plan; 0 where it was not chosen */
  double own_cny;              /* in the objective, modules of the unit's own feeder included */
  double paid_cny[QN_PAYERS];  /* own_cny by payer, subsidies and heat bills as transfers */
  double other_cny;            /* of own_cny, what is nobody's money: prices of emissions, burden */
  double limits_cny;           /* sum of the charges */
  double households;           /* of the season of conversion, else of the first */
  const double *objective_use; /* [n_carriers] discounted use that the objective pays for */
  const qn_way_take *takes;    /* by row; rows without a price are left out */
  size_t n_take;
} qn_way;

typedef struct {
  qn_arena *arena;
  const qn_model *model; /* borrowed; holds the unit's pathways */
  int unit;
  const double *price; /* [n_row] CNY per unit of the row, borrowed; >= 0 of rows at least */
  qn_way *ways;        /* by own_cny + limits_cny, ties by own_cny and order */
  size_t n_way;
  size_t chosen; /* the way that the plan takes, of several the one with the largest share */
} qn_why;

/* model: of qn_model_new_unit, the unit among those it holds. choices: those of the plan for this
 * unit; QN_EINPUT with a finding when one of them is no pathway of the unit. model and price[n_row]
 * must outlive it. */
qn_status qn_why_new(qn_why **out, const qn_model *model, int unit, const double *price,
                     const qn_unit_choice *choices, size_t n_choice, qn_run *run);
/* The same for many units in turn, with room that is used again. */
qn_status qn_why_make(qn_why **out, const qn_model *model, int unit, const double *price,
                      const qn_unit_choice *choices, size_t n_choice, qn_unit_work *work,
                      qn_run *run);
void qn_why_free(qn_why *why);

static inline double qn_way_total_cny(const qn_way *way) {
  return way->own_cny + way->limits_cny;
}
/* By how much a way is dearer than the chosen one at the prices; below 0: the plan takes it all the
 * same because whole units and modules do not split. */
double qn_way_margin_cny(const qn_why *why, const qn_way *way);
/* What the way takes from a row, 0 when nothing. */
double qn_way_takes(const qn_way *way, size_t row);

/* A single change that would make a way as good as the chosen one. */
enum qn_flip_kind { QN_FLIP_COST, QN_FLIP_CARRIER, QN_FLIP_ROW };
typedef struct {
  int kind;
  size_t of;       /* carrier, or row of the model */
  double from, to; /* own cost; price of the carrier; price of a unit of the row, 0 or more */
} qn_flip;
/* The changes that are thinkable, own cost first, then those of least relative change; returns how
 * many, at most most. None for a way that is no dearer than the chosen one. */
size_t qn_why_flips(const qn_why *why, const qn_way *way, qn_flip *out, size_t most);

#endif
