/* A region of real villages as `qingnuan init` makes it. */
#ifndef QN_TESTS_PLAN_GENERATED_H
#define QN_TESTS_PLAN_GENERATED_H

#include "case/case.h"

/* The caller frees it with qn_case_free; a region that cannot be made fails the test. */
qn_case *generated(const char *name, int base_year, int horizon);

#endif
