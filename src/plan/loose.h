/* A model whose rules may be missed, each by an amount that is counted, free, or as good as
 * nothing: what must give way where no plan holds them all. Costs play no part.
 *
 * Amounts are counted as shares: of what the rule asks for, or of the most that one choice takes
 * from it where that is more (qn_loose_basis). The sum of the counted shares is the measure that is
 * made least. On the way to a plan (mend.c) amounts are counted in mean choices instead. */
#ifndef QN_PLAN_LOOSE_H
#define QN_PLAN_LOOSE_H
#include "base/run.h"
#include "plan/model.h"

/* A share that is as good as none: what the verifier passes over. */
#define QN_LOOSE_NOTHING 1e-6

/* What a row may do. */
typedef enum { QN_ROW_HOLDS, QN_ROW_COUNTED, QN_ROW_FREE } qn_row_role;

/* How the question is asked. */
typedef enum {
  QN_LOOSE_LINEAR, /* the linear relaxation, by generating columns */
  QN_LOOSE_APART,  /* the same of a large region by its parts (apart.h) */
  QN_LOOSE_WHOLE,  /* whole choices, every column at once */
  QN_LOOSE_NEAR,   /* whole choices among some columns from a point, in mean choices */
} qn_loose_kind;

typedef struct {
  int is_known;       /* solved: measure and least stand; near: of the columns there were */
  int is_enough;      /* only least stands, and is more than was asked */
  int has_point;      /* near: measure stands though it may not be the least */
  double measure;     /* sum of counted shares at x, recomputed */
  double least;       /* no x has a smaller one; of the linear relaxation where not integer */
  double *x;          /* [n_column] */
  double *missed;     /* [n_row] in the row's unit, 0 where it holds; recomputed at x */
  unsigned char *may; /* [n_row] integer: 1; else whether the row has a price in the proof */
} qn_loose_answer;

typedef struct qn_loose qn_loose;

/* role is asked for every row that qn_loose_is_rule or qn_loose_is_load tells; all others hold. The
 * model is borrowed. */
qn_status qn_loose_new(qn_loose **out, const qn_model *model, qn_loose_kind kind, qn_run *run,
                       double until_s);
void qn_loose_free(qn_loose *loose);
/* Makes the measure least; the answer is the object's until the next call. enough: the rest need
 * not be known once the measure is proved to be more; INFINITY: all. */
qn_status qn_loose_solve(qn_loose *loose, const qn_row_role *role, double enough);
/* By parts: their number (0: all is one program), the part that a row is of (QN_JOINS_PARTS), and
 * what each part adds to least at the prices of the last proof, least[parts]. */
int qn_loose_parts(const qn_loose *loose);
int qn_loose_part_of(const qn_loose *loose, size_t row);
qn_status qn_loose_by_parts(qn_loose *loose, const qn_row_role *role, double *least);
/* The same near a point: among the columns that may be chosen, from the point (NULL: none), until
 * nothing is missed, or for so many seconds and nodes (0: any number). */
typedef struct {
  const unsigned char *may; /* [n_column] */
  const double *from;       /* [n_column] of columns that may */
  double seconds;
  long work_limit;
} qn_loose_part;
qn_status qn_loose_solve_near(qn_loose *loose, const qn_row_role *role, const qn_loose_part *part);
const qn_loose_answer *qn_loose_answer_of(const qn_loose *loose);
double qn_loose_basis(const qn_loose *loose, size_t row);

/* A hard rule that a planner can loosen: a target, a limit, a budget, a capacity. */
int qn_loose_is_rule(const qn_model_row *row);
/* A load that must be served or a trunk that must stand: no rule, but without it there is a plan.
 */
int qn_loose_is_load(const qn_model_row *row);

#endif
