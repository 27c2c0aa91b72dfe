/* Records are laid on a line of hours since 1970 (days by the civil calendar), so that rows that
 * are left out are gaps like any other and 29 February needs no care until years are compared. */
#include "climate/hourly.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "table/plain_csv.h"

enum { SHORT_GAP_H = 3, LONGEST_YEAR_D = 366 };
/* A season with more than this share missing is not a measured one. */
static const double MISSING_MOST = 0.1;

/* Days since 1970-01-01 of the proleptic Gregorian calendar: years begin in March, so that leap
 * days come last and months have a fixed pattern of 153 days in five. */
long qn_days_of_date(int year, int month, int day) {
  const long y = year - (month <= 2);
  const long era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
  const long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year));
}

int qn_month_day_parse(const char *text, int *month, int *day) {
  enum { LEAP_YEAR = 2000 };
  char rest;
  if (!text || strlen(text) != 5 || sscanf(text, "%2d-%2d%c", month, day, &rest) != 2) return 0;
  return *month >= 1 && *month <= 12 && *day >= 1 && *day <= days_in_month(LEAP_YEAR, *month);
}

/* ---- Reading ---- */

enum { YEAR, MONTH, DAY, HOUR, TEMP, FIELDS };
static const char *const field_names[FIELDS] = {"year", "month", "day", "hour", "TEMP"};

typedef struct {
  long hour, line;
  double degc;
} record;

typedef struct {
  size_t at[FIELDS]; /* columns of the fields */
  QN_ARRAY(record) records;
  qn_findings *findings;
} reading;

static qn_status at_row(qn_findings *findings, size_t mark, long line, int field, qn_status s) {
  qn_locate(findings, mark, (qn_place){.row = line, .column = field_names[field]});
  return s;
}

static qn_status find_columns(reading *r, size_t n, const char *const *cell) {
  for (int f = 0; f < FIELDS; f++) {
    size_t i = 0;
    while (i < n && strcasecmp(cell[i], field_names[f])) i++;
    if (i == n)
      return qn_fail(r->findings, QN_EINPUT, "the weather file has no column %s", field_names[f]);
    r->at[f] = i;
  }
  return QN_OK;
}

static qn_status read_date(reading *r, long line, const char *const *cell, record *out) {
  static const double least[] = {1900, 1, 1, 0}, most[] = {2100, 12, 31, 23};
  int part[4];
  for (int f = YEAR; f <= HOUR; f++) {
    const char *text = cell[r->at[f]];
    const size_t mark = qn_findings_count(r->findings);
    double value;
    const int is_whole = qn_real_parse(text, &value) && value == floor(value);
    const double top = f == DAY && is_whole ? days_in_month(part[YEAR], part[MONTH]) : most[f];
    if (!is_whole || value < least[f] || value > top) {
      const qn_status s = qn_fail(r->findings, QN_EINPUT, "not a date and hour");
      qn_found(r->findings, text);
      return at_row(r->findings, mark, line, f, s);
    }
    part[f] = (int)value;
  }
  out->hour = 24 * qn_days_of_date(part[YEAR], part[MONTH], part[DAY]) + part[HOUR];
  return QN_OK;
}

/* A missing value is NaN. */
static qn_status read_degc(reading *r, long line, const char *text, double *degc) {
  static const double COLDEST = -90, HOTTEST = 60; /* ever measured on earth, rounded outwards */
  *degc = NAN;
  if (!*text || !strcasecmp(text, "NA")) return QN_OK;
  double value;
  if (qn_real_parse(text, &value) && value > COLDEST && value < HOTTEST) {
    *degc = value;
    return QN_OK;
  }
  const size_t mark = qn_findings_count(r->findings);
  const qn_status s = qn_fail(r->findings, QN_EINPUT, "not an outdoor temperature");
  qn_found(r->findings, text);
  return at_row(r->findings, mark, line, TEMP, s);
}

