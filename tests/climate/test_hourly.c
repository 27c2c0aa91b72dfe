/* Measured weather: the two real files, gaps in a made series, files that are none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "climate/found.h"
#include "climate/hourly.h"
#include "climate/season.h"

#define WEATHER QN_SOURCE_DIR "/data/weather"

static void knows_dates(void **state) {
  (void)state;
  static const struct {
    const char *name;
    int year, month, day;
    long days; /* GNU date -d DATE +%s over 86400 */
  } cases[] = {{"epoch", 1970, 1, 1, 0},
               {"before", 1969, 12, 31, -1},
               {"leap day", 2012, 2, 29, 15399},
               {"after it", 2012, 3, 1, 15400},
               {"2100 is none", 2100, 3, 1, 47541}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    CHECK(qn_days_of_date(cases[i].year, cases[i].month, cases[i].day) == cases[i].days,
          cases[i].name);
}

/* Counted by Python's csv module. */
static void counts_the_gaps_of_the_files(void **state) {
  fixture *f = *state;
  static const struct {
    const char *path;
    int year, missing;
  } cases[] = {{WEATHER "/shenyang-2010-2015.csv.gz", 2010, 575},
               {WEATHER "/shenyang-2010-2015.csv.gz", 2011, 101},
               {WEATHER "/shenyang-2010-2015.csv.gz", 2012, 12},
               {WEATHER "/shenyang-2010-2015.csv.gz", 2013, 3},
               {WEATHER "/shenyang-2010-2015.csv.gz", 2014, 1},
               {WEATHER "/shenyang-2010-2015.csv.gz", 2015, 0},
               {WEATHER "/shenyang-2010-2015.csv.gz", 2016, 0},
               {WEATHER "/beijing-2010-2015.csv.gz", 2010, 0},
               {WEATHER "/beijing-2010-2015.csv.gz", 2015, 5}};
  qn_hourly series = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    if (!i || strcmp(cases[i].path, cases[i - 1].path))
      assert_int_equal(qn_hourly_read(&series, cases[i].path, f->arena, f->findings), QN_OK);
    CHECK(series.count == 6 * 365 * 24 + 24, cases[i].path);
    CHECK(qn_hourly_missing(&series, cases[i].year) == cases[i].missing, cases[i].path);
  }
}

/* Expected: an independent program (Python, dictionaries by datetime) that fills the gaps by the
 * same rule and averages the five complete seasons 2010 to 2014: their means, and the means of
 * their coldest hours (Beijing's -17 of the leap season 2011 is stretched: (-17 - 16 * 24 / 2904) /
 * (1 + 24 / 2904), so -14.99836 and not -15). */
