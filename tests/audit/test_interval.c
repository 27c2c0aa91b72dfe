#include "audit/interval.h"

#include <float.h>

#include "base/random.h"
#include "check.h"

typedef qn_interval binary(qn_interval a, qn_interval b);

static qn_interval quotient(qn_interval a, qn_interval b) {
  qn_interval out = {NAN, NAN};
  qn_interval_divide(&out, a, b);
  return out;
}

/* Results by hand; each end may lie outside by a few roundings, never inside. */
static void has_the_ends_of_hand_calculation(void **state) {
  (void)state;
  static const struct {
    const char *name;
    binary *op;
    qn_interval a, b, expected;
  } cases[] = {
      {"1..2 + 3..5", qn_interval_add, {1, 2}, {3, 5}, {4, 7}},
      {"1..2 - 3..5", qn_interval_subtract, {1, 2}, {3, 5}, {-4, -1}},
      {"1..2 * 3..5", qn_interval_multiply, {1, 2}, {3, 5}, {3, 10}},
      {"-1..2 * 3..5", qn_interval_multiply, {-1, 2}, {3, 5}, {-5, 10}},
      {"-1..2 * -3..5", qn_interval_multiply, {-1, 2}, {-3, 5}, {-6, 10}},
      {"-2..-1 * -5..-3", qn_interval_multiply, {-2, -1}, {-5, -3}, {3, 10}},
      {"0..1 * 2..inf", qn_interval_multiply, {0, 1}, {2, INFINITY}, {0, INFINITY}},
      {"1..2 / 4..8", quotient, {1, 2}, {4, 8}, {0.125, 0.5}},
      {"1..2 / -8..-4", quotient, {1, 2}, {-8, -4}, {-0.5, -0.125}},
      {"1..2 / 4..inf", quotient, {1, 2}, {4, INFINITY}, {0, 0.5}},
      {"1..inf / 4..8", quotient, {1, INFINITY}, {4, 8}, {0.125, INFINITY}},
      {"1..inf + -inf..2", qn_interval_add, {1, INFINITY}, {-INFINITY, 2}, {-INFINITY, INFINITY}},
      {"huge * huge", qn_interval_multiply, {1e200, 2e200}, {1e200, 1e200}, {-INFINITY, INFINITY}},
      {"hull", qn_interval_hull, {1, 2}, {4, 5}, {1, 5}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const qn_interval got = cases[i].op(cases[i].a, cases[i].b), want = cases[i].expected;
    CHECK(got.low <= want.low && got.high >= want.high, cases[i].name);
    CHECK(got.low == want.low || got.low >= want.low - 4 * DBL_EPSILON * fabs(want.low),
          cases[i].name);
    CHECK(got.high == want.high || got.high <= want.high + 4 * DBL_EPSILON * fabs(want.high),
          cases[i].name);
  }
}

static void no_division_by_zero(void **state) {
  (void)state;
  static const qn_interval divisors[] = {{0, 0}, {0, 1}, {-1, 0}, {-1, 1}, {-INFINITY, 5}};
  for (size_t i = 0; i < sizeof divisors / sizeof *divisors; i++) {
    qn_interval out = {7, 8};
    assert_false(qn_interval_divide(&out, (qn_interval){1, 2}, divisors[i]));
    assert_true(out.low == 7 && out.high == 8);
  }
}

static void touching_is_meeting(void **state) {
  (void)state;
  const qn_interval a = {1, 2};
  assert_true(qn_interval_meet(a, (qn_interval){2, 3}) && qn_interval_meet((qn_interval){0, 1}, a));
  assert_true(qn_interval_meet(a, (qn_interval){1.5, 1.6}));
  assert_false(qn_interval_meet(a, (qn_interval){2.1, 3}));
  assert_true(qn_interval_meet(a, (qn_interval){-INFINITY, INFINITY}));
}

/* In extended precision the true result of random points lies within. */
static void holds_the_true_result(void **state) {
  (void)state;
  qn_random random = qn_random_stream(1, "interval", "points");
  for (int i = 0; i < 100000; i++) {
    const double x = qn_random_normal(&random) * exp(10 * qn_random_normal(&random)),
                 y = qn_random_normal(&random) * exp(10 * qn_random_normal(&random));
    const qn_interval a = {x, x}, b = {y, y};
    const long double truth[] = {(long double)x + y, (long double)x - y, (long double)x * y,
                                 (long double)x / y};
    const qn_interval got[] = {qn_interval_add(a, b), qn_interval_subtract(a, b),
                               qn_interval_multiply(a, b), quotient(a, b)};
    for (int k = 0; k < 4; k++) assert_true(got[k].low <= truth[k] && truth[k] <= got[k].high);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(has_the_ends_of_hand_calculation),
      cmocka_unit_test(no_division_by_zero),
      cmocka_unit_test(touching_is_meeting),
      cmocka_unit_test(holds_the_true_result),
  };
  return cmocka_run_group_tests_name("interval", tests, NULL, NULL);
}
