/* The page is split at its placeholder and the JSON put between: nothing is searched in the data,
 * and since the JSON holds no "<" (report/page_data.h) none of it can end the element it stands in.
 */
#include "report/html.h"

#include <string.h>

#include "base/file.h"

static const char PLACEHOLDER[] = "@QN_DATA@";

qn_status qn_report_template(qn_text *path, const char *data, qn_findings *findings) {
  static const char *const places[] = {"report.html", "../build/web/report.html"};
  const size_t start = path->length;
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    path->length = start;
    const qn_status s = qn_path_join(path, data, places[i]);
    if (s) return s;
    if (qn_path_exists(path->bytes + start)) return QN_OK;
  }
  path->length = start;
  path->bytes[start] = '\0';
  return qn_fail(
      findings, QN_EIO,
      QN_N_("the report page is missing: build it with node and npm, or install it in %s"), data);
}

/* Where the placeholder stands, NULL unless exactly once. */
static const char *find_place(const char *page) {
  const char *place = strstr(page, PLACEHOLDER);
  return place && !strstr(place + 1, PLACEHOLDER) ? place : NULL;
}

qn_status qn_report_html(const char *path, const char *page, const qn_page *content,
                         qn_findings *findings) {
  qn_text frame = {0}, report = {0};
  const char *place = NULL;
  qn_status s = qn_file_read(&frame, page, 0, findings);
  if (!s) place = find_place(qn_text_str(&frame));
  if (!s && !place)
    s = qn_fail(findings, QN_EINPUT, QN_N_("%s is no report page: %s must stand in it once"), page,
                PLACEHOLDER);
  if (!s) s = qn_text_add_n(&report, frame.bytes, (size_t)(place - frame.bytes));
  if (!s) s = qn_page_data(&report, content);
  if (!s) s = qn_text_add(&report, place + sizeof PLACEHOLDER - 1);
  if (!s) s = qn_file_write(path, report.bytes, report.length, findings);
  qn_text_clear(&frame);
  qn_text_clear(&report);
  return s;
}
