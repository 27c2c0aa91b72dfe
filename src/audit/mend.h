/* The single changes of a printed figure that would make a relation hold. */
#ifndef QN_AUDIT_MEND_H
#define QN_AUDIT_MEND_H
#include "audit/figures.h"

/* Appends at most five changes, best first, separated by "; ": a figure of the relation times a
 * power of ten, with two neighbouring digits swapped, another statement of the same dimension as a
 * missing addend ("+ id"), a figure with one digit changed. Among alike ones first that which
 * leaves the most other relations whole, then the row itself, then its inputs in order. Nothing for
 * a relation of more than 200 inputs. */
qn_status qn_mend_list(qn_text *out, const qn_figures *figures, size_t row);

#endif
