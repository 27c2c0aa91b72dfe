/* Season as bins. The formula of the heating textbooks is integrated bin by bin: with R the share
 * of the days after the coldest five, tw = td + (5 - td) R^b, so the mean over R1..R2 is
 * td + (5 - td) (R2^(b+1) - R1^(b+1)) / ((b + 1)(R2 - R1)), and the sum over bins telescopes: the
 * mean of the curve is exact for any number of bins. They are equally wide in temperature, so
 * narrow (0.1 K and less) that a seasonal performance is right to 1e-6. */
#include "climate/season.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/file.h"
#include "case/attached.h"
#include "climate/hourly.h"

/* The formula's own: days at design temperature, and the daily mean that ends the code's season. */
static const double COLDEST_DAYS = 5, CODE_END_DEGC = 5;
enum { CURVE_BINS = 398 };

/* The dimensionless curve: tw(R) = td + (CODE_END_DEGC - td) R^b. */
typedef struct {
  double td, b;
} formula;

static qn_status at_column(qn_findings *findings, size_t mark, const char *column, qn_status s) {
  qn_locate(findings, mark, (qn_place){.table = "climate", .column = column});
  return s;
}

double qn_season_exponent(double design_degc, double code_days, double code_degc) {
  const double mu = code_days / (code_days - COLDEST_DAYS);
  return (CODE_END_DEGC - design_degc) / (mu * (code_degc - design_degc)) - 1;
}

/* Exact mean of the curve from share r1 to r2 of the days after the coldest. */
static double mean_between(formula f, double r1, double r2) {
  const double area = (pow(r2, f.b + 1) - pow(r1, f.b + 1)) / (f.b + 1);
  return f.td + (CODE_END_DEGC - f.td) * area / (r2 - r1);
}

static void add_bin(qn_season *season, double *degc, double *hours, double t, double days) {
  if (!(days > 0)) return;
  degc[season->n_bin] = t;
  hours[season->n_bin++] = 24 * days;
}

static double mean_degc(const qn_season *season) {
  double sum = 0, hours = 0;
  for (int i = 0; i < season->n_bin; i++) {
    sum += season->hours[i] * season->outdoor_degc[i];
    hours += season->hours[i];
  }
  return sum / hours;
}

static qn_status check_formula(const qn_station *station, double days, formula *f,
                               qn_findings *findings) {
  const size_t mark = qn_findings_count(findings);
  const double td = station->design_degc, N = station->code_days, tp = station->code_degc;
  if (!(isfinite(td) && td < CODE_END_DEGC))
    return at_column(findings, mark, "design_degc",
                     qn_fail(findings, QN_EINPUT, "design temperature %g degrees must lie below %g",
                             td, CODE_END_DEGC));
  if (!(isfinite(N) && N > COLDEST_DAYS))
    return at_column(findings, mark, "code_days",
                     qn_fail(findings, QN_EINPUT, "a heating period of %g days is no season", N));
  *f = (formula){.td = td, .b = qn_season_exponent(td, N, tp)};
  if (!(tp > td && f->b > 0))
    return at_column(
        findings, mark, "code_degc",
        qn_fail(findings, QN_EINPUT,
                "mean temperature %g degrees does not fit %g days above a design temperature of %g",
                tp, N, td));
  if (days > N && !(station->beyond_degc >= CODE_END_DEGC))
    return at_column(
        findings, mark, "beyond_degc",
        qn_fail(findings, QN_EINPUT, "days beyond the code's are warmer than %g degrees, not %g",
                CODE_END_DEGC, station->beyond_degc));
  return QN_OK;
}

