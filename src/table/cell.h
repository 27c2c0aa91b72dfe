/* One cell into one member of a row, as its column declares it. Inside table only. */
#ifndef QN_TABLE_CELL_H
#define QN_TABLE_CELL_H
#include "base/arena.h"
#include "table/number.h"
#include "table/schema.h"
#include "table/sheet.h"

/* Writes what a missing optional cell without fallback gives. */
void qn_cell_clear(void *member, const qn_column *column);
/* True when nothing stands in the cell; for numbers, dates, years and choices a dash (— or -) or a
 * slash counts as nothing, as statisticians write it. */
bool qn_cell_is_empty(const qn_cell *cell, const qn_column *column);
/* QN_EINPUT with a finding when the workbook says that the cell does not hold what it shows. */
qn_status qn_cell_check(const qn_cell *cell, const qn_column *column, qn_findings *findings);
/* Reads a cell that is not empty. QN_EINPUT or QN_ERANGE with a finding (without its place) when it
 * cannot be read or lies outside the range; member is then as a missing cell leaves it. scale: of
 * numbers that do not say their unit. A text may find one read earlier in member: an equal one is
 * shared. */
qn_status qn_cell_read(void *member, const qn_cell *cell, const qn_column *column, qn_scale scale,
                       qn_arena *arena, qn_findings *findings);
/* True for text that a spreadsheet would take for a formula; guarded: or that looks as if it had
 * been guarded by an apostrophe already. */
bool qn_cell_is_formula(const char *text, bool guarded);

#endif
