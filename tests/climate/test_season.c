/* The season's curve against the printed figures of the three cities, closed forms and an
 * integration by another program. */
#include <string.h>

#include "climate/found.h"
#include "climate/season.h"

#define CITY(design, code_days_, code_degc_, days)                                                \
  {                                                                                               \
    .design_degc = design, .code_days = code_days_, .code_degc = code_degc_, .season_days = days, \
    .season_degc = NAN, .beyond_degc = 6.5, .season_start = "11-15", .season_end = "03-16"        \
  }
static const qn_station tongliao = CITY(-19.0, 166, -7.4, 183);
static const qn_station harbin = CITY(-24.2, 176, -9.4, 183);
static const qn_station jinan = CITY(-5.3, 99, 1.4, 121);

static qn_season made(fixture *f, const qn_station *station) {
  qn_season season = {0};
  assert_int_equal(qn_season_make(&season, station, NULL, NULL, f->arena, f->findings), QN_OK);
  return season;
}

/* b and full-load hours as design-conditions prints them: four decimals, whole hours. */
static void gives_the_printed_figures(void **state) {
  static const struct {
    const char *name;
    const qn_station *station;
    double b, code_hours, statutory_hours;
  } cases[] = {{"Tongliao", &tongliao, 1.0066, 2735, 2862},
               {"Harbin", &harbin, 0.9169, 2743, 2788},
               {"Jinan", &jinan, 0.4597, 1693, 1953}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_station station = *cases[i].station;
    const double b = qn_season_exponent(station.design_degc, station.code_days, station.code_degc);
    CHECK(fabs(b - cases[i].b) <= 0.00005, cases[i].name);
    qn_season season = made(*state, &station);
    CHECK(fabs(qn_season_full_load_hours(&season, 18) - cases[i].statutory_hours) <= 0.5,
          cases[i].name);
    station.season_days = station.code_days;
    season = made(*state, &station);
    CHECK_NEAR(season.mean_degc, station.code_degc, 1e-12, cases[i].name);
    CHECK(fabs(qn_season_full_load_hours(&season, 18) - cases[i].code_hours) <= 0.5, cases[i].name);
  }
}

static double area_hours(const qn_season *season, double indoor_degc) {
  double sum = 0;
  for (int i = 0; i < season->n_bin; i++)
    sum += season->hours[i] * qn_season_load_share(season, i, indoor_degc);
  return sum;
}

/* The area under the curve of load shares is 24 Ns (ti - tm)/(ti - td); longer than the code's days
 * tm = (N tp + (Ns - N) tx)/Ns; cut: tm = td + (5 - td)(N - 5) R^(b+1)/((b + 1) Ns) with R = (Ns -
 * 5)/(N - 5), from integrating the power. */
static void area_is_the_season_heat(void **state) {
  static const struct {
    const char *name;
    const qn_station *station;
    double days;
  } cases[] = {{"Tongliao 183", &tongliao, 183}, {"Tongliao 166", &tongliao, 166},
               {"Tongliao 150", &tongliao, 150}, {"Harbin 183", &harbin, 183},
               {"Jinan 121", &jinan, 121},       {"Jinan 60", &jinan, 60},
               {"Jinan 200", &jinan, 200}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_station station = *cases[i].station;
    const double Ns = station.season_days = cases[i].days;
    const double N = station.code_days, tp = station.code_degc, td = station.design_degc;
    const double b = (5 - td) / (N / (N - 5) * (tp - td)) - 1;
    const double tm =
        Ns >= N ? (N * tp + (Ns - N) * 6.5) / Ns
                : td + (5 - td) * (N - 5) * pow((Ns - 5) / (N - 5), b + 1) / ((b + 1) * Ns);
    const qn_season season = made(*state, &station);
    CHECK_NEAR(season.days, Ns, 0, cases[i].name);
    CHECK_NEAR(season.mean_degc, tm, 1e-11, cases[i].name);
    CHECK_NEAR(area_hours(&season, 18), 24 * Ns * (18 - tm) / (18 - td), 1e-12, cases[i].name);
    CHECK_NEAR(qn_season_full_load_hours(&season, 20), 24 * Ns * (20 - tm) / (20 - td), 1e-12,
               cases[i].name);
  }
}

static void is_a_curve(void **state) {
  static const qn_station *const stations[] = {&tongliao, &harbin, &jinan};
  for (size_t i = 0; i < 3; i++) {
    const qn_season season = made(*state, stations[i]);
    double hours = season.hours[0];
    assert_true(season.outdoor_degc[0] == season.design_degc);
    CHECK_NEAR(season.hours[0], 120, 1e-15, "five coldest days");
    for (int k = 1; k < season.n_bin; k++) {
      assert_true(season.outdoor_degc[k] > season.outdoor_degc[k - 1]);
      assert_true(season.hours[k] > 0);
      hours += season.hours[k];
    }
    CHECK_NEAR(hours, 24 * season.days, 1e-13, "hours");
    CHECK_NEAR(season.outdoor_degc[season.n_bin - 1], 6.5, 0, "days beyond the code's");
    assert_true(qn_season_load_share(&season, 0, 18) == 1);
    assert_true(qn_season_load_share(&season, season.n_bin - 1, 5) == 0);
  }
}

