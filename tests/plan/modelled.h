/* What the model's builder makes of a unit's pathways, in plain numbers: the builder's headers and
 * the verifier's cannot stand in one file, and tests hold one against the other. */
#ifndef QN_TESTS_PLAN_MODELLED_H
#define QN_TESTS_PLAN_MODELLED_H
#include "case/case.h"
#include "demand/demand.h"
#include "plan/decision.h"

enum { MODELLED_SEASONS = 8, MODELLED_CARRIERS = 16 };

typedef struct {
  qn_unit_choice choice;
  double cost_cny, burden_rise;
  double paid_cny[MODELLED_SEASONS][QN_PAYERS];
  int is_clean[MODELLED_SEASONS];
  double use[MODELLED_SEASONS][MODELLED_CARRIERS], coal_t[MODELLED_SEASONS];
  double peak[MODELLED_SEASONS];
} modelled_path;

typedef struct modelled modelled;
modelled *modelled_new(const qn_case *region, const qn_demand *demand);
void modelled_free(modelled *m);
/* The pathways of a unit before the burden rule, at most most; valid until the next call. */
const modelled_path *modelled_paths(modelled *m, int unit, size_t *n);

#endif
