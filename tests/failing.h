/* Lets every allocation of the library fail in turn. The test program's first line must be the
 * comment "wraps: malloc calloc realloc free"; only calls from our own objects are counted. */
#ifndef QN_TESTS_FAILING_H
#define QN_TESTS_FAILING_H
#include <stdbool.h>
#include <stdlib.h>

#include "check.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *at, size_t size);
void __real_free(void *at);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *at, size_t size);
void __wrap_free(void *at);

/* left: allocations that still succeed, -1 for all; live: blocks not freed yet. Volatile, for the
 * compiler knows that malloc changes nothing it can see. */
static volatile struct {
  long left, live;
  bool once, failed;
} heap = {.left = -1};

static bool heap_is_out(void) {
  if (heap.left != 0) {
    heap.left -= heap.left > 0;
    return false;
  }
  heap.failed = true;
  if (heap.once) heap.left = -1;
  return true;
}

void *__wrap_malloc(size_t size) {
  void *at = heap_is_out() ? NULL : __real_malloc(size);
  heap.live += at != NULL;
  return at;
}

void *__wrap_calloc(size_t count, size_t size) {
  void *at = heap_is_out() ? NULL : __real_calloc(count, size);
  heap.live += at != NULL;
  return at;
}

void *__wrap_realloc(void *at, size_t size) {
  void *now = heap_is_out() ? NULL : __real_realloc(at, size);
  heap.live += now && !at;
  return now;
}

void __wrap_free(void *at) {
  heap.live -= at != NULL;
  __real_free(at);
}

/* Runs work with the first, then the second ... allocation failing, alone and with all after it,
 * until no call is left to fail. work returns false when a promise is broken; it frees what it
 * takes, also then. */
static inline void every_allocation_fails(bool (*work)(void), const char *name) {
  for (int once = 0; once < 2; once++) {
    long n = 0;
    do {
      const long before = heap.live;
      heap.left = n++;
      heap.once = once;
      heap.failed = false;
      const bool ok = work();
      heap.left = -1;
      if (!ok) fail_msg("%s: broken when allocation %ld fails", name, n);
      if (heap.live != before) fail_msg("%s: %ld blocks leak", name, heap.live - before);
    } while (heap.failed);
    CHECK(n > 1, name);
  }
}

#endif