static qn_status take_row(void *who, long line, size_t n, const char *const *cell) {
  reading *r = who;
  if (line == 1) return find_columns(r, n, cell);
  for (int f = 0; f < FIELDS; f++) {
    const size_t mark = qn_findings_count(r->findings);
    if (r->at[f] >= n)
      return at_row(r->findings, mark, line, f,
                    qn_fail(r->findings, QN_EINPUT, "the row ends before this column"));
  }
  record *rec = QN_PUSH(&r->records);
  if (!rec) return QN_ENOMEM;
  rec->line = line;
  const qn_status s = read_date(r, line, cell, rec);
  return s ? s : read_degc(r, line, cell[r->at[TEMP]], &rec->degc);
}

static int by_hour(const void *a, const void *b) {
  const record *x = a, *y = b;
  return x->hour != y->hour ? (x->hour > y->hour) - (x->hour < y->hour)
                            : (x->line > y->line) - (x->line < y->line);
}

/* Lays the records on the line of hours. */
static qn_status lay_out(qn_hourly *out, reading *r, qn_arena *arena) {
  const size_t n = r->records.count;
  record *at = r->records.at;
  if (!n) return qn_fail(r->findings, QN_EINPUT, "the weather file has no rows");
  qsort(at, n, sizeof *at, by_hour);
  const size_t count = (size_t)(at[n - 1].hour - at[0].hour + 1);
  double *degc = qn_arena_array(arena, count, sizeof *degc);
  if (!degc) return QN_ENOMEM;
  for (size_t i = 0; i < count; i++) degc[i] = NAN;
  for (size_t i = 0; i < n; i++) {
    if (i && at[i].hour == at[i - 1].hour) {
      const size_t mark = qn_findings_count(r->findings);
      return at_row(
          r->findings, mark, at[i].line, HOUR,
          qn_fail(r->findings, QN_EINPUT, "the hour of row %ld occurs again", at[i - 1].line));
    }
    degc[at[i].hour - at[0].hour] = at[i].degc;
  }
  *out = (qn_hourly){.first = at[0].hour, .count = count, .degc = degc};
  return QN_OK;
}

qn_status qn_hourly_read(qn_hourly *out, const char *path, qn_arena *arena, qn_findings *findings) {
  const size_t mark = qn_findings_count(findings);
  reading r = {.findings = findings};
  qn_status s = qn_plain_csv_read(path, take_row, &r, findings);
  if (!s) s = lay_out(out, &r, arena);
  qn_locate(findings, mark, (qn_place){.file = path});
  QN_CLEAR(&r.records);
  return s;
}

/* ---- Gaps ---- */

int qn_hourly_missing(const qn_hourly *series, int year) {
  long from = 24 * qn_days_of_date(year, 1, 1) - series->first;
  long to = 24 * qn_days_of_date(year + 1, 1, 1) - series->first;
  if (from < 0) from = 0;
  if (to > (long)series->count) to = (long)series->count;
  int n = 0;
  for (long i = from; i < to; i++) n += isnan(series->degc[i]) != 0;
  return n;
}

/* Year, month, day of a day since 1970 (inverse of qn_days_of_date). */
static void date_of_days(long days, int *year, int *month, int *day) {
  const long z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
  const long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  *day = (int)(doy - (153 * mp + 2) / 5 + 1);
  *month = (int)(mp < 10 ? mp + 3 : mp - 9);
  *year = (int)(yoe + era * 400 + (*month <= 2));
}

/* Mean of the same hour of the same date in the other years; NaN if there is none. */
static double mean_of_others(const qn_hourly *series, size_t i) {
  const long hour = series->first + (long)i, days = hour >= 0 ? hour / 24 : (hour - 23) / 24;
  int year, month, day;
  date_of_days(days, &year, &month, &day);
  const int is_leap_day = month == 2 && day == 29;
  const int span = (int)(series->count / (365 * 24)) + 1;
  double sum = 0;
  int n = 0;
  for (int y = year - span; y <= year + span; y++) {
    const int d = is_leap_day && !is_leap(y) ? 28 : day;
    const long at = 24 * qn_days_of_date(y, month, d) + (hour - 24 * days) - series->first;
    if (y == year || at < 0 || at >= (long)series->count || isnan(series->degc[at])) continue;
    sum += series->degc[at], n++;
  }
  return n ? sum / n : NAN;
}

