/* The XML is scanned, not parsed: a workbook writes <row r="3">, <c r="B3" t="n"><f/><v/></c> and
 * <mergeCell ref="B3:B5"/>, and OGR's own parser has refused what is not well formed. */
#include "table/ogr_marks.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

typedef struct {
  long line;
  size_t column; /* from 0 */
  qn_cell_fault fault;
} mark;

typedef struct {
  long first, last; /* lines */
  size_t left, right;
} merged;

struct qn_ogr_marks {
  QN_ARRAY(mark) cells; /* in the order of the sheet */
  QN_ARRAY(merged) areas;
  size_t next; /* cell mark that comes next */
};

/* ---- XML ---- */

/* A file of the workbook as text, NULL when it is not there. Free with VSIFree. */
static char *part_of(const char *workbook, const char *name) {
  qn_text path = {0};
  GByte *bytes = NULL;
  if (qn_text_addf(&path, "/vsizip/{%s}/%s", workbook, name) ||
      !VSIIngestFile(NULL, path.bytes, &bytes, NULL, -1))
    bytes = NULL;
  qn_text_clear(&path);
  return (char *)bytes;
}

/* Next element of that name between p and end: at its "<"; NULL for none. */
static const char *find_element(const char *p, const char *end, const char *name) {
  const size_t n = strlen(name);
  while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
    if (!strncmp(p + 1, name, n) && strchr(" />\t\r\n", p[n + 1])) return p;
    p++;
  }
  return NULL;
}

static const char *end_of(const char *text) {
  return text + strlen(text);
}

