/* Parcels: what is put in comes out, in order; nothing comes out that was not put in. */
#include "base/parcel.h"

#include "base/random.h"
#include "check.h"

enum { N = 1000, TIMES = 100 };

static void numbers_come_back(void **state) {
  (void)state;
  qn_parcel parcel = {0};
  static const double reals[] = {0, -0.0, 1e-308, -1.5, INFINITY};
  for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) {
    assert_int_equal(qn_parcel_put_whole(&parcel, (long long)i - 2), QN_OK);
    assert_int_equal(qn_parcel_put_real(&parcel, reals[i]), QN_OK);
  }
  for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) {
    long long whole;
    double real;
    assert_int_equal(qn_parcel_get_whole(&parcel, &whole), QN_OK);
    assert_int_equal(whole, (long long)i - 2);
    assert_int_equal(qn_parcel_get_real(&parcel, &real), QN_OK);
    assert_memory_equal(&real, &reals[i], sizeof real);
  }
  double more = 7;
  assert_int_equal(qn_parcel_get_real(&parcel, &more), QN_ERANGE);
  assert_true(more == 7);
  qn_parcel_clear(&parcel);
}

/* Every third value of an array by a list, among others that must stay. */
static void sparse_values_come_back(void **state) {
  (void)state;
  qn_random random = qn_random_stream(1, "parcel", "");
  for (int k = 0; k < TIMES; k++) {
    double x[N], y[N];
    size_t list[N], n = 0;
    qn_parcel parcel = {0};
    for (size_t i = 0; i < N; i++) {
      x[i] = qn_random_real(&random) < 0.01 * k ? 0 : qn_random_real(&random) - 0.5;
      y[i] = -9;
      if (i % 3 == (size_t)k % 3) list[n++] = i;
    }
    assert_int_equal(qn_parcel_put_sparse(&parcel, x, list, n), QN_OK);
    assert_int_equal(qn_parcel_get_sparse(&parcel, y, list, n), QN_OK);
    for (size_t i = 0; i < N; i++) assert_true(y[i] == (i % 3 == (size_t)k % 3 ? x[i] : -9));
    qn_parcel_clear(&parcel);
  }
}

static void small_numbers_come_back(void **state) {
  (void)state;
  qn_random random = qn_random_stream(1, "bytes", "");
  for (size_t n = 0; n < TIMES; n++) {
    signed char in[TIMES], out[TIMES];
    qn_parcel parcel = {0};
    for (size_t i = 0; i < n; i++)
      in[i] = (signed char)(qn_random_real(&random) < 0.5 ? -1 : 10 * qn_random_real(&random));
    assert_int_equal(qn_parcel_put_bytes(&parcel, in, n, -1), QN_OK);
    assert_true(parcel.length <= n / 8 + 1 + n);
    assert_int_equal(qn_parcel_get_bytes(&parcel, out, n, -1), QN_OK);
    if (n) assert_memory_equal(in, out, n);
    assert_int_equal(parcel.at, parcel.length);
    qn_parcel_clear(&parcel);
  }
}

/* A parcel that says it holds more than it does, or a place that the list does not have. */
static void refuses_what_is_not_there(void **state) {
  (void)state;
  double x[] = {1, 2, 3};
  const size_t list[] = {0, 1, 2};
  signed char bytes[64];
  for (size_t n = 0; n < 8 + 3 * 12; n++) {
    qn_parcel parcel = {0};
    assert_int_equal(qn_parcel_put_sparse(&parcel, x, list, 3), QN_OK);
    parcel.length = n;
    assert_int_equal(qn_parcel_get_sparse(&parcel, x, list, 3), QN_ERANGE);
    qn_parcel_clear(&parcel);
  }
  qn_parcel parcel = {0};
  assert_int_equal(qn_parcel_put_sparse(&parcel, x, list, 3), QN_OK);
  assert_int_equal(qn_parcel_get_sparse(&parcel, x, list, 2), QN_ERANGE);
  qn_parcel_reset(&parcel);
  assert_int_equal(qn_parcel_get_bytes(&parcel, bytes, 64, 0), QN_ERANGE);
  qn_parcel_clear(&parcel);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_come_back), cmocka_unit_test(sparse_values_come_back),
      cmocka_unit_test(small_numbers_come_back), cmocka_unit_test(refuses_what_is_not_there)};
  return cmocka_run_group_tests_name("parcel", tests, NULL, NULL);
}