void qn_hourly_fill(double *filled, unsigned char *from_others, const qn_hourly *series) {
  const double *t = series->degc;
  const size_t n = series->count;
  memcpy(filled, t, n * sizeof *t);
  memset(from_others, 0, n);
  for (size_t i = 0; i < n; i++) {
    if (!isnan(t[i])) continue;
    size_t end = i;
    while (end < n && isnan(t[end])) end++;
    const size_t gap = end - i;
    const int is_short = gap <= SHORT_GAP_H && i > 0 && end < n;
    for (size_t k = i; k < end; k++) {
      const double along = (double)(k - i + 1) / (double)(gap + 1);
      from_others[k] = !is_short;
      filled[k] = is_short ? t[i - 1] + along * (t[end] - t[i - 1]) : mean_of_others(series, k);
    }
    i = end;
  }
}

/* ---- Typical season ---- */

static int by_value(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Adds the sorted values from[n], stretched to m values, to sum[m]: each is the mean of the step
 * function over its m-th part, so the mean of all is kept. */
static void add_stretched(double *sum, size_t m, const double *from, size_t n) {
  const double width = (double)n / (double)m;
  for (size_t k = 0; k < m; k++) {
    const double begin = (double)k * width, end = (double)(k + 1) * width;
    double area = 0;
    for (size_t i = (size_t)begin; i < n && (double)i < end; i++)
      area += from[i] * (fmin(end, (double)(i + 1)) - fmax(begin, (double)i));
    sum[k] += area / width;
  }
}

typedef struct {
  const qn_hourly *series;
  const double *filled;
  const unsigned char *from_others;
  double *sorted; /* room for the longest season */
} work;

/* Adds the season of hours from..to of the series when it is complete. */
static void add_season(double *sum, size_t m, qn_hourly_use *use, const work *w, long from,
                       long to) {
  if (from < 0 || to > (long)w->series->count) return;
  const size_t n = (size_t)(to - from);
  int missing = 0, filled = 0;
  for (long i = from; i < to; i++) {
    if (isnan(w->filled[i])) return;
    missing += isnan(w->series->degc[i]) != 0;
    filled += w->from_others[i];
  }
  if (missing > MISSING_MOST * (double)n) return;
  memcpy(w->sorted, w->filled + from, n * sizeof *w->sorted);
  qsort(w->sorted, n, sizeof *w->sorted, by_value);
  add_stretched(sum, m, w->sorted, n);
  use->seasons++, use->missing += missing, use->filled += filled;
}

qn_status qn_hourly_typical(double *sorted, size_t n_hour, qn_hourly_use *use,
                            const qn_hourly *series, const char *start, const char *end,
                            qn_arena *arena, qn_findings *findings) {
  int m0, d0, m1, d1, first, last, unused;
  if (!qn_month_day_parse(start, &m0, &d0) || !qn_month_day_parse(end, &m1, &d1))
    return qn_fail(findings, QN_EINPUT, "the season from %s to %s is not two dates MM-DD",
                   start ? start : "", end ? end : "");
  double *filled = qn_arena_array(arena, series->count, sizeof *filled);
  unsigned char *from_others = qn_arena_alloc(arena, series->count);
  const work w = {series, filled, from_others,
                  qn_arena_array(arena, 24 * LONGEST_YEAR_D, sizeof(double))};
  if (!filled || !from_others || !w.sorted) return QN_ENOMEM;
  qn_hourly_fill(filled, from_others, series);

  *use = (qn_hourly_use){0};
  memset(sorted, 0, n_hour * sizeof *sorted);
  date_of_days(series->first / 24, &first, &unused, &unused);
  date_of_days((series->first + (long)series->count) / 24, &last, &unused, &unused);
  const int crosses = m1 < m0 || (m1 == m0 && d1 <= d0); /* the turn of the year */
  for (int y = first; y <= last; y++)
    add_season(sorted, n_hour, use, &w, 24 * qn_days_of_date(y, m0, d0) - series->first,
               24 * qn_days_of_date(y + crosses, m1, d1) - series->first);
  if (!use->seasons)
    return qn_fail(findings, QN_EINPUT, "no season from %s to %s is complete in the weather file",
                   start, end);
  for (size_t k = 0; k < n_hour; k++) sorted[k] /= use->seasons;
  qsort(sorted, n_hour, sizeof *sorted, by_value); /* stretching may leave ties out of order */
  return QN_OK;
}
