/* Numbers, dates and years as people type them: 1,234.5  ３．２  3.2万  25.5%  80 W/m2  2025年
 * 11月15日. Inside table only. */
#ifndef QN_TABLE_NUMBER_H
#define QN_TABLE_NUMBER_H
#include <stdbool.h>

#include "base/status.h"

/* By what a number is multiplied. A power of ten is kept as such, so that 3.2 万 is 32000 to the
 * last bit. */
typedef struct {
  double factor;
  int exponent; /* factor = 10^exponent; 0 when it is no power of ten, or 1 */
} qn_scale;

qn_scale qn_scale_of(double factor);

/* Reads text as a quantity of unit (NULL or "" for none). A text without a unit of its own is
 * multiplied by scale. QN_EINPUT: not a number; QN_ERANGE: its unit has another dimension;
 * QN_EUSAGE: it says 万 although scale does so already. */
qn_status qn_number_read(double *value, const char *text, const char *unit, qn_scale scale);
/* One unit of the last printed digit of a text that qn_number_read reads, 0 when it does not. */
double qn_number_step(const char *text, const char *unit, qn_scale scale);
/* A date as yyyymmdd; false when it is none. Knows 2025-11-15, 2025/11/15, 2025.11.15, 20251115,
 * 2025年11月15日, each also with a time behind it, and the serial numbers of spreadsheets. */
bool qn_date_read(int *date, const char *text);
bool qn_date_of_number(int *date, double number);
/* A year or a heating season named by its autumn: 2025, 2025年, 2025年度, 2025-2026. */
bool qn_year_read(int *year, const char *text);

#endif
