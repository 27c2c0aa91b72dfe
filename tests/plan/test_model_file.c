/* The model written as MPS and read by HiGHS's own reader: of random regions with rows of all
 * families it has the optimum that enumeration finds, without a solver, or none where there is
 * none; and every line of a file written by hand is as expected. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "check.h"
#include "plan/enumerate.h"
#include "plan/model_file.h"
#include "plan/random_case.h"
#include "plan/sketch.h"

#define ROOM QN_BINARY_DIR "/model-file"
#include "room.h"

/* Of HiGHS's C header, which is for solve alone. */
void *Highs_create(void);
void Highs_destroy(void *highs);
int Highs_setBoolOptionValue(void *highs, const char *option, int value);
int Highs_setDoubleOptionValue(void *highs, const char *option, double value);
int Highs_readModel(void *highs, const char *file);
int Highs_run(void *highs);
int Highs_getModelStatus(const void *highs);
int Highs_getNumCol(const void *highs);
int Highs_getNumRow(const void *highs);
double Highs_getObjectiveValue(const void *highs);

enum { OK = 0, OPTIMAL = 7 };
static const double COST_REL = 1e-6;      /* the solver's tolerances */
static const double ROUNDING_REL = 1e-14; /* of a sum of a few terms */
static const char FILE_NAME[] = ROOM "/model.mps";

static qn_model *model_of(qn_context **context, const qn_case *region, const qn_demand *demand) {
  qn_model *model = NULL;
  qn_run run = {.threads = 1};
  assert_int_equal(qn_context_new(context, region, demand), QN_OK);
  assert_int_equal(qn_model_new(&model, *context, &run), QN_OK);
  return model;
}

/* Least cost in CNY, INFINITY when there is none. */
static double solved(const qn_model *model, const char *name) {
  void *highs = Highs_create();
  assert_non_null(highs);
  Highs_setBoolOptionValue(highs, "output_flag", 0);
  Highs_setDoubleOptionValue(highs, "mip_rel_gap", 0);
  Highs_setDoubleOptionValue(highs, "mip_abs_gap", 0);
  Highs_setDoubleOptionValue(highs, "mip_feasibility_tolerance", 1e-9);
  Highs_setDoubleOptionValue(highs, "primal_feasibility_tolerance", 1e-9);
  CHECK(Highs_readModel(highs, FILE_NAME) >= OK, name); /* it warns of capacities without end */
  CHECK((size_t)Highs_getNumCol(highs) == model->n_column, name);
  CHECK((size_t)Highs_getNumRow(highs) == model->n_row, name);
  Highs_run(highs);
  const double cost = Highs_getModelStatus(highs) == OPTIMAL
                          ? Highs_getObjectiveValue(highs) * QN_MODEL_FILE_CNY
                          : INFINITY;
  Highs_destroy(highs);
  return cost;
}

static void look_at(uint64_t seed, size_t *n_feasible) {
  qn_demand *demand;
  qn_context *context;
  enumerated best;
  char name[64];
  qn_arena *arena = qn_arena_new();
  qn_case *region = random_case(seed, RANDOM_ALL, 3000, &demand);
  qn_model *model = model_of(&context, region, demand);
  snprintf(name, sizeof name, "seed %d", (int)seed);
  assert_int_equal(enumerate_best(&best, region, demand, arena), QN_OK);
  assert_int_equal(qn_model_write(model, FILE_NAME, NULL), QN_OK);
  const double cost = solved(model, name);
  CHECK(isfinite(cost) == best.is_feasible, name);
  if (best.is_feasible) CHECK_NEAR(cost, best.cost_cny, COST_REL, name);
  *n_feasible += best.is_feasible != 0;
  qn_model_free(model);
  qn_context_free(context);
  qn_demand_free(demand);
  qn_case_free(region);
  qn_arena_free(arena);
}

static void has_the_same_optimum(void **state) {
  (void)state;
  const int n = random_cases(150);
  size_t n_feasible = 0;
  for (int i = 0; i < n; i++) look_at((uint64_t)i + 1, &n_feasible);
  assert_true(n_feasible > (size_t)n / 2);
}

