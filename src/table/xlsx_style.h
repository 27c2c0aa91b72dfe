/* What workbooks of ours look like: formats made once a workbook. Inside table only. */
#ifndef QN_TABLE_XLSX_STYLE_H
#define QN_TABLE_XLSX_STYLE_H
#include <xlsxwriter.h>

#include "base/findings.h"
#include "table/schema.h"

typedef struct {
  lxw_format *header, *required; /* of header cells */
  lxw_format *text, *whole, *part, *plain, *share, *date, *title, *wrapped;
} qn_xlsx_style;

/* A new workbook whose bytes do not depend on when it is made; NULL when memory is out. large: rows
 * are written in order and not kept. */
lxw_workbook *qn_xlsx_new(const char *path, const char *folder, bool large, qn_xlsx_style *style);
/* A sheet for a table, by its Chinese or English name, that prints on A4 across. */
lxw_worksheet *qn_xlsx_sheet(lxw_workbook *book, const qn_table *table, bool english);
/* The format of cells of a column without a value yet. */
lxw_format *qn_xlsx_format(const qn_xlsx_style *style, const qn_column *column);
/* The name of a table as its sheet has it, appended. */
qn_status qn_xlsx_sheet_name(qn_text *out, lxw_workbook *book, const qn_table *table, bool english);
/* The status that an error of the library means, with a finding. */
qn_status qn_xlsx_failed(lxw_error error, qn_findings *findings);
/* Finishes the file and frees the workbook; QN_EIO with a finding when the disk has no room. */
qn_status qn_xlsx_close(lxw_workbook *book, const char *folder, qn_findings *findings);
/* Width for a header, in characters. */
double qn_xlsx_width(const char *header);

#endif
