/* From the linear relaxation to whole sources, projects, trunks and modules: those nearest to whole
 * are fixed first and the program is solved again from where it stood, so that flows, steps and
 * units follow. What cannot be fixed together is taken back, fixed by halves, or ruled out. */
#ifndef QN_PLAN_DIVE_H
#define QN_PLAN_DIVE_H
#include "plan/relax.h"

/* wish[n_column], NULL none: whole values to begin with where it has them. x[n_column] gets a point
 * of the relaxation where all but units are whole when *reached is set. The columns that the subset
 * got after the relaxation join its program. */
qn_status qn_dive(double *x, int *reached, const double *wish, qn_subset *subset,
                  qn_relaxation *relaxation, qn_run *run, double seconds);

#endif