/* 24,000 kWh: 8 t of coal at 1,000 CNY and a tenth of a stove of 1,000 a household, or 6 t of
 * pellets and a tenth of one of 4,000. The target's row is divided by 1,024 m2. */
static const char *const lines[] = {
    "* qingnuan: 2 rows, 2 columns, cost in 10^4 CNY",
    "NAME qingnuan FREE",
    "ROWS",
    " N cost",
    " E R0.choose.a_village",
    " G R1.target.clean.2021",
    "COLUMNS",
    " MARKER0 'MARKER' 'INTORG'",
    " C0.a_village.stove.never.r0 cost 0.9",
    " C0.a_village.stove.never.r0 R0.choose.a_village 1",
    " C1.a_village.pellet.2021.r0 cost 1",
    " C1.a_village.pellet.2021.r0 R0.choose.a_village 1",
    " C1.a_village.pellet.2021.r0 R1.target.clean.2021 0.9765625",
    " MARKER1 'MARKER' 'INTEND'",
    "RHS",
    " RHS R0.choose.a_village 1",
    " RHS R1.target.clean.2021 0.9765625",
    "BOUNDS",
    " UP BOUND C0.a_village.stove.never.r0 1",
    " UP BOUND C1.a_village.pellet.2021.r0 1",
    "ENDATA",
};

/* The same but for what rounding does to a number at the end. */
static int is_same_line(const char *got, const char *want) {
  const char *number = strrchr(want, ' ');
  double a, b;
  if (!strcmp(got, want)) return 1;
  if (!number || strncmp(got, want, (size_t)(number + 1 - want)) != 0) return 0;
  return qn_real_parse(number + 1, &b) && qn_real_parse(got + (number + 1 - want), &a) &&
         fabs(a - b) <= ROUNDING_REL * fabs(b);
}

static void says_what_is_what(void **state) {
  (void)state;
  qn_case *region = sketch_stoves(2021, 1, 0);
  sketch_unit(region, "a village", "T", "R", 10, "stove");
  sketch_floor(region, "a village", "house", 1000);
  sketch_target(region, "clean", "C", QN_CLEAN_AREA, 2021, 1000);
  qn_demand *demand = sketch_finish(region);
  qn_context *context;
  qn_model *model = model_of(&context, region, demand);
  qn_text text = {0};
  assert_int_equal(qn_model_write(model, FILE_NAME, NULL), QN_OK);
  assert_int_equal(qn_file_read(&text, FILE_NAME, 0, NULL), QN_OK);
  size_t n = 0;
  for (char *line = strtok(text.bytes, "\n"); line; line = strtok(NULL, "\n")) {
    assert_true(n < sizeof lines / sizeof *lines);
    CHECK(is_same_line(line, lines[n]), line);
    n++;
  }
  assert_int_equal(n, sizeof lines / sizeof *lines);
  qn_text_clear(&text);
  qn_model_free(model);
  qn_context_free(context);
  qn_demand_free(demand);
  qn_case_free(region);
}

static void tells_where_it_cannot_write(void **state) {
  (void)state;
  qn_case *region = sketch_stoves(2021, 1, 0);
  qn_demand *demand = sketch_finish(region);
  qn_context *context;
  qn_model *model = model_of(&context, region, demand);
  qn_findings *findings = qn_findings_new();
  assert_int_equal(qn_model_write(model, ROOM "/none/model.mps", findings), QN_EIO);
  assert_int_equal(qn_findings_count(findings), 1);
  qn_findings_free(findings);
  qn_model_free(model);
  qn_context_free(context);
  qn_demand_free(demand);
  qn_case_free(region);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(has_the_same_optimum, make_room, clear_room),
      cmocka_unit_test_setup_teardown(says_what_is_what, make_room, clear_room),
      cmocka_unit_test_setup_teardown(tells_where_it_cannot_write, make_room, clear_room),
  };
  return cmocka_run_group_tests_name("model file", tests, NULL, NULL);
}
