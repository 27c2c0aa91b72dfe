/* The statutory heating season of a station as a load-duration curve: bins of outdoor temperature,
 * coldest first, each with its hours. From hourly weather where the station names a file, else from
 * the dimensionless formula (reference: design-conditions; docs/model.md section 2). The mean of
 * the curve is the season's mean temperature, so its area is the season heat. */
#ifndef QN_CLIMATE_SEASON_H
#define QN_CLIMATE_SEASON_H
#include "base/arena.h"
#include "base/findings.h"
#include "case/region.h"

typedef struct {
  double design_degc, days, mean_degc; /* statutory season; hours = 24 days */
  int n_bin;
  const double *outdoor_degc; /* [n_bin], ascending */
  const double *hours;        /* [n_bin], sum = 24 days */
  int is_hourly;              /* from measured weather */
  int hours_missing, hours_filled;
} qn_season;

/* folder: where hourly files of the case lie (NULL: only data_folder); data_folder: data/weather.
 * QN_EINPUT with located findings when the station's numbers or file do not make a season. */
qn_status qn_season_make(qn_season *out, const qn_station *station, const char *folder,
                         const char *data_folder, qn_arena *arena, qn_findings *findings);
/* Exponent b of the formula, with which the mean over the code's days is the code's exactly (the
 * textbooks' own b makes the season about 2 % too cold). Above 0 for every sound station. */
double qn_season_exponent(double design_degc, double code_days, double code_degc);
/* Hours of full load: 24 days (ti - tm) / (ti - td). */
double qn_season_full_load_hours(const qn_season *season, double indoor_degc);
/* Load at a bin as a share of the design load, at most 1: (ti - t) / (ti - td), 0 above ti. */
double qn_season_load_share(const qn_season *season, int bin, double indoor_degc);
/* Seasonal performance 1/SCOP = sum Q_i/COP(T_i) / sum Q_i; curve: n points by rising temperature,
 * linear between, flat beyond. */
double qn_season_scop(const qn_season *season, double indoor_degc, const double *at_degc,
                      const double *cop, int n);
/* Value of a curve at a temperature: linear between the points, flat beyond. */
double qn_curve_at(const double *x, const double *y, int n, double at);

#endif
