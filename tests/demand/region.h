/* The region in tests/demand/region with its heat, read before each test and freed after it. */
#ifndef QN_TESTS_DEMAND_REGION_H
#define QN_TESTS_DEMAND_REGION_H
#include "check.h"
#include "demand/demand.h"

#define REGION QN_SOURCE_DIR "/tests/demand/region"

/* Hours of full load: Tongliao's station 24 (183 * 18 + 1117.9) / 37 h at 18 degrees inside, 24
 * (183
 * * 16 + 1117.9) / 35 h at 16 (tm = -1117.9 / 183 from (166 * -7.4 + 17 * 6.5) / 183); Jinan's
 * 24 (121 * 18 - 281.6) / 23.3 h. */
#define H18 (24 * (183 * 18 + 1117.9) / 37)
#define H16 (24 * (183 * 16 + 1117.9) / 35)
#define JINAN_H18 (24 * (121 * 18 - 281.6) / 23.3)

typedef struct {
  qn_case *region;
  qn_demand *demand;
  qn_arena *arena;
  qn_findings *findings;
} fixture;

static inline int begin(void **state) {
  static fixture f;
  f = (fixture){.arena = qn_arena_new(), .findings = qn_findings_new()};
  if (qn_case_read(&f.region, REGION, NULL)) return 1;
  if (qn_demand_new(&f.demand, f.region, NULL, NULL)) return 1;
  *state = &f;
  return 0;
}

static inline int end(void **state) {
  fixture *f = *state;
  if (!f) return 0;
  qn_demand_free(f->demand);
  qn_case_free(f->region);
  qn_arena_free(f->arena);
  qn_findings_free(f->findings);
  return 0;
}

#endif
