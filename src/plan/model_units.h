/* Columns of units, the bulk of the model. */
#ifndef QN_PLAN_MODEL_UNITS_H
#define QN_PLAN_MODEL_UNITS_H
#include "plan/model.h"

/* Adds the pathways of units first .. end - 1 behind the columns that are there, side by side on
 * the run's threads; the model is the same on any number of them. With prune the pathways that can
 * never help are left out. */
qn_status qn_model_add_units(qn_model *model, int first, int end, int prune, qn_run *run);

#endif
