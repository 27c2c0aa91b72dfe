/* The XML is scanned, not parsed: a workbook writes <row r="3">, <c r="B3" t="n"><f/><v/></c> and
 * <mergeCell ref="B3:B5"/>, and OGR's own parser has refused what is not well formed. */
#include "table/ogr_marks.h"

#include <cpl_vsi.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "table/ogr_dates.h"
#include "table/ogr_xml.h"

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
  const char *at = qn_xml_element(p, end, name), *tag = at ? strchr(at, '>') : NULL;
  return tag && tag[-1] != '/' ? tag + 1 : "";
}

static bool is_date(const qn_ogr_dates *dates, const char *cell) {
  size_t n;
  const char *style = qn_xml_attribute(cell, "s", &n);
  const unsigned long at = style ? strtoul(style, NULL, 10) : dates->count;
  return at < dates->count && dates->is_date[at];
}

/* p: behind the tag of a cell; end: of the cell. A formula may well have given an empty text. */
static qn_cell_fault fault_of(const qn_ogr_dates *dates, const char *cell, const char *p,
                              const char *end) {
  size_t n = 0;
  const char *type = qn_xml_attribute(cell, "t", &n), *formula = qn_xml_element(p, end, "f");
  const char *value = inside(p, end, "v");
  if (type && !(n == 1 && *type == 'n')) return QN_CELL_SOUND;
  if (formula && (!*value || *value == '<')) return QN_CELL_UNCALCULATED;
  if (*value && *value != '<' && is_date(dates, cell)) return QN_CELL_DATE;
  return strtod(value, NULL) >= LEAST_ROUNDED ? QN_CELL_ROUNDED : QN_CELL_SOUND;
}

static qn_status scan_cells(qn_ogr_marks *marks, const char *xml, const qn_ogr_dates *dates) {
  long line = 0;
  size_t column = 0, n;
  for (const char *p = xml; (p = strchr(p, '<')); p++) {
    if (!strncmp(p, "<row", 4) && strchr(" >/", p[4])) {
      const char *r = qn_xml_attribute(p, "r", &n);
      line = r ? strtol(r, NULL, 10) : line + 1;
      column = 0;
    }
    if (p[1] != 'c' || !strchr(" >", p[2])) continue;
    const char *r = qn_xml_attribute(p, "r", &n), *tag = strchr(p, '>');
    if (r) read_place(r, &line, &column);
    const char *end = tag && tag[-1] != '/' ? strstr(tag, "</c>") : NULL;
    const qn_cell_fault fault = end ? fault_of(dates, p, tag, end) : QN_CELL_SOUND;
    mark *m = fault ? QN_PUSH(&marks->cells) : NULL;
    if (fault && !m) return QN_ENOMEM;
    if (m) *m = (mark){line, column, fault};
    column++;
    if (end) p = end;
  }
  return QN_OK;
}

static qn_status scan_merged(qn_ogr_marks *marks, const char *xml) {
  const char *end = xml + strlen(xml);
  for (const char *p = xml; (p = qn_xml_element(p, end, "mergeCell")); p++) {
    size_t n;
    merged area;
    const char *ref = qn_xml_attribute(p, "ref", &n);
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
  qn_ogr_dates dates;
  char *xml = qn_ogr_sheet_xml(workbook, sheet);
  qn_status s = qn_ogr_dates_read(&dates, workbook);
  if (xml && !s) s = scan_cells(marks, xml, &dates);
  if (xml && !s) s = scan_merged(marks, xml);
  VSIFree(xml);
  free(dates.is_date);
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
