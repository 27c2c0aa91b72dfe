/* Checks the 小计, 合计 and 总计 of a sheet against its rows. Inside table only. */
#ifndef QN_TABLE_TOTALS_H
#define QN_TABLE_TOTALS_H
#include "table/header.h"
#include "table/layout.h"

typedef struct qn_totals qn_totals;

/* NULL when memory is out. */
qn_totals *qn_totals_new(const qn_table *table);
void qn_totals_free(qn_totals *totals); /* NULL is fine */
/* Adds a value of a row: column c, read from cell under heading. is_read false: the cell could not
 * be read, so the column cannot be checked. */
void qn_totals_add(qn_totals *totals, size_t c, const void *member, const qn_cell *cell,
                   const qn_heading *heading, bool is_read);
/* Takes a row of sums. */
qn_status qn_totals_sum(qn_totals *totals, qn_sum_kind kind, const qn_sheet_row *row,
                        const qn_heading *heading, size_t n_heading);
typedef enum { QN_SUM_EMPTY, QN_SUM_OFF, QN_SUM_HOLDS } qn_sum_state;
/* The row of sums taken last against the rows above it: empty when it prints no amount, off when
 * one of them is not the sum of rows from some earlier sum (or the beginning), or of less than two.
 */
qn_sum_state qn_totals_last(const qn_totals *totals);
/* The row of sums taken last was none. */
void qn_totals_give_back(qn_totals *totals);
/* A finding (with row and column) for every sum that is not the sum of the rows between it and some
 * sum or end before it, or behind it where it stands first, within the precision in which the
 * numbers are printed. QN_EINPUT when there was one. */
qn_status qn_totals_check(qn_totals *totals, qn_findings *findings);

#endif
