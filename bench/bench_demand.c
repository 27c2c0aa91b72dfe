/* Loads of many units: bench_demand [UNITS]. Prepares them, then asks each for the heat of 15
 * seasons at 3 levels and 2 factors, as building a plan's pathways does. */
#include "base/run.h"
#include "bench.h"
#include "demand/demand.h"

static void check(qn_status s) {
  if (s) exit(1);
}

static const char *unit_id(qn_arena *arena, int i) {
  char id[24];
  const int n = snprintf(id, sizeof id, "u%d", i);
  return qn_arena_copy(arena, id, (size_t)n);
}

/* One county with its station, a class with two retrofits, n units that grow once. */
static qn_case *made(int n) {
  qn_case *c;
  check(qn_case_new(&c));
  c->settings.base_year = 2021, c->settings.horizon = 2025;
  check(qn_case_resize(c, QN_T_areas, 1));
  check(qn_case_resize(c, QN_T_zones, 1));
  check(qn_case_resize(c, QN_T_climate, 1));
  check(qn_case_resize(c, QN_T_building_classes, 1));
  check(qn_case_resize(c, QN_T_retrofits, 2));
  check(qn_case_resize(c, QN_T_carriers, 1));
  check(qn_case_resize(c, QN_T_modes, 1));
  check(qn_case_resize(c, QN_T_units, (size_t)n));
  check(qn_case_resize(c, QN_T_unit_areas, (size_t)n));
  check(qn_case_resize(c, QN_T_unit_years, (size_t)n));
  c->areas[0].code = "1", c->areas[0].name = "a", c->areas[0].station = "t";
  c->areas[0].level = QN_COUNTY;
  c->zones[0].id = "z", c->zones[0].name = "z";
  qn_station *t = c->climate;
  t->id = "t", t->name = "t", t->season_start = "10-15", t->season_end = "04-16";
  t->design_degc = -19, t->code_days = 166, t->code_degc = -7.4;
  c->building_classes[0].id = "h", c->building_classes[0].name = "h";
  c->building_classes[0].q_w_m2 = 95, c->building_classes[0].kappa_now = 0.5;
  for (int i = 0; i < 2; i++) {
    c->retrofits[i].building_class = "h", c->retrofits[i].level = i + 1;
    c->retrofits[i].saving = 0.2 * (i + 1);
  }
  c->carriers[0].id = "coal", c->carriers[0].name = "coal", c->carriers[0].unit = "t";
  c->modes[0].id = "stove", c->modes[0].name = "stove", c->modes[0].carrier = "coal";
  for (int i = 0; i < n; i++) {
    const char *id = unit_id(c->arena, i);
    c->units[i].id = id, c->units[i].name = id, c->units[i].area = "1", c->units[i].zone = "z";
    c->units[i].present_mode = "stove", c->units[i].households = 200;
    c->unit_areas[i].unit = id, c->unit_areas[i].building_class = "h";
    c->unit_areas[i].area_m2 = 10000 + i;
    c->unit_years[i].unit = id, c->unit_years[i].building_class = "h";
    c->unit_years[i].year = 2023, c->unit_years[i].added_m2 = 500;
  }
  check(qn_case_finish(c, NULL));
  return c;
}

static double ask_all(const qn_demand *demand, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++)
    for (int season = 2021; season < 2036; season++)
      for (int level = 0; level < 3; level++)
        sum += qn_demand_heat_kwh(demand, i, season, level, 1) +
               qn_demand_heat_kwh(demand, i, season, level, QN_FULL_HEATING);
  return sum;
}

int main(int argc, char **argv) {
  enum { RUNS = 5 };
  const int n = argc > 1 ? atoi(argv[1]) : 6000;
  qn_case *c = made(n);
  double make_ms[RUNS], ask_ms[RUNS], sum = 0;
  for (int k = 0; k < RUNS; k++) {
    qn_demand *demand;
    double start = qn_clock();
    check(qn_demand_new(&demand, c, NULL, NULL));
    make_ms[k] = 1e3 * (qn_clock() - start);
    start = qn_clock();
    sum = ask_all(demand, n);
    ask_ms[k] = 1e3 * (qn_clock() - start);
    qn_demand_free(demand);
  }
  bench_line("demand, prepare", (size_t)n, RUNS, make_ms, sum);
  bench_line("demand, 90 questions a unit", (size_t)n, RUNS, ask_ms, sum);
  qn_case_free(c);
  return 0;
}
