#include "base/arena.h"

#include <string.h>

#include "base/array.h"
#include "check.h"

static void memory_is_zeroed_aligned_and_apart(void **state) {
  (void)state;
  static const size_t sizes[] = {0, 1, 7, 16, 17, 4000, 16384, 16385, 1, 100000, 3, 9000000, 64};
  enum { COUNT = sizeof sizes / sizeof *sizes };
  unsigned char *at[COUNT];
  qn_arena *arena = qn_arena_new();
  for (size_t i = 0; i < COUNT; i++) {
    at[i] = qn_arena_alloc(arena, sizes[i]);
    assert_non_null(at[i]);
    assert_int_equal((uintptr_t)at[i] % _Alignof(max_align_t), 0);
    for (size_t k = 0; k < sizes[i]; k++) assert_int_equal(at[i][k], 0);
    memset(at[i], (int)i + 1, sizes[i]);
  }
  for (size_t i = 0; i < COUNT; i++)
    for (size_t k = 0; k < sizes[i]; k++) assert_int_equal(at[i][k], i + 1);
  qn_arena_free(arena);
}

static void counts_what_it_hands_out(void **state) {
  (void)state;
  qn_arena *arena = qn_arena_new();
  assert_int_equal(qn_arena_used(arena), 0);
  qn_arena_alloc(arena, 1);
  const size_t one = qn_arena_used(arena);
  assert_true(one >= 1 && one <= 64);
  qn_arena_alloc(arena, 100000);
  assert_true(qn_arena_used(arena) >= one + 100000);
  qn_arena_free(arena);
}

static void sizes_that_overflow_are_refused(void **state) {
  (void)state;
  qn_arena *arena = qn_arena_new();
  assert_null(qn_arena_array(arena, SIZE_MAX / 4, 8));
  assert_null(qn_arena_array(arena, SIZE_MAX, 1));
  assert_null(qn_arena_alloc(arena, SIZE_MAX));
  assert_null(qn_arena_copy(arena, "x", SIZE_MAX));
  assert_non_null(qn_arena_array(arena, SIZE_MAX, 0));
  qn_arena_free(arena);
}

static void copies_texts(void **state) {
  (void)state;
  qn_arena *arena = qn_arena_new();
  assert_string_equal(qn_arena_text(arena, "清暖"), "清暖");
  assert_string_equal(qn_arena_text(arena, ""), "");
  assert_null(qn_arena_text(arena, NULL));
  assert_string_equal(qn_arena_copy(arena, "heating", 4), "heat");
  qn_arena_free(arena);
  qn_arena_free(NULL);
}

static void arrays_grow_zeroed(void **state) {
  (void)state;
  QN_ARRAY(int) numbers = {0};
  for (int i = 0; i < 1000; i++) {
    int *slot = QN_PUSH(&numbers);
    assert_non_null(slot);
    assert_int_equal(*slot, 0);
    *slot = i;
  }
  assert_int_equal(numbers.count, 1000);
  for (int i = 0; i < 1000; i++) assert_int_equal(numbers.at[i], i);
  QN_CLEAR(&numbers);
  assert_true(!numbers.at && !numbers.count && !numbers.room);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
      cmocka_unit_test(counts_what_it_hands_out),
      cmocka_unit_test(sizes_that_overflow_are_refused),
      cmocka_unit_test(copies_texts),
      cmocka_unit_test(arrays_grow_zeroed),
  };
  return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
