/* A measured series of hourly outdoor temperature, and the typical heating season taken from it.
 * Files: CSV (.gz too) with columns year, month, day, hour and TEMP (found by name, in any order),
 * local time, 29 February kept, a missing value empty or NA. */
#ifndef QN_CLIMATE_HOURLY_H
#define QN_CLIMATE_HOURLY_H
#include "base/arena.h"
#include "base/findings.h"

typedef struct {
  long first;   /* hours from 1970-01-01 00:00 to degc[0] */
  size_t count; /* hours from the first to the last record */
  double *degc; /* NaN where missing */
} qn_hourly;

typedef struct {
  int seasons;         /* complete ones, which the typical season is the mean of */
  int missing, filled; /* hours of these without a value; of them taken from other years */
} qn_hourly_use;

/* The series lives in arena. QN_EINPUT with a finding that names the row for what is no date or
 * number, or an hour that occurs twice. */
qn_status qn_hourly_read(qn_hourly *out, const char *path, qn_arena *arena, qn_findings *findings);
/* Hours of a calendar year, within the series, that have no value. */
int qn_hourly_missing(const qn_hourly *series, int year);
/* The series with its gaps filled, into filled[count]: of up to 3 h by a straight line, of more by
 * the mean of the same hour in the other years that have it (29 February: 28 February's). Hours
 * that nobody has stay NaN. from_others[count] is 1 where a value came from other years, 0
 * elsewhere. */
void qn_hourly_fill(double *filled, unsigned char *from_others, const qn_hourly *series);
/* Typical season: the mean of the complete seasons' sorted temperatures, hour by hour of the rank,
 * so that mean and extremes are those of the years (a mean by date would flatten the cold spells).
 * start, end: MM-DD, end is the day after the last. Writes ascending temperatures to sorted
 * [n_hour]; a season of another length is stretched without changing its mean. QN_EINPUT when no
 * season is complete: within the series and at most a tenth of its hours missing. */
qn_status qn_hourly_typical(double *sorted, size_t n_hour, qn_hourly_use *use,
                            const qn_hourly *series, const char *start, const char *end,
                            qn_arena *arena, qn_findings *findings);

/* Reads MM-DD; false when it is not a date. 29 February counts as one. */
int qn_month_day_parse(const char *text, int *month, int *day);
/* Days from 1970-01-01 to a date. */
long qn_days_of_date(int year, int month, int day);

#endif
