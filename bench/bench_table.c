/* Reading and checking a case of many units, as `qingnuan check` does, from every kind of place,
 * and writing it: bench_table [UNITS]. Also the most memory that the process took. */
#include <math.h>
#include <string.h>
#include <sys/resource.h>

#include "base/file.h"
#include "base/random.h"
#include "base/run.h"
#include "bench.h"
#include "case/case.h"

static void check(qn_status s, const char *what) {
  if (!s) return;
  fprintf(stderr, "%s: %s\n", what, qn_status_text(s));
  exit(1);
}

static const char *text_of(qn_case *c, const char *fmt, int i) {
  char text[32];
  snprintf(text, sizeof text, fmt, i);
  return qn_arena_text(c->arena, text);
}

static void make_areas(qn_case *c, int n) {
  check(qn_case_resize(c, QN_T_areas, (size_t)n + 1), "areas");
  c->areas[0].code = "15", c->areas[0].name = "省", c->areas[0].level = QN_PROVINCE;
  for (int i = 1; i <= n; i++) {
    c->areas[i].code = text_of(c, "15%07d", i);
    c->areas[i].name = text_of(c, "乡镇%d", i);
    c->areas[i].level = QN_TOWNSHIP;
    c->areas[i].parent = "15";
  }
}

static void make_catalogues(qn_case *c) {
  check(qn_case_resize(c, QN_T_zones, 1), "zones");
  check(qn_case_resize(c, QN_T_building_classes, 1), "classes");
  check(qn_case_resize(c, QN_T_carriers, 1), "carriers");
  check(qn_case_resize(c, QN_T_modes, 1), "modes");
  c->zones[0].id = "rural", c->zones[0].name = "农村";
  c->building_classes[0].id = "house", c->building_classes[0].name = "农房";
  c->building_classes[0].q_w_m2 = 80, c->building_classes[0].kappa_now = 0.5;
  c->carriers[0].id = "coal", c->carriers[0].name = "煤", c->carriers[0].unit = "t";
  c->carriers[0].kwh_per_unit = 5500;
  c->modes[0].id = "stove", c->modes[0].name = "散煤炉", c->modes[0].carrier = "coal";
  c->modes[0].family = QN_FAMILY_COAL, c->modes[0].family_id = "coal";
}

/* 75 units a township, every number with the digits that surveys have. */
static qn_case *made(int n) {
  qn_case *c;
  check(qn_case_new(&c), "case");
  c->settings.base_year = 2020, c->settings.horizon = 2025;
  make_areas(c, n / 75 + 1);
  make_catalogues(c);
  check(qn_case_resize(c, QN_T_units, (size_t)n), "units");
  check(qn_case_resize(c, QN_T_unit_areas, (size_t)n), "unit_areas");
  qn_random random = qn_random_stream(1, "units", "");
  for (int i = 0; i < n; i++) {
    qn_unit_row *u = &c->units[i];
    u->id = text_of(c, "15%010d", i), u->name = text_of(c, "村%d", i);
    u->area = c->areas[1 + i / 75].code, u->zone = "rural", u->present_mode = "stove";
    u->households = (double)(50 + qn_random_below(&random, 500));
    u->households_registered = u->households + 20, u->households_resident = u->households - 10;
    u->heat_distance_m = floor(qn_random_real(&random) * 3e5) / 10;
    u->gas_distance_m = floor(qn_random_real(&random) * 3e5) / 10;
    u->income_cny = floor(10000 + qn_random_real(&random) * 3e4);
    u->low_income_share = floor(qn_random_real(&random) * 3000) / 1e4;
    u->straw_share = floor(qn_random_real(&random) * 3000) / 1e4;
    u->lon = floor((110 + 10 * qn_random_real(&random)) * 1e6) / 1e6;
    u->lat = floor((40 + 5 * qn_random_real(&random)) * 1e6) / 1e6;
    u->source = "generated";
    c->unit_areas[i].unit = u->id, c->unit_areas[i].building_class = "house";
    c->unit_areas[i].area_m2 = u->households * 80, c->unit_areas[i].source = "generated";
  }
  return c;
}

static double most_memory_mib(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)usage.ru_maxrss / 1024;
}

/* Reads the case `runs` times; the answer is the number of units. */
static void read_place(const char *what, const char *place, int n) {
  enum { RUNS = 3 };
  double ms[RUNS];
  int units = 0;
  for (int i = 0; i < RUNS; i++) {
    qn_findings *findings = qn_findings_new();
    qn_case *c = NULL;
    const double start = qn_clock();
    check(qn_case_read(&c, place, findings), place);
    ms[i] = 1000 * (qn_clock() - start);
    units = c->n_units;
    qn_case_free(c);
    qn_findings_free(findings);
  }
  bench_line(what, (size_t)n, RUNS, ms, units);
}

int main(int argc, char **argv) {
  static const struct {
    const char *name, *read, *write;
  } kinds[] = {{"case", "read csv", "write csv"},
               {"case.gpkg", "read gpkg", "write gpkg"},
               {"case.xlsx", "read xlsx", "write xlsx"}};
  const int n = argc > 1 ? atoi(argv[1]) : 320000;
  char folder[] = "/tmp/qn-bench-XXXXXX";
  if (!mkdtemp(folder)) return 1;
  printf("what\tsize\truns\tmedian ms\tbest ms\tanswer\n");
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    char place[64];
    snprintf(place, sizeof place, "%s/%s", folder, kinds[k].name);
    qn_case *c = made(n);
    const double start = qn_clock();
    check(qn_case_write(c, place, 1, NULL), place);
    double ms = 1000 * (qn_clock() - start);
    bench_line(kinds[k].write, (size_t)n, 1, &ms, c->n_units);
    qn_case_free(c);
    read_place(kinds[k].read, place, n);
    printf("most memory so far\t%d\t1\t\t\t%.0f MiB\n", n, most_memory_mib());
  }
  qn_folder_remove(folder);
  return 0;
}
