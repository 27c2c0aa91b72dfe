/* A basis for a large model. Prices of the rows that join parts come from a sample of the parts; at
 * these every part's relaxation is solved by itself, side by side; their bases together are one of
 * the whole, optimal but for the joining rows, from which the solver has few steps to go. */
#ifndef QN_PLAN_OPENING_H
#define QN_PLAN_OPENING_H
#include "plan/basis.h"

/* Not found when there are no parts to speak of, or time was short. */
qn_status qn_opening_new(qn_basis *out, const qn_model *model, qn_run *run, double seconds);

#endif
