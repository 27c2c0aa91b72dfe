/* Which of a workbook's cell styles show a number as a date. Inside table only. */
#ifndef QN_TABLE_OGR_DATES_H
#define QN_TABLE_OGR_DATES_H
#include <stdbool.h>
#include <stddef.h>

#include "base/findings.h"

typedef struct {
  bool *is_date; /* of each style, by its number in the cells */
  size_t count, room;
} qn_ogr_dates;

/* None when the workbook has no styles. Free is_date. */
qn_status qn_ogr_dates_read(qn_ogr_dates *out, const char *workbook);

#endif
