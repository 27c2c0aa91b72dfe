/* cmocka with the name of the row that failed, for tests that are tables of cases. */
#ifndef QN_TESTS_CHECK_H
#define QN_TESTS_CHECK_H
/* cmocka.h needs these first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#define CHECK(ok, name)                       \
  do {                                        \
    if (!(ok)) fail_msg("%s: %s", name, #ok); \
  } while (0)
#define CHECK_NEAR(got, want, rel, name)                                    \
  do {                                                                      \
    const double got_ = (got), want_ = (want);                              \
    if (!(fabs(got_ - want_) <= (rel)*fabs(want_)))                         \
      fail_msg("%s: %s is %.17g, expected %.17g", name, #got, got_, want_); \
  } while (0)

#endif
