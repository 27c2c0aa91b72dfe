/* An arena and a list of findings for each test. */
#ifndef QN_TESTS_CLIMATE_FOUND_H
#define QN_TESTS_CLIMATE_FOUND_H
#include "base/arena.h"
#include "base/findings.h"
#include "check.h"

typedef struct {
  qn_arena *arena;
  qn_findings *findings;
} fixture;

static inline int begin(void **state) {
  static fixture f;
  f = (fixture){qn_arena_new(), qn_findings_new()};
  *state = &f;
  return !f.arena || !f.findings;
}

static inline int end(void **state) {
  fixture *f = *state;
  qn_arena_free(f->arena);
  qn_findings_free(f->findings);
  return 0;
}

#endif