/* Value of an attribute of the element at p, its length in *length; NULL when it has none. */
static const char *attribute(const char *p, const char *name, size_t *length) {
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

/* A value with its references (&amp; &#20809;) as text. */
static qn_status unescape(qn_text *out, const char *value, size_t length) {
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
  const char *end = end_of(xml);
  bool found = false;
  for (const char *p = xml; !found && (p = find_element(p, end, element)); p++) {
    size_t n = 0, m = 0;
    const char *name = attribute(p, key, &n), *value = attribute(p, want, &m);
    qn_text plain = {0};
    if (name && value && !unescape(&plain, name, n) && !strcmp(qn_text_str(&plain), text))
      found = !unescape(out, value, m);
    qn_text_clear(&plain);
  }
  return found;
}

/* The XML of a sheet, NULL when it is not found. Free with VSIFree. */
static char *sheet_xml(const char *workbook, const char *sheet) {
  char *book = part_of(workbook, "xl/workbook.xml");
  char *links = book ? part_of(workbook, "xl/_rels/workbook.xml.rels") : NULL;
  qn_text id = {0}, target = {0}, name = {0};
  char *xml = NULL;
  if (links && look_up(&id, book, "sheet", "name", sheet, "r:id") &&
      look_up(&target, links, "Relationship", "Id", id.bytes, "Target") &&
      !qn_text_addf(&name, "%s%s", *target.bytes == '/' ? "" : "xl/",
                    target.bytes + (*target.bytes == '/')))
    xml = part_of(workbook, name.bytes);
  qn_text_clear(&id);
  qn_text_clear(&target);
  qn_text_clear(&name);
  VSIFree(book);
  VSIFree(links);
  return xml;
}

/* --- what a sheet holds --- */

/* Reads "AB12"; what follows, or NULL. */
static const char *read_place(const char *p, long *line, size_t *column) {
  size_t c = 0;
  const char *start = p;
  while (isupper((unsigned char)*p) && c < 100000) c = 26 * c + (size_t)(*p++ - 'A') + 1;
  char *end;
  *line = strtol(p, &end, 10);
  if (p == start || end == p || *line < 1 || !c) return NULL;
  *column = c - 1;
  return end;
}

/* Beyond so many digits a spreadsheet rounds: 2^53 is about 9e15. */
static const double LEAST_ROUNDED = 1e15;

/* What stands in the element of a cell, "" for nothing. */
static const char *inside(const char *p, const char *end, const char *name) {
  const char *at = find_element(p, end, name), *tag = at ? strchr(at, '>') : NULL;
  return tag && tag[-1] != '/' ? tag + 1 : "";
}

/* p: behind the tag of a cell; end: of the cell. A formula may well have given an empty text. */
static qn_cell_fault fault_of(const char *cell, const char *p, const char *end) {
  size_t n = 0;
  const char *type = attribute(cell, "t", &n), *formula = find_element(p, end, "f");
  const char *value = inside(p, end, "v");
  if (type && !(n == 1 && *type == 'n')) return QN_CELL_SOUND;
  if (formula && (!*value || *value == '<')) return QN_CELL_UNCALCULATED;
  return strtod(value, NULL) >= LEAST_ROUNDED ? QN_CELL_ROUNDED : QN_CELL_SOUND;
}

static qn_status scan_cells(qn_ogr_marks *marks, const char *xml) {
  long line = 0;
  size_t column = 0, n;
  for (const char *p = xml; (p = strchr(p, '<')); p++) {
    if (!strncmp(p, "<row", 4) && strchr(" >/", p[4])) {
      const char *r = attribute(p, "r", &n);
      line = r ? strtol(r, NULL, 10) : line + 1;
      column = 0;
    }
    if (p[1] != 'c' || !strchr(" >", p[2])) continue;
    const char *r = attribute(p, "r", &n), *tag = strchr(p, '>');
    if (r) read_place(r, &line, &column);
    const char *end = tag && tag[-1] != '/' ? strstr(tag, "</c>") : NULL;
    const qn_cell_fault fault = end ? fault_of(p, tag, end) : QN_CELL_SOUND;
    mark *m = fault ? QN_PUSH(&marks->cells) : NULL;
    if (fault && !m) return QN_ENOMEM;
    if (m) *m = (mark){line, column, fault};
    column++;
    if (end) p = end;
  }
  return QN_OK;
}

static qn_status scan_merged(qn_ogr_marks *marks, const char *xml) {
  const char *end = end_of(xml);
  for (const char *p = xml; (p = find_element(p, end, "mergeCell")); p++) {
    size_t n;
    merged area;
    const char *ref = attribute(p, "ref", &n);
    const char *colon = ref ? read_place(ref, &area.first, &area.left) : NULL;
    if (!colon || *colon != ':' || !read_place(colon + 1, &area.last, &area.right)) continue;
    merged *slot = QN_PUSH(&marks->areas);
    if (!slot) return QN_ENOMEM;
    *slot = area;
  }
  return QN_OK;
}

qn_status qn_ogr_marks_read(qn_ogr_marks **out, const char *workbook, const char *sheet) {
  qn_ogr_marks *marks = calloc(1, sizeof *marks);
  if (!marks) return QN_ENOMEM;
  char *xml = sheet_xml(workbook, sheet);
  qn_status s = xml ? scan_cells(marks, xml) : QN_OK;
  if (xml && !s) s = scan_merged(marks, xml);
  VSIFree(xml);
  if (s)
    qn_ogr_marks_free(marks);
  else
    *out = marks;
  return s;
}

void qn_ogr_marks_free(qn_ogr_marks *marks) {
  if (!marks) return;
  QN_CLEAR(&marks->cells);
  QN_CLEAR(&marks->areas);
  free(marks);
}

void qn_ogr_marks_put(qn_ogr_marks *marks, long line, qn_cell *cells, size_t n) {
  for (size_t i = 0; i < marks->areas.count; i++) {
    const merged *area = &marks->areas.at[i];
    if (line < area->first || line > area->last) continue;
    for (size_t c = area->left; c <= area->right && c < n; c++)
      if (line > area->first || c > area->left) cells[c].fault = QN_CELL_COVERED;
  }
  for (; marks->next < marks->cells.count && marks->cells.at[marks->next].line <= line;
       marks->next++) {
    const mark *m = &marks->cells.at[marks->next];
    if (m->line == line && m->column < n) cells[m->column].fault = m->fault;
  }
}
