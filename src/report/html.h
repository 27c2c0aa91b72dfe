/* The report as one HTML file: the page built from web/ with the tables of a plan inside. */
#ifndef QN_REPORT_HTML_H
#define QN_REPORT_HTML_H
#include "base/findings.h"
#include "report/page_data.h"

/* Appends where the page without data is: report.html in the folder of the catalogues or, for a
 * program that was not installed, where the build put it. QN_EIO with a finding when it is in
 * neither place. */
qn_status qn_report_template(qn_text *path, const char *data, qn_findings *findings);

/* Writes the report to path, whole or not at all. page: the file without data, in which the
 * placeholder must stand once (QN_EINPUT otherwise). Of the tables any may be missing or empty. */
qn_status qn_report_html(const char *path, const char *page, const qn_page *content,
                         qn_findings *findings);

#endif
