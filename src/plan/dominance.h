/* Leaves out the pathways of a unit that another of its own makes pointless: no cheaper, and no
 * better in any row. */
#ifndef QN_PLAN_DOMINANCE_H
#define QN_PLAN_DOMINANCE_H
#include "plan/model.h"

typedef struct qn_dominance qn_dominance;

qn_status qn_dominance_new(qn_dominance **out);
void qn_dominance_free(qn_dominance *dominance);
/* Compacts the columns of a block that begin at first (the last ones of the model). Of equals the
 * one listed first stays. */
void qn_dominance_prune(qn_dominance *dominance, qn_model *model, size_t first);

#endif