/* COP = 2.70 + 0.060 T from -30 to 10 degrees, indoors 18. Expected: midpoint rule in Python over
 * the curve itself, 2,000,000 points:
 *   for i in range(n):
 *     day = (i + .5) * Ns / n
 *     t = td if day <= 5 else td + (5 - td) * ((day - 5) / (N - 5)) ** b if day <= N else 6.5
 *     q = 18 - t; heat += q; power += q / (2.70 + .060 * t)
 *   print(heat / power) */
static void scop_is_the_integral(void **state) {
  static const double at[] = {-30, 10}, cop[] = {2.70 - 0.060 * 30, 2.70 + 0.060 * 10};
  static const struct {
    const char *name;
    const qn_station *station;
    double scop;
  } cases[] = {{"Tongliao", &tongliao, 2.0909745013261354},
               {"Harbin", &harbin, 1.86620695259902},
               {"Jinan", &jinan, 2.786542018619713}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const qn_season season = made(*state, cases[i].station);
    CHECK_NEAR(qn_season_scop(&season, 18, at, cop, 2), cases[i].scop, 1e-6, cases[i].name);
    static const double one_at[] = {0}, one[] = {3.2};
    CHECK_NEAR(qn_season_scop(&season, 18, one_at, one, 1), 3.2, 1e-12, cases[i].name);
  }
}

static void reads_curves(void **state) {
  (void)state;
  static const double x[] = {-20, -10, 0}, y[] = {1, 2, 4};
  static const struct {
    const char *name;
    double at, want;
  } cases[] = {{"below", -30, 1},      {"first", -20, 1}, {"between", -15, 1.5}, {"inner", -10, 2},
               {"steeper", -2.5, 3.5}, {"last", 0, 4},    {"beyond", 7, 4}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    CHECK_NEAR(qn_curve_at(x, y, 3, cases[i].at), cases[i].want, 1e-15, cases[i].name);
}

/* The prescribed mean is met exactly and the design temperature kept. */
static void takes_a_prescribed_mean(void **state) {
  qn_station station = tongliao;
  station.season_degc = -5.2;
  const qn_season season = made(*state, &station);
  CHECK_NEAR(season.mean_degc, -5.2, 1e-12, "mean");
  CHECK_NEAR(season.outdoor_degc[0], -19, 0, "coldest");
  CHECK_NEAR(area_hours(&season, 18), 24 * 183 * (18 + 5.2) / (18 + 19), 1e-12, "area");
}

/* 15 November to 15 March is 121 days in a common year: the end given is the day after. */
static void counts_days_by_dates(void **state) {
  static const struct {
    const char *name, *start, *end;
    double days;
  } cases[] = {{"over the turn of the year", "11-15", "03-16", 121},
               {"within a year", "02-01", "05-01", 89},
               {"half a year", "10-15", "04-16", 183}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_station station = jinan;
    station.season_days = NAN;
    station.season_start = cases[i].start, station.season_end = cases[i].end;
    CHECK_NEAR(made(*state, &station).days, cases[i].days, 0, cases[i].name);
  }
}

static void refuses_what_is_no_season(void **state) {
  fixture *f = *state;
  static const struct {
    const char *name;
    qn_station station;
    const char *column;
  } cases[] = {
      {"design above 5", CITY(6.0, 99, 1.4, 121), "design_degc"},
      {"design missing", CITY(NAN, 99, 1.4, 121), "design_degc"},
      {"mean below design", CITY(-5.3, 99, -6.0, 121), "code_degc"},
      {"mean too warm for any curve", CITY(-5.3, 99, 4.9, 121), "code_degc"},
      {"no days", CITY(-5.3, 4, 1.4, 121), "code_days"},
      {"beyond missing",
       {.design_degc = -5.3,
        .code_days = 99,
        .code_degc = 1.4,
        .season_days = 121,
        .season_degc = NAN},
       "beyond_degc"},
      {"no dates",
       {.design_degc = -5.3,
        .code_days = 99,
        .code_degc = 1.4,
        .season_days = NAN,
        .season_start = "11-15",
        .season_end = "02-30"},
       "season_start"},
      {"mean below design",
       {.design_degc = -5.3,
        .code_days = 99,
        .code_degc = 1.4,
        .season_days = 99,
        .season_degc = -5.4},
       "season_degc"},
      {"file missing",
       {.design_degc = -5.3,
        .code_days = 99,
        .code_degc = 1.4,
        .season_days = 99,
        .season_degc = NAN,
        .hourly_file = "nowhere.csv"},
       "hourly_file"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_season season = {.n_bin = -7};
    const size_t mark = qn_findings_count(f->findings);
    CHECK(
        qn_season_make(&season, &cases[i].station, NULL, NULL, f->arena, f->findings) == QN_EINPUT,
        cases[i].name);
    CHECK(season.n_bin == -7, cases[i].name);
    CHECK(qn_findings_count(f->findings) == mark + 1, cases[i].name);
    const qn_finding *finding = qn_findings_at(f->findings, mark);
    CHECK(!strcmp(finding->place.column, cases[i].column), cases[i].name);
    CHECK(!strcmp(finding->place.table, "climate"), cases[i].name);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gives_the_printed_figures),
      cmocka_unit_test(area_is_the_season_heat),
      cmocka_unit_test(is_a_curve),
      cmocka_unit_test(scop_is_the_integral),
      cmocka_unit_test(reads_curves),
      cmocka_unit_test(takes_a_prescribed_mean),
      cmocka_unit_test(counts_days_by_dates),
      cmocka_unit_test(refuses_what_is_no_season),
  };
  return cmocka_run_group_tests_name("season", tests, begin, end);
}
