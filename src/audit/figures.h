/* The statements of a plan as the audit has read them: printed intervals, and the relations that
 * can be evaluated. Inside audit only. */
#ifndef QN_AUDIT_FIGURES_H
#define QN_AUDIT_FIGURES_H
#include "audit/printed.h"
#include "audit/range.h"
#include "case/region.h"

typedef struct {
  qn_formula formula;
  const size_t *inputs; /* statement of each variable */
  qn_ranger ranger;
  qn_interval *box;  /* working memory, an interval a variable */
  qn_interval range; /* of the formula over the printed values */
  bool closes;       /* range and printed value have a point in common */
} qn_relation;

typedef struct {
  const qn_statement *rows;
  size_t n;
  qn_printed *printed;    /* of each row */
  bool *readable;         /* printed[i] is there */
  qn_relation **relation; /* of each row, NULL where there is none to evaluate */
} qn_figures;

/* The formula's range with the printed value of statement changed replaced by instead (changed
 * QN_NO_INDEX: none). QN_ERANGE when a divisor may be zero. */
qn_status qn_relation_range(qn_interval *range, const qn_figures *figures, size_t row,
                            size_t changed, qn_interval instead);
/* True when the relation of row holds under that change (which may be of row itself). */
bool qn_relation_holds(const qn_figures *figures, size_t row, size_t changed, qn_interval instead);
bool qn_relation_uses(const qn_relation *relation, size_t statement);

#endif
