#include "base/random.h"

#include "check.h"

/* Published first numbers of splitmix64 for the state 1234567. */
static void follows_splitmix64(void **state) {
  (void)state;
  static const uint64_t expected[] = {6457827717110365317ULL, 3203168211198807973ULL,
                                      9817491932198370423ULL, 4593380528125082431ULL,
                                      16408922859458223821ULL};
  qn_random random = {1234567};
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
    assert_true(qn_random_next(&random) == expected[i]);
}

/* The same name gives the same stream; another seed, table or key another one. */
static void streams_are_named(void **state) {
  (void)state;
  qn_random same[] = {qn_random_stream(7, "units", "v1"), qn_random_stream(7, "units", "v1")};
  qn_random other[] = {qn_random_stream(8, "units", "v1"), qn_random_stream(7, "areas", "v1"),
                       qn_random_stream(7, "units", "v2"), qn_random_stream(7, "v1", "units")};
  const uint64_t first = qn_random_next(&same[0]);
  assert_true(first == qn_random_next(&same[1]));
  for (size_t i = 0; i < sizeof other / sizeof *other; i++)
    assert_true(qn_random_next(&other[i]) != first);
}

/* Means and deviations of n draws lie within five standard errors of the true ones. */
static void moments_are_right(void **state) {
  (void)state;
  enum { N = 200000 };
  qn_random random = qn_random_stream(3, "test", "moments");
  double real = 0, normal = 0, square = 0, log_mean = 0;
  for (int i = 0; i < N; i++) {
    const double u = qn_random_real(&random), z = qn_random_normal(&random);
    assert_true(u >= 0 && u < 1);
    real += u / N;
    normal += z / N;
    square += z * z / N;
    log_mean += log(qn_random_lognormal(&random, 190, 0.7)) / N;
  }
  const double error = 5 / sqrt(N);
  assert_true(fabs(real - 0.5) < error * sqrt(1. / 12));
  assert_true(fabs(normal) < error);
  assert_true(fabs(square - 1) < error * sqrt(2));
  assert_true(fabs(log_mean - log(190)) < error * 0.7);
}

static void whole_numbers_cover_their_range(void **state) {
  (void)state;
  qn_random random = qn_random_stream(3, "test", "below");
  int seen[6] = {0};
  for (int i = 0; i < 6000; i++) {
    const uint64_t k = qn_random_below(&random, 6);
    assert_true(k < 6);
    seen[k]++;
  }
  for (int k = 0; k < 6; k++) assert_true(seen[k] > 850 && seen[k] < 1150);
  for (int i = 0; i < 10; i++) assert_true(qn_random_below(&random, 1) == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(follows_splitmix64),
      cmocka_unit_test(streams_are_named),
      cmocka_unit_test(moments_are_right),
      cmocka_unit_test(whole_numbers_cover_their_range),
  };
  return cmocka_run_group_tests_name("random", tests, NULL, NULL);
}
