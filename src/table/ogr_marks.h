/* What a workbook says about cells that OGR does not tell: which are covered by a merged one, which
 * hold a formula without its result, which numbers are longer than a spreadsheet keeps. Read from
 * the XML of the sheet. Inside table only. */
#ifndef QN_TABLE_OGR_MARKS_H
#define QN_TABLE_OGR_MARKS_H
#include "table/sheet.h"

typedef struct qn_ogr_marks qn_ogr_marks;

/* The marks of the sheet of that name; none when its XML is not found, which is OGR's to complain
 * of. */
qn_status qn_ogr_marks_read(qn_ogr_marks **out, const char *workbook, const char *sheet);
void qn_ogr_marks_free(qn_ogr_marks *marks); /* NULL is fine */
/* Sets the fault of the cells of a row; rows must come in their order. */
void qn_ogr_marks_put(qn_ogr_marks *marks, long line, qn_cell *cells, size_t n);

#endif
