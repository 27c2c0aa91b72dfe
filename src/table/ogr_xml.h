/* The XML files of which a workbook is made. Inside table only. */
#ifndef QN_TABLE_OGR_XML_H
#define QN_TABLE_OGR_XML_H
#include "base/text.h"

/* A file of the workbook as text, NULL when it is not there. Free with VSIFree. */
char *qn_ogr_part(const char *workbook, const char *name);
/* The XML of the sheet of that name, NULL when it is not found. Free with VSIFree. */
char *qn_ogr_sheet_xml(const char *workbook, const char *sheet);
/* Next element of that name between p and end: at its "<"; NULL for none. */
const char *qn_xml_element(const char *p, const char *end, const char *name);
/* Value of an attribute of the element at p, its length in *length; NULL when it has none. */
const char *qn_xml_attribute(const char *p, const char *name, size_t *length);
/* Appends a value with its references (&amp; &#20809;) as text. */
qn_status qn_xml_unescape(qn_text *out, const char *value, size_t length);

#endif
