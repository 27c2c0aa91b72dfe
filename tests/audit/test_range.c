#include "audit/range.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "check.h"

static qn_status range_of(qn_interval *out, const char *text, const qn_interval *boxes) {
  qn_arena *arena = qn_arena_new();
  qn_formula f;
  qn_ranger ranger;
  qn_interval box[64];
  assert_int_equal(qn_formula_parse(&f, text, NULL, arena, NULL), QN_OK);
  assert_int_equal(qn_ranger_make(&ranger, &f, arena), QN_OK);
  for (int v = 0; v < f.n_name; v++) box[v] = boxes[f.names[v][0] - 'p'];
  const qn_status s = qn_range_find(out, &ranger, box);
  qn_arena_free(arena);
  return s;
}

/* x, y, z, t: the boxes of the hand calculations. p: open upward, q: open downward, r: about 0. */
static const qn_interval boxes[] = {
    ['x' - 'p'] = {1, 2},       ['y' - 'p'] = {3, 4},        ['z' - 'p'] = {2, 2.5},
    ['t' - 'p'] = {-1, 2},      ['p' - 'p'] = {5, INFINITY}, ['q' - 'p'] = {-INFINITY, 6},
    ['r' - 'p'] = {-0.5, 0.25}, ['s' - 'p'] = {10, 10},
};

static const struct {
  const char *text;
  double low, high;
} cases[] = {
    {"x+y", 4, 6},
    {"x-x", 0, 0},               /* not -1 .. 1 */
    {"x/x", 1, 1},               /* not 0.5 .. 2 */
    {"x/(x+y)", 0.2, 0.4},       /* 1/(1+4), 2/(2+3) */
    {"(x-y)/(x+y)", -0.6, -0.2}, /* (1-4)/5, (2-3)/5 */
    {"x*y-x*z", 0.5, 4},         /* x (y-z): 1 * 0.5, 2 * 2 */
    {"x*t", -2, 4},
    {"x*t-x", -4, 2}, /* x (t-1): 2 * -2, 2 * 1 */
    {"t*t", -2, 4},   /* not monotone in t: widened, never narrowed */
    {"x*x-x", 0, 2},
    {"s/x+s/y", 7.5, 13.3333333333333333}, /* 10/2+10/4, 10+10/3 */
    {"(x+y)*(y-x)", 5, 15},                /* y2 - x2: 9-4, 16-1 */
    {"p/y", 1.25, INFINITY},
    {"x-p", -INFINITY, -3},
    {"q+x", -INFINITY, 8},
    {"x/p", 0, 0.4},
    {"p-p", -INFINITY, INFINITY}, /* an open end stays an interval */
    {"x*r", -1, 0.5},
    {"sum(x,x,x)-3*x", 0, 0},
    {"100-x*s-y", 76, 87},
    {"-(x-y)*t", -3, 6},
    {"5", 5, 5},
};

static void is_that_of_hand_calculation(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *name = cases[i].text;
    qn_interval got;
    CHECK(range_of(&got, name, boxes) == QN_OK, name);
    const double low = cases[i].low, high = cases[i].high;
    CHECK(got.low <= low && got.high >= high, name);
    /* Roundings of operands up to 100. */
    CHECK(isinf(low) ? isinf(got.low) : got.low >= low - 1e-13, name);
    CHECK(isinf(high) ? isinf(got.high) : got.high <= high + 1e-13, name);
  }
}

static void says_when_a_divisor_may_be_zero(void **state) {
  (void)state;
  static const char *const zero[] = {"1/r", "x/(y-z-x)", "x/0", "1/(x-x)", "x/q"};
  for (size_t i = 0; i < sizeof zero / sizeof *zero; i++) {
    qn_interval got = {7, 8};
    CHECK(range_of(&got, zero[i], boxes) == QN_ERANGE, zero[i]);
    CHECK(got.low == 7 && got.high == 8, zero[i]);
  }
}

/* A sum of forty figures is exact, however many there are. */
static void many_variables_are_no_matter(void **state) {
  (void)state;
  qn_arena *arena = qn_arena_new();
  qn_text text = {0};
  qn_interval box[40], got;
  qn_formula f;
  qn_ranger ranger;
  qn_text_add(&text, "(v0");
  for (int i = 1; i < 40; i++) qn_text_addf(&text, "+v%d", i);
  qn_text_add(&text, ")/v0");
  assert_int_equal(qn_formula_parse(&f, text.bytes, NULL, arena, NULL), QN_OK);
  assert_int_equal(qn_ranger_make(&ranger, &f, arena), QN_OK);
  for (int i = 0; i < 40; i++) box[i] = (qn_interval){i + 1, i + 1.5};
  assert_int_equal(qn_range_find(&got, &ranger, box), QN_OK);
  /* 1 + (2 + ... + 40) / 1.5 and 1 + (819 + 39/2) / 1 */
  CHECK_NEAR(got.low, 1 + 819 / 1.5, 1e-13, "low");
  CHECK_NEAR(got.high, 1 + 838.5, 1e-13, "high");
  qn_text_clear(&text);
  qn_arena_free(arena);
}

/* A random formula over x, y, z, t as text; returns what to append. */
static void grow(qn_text *out, qn_random *random, int depth) {
  const uint64_t pick = qn_random_below(random, depth > 0 ? 6 : 2);
  if (pick == 0) {
    qn_text_addf(out, "%d", (int)qn_random_below(random, 9) + 1);
  } else if (pick == 1) {
    qn_text_addf(out, "%c", "xyzt"[qn_random_below(random, 4)]);
  } else {
    qn_text_add(out, "(");
    grow(out, random, depth - 1);
    qn_text_addf(out, "%c", "+-*/"[pick - 2]);
    grow(out, random, depth - 1);
    qn_text_add(out, ")");
  }
}

/* Every value at random points of the box lies within the range. */
static void holds_every_point(void **state) {
  (void)state;
  qn_random random = qn_random_stream(5, "range", "points");
  qn_text text = {0};
  int held = 0;
  for (int i = 0; i < 4000; i++) {
    text.length = 0;
    grow(&text, &random, 4);
    qn_interval range;
    if (range_of(&range, text.bytes, boxes)) continue;
    for (int k = 0; k < 20; k++, held++) {
      qn_interval point[sizeof boxes / sizeof *boxes], value;
      for (size_t b = 0; b < sizeof boxes / sizeof *boxes; b++) {
        const double share = k < 16 ? (double)(k >> (b % 4) & 1) : qn_random_real(&random);
        const double at = boxes[b].low + share * (boxes[b].high - boxes[b].low);
        point[b] = (qn_interval){at, at};
      }
      CHECK(range_of(&value, text.bytes, point) == QN_OK, text.bytes);
      CHECK(qn_interval_meet(value, range), text.bytes);
    }
  }
  assert_true(held > 20000);
  qn_text_clear(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(is_that_of_hand_calculation),
      cmocka_unit_test(says_when_a_divisor_may_be_zero),
      cmocka_unit_test(many_variables_are_no_matter),
      cmocka_unit_test(holds_every_point),
  };
  return cmocka_run_group_tests_name("range", tests, NULL, NULL);
}
