/* A cell has the number of a style (<c s="3">), a style (<xf> in <cellXfs>) that of a format, and a
 * format is built in or spelt out: <numFmt numFmtId="164"
 * formatCode="m&quot;月&quot;d&quot;日&quot;"/>.
 */
#include "table/ogr_dates.h"

#include <cpl_vsi.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "table/ogr_xml.h"

/* ECMA-376 part 1, 18.8.30: 14 to 22 and 45 to 47 everywhere, 27 to 36 and 50 to 58 in Chinese. */
static bool is_built_in_date(long format) {
  return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) ||
         (format >= 45 && format <= 47) || (format >= 50 && format <= 58);
}

/* A letter of a day, month, year or time outside quotes, brackets and escapes. */
static bool is_date_code(const char *code) {
  for (const char *p = code; *p; p++) {
    if (*p == '"' || *p == '[') {
      p = strchr(p + 1, *p == '"' ? '"' : ']');
      if (!p) return false;
    } else if (*p == '\\' || *p == '_' || *p == '*') {
      if (!*++p) return false;
    } else if (strchr("yYmMdDhH", *p)) {
      return true;
    }
  }
  return false;
}

static long number_at(const char *p, const char *name) {
  size_t n;
  const char *value = qn_xml_attribute(p, name, &n);
  return value ? strtol(value, NULL, 10) : -1;
}

/* True when the styles spell the format out and it is one of a date. */
static bool is_spelt_date(const char *xml, const char *end, long format) {
  bool is_date = false;
  for (const char *p = xml; (p = qn_xml_element(p, end, "numFmt")); p++) {
    size_t n = 0;
    qn_text code = {0};
    const char *value = qn_xml_attribute(p, "formatCode", &n);
    if (value && number_at(p, "numFmtId") == format && !qn_xml_unescape(&code, value, n))
      is_date = is_date_code(qn_text_str(&code));
    qn_text_clear(&code);
  }
  return is_date;
}

static qn_status scan_styles(qn_ogr_dates *out, const char *xml) {
  const char *end = xml + strlen(xml), *p = qn_xml_element(xml, end, "cellXfs");
  const char *close = p ? strstr(p, "</cellXfs>") : NULL;
  for (; close && (p = qn_xml_element(p, close, "xf")); p++) {
    const long format = number_at(p, "numFmtId");
    if (!qn_array_grow((void **)&out->is_date, out->count, &out->room, sizeof *out->is_date))
      return QN_ENOMEM;
    out->is_date[out->count++] = is_built_in_date(format) || is_spelt_date(xml, end, format);
  }
  return QN_OK;
}

qn_status qn_ogr_dates_read(qn_ogr_dates *out, const char *workbook) {
  char *xml = qn_ogr_part(workbook, "xl/styles.xml");
  *out = (qn_ogr_dates){0};
  const qn_status s = xml ? scan_styles(out, xml) : QN_OK;
  if (s) free(out->is_date), *out = (qn_ogr_dates){0};
  VSIFree(xml);
  return s;
}
