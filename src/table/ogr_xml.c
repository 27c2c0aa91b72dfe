/* Scanned, not parsed: what OGR's own parser has read before is well formed. */
#include "table/ogr_xml.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <ctype.h>
#include <string.h>

char *qn_ogr_part(const char *workbook, const char *name) {
  qn_text path = {0};
  GByte *bytes = NULL;
  if (qn_text_addf(&path, "/vsizip/{%s}/%s", workbook, name) ||
      !VSIIngestFile(NULL, path.bytes, &bytes, NULL, -1))
    bytes = NULL;
  qn_text_clear(&path);
  return (char *)bytes;
}

const char *qn_xml_element(const char *p, const char *end, const char *name) {
  const size_t n = strlen(name);
  while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
    if (!strncmp(p + 1, name, n) && strchr(" />\t\r\n", p[n + 1])) return p;
    p++;
  }
  return NULL;
}

const char *qn_xml_attribute(const char *p, const char *name, size_t *length) {
  const char *end = strchr(p, '>'), *at = p;
  const size_t n = strlen(name);
  while (end && (at = memmem(at, (size_t)(end - at), name, n))) {
    const char *value = at + n + 2;
    if (isspace((unsigned char)at[-1]) && at[n] == '=' && value <= end) {
      const char *close = memchr(value, at[n + 1], (size_t)(end - value));
      *length = close ? (size_t)(close - value) : 0;
      return close ? value : NULL;
    }
    at += n;
  }
  return NULL;
}

/* --- which XML holds a sheet --- */

qn_status qn_xml_unescape(qn_text *out, const char *value, size_t length) {
  qn_text text = {0};
  qn_status s = qn_text_add_n(&text, value, length);
  char *plain = s ? NULL : CPLUnescapeString(text.bytes, NULL, CPLES_XML);
  if (!s) s = plain ? qn_text_add(out, plain) : QN_ENOMEM;
  CPLFree(plain);
  qn_text_clear(&text);
  return s;
}

/* The value of attribute want of the element whose attribute key is equal to text. */
static bool look_up(qn_text *out, const char *xml, const char *element, const char *key,
                    const char *text, const char *want) {
  const char *end = xml + strlen(xml);
  bool found = false;
  for (const char *p = xml; !found && (p = qn_xml_element(p, end, element)); p++) {
    size_t n = 0, m = 0;
    const char *name = qn_xml_attribute(p, key, &n), *value = qn_xml_attribute(p, want, &m);
    qn_text plain = {0};
    if (name && value && !qn_xml_unescape(&plain, name, n) && !strcmp(qn_text_str(&plain), text))
      found = !qn_xml_unescape(out, value, m);
    qn_text_clear(&plain);
  }
  return found;
}

char *qn_ogr_sheet_xml(const char *workbook, const char *sheet) {
  char *book = qn_ogr_part(workbook, "xl/workbook.xml");
  char *links = book ? qn_ogr_part(workbook, "xl/_rels/workbook.xml.rels") : NULL;
  qn_text id = {0}, target = {0}, name = {0};
  char *xml = NULL;
  if (links && look_up(&id, book, "sheet", "name", sheet, "r:id") &&
      look_up(&target, links, "Relationship", "Id", id.bytes, "Target") &&
      !qn_text_addf(&name, "%s%s", *target.bytes == '/' ? "" : "xl/",
                    target.bytes + (*target.bytes == '/')))
    xml = qn_ogr_part(workbook, name.bytes);
  qn_text_clear(&id);
  qn_text_clear(&target);
  qn_text_clear(&name);
  VSIFree(book);
  VSIFree(links);
  return xml;
}
