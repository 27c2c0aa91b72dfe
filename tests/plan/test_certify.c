/* A bound above the cost of a verified plan is a fault that is told; rounding is not. */
#include "check.h"
#include "plan/certify.h"

/* Bounds by prices and by branch and bound, a plan's cost, and what must follow. */
static const struct {
  const char *name;
  double relaxed, proved, cost;
  double bound;
  int is_refuted;
} cases[] = {
    {"no bound at all", -INFINITY, -INFINITY, 100, -INFINITY, 0},
    {"the higher of two", 90, 95, 100, 95, 0},
    {"closed", 90, 1e9, 1e9, 1e9, 0},
    {"rounding of sums is quiet", 90, 1e9 + 0.9, 1e9, 1e9, 0},
    {"more than rounding is told", 90, 1e9 + 1.1, 1e9, 90, 1},
    {"a hundredth of a per cent", 90, 100.01, 100, 90, 1},
    {"prices refuted too", 101, 102, 100, -INFINITY, 1},
    {"a negative cost", -300, -100.01, -100, -100.01, 0},
    {"above a negative cost", -300, -99.9, -100, -300, 1},
    {"near nothing", -5, 2e-10, 0, 0, 0},
    {"no plan, nothing to refute", 90, 95, NAN, 95, 0},
};

static qn_plan plan_of(size_t i) {
  return (qn_plan){.cost_cny = cases[i].cost,
                   .relaxed_cny = cases[i].relaxed,
                   .proved_cny = -INFINITY,
                   .refuted_cny = NAN};
}

static void bounds_above_the_cost_are_dropped_and_told(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *name = cases[i].name;
    qn_findings *findings = qn_findings_new();
    qn_plan plan = plan_of(i);
    qn_certify(&plan, cases[i].proved, findings);
    CHECK(plan.bound_cny == cases[i].bound, name);
    CHECK(isnan(plan.refuted_cny) != cases[i].is_refuted, name);
    CHECK((int)qn_findings_count_of(findings, QN_ERROR) == cases[i].is_refuted, name);
    if (isfinite(plan.cost_cny) && isfinite(plan.bound_cny))
      CHECK_NEAR(plan.gap_cny, plan.cost_cny - plan.bound_cny, 1e-12, name);
    qn_findings_free(findings);
  }
}

/* The same when the plan comes after the proof; what is proved later counts again; told once. */
static void a_better_plan_refutes_an_older_proof(void **state) {
  (void)state;
  qn_findings *findings = qn_findings_new();
  qn_plan plan = {.cost_cny = 100, .relaxed_cny = 80, .proved_cny = -INFINITY, .refuted_cny = NAN};
  qn_certify(&plan, 99, findings);
  assert_true(plan.bound_cny == 99 && isnan(plan.refuted_cny));
  plan.cost_cny = 98;
  qn_certify(&plan, -INFINITY, findings);
  assert_true(plan.bound_cny == 80 && plan.refuted_cny == 99);
  qn_certify(&plan, 97, findings);
  assert_true(plan.bound_cny == 97 && fabs(plan.gap - 1. / 98) < 1e-12);
  qn_certify(&plan, 98.5, findings);
  assert_int_equal(qn_findings_count_of(findings, QN_ERROR), 1);
  qn_findings_free(findings);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bounds_above_the_cost_are_dropped_and_told),
      cmocka_unit_test(a_better_plan_refutes_an_older_proof),
  };
  return cmocka_run_group_tests_name("certify", tests, NULL, NULL);
}
