/* The report as one HTML file: the page built from web/ with the tables of a plan inside. */
#ifndef QN_REPORT_HTML_H
#define QN_REPORT_HTML_H
#include "base/findings.h"
#include "base/text.h"
#include "table/schema.h"

/* Appends where the page without data is: report.html in the folder of the catalogues or, for a
 * program that was not installed, where the build put it. QN_EIO with a finding when it is in
 * neither place. */
qn_status qn_report_template(qn_text *path, const char *data, qn_findings *findings);

/* Writes the report to path, whole or not at all. page: the file without data, in which the
 * placeholder must stand once (QN_EINPUT otherwise). run: the one row of qn_run_table; tables: the
 * n tables of the plan, of which any may be missing or empty. */
qn_status qn_report_html(const char *path, const char *page, const qn_rows *run,
                         const qn_rows *tables, size_t n, qn_findings *findings);

#endif