static void takes_the_typical_season(void **state) {
  fixture *f = *state;
  static const struct {
    const char *file, *start, *end;
    double days, mean, coldest;
    int missing, filled;
  } cases[] = {
      {"shenyang-2010-2015.csv.gz", "11-01", "04-01", 151, -5.009457636226328, -26, 153, 4},
      {"beijing-2010-2015.csv.gz", "11-15", "03-16", 121, -0.8284096554215781, -14.998360655737705,
       0, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const qn_station station = {.design_degc = -16.9,
                                .season_days = NAN,
                                .season_degc = NAN,
                                .season_start = cases[i].start,
                                .season_end = cases[i].end,
                                .hourly_file = cases[i].file};
    qn_season season = {0};
    assert_int_equal(qn_season_make(&season, &station, "/nowhere", WEATHER, f->arena, f->findings),
                     QN_OK);
    CHECK(season.is_hourly && season.n_bin == 24 * cases[i].days, cases[i].file);
    CHECK_NEAR(season.mean_degc, cases[i].mean, 1e-12, cases[i].file);
    CHECK_NEAR(season.outdoor_degc[0], cases[i].coldest, 1e-12, cases[i].file);
    CHECK(season.hours_missing == cases[i].missing && season.hours_filled == cases[i].filled,
          cases[i].file);
    for (int k = 1; k < season.n_bin; k++)
      CHECK(season.outdoor_degc[k] >= season.outdoor_degc[k - 1], cases[i].file);
  }
}

/* Prescribed days stretch the curve, a prescribed mean shifts it: the spread of hours stays. */
static void follows_the_station(void **state) {
  fixture *f = *state;
  qn_station station = {.design_degc = -16.9,
                        .season_days = NAN,
                        .season_degc = NAN,
                        .season_start = "11-01",
                        .season_end = "04-01",
                        .hourly_file = "shenyang-2010-2015.csv.gz"};
  qn_season measured = {0}, longer = {0}, warmer = {0};
  assert_int_equal(qn_season_make(&measured, &station, WEATHER, NULL, f->arena, NULL), QN_OK);
  station.season_days = 152;
  assert_int_equal(qn_season_make(&longer, &station, WEATHER, NULL, f->arena, NULL), QN_OK);
  assert_int_equal(longer.n_bin, 24 * 152);
  CHECK_NEAR(longer.mean_degc, measured.mean_degc, 1e-12, "mean of the stretched");
  station.season_days = NAN;
  station.season_degc = -4.0;
  assert_int_equal(qn_season_make(&warmer, &station, WEATHER, NULL, f->arena, NULL), QN_OK);
  CHECK_NEAR(warmer.mean_degc, -4.0, 1e-12, "mean prescribed");
  const double shift = -4.0 - measured.mean_degc;
  CHECK_NEAR(warmer.outdoor_degc[100], measured.outdoor_degc[100] + shift, 1e-12, "shift");
}

/* Three years of hours, 2011 to 2013, each holding its hour's number, then holes cut into it. */
static qn_hourly made(fixture *f) {
  const size_t n = (365 + 366 + 365) * 24;
  qn_hourly series = {24 * qn_days_of_date(2011, 1, 1), n,
                      qn_arena_array(f->arena, n, sizeof(double))};
  assert_non_null(series.degc);
  for (size_t i = 0; i < n; i++) series.degc[i] = (double)i;
  return series;
}

static size_t hour_of(const qn_hourly *series, int year, int month, int day, int hour) {
  return (size_t)(24 * qn_days_of_date(year, month, day) + hour - series->first);
}

static void fills_gaps(void **state) {
  static const struct {
    const char *name;
    int month, day, hour, length; /* of the hole, in 2012 */
    int from_others;
  } cases[] = {{"one hour", 1, 5, 7, 1, 0},
               {"three hours", 1, 6, 22, 3, 0},
               {"four hours", 1, 8, 0, 4, 1},
               {"two days", 3, 10, 5, 48, 1},
               {"leap day", 2, 29, 3, 10, 1}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_hourly series = made(*state);
    double *filled = qn_arena_array(((fixture *)*state)->arena, series.count, sizeof *filled);
    unsigned char *others = qn_arena_alloc(((fixture *)*state)->arena, series.count);
    assert_non_null(filled);
    assert_non_null(others);
    const size_t at = hour_of(&series, 2012, cases[i].month, cases[i].day, cases[i].hour);
    for (int k = 0; k < cases[i].length; k++) series.degc[at + (size_t)k] = NAN;
    assert_int_equal(qn_hourly_missing(&series, 2012), cases[i].length);
    qn_hourly_fill(filled, others, &series);
    for (int k = 0; k < cases[i].length; k++) {
      const size_t hour = at + (size_t)k;
      const size_t same = hour_of(&series, 2011, cases[i].month, cases[i].day, cases[i].hour + k);
      const size_t next = hour_of(&series, 2013, cases[i].month, cases[i].day, cases[i].hour + k);
      const size_t leap = cases[i].month == 2 ? 24 : 0; /* there it is the day before */
      const double want =
          cases[i].from_others ? ((double)(same + next) / 2 - (double)leap) : (double)hour;
      CHECK_NEAR(filled[hour], want, 1e-15, cases[i].name);
      CHECK(others[hour] == cases[i].from_others, cases[i].name);
    }
    CHECK(filled[at - 1] == (double)(at - 1) && !others[at - 1], cases[i].name);
  }
}

static void leaves_what_nobody_measured(void **state) {
  fixture *f = *state;
  qn_hourly series = made(f);
  for (int year = 2011; year <= 2013; year++)
    for (int k = 0; k < 5; k++) series.degc[hour_of(&series, year, 12, 1, k)] = NAN;
  double *filled = qn_arena_array(f->arena, series.count, sizeof *filled);
  unsigned char *others = qn_arena_alloc(f->arena, series.count);
  qn_hourly_fill(filled, others, &series);
  assert_true(isnan(filled[hour_of(&series, 2012, 12, 1, 4)]));
  qn_hourly_use use;
  double sorted[24 * 28];
  assert_int_equal(
      qn_hourly_typical(sorted, 24 * 28, &use, &series, "12-01", "12-29", f->arena, f->findings),
      QN_EINPUT);
  assert_int_equal(
      qn_hourly_typical(sorted, 24 * 28, &use, &series, "11-01", "11-29", f->arena, f->findings),
      QN_OK);
  assert_int_equal(use.seasons, 3);
}

/* More than a tenth missing: the season is no measured one and is left out. */
static void leaves_out_a_season_full_of_holes(void **state) {
  fixture *f = *state;
  static const struct {
    const char *name;
    int missing, seasons;
  } cases[] = {{"a tenth", 24, 3}, {"an hour more", 25, 2}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_hourly series = made(f);
    qn_hourly_use use;
    double sorted[24 * 10];
    for (int k = 0; k < cases[i].missing; k++) series.degc[hour_of(&series, 2012, 11, 3, k)] = NAN;
    assert_int_equal(
        qn_hourly_typical(sorted, 24 * 10, &use, &series, "11-01", "11-11", f->arena, f->findings),
        QN_OK);
    CHECK(use.seasons == cases[i].seasons, cases[i].name);
  }
}

static void refuses_other_files(void **state) {
  fixture *f = *state;
  static const struct {
    const char *name, *text, *column;
    long row;
  } cases[] = {
      {"no TEMP", "year,month,day,hour\n2010,1,1,0\n", NULL, 0},
      {"empty", "year,month,day,hour,TEMP\n", NULL, 0},
      {"no month 13", "year,month,day,hour,TEMP\n2010,1,1,0,5\n2010,13,1,0,5\n", "month", 3},
      {"no leap day", "year,month,day,hour,TEMP\n2011,2,29,0,5\n", "day", 2},
      {"half an hour", "year,month,day,hour,TEMP\n2011,2,28,0.5,5\n", "hour", 2},
      {"words", "year,month,day,hour,TEMP\n2011,2,28,5,cold\n", "TEMP", 2},
      {"kelvin", "year,month,day,hour,TEMP\n2011,2,28,5,273.15\n", "TEMP", 2},
      {"twice", "TEMP,hour,day,month,year\n1,5,28,2,2011\n2,5,28,2,2011\n", "hour", 3},
      {"short row", "year,month,day,hour,TEMP\n2011,2,28\n", "hour", 2},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char path[] = "/tmp/qn-hourly-XXXXXX";
    const int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_true(write(fd, cases[i].text, strlen(cases[i].text)) > 0);
    close(fd);
    qn_hourly series = {.count = 77};
    const size_t mark = qn_findings_count(f->findings);
    CHECK(qn_hourly_read(&series, path, f->arena, f->findings) == QN_EINPUT, cases[i].name);
    CHECK(series.count == 77, cases[i].name);
    CHECK(qn_findings_count(f->findings) == mark + 1, cases[i].name);
    const qn_place place = qn_findings_at(f->findings, mark)->place;
    CHECK(place.row == cases[i].row, cases[i].name);
    CHECK(!strcmp(place.file, path), cases[i].name);
    CHECK(!place.column == !cases[i].column, cases[i].name);
    if (place.column) CHECK(!strcmp(place.column, cases[i].column), cases[i].name);
    unlink(path);
  }
}

static void refuses_a_damaged_archive(void **state) {
  fixture *f = *state;
  char folder[] = "/tmp/qn-hourly-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/cut.csv.gz", folder);
  FILE *in = fopen(WEATHER "/beijing-2010-2015.csv.gz", "rb"), *out = fopen(path, "wb");
  assert_non_null(in);
  assert_non_null(out);
  char bytes[4096];
  assert_int_equal(fread(bytes, 1, sizeof bytes, in), sizeof bytes);
  memset(bytes + 2000, 0x5a, 500);
  assert_int_equal(fwrite(bytes, 1, sizeof bytes, out), sizeof bytes);
  fclose(in);
  fclose(out);
  qn_hourly series;
  assert_int_equal(qn_hourly_read(&series, path, f->arena, f->findings), QN_EINPUT);
  unlink(path);
  rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(knows_dates),
      cmocka_unit_test(counts_the_gaps_of_the_files),
      cmocka_unit_test(takes_the_typical_season),
      cmocka_unit_test(follows_the_station),
      cmocka_unit_test(fills_gaps),
      cmocka_unit_test(leaves_what_nobody_measured),
      cmocka_unit_test(leaves_out_a_season_full_of_holes),
      cmocka_unit_test(refuses_other_files),
      cmocka_unit_test(refuses_a_damaged_archive),
  };
  return cmocka_run_group_tests_name("hourly", tests, begin, end);
}
