/* The page is split at its placeholder and the JSON put between: nothing is searched in the data,
 * and since the JSON holds no "<" (report/page_data.h) none of it can end the element it stands in.
 * Of a large region the element holds the small tables alone, and one behind it all of them packed,
 * so that the head is on the screen before the rest is read. */
#include "report/html.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "table/squeeze.h"

enum { LIGHT = 4 << 20 }; /* bytes of data that a page reads at once */
enum { SMALL = 300 };     /* rows of tables that stand in the head's data */
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

/* The small tables, with which the page begins. */
static qn_status add_first(qn_text *out, const qn_page *content) {
  qn_rows *small = malloc((content->n + 1) * sizeof *small);
  qn_page first = {.run = content->run, .tables = small};
  if (!small) return QN_ENOMEM;
  for (size_t t = 0; t < content->n; t++)
    if (content->tables[t].count <= SMALL) small[first.n++] = content->tables[t];
  const qn_status s = qn_page_data(out, &first);
  free(small);
  return s;
}

static qn_status add_data(qn_text *out, const qn_page *content) {
  qn_text whole = {0};
  qn_status s = qn_page_data(&whole, content);
  if (!s && whole.length <= LIGHT) {
    s = qn_text_add_n(out, whole.bytes, whole.length);
  } else if (!s) {
    s = add_first(out, content);
    if (!s) s = qn_text_add(out, "</script>\n<script type=\"text/plain\" id=\"whole\">");
    if (!s) s = qn_squeeze(out, whole.bytes, whole.length);
  }
  qn_text_clear(&whole);
  return s;
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
  if (!s) s = add_data(&report, content);
  if (!s) s = qn_text_add(&report, place + sizeof PLACEHOLDER - 1);
  if (!s) s = qn_file_write(path, report.bytes, report.length, findings);
  qn_text_clear(&frame);
  qn_text_clear(&report);
  return s;
}