static qn_status by_formula(qn_season *out, const qn_station *station, qn_arena *arena,
                            qn_findings *findings) {
  formula f = {0};
  const qn_status s = check_formula(station, out->days, &f, findings);
  if (s) return s;
  double *degc = qn_arena_array(arena, CURVE_BINS + 2, sizeof *degc);
  double *hours = qn_arena_array(arena, CURVE_BINS + 2, sizeof *hours);
  if (!degc || !hours) return QN_ENOMEM;
  out->outdoor_degc = degc, out->hours = hours;

  const double rest = station->code_days - COLDEST_DAYS; /* days on the curve, R from 0 to 1 */
  const double r_end = fmin(1, (out->days - COLDEST_DAYS) / rest);
  const double x_end = r_end > 0 ? pow(r_end, f.b) : 0; /* share of the temperature range */
  add_bin(out, degc, hours, f.td, fmin(out->days, COLDEST_DAYS));
  double r1 = 0;
  for (int k = 1; k <= CURVE_BINS && r_end > 0; k++) {
    const double r2 = k < CURVE_BINS ? pow(x_end * k / CURVE_BINS, 1 / f.b) : r_end;
    if (r2 > r1) add_bin(out, degc, hours, mean_between(f, r1, r2), rest * (r2 - r1));
    r1 = fmax(r1, r2);
  }
  add_bin(out, degc, hours, station->beyond_degc, out->days - station->code_days);
  return QN_OK;
}

/* The file in folder, else in data_folder; a name from the root as it is. */
static qn_status find_file(qn_text *path, const char *name, const char *folder,
                           const char *data_folder, qn_findings *findings) {
  const char *folders[] = {folder, data_folder};
  if (!qn_attached_stays_within(name))
    return qn_fail(findings, QN_EINPUT, "%s leads out of the case's folder: put the file into it",
                   name);
  if (*name == '/') {
    const qn_status s = qn_text_add(path, name);
    if (s || qn_path_exists(name)) return s;
  }
  for (size_t i = 0; i < 2 && *name != '/'; i++) {
    if (!folders[i]) continue;
    qn_text_clear(path);
    const qn_status s = qn_path_join(path, folders[i], name);
    if (s || qn_path_exists(path->bytes)) return s;
  }
  return qn_fail(findings, QN_EINPUT, "hourly weather file %s is not there", name);
}

static void tell_gaps(const qn_hourly *series, const qn_hourly_use *use, const char *name,
                      qn_findings *findings) {
  enum { FIRST = 1950, LAST = 2100 };
  for (int year = FIRST; year <= LAST; year++) {
    const int missing = qn_hourly_missing(series, year);
    if (missing) qn_note(findings, "%s: %d hours of %d are missing", name, missing, year);
  }
  qn_note(findings,
          "%s: typical season of %d complete seasons; %d of their hours were missing: %d "
          "interpolated, %d taken from the other years",
          name, use->seasons, use->missing, use->missing - use->filled, use->filled);
}

static qn_status typical(qn_season *out, qn_hourly *series, const qn_station *station,
                         qn_arena *arena, qn_findings *findings) {
  const size_t n = (size_t)lround(24 * out->days);
  double *degc = qn_arena_array(arena, n, sizeof *degc);
  double *hours = qn_arena_array(arena, n, sizeof *hours);
  if (!degc || !hours) return QN_ENOMEM;
  qn_hourly_use use;
  const qn_status s = qn_hourly_typical(degc, n, &use, series, station->season_start,
                                        station->season_end, arena, findings);
  if (s) return s;
  for (size_t i = 0; i < n; i++) hours[i] = 24 * out->days / (double)n;
  out->outdoor_degc = degc, out->hours = hours, out->n_bin = (int)n;
  out->is_hourly = 1, out->hours_missing = use.missing, out->hours_filled = use.filled;
  tell_gaps(series, &use, station->hourly_file, findings);
  return QN_OK;
}

static qn_status by_weather(qn_season *out, const qn_station *station, const char *folder,
                            const char *data_folder, qn_arena *arena, qn_findings *findings) {
  const size_t mark = qn_findings_count(findings);
  qn_text path = {0};
  qn_hourly series;
  qn_status s = find_file(&path, station->hourly_file, folder, data_folder, findings);
  if (!s) s = qn_hourly_read(&series, path.bytes, arena, findings);
  if (!s) s = typical(out, &series, station, arena, findings);
  qn_text_clear(&path);
  return at_column(findings, mark, "hourly_file", s);
}

