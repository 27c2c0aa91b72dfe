/* The linear program of what must give way (loose.h), of a large region by its parts. Whatever
 * costs stand in its model, a row that is missed by an amount costs the amount times its weight,
 * and nothing else is counted.
 *
 * At prices of the rows that join parts every part is solved by itself, side by side; each of its
 * points is a cutting plane for the prices (master.h). Prices are within the weights, so that the
 * climb has an end: where the cutting planes promise no more than the parts gave, the points mixed
 * miss no more than any other point must. Points and places are kept between questions, which
 * differ in the weights alone, and a part that neither prices nor weights have touched is not
 * solved again. */
#ifndef QN_PLAN_APART_H
#define QN_PLAN_APART_H
#include "base/run.h"
#include "plan/parts.h"

typedef struct qn_apart qn_apart;

typedef struct {
  const double *weight; /* [n_row] of a unit missed; INFINITY: must hold; 0: no matter */
  double enough;        /* it is enough to know that the sum is more; INFINITY: what it is */
  int most_rounds;      /* of better prices; 0: only at those that are best so far */
  double until_s;
} qn_apart_question;

/* The model is borrowed; its columns must cost nothing. */
qn_status qn_apart_new(qn_apart **out, const qn_model *model, const qn_run *run);
void qn_apart_free(qn_apart *apart);
/* price[n_row]: proves the sum to be *bound at least, which the caller may check by qn_model_bound;
 * x[n_column]: the points mixed, where nothing shows that it could be less (*is_least). */
qn_status qn_apart_solve(qn_apart *apart, const qn_apart_question *question, double *price,
                         double *x, double *bound, int *is_least);
/* How many parts there are, which one a row is of, or QN_JOINS_PARTS, and what the part has added
 * to the sum when it was last solved. */
int qn_apart_parts(const qn_apart *apart);
int qn_apart_part_of(const qn_apart *apart, size_t row);
double qn_apart_bound_of(const qn_apart *apart, int part);

#endif
