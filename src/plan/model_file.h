/* The model as a file that other programs solve: free MPS.
 *
 * All rows and columns as they are solved here, so without the pathways that another of the same
 * unit dominates. Rows are divided by their scale (a power of two), costs are in 10^4 CNY, numbers
 * are written so that they read back the same. Names: R or C, a running number, then what it is:
 * family, line of its table and season of a row; unit, mode, year, r and the level of a retrofit of
 * a pathway; likewise of all else. What no MPS reader takes in a name is "_". */
#ifndef QN_PLAN_MODEL_FILE_H
#define QN_PLAN_MODEL_FILE_H
#include "plan/model.h"

/* What the objective of the file is to be multiplied by for CNY. */
#define QN_MODEL_FILE_CNY 1e4

/* Written whole or not at all; QN_EIO with a finding when it cannot be. */
qn_status qn_model_write(const qn_model *model, const char *path, qn_findings *findings);

#endif