/* Gives the curve the mean that the station prescribes. The formula's is stretched about the design
 * temperature, which it keeps; measured hours are shifted, which keeps their spread. */
static qn_status prescribe_mean(qn_season *season, double wanted, qn_findings *findings) {
  const size_t mark = qn_findings_count(findings);
  const double td = season->design_degc, mean = mean_degc(season);
  if (!(wanted > td))
    return at_column(
        findings, mark, "season_degc",
        qn_fail(findings, QN_EINPUT,
                "season mean of %g degrees must lie above the design temperature %g", wanted, td));
  double *degc = (double *)season->outdoor_degc;
  for (int i = 0; i < season->n_bin; i++)
    degc[i] = season->is_hourly ? degc[i] + (wanted - mean)
                                : td + (degc[i] - td) * (wanted - td) / (mean - td);
  return QN_OK;
}

/* Days of the statutory season: as given, else by the dates in a common year. */
static qn_status statutory_days(const qn_station *station, double *days, qn_findings *findings) {
  const size_t mark = qn_findings_count(findings);
  const double given = station->season_days;
  if (isfinite(given) && given > 0) {
    *days = given;
    return QN_OK;
  }
  int month[2], day[2];
  if (!qn_month_day_parse(station->season_start, &month[0], &day[0]) ||
      !qn_month_day_parse(station->season_end, &month[1], &day[1]))
    return at_column(findings, mark, "season_start",
                     qn_fail(findings, QN_EINPUT, "the season from %s to %s is not two dates MM-DD",
                             station->season_start ? station->season_start : "",
                             station->season_end ? station->season_end : ""));
  enum { COMMON_YEAR = 2001 };
  const long from = qn_days_of_date(COMMON_YEAR, month[0], day[0]);
  const long to = qn_days_of_date(COMMON_YEAR, month[1], day[1]);
  *days = (double)(to > from ? to - from : to - from + 365);
  return QN_OK;
}

qn_status qn_season_make(qn_season *out, const qn_station *station, const char *folder,
                         const char *data_folder, qn_arena *arena, qn_findings *findings) {
  qn_season made = {.design_degc = station->design_degc};
  const int is_hourly = station->hourly_file && *station->hourly_file;
  qn_status s = statutory_days(station, &made.days, findings);
  if (!s && is_hourly) s = by_weather(&made, station, folder, data_folder, arena, findings);
  if (!s && !is_hourly) s = by_formula(&made, station, arena, findings);
  if (!s && !isnan(station->season_degc)) s = prescribe_mean(&made, station->season_degc, findings);
  if (s) return s;
  made.mean_degc = mean_degc(&made);
  *out = made;
  return QN_OK;
}

double qn_season_full_load_hours(const qn_season *season, double indoor_degc) {
  return 24 * season->days * (indoor_degc - season->mean_degc) /
         (indoor_degc - season->design_degc);
}

double qn_season_load_share(const qn_season *season, int bin, double indoor_degc) {
  const double share =
      (indoor_degc - season->outdoor_degc[bin]) / (indoor_degc - season->design_degc);
  return fmax(0, fmin(1, share));
}

double qn_season_scop(const qn_season *season, double indoor_degc, const double *at_degc,
                      const double *cop, int n) {
  double heat = 0, power = 0;
  for (int i = 0; i < season->n_bin; i++) {
    const double q = season->hours[i] * qn_season_load_share(season, i, indoor_degc);
    heat += q;
    power += q / qn_curve_at(at_degc, cop, n, season->outdoor_degc[i]);
  }
  return heat / power;
}

double qn_curve_at(const double *x, const double *y, int n, double at) {
  assert(n > 0);
  if (at <= x[0]) return y[0];
  for (int i = 1; i < n; i++)
    if (at < x[i]) return y[i - 1] + (y[i] - y[i - 1]) * (at - x[i - 1]) / (x[i] - x[i - 1]);
  return y[n - 1];
}
